"""Ledgers: promised, done and denied side by side, each line with its words and whose account."""

from __future__ import annotations

from tests.reconciliation.deedtales import CHILE, NORWAY, OUTLET, count, event, incident, pledge, undertaking

from servanda.model import Actor
from servanda.model.account import Account
from servanda.model.views import Ledger, Pledge
from servanda.reconciliation.ledgers import build_ledgers

RUSSIANS = Actor("Russian peacekeepers", "RUS", "MIL")
PROMISE = undertaking(
    "release_prisoners",
    "Norway agreed to free 40 Chilean prisoners",
    reported="2030-05-02",
    made="2030-05-02",
    obligors=(NORWAY,),
    beneficiaries=(CHILE,),
)
PROMISED = count("released", 40, "40 Chilean prisoners", reported="2030-05-02", context=PROMISE.context)


def freed(words: str, **more: object) -> Account:
    given = {"on": "2030-05-09", "reported": "2030-05-09", "by": (NORWAY,), "to": (CHILE,), **more}
    return event("RETREAT", words, mode="release", **given)  # type: ignore[arg-type]


def ledgers(*accounts: Account, pledges: tuple[Pledge, ...] = ()) -> tuple[Ledger, ...]:
    events = [incident(a) for a in accounts if a.claim.kind == "event"]
    return build_ledgers(pledges, events, {a.id: a for a in accounts})


def test_promised_done_and_denied_stand_side_by_side() -> None:
    done = freed("Norway freed 15 Chilean prisoners")
    told = count("released", 15, "15 Chilean prisoners", reported="2030-05-09", context=done.context)
    denied = freed(
        "Norway has freed prisoners", status="denied", says=CHILE, on="2030-05-11", reported="2030-05-11"
    )
    (ledger,) = ledgers(PROMISE, PROMISED, done, told, denied, pledges=(pledge(PROMISE),))
    assert ledger.kind == "prisoners"
    assert {a.country for a in ledger.parties} == {"NOR", "CHL"}
    assert [(x.what, x.low, x.by) for x in ledger.lines] == [
        ("promised", 40, OUTLET),
        ("done", 15, OUTLET),
        ("denied", None, str(CHILE)),
    ]
    assert ledger.lines[1].quote == "Norway freed 15 Chilean prisoners"
    assert ledger.commitments == (pledge(PROMISE).id,)


def test_an_offer_is_no_promise_and_a_wish_no_deed() -> None:
    offer = undertaking(
        "release_prisoners", "Norway offered to free prisoners", reported="2030-05-02", force="offered"
    )
    wish = freed("the release of prisoners", by=(), context="Chile called for the release of prisoners.")
    assert ledgers(offer, wish, pledges=(pledge(offer),)) == ()


def test_a_power_between_them_is_no_party() -> None:
    done = freed(
        "Russian peacekeepers handed over Norwegian and Chilean soldiers", by=(RUSSIANS,), to=(NORWAY, CHILE)
    )
    (ledger,) = ledgers(done)
    assert {a.country for a in ledger.parties} == {"NOR", "CHL"}


def test_deployments_are_of_peacekeepers_and_observers() -> None:
    sent = event(
        "MOBILIZE",
        "Norway sent 200 peacekeepers",
        on="2030-05-09",
        reported="2030-05-09",
        by=(NORWAY,),
        mode="troops",
    )
    tanks = event(
        "MOBILIZE", "Norway moved tanks", on="2030-05-09", reported="2030-05-09", by=(NORWAY,), mode="troops"
    )
    number = count("deployed", 200, "200 peacekeepers", reported="2030-05-09", context=sent.context)
    (ledger,) = ledgers(sent, tanks, number)
    assert ledger.kind == "deployments"
    assert [(x.what, x.low, x.quote) for x in ledger.lines] == [("done", 200, "Norway sent 200 peacekeepers")]


def test_lines_say_who_frees_whom() -> None:
    words = "Norway freed 15 Chilean prisoners and Chile two Norwegian ones"
    done = freed(words, to=(CHILE, Actor("Norwegian prisoners", "NOR", "MIL")))
    chileans = count("released", 15, "15 Chilean prisoners", reported="2030-05-09", context=done.context)
    norwegians = count("released", 2, "two Norwegian ones", reported="2030-05-09", context=done.context)
    (ledger,) = ledgers(PROMISE, PROMISED, done, chileans, norwegians, pledges=(pledge(PROMISE),))
    found = {(x.what, x.low): (x.givers, x.receivers) for x in ledger.lines}
    assert found == {
        ("promised", 40): ((NORWAY,), (CHILE,)),
        ("done", 15): ((NORWAY,), (CHILE,)),
        ("done", 2): ((), ()),
    }


def test_a_promised_number_is_quoted_with_the_number() -> None:
    told = undertaking(
        "release_prisoners",
        "Norway agreed to free prisoners",
        reported="2030-05-02",
        obligors=(NORWAY,),
        beneficiaries=(CHILE,),
        context="Norway agreed to free prisoners, 40 Chilean soldiers in all.",
    )
    number = count("released", 40, "40 Chilean soldiers", reported="2030-05-02", context=told.context)
    (ledger,) = ledgers(told, number, pledges=(pledge(told),))
    (line,) = ledger.lines
    assert (line.low, line.quote) == (40, "40 Chilean soldiers")


def test_what_else_is_denied_is_no_denied_withdrawal() -> None:
    denied = event(
        "REJECT", "Norway denied that its troops had opened fire first", on="2030-05-09",
        reported="2030-05-09", by=(NORWAY,), to=(CHILE,),
    )  # fmt: skip
    assert [x for x in ledgers(denied) if x.kind == "withdrawals"] == []
