"""A measure as it was read, and the rules of the lexicon that fit a kind of thing."""

from __future__ import annotations

from dataclasses import dataclass

from servanda.codebook.figures import FigureLexicon, MeasureRule


@dataclass(frozen=True, slots=True)
class Reading:
    """A measure with the word that decided it (``predicate``), the rule's name, a score, and why."""

    measure: str
    predicate: int
    rule: str
    score: float
    reason: str


def make_reading(rule: MeasureRule, predicate: int, role: str, word: str, score: float = 0.8) -> Reading:
    """The reading of a rule: ``role`` is how ``word`` stands to what is counted, ``predicate`` its token."""
    return Reading(rule.measure, predicate, f"figures/{rule.measure}.{role}", score, f"{role} of “{word}”")


def first_rule(rules: tuple[MeasureRule, ...], kind: str | None, *, weak: bool) -> MeasureRule | None:
    """The first rule that is weak or not, as asked, and takes this kind of thing; unknown kinds are taken."""
    for rule in rules:
        if rule.weak == weak and (not rule.classes or kind is None or kind in rule.classes):
            return rule
    return None


def fitting_rule(rules: tuple[MeasureRule, ...], kind: str | None) -> MeasureRule | None:
    """The first rule that takes this kind of thing.

    Words of no known kind are taken only where no kind is asked.
    """
    for rule in rules:
        if rule.classes and kind in rule.classes:
            return rule
        if not rule.classes and kind != "place":
            return rule
    return None


def rule_for(lexicon: FigureLexicon, measure: str) -> MeasureRule:
    """The rule of a measure."""
    return next(rule for rule in lexicon.rules if rule.measure == measure)
