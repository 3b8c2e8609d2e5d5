"""How many one telling of an attack says were killed or wounded: what tells that two tellings are of one act.

"Shells killed nine … Nine people died in the shelling": number and loss are the same. What is included in a
number ("18, among them five children") tells nothing more.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, Literal

from servanda.coding.slots import Candidate
from servanda.model import Analysis

Loss = Literal["killed", "wounded"]
VictimCount = tuple[Loss, float, str]
"""The loss, the lowest number told of it, and the noun counted where the number alone tells too little."""

LOSSES: Final[Mapping[str, Loss]] = MappingProxyType(
    {
        "kill": "killed",
        "die": "killed",
        "perish": "killed",
        "slay": "killed",
        "murder": "killed",
        "execute": "killed",
        "massacre": "killed",
        "claim": "killed",
        "martyr": "killed",
        "wound": "wounded",
        "injure": "wounded",
        "hurt": "wounded",
    }
)
APART: Final = frozenset({"another", "separate", "elsewhere", "other", "different"})
"""Words that tell those who suffer from others told before."""
FEWEST: Final = 4
"""Smaller numbers agree by chance, unless the same noun is counted ("three medics")."""
DYING: Final = frozenset({"die", "perish", "die in", "die from", "die by", "perish in"})
ANYBODY: Final = frozenset({"people", "person", "civilian", "other", "man", "soldier", "member"})
"""Nouns of which two or three are lost again and again."""
AGES: Final = frozenset({"aged", "ages", "age"})


def sufferers(candidate: Candidate) -> tuple[int, ...]:
    """Heads of the phrases for those who are lost: the subject of "died", the object of other verbs."""
    frame = candidate.frame
    return frame.objects or (frame.subjects if candidate.trigger.lemma in DYING else ())


def count_victims(analysis: Analysis, candidate: Candidate) -> VictimCount | None:
    """What a telling counts, by the first number of the phrase for those who suffer; ``None`` if nothing."""
    loss = LOSSES.get(candidate.trigger.lemma)
    if loss is None or candidate.is_noun:
        return None
    for head in sufferers(candidate):
        phrase = set(analysis.subtree(head))
        if any(analysis.tokens[i].text.lower() in APART for i in phrase):
            return None
        for quantity in analysis.quantities:
            counts = quantity.first in phrase and quantity.kind == "count"
            if counts and quantity.low is not None and not _is_age(analysis, quantity.first):
                return _counted(analysis, loss, quantity.low, head)
    return None


def _counted(analysis: Analysis, loss: Loss, low: float, head: int) -> VictimCount | None:
    if low >= FEWEST:
        return loss, low, ""
    noun = analysis.tokens[head].lemma.lower()
    return (loss, low, noun) if low > 1 and noun not in ANYBODY else None


def _is_age(analysis: Analysis, number: int) -> bool:
    """Whether a number tells how old they were ("children aged from four to ten")."""
    return any(analysis.tokens[i].text.lower() in AGES for i in analysis.ancestors(number))
