"""What outlets change in texts that are not theirs, undone for comparing; and the marks of a correction."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from servanda.codebook.load import check_keys, read_yaml
from servanda.errors import ConfigError

_FILE = "data/copies.yaml"
_KEYS = frozenset({"house_style", "synonyms", "correction"})


@dataclass(frozen=True, slots=True)
class HouseStyle:
    """All of ``copies.yaml``.

    Attributes:
        patterns: each with what is read in its place, in the order of the file.
        synonyms: by word, the one that is read for it.
        correction: any mark of a correction.
    """

    patterns: tuple[tuple[re.Pattern[str], str], ...]
    synonyms: Mapping[str, str]
    correction: re.Pattern[str]

    def evened(self, text: str) -> str:
        """The text with the house style taken out; only for comparing."""
        for pattern, instead in self.patterns:
            text = pattern.sub(instead, text)
        return text


@cache
def load_house_style() -> HouseStyle:
    """Read and check the file; :class:`servanda.errors.ConfigError` C002 for what is wrong in it."""
    data = read_yaml(_FILE)
    check_keys(data, _KEYS, _KEYS, _FILE)
    synonyms: dict[str, str] = {}
    for row in data["synonyms"]:
        first, *others = (str(word) for word in row)
        for word in others:
            if synonyms.setdefault(word, first) != first:
                raise ConfigError("C002", f"{word!r} stands in two rows", where=_FILE)
    try:
        patterns = tuple((re.compile(str(p)), str(instead)) for p, instead in data["house_style"])
        correction = re.compile("|".join(str(p) for p in data["correction"]))
    except (re.error, ValueError) as error:
        raise ConfigError("C002", f"not a pattern with its replacement: {error}", where=_FILE) from error
    return HouseStyle(patterns, MappingProxyType(synonyms), correction)
