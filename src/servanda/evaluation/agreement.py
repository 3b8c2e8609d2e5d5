"""When two codings of one thing agree: actors, dates, places, numbers, speakers.

Records here are objects in the codebook's JSON, since gold comes as such. The rules are lenient where the
codebook leaves a choice: actors agree by country and sector, dates if their intervals overlap, places if one
name holds the other.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from datetime import date, timedelta

ActorKey = tuple[str, str]
"""What decides whether two actors are the same: country and sector, or the last word of the name."""

_ARTICLE = re.compile(r"^(the|a|an) ")
_NOT_ALPHANUMERIC = re.compile(r"[^a-z0-9 ]+")


def fold_name(name: str) -> str:
    """Lower-case ASCII letters and digits, without accents, a leading article and punctuation."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return _NOT_ALPHANUMERIC.sub(" ", _ARTICLE.sub("", plain)).strip()


def actor_key(actor: str) -> ActorKey:
    """Country and sector (a bare state is its government), or the name's last word if there is no country."""
    name, country, sector = [*actor.split("|"), "", ""][:3]
    if country and country != "INT":
        return country, sector or "GOV"
    return country, fold_name(name).split(" ")[-1]


def actor_keys(actors: Iterable[str] | None) -> frozenset[ActorKey]:
    """The keys of a list of actors."""
    return frozenset(actor_key(a) for a in actors or ())


def days_of(value: str | None) -> tuple[date, date] | None:
    """First and last day of a codebook date or interval; ``None`` if there is none or it cannot be read."""
    if not value:
        return None
    start, _, end = value.partition("/")
    try:
        return _days_of_part(start)[0], _days_of_part(end or start)[1]
    except (ValueError, TypeError):
        return None


def _days_of_part(part: str) -> tuple[date, date]:
    numbers = [int(n) for n in part.split("-")[:3]]
    if len(numbers) == 1:
        return date(numbers[0], 1, 1), date(numbers[0], 12, 31)
    if len(numbers) == 2:
        year, month = numbers
        following = date(year + month // 12, month % 12 + 1, 1)
        return date(year, month, 1), following - timedelta(days=1)
    day = date(*numbers)
    return day, day


def dates_agree(a: str | None, b: str | None) -> bool:
    """Both missing, or their intervals share a day."""
    first, second = days_of(a), days_of(b)
    if first is None or second is None:
        return first is second
    return first[0] <= second[1] and second[0] <= first[1]


def places_agree(a: str | None, b: str | None) -> bool:
    """Both missing, or one name holds the other."""
    if not a or not b:
        return not a and not b
    one, other = fold_name(a), fold_name(b)
    return one in other or other in one


def numbers_agree(a: float | None, b: float | None) -> bool:
    """Both open, or equal."""
    if a is None or b is None:
        return a is b
    return abs(float(a) - float(b)) < 1e-9


def speakers_agree(a: str | None, b: str | None) -> bool:
    """The same name or last name; or the same country and sector if one of them is named by a single word."""
    one, other = a or "", b or ""
    words, other_words = fold_name(one.split("|")[0]).split(), fold_name(other.split("|")[0]).split()
    if words and other_words and words[-1] == other_words[-1]:
        return True
    key = actor_key(one)
    same_office = key == actor_key(other) and key[0] not in ("", "INT")
    return same_office and min(len(words), len(other_words)) < 2
