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
VictimCount = tuple[Loss, float]
"""The loss, and the lowest number told of it."""

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
"""Smaller numbers agree by chance."""


def count_victims(analysis: Analysis, candidate: Candidate) -> VictimCount | None:
    """What a telling counts, by the first number of the phrase for those who suffer; ``None`` if nothing."""
    loss = LOSSES.get(candidate.trigger.lemma)
    if loss is None or candidate.is_noun:
        return None
    phrase = {i for head in candidate.frame.objects for i in analysis.subtree(head)}
    if any(analysis.tokens[i].text.lower() in APART for i in phrase):
        return None
    for quantity in analysis.quantities:
        if quantity.first in phrase and quantity.kind == "count" and quantity.low is not None:
            return (loss, quantity.low) if quantity.low >= FEWEST else None
    return None
