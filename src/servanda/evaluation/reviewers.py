"""How far two reviewers agree over what both judged: per cent, and Cohen's kappa.

Kappa (Cohen 1960) is ``(p - e) / (1 - e)``: ``p`` the share of items on which both say the same, ``e`` the
share to be expected if each kept to how often he says what, but the two knew nothing of each other. It is
worked out for each field, over the values the two gave to it, and over all fields together with what chance
gives in each (``e`` summed over the fields, weighted by their items). Where chance alone gives full
agreement, since both said one and the same of everything, kappa is undefined.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Final

from servanda.model.reviewing import Agreement, Comparison, Item

KEPT: Final = "claim"
"""The field under which ``right`` or ``wrong`` stands for a claim as a whole."""
JOIN: Final = "join"
"""The field under which ``same`` or ``different`` stands for two things."""
GRADE: Final = "grade"


def compare_reviewers(one: Mapping[Item, str], other: Mapping[Item, str]) -> Comparison:
    """Agreement over the items that both mappings have; values are compared as they stand."""
    both = sorted(set(one) & set(other))
    names = sorted({field for _, field in both}, key=lambda name: (name != KEPT, name == JOIN, name))
    fields = {name: _agreement([(one[i], other[i]) for i in both if i[1] == name]) for name in names}
    whole = Agreement(
        items=sum(a.items for a in fields.values()),
        same=sum(a.same for a in fields.values()),
        chance=sum(a.chance for a in fields.values()),
    )
    differ = tuple((i, one[i], other[i]) for i in both if one[i] != other[i])
    return Comparison(fields=fields, all=whole, differ=differ)


def _agreement(values: Sequence[tuple[str, str]]) -> Agreement:
    count = len(values)
    first, second = Counter(a for a, _ in values), Counter(b for _, b in values)
    chance = sum(first[value] * second[value] for value in first) / count
    return Agreement(items=count, same=sum(a == b for a, b in values), chance=chance)
