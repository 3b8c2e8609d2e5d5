"""Views of a record as blocks: everything leads to words, nothing is wider than the terminal."""

from __future__ import annotations

import dataclasses
from datetime import date

import pytest
from tests.presenting.records import (
    ACCOUNTS,
    BROKEN,
    CONTRADICTION,
    DENIAL,
    INCIDENT,
    KEPT,
    NORLAND,
    RAID,
    SULAND,
    TALLY,
    TRACK,
)

from servanda.cli.record_terminal import show_blocks
from servanda.cli.terminal import make_console
from servanda.model.asking import Because, Why
from servanda.model.judgement import Judgement
from servanda.model.views import CopyGroup, Ledger, LedgerLine, SourceLink
from servanda.presenting.because import why_blocks, why_json
from servanda.presenting.blocks import Block, bare, quoted, words_of
from servanda.presenting.happenings import contradiction_block, incident_block, line_block
from servanda.presenting.origins import copies_block, judgement_block, source_block
from servanda.presenting.promises import (
    ledger_block,
    ledger_line,
    pledge_block,
    pledge_line,
    standing_words,
    track_block,
)
from servanda.presenting.tallies import tally_block
from servanda.presenting.view_words import with_words
from servanda.presenting.whole import thing_blocks

JUDGEMENT = Judgement(
    id="J-1",
    number=1,
    verdict="same",
    things=("E-1", "E-2"),
    author="ann",
    role="person",
    at="2031-09-09T00:00Z",
)
LEDGER = Ledger(
    kind="prisoners",
    parties=BROKEN.obligors,
    lines=(
        LedgerLine(
            what="done",
            low=2,
            high=2,
            by="Norland",
            day=None,
            account="E-1",
            report="post-2",
            quote="freed two",
        ),
    ),
)
EVERY = [
    incident_block(INCIDENT, ACCOUNTS),
    line_block(INCIDENT.when, INCIDENT, ACCOUNTS),
    line_block(KEPT.made, KEPT, ACCOUNTS),
    pledge_block(BROKEN, ACCOUNTS),
    tally_block(TALLY, ACCOUNTS),
    contradiction_block(CONTRADICTION, ACCOUNTS),
    track_block(TRACK, ACCOUNTS),
    ledger_block(LEDGER, ACCOUNTS),
    source_block(
        SourceLink(teller="Radio Ford", source="Norland", how="cue", count=2, reports=("radio-1",)), {}
    ),
    copies_block(CopyGroup(id="D-1", original="post-2", reports=("post-2", "radio-1"), agency="Lakes"), {}),
    judgement_block(JUDGEMENT),
    *thing_blocks(BROKEN, tuple(ACCOUNTS.values())),
    *thing_blocks(INCIDENT, (RAID, DENIAL), (JUDGEMENT,)),
    *thing_blocks(RAID, (RAID,), groups={"E-1": (INCIDENT.id,)}),
    *thing_blocks(RAID.report, (RAID,), groups={"E-1": (INCIDENT.id,)}),
]


def _text(blocks: list[Block], capsys: pytest.CaptureFixture[str]) -> str:
    show_blocks(make_console(), blocks)
    return capsys.readouterr().out


@pytest.mark.parametrize("columns", [40, 80, 120])
def test_no_line_is_wider_than_the_terminal(
    columns: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))

    lines = _text(EVERY, capsys).splitlines()

    assert max(map(len, lines)) <= columns
    assert not any(line != line.rstrip() for line in lines)


def test_every_block_shows_an_id_that_leads_to_words() -> None:
    ids = ("I-", "K-", "N-", "X-", "T-", "D-", "J-", "E-", "C-", "[post-", "[radio-", "post-")
    for block in EVERY:
        said = " ".join([block.id, block.lead, *(row.words for row in block.rows)])
        assert any(i in said for i in ids), block


def test_ids_stand_unbroken_at_the_left(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", "80")

    out = _text([pledge_block(BROKEN, ACCOUNTS)], capsys)

    assert out.startswith("K-00000000000000aa  non use of force: Norland and Suland\n")
    assert "\n                    breach reported since 4 Sep 2031, by account of The Lake\n" in out
    assert "against it          4 Sep 2031 · observed by The Lake Post · 126 days" in out
    assert "denial " in out


def test_one_wording_is_cited_once() -> None:
    rows = words_of([RAID, dataclasses.replace(RAID, id="E-9"), DENIAL])

    assert [r.words for r in rows] == [
        "“Norland shelled Eastford”",
        "The Lake Post, 4 Sep 2031 [post-2]",
        "“it had not shelled Eastford”",
        "Norland, in The Lake Post, 6 Sep 2031 [post-3]",
        "and 1 more account",
    ]


def test_long_words_are_cut_at_a_blank_and_marks_are_not_doubled() -> None:
    assert quoted("a  b\nc") == "“a b c”"
    assert quoted("“so be it”, he said") == "“so be it”, he said"
    assert quoted("they vowed “not to use force") == "they vowed “not to use force”"
    assert quoted("word " * 90, 20) == "“word word word…”"


def test_nothing_that_moves_the_cursor_reaches_a_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    evil = dataclasses.replace(RAID, quotes=("\x1b[2J\u202egone",))

    out = _text([incident_block(INCIDENT, {"E-1": evil})], capsys)

    assert "\x1b" not in out
    assert "\u202e" not in out


def test_a_standing_nobody_gave_is_said_to_be_unknown() -> None:
    assert standing_words(dataclasses.replace(KEPT, standing=None)) == "nothing reported on it"


def test_json_of_a_view_leads_to_words() -> None:
    found = with_words(INCIDENT, ACCOUNTS)

    assert [a["report"] for a in found["told"]] == ["post-2", "radio-1", "post-3"]
    assert found["told"][2]["by"] == "Norland"
    assert found["told"][0]["quote"] == "Norland shelled Eastford"


def test_reasons_are_shown_with_their_words() -> None:
    why = Why(id=INCIDENT.id, about=(("joined", (Because("one day", ("E-1", "E-2")), Because("one place"))),))

    (block,) = why_blocks(why, ACCOUNTS)

    assert [r.words for r in block.rows if r.label] == ["one day", "one place"]
    assert any("[radio-1]" in r.words for r in block.rows)
    assert why_json(why, ACCOUNTS)["about"][0]["because"][0]["told"][1]["report"] == "radio-1"


def test_a_stranger_is_refused() -> None:
    with pytest.raises(TypeError, match="nothing to show of a int"):
        thing_blocks(3, ())


def test_names_lose_their_codes_wherever_they_stand() -> None:
    assert bare("told by Suland's army|SUL|MIL and Lakes||") == "told by Suland's army and Lakes"
    assert bare("ministry||GOV: accuses") == "ministry: accuses"
    assert bare("a|b") == "a|b"


def test_a_commitment_as_a_row() -> None:
    over = dataclasses.replace(KEPT, phase="ended", made=(date(2031, 5, 1), date(2031, 6, 15)), standing=None)

    assert pledge_line(KEPT) == (KEPT.id, "1 May 2031", "non use of force: NOR, SUL", "no breach reported")
    assert pledge_line(over)[1:] == ("1 May 2031 …", "non use of force: NOR, SUL (ended)", "unknown")


def test_a_denial_among_the_evidence_is_quoted_with_its_verb() -> None:
    denial = dataclasses.replace(
        DENIAL, quotes=("it had shelled Eastford",), context="It denied the shelling."
    )
    rows = [r.words for r in pledge_block(BROKEN, {**ACCOUNTS, "E-3": denial}).rows]
    assert "“It denied the shelling.”" in rows


def test_a_ledger_line_says_who_frees_whom() -> None:
    line = LedgerLine(
        what="done",
        low=4,
        high=4,
        by="The Lake Post",
        day=None,
        account="E-1",
        report="post-2",
        quote="Norland freed four soldiers of Suland",
        givers=(NORLAND,),
        receivers=(SULAND,),
    )
    assert ledger_line(line) == "4 · Norland → Suland · by account of The Lake Post"
    assert (
        ledger_line(dataclasses.replace(line, givers=(), receivers=())) == "4 · by account of The Lake Post"
    )
