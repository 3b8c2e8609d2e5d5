"""Whom a name alone means, by the tables and the user's own file: bodies, groups, seats, states."""

from __future__ import annotations

from collections.abc import Sequence

from servanda.knowledge import KnownActor, country_name, find_known, find_namesakes
from servanda.knowledge.offices import Days
from servanda.resolution.identity import known_id
from servanda.resolution.offices import OfficeAnswer, OfficeCandidate


def look_up_body(name: str, days: Days | None = None, near: Sequence[str] = ()) -> OfficeAnswer | None:
    """What a name means within some days; ``None`` if the tables do not have it.

    Args:
        name: "Hezbollah", "PLA", "the Kremlin".
        days: the interval within which it was said; ``None`` if nothing is known of it.
        near: countries told along with it, ISO 3166-1 alpha-3: they decide between namesakes.
    """
    namesakes = find_namesakes(name)
    if not namesakes:
        return None
    ends = [find_known(name, day, near) for day in days or (None,)]
    meant = ends[0] if all(end == ends[0] for end in ends) else None
    others = tuple(_lost(one) for one in dict.fromkeys(namesakes) if one != meant)
    if meant is None:
        reason = "several go by that name" if len(others) > 1 else "not for these days or countries"
        return OfficeAnswer(phrase=name, days=days, reason=reason, rejected=others)
    return OfficeAnswer(
        phrase=name, days=days, actor=meant.actor, id=known_id(meant), reason=_told(meant), rejected=others
    )


def _told(one: KnownActor) -> str:
    """What an entry is: "armed group of the tables", "stands for Russia"."""
    if one.id:
        return "of your own file"
    if one.kind == "seat":
        return f"stands for {one.name}"
    return f"{(one.what or one.kind).replace('_', ' ')} of the tables"


def _lost(one: KnownActor) -> OfficeCandidate:
    years = f"{one.since or '…'} to {one.until or 'today'}" if one.since or one.until else ""
    told = [_told(one), country_name(one.country) or one.country, years]
    reason = ", ".join(part for part in told if part)
    return OfficeCandidate(name=one.name, first=one.since, last=one.until, reason=reason)
