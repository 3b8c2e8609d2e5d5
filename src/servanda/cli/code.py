"""``servanda code``."""

from __future__ import annotations


def code() -> None:
    """Not written yet."""
