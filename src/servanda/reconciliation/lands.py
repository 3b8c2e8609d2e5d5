"""Countries that words name: by name, people or capital, or by a land on their ground."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from typing import Final

from servanda.knowledge.countries import ISO_INTERNATIONAL, find_land

_NAME: Final = re.compile(r"[A-Z][\w’'.-]*\w")


@lru_cache(maxsize=8192)
def lands_named(text: str) -> tuple[str, ...]:
    """ISO codes of the countries that ``text`` names, each once, in the order of the text."""
    words = _NAME.findall(text)
    pairs = [f"{a} {b}" for a, b in pairwise(words) if f"{a} {b}" in text]
    at = {word: text.find(word) for word in (*pairs, *words)}
    found: dict[str, int] = {}
    for word in sorted(at, key=lambda w: (at[w], -len(w))):
        land = find_land(word.removesuffix("’s").removesuffix("'s"))
        if land is not None and land.country and land.country != ISO_INTERNATIONAL:
            found.setdefault(land.country, at[word])
    return tuple(found)
