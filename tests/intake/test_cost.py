"""Texts made to be slow cost no more than others of their length."""

import time

import pytest

from servanda.errors import InputError
from servanda.intake import read_html, read_text

LENGTH = 50_000
PIECES = [
    " ",
    "\n",
    "(",
    "( ",
    ")",
    '"',
    "“",
    "-",
    "—",
    ".",
    "...",
    "a",
    "A",
    "A ",
    "a.A",
    "AB CD ",
    "aB",
    "1",
    "1 ",
    "1.1.2011",
    "share ",
    "Reporting by A ",
    "Read more: ",
    "©",
    "Image: A ",
    "\u00ad",
    "\x00",
    "â€œ",
    "é",
    "Tags ",
    "a\nB",
    "(AP ",
    "X reported from Y",
    "May 1 2011 ",
    "http://",
    "@",
    "ß",
    "\u200f",
    "said.The ",
    "homeIsrael ",
    "in Gaza-The ",
]
MARKUP = [
    "<",
    "<a",
    "<a ",
    "<p>",
    "<!--",
    "<script>",
    "</p>",
    "&",
    "&amp;",
    "&#",
    "<b>a</b>",
    '<a href="',
    "<p>a",
    "-->",
]


@pytest.mark.parametrize("piece", PIECES, ids=[ascii(piece) for piece in PIECES])
def test_text(piece):
    began = time.process_time()
    try:
        read_text(piece * (LENGTH // len(piece)))
    except InputError as error:
        assert error.code in ("I003", "I006")  # noqa: PT017 - some are no text
    assert time.process_time() - began < 4


@pytest.mark.parametrize("piece", MARKUP, ids=[ascii(piece) for piece in MARKUP])
def test_markup(piece):
    began = time.process_time()
    try:
        read_html("<html><p>words of a page</p>" + piece * (LENGTH // len(piece)))
    except InputError as error:
        assert error.code in ("I006", "I012")  # noqa: PT017 - some are no page
    assert time.process_time() - began < 4
