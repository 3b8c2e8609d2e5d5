"""Blocks on a terminal: the id at the left, what it is and its words beside it; plain text elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Final

from rich.table import Table
from rich.text import Text

from servanda.cli.terminal import STYLES, WIDEST, clean

if TYPE_CHECKING:
    from rich.console import Console

    from servanda.presenting.blocks import Block

TONES: Final = {"plain": "", "strong": "bold", "quote": "", "faint": "dim", "kind": ""}
LEFT: Final = 18
"""Columns of ids and labels."""
LABEL: Final = 10
NARROW: Final = 64
"""Below so many columns ids stand above their blocks, and only labels at the left."""


def show_heading(console: Console, words: str) -> None:
    """A line over a list."""
    _print(console, Text(clean(words), style="bold"))
    _print(console, Text(""))


def show_blocks(console: Console, blocks: Iterable[Block]) -> int:
    """Print blocks one after the other as they come; how many."""
    count = 0
    for block in blocks:
        count += 1
        _print(console, _block(block, min(console.width, WIDEST)))
        _print(console, Text(""))
    return count


def show_table(console: Console, rows: Sequence[tuple[str, ...]]) -> None:
    """One row a thing; the last column but one takes the room that is left, the others stay unbroken."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    table = Table.grid(padding=(0, 2), pad_edge=False)
    table.width = min(console.width, sum(widths) + 2 * len(widths) - 2)
    for n, width in enumerate(widths):
        taking = n == len(widths) - 2
        table.add_column(width=None if taking else width, ratio=1 if taking else None, overflow="fold")
    for row in rows:
        table.add_row(*(Text(clean(cell), style="" if n else "dim") for n, cell in enumerate(row)))
    _print(console, table)
    _print(console, Text(""))


def show_note(console: Console, words: str) -> None:
    """A quiet line under a list."""
    _print(console, Text(clean(words), style="dim"))


def _block(block: Block, width: int) -> Table:
    """Two columns: id and labels at the left; a narrow terminal, or a long id, has the id on top."""
    lead = block.lead or block.id
    left = LEFT if width >= NARROW else LABEL
    if not lead and not any(row.label for row in block.rows):
        left = 0
    table = Table.grid(padding=(0, 2), pad_edge=False)
    if left:
        table.add_column(width=left, overflow="fold")
    table.add_column(width=width - left - 2 if left else width, overflow="fold")
    title = Text(clean(block.title), style=f"bold {STYLES.get(block.kind, '')}".strip())
    if block.id == lead and len(lead) > left:
        table.add_row("", Text(clean(lead), style="dim"))
        lead = ""
    table.add_row(*([Text(clean(lead), style="dim"), title] if left else [title]))
    for row in block.rows:
        words = Text(clean(row.words), style=TONES[row.tone])
        table.add_row(*([Text(clean(row.label), style="dim"), words] if left else [words]))
    return table


def _print(console: Console, what: Table | Text) -> None:
    """Without a terminal, lines do not end in blanks."""
    if console.is_terminal:
        console.print(what)
        return
    with console.capture() as captured:
        console.print(what)
    console.file.write("".join(f"{line.rstrip()}\n" for line in captured.get().splitlines()))
