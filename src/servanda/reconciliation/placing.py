"""Reports without a day, placed by dated reports that tell the same (`docs/record/placing.md`).

"On Monday" in a report without a date is the Monday of a dated report that tells of the same parties, at the
same place, with the same promises or figures. Only reports that bear a date of their own support another;
those that were placed never do, so that nothing can rest on itself. What two days would fit is not placed.

A pure function of reports and accounts: without the supporting report the placing is gone.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from servanda.model import Actor, Commitment, Event, Figure
from servanda.model.account import Account, Report
from servanda.model.days import Days, iso_of

_WEEKDAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_NAMED: Final = re.compile(
    rf"(?<![\w-])(?:(?P<other>last|next|previous|following|every|each|past|first)\s+)?(?P<day>{'|'.join(_WEEKDAYS)})\b",
    re.IGNORECASE,
)
_NEWS: Final = 6
"""Days that a report's news may be old: a weekday's name reaches no farther back."""
_WIDEST: Final = 400
"""Days; a report that may have been written in any of more is not placed."""
_SIGNS: Final = 3
"""So many signs besides parties and weekday must agree, of different kinds or of different promises."""
_CLOSE: Final = 4
"""With so many signs a report that tells more alike than any later one gives its own day as the last."""
_AHEAD: Final = 2
"""By so many signs the best day must lead the next."""
_TALKS: Final = frozenset({"CONSULT", "AGREE", "SUPPORT", "COOPERATE"})
"""Types by which reports tell one meeting."""
_COUNTED: Final = 10
"""Smaller figures agree by chance."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Placement:
    """Where an undated report belongs: its days, why, and the dated reports it rests on, the first first."""

    days: Days
    reasons: tuple[str, ...]
    reports: tuple[str, ...]


def keys(report: Report, accounts: Iterable[Account]) -> tuple[str, ...]:
    """Keys for blocking, sorted: a dated report may support an undated one only if they share one.

    Args:
        report: dated or not.
        accounts: all its claims.
    """
    pairs = {
        f"{day.isoformat()}|{','.join(two)}"
        for scene in _scenes(accounts)
        for day in (_own_days(report, scene) if _dated(report) else _possible(report, scene))
        for two in _twos(scene.parties)
    }
    return tuple(sorted(pairs))


def place_reports(reports: Iterable[Report], accounts: Iterable[Account]) -> Mapping[str, Placement]:
    """Days for the reports without a date.

    Args:
        reports: dated and undated, in any order. Those without ``published`` whose words give no single day
            are to be placed; those with a date support them.
        accounts: of all of them, in any order.

    Returns:
        By report id, only those that were placed, in the order of the ids. The days lie within
        ``Report.written`` and are narrower.
    """
    known = {r.id: r for r in reports}
    told: dict[str, list[Account]] = {name: [] for name in known}
    for account in sorted(accounts, key=lambda a: (a.position, a.id)):
        if account.report.id in told:
            told[account.report.id].append(account)
    blocks: dict[str, list[str]] = defaultdict(list)
    for name, report in sorted(known.items()):
        if _dated(report):
            for key in keys(report, told[name]):
                blocks[key].append(name)
    placed: dict[str, Placement] = {}
    for name, report in sorted(known.items()):
        if not _dated(report):
            near = sorted({other for key in keys(report, told[name]) for other in blocks[key]})
            found = place(report, told[name], [(known[n], told[n]) for n in near])
            if found is not None:
                placed[name] = found
    return placed


def place(
    report: Report, accounts: Sequence[Account], others: Iterable[tuple[Report, Sequence[Account]]]
) -> Placement | None:
    """Place one report by dated ones with their claims; ``None`` if nothing or too much fits."""
    if report.written is None or report.published:
        return None
    found: dict[date, list[tuple[Report, tuple[str, ...]]]] = defaultdict(list)
    for other, told in others:
        if _dated(other):
            for day, signs in _agreeing(report, accounts, other, told).items():
                found[day].append((other, signs))
    if not found:
        return None
    strength = {day: max(len(signs) for _, signs in given) for day, given in found.items()}
    order = sorted(found, key=lambda day: (-strength[day], day))
    if len(order) > 1 and strength[order[0]] - strength[order[1]] < _AHEAD:
        return None
    day = order[0]
    support = sorted(found[day], key=lambda s: (_day(s[0]), s[0].id))
    closest, last = _closest(support, day)
    days = _narrowed(report.written, day, last)
    if days is None:
        return None
    name = _WEEKDAYS[day.weekday()].capitalize()
    reasons = [
        f"its {name} is {day.isoformat()} by {other.id} of {_day(other).isoformat()}: {', '.join(signs)}"
        for other, signs in support
    ]
    if closest is None:
        reasons.append(f"“{name}” is said for a week at most: written {iso_of(days)}")
    else:
        reasons.append(f"none of a later day tells as much alike as {closest}: written {iso_of(days)}")
    return Placement(days=days, reasons=tuple(reasons), reports=tuple(other.id for other, _ in support))


def _closest(support: list[tuple[Report, tuple[str, ...]]], day: date) -> tuple[str | None, date]:
    """The dated report that tells most alike, if it decides, and the last day on which this one can be."""
    best = max(len(signs) for _, signs in support)
    first = next(other for other, signs in support if len(signs) == best)
    later = any(len(signs) == best and _day(other) > _day(first) for other, signs in support)
    if best <= _CLOSE or later:
        return None, day + timedelta(days=_NEWS)
    return first.id, _day(first)


# ---- What agrees ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Scene:
    """An act told as news: between which countries, on what weekday by the words, on which day as dated."""

    type: str
    parties: frozenset[str]
    weekdays: frozenset[int]
    day: date | None


def _scenes(accounts: Iterable[Account]) -> list[_Scene]:
    scenes = []
    for account in accounts:
        claim = account.claim
        if not isinstance(claim, Event) or claim.status != "happened" or claim.background:
            continue
        parties = _lands((*claim.actors, *claim.recipients))
        if len(parties) < 2:
            continue
        when = account.when
        day = when[0] if when and when[0] == when[1] else None
        scenes.append(_Scene(claim.type, parties, _weekdays(account.context), day))
    return scenes


def _agreeing(
    report: Report, accounts: Sequence[Account], other: Report, told: Sequence[Account]
) -> dict[date, tuple[str, ...]]:
    """Days on which the other report dates what this one tells of a weekday, with what else agrees."""
    mine, theirs = _scenes(accounts), _scenes(told)
    signs = _signs(accounts, told)
    if len(signs) < _SIGNS:
        return {}
    days: dict[date, tuple[str, ...]] = {}
    for scene in theirs:
        for day in _own_days(other, scene):
            alike = [
                s
                for s in mine
                if day in _possible(report, s)
                and len(s.parties & scene.parties) >= 2
                and (s.type == scene.type or {s.type, scene.type} <= _TALKS)
            ]
            if alike:
                who = " and ".join(sorted(alike[0].parties & scene.parties))
                days[day] = (f"the same between {who}", *signs)
    return days


def _signs(accounts: Sequence[Account], told: Sequence[Account]) -> tuple[str, ...]:
    """What two reports have in common besides parties and weekday, in words."""
    places = sorted(_places(accounts) & _places(told))
    signs = [f"both name {places[0]}"] if places else []
    signs += [f"both tell the promise {act}" for act in sorted(_acts(accounts) & _acts(told))]
    signs += [f"both count {value}" for value in sorted(_counts(accounts) & _counts(told))][:1]
    return tuple(signs)


def _places(accounts: Iterable[Account]) -> set[str]:
    """Places of news, countries apart."""
    return {
        a.where.name
        for a in accounts
        if a.where is not None
        and isinstance(a.claim, Event)
        and not a.claim.background
        and not (a.where.id or "").startswith("iso:")
    }


def _acts(accounts: Iterable[Account]) -> set[str]:
    """Promises newly made, with who made them."""
    found = set()
    for account in accounts:
        claim = account.claim
        if isinstance(claim, Commitment) and claim.act != "other" and claim.force in ("agreed", "declared"):
            found.add(f"{claim.act} by {' and '.join(sorted(_lands(claim.obligors)))}")
    return found


def _counts(accounts: Iterable[Account]) -> set[str]:
    return {
        f"{a.claim.low:g} {a.claim.measure}"
        for a in accounts
        if isinstance(a.claim, Figure) and a.claim.low is not None and a.claim.low >= _COUNTED
    }


# ---- Days ----------------------------------------------------------------------------------------------


def _dated(report: Report) -> bool:
    """Whether it bears a date of its own."""
    return report.published is not None


def _day(report: Report) -> date:
    return (report.published and report.reported) or date.max


def _own_days(report: Report, scene: _Scene) -> tuple[date, ...]:
    """The day on which a dated report puts a scene, if it is its news."""
    if scene.day is None or not 0 <= (_day(report) - scene.day).days <= _NEWS:
        return ()
    return (scene.day,)


def _possible(report: Report, scene: _Scene) -> tuple[date, ...]:
    """Days that bear the weekday which an undated report names for a scene, as far as it may mean them."""
    if report.written is None or (report.written[1] - report.written[0]).days > _WIDEST:
        return ()
    first, last = report.written[0] - timedelta(days=_NEWS), report.written[1]
    return tuple(
        day
        for k in range((last - first).days + 1)
        if (day := first + timedelta(days=k)).weekday() in scene.weekdays
    )


def _narrowed(written: Days, day: date, end: date) -> Days | None:
    """From the day told of to ``end``, within ``written``; ``None`` if that is no narrower."""
    first, last = max(written[0], day), min(written[1], end)
    return (first, last) if first <= last and (first, last) != written else None


def _weekdays(text: str) -> frozenset[int]:
    """Weekdays that a sentence names without saying that another week's is meant."""
    return frozenset(_WEEKDAYS.index(m["day"].lower()) for m in _NAMED.finditer(text) if not m["other"])


def _lands(actors: Iterable[Actor]) -> frozenset[str]:
    return frozenset(a.country for a in actors if a.country and a.country != "INT")


def _twos(parties: frozenset[str]) -> list[tuple[str, str]]:
    names = sorted(parties)
    return [(a, b) for k, a in enumerate(names) for b in names[k + 1 :]][:6]
