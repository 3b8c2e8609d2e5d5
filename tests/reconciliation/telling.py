"""Accounts told by hand: sentences with the claims in them, for tests of figures and contradictions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

from servanda.model import Actor, Claim, Commitment, Event, Figure, Provenance, Span, Statement
from servanda.model.account import Account, Report, Where
from servanda.model.days import days_of

ARM = Actor(name="Armenia", country="ARM", sector="GOV")
AZE = Actor(name="Azerbaijan", country="AZE", sector="GOV")
MONITOR = Actor(name="Frontline Monitor", country="INT", sector="NGO")
PASHINYAN = Actor(name="Nikol Pashinyan", country="ARM", sector="GOV")


class Told:
    """One report's text; each method adds a claim whose evidence is ``words`` of it."""

    def __init__(
        self,
        text: str,
        *,
        name: str = "r1",
        day: str | None = "2022-09-14",
        source: str = "Courier",
        lands: Sequence[str] = (),
    ) -> None:
        self.text = text
        self.lands = tuple(lands)
        published = date.fromisoformat(day) if day else None
        self.report = Report(id=name, version="v", source=source, title="", published=published)
        self.accounts: list[Account] = []

    def figure(
        self,
        words: str,
        measure: str = "killed",
        low: float | None = 1,
        high: float | None = -1,
        **given: Any,
    ) -> Account:
        """A figure; ``high`` is ``low`` unless given, ``None`` is open."""
        top = low if high == -1 else high
        return self._add(
            Figure(measure=measure, low=low, high=top, provenance=self._from(words), **given), words
        )

    def event(self, words: str, kind: str = "ASSAULT", **given: Any) -> Account:
        return self._add(Event(type=kind, provenance=self._from(words), **given), words)

    def statement(self, words: str, speaker: Actor) -> Account:
        return self._add(Statement(speaker=speaker, form="indirect", provenance=self._from(words)), words)

    def offer(self, words: str, by: Actor) -> Account:
        claim = Commitment(
            act="deploy_peacekeepers", obligors=(by,), force="offered", provenance=self._from(words)
        )
        return self._add(claim, words)

    def _from(self, words: str) -> Provenance:
        start = self.text.index(words)
        return Provenance(evidence=(Span(start, start + len(words)),), coder="test", score=1.0)

    def _add(self, claim: Claim, words: str) -> Account:
        start = self.text.index(words)
        sentences = re.split(r"(?<=[.!?])\s+", self.text)
        at, context = 0, self.text
        for sentence in sentences:
            at = self.text.index(sentence, at)
            if at <= start < at + len(sentence):
                context = sentence
                break
        place = getattr(claim, "place", None)
        account = Account(
            id=f"{claim.kind[0].upper()}-{self.report.id}-{len(self.accounts)}",
            report=self.report,
            claim=claim,
            quotes=(words,),
            context=context,
            position=start,
            when=days_of(getattr(claim, "date", None)),
            where=Where(name=place, precision=1) if place else None,
            lands=self.lands,
        )
        self.accounts.append(account)
        return account
