"""The public verbs."""

from pathlib import Path

import pytest

import servanda
from servanda import api

SETTINGS = servanda.Settings(model="tests.standin:Standin")
FRAGILE = servanda.Settings(model="tests.standin:Fragile")
TEXT = "The rebels killed 20 soldiers. Brandt said on Monday: “We attacked Dellin.”"


def test_text_is_coded() -> None:
    (coding,) = servanda.code([servanda.document(TEXT, published="2022-11-01")], settings=SETTINGS)

    assert str(coding.document.published) == "2022-11-01"
    assert all(s.of(TEXT) for c in (*coding.events, *coding.statements) for s in c.provenance.evidence)
    assert coding.statements


def test_empty_text_is_refused() -> None:
    with pytest.raises(servanda.InputError, match=r"\[I003\]"):
        servanda.document(" \n")


def test_what_cannot_be_read_is_raised_after_the_others(tmp_path: Path) -> None:
    (tmp_path / "a.bin").write_bytes(bytes(range(256)) * 40)
    (tmp_path / "b.txt").write_text(TEXT)
    found = servanda.read(tmp_path, settings=SETTINGS)

    assert next(found).document.id.startswith("b-")
    with pytest.raises(servanda.InputError):
        next(found)


def test_problems_can_be_listened_to(tmp_path: Path) -> None:
    (tmp_path / "a.bin").write_bytes(bytes(range(256)) * 40)
    (tmp_path / "b.txt").write_text(TEXT)
    issues: list[servanda.Issue] = []

    codings = list(servanda.read(tmp_path, settings=SETTINGS, on_issue=issues.append))

    assert len(codings) == 1
    assert [i.level for i in issues] == ["error"]


def test_a_report_that_breaks_the_reader_is_told_and_the_others_go_on() -> None:
    documents = [servanda.document(t, id=t[:3]) for t in ("This is unreadable here.", TEXT)]
    issues: list[servanda.Issue] = []

    codings = list(servanda.code(documents, settings=FRAGILE, on_issue=issues.append))

    assert len(codings) == 1
    assert [(i.code, i.where) for i in issues] == [("M003", "Thi")]


def test_without_a_listener_it_is_raised() -> None:
    with pytest.raises(servanda.ModelError, match=r"\[M003\] bad: "):
        list(servanda.code([servanda.document("This is unreadable here.", id="bad")], settings=FRAGILE))


def test_explanations_hold_the_analysis(tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_text(TEXT)

    (found,) = servanda.explain(tmp_path / "b.txt", settings=SETTINGS)

    assert len(found.analysis.sentences) >= 2
    assert found.analysis.document == found.coding.document


def test_gold_can_be_held_against_our_own_reading(tmp_path: Path) -> None:
    quote = "“We attacked Dellin,”"
    gold = {
        "id": "a",
        "text": TEXT,
        "statements": [{"speaker": "Brandt||", "form": "direct", "quote": quote}],
    }
    import json

    (tmp_path / "gold.json").write_text(json.dumps(gold))

    assert servanda.evaluate(tmp_path / "gold.json", settings=SETTINGS).kinds["statements"].gold == 1


def test_samples_are_packaged() -> None:
    assert len(list(api.samples().iterdir())) == 5
    assert len(list(api.samples("record").iterdir())) == 12


def test_unknown_names_are_no_attributes() -> None:
    with pytest.raises(AttributeError, match="has no attribute 'nothing'"):
        servanda.nothing  # noqa: B018


def test_a_date_in_words_is_read() -> None:
    assert str(servanda.document(TEXT, published="8-APR-1987 06:41:06.32").published) == "1987-04-08"


@pytest.mark.parametrize("published", ["soon", "2022-13-45", ""])
def test_what_is_no_date_is_refused_by_its_code(published: str) -> None:
    with pytest.raises(servanda.InputError) as refused:
        servanda.document(TEXT, published=published)
    assert refused.value.code == "I021"
