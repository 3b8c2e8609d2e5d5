"""Records for people on a terminal: claims beside their quotes, in colour on a terminal, else plain."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable, Sequence
from typing import Final

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from servanda.errors import Issue
from servanda.model import Coding
from servanda.presenting.cards import Card, date_words, days_words, make_cards

STYLES: Final = {"event": "blue", "statement": "yellow", "figure": "green", "commitment": "magenta"}
HEADINGS: Final = {
    "event": "Events",
    "statement": "Statements",
    "figure": "Figures",
    "commitment": "Commitments",
}

SIDE_BY_SIDE: Final = 90
"""Columns from which quotes stand beside claims instead of below."""

WIDEST: Final = 160
PLAIN_WIDTH: Final = 120
"""Columns when the output is no terminal and ``COLUMNS`` is not set."""

_UNSAFE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def make_console(*, stderr: bool = False) -> Console:
    """A console; rich honours ``NO_COLOR``, ``FORCE_COLOR`` and ``COLUMNS``."""
    stream = sys.stderr if stderr else sys.stdout
    width = None if stream.isatty() or os.environ.get("COLUMNS") else PLAIN_WIDTH
    return Console(stderr=stderr, width=width, highlight=False, markup=False, emoji=False, soft_wrap=False)


def clean(text: str) -> str:
    """``text`` without characters that move the cursor, change colours or turn the direction of writing."""
    return _UNSAFE.sub("\N{REPLACEMENT CHARACTER}", text)


def tell_issue(issue: Issue) -> None:
    """One line on standard error for what could not be read."""
    where = f"{issue.where}: " if issue.where else ""
    sys.stderr.write(clean(f"servanda: [{issue.code}] {where}{issue.message}") + "\n")


def show_coding(console: Console, coding: Coding) -> None:
    """The record of one report; without a terminal its lines do not end in blanks."""
    if console.is_terminal:
        _print_coding(console, coding)
        return
    with console.capture() as captured:
        _print_coding(console, coding)
    console.file.write("".join(f"{line.rstrip()}\n" for line in captured.get().splitlines()))


def _print_coding(console: Console, coding: Coding) -> None:
    width = min(console.width, WIDEST)
    console.print(Rule(style="dim"), width=width)
    console.print(_header(coding), width=width)
    cards = make_cards(coding)
    for kind, heading in HEADINGS.items():
        of_kind = [c for c in cards if c.kind == kind]
        if of_kind:
            console.print()
            console.print(Text(f"{heading} ({len(of_kind)})", style=f"bold {STYLES[kind]}"))
            console.print(_rows(of_kind, coding.document.text, width), width=width)
    if not cards:
        console.print(Text("Nothing of the four kinds was found in it.", style="dim"))
    console.print()


def _header(coding: Coding) -> RenderableType:
    doc = coding.document
    lines = [Text(clean(doc.title or first_words(doc.text)), style="bold")]
    facts = [doc.source, when_words(coding), doc.url, f"id {doc.id}"]
    lines.append(Text(clean(" · ".join(f for f in facts if f)), style="dim"))
    if doc.published is None and coding.written_reasons:
        lines.append(Text(clean("dated by: " + "; ".join(coding.written_reasons)), style="dim"))
    lines.extend(Text(clean(f"{i.code}: {i.message}"), style="dim italic") for i in coding.issues)
    return Group(*lines)


def when_words(coding: Coding) -> str:
    """How the report is dated: by itself, or by its words."""
    if coding.document.published:
        return date_words(coding.document.published.isoformat())
    if coding.written:
        return f"bears no date, written {days_words(coding.written)}"
    return "bears no date"


def first_words(text: str, most: int = 80) -> str:
    """The beginning of the text, for what has no title."""
    line = " ".join(text[: 4 * most].split())
    return line if len(line) <= most else line[: most - 1].rsplit(" ", 1)[0] + "…"


def _rows(cards: Sequence[Card], text: str, width: int) -> RenderableType:
    if width < SIDE_BY_SIDE:
        return Group(*(_stacked(card, text) for card in cards))
    table = Table.grid(padding=(0, 2), pad_edge=False)
    table.add_column(width=4, justify="right")
    table.add_column(ratio=9)
    table.add_column(ratio=11)
    table.expand = True
    for card in cards:
        table.add_row(Text(str(card.number), style="dim"), _claim(card), Group(*_quotes(card, text)))
    return table


def _stacked(card: Card, text: str) -> RenderableType:
    return Group(
        Text.assemble((f"{card.number:>3}  ", "dim"), _claim(card)),
        Padding(Group(*_quotes(card, text)), (0, 0, 0, 7)),
    )


def _claim(card: Card) -> Text:
    line = Text.assemble((f"{card.label}  ", f"bold {STYLES[card.kind]}"), clean(card.title))
    if card.facts:
        line.append(clean("\n" + " · ".join(card.facts)), style="dim")
    return line


def _quotes(card: Card, text: str) -> Iterable[Text]:
    for position, words in enumerate(card.quotes(text)):
        yield Text(clean(words), style=STYLES[card.kind] if position == 0 else "dim")
