"""What judgements mean for accounts and groups: those in force, looked up by what they are about."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any, Final

from servanda.model import Actor, Claim
from servanda.model.account import Account, Report, Where
from servanda.model.days import days_of
from servanda.model.judgement import Judgement, in_force

_ACTOR: Final = frozenset({"says", "speaker"})
_ACTORS: Final = frozenset({"actors", "recipients", "obligors", "beneficiaries", "addressees"})
_DOERS: Final = frozenset({"actors", "obligors", "speaker"})
_FIXED: Final = frozenset({"provenance", "kind"})


@dataclass(frozen=True, slots=True)
class Decisions:
    """Judgements in force, weakest first in every list.

    Attributes:
        about: claim or report id → what was accepted, corrected, rejected or graded.
        joins: thing → judgements that say ``same`` or ``different`` of it and others.
    """

    about: Mapping[str, tuple[Judgement, ...]]
    joins: Mapping[str, tuple[Judgement, ...]]

    @classmethod
    def of(cls, judgements: Iterable[Judgement]) -> Decisions:
        """Those that hold among all that were ever made."""
        about: dict[str, list[Judgement]] = {}
        joins: dict[str, list[Judgement]] = {}
        for one in in_force(judgements):
            into = joins if one.verdict in ("same", "different") else about
            for thing in one.things:
                into.setdefault(thing, []).append(one)
        return cls({k: tuple(v) for k, v in about.items()}, {k: tuple(v) for k, v in joins.items()})

    def joined_to(self, thing: str) -> tuple[str, ...]:
        """Things that somebody says are the same as this one, by judgements in force."""
        said = (j for j in self.joins.get(thing, ()) if j.verdict == "same")
        return tuple(sorted({other for j in said for other in j.things} - {thing}))

    def among(self, things: Iterable[str]) -> tuple[Judgement, ...]:
        """Judgements on joins that name at least one of these things."""
        found = {j.number: j for thing in things for j in self.joins.get(thing, ())}
        return tuple(found[number] for number in sorted(found))

    def report(self, report: Report) -> Report:
        """The report with what was corrected."""
        for one in self.about.get(report.id, ()):
            if one.verdict == "correct" and one.field in ("published", "source", "title", "url"):
                value = json.loads(one.value)
                if one.field == "published":
                    report = replace(report, published=date.fromisoformat(value) if value else None)
                else:
                    report = replace(report, **{one.field: value})
        return report

    def account(self, account: Account) -> Account | None:
        """The account with what was corrected; ``None`` if it was rejected."""
        given = self.about.get(account.id)
        if not given:
            return account
        rejected = False
        values: dict[str, Any] = {}
        for one in given:
            if one.verdict == "reject" and not one.field:
                rejected = True
            elif one.verdict == "accept":
                rejected = rejected and bool(one.field)
                values.pop(one.field, None)
            elif one.verdict == "correct" and one.field:
                values[one.field] = json.loads(one.value)
                rejected = False
        return None if rejected else _corrected(account, values)


def _corrected(account: Account, values: Mapping[str, Any]) -> Account:
    known = {f.name for f in fields(account.claim)} - _FIXED
    for name in sorted(values):
        if name in known:
            account = _with(account, name, values[name])
    return account


def _with(account: Account, name: str, value: Any) -> Account:  # noqa: ANN401 - a field's JSON
    claim: Claim = account.claim
    changed: dict[str, Any] = {}
    given: Any = value
    if name in _ACTORS:
        given = tuple(Actor.parse(v) for v in value or ())
    elif name in _ACTOR:
        given = Actor.parse(value) if value else None
    if name in _ACTORS or name == "speaker":
        size = len(given) if isinstance(given, tuple) else 1
        changed["actor_ids" if name in _DOERS else "recipient_ids"] = (None,) * size
    elif name == "date":
        changed["when"] = days_of(value)
    elif name == "place":
        changed["where"] = Where(name=value) if value else None
    return replace(account, claim=replace(claim, **{name: given}), **changed)
