"""Who has it from whom: as links lie in rows, and the listing out of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final, cast

from sqlalchemy import Connection

from servanda.model.account import Account
from servanda.model.pair import Pair
from servanda.model.views import CopyGroup, SourceLink
from servanda.reconciliation.copies_texts import Text
from servanda.reconciliation.sources import (
    How,
    Outlets,
    Told,
    link_of,
    passage_between,
    told_by_account,
    told_by_copy,
    told_by_text,
)
from servanda.record import index_links as rows
from servanda.record.index_links import Link
from servanda.record.index_schema import ALWAYS
from servanda.record.unseen import Mask, masked
from servanda.run.recording_things import TEXT, Comparable, Ready
from servanda.run.recording_versions import Version

_OUTLET: Final = "outlet"
"""The way of a row that only tells by which outlet a report is."""
_NAMED: Final = "named "
"""Before the way, where the teller is a source that somebody names."""

Shown = tuple[str, str, How]
"""Teller, source and way as they are shown."""


def links_of(one: Ready) -> list[Link]:
    """What one account or text tells of its sources."""
    known, thing = one.row.known, one.thing
    if isinstance(thing, Account):
        return [_link(told, one.row.id, known, ALWAYS + 1) for told in told_by_account(thing)]
    outlet = Link(
        origin=one.row.id,
        teller=thing.source or thing.id,
        source="",
        how=_OUTLET,
        thing=thing.id,
        first=known,
        last=ALWAYS + 1,
        other="",
        report=thing.id,
    )
    return [outlet, *(_link(told, one.row.id, known, ALWAYS + 1) for told in told_by_text(thing))]


def passage_links(
    pairs: Iterable[Pair], texts: Mapping[str, Comparable], known: Mapping[str, int]
) -> list[Link]:
    """Passages that two reports share; ``pairs`` of texts under the ids of rows, ``known`` by these."""
    out: list[Link] = []
    for pair in pairs:
        a, b = texts[pair.left], texts[pair.right]
        passage = passage_between(a, b) if isinstance(a, Text) and isinstance(b, Text) else None
        if passage is None or not isinstance(a, Text) or not isinstance(b, Text):
            continue
        outlets = {t.id: t.source or t.id for t in (a, b)}
        since = max(known[pair.left], known[pair.right])
        out += [
            _link(told, TEXT + passage.teller, since, ALWAYS + 1, TEXT + passage.source)
            for told in told_by_copy(passage.teller, passage.source, outlets)
        ]
    return out


def copy_links(group: CopyGroup, version: Version, outlets: Mapping[str, str]) -> list[Link]:
    """Links of the copies of a group to its original, over the days of one version."""
    return [
        _link(told, group.id, version.first, version.last)
        for report in group.reports
        if report != group.original
        for told in told_by_copy(report, group.original, outlets)
    ]


def _link(told: Told, origin: str, first: int, last: int, other: str = "") -> Link:
    return Link(
        origin=origin,
        teller=told.teller,
        source=told.source,
        how=f"{_NAMED}{told.how}" if told.named else told.how,
        thing=told.thing,
        first=first,
        last=last,
        other=other,
        report=told.report,
    )


@dataclass(frozen=True, slots=True)
class Wanted:
    """What links are shown: known on a day, with a word in teller or source, names hidden by a mask."""

    day: int
    word: str | None
    mask: Mask


def listed(connection: Connection, wanted: Wanted, after: str | None) -> Iterator[tuple[str, SourceLink]]:
    """Links by teller, source and way, each with its place in the listing; ``after``: one to go on behind."""
    ends = rows.ends(connection, wanted.day)
    outlets = Outlets(teller for teller, _, how in ends if how == _OUTLET)
    found: dict[Shown, list[tuple[str, str, str]]] = {}
    for teller, source, how in ends:
        if how != _OUTLET:
            way = cast("How", how.removeprefix(_NAMED))
            shown = outlets.resolve(teller, source, way, named=how.startswith(_NAMED))
            found.setdefault(shown, []).append((teller, source, how))
    mask, word = wanted.mask, (wanted.word or "").casefold()
    for place, shown in sorted((f"{mask(s[0])}|{mask(s[1])}|{s[2]}", s) for s in found):
        said = f"{mask(shown[0])}\n{mask(shown[1])}".casefold()
        if (after is None or place > after) and word in said:
            rests = (r for raw in found[shown] for r in rows.things_of(connection, *raw, wanted.day))
            yield place, masked(link_of(*shown, rests), mask)
