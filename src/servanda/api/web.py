"""What may be fetched: the rules of intake, for whoever takes addresses from others."""

from __future__ import annotations

from servanda.intake.web import check_url as check

__all__ = ["check_url"]


def check_url(url: str) -> None:
    """Whether an address may be fetched at all, before anything is looked up; the fetch checks again.

    Raises:
        InputError: I010.
    """
    check(url)
