"""Statements: who speaks, to whom, in what form; what makes no record and why."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.trees import read

from servanda.coding.statements import code_statements
from servanda.language.attributions import find_attributions
from servanda.model import Actor, Attribution, Claims

RURITANIA = Actor("Ruritania", "RUR", "GOV")
ELBONIA = Actor("Elbonia", "ELB", "GOV")
ARMY = Actor("army", "ELB", "MIL")
ACTORS = {"Ruritania": RURITANIA, "Elbonia": ELBONIA, "army": ARMY}


def told(claims: Claims, text: str) -> list[tuple[str, str, str]]:
    return [(s.speaker.name, s.form, s.provenance.evidence[0].of(text)) for s in claims.statements]


def test_one_record_for_each_stretch_of_content() -> None:
    sentence = "The army said the town had fallen and called for the return of its men."
    claims = code_statements(read(sentence, actors=ACTORS))
    assert told(claims, sentence) == [
        ("army", "indirect", "the town had fallen"),
        ("army", "indirect", "the return of its men"),
    ]


def test_the_rule_names_frame_and_word() -> None:
    claims = code_statements(read("The army said the town had fallen, adding that the enemy had fled."))
    assert [s.provenance.coder for s in claims.statements] == [
        "statements/clause.say",
        "statements/clause.add",
    ]


def test_a_speaker_who_is_no_known_actor_keeps_the_words_of_the_report() -> None:
    claims = code_statements(read("The envoy urged both sides to hold fire."))
    assert claims.statements[0].speaker == Actor("envoy", "", "UNK")


def test_whom_it_is_said_to_is_kept() -> None:
    sentence = "Ruritania accused Elbonia of arming the rebels, while Elbonia condemned the “absurd” charge."
    first = code_statements(read(sentence, actors=ACTORS)).statements[0]
    assert (first.speaker, first.addressees) == (RURITANIA, (ELBONIA,))


def test_a_pronoun_without_an_actor_is_no_speaker() -> None:
    claims = code_statements(
        read(
            "The army said the town had fallen, adding that the enemy had fled.",
            "“We will return,” she added: “Nobody will stop us.”",
            actors=ACTORS,
        )
    )
    assert {s.speaker for s in claims.statements} == {ARMY}
    assert "nobody is named as speaker" in [r.reason for r in claims.rejections]


def test_of_joint_speakers_the_first_named_in_the_report_speaks() -> None:
    analysis = read(
        "Ruritania and Elbonia vowed “not to launch attacks” on each other.",
        "In the joint declaration, Ruritania and Elbonia “will not launch attacks” on each other.",
        actors=ACTORS,
    )
    assert [s.speaker for s in code_statements(analysis).statements] == [RURITANIA, RURITANIA]


def test_what_nobody_is_named_for_is_rejected_with_the_reason() -> None:
    claims = code_statements(read("The governor reportedly left the city."))
    assert claims.statements == ()
    assert [r.reason for r in claims.rejections] == ["the source is not named"]


def test_a_report_inside_a_report_is_rejected() -> None:
    analysis = read("The agency quoted an official as saying the dam was safe.")
    inner = find_attributions(analysis)[0]
    outer = replace(inner, span=type(inner.span)(0, inner.span.end), source=1)
    claims = code_statements(replace(analysis, attributions=(outer, inner)))
    assert len(claims.statements) == 1
    assert len(claims.rejections) == 1


def test_an_outlet_that_passes_on_is_no_speaker() -> None:
    outlet = Actor("The Daily", "RUR", "MED")
    analysis = read(
        "The agency quoted an official as saying the dam was safe.",
        actors={"agency": outlet, "official": Actor("official", "RUR", "GOV")},
    )
    inner = analysis.attributions[0]
    outer = replace(inner, span=type(inner.span)(0, inner.span.end), source=1)
    claims = code_statements(replace(analysis, attributions=(outer, inner)))
    assert [s.speaker.name for s in claims.statements] == ["official"]


@pytest.mark.parametrize("text", ["She called the vote a farce.", "The rebels vowed to fight on."])
def test_evidence_is_the_content_as_it_stands(text: str) -> None:
    claims = code_statements(read(text))
    assert all(s.provenance.evidence[0].of(text) in text for s in claims.statements)


def test_an_adverb_alone_is_no_content() -> None:
    analysis = read("The army said the town had fallen, adding that the enemy had fled.", actors=ACTORS)
    token = replace(analysis.tokens[4], upos="ADV")
    tokens = (*analysis.tokens[:4], token, *analysis.tokens[5:])
    said = Attribution(span=token.span, content=(4,), source=1, cue=2, form="indirect", frame="clause")
    claims = code_statements(replace(analysis, tokens=tokens, attributions=(said,)))
    assert claims.statements == ()
    assert [r.reason for r in claims.rejections] == ["an adverb alone says nothing"]
