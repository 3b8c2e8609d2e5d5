"""The verbs that need no report: who, where, when, and what a file of own knowledge changes."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from servanda.errors import InputError
from servanda.intake.dates import parse_date
from servanda.model import ResolvedPlace
from servanda.resolution.offices import OfficeAnswer, OfficeCandidate
from servanda.settings import Settings, load_settings

__all__ = ["OfficeAnswer", "OfficeCandidate", "check_knowledge", "usages", "when", "where", "who"]

if TYPE_CHECKING:
    from servanda.knowledge.own.checking import OwnCheck
    from servanda.knowledge.own.records import OwnKnowledge
    from servanda.knowledge.usage import Usage
    from servanda.language.when import TimeAnswer as TimeAnswer  # noqa: PLC0414 - the command line names it


def who(
    words: str,
    on: date | str | None = None,
    *,
    near: Iterable[str] = (),
    settings: Settings | None = None,
) -> OfficeAnswer:
    """Whom words mean on a day, by the user's own file and the tables of offices, people and bodies.

    Args:
        words: an office, a name, or both: "the Turkish leader", "Bush", "Secretary of State Rice", "PLA".
        on: the day, or ISO 8601 for a month, a year or an interval; ``None`` if nothing is known.
        near: countries told along with a body (ISO 3166-1 alpha-3), which decide between namesakes.
        settings: ``knowledge`` matters here.

    Raises:
        InputError: I003 if there are no words, I021 if ``on`` is no date.
    """
    from servanda.knowledge.own.active import using
    from servanda.resolution.bodies import look_up_body
    from servanda.resolution.offices import look_up

    if not words.strip():
        raise InputError("I003", "no words to look up")
    days = _days_of(on) if isinstance(on, str) else (on, on) if on else None
    own = own_knowledge(settings or load_settings())
    with using(own):
        body = look_up_body(words, days, tuple(near))
        if body and body.id and body.id.startswith("own:"):
            return body
        answer = look_up(words, days)
        return body if body and answer.actor is None and not answer.rejected else answer


def where(words: str, *, near: Iterable[str] = (), settings: Settings | None = None) -> ResolvedPlace:
    """What a place's name stands for; without an ``id`` if that stays open.

    Args:
        words: "Tripoli", "Paris, Texas", "40 km east of Homs".
        near: other places told along with it.
        settings: ``knowledge`` matters here.
    """
    from servanda.knowledge.own.active import using
    from servanda.resolution import locate_words

    with using(own_knowledge(settings or load_settings())):
        return locate_words(words, tuple(near))


def when(words: str, since: date | str | None = None) -> TimeAnswer:
    """Which days a time in words means.

    Args:
        words: "last Friday", "a month after the Lockerbie bombing", "from March to May 2016".
        since: the day that relative words count from, or ISO 8601 for a month, a year or an interval.

    Raises:
        InputError: I003 if there are no words, I021 if ``since`` is no date.
    """
    from servanda.language.when import look_up_time

    if not words.strip():
        raise InputError("I003", "no words to look up")
    days = _days_of(since) if isinstance(since, str) else (since, since) if since else None
    return look_up_time(words, days)


def check_knowledge(path: Path, *, settings: Settings | None = None) -> OwnCheck:
    """Read a file of own knowledge, and say what it changes.

    Args:
        path: YAML or CSV; see ``docs/knowledge-files.md``.
        settings: ``limits.knowledge_rows`` matters here.

    Raises:
        ConfigError: C003, with what is wrong in which line.
    """
    from servanda.knowledge.own.checking import check_own

    return check_own(path, (settings or load_settings()).limits.knowledge_rows)


def usages(name: str) -> tuple[Usage, ...]:
    """The names of what is disputed, divided or renamed, with who uses each: a record, and no verdict."""
    from servanda.knowledge.usage import find_usages

    return find_usages(name)


def own_knowledge(settings: Settings) -> OwnKnowledge | None:
    """The user's file of own knowledge, if the settings name one."""
    from servanda.run.tools import load_own

    return load_own(settings.knowledge, settings.limits.knowledge_rows)


def _days_of(value: str) -> tuple[date, date]:
    """First and last day of a date or interval, in ISO 8601 or in words.

    Raises:
        InputError: I021.
    """
    from servanda.knowledge.offices import bounds

    first, _, last = value.strip().partition("/")
    try:
        days = bounds(first)[0], bounds(last or first)[1]
    except ValueError:
        day = parse_date(value) if any(c.isalpha() for c in value) else None
        days = (day, day) if day else (date.max, date.min)
    if days[0] > days[1]:
        message = f"“{value}” is no date"
        raise InputError("I021", message, remedy="write it as 2022-10-31, 2022-10 or 2022-10-01/2022-10-31")
    return days
