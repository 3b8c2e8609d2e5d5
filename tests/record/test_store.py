from __future__ import annotations

import json
import os
import random
from pathlib import Path

import pytest
from sqlalchemy import text
from tests.record.conftest import MakeAddress
from tests.record.reports import AT, CODER, report

from servanda.errors import InputError, RecordError
from servanda.model.json import from_json
from servanda.model.judgement import in_force
from servanda.record.store import open_store
from servanda.record.verify import verify

WHO = {"author": "ana", "role": "person", "at": AT}
NEWER = {**CODER, "servanda": "0.2.0"}


def kept(payload: dict) -> dict:
    return {key: value for key, value in payload.items() if key != "line"}


def test_a_report_comes_back_as_it_was_given(address: str) -> None:
    given = report(1, words="Zażółć gęślą jaźń “—” \U0001f54a")

    with open_store(address, create=True) as store:
        added = store.add_report(given, licence="CC BY 4.0", redistributable=True, at=AT)
        with store.reading() as look:
            (stored,) = look.codings()

    assert added
    assert added.new_document
    assert added.active
    assert stored.payload == kept(given)
    assert from_json(stored.payload).document.original == given["original"]
    assert stored.coder == CODER
    assert stored.coding == added.coding
    assert (stored.report.licence, stored.report.redistributable) == ("CC BY 4.0", True)
    assert stored.report.id == "made-0001"
    assert str(stored.report.published) == given["published"]
    assert stored.report.title == given["title"]


def test_the_same_report_twice_adds_nothing(address: str) -> None:
    with open_store(address, create=True) as store:
        first = store.add_report(report(1), at=AT)
        with store.reading() as look:
            before = look.head
        again = store.add_report({**report(1), "line": 99}, licence="other", at="2025-01-01T00:00:00Z")
        with store.reading() as look:
            assert look.head == before

    assert not again
    assert again.coding == first.coding


def test_a_report_twice_in_one_batch_adds_one(address: str) -> None:
    with open_store(address, create=True) as store, store.writing() as work:
        added = work.add_reports([(report(n), "", False) for n in (1, 2, 1)], at=AT)

        assert [bool(a) for a in added] == [True, True, False]
        assert len(list(work.reports())) == 2


def test_another_coder_adds_its_coding_beside_the_old_one(address: str) -> None:
    with open_store(address, create=True) as store:
        old = store.add_report(report(1), at=AT)
        new = store.add_report(report(1, coder=NEWER), at=AT)
        with store.reading() as look:
            (stored,) = look.codings()
            versions = look.versions("made-0001")
            knows = [look.has("made-0001", report(1)["sha256"], c) for c in (CODER, NEWER, {"servanda": "9"})]

    assert (new.new_document, new.new_coding, new.active) == (False, True, False)
    assert stored.coding == old.coding
    assert [(v.coding, v.active) for v in versions] == [(old.coding, True), (new.coding, False)]
    assert knows == [True, True, False]


def test_recoding_is_a_judgement_that_can_be_undone(address: str) -> None:
    with open_store(address, create=True) as store:
        old = store.add_report(report(1), at=AT).coding
        new = store.add_report(report(1, coder=NEWER), at=AT).coding
        with store.writing() as work:
            chosen = work.recode("made-0001", new, **WHO)
            after = work.active("made-0001")
            undo = work.add_judgement("undo", [chosen.id], **WHO)
            undone = work.active("made-0001")
            work.add_judgement("undo", [undo.id], **WHO)
            redone = work.active("made-0001")
            payload = next(work.codings()).payload
        with store.reading() as look:
            assert verify(look.connection).findings == ()

    assert (after, undone, redone) == (new, old, new)
    assert payload["versions"] == NEWER


def test_a_page_that_changed_is_a_new_version_of_its_report(address: str) -> None:
    changed = {**report(2), "id": "made-0001"}

    with open_store(address, create=True) as store:
        first = store.add_report(report(1), at=AT)
        second = store.add_report(changed, at=AT)
        with store.reading() as look:
            versions = look.versions("made-0001")
            assert [r.id for r in look.reports()] == ["made-0001"]
            assert look.active("made-0001") == first.coding

    assert second.new_document
    assert len({v.sha256 for v in versions}) == 2


def test_a_withdrawn_report_leaves_and_comes_back(address: str) -> None:
    with open_store(address, create=True) as store:
        for number in (1, 2):
            store.add_report(report(number), at=AT)
        with store.writing() as work:
            work.withdraw("made-0001", **WHO)
            assert [r.id for r in work.reports()] == ["made-0002"]
            assert [c.report.id for c in work.codings(["made-0001", "made-0002"])] == ["made-0002"]
            assert [r.id for r in work.reports(withdrawn=True)] == ["made-0001", "made-0002"]
            assert work.withdrawn() == {"made-0001"}
            assert work.report("made-0001") is not None
        with store.writing() as work:
            assert work.restore("made-0001", **WHO) is not None
            assert work.restore("made-0001", **WHO) is None
            assert [r.id for r in work.reports()] == ["made-0001", "made-0002"]
            again = work.withdraw("made-0001", **WHO)  # the words are those of the undone one
            assert work.withdrawn() == {"made-0001"}
            assert again in in_force(work.judgements())


def test_the_same_judgement_twice_is_one(address: str) -> None:
    said = {"field": "date", "value": '"2022-10-31"', "reasons": ["the page says so"], **WHO}

    with open_store(address, create=True) as store:
        one = store.add_judgement("correct", ["E-1"], **said)
        two = store.add_judgement("correct", ["E-1"], **said)
        other = store.add_judgement("correct", ["E-1"], **{**said, "at": "2024-06-01T00:00:00Z"})
        with store.reading() as look:
            assert look.judgements() == (one, other)
            assert look.judgements(["E-1"]) == (one, other)
            assert look.judgements(["E-2"]) == ()

    assert one == two
    assert (one.number, other.number) == (1, 2)


def test_who_comes_back_to_a_decision_within_the_second_decides_again(address: str) -> None:
    with open_store(address, create=True) as store:
        one = store.add_judgement("accept", ["E-1"], **WHO)
        store.add_judgement("reject", ["E-1"], **WHO)
        two = store.add_judgement("accept", ["E-1"], **WHO)
        store.add_judgement("note", ["E-1"], value="looked at twice", **WHO)
        three = store.add_judgement("accept", ["E-1"], **WHO)

    assert (one.number, two.number) == (1, 3)
    assert three == two


def test_pairs_are_kept_in_one_order(address: str) -> None:
    with open_store(address, create=True) as store:
        one = store.add_judgement("same", ["E-2", "E-1"], score=0.25, **WHO)
        two = store.add_judgement("same", ["E-1", "E-2"], score=0.25, **WHO)

    assert one == two
    assert one.things == ("E-1", "E-2")
    assert one.score == 0.25


@pytest.mark.parametrize(
    ("verdict", "things", "value"),
    [
        ("undo", ["J-0000000000000000"], ""),
        ("withdraw", ["made-0009"], ""),
        ("recode", ["made-0009"], '"R-0000000000000000"'),
        ("recode", ["made-0001"], '"R-0000000000000000"'),
        ("recode", ["made-0001"], "no JSON"),
    ],
)
def test_judgements_of_what_is_not_there_are_refused(
    address: str, verdict: str, things: list[str], value: str
) -> None:
    with open_store(address, create=True) as store:
        store.add_report(report(1), at=AT)
        with store.reading() as look:
            before = look.head
        with pytest.raises(RecordError, match="R007"):
            store.add_judgement(verdict, things, value=value, **WHO)
        with store.reading() as look:
            assert look.head == before


def test_a_claim_is_found_by_its_id(address: str) -> None:
    given = report(1)
    event, promise = given["events"][0], given["commitments"][0]

    with open_store(address, create=True) as store:
        old = store.add_report(given, at=AT)
        newer = report(1, coder=NEWER)
        newer["events"] = []
        new = store.add_report(newer, at=AT)
        with store.writing() as work:
            found = work.claim(promise["id"])
            work.recode("made-0001", new.coding, **WHO)
            kept_only_by_old, chosen = work.claim(event["id"]), work.claim(promise["id"])
            missing = work.claim("E-0000000000000000")

    assert found is not None
    assert (found.report, found.coding, found.active, found.kind) == (
        "made-0001",
        old.coding,
        True,
        "commitments",
    )
    assert found.body == promise
    assert kept_only_by_old is not None
    assert (kept_only_by_old.coding, kept_only_by_old.active) == (old.coding, False)
    assert chosen is not None
    assert (chosen.coding, chosen.active) == (new.coding, True)
    assert missing is None


def test_a_transaction_that_fails_leaves_nothing(address: str) -> None:
    with open_store(address, create=True) as store:
        store.add_report(report(1), at=AT)
        with pytest.raises(RecordError, match="R007"), store.writing() as work:  # noqa: PT012
            work.connection.execute(text("CREATE TABLE d_beside (x INTEGER)"))
            work.add_report(report(2), at=AT)
            work.withdraw("made-0009", **WHO)
        with store.writing() as work:
            assert [r.id for r in work.reports()] == ["made-0001"]
            work.connection.execute(text("CREATE TABLE d_beside (x INTEGER)"))  # it was undone as well
        with store.reading() as look:
            assert verify(look.connection).findings == ()


def test_a_snapshot_does_not_see_what_is_written_meanwhile(address: str) -> None:
    with open_store(address, create=True) as store:
        store.add_report(report(1), at=AT)
        with store.reading() as look:
            store.add_report(report(2), at=AT)
            assert [r.id for r in look.reports()] == ["made-0001"]
        with store.reading() as look:
            assert [r.id for r in look.reports()] == ["made-0001", "made-0002"]


def test_one_connection_of_a_file_writes(tmp_path: Path) -> None:
    """Whoever else reads: what SQLite keeps in memory for a writer it keeps once."""
    with open_store(str(tmp_path / "record.db"), create=True) as store:

        def wrote() -> int:
            with store.writing() as work:
                work.set_meta("n", "1")
                return id(work.connection.connection.driver_connection)

        first = wrote()
        with store.reading() as work:
            assert id(work.connection.connection.driver_connection) != first
            assert wrote() == first
        with pytest.raises(ZeroDivisionError), store.writing() as work:
            work.set_meta("n", str(1 // 0))
        again = wrote()
        with store.reading(), store.reading():
            assert wrote() == again


def test_marks_of_the_program_are_no_part_of_the_log(address: str) -> None:
    with open_store(address, create=True) as store, store.writing() as work:
        before = work.head
        work.set_meta("derived.version", "1")
        work.set_meta("derived.version", "2")
        assert work.meta("derived.version") == "2"
        work.drop_meta("derived.version")
        assert work.meta("derived.version") is None
        assert work.head == before


def test_both_stores_keep_the_same_log(
    server: object, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    heads = []
    for address in (str(tmp_path / "a.db"), server.new_database(f"same_{os.getpid()}")):  # type: ignore[attr-defined]
        with open_store(address, create=True) as store, store.writing() as work:
            work.add_reports([(report(n), "x", False) for n in range(5)], at=AT)
            work.add_judgement("note", ["made-0001"], value=json.dumps("ż\0"), score=0.1, **WHO)
            heads.append(str(work.head))

    assert heads[0] == heads[1]


@pytest.mark.parametrize(
    "spoil",
    [
        lambda r: r.pop("text"),
        lambda r: r.pop("id"),
        lambda r: r.update(id="x\0y"),
        lambda r: r.update(id=7),
        lambda r: r.update(published="last week"),
        lambda r: r["events"][0].pop("id"),
        lambda r: r.update(events=[None]),
    ],
)
def test_what_is_no_report_is_refused_whole(address: str, spoil) -> None:
    bad = report(2)
    spoil(bad)

    with open_store(address, create=True) as store, store.writing() as work:
        with pytest.raises(InputError, match="I007"):
            work.add_reports([(report(1), "", False), (bad, "", False)], at=AT)
        assert list(work.reports()) == []


def test_texts_with_odd_characters_are_kept(address: str) -> None:
    odd = {**report(1), "title": "a\0b\ud800", "source": "\x85", "original": "x\0\udfff"}

    with open_store(address, create=True) as store:
        store.add_report(odd, at=AT)
        with store.reading() as look:
            assert next(look.codings()).payload == kept(odd)
            assert next(look.reports()).title == "a\0b\ud800"


def test_lists_come_in_the_order_of_code_points(address: str) -> None:
    names = ["b", "B", "a b", "a-b", "ab", "é", "Z", "_"]

    with open_store(address, create=True) as store, store.writing() as work:
        work.add_reports([({**report(1), "id": name}, "", False) for name in names], at=AT)
        assert [r.id for r in work.reports()] == sorted(names)


def test_many_ids_at_once(new_address: MakeAddress) -> None:
    with open_store(new_address(), create=True) as store, store.writing() as work:
        work.add_reports([(report(n), "", False) for n in range(450)], at=AT)
        assert len(list(work.codings([f"made-{n:04}" for n in range(500)]))) == 450


def test_what_is_read_does_not_depend_on_the_order_of_adding(new_address: MakeAddress) -> None:
    given = [report(n) for n in range(20)]
    decided = [(verdict, [thing]) for verdict in ("note", "grade") for thing in ("made-0001", "made-0002")]
    read = []
    for seed in range(3):
        chance = random.Random(seed)
        mixed = chance.sample(given, len(given))
        with open_store(new_address(), create=True) as store:
            while mixed:
                some = [(mixed.pop(), "", False) for _ in range(min(len(mixed), chance.randint(1, 7)))]
                with store.writing() as work:
                    work.add_reports(some, at=AT)
            for verdict, things in chance.sample(decided, len(decided)):
                store.add_judgement(verdict, things, value='"B"', **WHO)
            with store.reading() as look:
                payloads = [s.payload for s in look.codings()]
                read.append((payloads, sorted(j.id for j in look.judgements())))

    assert read[0] == read[1] == read[2]
    assert read[0][0] == [kept(r) for r in given]
