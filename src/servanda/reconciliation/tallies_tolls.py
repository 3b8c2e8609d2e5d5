"""Numbers of fighting that goes on, and sums over a period: they belong to no single act."""

from __future__ import annotations

from typing import Final

from servanda.codebook.tallies import load_tally_rules
from servanda.model.account import Account
from servanda.reconciliation.tallies_scope import figure_in, scope_of, speaks_for, words_of

LOSSES: Final = frozenset({"killed", "wounded", "killed_or_wounded", "missing"})
_LONG: Final = 45
"""A figure over more days than this sums up a war or a season."""
_FEW: Final = 3
"""A sum over no more days than these is an incident's."""
_WEEK: Final = 7


def is_toll(account: Account) -> bool:
    """Whether it is a state's word, or the report's, on that state's losses of soldiers in fighting.

    Such numbers are told again on the next days, grown ("49", then "105"): they make a series of their own
    rather than count for one act.
    """
    figure = figure_in(account)
    scope = scope_of(account)
    if figure.measure not in LOSSES or scope.part or scope.kind not in {"soldiers", "combatants"}:
        return False
    if len(scope.side) != 3 or not scope.side.isupper():
        return False
    return figure.says is None or speaks_for(figure.says, scope.side)


def in_fighting(account: Account) -> bool:
    """Whether the figure, its sentence or what the report is about tells of fighting that goes on."""
    figure = figure_in(account)
    if figure.measure not in LOSSES:
        return False
    words = {*words_of(figure.event), *words_of(account.context), *words_of(account.lead)}
    return bool(words & load_tally_rules().fighting)


def is_of_spell(account: Account) -> bool:
    """Whether it counts over more than a week of fighting ("the clashes of September")."""
    if account.when is None or _days(account) <= _WEEK:
        return False
    figure = figure_in(account)
    words = {*words_of(figure.event), *words_of(account.context)}
    return figure.measure in LOSSES and bool(words & load_tally_rules().fighting)


def sums(account: Account) -> bool:
    """Whether the figure sums over more than a few days."""
    if account.when is not None and _days(account) > _LONG:
        return True
    return figure_in(account).cumulative and not (account.when and _days(account) <= _FEW)


def _days(account: Account) -> int:
    return (account.when[1] - account.when[0]).days if account.when else 0
