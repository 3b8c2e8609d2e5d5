"""What people decide: field by field, undoable, through rebuild, recode and backup; on both stores."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from tests.record.conftest import MakeAddress
from tests.record.recorded import AT, digest, fed, made, seen
from tests.record.reports import report

from servanda.api.record import Record, open_record
from servanda.api.record_store import backup, restore
from servanda.api.review import agreement, doubts, export
from servanda.api.second import second_reading
from servanda.errors import RecordError
from servanda.model import Event, Figure
from servanda.model.account import Account
from servanda.model.asking import Filters
from servanda.model.json import from_json, to_json
from servanda.model.judgement import Judgement, Role, in_force, taken_back, undone
from servanda.reconciliation.accounts import accounts_of
from servanda.reconciliation.tallies import build_tallies
from servanda.run.recording_aside import decisions_of

NEWER = {"servanda": "9.0.0", "format": "1", "model": "fedcba9876543210"}


def real(number: int, **changed: Any) -> dict[str, Any]:
    """A made-up coding, its claims under the ids that the record gives them; ``changed``: of its event."""
    made = report(number, words="They counted 40 dead, others 50 dead.")
    made["events"] = [{**e, **changed} for e in made["events"]]
    if changed:
        made["versions"] = NEWER
    text = made["text"]
    for words, count in (("40 dead", 40), ("50 dead", 50)):
        start = text.index(words)
        made["figures"].append(
            {
                "measure": "killed", "low": count, "high": count, "approx": False, "of": words.split()[1],
                "event": None, "unit": None, "date": made["published"], "place": None, "says": None,
                "cumulative": False, "quote": words, "id": "", "spans": [[start, start + len(words)]],
                "coder": "tests/count", "score": 0.5, "reasons": [], "fields": {}, "chain": [],
                "vouched": True,
            }
        )  # fmt: skip
    return {**to_json(from_json(made), original=True), "versions": made["versions"]}


def filled(address: str, *payloads: dict[str, Any]) -> Record:
    record = open_record(address)
    with record.recorder.writing() as (work, decisions):
        work.add_reports([(p, "CC BY 4.0", n == 0) for n, p in enumerate(payloads)], at=AT)
        record.recorder.keeper.put(work, [(p["id"], None) for p in payloads], decisions)
    return record


def claim_of(record: Record, number: int, kind: str = "event") -> Account:
    shown = record.show(f"made-{number:04}")
    return next(a for a in shown.accounts if a.claim.kind == kind)


def event_of(record: Record, claim: str) -> Event:
    account = record.show(claim).thing
    assert isinstance(account, Account)
    assert isinstance(account.claim, Event)
    return account.claim


def say(
    record: Record, verdict: Any, *things: str, by: str = "ann", role: Role = "person", **more: str
) -> Judgement:
    return record.judge(verdict, things, author=by, role=role, reasons=("so",), **more)


def test_field_by_field_and_the_newest_of_equals_holds(new_address: MakeAddress) -> None:
    with filled(new_address(), real(1), real(2)) as record:
        one = claim_of(record, 1).id
        say(record, "correct", one, field="mode", value='"phone"')
        say(record, "correct", one, field="actors", value='["Westland|WSL|GOV"]', by="bo")
        newest = say(record, "correct", one, field="mode", value='"multilateral"', by="bo")
        say(record, "correct", one, field="mode", value='"visit"', by="a rule", role="rule")

        now = event_of(record, one)
        assert (now.mode, [str(a) for a in now.actors]) == ("multilateral", ["Westland|WSL|GOV"])
        say(record, "accept", one, field="mode", by="cy")
        assert event_of(record, one).mode == "multilateral"
        say(record, "undo", newest.id)
        assert event_of(record, one).mode == "phone"
        assert [j.author for j in record.show(one).judgements] == ["ann", "bo", "bo", "a rule", "cy", "ann"]
        with record.recorder.reading() as work:
            claim = work.claim(one)
        assert claim
        assert claim.body["mode"] == "visit"  # the coder's own value stays in the record


def test_undo_of_undo_and_no_undo_of_people_by_programs(tmp_path: Path) -> None:
    with filled(str(tmp_path / "one.record"), real(1)) as record:
        one = claim_of(record, 1).id
        rejected = say(record, "reject", one)
        say(record, "undo", rejected.id, by="a rule", role="rule")
        assert not record.accounts([one])
        back = say(record, "undo", rejected.id)
        assert record.accounts([one])
        say(record, "undo", back.id)
        assert not record.accounts([one])
        about = record.show(one).judgements  # by its whole id, though no view shows it
        assert [j.verdict for j in about] == ["reject", "undo", "undo", "undo"]
        assert set(undone(about)) == set()
        assert [j.id for j in in_force(about)] == [rejected.id]
        with pytest.raises(RecordError) as error:
            record.show(one[:10])
        assert error.value.code == "R007"


def test_a_rejection_holds_until_it_is_undone_or_the_claim_accepted(new_address: MakeAddress) -> None:
    with filled(new_address(), real(1)) as record:
        one = claim_of(record, 1).id
        say(record, "correct", one, field="mode", value='"phone"')
        rejected = say(record, "reject", one)
        with pytest.raises(RecordError, match=rejected.id) as error:
            say(record, "correct", one, field="mode", value='"visit"')
        assert error.value.code == "R011"
        say(record, "accept", one, field="mode")
        assert not record.accounts([one])
        with record.recorder.writing() as (work, _):  # as a judgement that came by another way
            late = work.add_judgement(
                "correct", (one,), field="mode", value='"visit"', author="bo", role="person", at=AT
            )
            record.recorder.keeper.judged(work, [late], decisions_of(work))
        assert not record.accounts([one])
        say(record, "accept", one)
        assert event_of(record, one).mode == "visit"
        assert record.accounts([one])
        again = say(record, "reject", one, by="cy")
        say(record, "undo", again.id)
        say(record, "correct", one, field="mode", value='"phone"', by="cy")
        assert event_of(record, one).mode == "phone"


def test_what_is_undone_is_not_undone_again_and_no_reason_is_empty(tmp_path: Path) -> None:
    with filled(str(tmp_path / "one.record"), real(1)) as record:
        one = claim_of(record, 1).id
        rejected = say(record, "reject", one)
        back = say(record, "undo", rejected.id)
        with pytest.raises(RecordError, match=f"already undone by {back.id}") as error:
            say(record, "undo", rejected.id, by="bo")
        assert error.value.code == "R011"
        again = say(record, "undo", back.id)
        with pytest.raises(RecordError, match=f"already undone by {again.id}"):
            say(record, "undo", back.id, by="bo")
        say(record, "undo", rejected.id, by="bo")
        before = len(tuple(record.judgements()))
        for reasons in (("",), ("so", " ")):
            with pytest.raises(RecordError, match="a reason is empty"):
                record.judge("note", (one,), value="x", author="bo", reasons=reasons)
        assert len(tuple(record.judgements())) == before


def test_through_rebuild_backup_and_the_other_order(new_address: MakeAddress, tmp_path: Path) -> None:
    with filled(new_address(), real(1), real(2), real(3)) as record:
        one, two = claim_of(record, 1).id, claim_of(record, 2).id
        say(record, "correct", one, field="status", value='"denied"')
        merged = say(record, "same", one, two)
        say(record, "reject", claim_of(record, 3, "commitment").id)
        say(record, "withdraw", "made-0003")
        before, bytes_ = seen(record.recorder), digest(record.recorder)
        record.rebuild()
        assert (seen(record.recorder), digest(record.recorder)) == (before, bytes_)
        address = record.address
        assert json.loads(before["incidents"])[0]["statuses"] == [["denied", 1], ["happened", 1]]
    backup(address, tmp_path / "kept")
    other = new_address()
    restore(tmp_path / "kept", other)
    with open_record(other) as again:
        assert seen(again.recorder) == before
        say(again, "undo", merged.id)
        assert len(again.incidents().items) == 2


def test_judgements_outlive_a_recode(new_address: MakeAddress) -> None:
    with filled(new_address(), real(1), real(2)) as record:
        one, two = claim_of(record, 1).id, claim_of(record, 2).id
        say(record, "correct", one, field="place", value='"Zenda"')
        say(record, "same", one, two)
        promise = claim_of(record, 1, "commitment").id
        say(record, "reject", promise)
        chosen = _recoded(record, real(1, recipients=["Eastland|ESL|GOV"]))
        now = claim_of(record, 1)

        assert now.id != one
        assert isinstance(now.claim, Event)
        assert (now.claim.place, str(now.claim.recipients[0])) == ("Zenda", "Eastland|ESL|GOV")
        assert record.groups([now.id])[now.id] == record.groups([two])[two]
        assert "same" in [j.verdict for j in record.show(now.id).judgements]
        assert not record.accounts([promise])
        before = seen(record.recorder)
        record.rebuild()
        assert seen(record.recorder) == before
        say(record, "undo", chosen.id)
        assert claim_of(record, 1).id == one
        assert event_of(record, one).place == "Zenda"


def test_a_rejection_is_not_carried_to_another_sort_of_act(tmp_path: Path) -> None:
    with filled(str(tmp_path / "one.record"), real(1)) as record:
        say(record, "reject", claim_of(record, 1).id)
        _recoded(record, real(1, type="AGREE", mode=None))
        now = claim_of(record, 1)
        assert isinstance(now.claim, Event)
        assert now.claim.type == "AGREE"
        assert [j.verdict for j in record.show("made-0001").judgements] == ["reject", "recode"]
        say(record, "reject", now.id)
        assert all(a.claim.kind != "event" for a in record.show("made-0001").accounts)


def _recoded(record: Record, payload: dict[str, Any]) -> Judgement:
    with record.recorder.writing() as (work, _):
        added = work.add_report(payload, at=AT)
        assert added.new_coding
        chosen = work.recode(payload["id"], added.coding, author="servanda recode", role="rule", at=AT)
        record.recorder.keeper.judged(work, [chosen], decisions_of(work))
    return chosen


def test_figures_are_merged_and_split(new_address: MakeAddress) -> None:
    with filled(new_address(), real(1), real(2)) as record:
        (first, second) = (a.id for a in record.show("made-0001").accounts if a.claim.kind == "figure")
        before = seen(record.recorder)
        assert record.groups([first])[first] != record.groups([second])[second]

        merged = say(record, "same", first, second)
        (tally,) = record.groups([first])[first]
        assert record.groups([second])[second] == (tally,)
        now = seen(record.recorder)
        record.rebuild()
        assert seen(record.recorder) == now
        parted = say(record, "different", tally, second)
        assert record.groups([first])[first] != record.groups([second])[second]
        say(record, "undo", parted.id)
        assert seen(record.recorder) == now
        say(record, "undo", merged.id)
        assert seen(record.recorder) == before
        say(record, "correct", second, field="measure", value='"wounded"')
        with pytest.raises(RecordError) as error:
            say(record, "same", first, second)
        assert error.value.code == "R008"


def test_scopes_of_an_incident_give_way_to_what_is_decided() -> None:
    figures = [a for a in accounts_of(from_json(real(1))) if a.claim.kind == "figure"]
    ids = tuple(sorted(f.id for f in figures))
    home = dict.fromkeys(ids, "I-1")
    plain = build_tallies(figures, home)
    one = Judgement(id="J-1", number=1, verdict="same", things=ids, author="ann", role="person", at=AT)
    joined = build_tallies(figures, home, decided=[one])
    parted = build_tallies(figures, home, decided=[replace(one, verdict="different")])

    assert [len(t.counts) for t in joined] == [2]
    assert [len(t.counts) for t in parted] == [1, 1]
    assert len({t.id for t in parted}) == 2
    assert {t.incident for t in (*plain, *joined, *parted)} == {"I-1"}
    assert build_tallies(list(reversed(figures)), home, decided=[one]) == joined


@pytest.mark.parametrize(
    ("verdict", "field", "value", "code"),
    [
        ("correct", "mode", '"drone"', "R011"),
        ("correct", "actors", '["nobody"]', "R011"),
        ("correct", "date", '"yesterday"', "R011"),
        ("correct", "mode", "no JSON", "R011"),
        ("accept", "colour", "", "R011"),
    ],
)
def test_what_the_codebook_does_not_know_is_refused_whole(
    tmp_path: Path, verdict: Any, field: str, value: str, code: str
) -> None:
    with filled(str(tmp_path / "one.record"), real(1)) as record:
        with pytest.raises(RecordError) as error:
            say(record, verdict, claim_of(record, 1).id, field=field, value=value)
        assert error.value.code == code
        assert list(record.judgements()) == []


def test_groups_are_not_corrected_and_reports_not_rejected(tmp_path: Path) -> None:
    with filled(str(tmp_path / "one.record"), real(1)) as record:
        incident = record.incidents().items[0].id
        for verdict, thing in (("correct", incident), ("reject", incident), ("reject", "made-0001")):
            with pytest.raises(RecordError) as error:
                say(record, verdict, thing, field="mode" if verdict == "correct" else "", value='"phone"')
            assert error.value.code == "R011"


def test_why_says_who_decided_when_and_what_was_undone(tmp_path: Path) -> None:
    with filled(str(tmp_path / "one.record"), real(1)) as record:
        one = claim_of(record, 1).id
        made = say(record, "correct", one, field="mode", value='"phone"')
        say(record, "undo", made.id, by="bo")
        (words,) = [b.words for name, given in record.explain(one).about if name == "judged" for b in given]
        assert words.startswith("mode corrected to phone, by ann on ")
        assert "(undone by bo on " in words


def test_the_queue_asks_until_it_is_told_and_as_of_a_day(tmp_path: Path) -> None:
    with filled(str(tmp_path / "one.record"), real(1), real(2)) as record:
        found = doubts(record)
        assert [d.priority for d in found] == sorted((d.priority for d in found), reverse=True)
        one = claim_of(record, 1).id
        assert (one,) in [d.things for d in found]
        early = doubts(record, Filters(as_of=claim_of(record, 1).report.published))
        assert {a for d in early for a in d.accounts} <= {a.id for a in record.show("made-0001").accounts}
        made = say(record, "accept", one)
        assert (one,) not in [d.things for d in doubts(record)]
        assert (one,) in [d.things for d in second_reading(record, "bo").entries]
        say(record, "accept", one, by="bo")
        assert (one,) not in [d.things for d in second_reading(record, "bo").entries]
        say(record, "undo", made.id)
        assert {d.kind for d in doubts(record, kinds=["claim"])} == {"claim"}
        assert len(doubts(record, limit=1)) == 1


def test_judgements_as_gold(new_address: MakeAddress, tmp_path: Path) -> None:
    with filled(new_address(), real(1), real(2)) as record:
        assert export(record, tmp_path / "none.jsonl").written == ()
        one = claim_of(record, 1).id
        say(record, "correct", one, field="mode", value='"phone"')
        say(record, "correct", "made-0001", field="source", value='"Another Agency"')
        say(record, "correct", "made-0001", field="published", value='"2024-02-05"')
        say(record, "reject", claim_of(record, 1, "commitment").id)
        say(record, "accept", claim_of(record, 2).id)
        done = export(record, tmp_path / "gold")
        assert (done.written, done.restricted) == (("made-0001",), ("made-0002",))
        gold = json.loads((tmp_path / "gold" / "made-0001.json").read_text("utf-8"))
        assert (gold["source"], gold["published"], gold["written"]) == (
            "Another Agency", "2024-02-05", "2024-02-05",
        )  # fmt: skip
        assert [(e["mode"], e["reviewed"]) for e in gold["events"]] == [("phone", True)]
        assert gold["commitments"] == []
        assert gold["rejected"] == [c for c in gold["rejected"] if c.startswith("C-")] != []
        assert [f["reviewed"] for f in gold["figures"]] == [False, False]
        assert all(e["quotes"][0] in gold["text"] for e in gold["events"])
        assert from_json(gold).events[0].mode == "phone"
        both = export(record, tmp_path / "gold.jsonl", restricted=True)
        assert both.written == ("made-0001", "made-0002")
        assert export(record, tmp_path / "whole.jsonl", restricted=True, whole=True).partly == both.written


def test_two_reviewers(tmp_path: Path) -> None:
    with filled(str(tmp_path / "one.record"), real(1), real(2)) as record:
        one, two = claim_of(record, 1).id, claim_of(record, 2).id
        for by, mode in (("ann", "phone"), ("bo", "multilateral")):
            say(record, "correct", one, field="mode", value=json.dumps(mode), by=by)
            say(record, "same", one, two, by=by)
        say(record, "accept", two)
        say(record, "reject", two, by="bo")
        found = agreement(record, "ann", "bo")

        assert {n: (a.same, a.items) for n, a in found.fields.items()} == {
            "claim": (1, 2), "mode": (0, 1), "join": (1, 1),
        }  # fmt: skip
        assert {(item[1], a, b) for item, a, b in found.differ} == {
            ("mode", '"phone"', '"multilateral"'),
            ("claim", "right", "wrong"),
        }
        for names, code in ((("ann", "ann"), "R008"), (("ann", "nobody"), "R007")):
            with pytest.raises(RecordError) as error:
                agreement(record, *names)
            assert error.value.code == code


def test_a_claim_as_accepted_is_as_it_read_then(tmp_path: Path) -> None:
    with filled(str(tmp_path / "one.record"), real(1)) as record:
        one = claim_of(record, 1).id
        say(record, "accept", one)
        say(record, "correct", one, field="mode", value='"phone"', by="cy")
        say(record, "accept", one, by="bo")
        found = agreement(record, "ann", "bo")

        assert [(field, a, b) for (_, field), a, b in found.differ] == [("mode", '"visit"', '"phone"')]


def test_numbers_of_a_figure_are_corrected(tmp_path: Path) -> None:
    with filled(str(tmp_path / "one.record"), real(1)) as record:
        one = claim_of(record, 1, "figure").id
        say(record, "correct", one, field="high", value="105")
        say(record, "correct", one, field="low", value="105")
        account = record.show(one).thing
        assert isinstance(account, Account)
        assert isinstance(account.claim, Figure)
        assert (account.claim.low, account.claim.high) == (105, 105)
        counts = [c for t in record.figures().items for c in t.counts if c.account == one]
        assert [(c.low, c.high) for c in counts] == [(105, 105)]


def test_a_contradiction_that_is_none_is_no_longer_listed(tmp_path: Path) -> None:
    recorder = fed(str(tmp_path / "one.record"), made(60), batch=60)
    address = recorder.store.address
    recorder.close()
    with open_record(address) as record:
        before = [c.id for c in record.contradictions().items]
        assert before
        refused = say(record, "reject", before[0])
        assert [c.id for c in record.contradictions().items] == before[1:]
        assert all(before[0] not in d.about for d in doubts(record, kinds=["contradiction"]))
        record.rebuild()
        assert [c.id for c in record.contradictions().items] == before[1:]
        say(record, "undo", refused.id)
        assert [c.id for c in record.contradictions().items] == before
        say(record, "accept", before[0])
        assert [c.id for c in record.contradictions().items] == before
        assert all(before[0] not in d.about for d in doubts(record, kinds=["contradiction"]))


def test_commitments_and_copies_by_claims_reports_or_groups(new_address: MakeAddress) -> None:
    with filled(new_address(), real(1), real(2), real(3)) as record:
        one, two, three = (claim_of(record, n, "commitment").id for n in (1, 2, 3))
        start = seen(record.recorder)
        homes = [record.groups([c])[c][0] for c in (one, two, three)]
        assert len(set(homes)) == 3
        say(record, "same", homes[0], two)
        say(record, "same", one, three)
        (pledge,) = record.commitments().items
        assert set(pledge.accounts) == {one, two, three}
        say(record, "different", pledge.id, three)
        kept = {p.accounts for p in record.commitments().items}
        assert {frozenset(k) for k in kept} == {frozenset((one, two)), frozenset((three,))}

        merged = say(record, "same", "made-0001", "made-0003")
        (group,) = record.copies().items
        assert group.reports == ("made-0001", "made-0003")
        words = [b.words for name, given in record.explain(group.id).about if name == "judged" for b in given]
        assert [w.partition(",")[0] for w in words] == ["held to be the same"]
        say(record, "different", group.id, "made-0003")
        assert not record.copies().items
        for judgement in tuple(record.judgements()):
            joins = judgement.verdict in ("same", "different") and judgement.id != merged.id
            if joins and judgement.id not in taken_back(record.judgements()):  # a split was undone as a whole
                say(record, "undo", judgement.id)
        say(record, "undo", merged.id)
        assert seen(record.recorder) == start


def test_an_id_that_a_merge_took_away_leads_to_what_is_there_now(tmp_path: Path) -> None:
    """Of a tally and of a copy group, as of an incident; ``moved`` says by whose judgement."""
    with filled(str(tmp_path / "heirs.record"), *(real(n) for n in (1, 2, 13, 14))) as record:
        (first, second) = (a.id for a in record.show("made-0001").accounts if a.claim.kind == "figure")
        before = {t.id for t in record.figures().items}
        merged = say(record, "same", first, second)
        tally = record.groups([first])[first][0]
        lost = before - {t.id for t in record.figures().items}
        assert lost
        assert all(record.show(one).thing == record.show(tally).thing for one in lost)
        assert all(merged.id in record.show(one).moved for one in lost)

        for pair in (("made-0001", "made-0002"), ("made-0013", "made-0014")):
            say(record, "same", *pair)
        groups = {g.id for g in record.copies().items}
        say(record, "same", "made-0001", "made-0014")
        (whole,) = record.copies().items
        (gone,) = groups - {whole.id}
        assert record.show(gone).thing == whole
        with pytest.raises(RecordError, match="R007"):
            record.show("D-0000000000000000")
