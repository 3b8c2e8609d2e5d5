"""Records to JSON and back."""

import json
import string
from datetime import date

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import servanda
from servanda.errors import InputError, Issue
from servanda.model import (
    Actor,
    ActorMention,
    Coding,
    Commitment,
    Dateline,
    Document,
    Event,
    Figure,
    Link,
    NumberMention,
    OffsetMap,
    PlaceMention,
    Provenance,
    QuotationMention,
    Rejection,
    Span,
    Statement,
    TimeMention,
)
from servanda.model.json import claim_id, from_json, to_json, to_line

VALIDATOR = jsonschema.Draft202012Validator(servanda.json_schema())
TEXT = "Alland and Borland agreed on Monday to free 20 prisoners, a spokesman said. “We will,” he added."

ACTORS = st.builds(
    Actor,
    st.text(string.ascii_letters + " .'", min_size=1),
    st.sampled_from(["", "INT", "RUS", "SYR"]),
    st.sampled_from(["", "GOV", "REB"]),
)
MANY = st.lists(ACTORS, max_size=3).map(tuple)
WORDS = st.none() | st.text(string.ascii_letters, min_size=1, max_size=8)
DATES = st.none() | st.sampled_from(["2022", "2022-10", "2022-10-31", "2020-09-27/2020-11-10"])
NUMBERS = st.none() | st.integers(0, 10**9) | st.floats(0, 1e6, allow_nan=False)


@st.composite
def spans(draw: st.DrawFn) -> Span:
    start = draw(st.integers(0, len(TEXT) - 1))
    return Span(start, draw(st.integers(start + 1, len(TEXT))))


LINKS = st.builds(
    Link,
    source=st.none() | ACTORS,
    words=st.none() | spans(),
    cue=st.none() | spans(),
    hedge=st.none() | spans(),
    stance=st.sampled_from(["plain", "distanced", "hearsay", "unverified", "endorsed"]),
)
MADE = st.builds(
    Provenance,
    chain=st.lists(LINKS, max_size=3).map(tuple),
    evidence=st.lists(spans(), min_size=1, max_size=3).map(tuple),
    coder=st.text(string.ascii_lowercase + "./", min_size=1),
    score=st.floats(0, 1).map(lambda x: round(x, 4)),
    reasons=st.lists(st.text(max_size=10), max_size=2).map(tuple),
    fields=st.dictionaries(st.sampled_from(["actors", "date", "place"]), spans()).map(
        lambda d: tuple(d.items())
    ),
)
EVENTS = st.builds(
    Event,
    type=st.sampled_from(["AGREE", "ASSAULT"]),
    mode=st.none() | st.just("aerial"),
    actors=MANY,
    recipients=MANY,
    status=st.sampled_from(["happened", "planned", "denied"]),
    background=st.booleans(),
    date=DATES,
    place=WORDS,
    says=st.none() | ACTORS,
    provenance=MADE,
)
STATEMENTS = st.builds(
    Statement, speaker=ACTORS, addressees=MANY, form=st.sampled_from(["direct", "mixed"]), provenance=MADE
)
FIGURES = st.builds(
    Figure,
    measure=st.sampled_from(["killed", "money"]),
    low=NUMBERS,
    high=NUMBERS,
    approx=st.booleans(),
    of=WORDS,
    event=WORDS,
    date=DATES,
    place=WORDS,
    says=st.none() | ACTORS,
    cumulative=st.booleans(),
    unit=WORDS,
    provenance=MADE,
)
COMMITMENTS = st.builds(
    Commitment,
    act=st.sampled_from(["ceasefire", "other"]),
    obligors=MANY,
    beneficiaries=MANY,
    force=st.sampled_from(["agreed", "offered"]),
    date=DATES,
    start=DATES,
    end=DATES,
    term=st.none() | st.just("P5Y"),
    renewal=st.none() | st.just("automatic"),
    condition=WORDS,
    instrument=WORDS,
    provenance=MADE,
)
ISSUES = st.lists(st.builds(Issue, code=st.just("I014"), message=st.text(max_size=9)), max_size=2).map(tuple)
DEGREES = st.none() | st.floats(-90, 90, allow_nan=False)
DAYS = st.none() | st.dates()
MENTIONS = st.one_of(
    st.builds(ActorMention, span=spans(), actor=st.none() | ACTORS, id=WORDS),
    st.builds(
        PlaceMention,
        span=spans(),
        name=WORDS,
        id=WORDS,
        lat=DEGREES,
        lon=DEGREES,
        precision=st.none() | st.integers(1, 7),
    ),
    st.builds(
        TimeMention,
        span=spans(),
        type=st.sampled_from(["DATE", "TIME", "DURATION", "SET"]),
        value=st.none() | st.just("2022-W44"),
        first=DAYS,
        last=DAYS,
    ),
    st.builds(NumberMention, span=spans(), low=NUMBERS, high=NUMBERS, unit=WORDS),
    st.builds(QuotationMention, span=spans(), speaker=st.none() | ACTORS, cue=WORDS),
)


@st.composite
def codings(draw: st.DrawFn) -> Coding:
    issues = draw(ISSUES)
    document = Document(
        id="one",
        sha256="0" * 64,
        original="<p>" + TEXT,
        text=TEXT,
        offsets=OffsetMap(((0, 3, len(TEXT), len(TEXT)),)),
        title=draw(WORDS),
        published=draw(st.none() | st.dates()),
        dates=(("meta", date(2022, 11, 1)),),
        dateline=draw(st.none() | st.just(Dateline(span=Span(0, 6), place="Alland", day=date(2022, 10, 31)))),
        language="en",
        media_type="text/html",
        removed=(("share bar", "Tweet"),),
        breaks=(4,),
        issues=issues,
    )
    days = draw(st.none() | st.lists(st.dates(), min_size=2, max_size=2).map(sorted).map(tuple))
    return Coding(
        document=document,
        events=tuple(draw(st.lists(EVENTS, max_size=2))),
        statements=tuple(draw(st.lists(STATEMENTS, max_size=2))),
        figures=tuple(draw(st.lists(FIGURES, max_size=2))),
        commitments=tuple(draw(st.lists(COMMITMENTS, max_size=2))),
        rejections=(Rejection(kind="event", span=Span(0, 3), coder="x", reason="y"),),
        written=days,
        written_reasons=("“Monday”",),
        issues=issues,
        mentions=draw(st.none() | st.lists(MENTIONS, max_size=3).map(tuple)),
    )


@settings(max_examples=25)
@given(codings())
def test_what_is_written_in_full_is_read_back_equal(coding: Coding) -> None:
    record = json.loads(to_line(to_json(coding, rejections=True, original=True)))

    assert from_json(record) == coding


@settings(max_examples=25)
@given(codings())
def test_every_record_fits_the_schema(coding: Coding) -> None:
    record = json.loads(to_line(to_json(coding, rejections=True, original=True, versions={"servanda": "0"})))

    assert list(VALIDATOR.iter_errors(record)) == []


@settings(max_examples=25)
@given(codings())
def test_quotes_are_what_stands_at_the_spans(coding: Coding) -> None:
    record = to_json(coding)
    for claim in (*record["events"], *record["commitments"]):
        assert [TEXT[start:end] for start, end in claim["spans"]] == claim["quotes"]
    for claim in (*record["statements"], *record["figures"]):
        assert TEXT[slice(*claim["spans"][0])] == claim["quote"]


@settings(max_examples=25)
@given(codings())
def test_a_record_without_extras_is_stable(coding: Coding) -> None:
    record = to_json(coding)

    assert to_json(from_json(record)) == record


def event(**changes: object) -> Event:
    made = Provenance(evidence=(Span(0, 23),), coder="a", score=0.5)
    return Event(**{"type": "AGREE", "actors": (Actor("Alland"),), "provenance": made, **changes})


def test_ids_do_not_depend_on_coder_score_or_reasons() -> None:
    document = servanda.document(TEXT)
    other = Provenance(evidence=(Span(0, 23),), coder="b", score=0.9, reasons=("better",))

    assert claim_id(document, event()) == claim_id(document, event(provenance=other))


@pytest.mark.parametrize(
    "changes",
    [{"type": "REJECT"}, {"status": "denied"}, {"date": "2022"}, {"recipients": (Actor("Borland"),)}],
    ids=lambda c: next(iter(c)),
)
def test_ids_depend_on_what_is_said(changes: dict[str, object]) -> None:
    document = servanda.document(TEXT)

    assert claim_id(document, event()) != claim_id(document, event(**changes))


def test_lines_hold_no_character_that_readers_take_for_a_line_break() -> None:
    record = {"text": "a\u2028b\u2029c\x85d\ne"}

    assert len(to_line(record).splitlines()) == 1
    assert json.loads(to_line(record)) == record


def test_gold_is_read_by_looking_up_its_quotes() -> None:
    gold = {
        "id": "g",
        "text": TEXT,
        "figures": [{"measure": "released", "low": 20, "high": 20, "quote": "20 prisoners"}],
    }

    (figure,) = from_json(gold).figures

    assert figure.provenance.evidence[0].of(TEXT) == "20 prisoners"


@pytest.mark.parametrize(
    "broken",
    [
        {},
        {"id": "g"},
        {"id": 3, "text": "x"},
        {"id": "g", "text": "x", "events": [{"type": "AGREE", "quotes": ["not there"]}]},
        {"id": "g", "text": "x", "events": [{"type": "AGREE", "quotes": []}]},
        {"id": "g", "text": "x", "events": [{"type": "AGREE", "quotes": ["x"], "spans": [[0, 2]]}]},
        {"id": "g", "text": "x", "events": [{"type": "AGREE", "quotes": ["x"], "spans": [[1, 1]]}]},
        {"id": "g", "text": "x", "published": "yesterday"},
        {"id": "g", "text": "x", "statements": ["x"]},
        {"id": "g", "text": "x", "mentions": [{"start": 0, "end": 1, "kind": "colour"}]},
        {
            "id": "g",
            "text": "x",
            "mentions": [{"start": 0, "end": 2, "kind": "actor", "actor": None, "id": None}],
        },
    ],
    ids=[
        "empty",
        "no text",
        "id",
        "quote",
        "no quote",
        "beyond",
        "empty span",
        "date",
        "no object",
        "kind",
        "mention beyond",
    ],
)
def test_what_is_no_record_is_refused_with_its_code(broken: dict[str, object]) -> None:
    with pytest.raises(InputError, match=r"\[I007\]"):
        from_json(broken)
