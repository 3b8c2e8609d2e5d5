"""The grammar of times: words, rules, matching, calendar, resolution.

``servanda.language.times`` is the entry.
"""
