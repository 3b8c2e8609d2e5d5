"""What judgements mean for accounts and groups: those in force, looked up by what they are about."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from servanda.model import Coding
from servanda.model.account import Account, Report
from servanda.model.judgement import Judgement, in_force
from servanda.reconciliation.accounts import retold
from servanda.reconciliation.corrections import OF_REPORT, corrected
from servanda.record.active import OF_REPORTS


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
            if one.verdict == "correct" and one.field in OF_REPORT:
                value = json.loads(one.value)
                if one.field == "published":
                    report = replace(report, published=date.fromisoformat(value) if value else None)
                else:
                    report = replace(report, **{one.field: value})
        return report

    def account(self, account: Account, coding: Coding | None = None) -> Account | None:
        """The account with what was corrected; ``None`` if it was rejected.

        ``coding``: of its report, with the mentions among which a corrected place is looked up.
        """
        return None if self.rejects(account.id) else self.corrected(account, coding)

    def rejects(self, claim: str) -> bool:
        """Whether the claim was rejected, and not accepted as a whole since; a correction changes nothing."""
        return self.rejection(claim) is not None

    def unlike(self, before: Decisions) -> list[str]:
        """Claims and reports of which views show something else now.

        What was remarked, graded or found right says nothing new to them, nor who decided it.
        """
        judged = self.about.keys() | before.about.keys()
        changed = (t for t in judged if self.about.get(t) != before.about.get(t))
        return sorted(t for t in changed if self._shows(t) != before._shows(t))

    def _shows(self, thing: str) -> tuple[object, ...]:
        """All that views take from what was judged of one claim or report."""
        said = self.about.get(thing, ())
        corrections = tuple((j.field, j.value) for j in said if j.verdict == "correct")
        chosen = tuple(j.number for j in said if j.verdict in (*OF_REPORTS, "hide"))
        return self.rejects(thing), corrections, chosen

    def rejection(self, claim: str) -> Judgement | None:
        """The newest judgement that rejects the claim; ``None`` if it stands."""
        found = None
        for one in self.about.get(claim, ()):
            if one.verdict in ("reject", "accept") and not one.field:
                found = one if one.verdict == "reject" else None
        return found

    def corrected(self, account: Account, coding: Coding | None = None) -> Account:
        """The account with what was corrected, rejected or not. To accept a correction leaves it as it is."""
        said = (j for j in self.about.get(account.id, ()) if j.verdict == "correct" and j.field)
        values = {one.field: json.loads(one.value) for one in said}
        return retold(account, corrected(account.claim, values), coding) if values else account
