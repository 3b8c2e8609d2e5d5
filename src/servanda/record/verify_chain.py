"""Following the log from row to row, and telling what happened where it does not hold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal

from servanda.record.log import START, chain_of, digest_of, thing_of

What = Literal["altered", "missing", "added", "reordered", "unreadable", "damaged"]
Row = Mapping[str, Any]

_COMPARED: Final = 200
"""Rows in doubt that are compared with one another, to see whether they changed places."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that is not as it was written.

    Attributes:
        what: what happened to it.
        table: where.
        row: which: the number, or the key.
        thing: the id of what the row is about, if it can still be told.
        words: one line for a person.
    """

    what: What
    table: str
    row: str
    thing: str = ""
    words: str = ""

    def __str__(self) -> str:
        place = f"{self.table} {self.row}".strip()
        return f"{place}{f' ({self.thing})' if self.thing else ''}: {self.words or self.what}"


@dataclass(frozen=True, slots=True)
class _Doubt:
    """A number at which log and layer disagree; ``in_log`` tells which of them is held to be wrong."""

    number: int
    logged: Row
    layer: str
    row: Row
    in_log: bool


class Chain:
    """The log as far as it was followed.

    Attributes:
        stored: the last hash that the log holds.
        ends: hashes that the log may have come to: the stored one, and the one that follows from what is
            known of the last row. After a row that is gone altogether, none.
        doubted: numbers at which something does not hold.
    """

    def __init__(self) -> None:
        self.stored = START
        self.ends: tuple[str, ...] = (START,)
        self.doubted: set[int] = set()
        self._doubts: list[_Doubt] = []

    def follow(
        self, number: int, logged: Row | None, here: Mapping[str, Row], *, unreadable: bool
    ) -> Iterator[Finding]:
        """Go on to the next number.

        Args:
            number: the number.
            logged: its row of the log.
            here: its rows of the layers, by table; one, if all is well.
            unreadable: whether there is a row that cannot be read, which was told already.
        """
        layer = self._layer(logged, here)
        row = here.get(layer) if layer else None
        for name in sorted(set(here) - {layer}):
            self.doubted.add(number)
            words = "was added outside: the log knows another row of this number"
            yield Finding(
                what="added", table=name, row=str(number), thing=thing_of(name, here[name]), words=words
            )
        if logged is None or row is None:
            self.doubted.add(number)
            if not unreadable:
                yield _gone(number, logged, layer, row)
            self._step(number, logged, layer, row)
            return
        same = (logged["layer"], logged["thing"], logged["digest"]) == _true(str(layer), row)
        linked = self._linked(number, logged)
        if same and linked:
            self.stored = logged["chain"]
            self.ends = (self.stored,)
            return
        if not same or not linked:
            self.doubted.add(number)
            if same:
                words = "was altered, or its place in the log"
                yield Finding(
                    what="altered", table="log", row=str(number), thing=logged["thing"], words=words
                )
            else:
                self._doubts.append(_Doubt(number, logged, str(layer), row, in_log=not linked))
        self._step(number, logged, layer, row)

    def doubts(self) -> Iterator[Finding]:
        """What disagrees, once all numbers were seen: rows that changed places are told as such."""
        for one in self._doubts:
            other = self._elsewhere(one) if len(self._doubts) <= _COMPARED else None
            table = "log" if one.in_log else one.layer
            thing = thing_of(one.layer, one.row)
            if other is None:
                yield Finding(
                    what="altered", table=table, row=str(one.number), thing=thing, words="was altered"
                )
            else:
                words = f"holds what belongs to {other}: rows changed places"
                yield Finding(what="reordered", table=table, row=str(one.number), thing=thing, words=words)

    def _elsewhere(self, one: _Doubt) -> int | None:
        """The number to which what stands at this number belongs."""
        for other in self._doubts:
            if other.number == one.number or other.in_log != one.in_log:
                continue
            if one.in_log:
                found = (one.logged["layer"], one.logged["thing"], one.logged["digest"])
                belongs = found == _true(other.layer, other.row)
            else:
                moved = {**one.row, "number": other.number}
                belongs = one.layer == other.layer and digest_of(one.layer, moved) == other.logged["digest"]
            if belongs:
                return other.number
        return None

    def _layer(self, logged: Row | None, here: Mapping[str, Row]) -> str | None:
        """The table where the row must lie: the log's, unless only another has it."""
        if logged is not None and (logged["layer"] in here or not here):
            return str(logged["layer"])
        return min(here, default=None)

    def _linked(self, number: int, logged: Row) -> bool:
        if not self.ends:
            return True  # the row before is gone, which was told: nothing to compare with
        said = (number, logged["layer"], logged["thing"], logged["digest"])
        return any(chain_of(end, *said) == logged["chain"] for end in self.ends)

    def _step(self, number: int, logged: Row | None, layer: str | None, row: Row | None) -> None:
        ends: list[str] = []
        if logged is not None:
            self.stored = logged["chain"]
            ends.append(logged["chain"])
        if layer is not None and row is not None:
            true = (number, *_true(layer, row))
            ends += [chain_of(end, *true) for end in self.ends]
        self.ends = tuple(dict.fromkeys(ends))[:4]


def _true(layer: str, row: Row) -> tuple[str, str, str]:
    return layer, thing_of(layer, row), digest_of(layer, row)


def _gone(number: int, logged: Row | None, layer: str | None, row: Row | None) -> Finding:
    if logged is not None:
        words = "is missing: the log has it"
        return Finding(
            what="missing", table=logged["layer"], row=str(number), thing=logged["thing"], words=words
        )
    if layer is not None and row is not None:
        words = "is missing: the layer has its row"
        return Finding(what="missing", table="log", row=str(number), thing=thing_of(layer, row), words=words)
    return Finding(
        what="missing", table="log", row=str(number), words="is missing, and so is the layer's row"
    )
