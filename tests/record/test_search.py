"""The search: the same found on both stores, in one order, as of any day, and nothing of what is hidden."""

from __future__ import annotations

import random
import sqlite3
import string
from collections.abc import Iterator
from contextlib import closing
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select, text
from tests.record.conftest import MakeAddress
from tests.record.recorded import AT, digest, fed, made
from tests.record.reports import report

from servanda.errors import RecordError
from servanda.model.asking import Filters, Hit, Results
from servanda.model.json import from_json, to_json
from servanda.record import search as rows
from servanda.record.index_schema import searched
from servanda.record.search_matching import Sought
from servanda.record.search_numbers import Span
from servanda.record.search_query import read_query
from servanda.record.search_ranking import part
from servanda.record.search_snippets import snippet
from servanda.record.search_stems import stem
from servanda.record.search_words import beginning_of, term_of, terms_in, words_in
from servanda.run.recording import Recorder
from servanda.run.recording_judging import Ruling, judge
from servanda.run.recording_search import FREE, GUARDED

NAMES = (
    "Zoltán Kovács-O’Brien met Ağdam's élite in Sana’a.",
    "The U.S.-led talks in Łódź cost 6,500 crowns.",
    "中国国防部发言人在北京表示。",
    "قالت القُوّات المسلحة إنها انسحبت من المدينة.",
    "Ёлкин встретил делегацию в Ереване.",
    "a b a b a c, prisoners of war; war of prisoners",
)


def _reports() -> tuple[dict[str, Any], ...]:
    """Reports of the generator, and some with words in other scripts."""
    odd = [to_json(from_json(report(n, words=words)), original=True) for n, words in enumerate(NAMES)]
    return (*made(24), *odd)


REPORTS = _reports()


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Recorder]:
    recorder = fed(str(tmp_path_factory.mktemp("search") / "whole.db"), REPORTS, batch=60)
    yield recorder
    recorder.close()


def _ids(found: Results) -> list[str]:
    return [hit.id for hit in found.items]


def _search(recorder: Recorder, **filters: Any) -> Results:
    return recorder.search(Filters(**filters), 10_000, None)


def _all_of(recorder: Recorder, limit: int, cursor: str | None = None, **filters: Any) -> list[Hit]:
    """What pages of this size give, one after another."""
    found: list[Hit] = []
    while True:
        page = recorder.search(Filters(**filters), limit, cursor)
        found += page.items
        cursor = page.cursor
        if cursor is None:
            return found


QUERIES: tuple[dict[str, Any], ...] = (
    {},
    {"text": "shelled"},
    {"text": "shelling people"},
    {"text": '"killing * people"'},
    {"text": '"people died when the"'},
    {"text": "shell*"},
    {"text": "shelled OR ceasefire"},
    {"text": "army NOT shelled"},
    {"text": "-shelled"},
    {"text": "the"},
    {"text": '"a b a"'},
    {"text": '"prisoners of war"'},
    {"text": "Kovacs"},
    {"text": "kovács-o'brien"},
    {"text": "OBrien"},
    {"text": "sanaa élite"},
    {"text": "Lodz 6500"},
    {"text": "U.S."},
    {"text": "北京"},
    {"text": "القوات"},
    {"text": "елкин ереван*"},
    {"kind": "figure", "text": "people"},
    {"kind": "report", "type": "ASSAULT"},
    {"type": "ASSAULT", "status": "denied"},
    {"measure": "killed"},
    {"act": "ceasefire"},
    {"actor": "NRL", "text": "round"},
    {"pair": ("NRL", "SDL")},
    {"source": "made up agency"},
    {"source": "River Wire", "text": "army"},
    {"reported": (date(1990, 1, 2), date(1990, 1, 3))},
    {"between": (date(1990, 1, 2), date(1990, 1, 3)), "text": "shelled"},
    {"box": (-90.0, -180.0, 90.0, 180.0)},
    {"box": (0.0, 0.0, 30.0, 60.0), "text": "shelled"},
    {"as_of": date(1990, 1, 3), "text": "shelled"},
    {"text": "zzyzx"},
)


def test_both_stores_find_the_same_in_one_order(whole: Recorder, new_address: MakeAddress) -> None:
    """Fed in another order and by other batches, pages and scores and facets are the same."""
    shuffled = list(REPORTS)
    random.Random(5).shuffle(shuffled)
    other = fed(new_address(), shuffled, batch=17)
    for query in QUERIES:
        assert _search(other, **query) == _search(whole, **query), query
    other.rebuild()
    for query in QUERIES[:4]:
        assert _search(other, **query) == _search(whole, **query), query
    other.close()


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("Kovacs", 0),
        ("KOVÁCS O’Brien's", 0),
        ("obrien", 0),
        ("agdam", 0),
        ("Sana'a", 0),
        ("lodz", 1),
        ('"6500 crowns"', 1),
        ("US led", 1),
        ("国防部", 2),
        ("北京表示", 2),
        ("القوات المسلحة", 3),
        ("انسحبت", 3),
        ("ЕЛКИН", 4),
        ('"war of prisoner"', 5),
        ('"a b a c"', 5),
        ("beij OR Łódź", 1),
        ("delegac* OR деле*", 4),
    ],
)
def test_words_are_found_however_they_are_written(whole: Recorder, query: str, found: int) -> None:
    assert f"made-{found:04}" in _ids(_search(whole, text=query, kind="report"))
    assert _search(whole, text=query, kind="report").total == 1


@pytest.mark.parametrize("query", ["国部", '"war prisoners"', "expert*x", '"a c b"', "lodz -crowns"])
def test_what_is_not_so_written_is_not_found(whole: Recorder, query: str) -> None:
    assert _search(whole, text=query).items == ()


def test_each_filter_leaves_what_it_says(whole: Recorder) -> None:
    everything = _search(whole)
    assert everything.total == len(everything.items)
    assert len({h.id for h in everything.items}) == everything.total
    assert everything.items[0].score == 0
    claims = [h for h in everything.items if h.account]

    def kept(holds: Any, **filters: Any) -> None:
        found = [h.id for h in _search(whole, **filters).items if h.account]
        assert found == [h.id for h in claims if holds(h)]
        assert found

    kept(lambda h: getattr(h.account.claim, "type", "") == "ASSAULT", type="ASSAULT")
    kept(lambda h: getattr(h.account.claim, "status", "") == "denied", status="denied")
    kept(lambda h: getattr(h.account.claim, "act", "") == "ceasefire", act="ceasefire")
    kept(lambda h: h.kind == "quotation", kind="quotation")
    days = date(1990, 1, 2), date(1990, 1, 3)
    kept(lambda h: days[0] <= h.report.reported <= days[1], reported=days)
    kept(
        lambda h: bool(h.account.when) and h.account.when[0] <= days[1] and h.account.when[1] >= days[0],
        between=days,
    )
    there = next(h.account.where for h in claims if h.account.where and h.account.where.lat is not None)
    kept(lambda h: bool(h.account.where) and h.account.where.name == there.name, place=there.name)
    box = (there.lat - 0.01, there.lon - 0.01, there.lat + 0.01, there.lon + 0.01)
    kept(
        lambda h: (
            bool(h.account.where)
            and h.account.where.lat is not None
            and box[0] <= h.account.where.lat <= box[2]
            and box[1] <= h.account.where.lon <= box[3]
        ),
        box=box,
    )


def test_kilometres_are_a_circle_and_not_a_box(new_address: MakeAddress) -> None:
    """One degree north-east of Yerevan is inside the box of 112 km around it, not inside the circle."""
    recorder = fed(new_address(), [_at("near", 40.19, 44.6), _at("far", 41.1, 45.6)])
    assert {h.report.id for h in _search(recorder, place="Yerevan", km=112.0).items} == {"near"}
    assert {h.report.id for h in _search(recorder, place="Yerevan", km=160.0).items} == {"near", "far"}
    recorder.close()


def _at(one: str, lat: float, lon: float) -> dict[str, Any]:
    """A made-up report whose event is at a point."""
    made_up = report(1 if one == "near" else 2)
    start = made_up["text"].index("Northland")
    made_up["events"][0] |= {"place": "Northland", "fields": {"place": [[start, start + 9]]}}
    made_up["mentions"] = [
        {
            "kind": "place",
            "start": start,
            "end": start + 9,
            "name": "Northland",
            "id": f"made:{one}",
            "lat": lat,
            "lon": lon,
            "precision": 1,
        }
    ]
    return to_json(from_json(made_up | {"id": one}), original=True)


def test_an_earlier_day_is_a_record_fed_up_to_it(whole: Recorder, new_address: MakeAddress) -> None:
    """Not only what is found: order, scores and facets know nothing of what came later."""
    day = date(1990, 1, 5)
    known = [p for p in REPORTS if date.fromisoformat(p["published"]) <= day]
    assert 0 < len(known) < len(REPORTS)
    early = fed(new_address(), known)
    for query in QUERIES:
        assert _search(whole, **{"as_of": day, **query}) == _search(early, **{"as_of": day, **query}), query
    assert _search(whole, as_of=date(1989, 1, 1), text="the").total == 0
    early.close()


def test_pages_hold_everything_once_though_reports_arrive(new_address: MakeAddress) -> None:
    recorder = fed(new_address(), REPORTS[:16])
    before = _ids(_search(recorder, text="army OR ceasefire"))
    asked, found, cursor = Filters(text="army OR ceasefire"), [], None
    for number in range(1000):
        page = recorder.search(asked, 4, cursor)
        found += _ids(page)
        cursor = page.cursor
        if cursor is None:
            break
        if number == 1:
            with recorder.writing() as (work, decisions):
                work.add_reports([(p, "", False) for p in REPORTS[16:]], at=AT)
                recorder.keeper.put(work, [(p["id"], from_json(p)) for p in REPORTS[16:]], decisions)
    assert len(found) == len(set(found))
    assert [i for i in found if i in set(before)] == before
    first = recorder.search(asked, 4, None)
    with pytest.raises(RecordError, match="no cursor of this search"):
        recorder.search(Filters(text="army"), 4, first.cursor)
    recorder.close()


def test_rejected_and_withdrawn_things_are_gone_and_come_back(new_address: MakeAddress) -> None:
    recorder = fed(new_address(), REPORTS[-6:])
    before, bytes_before = _search(recorder), digest(recorder)
    claim = next(h for h in before.items if h.kind == "commitment")
    other = next(h for h in before.items if h.kind == "report" and h.id != claim.report.id)
    made_of = [
        judge(recorder, Ruling(verdict=verdict, things=(one,), author="somebody", at=AT))
        for verdict, one in (("reject", claim.id), ("withdraw", other.id))
    ]
    left = _search(recorder)
    assert _ids(left) == [h.id for h in before.items if h.id != claim.id and h.report.id != other.id]
    assert dict(left.facets[1].counts)["report"] == 5
    assert _search(recorder, text="release", kind="commitment").total == 4
    for one in made_of:
        judge(recorder, Ruling(verdict="undo", things=(one.id,), author="somebody", at=AT))
    assert _search(recorder) == before
    assert digest(recorder) == bytes_before
    recorder.close()


def test_the_index_holds_the_rows_and_nothing_else(tmp_path: Any) -> None:
    """After removals FTS5 knows the words of the rows that are left, as after a rebuild."""
    recorder = fed(str(tmp_path / "some.db"), REPORTS[:20])
    judge(recorder, Ruling(verdict="withdraw", things=(REPORTS[3]["id"],), author="somebody", at=AT))
    with recorder.store.writing() as work:
        work.connection.execute(text("INSERT INTO d_words (d_words, rank) VALUES ('integrity-check', 1)"))
    recorder.close()


def test_facets_count_all_that_was_found(whole: Recorder) -> None:
    page = whole.search(Filters(text="army"), 3, None)
    everything = _search(whole, text="army").items
    by = {facet.name: dict(facet.counts) for facet in page.facets}
    assert page.total == len(everything) > 3
    assert sum(by["kind"].values()) == sum(by["source"].values()) == sum(by["year"].values()) == page.total
    for kind, count in by["kind"].items():
        assert count == sum(h.kind == kind for h in everything)
    assault = sum(getattr(h.account.claim, "type", "") == "ASSAULT" for h in everything if h.account)
    assert by["type"]["ASSAULT"] == assault
    assert list(by["kind"].values()) == sorted(by["kind"].values(), reverse=True)


def test_many_are_ranked_and_counted_in_parts(whole: Recorder, monkeypatch: pytest.MonkeyPatch) -> None:
    """What became known last comes first; nothing is lost or told twice, and cursors keep to their part."""
    everything = _search(whole, text="army").items
    monkeypatch.setattr(rows, "AT_ONCE", 4)
    page = whole.search(Filters(text="army"), 3, None)
    assert page.beyond
    assert page.total == 4
    assert {
        sum(count for _, count in f.counts) for f in page.facets if f.name not in ("country", "type")
    } == {4}
    found = _all_of(whole, 3, text="army")
    assert sorted(h.id for h in found) == sorted(h.id for h in everything)
    known = [h.report.reported or date.max for h in found]
    for start in range(0, len(found), 4):
        part = found[start : start + 4]
        assert [h.score for h in part] == sorted((h.score for h in part), reverse=True)
        later = known[start + 4 :]
        assert not later or min(known[start : start + 4]) >= max(later)
    assert not whole.search(Filters(text="army", as_of=min(known)), 3, None).beyond


def test_without_words_all_is_in_one_order(whole: Recorder, monkeypatch: pytest.MonkeyPatch) -> None:
    everything = [h.id for h in _search(whole).items]
    monkeypatch.setattr(rows, "AT_ONCE", 5)
    assert [h.id for h in _all_of(whole, 3)] == everything
    page = whole.search(Filters(), 3, None)
    assert page.beyond
    assert page.total == 5


def test_a_cursor_keeps_to_its_part_while_the_record_grows(
    new_address: MakeAddress, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rows, "AT_ONCE", 4)
    address = new_address()
    with closing(fed(address, REPORTS[::3])) as recorder:
        before = {h.id for h in _all_of(recorder, 2, text="army")}
        first = recorder.search(Filters(text="army"), 2, None)
    with closing(fed(address, REPORTS)) as recorder:
        assert first.cursor
        left = _all_of(recorder, 2, first.cursor, text="army")
    seen = [h.id for h in (*first.items, *left)]
    assert len(seen) == len(set(seen))
    assert len(before) > 8
    assert before <= set(seen)


def test_a_text_that_may_not_be_passed_on_is_shown_in_part(new_address: MakeAddress) -> None:
    recorder = Recorder(new_address())
    long = "The envoys spoke of the harbour. " * 30
    given = [to_json(from_json(report(n, words=long)), original=True) for n in (1, 2)]
    with recorder.writing() as (work, decisions):
        work.add_reports([(given[0], "", False), (given[1], "CC0", True)], at=AT)
        recorder.keeper.put(work, [(p["id"], from_json(p)) for p in given], decisions)
    guarded, free = (h for h in _search(recorder, text="harbour").items)
    assert (guarded.report.redistributable, free.report.redistributable) == (False, True)
    assert GUARDED // 2 < len(guarded.snippet) <= GUARDED + 4
    assert GUARDED < len(free.snippet) <= FREE + 4
    recorder.close()


@pytest.mark.parametrize(
    "query",
    [
        '"road',
        "“road",
        "!!!",
        "…",
        "OR",
        "a OR",
        "OR b",
        "a OR OR b",
        "NOT",
        "a NOT",
        "a OR -b",
        '""',
        "word " * 3 + " ".join(f"w{n}" for n in range(1001)),
        '"' + "word " * 1001 + '"',
    ],
)
def test_what_cannot_be_read_is_refused_in_one_line(whole: Recorder, query: str) -> None:
    with pytest.raises(RecordError) as error:
        _search(whole, text=query)
    assert error.value.code == "R011"
    assert len(str(error.value).splitlines()) == 1
    assert len(str(error.value)) < 200


@pytest.mark.parametrize(
    "filters",
    [
        {"kind": "incident"},
        {"between": (date(2022, 2, 1), date(2022, 1, 1))},
        {"reported": (date(2022, 2, 1), date(2022, 1, 1))},
        {"pair": ("ARM", "ARM")},
        {"km": 5.0},
        {"box": (10.0, 0.0, 5.0, 1.0)},
    ],
)
def test_filters_that_mean_nothing_are_refused(whole: Recorder, filters: Any) -> None:
    with pytest.raises(RecordError) as error:
        _search(whole, **filters)
    assert error.value.code == "R011"


ODD = (
    "title:army",
    "NEAR(a b)",
    "a AND b",
    "army^2",
    "{body} : army",
    "a & b | !c",
    "'army'",
    "army:*",
    "*",
    "(army",
    "a\\b",
    "a;DROP TABLE d_search",
    "%_",
    "\x00army",
    "\ud800 army",
    ":day",
    "𝔞𝔯𝔪𝔶",
    "w" * 5000,
    " ".join(f"word{n}" for n in range(900)),
)


def test_no_query_reaches_a_database_as_syntax(address: str) -> None:
    recorder = fed(address, REPORTS[:3])
    rng = random.Random(3)
    letters = string.punctuation + "ab \t\n“”«»’ÄÖЖ中ع"
    made_up = ["".join(rng.choices(letters, k=rng.randint(1, 30))) for _ in range(60)]
    for query in (*ODD, *made_up):
        try:
            found = _search(recorder, text=query)
        except RecordError as error:
            assert error.code == "R011", query  # noqa: PT017 - either answer is right
        else:
            assert found.total == len(found.items)
    recorder.close()


def test_a_word_weighs_the_same_on_both_stores(address: str) -> None:
    """Our rank of a word in a title and a text is PostgreSQL's, for all counts that matter."""
    recorder = Recorder(address)
    recorder.rebuild()
    counts = [(a, b) for a in (0, 1, 2, 5) for b in range(12)] + [(0, 254), (1, 254), (3, 300), (300, 9)]
    with recorder.store.writing() as work:
        rows.add(work.connection, [_entry(n, a, b) for n, (a, b) in enumerate(counts) if a + b])
        sought = Sought(query=read_query("army"), day=1)
        found = {h.id: h.score for h in rows.find(work.connection, sought, Span(), None, 1000)}
        length = {
            r.id: r.shortness for r in work.connection.execute(select(searched.c.id, searched.c.shortness))
        }
    assert found == {str(n): length[str(n)] * part(a, b) for n, (a, b) in enumerate(counts) if a + b}
    recorder.close()


def _entry(number: int, in_title: int, in_body: int) -> rows.Entry:
    return rows.Entry(
        id=str(number), kind="report", report=str(number), sort=str(number), known=1, reported=1, source="",
        type="", countries="", year=None, title=("army " * in_title,), body=("army " * in_body,),
        tags=frozenset(), days=frozenset(), points=frozenset(),
    )  # fmt: skip


def test_stems_are_those_of_sqlite() -> None:
    texts = " ".join(p["text"] for p in made(60)).lower()
    endings = (
        "s es ed ing ly ion ation ional ness ful ize izer ive ment ement able ably ous ity al ism er y ies"
    )
    roots = "relat agree shell depart hop plan comm troubl conflat fall fil happ oper form sens rational rat"
    words = {w for w in texts.split() if w.isalpha() and w.isascii()}
    words |= {root + end for root in roots.split() for end in endings.split()}
    ours = {w: stem(w) for w in words if len(w) > 2}
    base = sqlite3.connect(":memory:")
    base.execute("CREATE VIRTUAL TABLE t USING fts5(a, tokenize='porter ascii')")
    base.execute("CREATE VIRTUAL TABLE v USING fts5vocab(t, 'instance')")
    given_words = sorted(ours)
    base.executemany("INSERT INTO t (rowid, a) VALUES (?, ?)", enumerate(given_words))
    theirs = {given_words[doc]: term for term, doc in base.execute("SELECT term, doc FROM v")}
    assert len(theirs) > 500
    assert ours == theirs
    base.close()


@given(st.text(max_size=60))
def test_any_text_becomes_terms_that_no_tokenizer_takes_apart(words: str) -> None:
    for word in words_in(words):
        assert set(word.term) <= set(string.ascii_lowercase + string.digits + "_")
        assert word.term != "_"
        assert term_of(words[word.start : word.end]) == word.term
    assert terms_in(words, 1000) == [w.term for w in words_in(words)]


@given(st.text(max_size=20), st.integers(1, 20))
def test_a_word_begins_with_its_beginning(words: str, length: int) -> None:
    for word in words_in(words):
        whole = words[word.start : word.end]
        if whole.isalpha() and whole.isascii():
            assert word.term.startswith(beginning_of(whole)[: len(word.term)])


@given(st.text(alphabet="ab c.é中\n", max_size=400), st.integers(40, 120))
def test_a_snippet_is_of_the_text_and_marks_the_words(words: str, most: int) -> None:
    query = read_query("a OR é OR 中 OR b*")
    made_of = snippet(words, query, most)
    assert len(made_of.text) <= most + 4
    assert made_of.text.removeprefix("… ").removesuffix(" …") in words.replace("\n", " ")
    wanted = set(query.terms)
    for start, end in made_of.marks:
        term = term_of(made_of.text[start:end])
        assert term in wanted or term.startswith("b")
    if any(w.term in wanted for w in words_in(words)):
        assert made_of.marks


def test_a_snippet_shows_where_most_words_are() -> None:
    text_of = "army. " + "nothing " * 60 + "the army left the harbour " + "nothing " * 60
    made_of = snippet(text_of, read_query("army harbour"), 80)
    assert "army left the harbour" in made_of.text
    assert [made_of.text[a:b] for a, b in made_of.marks] == ["army", "harbour"]
    assert made_of.text.startswith("… ")
    assert made_of.text.endswith(" …")


def test_words_in_a_title_and_in_few_words_come_first(whole: Recorder) -> None:
    found = _search(whole, text="talks", kind="report").items
    assert found[0].report.title
    assert "talks" in found[0].report.title
    scores = [h.score for h in _search(whole, text="army").items]
    assert scores == sorted(scores, reverse=True)
    assert 0 < scores[-1] < scores[0] < 1


def test_a_report_of_an_unknown_day_shows_without_a_day_only(address: str) -> None:
    undated = to_json(from_json(report(1) | {"id": "undated", "published": None, "written": None}))
    recorder = fed(address, [undated])
    assert {h.report.id for h in _search(recorder, text="envoys").items} == {"undated"}
    assert dict(_search(recorder, text="envoys").facets[4].counts) == {"unknown": 2}
    assert _search(recorder, text="envoys", as_of=date(2100, 1, 1) - timedelta(days=1)).total == 0
    recorder.close()
