"""What follows from the log of a record and was worked out before: kept by whoever holds the store open.

Whoever puts something in says with it of which end of the log it is, which is a hash over all before it;
whoever takes it out compares. So nothing here can be of another state, whoever wrote meanwhile.
"""

from __future__ import annotations

from typing import Any


class Memory:
    """A few things by name. May be shared by threads: each is put in whole, and never changed."""

    def __init__(self) -> None:
        self._held: dict[str, tuple[Any, ...]] = {}

    def get(self, name: str) -> Any:  # noqa: ANN401 - as it was put in
        """What was put in last; ``None`` if nothing was."""
        return self._held.get(name)

    def put(self, name: str, what: tuple[Any, ...]) -> None:
        """Keep it in place of what was there."""
        self._held[name] = what
