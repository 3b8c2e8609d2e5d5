"""Hidden names: masked however they are written, and nothing is found by them, in no order and no count."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.record.conftest import MakeAddress
from tests.record.recorded import AT, fed, seen
from tests.record.reports import report

from servanda.api.hiding import hide, unseen
from servanda.api.record import open_record
from servanda.api.record_store import backup, restore
from servanda.errors import RecordError
from servanda.model.asking import Filters, Results
from servanda.model.json import from_json, to_json
from servanda.model.unseen import Unseen
from servanda.record.unseen import BLOCK, masker, may_touch
from servanda.run.recording import Recorder

NAMES = Unseen(
    (
        (1, ("Tamar Olusanya", "Olusanya")),
        (2, ("Zoë O’Brien-Müller",)),
        (3, ("王小明",)),
        (12, ("Li Na",)),
    )
)

WRITTEN = {
    "Tamar Olusanya was held": "█████████████1 was held",
    "TAMAR\n OLUSANYA's brother": "██████████████1's brother",
    "Tamár Ólusanya; the Olusanyas": "█████████████1; the ███████1s",
    "#TamarOlusanya, tamar-olusanya, tamar_olusanya": "#████████████1, █████████████1, █████████████1",
    "https://news.example/tamar%20olusanya?q=a": "https://news.example/███████████████1?q=a",
    "Tamar&nbsp;Olusanya": "██████████████████1",
    "<b>Tamar</b> <i>Olusanya</i>": "<b>████1</b>█<i>███████1</i>",
    "<tamar.olusanya@mail.example>": "<█████████████1@mail.example>",
    "Zoe O&#x27;Brien-Muller": "██████████████████████2",
    "ZOË O'BRIEN\u00a0MÜLLER": "█████████████████2",
    "Zoe\u0308 O'Brien M\\u00fcller": "███████████████████████2",
    "Tamar\u200bOlusanya": "█████████████1",
    '["Tamar Olusanya"]': '["█████████████1"]',
    "d'Olusanya": "d'███████1",
    "昨日王小明被捕": "昨日██3被捕",
    "Li  Na and lina, Li Naomi": "████12 and lina, Li Naomi",
    "said Tamar Olu…": "said ████████1…",
    "said Tam… and": "said ██1… and",
    "… usanya was … Olusanya's": "… █████1 was … ███████1's",
    "the ta… … na": "the ta… … na",
    "Olusanyaville, Tamarind, Tamar": "Olusanyaville, Tamarind, Tamar",
}


@pytest.mark.parametrize("text", WRITTEN)
def test_a_name_is_masked_however_it_is_written(text: str) -> None:
    assert masker(NAMES)(text) == WRITTEN[text]
    assert len(WRITTEN[text]) == len(text)


@given(st.text(max_size=40), st.text(max_size=40))
def test_places_in_a_text_stay_and_the_name_goes(before: str, after: str) -> None:
    made = masker(NAMES)(f"{before} Tamar Olusanya {after}")
    assert len(made) == len(before) + len(after) + 16
    assert "olusanya" not in made.casefold()
    assert masker(NAMES)(made) == made


@given(st.text(max_size=200))
def test_other_texts_stay(text: str) -> None:
    if "na" not in text.casefold() and "obrien" not in text.casefold():
        assert masker(Unseen(((1, ("Tamar Olusanya",)),)))(text) == text


def test_masks_can_be_without_numbers() -> None:
    assert masker(NAMES, numbered=False)("Olusanya") == 8 * BLOCK
    assert masker(None)("Olusanya") == "Olusanya"


def test_what_may_touch_a_name() -> None:
    assert may_touch(NAMES, "OLUSANYA'S")
    assert may_touch(NAMES, None, "olu*")
    assert may_touch(NAMES, "the O’Brien")
    assert not may_touch(NAMES, "the corridor", None)


# ---- The search, against a record in which the names never stood ----------------------------------------

SAID = (
    "Tamar Olusanya was detained near the gate.",
    "The wife of Tamar Olusanya spoke of the gate. Femi Olusanya, his brother, kept silent.",
    "Olusanya, Olusanya and Olusanya again.",
    "A gate of Tamar wood. Nothing else.",
    "#TamarOlusanya must be freed, say neighbours.",
    "The gate, the gate, the gate.",
)
HIDDEN = Unseen(((1, ("Tamar Olusanya", "T. Olusanya")), (2, ("Quill Feather",))))

QUERIES: tuple[dict[str, Any], ...] = (
    {},
    {"text": "gate"},
    {"text": "olusanya"},
    {"text": "tamar"},
    {"text": '"tamar olusanya"'},
    {"text": "Olusanyas"},
    {"text": "olus*"},
    {"text": "tam*"},
    {"text": "tamarolusanya"},
    {"text": "gate OR olusanya"},
    {"text": "gate OR tamar OR neighbours"},
    {"text": "gate -olusanya"},
    {"text": "gate NOT tamar"},
    {"text": '"wife of tamar"'},
    {"text": '"wife of spoke"'},
    {"text": '"of spoke" OR detained'},
    {"text": '"olusanya his brother"'},
    {"text": "brother olusanya", "kind": "report"},
    {"actor": "Olusanya"},
    {"actor": "tamar"},
    {"actor": "Femi Olusanya"},
    {"actor": "Tamar Olusanya"},
    {"source": "Tamar Olusanya"},
    {"text": "gate", "actor": "olusanya"},
)


def _told(words: str, number: int) -> dict[str, Any]:
    """A report in which the people who meet are those of the words."""
    made = report(number, words=words)
    claim = made["events"][0]
    claim["actors"] = ["Tamar Olusanya|NRL|CIV"] if number % 2 else ["Femi Olusanya|NRL|CIV", "Tamar|NRL|CIV"]
    made["title"] = "Tamar Olusanya held" if number == 5 else made["title"]
    return to_json(from_json(made), original=True)


def _blank(payload: dict[str, Any]) -> dict[str, Any]:
    """The same report without the names; a mark stands in their place, which no phrase spans."""
    mask = masker(HIDDEN, numbered=False)

    def blank(value: Any) -> Any:
        if isinstance(value, dict):
            return {k: v if k in ("sha256", "id", "offsets") else blank(v) for k, v in value.items()}
        if isinstance(value, list):
            return [blank(v) for v in value]
        return mask(value) if isinstance(value, str) else value

    return {**blank(payload), "id": payload["id"]}


def _who(results: Results) -> list[tuple[str, str]]:
    """What was found; ids of claims tell who takes part, so that they differ."""
    return [(h.report.id, h.kind) for h in results.items]


@pytest.fixture
def both(new_address: MakeAddress) -> tuple[Recorder, Recorder]:
    given_ = [_told(words, number) for number, words in enumerate(SAID)]
    return fed(new_address(), given_), fed(new_address(), [_blank(p) for p in given_])


def test_the_search_finds_what_it_would_find_if_the_names_stood_nowhere(
    both: tuple[Recorder, Recorder],
) -> None:
    whole, blank = both
    mask = masker(HIDDEN, numbered=False)
    for query in QUERIES:
        ours = whole.search(Filters(**query, unseen=HIDDEN), 100, None)
        theirs = blank.search(Filters(**query), 100, None)
        if query.get("text") in ('"wife of spoke"', '"of spoke" OR detained'):
            # the blank record has nothing between the words, ours knows that something was there
            assert set(_who(ours)) <= set(_who(theirs))
            continue
        assert sorted(_who(ours)) == sorted(_who(theirs)), query
        assert ours.total == theirs.total, query
        assert {f.name: dict(f.counts) for f in ours.facets} == {
            f.name: dict(f.counts) for f in theirs.facets
        }, query
        marks = dict(zip(_who(theirs), (h.marks for h in theirs.items), strict=True))
        for who, hit in zip(_who(ours), ours.items, strict=True):
            assert hit.marks == marks[who], query
            assert mask(hit.snippet) == mask(hit.snippet).replace("Tamar Olusanya", "")
            assert "Tamar Olusanya" not in str(hit)


def test_scores_tell_nothing_of_which_words_are_hidden(both: tuple[Recorder, Recorder]) -> None:
    whole, _ = both
    plain = whole.search(Filters(text="gate OR zebra", unseen=HIDDEN), 100, None)
    other = whole.search(Filters(text="gate OR olusanya", unseen=HIDDEN), 100, None)
    scores = {h.id: h.score for h in other.items}
    shown = {h.id for h in other.items if "lusanya" in h.snippet}
    for hit in plain.items:
        assert scores[hit.id] == hit.score or hit.id in shown


def test_pages_of_what_is_found_join_without_a_gap(both: tuple[Recorder, Recorder]) -> None:
    whole, _ = both
    for query in ("gate OR olusanya", "tam*", ""):
        wanted = Filters(text=query, unseen=HIDDEN)
        all_at_once = [h.id for h in whole.search(wanted, 100, None).items]
        cursor, got = None, []
        while True:
            page = whole.search(wanted, 2, cursor)
            got += [h.id for h in page.items]
            cursor = page.cursor
            if cursor is None:
                break
        assert got == all_at_once, query


def test_listings_find_nobody_by_a_hidden_name(both: tuple[Recorder, Recorder]) -> None:
    whole, blank = both
    for name in ("incidents", "timeline", "contradictions", "sources", "tracks", "reports"):
        for query in (
            {"actor": "Olusanya"},
            {"actor": "Tamar"},
            {"actor": "Femi Olusanya"},
            {"source": "olusanya"},
        ):
            ours, _ = whole.page(name, Filters(**query, unseen=HIDDEN), 100, None)
            theirs, _ = blank.page(name, Filters(**query), 100, None)
            assert len(ours) == len(theirs), (name, query)
    found, _ = whole.page("incidents", Filters(actor="Tamar Olusanya"), 100, None)
    assert found
    hidden, _ = whole.page("incidents", Filters(actor="Tamar Olusanya", unseen=HIDDEN), 100, None)
    assert len(hidden) < len(found)


def test_who_may_see_names_finds_by_them(both: tuple[Recorder, Recorder]) -> None:
    whole, _ = both
    everything = whole.search(Filters(text='"tamar olusanya"'), 100, None)
    none = whole.search(Filters(text='"tamar olusanya"', unseen=replace(HIDDEN)), 100, None)
    assert everything.total > 0
    assert none.total == 0


# ---- Marks ----------------------------------------------------------------------------------------------


def test_marks_are_judgements_and_outlive_rebuild_backup_and_restore(
    new_address: MakeAddress, tmp_path: Path
) -> None:
    address = new_address()
    recorder = fed(address, [_told(words, number) for number, words in enumerate(SAID)])
    recorder.close()
    with open_record(address) as record:
        before = {name: seen(record.recorder, names=[name]) for name in ("incidents", "figures")}
        first = hide(record, "made-0000", ["Tamar  Olusanya"], author="ann", reasons=["a detainee"], at=AT)
        second = hide(record, "made-0001", ["Femi Olusanya"], author="ann", reasons=["his brother"], at=AT)
        assert unseen(record).people == ((1, ("Tamar Olusanya",)), (2, ("Femi Olusanya",)))
        assert {name: seen(record.recorder, names=[name]) for name in before} == before
        record.rebuild()
        record.judge("undo", [first.id], author="bob", at=AT)
        assert unseen(record).people == ((2, ("Femi Olusanya",)),), "a number stays whose it was"
        assert record.show(second.id).thing == second
    backup(address, tmp_path / "kept.jsonl")
    copy = new_address()
    restore(tmp_path / "kept.jsonl", copy)
    with open_record(copy) as record:
        assert unseen(record).people == ((2, ("Femi Olusanya",)),)


def test_other_forms_of_the_report_are_hidden_too(new_address: MakeAddress) -> None:
    words = "Tamar Olusanya was held. Olusanya, a teacher, was beaten. She said so. Captain Olusanya left."
    payload = report(1, words=words)
    text = payload["text"]

    def mention(said: str, called: str, nth: int = 0) -> dict[str, Any]:
        start = [m.start() for m in re.finditer(re.escape(said), text)][nth]
        actor = f"{called}|NRL|CIV"
        return {
            "start": start,
            "end": start + len(said),
            "kind": "actor",
            "text": said,
            "actor": actor,
            "id": None,
        }

    payload["mentions"] = [
        mention("Tamar Olusanya", "Tamar Olusanya"),
        mention("Olusanya", "Tamar Olusanya", 1),
        mention("a teacher", "Tamar Olusanya"),
        mention("She", "Tamar Olusanya"),
        mention("Captain Olusanya", "Captain Olusanya"),
    ]
    address = new_address()
    fed(address, [to_json(from_json(payload), original=True)]).close()
    with open_record(address) as record:
        made = hide(record, "made-0001", ["tamar olusanya"], author="ann", reasons=["detained"])
        assert json.loads(made.value) == ["tamar olusanya", "Tamar Olusanya", "Olusanya"]


@pytest.mark.parametrize(
    "value", ["", "7", "[]", '["x"]', '["██3"]', '[["Olusanya"]]', json.dumps(["ab"] * 51)]
)
def test_what_is_no_name_is_not_hidden(new_address: MakeAddress, value: str) -> None:
    address = new_address()
    fed(address, [_told(SAID[0], 0)]).close()
    with open_record(address) as record:
        with pytest.raises(RecordError) as refused:
            record.judge("hide", ["made-0000"], author="ann", value=value)
        assert refused.value.code == "R011"
