"""Accounts side by side: where they agree, can both be true, and part."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from tests.presenting.records import AGAIN, DENIAL, NORLAND, RAID, SULAND, VOW

from servanda.model import Actor
from servanda.model.account import Account, Where
from servanda.model.asking import Around
from servanda.model.views import Contradiction, CopyGroup, Side
from servanda.presenting.beside import beside_of

EASTFORD = Where(name="Eastford", lat=10.0, lon=20.0, radius_km=3.0, precision=1)
NEAR = Where(name="Eastford bridge", lat=10.02, lon=20.0, radius_km=3.0, precision=1)
FAR = Where(name="Westmoor", lat=14.0, lon=20.0, radius_km=3.0, precision=1)
NOBODY = Around()


def state(field: str, *accounts: Account) -> str:
    return next(f["state"] for f in beside_of(accounts, NOBODY)["fields"] if f["field"] == field)


def event(account: Account, **changes: object) -> Account:
    return replace(account, claim=replace(account.claim, **changes))


def test_a_denial_and_a_telling_differ():
    assert state("status", RAID, AGAIN) == "agree"
    assert state("status", RAID, DENIAL) == "differ"
    assert state("status", RAID, event(AGAIN, status="possible")) == "fit"


def test_a_leader_fits_his_state_and_not_the_other():
    minister = (Actor("Ada Pine", "NOR", "GOV"),)
    assert state("actors", RAID, event(AGAIN, actors=minister)) == "fit"
    assert state("actors", RAID, event(AGAIN, actors=(SULAND,))) == "differ"


def test_who_shares_one_actor_fits():
    both = (SULAND, NORLAND)
    assert state("actors", RAID, event(AGAIN, actors=both)) == "fit"


def test_days_fit_if_one_day_is_in_both():
    month = (date(2031, 9, 1), date(2031, 9, 30))
    assert state("date", RAID, replace(AGAIN, when=month)) == "fit"
    later = (date(2031, 10, 1), date(2031, 10, 1))
    assert state("date", RAID, replace(AGAIN, when=later)) == "differ"


def test_places_fit_if_their_circles_meet():
    there = replace(RAID, where=EASTFORD)
    assert state("place", there, replace(AGAIN, where=NEAR)) == "fit"
    assert state("place", there, replace(AGAIN, where=FAR)) == "differ"
    assert state("place", there, AGAIN) == "silent"


def test_each_value_names_its_accounts_and_those_that_do_not_tell_it_come_last():
    found = beside_of([RAID, DENIAL, AGAIN], NOBODY)
    values = next(f["values"] for f in found["fields"] if f["field"] == "recipients")
    assert values == [
        {"text": "Suland", "value": ["Suland|SUL|GOV"], "accounts": ["E-1", "E-2"]},
        {"text": None, "value": None, "accounts": ["E-3"]},
    ]


def test_only_events_stand_side_by_side():
    assert [a["account"] for a in beside_of([VOW, RAID], NOBODY)["accounts"]] == ["E-1"]


def test_sources_go_from_who_says_it_to_the_outlet_and_copies_from_the_original():
    copied = Around(copies=(CopyGroup(id="D-1", original="post-2", reports=("post-2", "radio-1")),))
    found = beside_of([RAID, AGAIN, DENIAL], copied)
    said = {(e["source"], e["target"], e["how"]) for e in found["sources"]["edges"]}
    assert said == {
        ("outlet:the lake post", "outlet:the lake post", "reports"),
        ("outlet:the lake post", "outlet:radio ford", "copy"),
        ("speaker:norland", "outlet:the lake post", "says"),
    }
    assert [a["copy_of"] for a in found["accounts"]] == [None, "post-2", None]
    assert {n["kind"] for n in found["sources"]["nodes"]} == {"outlet", "speaker"}


def test_contradictions_are_passed_on():
    sides = tuple(Side(account=a.id, report=a.report.id, by="x", quote="q", says="s") for a in (RAID, DENIAL))
    clash = Contradiction(id="X-1", kind="denial", about=(), sides=sides, score=0.9)
    found = beside_of([RAID, DENIAL], Around(contradictions=(clash,)))
    assert [(c["id"], c["kind"]) for c in found["contradictions"]] == [("X-1", "denial")]
