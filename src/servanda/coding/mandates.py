"""How long a running mission has: "the mandate is extended automatically", "it will stay for two years".

The noun alone does not say what the mission is for; its own words or the last mission told before do.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from servanda.coding.acts import ActReader, Undertaking
from servanda.coding.circumstances import actors_of
from servanda.coding.obligors import as_states, can_bind
from servanda.coding.subjects import surface_subject
from servanda.model import Analysis, Span

_RUNS = frozenset({"mandate", "mission", "term", "deployment", "stay", "contingent", "presence", "force"})
"""Nouns, and "it" or "they", by which reports speak of a mission told before."""
_PRONOUNS = frozenset({"it", "they"})
_LENGTHEN = frozenset({"extend", "renew", "prolong"})
_STAY = frozenset({"stay", "remain", "run", "last", "continue"})
_ACTS = frozenset({"deploy_peacekeepers", "accept_monitors"})
_REACH = 3
"""How many sentences back a mission may have been told."""


@dataclass(frozen=True, slots=True)
class MandateReader:
    """Reads the terms of missions off the trees of one document."""

    analysis: Analysis
    acts: ActReader

    def read(self, found: Iterable[Undertaking]) -> Iterator[Undertaking]:
        """One undertaking for each clause that says how long a mission has.

        Args:
            found: undertakings read so far; the last mission among them is the one spoken of.
        """
        missions = sorted((u for u in found if u.act in _ACTS), key=lambda u: (u.evidence, u.act))
        for token in self.analysis.tokens:
            if token.upos != "VERB" or token.lemma not in _LENGTHEN | _STAY:
                continue
            one = self._of(token.index, missions)
            if one is not None:
                yield one

    def _of(self, verb: int, missions: list[Undertaking]) -> Undertaking | None:
        analysis = self.analysis
        token = analysis.tokens[verb]
        if self.acts.is_negated(verb):
            return None
        automatic = any(analysis.tokens[i].lemma.startswith("automatic") for i in analysis.subtree(verb))
        if not (automatic if token.lemma in _LENGTHEN else self._has_term(verb)):
            return None  # who else extends it, and whether, is read from the instrument
        subject, _ = surface_subject(analysis, verb)
        if subject < 0:
            return None
        word = analysis.tokens[subject].lemma.lower()
        own = self.acts.classify(subject)
        if word not in _RUNS | _PRONOUNS and (own is None or own.act not in _ACTS):
            return None
        before = [u for u in missions if 0 <= token.sentence - analysis.tokens[u.cue].sentence <= _REACH]
        if own is not None and own.act in _ACTS:
            act = own.act
        elif before:
            act = before[-1].act
        else:
            return None
        last = next((u for u in reversed(before) if u.act == act), None)
        sends = tuple(a for a in actors_of(analysis, subject) if can_bind(a)) if own is not None else ()
        return Undertaking(
            act=act,
            force="in_force",
            obligors=as_states(sends) or (last.obligors if last is not None else ()),
            cue=verb,
            content=verb,
            evidence=self._clause(verb),
            instrument=None,
            rule=f"commitments/{act}.mandate",
            reason=f"“{analysis.tokens[subject].text}” {token.text}: how long it has",
        )

    def _has_term(self, verb: int) -> bool:
        """Whether the clause gives a time: how long, or until when."""
        tree = self.analysis.subtree(verb)
        inside = set(tree)
        return any(t.first in inside and t.type in ("DURATION", "DATE") for t in self.analysis.timexes)

    def _clause(self, verb: int) -> Span:
        tree = [i for i in self.analysis.subtree(verb) if self.analysis.tokens[i].upos != "PUNCT"]
        return Span(self.analysis.tokens[tree[0]].start, self.analysis.tokens[tree[-1]].end)
