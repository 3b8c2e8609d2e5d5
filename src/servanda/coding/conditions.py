"""Conditions of rules: what a candidate must meet before it may tell an event.

A condition is ``slot in CLASS``, ``not slot in CLASS``, ``slot`` (must be there), or one of the named
checks of ``checks``, with or without ``not``.
"""

from __future__ import annotations

from servanda.coding.checks import CHECKS
from servanda.coding.frames import conjuncts, counted
from servanda.coding.phrase_classes import in_class
from servanda.coding.slots import Candidate, slot_heads
from servanda.model import Analysis


def meets(analysis: Analysis, candidate: Candidate) -> str:
    """The first condition of the rule that the candidate does not meet, or an empty string."""
    for need in candidate.trigger.rule.needs:
        if not _meets_one(analysis, candidate, need):
            return need
    return ""


def _meets_one(analysis: Analysis, candidate: Candidate, need: str) -> bool:
    negative = need.startswith("not ")
    slots, _, names = need.removeprefix("not ").partition(" in ")
    if not names and (check := CHECKS.get(slots)) is not None:
        return check(analysis, candidate) != negative
    heads = [h for slot in slots.split("|") for h in slot_heads(analysis, candidate, slot)]
    if not names:
        return bool(heads) != negative
    heads = [counted(analysis, c) for h in heads for c in conjuncts(analysis, h)]
    found = any(in_class(analysis, h, name) for h in heads for name in names.split("|"))
    return found != negative
