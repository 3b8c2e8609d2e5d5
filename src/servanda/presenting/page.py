"""One self-contained HTML page of codings: the text with its words marked, the claims beside it.

Marks and claims are joined by links, so the page works without scripts; with them, pointing at one lights up
the other. Nothing is fetched from anywhere (the page's own policy forbids it), everything that comes from a
report is escaped, and the same codings give the same bytes.
"""

from __future__ import annotations

import base64
import hashlib
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from html import escape
from importlib.resources import files
from typing import Final

from servanda.model import Coding, Span
from servanda.presenting.cards import Card, Kind, date_words, days_words, make_cards
from servanda.presenting.segments import Segment, cut, paragraphs

KINDS: Final[dict[Kind, str]] = {
    "event": "Events",
    "statement": "Statements",
    "figure": "Figures",
    "commitment": "Commitments",
}
"""Heading of each kind, in the order they are shown."""

_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")


def render_page(codings: Sequence[Coding], *, title: str, version: str) -> str:
    """The page.

    Args:
        codings: one article each, in this order; an index comes first if there are several.
        title: of the page.
        version: of the program, for the foot.
    """
    style, script = _asset("page.css"), _asset("page.js")
    policy = (
        f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )
    if len(codings) == 1:
        title = codings[0].document.title or title
    cards = [make_cards(coding) for coding in codings]
    parts = [
        "<!doctype html>",
        '<html lang="en">',
        "<head>",
        '<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        '<meta name="color-scheme" content="light dark">',
        f"<title>{_text(title)}</title>",
        f"<style>{style}</style>",
        "</head>",
        "<body>",
        '<a class="skip" href="#r1">Skip to the first report</a>',
        *_masthead(cards),
        *(_index(codings, cards) if len(codings) > 1 else ()),
        "<main>",
        *(line for n, (c, k) in enumerate(zip(codings, cards, strict=True), 1) for line in _article(n, c, k)),
        "</main>",
        *_foot(version),
        '<div id="peek" hidden role="dialog" aria-label="Claims on these words"></div>',
        f"<script>{script}</script>",
        "</body>",
        "</html>",
    ]
    return "\n".join(parts) + "\n"


def _asset(name: str) -> str:
    return files("servanda.presenting").joinpath(name).read_text("utf-8")


def _hash(content: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()


def _text(value: str) -> str:
    """``value`` safe inside an element or a quoted attribute."""
    return escape(_UNPRINTABLE.sub("\N{REPLACEMENT CHARACTER}", value))


def _masthead(cards: Sequence[Sequence[Card]]) -> Iterator[str]:
    counts = Counter(card.kind for one in cards for card in one)
    yield '<header class="mast">'
    yield '<p class="brand">Servanda</p>'
    yield '<p class="lead">What each report says, beside the words it rests on.</p>'
    yield '<fieldset class="kinds"><legend>Show</legend>'
    for kind, heading in KINDS.items():
        yield (
            f'<label class="{kind}"><input type="checkbox" id="show-{kind}" checked> '
            f"<span>{heading}</span> <b>{counts[kind]}</b></label>"
        )
    yield "</fieldset>"
    yield "</header>"


def _index(codings: Sequence[Coding], cards: Sequence[Sequence[Card]]) -> Iterator[str]:
    yield f'<nav class="index" aria-label="Reports"><h2>{len(codings)} reports</h2><ol>'
    for number, (coding, mine) in enumerate(zip(codings, cards, strict=True), 1):
        counts = Counter(card.kind for card in mine)
        tallies = "".join(
            f'<span class="{kind}" title="{counts[kind]} {heading.lower()}">{counts[kind]}</span>'
            for kind, heading in KINDS.items()
        )
        yield (
            f'<li><a href="#r{number}">{_text(_title(coding))}</a> '
            f'<span class="when">{_text(_when(coding))}</span> <span class="tally">{tallies}</span></li>'
        )
    yield "</ol></nav>"


def _article(number: int, coding: Coding, cards: Sequence[Card]) -> Iterator[str]:
    report = f"r{number}"
    marks = sorted((span, card.number) for card in cards for span in card.spans)
    rows, first_at = _mark_up(report, coding, cards, marks)
    yield f'<article id="{report}" aria-labelledby="{report}-title">'
    yield from _article_head(report, coding)
    yield '<div class="pair">'
    yield f'<section class="text" aria-label="Text" lang="{_text(coding.document.language or "en")}">'
    yield from rows
    yield "</section>"
    yield '<section class="claims" aria-label="Claims">'
    for kind, heading in KINDS.items():
        of_kind = [card for card in cards if card.kind == kind]
        if of_kind:
            yield f'<div class="group {kind}"><h3>{heading} <b>{len(of_kind)}</b></h3><ol>'
            for card in of_kind:
                yield from _card(report, card, coding.document.text, first_at)
            yield "</ol></div>"
    if not cards:
        yield '<p class="none">Nothing of the four kinds was found in this report.</p>'
    yield "</section></div></article>"


def _article_head(report: str, coding: Coding) -> Iterator[str]:
    doc = coding.document
    yield "<header>"
    yield f'<h2 id="{report}-title">{_text(_title(coding))}</h2>'
    facts = [f"<span>{_text(doc.source)}</span>"] if doc.source else []
    facts.append(f"<span>{_text(_when(coding))}</span>")
    if doc.url and doc.url.startswith(("https://", "http://")):
        facts.append(f'<a href="{_text(doc.url)}" rel="noreferrer noopener">original</a>')
    yield f'<p class="meta">{" ".join(facts)}</p>'
    notes = [i.message for i in coding.issues]
    if coding.written_reasons:
        yield '<details class="dating"><summary>How it is dated</summary><ul>'
        yield from (f"<li>{_text(reason)}</li>" for reason in coding.written_reasons)
        yield "</ul></details>"
    if notes:
        yield '<ul class="issues">' + "".join(f"<li>{_text(note)}</li>" for note in notes) + "</ul>"
    yield "</header>"


def _title(coding: Coding) -> str:
    doc = coding.document
    if doc.title:
        return doc.title
    words = " ".join(doc.text[:300].split())
    return words if len(words) <= 90 else words[:89].rsplit(" ", 1)[0] + "…"


def _when(coding: Coding) -> str:
    if coding.document.published:
        return date_words(coding.document.published.isoformat())
    if coding.written:
        return f"bears no date; written {days_words(coding.written)}"
    return "bears no date"


def _mark_up(
    report: str, coding: Coding, cards: Sequence[Card], marks: list[tuple[Span, int]]
) -> tuple[list[str], dict[int, str]]:
    """The text's paragraphs with marks, and the element's id for each offset at which a mark starts."""
    text = coding.document.text
    kinds = {card.number: card.kind for card in cards}
    first_at: dict[int, str] = {}
    rows: list[str] = []
    ends_at: dict[int, list[int]] = {}
    for span, n in marks:
        ends_at.setdefault(span.end, []).append(n)
    starts = [span.start for span, _ in marks]
    longest = max((len(span) for span, _ in marks), default=0)
    for paragraph in paragraphs(text, coding.document.breaks):
        low = bisect_left(starts, paragraph.start - longest)
        high = bisect_left(starts, paragraph.end)
        pieces: list[str] = []
        for segment in cut(paragraph, marks[low:high]):
            words = _text(text[segment.start : segment.end])
            if segment.marks:
                first_at[segment.start] = name = f"{report}w{len(first_at) + 1}"
                words = _mark(report, name, segment, words, kinds, ends_at)
            pieces.append(words)
        rows.append(f'<p dir="auto">{"".join(pieces)}</p>')
    return rows, first_at


def _mark(
    report: str,
    name: str,
    segment: Segment,
    words: str,
    kinds: dict[int, Kind],
    ends_at: dict[int, list[int]],
) -> str:
    classes = " ".join(sorted({kinds[n] for n in segment.marks}))
    numbers = " ".join(str(n) for n in segment.marks)
    ending = sorted(set(ends_at.get(segment.end, ())) & set(segment.marks))
    notes = f'<sup aria-hidden="true">{",".join(map(str, ending))}</sup>' if ending else ""
    link = f'id="{name}" href="#{report}c{segment.marks[0]}" data-c="{numbers}"'
    return f'<a class="w {classes}" {link}>{words}{notes}</a>'


def _card(report: str, card: Card, text: str, first_at: dict[int, str]) -> Iterator[str]:
    yield f'<li class="card {card.kind}" id="{report}c{card.number}" data-c="{card.number}">'
    yield f'<p class="label"><span class="n">{card.number}</span> {_text(card.label)}</p>'
    yield f'<p class="who">{_text(card.title)}</p>'
    if card.facts:
        yield '<p class="facts">' + " ".join(f"<span>{_text(fact)}</span>" for fact in card.facts) + "</p>"
    for span, words in zip(card.spans, card.quotes(text), strict=True):
        # A span of nothing but blank space between paragraphs has no mark to point to.
        target = first_at.get(span.start)
        link = f'<a href="#{target}">{_text(words)}</a>' if target else _text(words)
        yield f'<p class="quote">{link}</p>'
    made = card.provenance
    yield f"<details><summary>Why</summary><p><code>{_text(made.coder)}</code>, score {made.score:.2f}</p>"
    if made.reasons:
        yield "<ul>" + "".join(f"<li>{_text(reason)}</li>" for reason in made.reasons) + "</ul>"
    yield "</details></li>"


def _foot(version: str) -> Iterator[str]:
    yield '<footer class="foot"><p>'
    yield "Point at words or at a claim to see what belongs together; tap or press Enter to hold it, "
    yield "Esc to let go. Everything is as the report tells it; nothing is checked against the world."
    yield f"</p><p>Made by Servanda {_text(version)}.</p></footer>"
