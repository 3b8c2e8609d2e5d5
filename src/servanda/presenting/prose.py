"""Days, names and promises in whole sentences, for the brief."""

from __future__ import annotations

import calendar
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from servanda.knowledge.countries import country_name
from servanda.model.actor import Actor
from servanda.model.days import Days
from servanda.presenting.blocks import full_names

PROMISES: Final = {
    "non_use_of_force": "not to use force",
    "ceasefire": "to cease fire",
    "withdraw_forces": "to withdraw forces",
    "disarm": "to disarm",
    "no_reinforcement": "not to bring in more forces",
    "deploy_peacekeepers": "to keep peacekeepers in place",
    "accept_monitors": "to accept monitors",
    "release_prisoners": "to release prisoners",
    "account_for_missing": "to account for the missing",
    "humanitarian_access": "to let relief through",
    "open_transport": "to open transport links",
    "return_displaced": "to let the displaced return",
    "delimit_border": "to delimit the border",
    "recognise_territory": "to recognise territory",
    "safe_passage": "to give safe passage",
    "deploy_forces": "to send forces in support",
    "non_proliferation": "not to spread such weapons",
    "settle_disputes": "to settle their disputes on a stated basis",
    "negotiate": "to negotiate",
    "normalise_relations": "to normalise relations",
    "lift_sanctions": "to lift sanctions",
    "lift_blockade": "to lift a blockade",
    "demine": "to clear mines",
    "provide_aid": "to give aid",
    "provide_arms": "to give arms",
    "guarantee_security": "to guarantee security",
    "hold_elections": "to hold elections",
    "political_reform": "to reform",
    "prosecute": "to prosecute",
}
"""What a promise of each act binds to, after "agreed"; ``other`` has only its words."""

BOUND: Final = {
    "agreed": "agreed",
    "declared": "undertook",
    "offered": "offered",
    "in_force": "had agreed",
    "ended": "had agreed",
    "broken": "had agreed",
    "demanded": "was asked",
}
"""How firmly, as a verb."""


def long_day(day: date) -> str:
    """``31 October 2022``."""
    return f"{day.day} {calendar.month_name[day.month]} {day.year}"


def on_days(days: Days | None) -> str:
    """``on 31 October 2022``, ``in September 2022``, ``in 2020``, ``between … and …``; empty if unknown."""
    if days is None:
        return ""
    first, last = days
    if first == last:
        return f"on {long_day(first)}"
    begins_month, ends_month = first.day == 1, (last + timedelta(days=1)).day == 1
    if begins_month and ends_month:
        if (first.year, first.month) == (last.year, last.month):
            return f"in {calendar.month_name[first.month]} {first.year}"
        if (first.month, last.month) == (1, 12) and first.year == last.year:
            return f"in {first.year}"
    return f"between {long_day(first)} and {long_day(last)}"


def until_days(days: Days) -> str:
    """``until 10 November 2025``, ``until November 2025``."""
    words = on_days(days)
    return (
        f"until {words.partition(' ')[2]}"
        if not words.startswith("between")
        else f"until {long_day(days[1])}"
    )


def opened_with(words: str) -> str:
    """The first letter of a sentence in capitals."""
    return words[:1].upper() + words[1:]


def listed(words: Sequence[str], most: int = 3) -> str:
    """``A``, ``A and B``, ``A, B, C and 2 more``."""
    seen = list(dict.fromkeys(words))
    if len(seen) > most:
        return f"{', '.join(seen[:most])} and {len(seen) - most} more"
    return full_names(tuple(Actor(word) for word in seen), "")


def stopped(words: str) -> str:
    """A sentence with its full stop, also after a quotation that ends in one."""
    return words if words.endswith((".", "!", "?", ".”", "!”", "?”", "…”")) else f"{words}."


def party_name(word: str) -> str:
    """``Armenia`` for ``ARM``; a name stays as it is."""
    return country_name(word) if len(word) == 3 and word.isupper() else word
