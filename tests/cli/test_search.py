"""``servanda search``, on a small record made of codings."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.conftest import Run
from tests.record.reports import report

from servanda.api.record import Filters, Results
from servanda.cli.search import _print_page, query_of
from servanda.model.json import from_json, to_json

Ask = Callable[..., str]
WORDS = ("Prisoners of war came home.", "A war of prisoners.", "Zoltán Kovács spoke. " * 40)


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from servanda.api.record import open_record

    folder = tmp_path_factory.mktemp("searched")
    lines = [json.dumps(to_json(from_json(report(n, words=words)))) for n, words in enumerate(WORDS)]
    (folder / "codings.jsonl").write_text("\n".join(lines), "utf-8")
    with open_record(folder / "small.record") as record:
        record.ingest(folder / "codings.jsonl")
    return folder / "small.record"


@pytest.fixture
def ask(servanda: Run, address: Path) -> Ask:
    def run(*words: str) -> str:
        done = servanda("search", *words, SERVANDA_RECORD=str(address))
        assert done.returncode == 0, done.stderr
        return done.stdout

    return run


@pytest.mark.parametrize(
    ("words", "query"),
    [
        ([], None),
        (["a", "b"], "a b"),
        (["prisoners of war"], '"prisoners of war"'),
        (["prisoners of war", "-home"], '"prisoners of war" -home'),
        (["a OR b"], "a OR b"),
        (["a -b"], "a -b"),
        (['"a b" c'], '"a b" c'),
        (["a b*"], "a b*"),
    ],
)
def test_what_the_shell_keeps_together_is_a_phrase(words: list[str], query: str | None) -> None:
    assert query_of(words) == query


def test_a_page_says_that_more_was_found(capsys: pytest.CaptureFixture[str]) -> None:
    for beyond, said in ((True, "for war: more than 10,000"), (False, "for war: 10,000")):
        found = Results(items=(), cursor=None, total=10_000, beyond=beyond, facets=())
        _print_page(Filters(text="war"), found)
        assert said in capsys.readouterr().out


def test_a_page_shows_words_where_they_stand_and_counts(ask: Ask) -> None:
    shown = ask("prisoners of war", "--kind", "report")
    page = " ".join(shown.split())
    assert shown.startswith('Found for "prisoners of war" (report): 1\n')
    assert "made-0000" in page
    assert "Prisoners of war came home." in page
    assert "Made Up Agency, 1 Jan 2024" in page
    assert "made-0001" not in page
    assert "kinds report 1" in page


def test_json_has_hits_facets_and_a_cursor(ask: Ask) -> None:
    first = json.loads(ask("release", "--json", "--limit", "2"))
    rest = json.loads(ask("release", "--json", "--cursor", first["cursor"]))
    assert first["total"] == rest["total"] == len(first["hits"]) + len(rest["hits"]) == 6
    assert rest["cursor"] is None
    assert first["facets"]["kind"] == {"commitment": 3, "report": 3}
    hit = first["hits"][0]
    assert hit["kind"] == "commitment"
    (start, end), *_ = hit["marks"]
    assert hit["snippet"][start:end] == "release"
    ids = [h["id"] for h in first["hits"] + rest["hits"]]
    assert len(set(ids)) == 6


def test_nothing_found_is_told(ask: Ask) -> None:
    assert "without them words may stand apart" in ask("war prisoners")
    assert ask("zzyzx") == "Nothing found for zzyzx.\n"
    assert ask("kovacs", "--as-of", "2024-02-28") == "Nothing found for kovacs as of 28 Feb 2024.\n"


@pytest.mark.parametrize(
    "words",
    [
        ('"open',),
        ("a", "OR"),
        ("!!",),
        ("--box", "1,2,3"),
        ("--kind", "rumour"),
        ("--reported", "never"),
        ("a", "--cursor", "x"),
        ("--place", "x", "--box", "5,0,1,1"),
    ],
)
def test_what_cannot_be_understood_is_one_line(servanda: Run, address: Path, words: tuple[str, ...]) -> None:
    done = servanda("search", *words, SERVANDA_RECORD=str(address))
    assert done.returncode == 6
    assert done.stdout == ""
    code = "R014" if "--cursor" in words else "R011"
    assert done.stderr.startswith(f"servanda: [{code}] ")
    assert done.stderr.count("\n") == 1
