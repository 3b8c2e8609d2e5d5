"""The grammar of numbers: word tables, numerals, units, nouns. ``servanda.language.numbers`` is the entry."""
