"""Who has it from whom: by attribution, by naming another outlet, by carrying its text.

Reports are counted once for each origin: one that copies another, carries a long passage of it or names its
outlet as the source depends on it and is no second witness. See `docs/record/sources.md`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from servanda.codebook.agencies import agency_named, outlet_key
from servanda.model import Actor, Statement
from servanda.model.account import Account, Report
from servanda.model.views import CopyGroup, SourceLink
from servanda.reconciliation.copies_alignment import longest_passage
from servanda.reconciliation.copies_texts import Text

How = Literal["attribution", "cue", "copy"]
PASSAGE: Final = 25
"""So many words in a row that two reports share are no chance, names and numbers among them."""
_FIRM: Final = 3
"""Names and numbers that a passage must have."""
_SOON: Final = 2
"""Days; what recurs later, or in the second half of a report only, is the background of every day."""
_OWNED: Final = re.compile(r"^(?:the )?[A-Z][\w-]*['’]s? ")
"""Whose organ it is, which its country tells again: "Chile's army", "the army"."""
_UNNAMED: Final = re.compile(r"(?i)\b(?:correspondents?|reporters?|media|sources?|journalists?)$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A passage of one report that stands in another though the rest differs.

    Attributes:
        teller, source: ids of the later and the earlier report.
        words: the passage as compared: without marks, in small letters.
    """

    teller: str
    source: str
    words: str


def passage_between(a: Text, b: Text) -> Passage | None:
    """The longest passage that two reports share, if it is long enough and tells which has it from which.

    The earlier report is the source; of one day the agency's. ``None`` if neither is known: who copied then
    stays open.
    """
    first, second = _in_time(a, b)
    if first is None or second is None or ((second.day or date.max) - (first.day or date.min)).days > _SOON:
        return None
    start, size = longest_passage(second, first)
    if 2 * start > len(second.words):
        return None
    kinds = second.kinds[start : start + size]
    if size < PASSAGE or kinds.count("n") + kinds.count("d") < _FIRM:
        return None
    return Passage(teller=second.id, source=first.id, words=" ".join(second.words[start : start + size]))


def _in_time(a: Text, b: Text) -> tuple[Text | None, Text | None]:
    if a.day is None or b.day is None:
        return None, None
    if a.day != b.day:
        return (a, b) if a.day < b.day else (b, a)
    own = [bool(t.outlet_agency) for t in (a, b)]
    if own[0] == own[1]:
        return None, None
    return (a, b) if own[0] else (b, a)


# ---- The graph ------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One claim or report that rests on a link; follows from one account, text, group or passage alone.

    Attributes:
        teller, source: names as they are written.
        named: whether the teller is itself a named source, not the outlet of the report.
        how: ``attribution`` becomes ``cue`` where the source is the name of an outlet.
        report, thing: the report, and what is counted.
    """

    teller: str
    named: bool
    source: str
    how: How
    report: str
    thing: str


def told_by_account(account: Account) -> tuple[Told, ...]:
    """The links that a claim's chain of attribution and its speaker make, the outermost first."""
    out = []
    teller, named = outlet_of(account), False
    for source, how in _sources(account):
        out.append(
            Told(
                teller=teller, named=named, source=source, how=how, report=account.report.id, thing=account.id
            )
        )
        teller, named = source, True
    return tuple(t for t in out if _apart(t))


def told_by_text(text: Text) -> tuple[Told, ...]:
    """The link to the agency by which a report is signed."""
    if not text.agency:
        return ()
    told = Told(
        teller=text.source or text.id,
        named=False,
        source=text.agency,
        how="cue",
        report=text.id,
        thing=text.id,
    )
    return (told,) if _apart(told) else ()


def told_by_copy(report: str, original: str, outlets: Mapping[str, str]) -> tuple[Told, ...]:
    """The link of a copy, or of a report with a passage of another; ``outlets`` by report."""
    told = Told(
        teller=outlets.get(report, report),
        named=False,
        source=outlets.get(original, original),
        how="copy",
        report=report,
        thing=report,
    )
    return (told,) if _apart(told) else ()


def _apart(told: Told) -> bool:
    return outlet_key(told.teller) != outlet_key(told.source)


class Outlets:
    """By which name an outlet of the record is known, whatever it is called by those who name it."""

    def __init__(self, names: Iterable[str]) -> None:
        self._names = {outlet_key(name): name for name in sorted(names, reverse=True)}

    def resolve(self, teller: str, source: str, how: How, *, named: bool) -> tuple[str, str, How]:
        """Teller, source and way as they are shown."""
        if how == "copy":
            return teller, source, how
        known = self._names.get(outlet_key(source))
        if named:
            teller = self._names.get(outlet_key(teller), teller)
        return teller, known or source, "cue" if known else how


def link_sources(
    accounts: Iterable[Account],
    groups: Iterable[CopyGroup] = (),
    texts: Iterable[Text] = (),
    passages: Iterable[Passage] = (),
) -> tuple[SourceLink, ...]:
    """The graph of sources, one link for each teller, source and way.

    Args:
        accounts: claims of any reports; their chains of attribution and speakers.
        groups: copies among these reports.
        texts: the reports' texts: whose agency copy they are.
        passages: from :func:`passage_between`.

    Returns:
        Sorted by teller, source, way. ``count`` is how many claims rest on the link; for copies how many
        reports. A teller is an outlet, a report's id if its outlet is unknown, or a named source that itself
        passes on what another says.
    """
    given, kept = list(accounts), list(texts)
    outlets = {t.id: t.source or t.id for t in kept} | {a.report.id: outlet_of(a) for a in given}
    names = Outlets(outlets.values())
    told = [t for a in given for t in told_by_account(a)] + [t for text in kept for t in told_by_text(text)]
    for group in groups:
        for report in group.reports:
            if report != group.original:
                told += told_by_copy(report, group.original, outlets)
    for passage in passages:
        told += told_by_copy(passage.teller, passage.source, outlets)
    made: dict[tuple[str, str, How], set[tuple[str, str]]] = defaultdict(set)
    for one in told:
        made[names.resolve(one.teller, one.source, one.how, named=one.named)].add((one.thing, one.report))
    return tuple(link_of(*ends, rests) for ends, rests in sorted(made.items()))


def link_of(teller: str, source: str, how: How, rests: Iterable[tuple[str, str]]) -> SourceLink:
    """A link out of what rests on it: things, each with its report."""
    given = set(rests)
    return SourceLink(
        teller=teller,
        source=source,
        how=how,
        count=len({thing for thing, _ in given}),
        reports=tuple(sorted({report for _, report in given})),
    )


def outlet_of(account: Account) -> str:
    """The outlet that tells it, or the report's id."""
    return account.report.source or account.report.id


def _sources(account: Account) -> list[tuple[str, How]]:
    """By whom the report has a claim, the outermost first, each with how it shows."""
    claim = account.claim
    named = [link.source for link in claim.provenance.chain if link.source and _is_name(link.source.name)]
    if isinstance(claim, Statement) and claim.speaker not in named and _is_name(claim.speaker.name):
        named.append(claim.speaker)
    found: list[tuple[str, How]] = []
    for actor in named:
        entry = _named(actor)
        if not found or found[-1][0] != entry[0]:
            found.append(entry)
    return found


def _is_name(name: str) -> bool:
    """Whether it names somebody: no "source" and no reporter of the outlet's own."""
    return name != name.lower() and not _UNNAMED.search(name)


def _named(actor: Actor) -> tuple[str, How]:
    """Its name, and whether it is an outlet ("Reuters reported") or somebody who says so."""
    if agency := agency_named(actor.name) if actor.sector == "MED" else None:
        return agency, "cue"
    return actor.name, "cue" if actor.sector == "MED" else "attribution"


def mouth(by: str) -> str:
    """Under what one who tells is the same, whether as an outlet or as a source that another names.

    Args:
        by: an actor as ``name|country|sector``, or an outlet by name.
    """
    name, _, rest = by.partition("|")
    if not rest or rest.endswith("|MED"):
        return outlet_key(name)
    return f"{_OWNED.sub('', name)}|{rest}" if rest[:3].isupper() else by


def mouths(told: Iterable[str]) -> tuple[str, ...]:
    """Those who tell, each mouth once, by the name it has first."""
    first: dict[str, str] = {}
    for by in told:
        first.setdefault(mouth(by), by)
    return tuple(first.values())


def witness_of(account: Account) -> str:
    """Who is the first to say so by this account: the innermost named source, else the outlet."""
    sources = _sources(account)
    return sources[-1][0] if sources else outlet_of(account)


# ---- Independence ---------------------------------------------------------------------------------------


def dependence(
    accounts: Iterable[Account],
    groups: Iterable[CopyGroup] = (),
    texts: Iterable[Text] = (),
    passages: Iterable[Passage] = (),
) -> Mapping[str, tuple[str, ...]]:
    """For each report that depends on others of these: their ids, sorted. For the accounts of one thing.

    A copy depends on its original, a report with another's passage on that one, and a report that names an
    outlet or is signed with an agency on every report of that outlet that came out no later.
    """
    given = sorted(accounts, key=lambda a: a.key)
    reports = {a.report.id: a.report for a in given}
    rests: dict[str, set[str]] = defaultdict(set)
    by_outlet: dict[str, list[str]] = defaultdict(list)
    for each in reports.values():
        if each.source:
            by_outlet[outlet_key(each.source)].append(each.id)
    named = [(a.report.id, outlet_key(name)) for a in given for name, _ in _sources(a)]
    for teller, outlet in [*named, *((t.id, outlet_key(t.agency)) for t in texts if t.agency)]:
        own = reports.get(teller)
        if own is None or outlet_key(own.source or "") == outlet:
            continue
        rests[teller].update(o for o in by_outlet.get(outlet, ()) if _out(reports[o]) <= _out(own))
    for group in groups:
        for report in group.reports:
            if report != group.original:
                rests[report].add(group.original)
    for passage in passages:
        rests[passage.teller].add(passage.source)
    return {report: tuple(sorted(others)) for report, others in sorted(rests.items()) if others}


def _out(report: Report) -> date:
    return report.reported or date.max


def originals(reports: Iterable[str], rests: Mapping[str, Sequence[str]]) -> int:
    """How many of some reports stand on their own: those that depend on no other of them, even by others.

    Reports that depend on each other in a circle count once.
    """
    among = sorted(set(reports))
    reach = {report: _reached(report, rests) & set(among) for report in among}
    roots = set()
    for report in among:
        beyond = {other for other in reach[report] if other != report and report not in reach[other]}
        if not beyond:  # nothing behind it but its own circle
            roots.add(min({report, *(o for o in reach[report] if report in reach[o])}))
    return len(roots)


def count_originals(accounts: Iterable[Account], original_of: Mapping[str, str]) -> int:
    """How many reports of the accounts of one thing stand on their own.

    Copies count as their original, also where that tells nothing of it; one that names the outlet of another
    of them as its source does not count beside it. `original_of` leaves out what is no copy.
    """
    given = list(accounts)
    reports = {a.report.id for a in given}
    origin = {report: original_of.get(report, report) for report in reports}
    rests: dict[str, set[str]] = defaultdict(set)
    for report, others in dependence(given).items():
        if origin[report] == report or origin[report] not in reports:  # a copy rests on its original only
            rests[origin[report]].update(origin[o] for o in others)
    return originals(origin.values(), {report: sorted(others) for report, others in rests.items()})


def _reached(report: str, rests: Mapping[str, Sequence[str]]) -> set[str]:
    seen: set[str] = set()
    waiting = list(rests.get(report, ()))
    while waiting:
        other = waiting.pop()
        if other not in seen:
            seen.add(other)
            waiting.extend(rests.get(other, ()))
    return seen
