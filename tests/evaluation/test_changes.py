"""Gains and losses between two predictions."""

from servanda.evaluation.changes import compare_evaluations
from servanda.evaluation.scoring import score_codings

TEXT = "Alland attacked Borland. Brandt left Dellin. Rebels freed soldiers."


def report(*claims: tuple[str, str, str]) -> dict[str, dict[str, object]]:
    events = [{"type": t, "status": s, "quotes": [q]} for t, s, q in claims]
    return {"a": {"id": "a", "text": TEXT, "events": events}}


GOLD = report(
    ("ASSAULT", "happened", "Alland attacked Borland"), ("RETREAT", "happened", "Rebels freed soldiers")
)
BEFORE = report(
    ("ASSAULT", "denied", "Alland attacked Borland"), ("RETREAT", "happened", "Brandt left Dellin")
)
NOW = report(
    ("ASSAULT", "happened", "Alland attacked Borland"), ("RETREAT", "happened", "Rebels freed soldiers")
)


def test_gains_and_losses_mirror_each_other() -> None:
    now, before = score_codings(GOLD, NOW), score_codings(GOLD, BEFORE)

    better, worse = compare_evaluations(now, before)["events"], compare_evaluations(before, now)["events"]

    assert [c["quotes"] for _, c in better.found] == [["Rebels freed soldiers"]]
    assert [c["quotes"] for _, c in better.dropped] == [["Brandt left Dellin"]]
    assert [fields for _, _, fields in better.mended] == [("status",)]
    assert (better.lost, better.invented, better.spoilt) == ((), (), ())
    assert (worse.lost, worse.invented) == (better.found, better.dropped)
    assert [fields for _, _, fields in worse.spoilt] == [("status",)]


def test_nothing_changes_against_itself() -> None:
    same = score_codings(GOLD, NOW)

    changes = compare_evaluations(same, score_codings(GOLD, NOW))["events"]

    assert (changes.found, changes.lost, changes.invented, changes.dropped) == ((), (), (), ())
