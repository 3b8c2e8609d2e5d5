"""Words of texts that may not be passed on leave as quotations of limited length."""

from __future__ import annotations

from typing import Any, Final

_WORDS: Final = frozenset({"quote", "quotes", "words", "came_of_it", "snippet", "context", "lead"})
"""Keys under which an answer holds words of reports."""


def guarded(value: Any, most: int) -> Any:  # noqa: ANN401 - JSON
    """A JSON value, words of reports in it cut to ``most`` characters."""
    if isinstance(value, dict):
        return {
            key: _cut(inner, most) if key in _WORDS else guarded(inner, most) for key, inner in value.items()
        }
    if isinstance(value, list):
        return [guarded(one, most) for one in value]
    return value


def _cut(value: Any, most: int) -> Any:  # noqa: ANN401 - JSON
    if isinstance(value, str):
        return value if len(value) <= most else value[: most - 1].rstrip() + "…"
    if isinstance(value, list):
        return [_cut(one, most) for one in value]
    return guarded(value, most)
