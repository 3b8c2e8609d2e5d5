"""What a field may read: the codebook's words, dates, actors, numbers; one clear line for anything else."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from tests.reconciliation.accounts_made import ARMENIA, AZERBAIJAN, account

from servanda.errors import RecordError
from servanda.model import (
    Coding,
    Commitment,
    Document,
    Event,
    Figure,
    OffsetMap,
    PlaceMention,
    Provenance,
    Span,
    Statement,
)
from servanda.model.actor import Actor
from servanda.model.claim import Claim
from servanda.reconciliation.accounts import retold
from servanda.reconciliation.corrections import check, check_report, corrected, fields_of, modes_of

MADE = Provenance(evidence=(Span(0, 1),), coder="test", score=1.0)
EVENT = account("E-1").claim
FIGURE = Figure(measure="killed", low=49, high=49, provenance=MADE)
STATEMENT = Statement(speaker=Actor("A", "ARM", "GOV"), form="direct", provenance=MADE)
PROMISE = Commitment(act="ceasefire", force="agreed", provenance=MADE)


@pytest.mark.parametrize(
    ("claim", "field", "value"),
    [
        (EVENT, "type", "CONSULT"),
        (EVENT, "mode", "drone"),
        (EVENT, "mode", None),
        (EVENT, "actors", ["Azerbaijan|AZE|GOV", "rebels||REB"]),
        (EVENT, "recipients", []),
        (EVENT, "status", "denied"),
        (EVENT, "background", True),
        (EVENT, "date", "2020-09-27/2020-11-10"),
        (EVENT, "says", None),
        (EVENT, "place", "Sochi"),
        (FIGURE, "high", None),
        (FIGURE, "low", 0),
        (FIGURE, "high", 105.5),
        (FIGURE, "measure", "wounded"),
        (STATEMENT, "speaker", "UN|INT|IGO"),
        (PROMISE, "term", "P5Y"),
        (PROMISE, "term", "P1Y6M"),
        (PROMISE, "renewal", "automatic"),
        (PROMISE, "act", "demine"),
        (PROMISE, "start", "2020-11"),
    ],
)
def test_what_the_codebook_knows(claim: Claim, field: str, value: Any) -> None:
    check(claim, field, value)

    assert getattr(corrected(claim, {field: value}), field) is not None or value is None


@pytest.mark.parametrize(
    ("claim", "field", "value", "words"),
    [
        (EVENT, "colour", "red", "no field 'colour'"),
        (EVENT, "type", "WAR", "type: 'WAR' is none of"),
        (EVENT, "type", None, "type cannot be empty"),
        (EVENT, "mode", "visit", "mode: 'visit' is no mode of ASSAULT: abduct, beat"),
        (Event(type="AGREE", provenance=MADE), "mode", "visit", "no mode of AGREE, which has none"),
        (EVENT, "actors", "Azerbaijan|AZE|GOV", "a list of actors is wanted"),
        (EVENT, "actors", ["Azerbaijan"], "'Azerbaijan' is no actor (write NAME|COUNTRY|SECTOR)"),
        (EVENT, "actors", ["A|aze|GOV"], "'aze' is no country"),
        (EVENT, "actors", ["A|AZE|ARMY"], "'ARMY' is none of BUS, COP"),
        (EVENT, "actors", ["|AZE|GOV"], "an actor without a name"),
        (EVENT, "background", "yes", "neither yes nor no"),
        (EVENT, "date", "31 October 2022", "is no date (write it as 2022-10-31)"),
        (EVENT, "date", "2022-02-30", "is no date"),
        (EVENT, "date", "2022-03/2022-01", "is no date"),
        (EVENT, "place", " ", "is no text"),
        (EVENT, "says", ["A|ARM|GOV"], "is no text"),
        (FIGURE, "low", 50, "low 50 is above high 49 (correct the other one first)"),
        (FIGURE, "low", "49", "is no number"),
        (FIGURE, "low", True, "is no number"),
        (FIGURE, "low", -1, "is no number"),
        (FIGURE, "low", float("nan"), "is no number"),
        (FIGURE, "measure", "dead", "is none of"),
        (STATEMENT, "speaker", None, "speaker cannot be empty"),
        (PROMISE, "term", "five years", "is no duration (write five years as P5Y)"),
        (PROMISE, "term", "P", "is no duration"),
        (PROMISE, "term", "PT", "is no duration"),
        (PROMISE, "force", "kept", "is none of"),
    ],
)
def test_one_line_for_what_it_does_not_know(claim: Claim, field: str, value: Any, words: str) -> None:
    with pytest.raises(RecordError) as error:
        check(claim, field, value)

    assert error.value.code == "R011"
    assert words in str(error.value)
    assert "\n" not in str(error.value)


def test_a_figure_needs_one_bound() -> None:
    half = corrected(FIGURE, {"high": None})
    with pytest.raises(RecordError):
        check(half, "low", None)


@pytest.mark.parametrize("value", ["2022", "2022-10", "yesterday", "20221031", 5])
def test_a_report_bears_a_day(value: Any) -> None:
    check_report("published", "2022-10-31")
    check_report("title", None)
    with pytest.raises(RecordError):
        check_report("published", value)


def test_a_type_takes_away_a_mode_that_it_does_not_have() -> None:
    meeting = corrected(EVENT, {"type": "CONSULT"})
    assert isinstance(meeting, Event)
    assert meeting.mode is None
    both = corrected(EVENT, {"type": "CONSULT", "mode": "phone"})
    assert isinstance(both, Event)
    assert both.mode == "phone"
    assert "phone" in modes_of("CONSULT")


def test_fields_are_the_codebooks() -> None:
    assert fields_of(PROMISE)[:3] == ("act", "obligors", "beneficiaries")
    assert "provenance" not in fields_of(EVENT)


def test_a_corrected_place_is_looked_up_among_those_of_the_report() -> None:
    text = "Envoys met in Zenda. Strelsau was quiet."
    mention = PlaceMention(
        span=Span(21, 29), name="Strelsau", id="test:strelsau", lat=33.0, lon=40.0, precision=2
    )
    document = Document(id="a", sha256="0", original=text, text=text, offsets=OffsetMap.identity(len(text)))
    coding = Coding(document=document, mentions=(mention,))
    before = account("E-1")
    after = retold(before, corrected(before.claim, {"place": "strelsau", "date": "2016-06"}), coding)

    assert after.where
    assert (after.where.id, after.where.lat, after.where.radius_km) == ("test:strelsau", 33.0, 25.0)
    assert after.when == (date(2016, 6, 1), date(2016, 6, 30))
    assert retold(before, corrected(before.claim, {"mode": "drone"}), coding).where == before.where
    nowhere = retold(before, corrected(before.claim, {"place": "Hentzau"}), coding).where
    assert nowhere
    assert (nowhere.name, nowhere.id, nowhere.lat) == ("Hentzau", None, None)


def test_corrected_actors_keep_the_ids_that_are_known() -> None:
    before = replace(
        account("E-1", actors=(AZERBAIJAN,), recipients=(ARMENIA,)),
        actor_ids=("iso:AZE",),
        recipient_ids=("iso:ARM",),
    )
    swapped = corrected(before.claim, {"actors": [str(ARMENIA), "X||REB"], "recipients": [str(AZERBAIJAN)]})
    after = retold(before, swapped, None)

    assert after.actor_ids == ("iso:ARM", None)
    assert after.recipient_ids == ("iso:AZE",)
