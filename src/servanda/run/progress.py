"""How far a job is, and what it came to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from servanda.errors import Issue


@dataclass(frozen=True, slots=True)
class Step:
    """How far the work is.

    Attributes:
        coded: reports coded so far.
        failed: reports that could not be read or coded so far.
        bytes_done: of the input.
        bytes_all: of the input, ``None`` if unknown.
        failures: of the last report.
    """

    coded: int
    failed: int
    bytes_done: int
    bytes_all: int | None
    failures: tuple[Issue, ...] = ()


Progress = Callable[[Step], None]
"""Called after each report."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """What was done: reports coded and failed now, reports found coded already, claims, and seconds."""

    coded: int
    failed: int
    earlier: int
    claims: int
    seconds: float
