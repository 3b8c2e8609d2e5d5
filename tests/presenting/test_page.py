"""The page: escaped, self-contained, joined, the same every time."""

import base64
import hashlib
import re
from html.parser import HTMLParser

import pytest

import servanda
from servanda.model import Actor, Coding, Event, Provenance, Span, Statement
from servanda.presenting.segments import cut, paragraphs

TEXT = "Alland <attacked> Borland & Dellin.\n\n“We \x00stopped,” Brandt said."


def make_coding(text: str = TEXT, title: str | None = "A <title>") -> Coding:
    made = [Provenance(evidence=(Span(0, 34),), coder="x", score=0.5, reasons=("<b>bold</b>",))]
    made.append(Provenance(evidence=(Span(7, 25), Span(0, 6)), coder="y", score=0.5))
    return Coding(
        document=servanda.document(text, title=title),
        events=tuple(Event(type="ASSAULT", actors=(Actor("Alland <i>"),), provenance=p) for p in made),
        statements=(
            Statement(
                speaker=Actor("Brandt"),
                form="direct",
                provenance=Provenance(evidence=(Span(37, 50),), coder="z", score=1),
            ),
        ),
    )


class Links(HTMLParser):
    """Ids, links and external addresses of a page; fails on unbalanced elements."""

    VOID = frozenset({"meta", "input", "br"})

    def __init__(self, page: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.outside: list[str] = []
        self.open: list[str] = []
        self.feed(page)
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in self.VOID:
            self.open.append(tag)
        for name, value in attrs:
            if name == "id":
                self.ids.append(value or "")
            elif name == "href" and value and value.startswith("#"):
                self.links.append(value[1:])
            elif name in ("src", "href", "action", "data", "poster"):
                self.outside.append(value or "")

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_every_link_leads_to_an_element_of_its_own() -> None:
    links = Links(servanda.page([make_coding(), make_coding()]))

    assert len(links.ids) == len(set(links.ids))
    assert set(links.links) <= set(links.ids)


def test_nothing_comes_from_outside() -> None:
    page = servanda.page([make_coding()])

    assert Links(page).outside == []
    assert "url(" not in page
    assert "default-src 'none'" in page


def test_the_policy_allows_this_script_and_style_only() -> None:
    page = servanda.page([make_coding()])

    for name in ("script", "style"):
        content = re.search(f"<{name}>(.*?)</{name}>", page, re.DOTALL)
        assert content
        digest = base64.b64encode(hashlib.sha256(content[1].encode()).digest()).decode()
        assert f"{name}-src 'sha256-{digest}'" in page


def test_what_a_report_says_is_escaped() -> None:
    page = servanda.page([make_coding(title="<script>alert(1)</script>")])

    assert page.count("<script>") == 1
    assert "Alland &lt;i&gt;" in page
    assert "&lt;b&gt;bold" in page
    assert "\x00" not in page


def test_the_text_is_all_there_whatever_is_marked() -> None:
    page = servanda.page([make_coding()])
    section = re.search(r'<section class="text".*?</section>', page, re.DOTALL)
    assert section

    import html

    words = re.sub(r"<sup.*?</sup>|<[^>]*>", "", section[0])

    assert "".join(html.unescape(words).split()) == "".join(TEXT.replace("\x00", "�").split())


def test_the_same_codings_give_the_same_bytes() -> None:
    assert servanda.page([make_coding()]) == servanda.page([make_coding()])


def test_several_reports_have_an_index() -> None:
    page = servanda.page([make_coding(title="One"), make_coding(title="Two")])

    assert '<a href="#r2">Two</a>' in page
    assert "2 reports" in page


def test_a_report_without_claims_says_so() -> None:
    assert "Nothing of the four kinds" in servanda.page([Coding(document=servanda.document(TEXT))])


@pytest.mark.parametrize(
    ("marks", "expected"),
    [
        ([], [(0, 10, ())]),
        ([((2, 4), 1)], [(0, 2, ()), (2, 4, (1,)), (4, 10, ())]),
        ([((0, 6), 1), ((4, 10), 2)], [(0, 4, (1,)), (4, 6, (1, 2)), (6, 10, (2,))]),
        ([((0, 10), 1), ((3, 5), 2)], [(0, 3, (1,)), (3, 5, (2, 1)), (5, 10, (1,))]),
        ([((0, 10), 1), ((0, 10), 2)], [(0, 10, (1, 2))]),
        ([((8, 30), 1)], [(0, 8, ()), (8, 10, (1,))]),
    ],
    ids=["none", "one", "crossing", "nested", "equal", "beyond"],
)
def test_marks_are_cut_into_a_row(
    marks: list[tuple[tuple[int, int], int]], expected: list[tuple[int, int, tuple[int, ...]]]
) -> None:
    row = cut(Span(0, 10), [(Span(*span), number) for span, number in marks])

    assert [(s.start, s.end, s.marks) for s in row] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a\n\nb\nc", ["a", "b\nc"]),
        ("a\nb\n", ["a", "b"]),
        ("\n\n a \n \n b", ["a ", "b"]),
        ("", []),
    ],
    ids=["blank lines", "lines", "blanks", "nothing"],
)
def test_paragraphs(text: str, expected: list[str]) -> None:
    assert [p.of(text) for p in paragraphs(text)] == expected
