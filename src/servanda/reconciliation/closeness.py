"""Whether two words stand close to each other in a text."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

NEAR: Final = 80
"""Characters between what was promised and the word for its end."""


@lru_cache(maxsize=16384)
def close(what: re.Pattern[str], word: re.Pattern[str], text: str) -> bool:
    """Whether one of each stands within a clause or so of the other."""
    return any(
        0 <= max(a.start(), b.start()) - min(a.end(), b.end()) <= NEAR
        or (a.start() < b.end() and b.start() < a.end())
        for a in what.finditer(text)
        for b in word.finditer(text)
    )
