"""The brief: a footnote for every sentence, the same bytes for the same views."""

from __future__ import annotations

import dataclasses
import re
from datetime import date

from tests.presenting.records import (
    ACCOUNTS,
    BROKEN,
    CONTRADICTION,
    DENIAL,
    INCIDENT,
    KEPT,
    NORLAND,
    SULAND,
    TALLY,
    TRACK,
    count,
    told,
)

from servanda.model import Provenance, Span, Statement
from servanda.presenting.blocks import spoken
from servanda.presenting.brief import Material, brief_as_json, write_brief
from servanda.presenting.brief_pages import as_html, as_markdown
from servanda.presenting.prose import listed, on_days, party_name, stopped, until_days

WHOLE = Material(
    about="Norland and Suland",
    as_of=date(2031, 10, 1),
    reports=4,
    incidents=(INCIDENT,),
    pledges=(BROKEN,),
    tallies=(TALLY,),
    contradictions=(CONTRADICTION,),
    tracks=((TRACK, ("C-1",)),),
)


def test_every_sentence_has_a_footnote_that_is_there() -> None:
    found = brief_as_json(write_brief(WHOLE, ACCOUNTS))

    numbers = {note["number"] for note in found["notes"]}
    sentences = [s for section in found["sections"] for p in section["paragraphs"] for s in p]
    assert len(sentences) == 10
    assert all(s["notes"] and set(s["notes"]) <= numbers for s in sentences)
    assert [s["heading"] for s in found["sections"]] == [
        "What was promised",
        "What happened",
        "How many",
        "What is disputed",
        "Who talked with whom",
    ]


def test_what_it_says_of_a_broken_promise() -> None:
    text = as_markdown(write_brief(WHOLE, ACCOUNTS))

    assert "# Norland and Suland as of 1 October 2031" in text
    assert "On 1 May 2031, Norland and Suland agreed not to use force: “Norland and Suland vowed" in text
    assert "vowed not to use force”.[^1]" in text
    assert (
        "A breach of 4 September 2031 is reported, by account of The Lake Post: “Norland shelled Eastford”."
        in text
    )
    assert "Norland denies a breach: “it had not shelled Eastford”." in text
    assert "Soldiers killed on the side of SUL, border clashes: 4 (Suland, 4 September 2031) and 9 (" in text
    assert "Norland and Suland met once under the mediation of Union of Lakes, on 1 May 2031." in text


def test_a_denial_is_told_with_its_verb() -> None:
    whole = "It denied that it had shelled Eastford."
    denial = dataclasses.replace(DENIAL, quotes=("it had shelled Eastford",), context=whole)
    text = as_markdown(write_brief(WHOLE, {**ACCOUNTS, "E-3": denial}))

    assert f"Norland denies a breach: “{whole}”" in text
    assert f"(post-3, E-3): “{whole}”" in text


def test_what_is_said_is_whole_only_if_it_is_denied() -> None:
    made = Provenance(evidence=(Span(0, 4),), coder="rule", score=1.0)
    claim = Statement(speaker=NORLAND, form="indirect", provenance=made)
    said = dataclasses.replace(DENIAL, claim=claim, quotes=("its guns had fired",))

    denied = dataclasses.replace(said, context="Norland denied that its guns had fired.")
    told_after = dataclasses.replace(said, context="It denied the raid. Norland said its guns had fired.")
    assert spoken(denied) == "Norland denied that its guns had fired."
    assert spoken(told_after) == "its guns had fired"


def test_each_number_of_a_series_is_noted_with_its_account() -> None:
    days = [date(2031, 9, n) for n in range(4, 9)]
    accounts = {
        f"F-{n}": told(f"F-{n}", f"{n} soldiers", report="post-2", day=d) for n, d in enumerate(days, 4)
    }
    counts = tuple(count(n, SULAND, d, f"F-{n}") for n, d in enumerate(days, 4))
    tally = dataclasses.replace(TALLY, counts=counts, best=8, low=4, high=8)
    brief = write_brief(Material(about="Suland", as_of=None, reports=1, tallies=(tally,)), accounts)

    series, best = brief.sections[0].paragraphs[0]
    assert series.accounts == ("F-4", "F-5", "F-6", "F-7", "F-8")
    assert best.accounts == ("F-8",)
    other = dataclasses.replace(tally, measure="other")
    text = as_markdown(write_brief(Material(about="S", as_of=None, reports=1, tallies=(other,)), accounts))
    assert "Soldiers on the side of SUL, border clashes: 4 (Suland, 4 September 2031, “4 soldiers”)" in text


def test_before_the_breach_none_is_told() -> None:
    early = Material(about="Norland", as_of=date(2031, 6, 1), reports=1, pledges=(KEPT,))

    text = as_markdown(write_brief(early, ACCOUNTS))

    assert "By 1 June 2031 no breach of it had been reported." in text
    assert "It runs until 30 April 2036." in text
    assert "Eastford" not in text


def test_a_sentence_without_a_known_account_is_not_written() -> None:
    brief = write_brief(WHOLE, {})

    assert brief.sections == ()
    assert brief.notes == ()


def test_footnotes_are_numbered_in_order_of_use() -> None:
    text = as_markdown(write_brief(WHOLE, ACCOUNTS))
    body = text.partition("\n[^1]: ")[0]

    first_uses = list(dict.fromkeys(re.findall(r"\[\^(\d+)\]", body)))
    assert first_uses == sorted(first_uses, key=int)
    assert first_uses[0] == "1"


def test_pages_escape_what_reports_say() -> None:
    evil = told("E-1", "<script>*x*</script> [y](z)", report="a<b")
    brief = write_brief(Material(about="A & B", as_of=None, reports=1, incidents=(INCIDENT,)), {"E-1": evil})

    page, text = as_html(brief, version="0"), as_markdown(brief)

    assert "<script>" not in page
    assert "&lt;script&gt;" in page
    assert "A &amp; B" in page
    assert r"\<script\>\*x\*" in text
    assert "http" not in page.replace("http-equiv", "")


def test_the_same_views_give_the_same_bytes() -> None:
    shuffled = dataclasses.replace(WHOLE)

    assert as_html(write_brief(WHOLE, ACCOUNTS), version="1") == as_html(
        write_brief(shuffled, dict(reversed(ACCOUNTS.items()))), version="1"
    )


def test_links_of_the_page_lead_somewhere() -> None:
    page = as_html(write_brief(WHOLE, ACCOUNTS), version="1")

    targets = re.findall(r'href="#(\w+)"', page)
    assert targets
    assert set(targets) <= set(re.findall(r'id="(\w+)"', page))


def test_days_in_sentences() -> None:
    assert on_days((date(2031, 9, 4),) * 2) == "on 4 September 2031"
    assert on_days((date(2031, 9, 1), date(2031, 9, 30))) == "in September 2031"
    assert on_days((date(2031, 1, 1), date(2031, 12, 31))) == "in 2031"
    assert on_days((date(2031, 9, 4), date(2031, 9, 5))) == "between 4 September 2031 and 5 September 2031"
    assert on_days(None) == ""
    assert until_days((date(2036, 4, 1), date(2036, 4, 30))) == "until April 2036"
    assert until_days((date(2036, 4, 3), date(2036, 4, 9))) == "until 9 April 2036"


def test_small_words() -> None:
    assert listed(["A", "B", "A"]) == "A and B"
    assert listed(["A", "B", "C", "D", "E"]) == "A, B, C and 2 more"
    assert stopped("he said “no.”") == "he said “no.”"
    assert stopped("so") == "so."
    assert party_name("ARM") == "Armenia"
    assert party_name("Ann Lee") == "Ann Lee"


def test_what_is_left_out_is_said_and_so_are_the_days() -> None:
    """The twelve deeds of a page with ten: the two that fewer tell are counted, not hidden."""
    more = tuple(dataclasses.replace(INCIDENT, id=f"I-{n}", originals=1 + (n > 2)) for n in range(1, 13))
    whole = dataclasses.replace(WHOLE, incidents=more, between=(date(2030, 10, 1), date(2031, 10, 1)))
    brief = write_brief(whole, ACCOUNTS)

    happened = next(s for s in brief.sections if s.heading == "What happened")
    assert (len(happened.paragraphs), happened.left) == (10, 2)
    line = "2 more are left out: fewer accounts bear on them."
    assert line in as_markdown(brief)
    assert line in as_html(brief, version="1")
    assert "of 1 October 2030 to 1 October 2031" in as_markdown(brief)
    assert "left out" not in as_markdown(write_brief(WHOLE, ACCOUNTS))
    assert [s["left"] for s in brief_as_json(brief)["sections"]] == [0, 2, 0, 0, 0]
