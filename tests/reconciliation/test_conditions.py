"""Conditions attached to a promise: met, refused, or nobody says."""

from __future__ import annotations

import pytest
from tests.reconciliation.deedtales import CHILE, NORWAY, day, event, incident, pledge, undertaking

from servanda.model.account import Account
from servanda.reconciliation.standing import judge, query

PROMISE = undertaking(
    "release_prisoners",
    "Norway agreed to free its prisoners",
    reported="2030-05-02",
    made="2030-05-02",
    obligors=(NORWAY,),
    condition="in exchange for Chile's maps of minefields near Bergen",
    context="Norway agreed to free its prisoners in exchange for Chile's maps of minefields near Bergen.",
)


def handed(type_: str = "RETREAT", on: str = "2030-05-20", words: str = "", **more: object) -> Account:
    told = words or "Chile handed over maps of the minefields near Bergen"
    return event(type_, told, on=on, reported=on, by=(CHILE,), **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("deed", "state"),
    [
        (handed(), "met"),
        (handed("REJECT", words="Chile refused to hand over maps of the minefields near Bergen"), "not_met"),
        (handed(status="planned"), "unknown"),
        (handed(on="2030-01-01"), "unknown"),
        (handed(words="Chile handed over two ships"), "unknown"),
        (handed("REQUEST"), "unknown"),
    ],
)
def test_state_of_a_condition(deed: Account, state: str) -> None:
    promise = pledge(PROMISE, lands=("NOR", "CHL"))
    assert query(promise).wants(deed) is (deed.when is not None and deed.when[0] >= day("2030-05-02"))
    judged = judge(promise, [incident(deed)], {PROMISE.id: PROMISE, deed.id: deed}, None)
    ((words, found),) = judged.conditions
    assert found == state
    assert "minefields" in words
    assert any(deed.quotes[0] in r for r in judged.reasons) is (state != "unknown")
