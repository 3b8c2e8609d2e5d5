"""Promises in the brief: what was promised, whether it stands, by whose account."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Final

from servanda.model.views import Evidence, Pledge, Standing
from servanda.presenting.blocks import Told, bare, full_names, quoted, spoken
from servanda.presenting.promises import tellers
from servanda.presenting.prose import (
    BOUND,
    PROMISES,
    listed,
    long_day,
    on_days,
    opened_with,
    stopped,
    until_days,
)
from servanda.presenting.sentences import Sentence

_ENOUGH: Final = 4
"""Words that make a quotation worth reading, if there is one with so many."""


def promise_sentences(pledge: Pledge, as_of: date | None, told: Told) -> list[Sentence]:
    """The promise, its term, and its standing; each with the accounts it rests on."""
    words = [_promise(pledge)]
    running = pledge.expiry and (as_of is None or pledge.expiry[1] >= as_of)
    if pledge.expiry and running and pledge.phase in ("agreed", "in_force", "extended"):
        words.append(Sentence(stopped(f"It runs {until_days(pledge.expiry)}"), pledge.accounts))
    words += _ending(pledge)
    words += _standing(pledge, as_of, told)
    return words


def _promise(pledge: Pledge) -> Sentence:
    who = full_names(pledge.obligors, "somebody who is not named")
    verb = BOUND.get(pledge.force, "agreed")
    if verb == "was asked" and len({a.name for a in pledge.obligors}) > 1:
        verb = "were asked"
    what = PROMISES.get(pledge.act, "what follows")
    when = on_days(pledge.made)
    opening = f"{opened_with(when)}, " if when else ""
    told = next((q for q in pledge.quotes if len(q.split()) >= _ENOUGH), "".join(pledge.quotes[:1]))
    quote = f": {quoted(told)}" if told else ""
    return Sentence(stopped(f"{opening}{who} {verb} {what}{quote}"), pledge.accounts)


def _ending(pledge: Pledge) -> list[Sentence]:
    """How it was extended, ended or replaced, where a report says so."""
    told = {"extended": "It was extended", "ended": "It ended", "suspended": "It was suspended",
            "replaced": "It was replaced", "completed": "It was carried out"}  # fmt: skip
    return [
        Sentence(
            stopped(
                f"{told[s.phase]} {on_days(s.when)}".rstrip() + (f": {quoted(s.quote)}" if s.quote else "")
            ),
            (s.account,),
        )
        for s in pledge.steps
        if s.phase in told and s.account
    ]


def _standing(pledge: Pledge, as_of: date | None, told: Told) -> list[Sentence]:
    standing = pledge.standing
    if standing is None:
        return []
    against = _weightiest([e for e in pledge.evidence if e.bearing in ("breaks", "collapses")], standing)
    kept = [e for e in pledge.evidence if e.bearing == "keeps"]
    denied = [e for e in pledge.evidence if e.bearing == "denies"]
    by = listed(tellers(pledge)) or "those who tell it"
    since = f" of {long_day(standing.since)}" if standing.since else ""
    day = f"By {long_day(as_of)} no" if as_of else "No"
    match standing.name:
        case "no_breach_reported":
            return [Sentence(f"{day} breach of it had been reported.", pledge.accounts)]
        case "not_due" if pledge.phase != "offered":
            return [Sentence("It was not due yet.", pledge.accounts)]
        case "breach_reported" | "breach_alleged" | "collapsed":
            said = {
                "breach_reported": f"A breach{since} is reported, by account of {by}",
                "breach_alleged": f"A breach{since} is alleged by {by}",
                "collapsed": f"It is said to have collapsed, by account of {by}",
            }[standing.name]
            return [_with_words(said, against), *_denials(denied, told)]
        case "kept" | "partly_kept":
            part = "" if standing.name == "kept" else " in part"
            return [_with_words(f"It was kept{part}, by account of {by}", kept)]
        case "disputed":
            return [
                _with_words(f"Whether it was kept is disputed by {by}", [*against, *kept]),
                *_denials(denied, told),
            ]
    return []


def _weightiest(evidence: list[Evidence], standing: Standing) -> list[Evidence]:
    """What the standing rests on first: by those whose account it is, not before it is said to begin."""

    def rank(one: Evidence) -> tuple[bool, bool, bool, float]:
        begun = standing.since is None or (one.day is not None and one.day[1] >= standing.since)
        alleged = standing.name == "breach_reported" and one.kind == "alleged"
        return alleged, not begun, one.by not in standing.by, -one.score

    return sorted(evidence, key=rank)


def _with_words(text: str, evidence: list[Evidence]) -> Sentence:
    quote = f": {quoted(evidence[0].quote)}" if evidence else ""
    return Sentence(stopped(f"{text}{quote}"), tuple(e.account for e in evidence))


def _denials(denied: Iterable[Evidence], told: Told) -> list[Sentence]:
    given = list(denied)
    if not given:
        return []
    who = listed([bare(e.by) for e in given])
    verb = "denies" if len({e.by for e in given}) == 1 else "deny"
    words = spoken(told[given[0].account]) if given[0].account in told else given[0].quote
    return [Sentence(stopped(f"{who} {verb} a breach: {quoted(words)}"), tuple(e.account for e in given))]
