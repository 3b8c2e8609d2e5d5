"""Contradictions: accounts that cannot both hold, with both sides' words and who else says what.

Never a verdict of ours. A difference in precision or in time, or a teller's revision of its own number, is no
contradiction.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import combinations, product
from typing import Final

from servanda.codebook.contradictions import load_contradictions
from servanda.knowledge.countries import country_name
from servanda.model import Event
from servanda.model.account import Account
from servanda.model.view_json import group_id
from servanda.model.views import Contradiction, Side, Tally
from servanda.reconciliation.contradictions_clash import Clash, clash
from servanda.reconciliation.contradictions_counts import counts_that_conflict
from servanda.reconciliation.contradictions_garbled import garbled_against, garbled_among, wisher
from servanda.reconciliation.contradictions_reading import Reading, parties_in, party, read

__all__ = [
    "against_record",
    "find_contradictions",
    "gather",
    "keys",
    "marks_of",
    "reports_of",
    "within_report",
]

_MOST: Final = 400
"""Accounts of one incident that are compared each with each; of more, the first ones."""


def within_report(accounts: Iterable[Account]) -> tuple[Contradiction, ...]:
    """Contradictions that one report tells, or falls into itself.

    Args:
        accounts: all claims of the report, in any order.
    """
    ordered = _ordered(accounts)
    readings = _distinct([r for a in ordered if (r := read(a))])
    found = [c for a, b in _worth_comparing(readings) if (c := clash(a, b))]
    out = [_view(c, readings, ()) for c in _best_of_each(found)]
    out += [x for a in ordered if (x := _mutual(a))]
    out += garbled_among(ordered)
    return _once(out)


def find_contradictions(
    accounts: Iterable[Account],
    tallies: Iterable[Tally] = (),
    *,
    about: Sequence[str] = (),
    original_of: Mapping[str, str] | None = None,
) -> tuple[Contradiction, ...]:
    """Contradictions among accounts of one incident, or of incidents that belong together.

    Args:
        accounts: of the incident, statements and denials about it included, in any order.
        tallies: its figures.
        about: ids of the incidents, to be named.
        original_of: for a copy the report it copies: a copy is nobody else who says so.
    """
    ordered = _ordered(accounts)[:_MOST]
    readings = _distinct([r for a in ordered if (r := read(a))])
    found = [c for a, b in _worth_comparing(readings) if (c := clash(a, b, one_incident=True))]
    out = [_view(c, readings, about, original_of or {}) for c in _best_of_each(found)]
    out += [x for tally in tallies for x in counts_that_conflict(tally)]
    return _once(out)


def against_record(account: Account, accounts: Iterable[Account]) -> tuple[Contradiction, ...]:
    """Contradictions between one account and others of the record, of other reports.

    Args:
        account: of one report; that report is the odd one out where the kind is ``garbled``.
        accounts: those to hold it against (:func:`keys` says which can matter), in any order.
    """
    others = [a for a in _ordered(accounts) if a.report.id != account.report.id]
    out: list[Contradiction] = []
    mine = read(account)
    if mine:
        readings = _distinct([r for a in others if (r := read(a))])
        found = [c for r in readings if (c := clash(mine, r))]
        out += [_view(c, [mine, *readings], ()) for c in _best_of_each(found)]
    out += garbled_against(account, others)
    return _once(out)


def keys(account: Account) -> tuple[str, ...]:
    """Keys for blocking: accounts of two reports can contradict each other only if they share one.

    Of the side concerned, the topic, and the week of the report and the one after.
    """
    day = account.report.reported
    if day is None:
        return ()
    week, reading, who = day.toordinal() // 7, read(account), wisher(account)
    about = [] if who is None else [f"{who}|wish"]
    if reading and not reading.generic:
        about += [f"{side}|{topic}" for side in sorted(reading.doers) for topic in sorted(reading.topics)]
    return tuple(f"{matter}|{w}" for matter in about for w in (week, week + 1))


def gather(
    found: Iterable[Contradiction], original_of: Mapping[str, str] | None = None
) -> tuple[Contradiction, ...]:
    """One of all contradictions that are one: of a kind, with an account or a sentence in common on one side.

    Denials and claims stand in copies, in updates, and as several claims of one sentence. Of each such group
    the one known first is shown; who says the same elsewhere joins ``others``, but for copies of one text
    (``original_of``: for a copy the report it copies).
    """
    given = sorted({x.id: x for x in found}.values(), key=_known)
    home: dict[tuple[str, ...], int] = {}
    groups: list[list[Contradiction]] = []
    for one in given:
        marks = marks_of(one)
        at = next((home[m] for m in marks if m in home), None)
        if at is None:
            at = len(groups)
            groups.append([])
        groups[at].append(one)
        for mark in marks:
            home.setdefault(mark, at)
    return tuple(_joined(group, original_of or {}) for group in groups)


def marks_of(one: Contradiction) -> tuple[tuple[str, ...], ...]:
    """What a contradiction shares with those that :func:`gather` makes one with it, directly."""
    return tuple((*_matter(one), mark) for s in one.sides for mark in (s.account, s.quote))


def _matter(one: Contradiction) -> tuple[str, ...]:
    """What must be the same beside a sentence: the kind; of wishes, what is wished."""
    if one.kind != "garbled":
        return (one.kind,)
    return (one.kind, *sorted(s.says.partition(" wants ")[2] for s in one.sides))


def _known(one: Contradiction) -> tuple[str, float, tuple[str, ...], str]:
    """When both sides were known, the surest first."""
    days = [s.day.isoformat() if s.day else "9999" for s in one.sides]
    return max(days), -one.score, tuple(s.report for s in one.sides), one.id


def _joined(group: Sequence[Contradiction], original_of: Mapping[str, str]) -> Contradiction:
    first = group[0]
    sides = []
    for k, side in enumerate(first.sides):
        named = list(side.others)
        for one in group[1:]:
            wish = side.says.partition(" wants ")[2]
            alike = (s for s in one.sides if s.says == side.says or (wish and s.says.endswith(wish)))
            other = next(alike, one.sides[k])
            if other.account != side.account and (other.report, other.by) != (side.report, side.by):
                named.append(_named(other.by, other.report))
            named += other.others
        sides.append(replace(side, others=_without_copies(side.report, named, original_of)))
    about = tuple(dict.fromkeys(a for one in group for a in one.about))
    return replace(first, sides=tuple(sides), about=about)


def _worth_comparing(readings: Sequence[Reading]) -> Iterator[tuple[Reading, Reading]]:
    """A denial with each claim, and claims of named tellers with each other: no others can clash."""
    denials = [r for r in readings if r.stance in ("denial", "negative")]
    claims = [r for r in readings if r.stance in ("claim", "accusation")]
    yield from product(claims, denials)
    yield from combinations([r for r in claims if r.by and r.doers], 2)


def _ordered(accounts: Iterable[Account]) -> list[Account]:
    return sorted({a.id: a for a in accounts}.values(), key=lambda a: a.key)


def _distinct(readings: Sequence[Reading]) -> list[Reading]:
    """One reading of each sentence, teller and stance: a denial comes as event, statement and denied deed."""
    kept: dict[tuple[object, ...], Reading] = {}
    for reading in readings:
        denied = reading.stance in ("denial", "negative")
        doers = frozenset[str]() if denied else reading.doers
        key = (reading.account.report.id, reading.account.context, reading.by, denied, doers)
        before = kept.get(key)
        if before is None or _fuller(reading) > _fuller(before):
            kept[key] = reading
    return list(kept.values())


def _fuller(reading: Reading) -> tuple[bool, bool, int]:
    event = isinstance(reading.account.claim, Event)
    return reading.stance in ("denial", "accusation"), event, len(reading.words)


def _best_of_each(found: Sequence[Clash]) -> list[Clash]:
    """For each denial the claim it most likely denies; every pair of rivals."""
    best: dict[str, Clash] = {}
    out: list[Clash] = []
    for one in found:
        if one.other.stance not in ("denial", "negative"):
            out.append(one)
            continue
        key = one.other.account.id
        before = best.get(key)
        if before is None or _rank(one) < _rank(before):
            best[key] = one
    return sorted([*out, *best.values()], key=lambda c: (c.one.account.key, c.other.account.key))


def _rank(one: Clash) -> tuple[float, int, str]:
    return -one.score, abs(one.one.account.position - one.other.account.position), one.one.account.id


def _view(
    found: Clash, readings: Sequence[Reading], about: Sequence[str], origin: Mapping[str, str] | None = None
) -> Contradiction:
    one, other = found.one, found.other

    def agreeing(mine: Reading, theirs: Reading) -> tuple[str, ...]:
        return _without_copies(mine.account.report.id, _agreeing(mine, theirs, readings), origin or {})

    return Contradiction(
        id=group_id("X", found.kind, *sorted((one.account.id, other.account.id))),
        kind=found.kind,
        about=tuple(about),
        sides=(
            _side(one, _says(one), agreeing(one, other)),
            _side(other, _says(other), agreeing(other, one)),
        ),
        score=found.score,
        reasons=found.reasons,
    )


def _side(reading: Reading, says: str, others: tuple[str, ...]) -> Side:
    account = reading.account
    return Side(
        account=account.id,
        report=account.report.id,
        by=_by(reading),
        quote=account.context or account.quotes[0],
        says=says,
        day=account.report.reported,
        others=others,
    )


def _by(reading: Reading) -> str:
    claim = reading.account.claim
    if isinstance(claim, Event):
        if reading.stance in ("denial", "accusation") and claim.actors and claim.status == "happened":
            return ", ".join(str(a) for a in claim.actors)
        if claim.says:
            return str(claim.says)
    elif claim.kind == "statement":
        return str(claim.speaker)
    return reading.account.report.source or reading.account.report.id


def _says(reading: Reading) -> str:
    who, said = _land(reading.doers), reading.text.strip(" .,;:")
    if reading.stance == "accusation":
        return f"{who} did it: {said}"
    if reading.stance == "claim":
        return f"that {said}"
    return f"not so: {said}" if said else "not so"


def _land(sides: frozenset[str]) -> str:
    return " and ".join((country_name(s) if len(s) == 3 and s.isupper() else "") or s for s in sorted(sides))


def reports_of(one: Contradiction) -> frozenset[str]:
    """Every report that a contradiction names, those of the others who say the same included."""
    return frozenset(r for s in one.sides for r in (s.report, *map(_report_in, s.others)))


def _named(by: str, report: str) -> str:
    return f"{by} ({report})"


def _report_in(named: str) -> str:
    return named.rpartition(" (")[2].removesuffix(")")


def _without_copies(report: str, named: Iterable[str], original_of: Mapping[str, str]) -> tuple[str, ...]:
    """Those named (:func:`_named`) whose reports carry neither the text of ``report`` nor one named before.

    Several who say so in one report stay several.
    """
    told = {original_of.get(report, report): report}
    kept = []
    for name in dict.fromkeys(named):
        other = _report_in(name)
        if told.setdefault(original_of.get(other, other), other) == other:
            kept.append(name)
    return tuple(kept)


def _agreeing(one: Reading, other: Reading, readings: Sequence[Reading]) -> tuple[str, ...]:
    """Who else says what a side says: of the same doer and topics, by another's word."""
    negative = one.stance in ("denial", "negative")
    out = []
    for r in readings:
        if r is one or r is other or r.by & other.by or (r.stance in ("denial", "negative")) != negative:
            continue
        if r.doers & one.doers and r.topics & one.topics and len(r.words & one.words) >= 1:
            name = _named(_by(r), r.account.report.id)
            if r.by != one.by or r.account.report.id != one.account.report.id:
                out.append(name)
    return tuple(dict.fromkeys(out))


def _mutual(account: Account) -> Contradiction | None:
    """An accusation that goes both ways in one sentence: each blames the other."""
    event = account.claim
    if not isinstance(event, Event) or event.type != "ACCUSE" or event.status != "happened":
        return None
    accusers = [a for a in event.actors if a in event.recipients]
    rules = load_contradictions()
    found = rules.mutual.search(account.context)
    if not found:
        found = rules.accusing.search(account.context)
        if not found or not set(account.context[found.end() :].casefold().split()[:4]) & rules.first:
            return None
    if len(accusers) < 2:
        accusers = [a for a in event.actors if party(a) in parties_in(account.context)]
    if len({party(a) for a in accusers}) != 2:
        return None
    first, second = sorted(accusers, key=lambda a: account.context.find(a.name))[:2]
    side = {
        "account": account.id,
        "report": account.report.id,
        "quote": account.context,
        "day": account.report.reported,
    }
    return Contradiction(
        id=group_id("X", "who", account.id, account.id),
        kind="who",
        about=(),
        sides=(
            Side(by=str(first), says=f"{second.name} did it", **side),  # type: ignore[arg-type]
            Side(by=str(second), says=f"{first.name} did it", **side),  # type: ignore[arg-type]
        ),
        score=0.9,
        reasons=("each blames the other in one sentence",),
    )


def _once(found: Iterable[Contradiction]) -> tuple[Contradiction, ...]:
    """Each once, in the order of what was reported first."""
    by_id: dict[str, Contradiction] = {}
    for one in found:
        by_id.setdefault(one.id, one)
    grouped: dict[tuple[str, str], list[Contradiction]] = defaultdict(list)
    for one in by_id.values():
        grouped[(one.sides[0].report, one.id)].append(one)
    return tuple(x for key in sorted(grouped) for x in grouped[key])
