"""Low, best and high: one count of each kind, by every policy, and why."""

from __future__ import annotations

from datetime import date

import pytest
from tests.reconciliation.telling import ARM, AZE, MONITOR

from servanda.codebook.tallies import load_policies, load_tally_rules, read_policies, read_tally_rules
from servanda.errors import ConfigError
from servanda.model import Actor
from servanda.model.views import Count
from servanda.reconciliation.policies import choose, described, policy_named


def count(
    low: float | None,
    high: float | None,
    *,
    by: Actor | None = None,
    day: int = 14,
    words: str = "",
    **given: object,
) -> Count:
    name = f"{low}-{high}-{by.name if by else ''}-{day}"
    return Count(
        account=name,
        report=f"r-{name}",
        low=low,
        high=high,
        approx=False,
        by=by,
        outlet="Courier",
        day=date(2022, 9, day),
        quote=words or f"{low} people",
        **given,  # type: ignore[arg-type]
    )


def numbers(
    policy: str, *counts: Count, growing: bool = False
) -> tuple[float | None, float | None, float | None]:
    chosen = choose(policy_named(policy), counts, growing=growing)
    return chosen.low, chosen.best, chosen.high


RIVALS = (
    count(50, 50, by=AZE, stance="own"),
    count(60, 60, by=ARM, stance="enemy"),
    count(55, 55, by=MONITOR),
    count(40, None),
)


@pytest.mark.parametrize(
    ("policy", "expected"),
    [
        ("ucdp", (40, 55, 60)),
        ("acled", (40, 40, 60)),
        ("official", (50, 50, 60)),
        ("latest", (60, 60, 60)),
        ("range", (40, None, 60)),
    ],
)
def test_each_policy(policy: str, expected: tuple[float | None, float | None, float | None]) -> None:
    assert numbers(policy, *RIVALS) == expected


def test_the_lower_of_equally_reliable_counts() -> None:
    assert numbers("ucdp", count(12, 12, by=MONITOR), count(15, 15, by=MONITOR, day=15)) == (12, 12, 15)


def test_words_count_as_little_as_acled_says() -> None:
    dozens = count(24, 99, words="dozens of people")
    assert numbers("acled", dozens) == (12, 12, 99)
    assert numbers("ucdp", dozens) == (24, 24, 99)


def test_at_least_leaves_the_end_open() -> None:
    assert numbers("ucdp", count(20, None)) == (20, 20, None)
    assert numbers("ucdp", count(20, None), count(25, 25, by=MONITOR)) == (20, 25, 25)
    assert numbers("ucdp", count(30, None), count(25, 25, by=MONITOR)) == (25, 25, None)


def test_up_to_leaves_the_beginning_open() -> None:
    assert numbers("ucdp", count(None, 40)) == (None, None, 40)
    assert numbers("range", count(None, 20), count(30, None)) == (None, None, None)


def test_a_growing_toll_overtakes() -> None:
    first, last = count(49, 49, by=ARM, day=13), count(286, 286, day=30)
    assert numbers("ucdp", first, last) == (286, 286, 286)
    assert numbers("ucdp", count(49, 49, by=ARM, day=13), count(60, 60, day=14)) == (49, 60, 60)


def test_a_teller_that_says_more_has_not_said_less() -> None:
    assert numbers("ucdp", count(15, None, by=MONITOR), count(21, None, by=MONITOR)) == (21, 21, None)


def test_copies_and_revised_counts_have_no_say() -> None:
    old = count(10, 10, by=MONITOR, day=13)
    new = count(14, 14, by=MONITOR, day=14, revises=old.account)
    copied = count(99, 99, copy_of="r-other")
    chosen = choose(policy_named("range"), (old, new, copied))
    assert (chosen.low, chosen.high) == (14, 14)
    assert any("copies" in w for w in chosen.why)
    assert any("Revised" in w for w in chosen.why)


def test_nobody_official() -> None:
    chosen = choose(policy_named("official"), (count(5, 5, by=MONITOR),))
    assert (chosen.low, chosen.best, chosen.high) == (None, None, None)
    assert chosen.why[-1] == "No authority gives a count."


def test_the_reason_names_teller_day_and_words() -> None:
    chosen = choose(policy_named("ucdp"), (count(55, 55, by=MONITOR, words="55 dead"),))
    assert chosen.why[1] == "Best is 55, told by Frontline Monitor (Courier) on 2022-09-14: “55 dead”."


def test_every_policy_says_what_it_does() -> None:
    assert list(described()) == list(load_policies())
    assert all(text.endswith(".") for text in described().values())
    assert policy_named().name == "ucdp"


def test_rules_that_break_their_own_form() -> None:
    with pytest.raises(ConfigError, match="C002"):
        read_policies({"odd": {"title": "x", "use": "all", "best": "mean", "range": "hull", "why": "x"}})
    with pytest.raises(ConfigError, match="C002"):
        read_tally_rules({"events": {}})
    assert load_tally_rules().kinds["soldiers"] == "soldiers"
