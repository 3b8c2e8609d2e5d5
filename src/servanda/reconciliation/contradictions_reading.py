"""What an account asserts or denies: who is said to have done it, by whose word, about what."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal

from servanda.codebook.contradictions import ContradictionRules, load_contradictions
from servanda.knowledge.countries import demonym_country, find_land
from servanda.model import Actor, Event, Statement
from servanda.model.account import Account

_WORD: Final = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
ANYBODY: Final = "*"
"""The doer where a denial only points to a claim of its own sentence."""
_DEEDS: Final = frozenset({"ASSAULT", "COERCE", "MOBILIZE", "RETREAT", "PROTEST", "SANCTION"})
_NOT_DENIED: Final = re.compile(r"(?:\bnot|\bnever|n['’]t|\bcannot)\s+(?:\w+\s+)?$", re.IGNORECASE)
_NEGATED: Final = re.compile(
    r"^\W*(?:[\w'’-]+\s+){0,6}?(?:had|has|have|did|does|do|was|were|is|are|could)(?:n['’]t|\s+not|\s+never|\s+neither|\s+no)"
    r"\s+(?P<next>[\w'’-]+)",
    re.IGNORECASE,
)
"""A clause that tells something as not being so; "not to use force", "will not attack" are undertakings."""
_YEAR: Final = re.compile(r"\b(?:19|20)\d\d\b")
_ACCUSES: Final = re.compile(r"\b(?:accus\w+|blam\w+|alleg\w+|charg\w+)\b", re.IGNORECASE)
_KEPT: Final = 4096
"""Readings kept in memory: an account is held against many others."""
_PARTY: Final = frozenset({"GOV", "MIL", "COP", "SPY", "LEG", "JUD"})
_GROUPS: Final = frozenset({"REB", "SEP", "OPP", "CRM"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One account as something asserted or denied.

    Attributes:
        account: whose it is.
        stance: ``claim`` (so it is), ``accusation`` (somebody did it), ``denial`` (it is not so),
            ``negative`` (told as not being so without a word of denial).
        by: sides whose word it is; empty if the report answers for it itself.
        doers: sides said to have done it, or not to have.
        topics: what it is about.
        words: its content words, beginnings only, without names of states.
        generic: a denial that leaves open what it denies ("any responsibility").
        first: whether it tells who began.
        holding: whether it tells that the doer holds or took a place.
        years: years it names.
        text: the words read.
    """

    account: Account
    stance: Literal["claim", "accusation", "denial", "negative"]
    by: frozenset[str]
    doers: frozenset[str]
    topics: frozenset[str]
    words: frozenset[str]
    generic: bool
    first: bool
    holding: bool
    years: frozenset[str]
    text: str


@lru_cache(_KEPT)
def read(account: Account) -> Reading | None:
    """The reading of an account; ``None`` if it asserts nothing that could be contradicted."""
    claim = account.claim
    if isinstance(claim, Event):
        return _read_event(account, claim)
    if isinstance(claim, Statement):
        return _read_statement(account, claim)
    return None


def party(actor: Actor) -> str:
    """The side an actor is on: its state, its group's name ("rebels" if it has none), else its own name."""
    named = parties_in(actor.name)
    if actor.sector in _PARTY and named and named[0] != "rebels":
        return named[0]
    if actor.sector in _GROUPS:
        return "rebels" if set(_words(actor.name)) & load_contradictions().rebels else actor.name
    if actor.sector in _PARTY and actor.country and actor.country != "INT":
        return actor.country
    if find_land(actor.name) and actor.country:
        return actor.country
    return actor.name


def parties_in(text: str) -> tuple[str, ...]:
    """Sides that a text names by a state's name or adjective, or as rebels, in its order."""
    out: list[str] = []
    for word in _WORD.findall(text.replace("’s", "").replace("'s", "")):
        code = None
        if word[0].isupper():
            land = find_land(word) or find_land(word.removesuffix("s"))  # "Russias" has lost its apostrophe
            code = land.country if land else demonym_country(word)
        if code and code != "INT":
            out.append(code)
        elif word.casefold() in load_contradictions().rebels:
            out.append("rebels")
    return tuple(dict.fromkeys(out))


def _read_event(account: Account, event: Event) -> Reading | None:
    rules = load_contradictions()
    if event.type == "REJECT":
        return _read_denial(account, event, rules)
    if event.type == "ACCUSE" and event.mode == "allege" and event.status == "happened":
        by, accused = _sides(event.actors), _sides(event.recipients)
        if not by or not accused or by & accused:  # who accuses itself was read wrongly
            return None
        return _reading(account, "accusation", by, accused, _accused_of(account))
    if event.type not in _DEEDS or event.status not in ("happened", "denied"):
        return None
    by = _sides((event.says,)) if event.says else frozenset[str]()
    if event.status == "denied":
        if not event.actors or not _is_denied(account, rules):
            return None
        return _reading(
            account, "denial", by or _sides(event.actors), _sides(event.actors), account.quotes[0]
        )
    return _reading(account, "claim", by, _sides(event.actors), account.quotes[0])


def _read_denial(account: Account, event: Event, rules: ContradictionRules) -> Reading | None:
    """A REJECT that denies a claim, not one that turns down a request."""
    if not event.actors or event.status != "happened":
        return None
    content = denied_content(account.context, account.quotes[0], rules)
    if content is None:
        return None
    by = _sides(event.actors)
    clause = content.removeprefix("that ")
    words, subject = _words(clause), _subject(clause, rules)
    if rules.passive.search(account.quotes[0]):  # "a claim rejected by the army": whatever it is about
        return _reading(account, "denial", by, frozenset({ANYBODY}), "", generic=True)
    own = not subject or bool(set(words[:3]) & rules.own) or bool(set(words[:4]) & rules.generic)
    doers = by if own else subject
    open_end = bool(set(words[:4]) & rules.generic) or len(words) <= 1
    return _reading(account, "denial", by, doers, content, generic=open_end)


def denied_content(context: str, quote: str, rules: ContradictionRules) -> str | None:
    """What comes after a verb of denial in the quote; ``None`` if none does, or something was withheld."""
    at = max(0, context.find(quote))
    if rules.passive.search(quote):
        return ""
    for pattern, needs in ((rules.denies, False), (rules.dismisses, True)):
        found = pattern.search(context, at)
        if not found or found.start() > at + len(quote) + 2 or _NOT_DENIED.search(context[: found.start()]):
            continue
        rest = re.split(
            r"[.;!?]|,? (?:and|but) (?:accus|blam|said|call|urg|describ)", context[found.end() :]
        )[0]
        words = _words(rest)
        if set(words[:4]) & rules.withheld or not _is_content(rest, rules):
            continue
        if needs and not set(words[:7]) & rules.claimed:
            continue
        return rest.strip(" ,")
    return None


def _is_content(rest: str, rules: ContradictionRules) -> bool:
    """Whether what follows a verb of denial is a claim: a clause, a deed, a word like "responsibility"."""
    words = _words(rest)
    if not words or set(words[:4]) & (rules.generic | rules.claimed) or words[0] in rules.content:
        return True
    return words[0].endswith("ing") or bool(_subject(rest, rules)) or words[:2] == ["the", "use"]


def _read_statement(account: Account, statement: Statement) -> Reading | None:
    rules = load_contradictions()
    content, context = account.quotes[0], account.context
    by = _sides((statement.speaker,))
    at = context.find(content)
    before = context[:at] if at > 0 else ""
    denied = rules.denies.search(before[-16:])
    if denied and not _NOT_DENIED.search(before[: len(before[:-16]) + denied.start()]):
        if set(_words(content)[:4]) & rules.withheld or not _is_content(content, rules):
            return None
        subject = _subject(content, rules)
        return _reading(account, "denial", by, subject or by, content, generic=len(_words(content)) < 3)
    words = _words(content)
    if len(words) < 3:
        return None
    doers = by if words[0] in rules.own else _subject(content, rules)
    stance: Literal["claim", "negative"] = "negative" if _negated(content, rules) else "claim"
    return _reading(account, stance, by, doers, content) if doers else None


def _subject(content: str, rules: ContradictionRules) -> frozenset[str]:
    """The side a clause begins with ("Armenian forces had …"), or that did it by a passive ("by …")."""
    words = _WORD.findall(content)[:4]
    for word in words:
        if word.casefold() in rules.lead or word.casefold() in {"by", "that"}:
            break
        named = parties_in(word)
        if named:
            return frozenset(named)
    passive = re.search(r"\bby (?:the )?((?:[\w’'-]+ ){0,2}[\w’'-]+)", content)
    named = parties_in(passive[1]) if passive else ()
    return frozenset(named[:1])


def _is_denied(account: Account, rules: ContradictionRules) -> bool:
    """Whether an event told as not having happened is denied, rather than left undone ("failed to")."""
    quote = account.quotes[0]
    before = account.context[: max(0, account.context.find(quote))][-60:]
    if set(_words(before)) & rules.claimed:  # "denied accusations that": the accuser's words
        return False
    return bool(rules.denies.search(before) or rules.denies.search(quote) or _negated(quote, rules))


def _negated(content: str, rules: ContradictionRules) -> bool:
    found = _NEGATED.search(content)
    return found is not None and found["next"].casefold() not in rules.open


def _accused_of(account: Account) -> str:
    """What comes after the verb of accusing, as far as the sentence goes; the sentence, if there is none."""
    context = account.context
    found = _ACCUSES.search(context, max(0, context.find(account.quotes[0])))
    return context[found.end() :] if found else context


def _reading(
    account: Account,
    stance: Literal["claim", "accusation", "denial", "negative"],
    by: frozenset[str],
    doers: frozenset[str],
    text: str,
    *,
    generic: bool = False,
) -> Reading:
    rules = load_contradictions()
    words = _words(text)
    plain = [w for w in _WORD.findall(text) if w[0].islower()]  # names of places link too much
    stems = frozenset(
        w[:5] for w in plain if w not in rules.idle | rules.generic and not find_land(w) and len(w) > 2
    )
    topics = frozenset(name for name, pattern in rules.topics.items() if pattern.search(text))
    return Reading(
        account=account,
        stance=stance,
        by=by,
        doers=doers,
        topics=topics,
        words=stems,
        generic=generic and not topics,
        first=bool(set(words) & rules.first),
        holding=bool(set(words) & rules.holding),
        years=frozenset(_YEAR.findall(text)),
        text=text,
    )


def _sides(actors: tuple[Actor | None, ...]) -> frozenset[str]:
    return frozenset(party(a) for a in actors if a)


def _words(text: str) -> list[str]:
    return [w.casefold() for w in _WORD.findall(text)]
