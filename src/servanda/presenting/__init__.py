"""Codings for people: one wording for the terminal and the page, and the page itself."""
