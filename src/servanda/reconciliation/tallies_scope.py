"""What a figure counts: whom, whose, as a whole or as a part. Only figures of one scope are comparable."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from servanda.codebook.tallies import load_tally_rules
from servanda.knowledge.actors import find_actor
from servanda.knowledge.countries import demonym_country, find_land
from servanda.model import Actor, Figure
from servanda.model.account import Account

PEOPLE: Final = "people"
_WORD: Final = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_ITS: Final = re.compile(r"\b(?:its|our)\s+(?:own\s+)?(?:[\w-]+\s+){0,2}(?:at|to)?\s*$", re.IGNORECASE)
_PEOPLE_COUNTED: Final = frozenset(
    {"killed", "wounded", "killed_or_wounded", "missing", "captured", "released", "displaced", "arrested"}
    | {"deployed", "withdrawn", "protesters"}
)
_STATE: Final = frozenset({"GOV", "MIL", "COP", "SPY", "SEP"})
_WITHIN_CLAUSE: Final = 60
"""Characters between "including" and a number that it still makes a part ("including 3 women and 5 boys")."""


@dataclass(frozen=True, slots=True, order=True)
class Scope:
    """What makes two figures comparable.

    Attributes:
        measure, unit: of the figure.
        kind: who or what is counted: a kind of ``tallies.yaml``, else the word itself.
        side: whose: ISO code of a state, or the name of a group; empty if the report does not say.
        part: empty for a whole; otherwise why it is told as a part of another number.
        cumulative: whether it sums over a period or a war.
    """

    measure: str
    unit: str
    kind: str
    side: str
    part: str
    cumulative: bool


def scope_of(account: Account) -> Scope:
    """The scope of a figure, from its own words alone.

    Raises:
        TypeError: if the account is of another kind of claim.
    """
    figure = figure_in(account)
    of = figure.of or ""
    kind, side = _counted(of) if of or figure.measure in _PEOPLE_COUNTED else ("", "")
    if not side:
        side = _own_side(account, kind)
    part = _part(account) if kind == PEOPLE or kind not in load_tally_rules().within else ""
    return Scope(figure.measure, figure.unit or "", kind, side, part, figure.cumulative)


def figure_in(account: Account) -> Figure:
    """The claim of an account that must be a figure."""
    if not isinstance(account.claim, Figure):
        raise TypeError(f"{account.id} is no figure but a {account.claim.kind}")
    return account.claim


def within(part: Scope, whole: Scope) -> bool:
    """Whether all that ``part`` counts is counted by ``whole`` too, by their words, and not the reverse."""
    if (part.measure, part.unit, part.cumulative) != (whole.measure, whole.unit, whole.cumulative):
        return False
    if whole.part or part == whole:
        return False
    if whole.side not in ("", part.side):
        return False
    kinds = load_tally_rules().within.get(part.kind, (PEOPLE,))
    return part.kind == whole.kind or whole.kind in kinds


def side_of(actor: Actor) -> str:
    """Whose side an actor is on: its state, or its own name for a group that is not of the state."""
    if actor.sector in {"REB", "SEP"}:
        return actor.name
    return actor.country or actor.name


def speaks_for(actor: Actor, side: str) -> bool:
    """Whether an actor is of that side (a state's ministry for the state, rebels for rebels)."""
    if not side:
        return False
    sectors = load_tally_rules().side_sectors.get(side)
    if sectors is not None:
        return actor.sector in sectors
    if actor.sector in {"REB", "SEP"}:
        return actor.name == side
    return actor.sector in load_tally_rules().party and actor.country == side


def words_of(text: str | None) -> tuple[str, ...]:
    """The words of a phrase in lower case, numbers left out."""
    return tuple(w.casefold() for w in _WORD.findall(text or ""))


@cache
def _counted(of: str) -> tuple[str, str]:
    """Kind and side of what a phrase counts."""
    rules = load_tally_rules()
    words = _WORD.findall(of)
    known = [k for k, w in enumerate(words) if w.casefold() in rules.kinds]
    if not words:
        return PEOPLE, ""
    head = known[-1] if known else len(words) - 1
    land = next((c for w in reversed(words) if (c := demonym_country(w))), "")
    if known:
        kind = rules.kinds[words[head].casefold()]
    else:
        kind = PEOPLE if demonym_country(words[head]) else _singular(words[head].casefold())
    low = {w.casefold() for w in words}
    kind = "women" if "female" in low else "police" if "police" in low else kind
    for word in words:
        if side := rules.sides.get(word.casefold()):
            return kind, side
    named = find_actor(" ".join(words[:head])) if head else None
    if named and named.sector in {"REB", "SEP"}:
        return kind, named.name
    return kind, land or ""


def _singular(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


def _own_side(account: Account, kind: str) -> str:
    """The side that counts its own: "49 of its soldiers", "Armenia reported 105 soldiers killed"."""
    figure = figure_in(account)
    lands = lands_in(account.context)
    speaker = side_of(figure.says) if figure.says and figure.says.sector in _STATE else ""
    alone = next(iter(lands)) if len(lands) == 1 else ""
    at = account.context.find(account.quotes[0])
    quote = words_of(account.quotes[0])
    its = bool(_ITS.search(account.context[max(0, at - 40) : at])) if at > 0 else False
    if its or "its" in quote or "our" in quote:
        return speaker or alone
    if kind == "soldiers" and alone and speaker in ("", alone):
        return alone if set(words_of(account.context)) & load_tally_rules().counting else ""
    return ""


def lands_in(text: str) -> frozenset[str]:
    """States that a text names, by name or adjective; capitals count as places, not as states."""
    found = set()
    for name in text.replace("’s", "").replace("'s", "").split():
        word = name.strip('.,;:!?"“”‘’()[]')
        if not word[:1].isupper():
            continue
        land = find_land(word)
        code = land.country if land and land.by in {"country", "territory"} else demonym_country(word)
        if code and code != "INT":
            found.add(code)
    return frozenset(found)


@cache
def _including() -> re.Pattern[str]:
    phrases = "|".join(re.escape(p) for p in load_tally_rules().including)
    return re.compile(rf"\b(?:{phrases})\b(?P<between>[^.;:!?]*)$", re.IGNORECASE)


def _part(account: Account) -> str:
    """Why the figure is told as a part of another number; empty if it is not."""
    figure, quote = figure_in(account), account.quotes[0]
    at = account.context.find(quote)
    before = account.context[:at] if at > 0 else ""
    found = _including().search(before)
    if found and len(found["between"]) <= _WITHIN_CLAUSE:
        return "told as a part of a greater number"
    if (figure.of or "").casefold() in {"them", "those", "these", "whom", "which", "most"}:
        return "told as a part of a greater number"
    return ""


def is_further(account: Account) -> bool:
    """Whether the words tell a further number beside one told before: "another ten", "five others"."""
    figure = figure_in(account)
    at = max(0, account.context.find(account.quotes[0]))
    before = words_of(account.context[max(0, at - 20) : at])[-1:]
    words = (*before, *words_of(account.quotes[0]), *words_of(figure.of))
    return any(w in load_tally_rules().further for w in words)


def carried_in(members: Sequence[Account], original_of: Mapping[str, str]) -> dict[str, str]:
    """By figure that one text tells a second time, the report that the text is of.

    The original speaks for the text; where it tells no such number, the first that does.
    """
    told: dict[tuple[str, float | None, float | None], Account] = {}
    for account in sorted(members, key=lambda a: (a.report.id in original_of, a.key)):
        told.setdefault(_text_and_number(account, original_of), account)
    out = {}
    for account in members:
        key = _text_and_number(account, original_of)
        if told[key].report.id != account.report.id:
            out[account.id] = key[0]
    return out


def _text_and_number(
    account: Account, original_of: Mapping[str, str]
) -> tuple[str, float | None, float | None]:
    figure = figure_in(account)
    return original_of.get(account.report.id, account.report.id), figure.low, figure.high
