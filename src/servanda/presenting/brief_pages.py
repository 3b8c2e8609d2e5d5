"""A brief as Markdown and as one self-contained HTML page; the same brief gives the same bytes."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterator
from html import escape
from importlib.resources import files
from typing import Final

from servanda.model.account import Account
from servanda.presenting.blocks import day_words, outlet, quoted, spoken, teller
from servanda.presenting.brief import Brief
from servanda.presenting.sentences import Sentence

_UNPRINTABLE: Final = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)
_MARKED: Final = re.compile(r"([\\`*_\[\]<>#|~])")


def as_markdown(brief: Brief) -> str:
    """Markdown with a footnote for every sentence."""
    lines = [f"# {_plain(brief.title)}", "", _plain(brief.lead), ""]
    for section in brief.sections:
        lines += [f"## {_plain(section.heading)}", ""]
        for paragraph in section.paragraphs:
            told = (f"{_plain(s.text)}{''.join(f'[^{n}]' for n in brief.numbers(s))}" for s in paragraph)
            lines += [" ".join(told), ""]
        if section.rest:
            lines += [f"*{_plain(section.rest)}*", ""]
    lines += [f"[^{n}]: {_plain(_source(a))}: {_plain(_words(a))}" for n, a in enumerate(brief.notes, 1)]
    return "\n".join(lines).rstrip() + "\n"


def as_html(brief: Brief, *, version: str) -> str:
    """One page that fetches nothing; everything that comes from a report is escaped."""
    style = files("servanda.presenting").joinpath("brief.css").read_text("utf-8")
    policy = f"default-src 'none'; style-src '{_hash(style)}'; base-uri 'none'; form-action 'none'"
    parts = [
        "<!doctype html>",
        '<html lang="en">',
        "<head>",
        '<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{_text(brief.title)}</title>",
        f"<style>{style}</style>",
        "</head>",
        "<body>",
        "<main>",
        f"<h1>{_text(brief.title)}</h1>",
        f'<p class="lead">{_text(brief.lead)}</p>',
    ]
    first_use: set[int] = set()
    for section in brief.sections:
        parts.append(f"<h2>{_text(section.heading)}</h2>")
        parts += [f"<p>{' '.join(_sentence(brief, s, first_use) for s in p)}</p>" for p in section.paragraphs]
        if section.rest:
            parts.append(f"<p><em>{_text(section.rest)}</em></p>")
    if brief.notes:
        parts += ["<h2>Words</h2>", '<ol class="notes">', *_notes(brief), "</ol>"]
    parts += [
        "</main>",
        f"<footer><p>Made by Servanda {_text(version)}.</p></footer>",
        "</body>",
        "</html>",
        "",
    ]
    return "\n".join(parts)


def _sentence(brief: Brief, sentence: Sentence, first_use: set[int]) -> str:
    marks = []
    for number in brief.numbers(sentence):
        name = "" if number in first_use else f' id="r{number}"'
        first_use.add(number)
        marks.append(f'<a href="#n{number}"{name}>{number}</a>')
    return f"{_text(sentence.text)}<sup>{'&nbsp;'.join(marks)}</sup>"


def _notes(brief: Brief) -> Iterator[str]:
    for number, account in enumerate(brief.notes, 1):
        back = f'<a href="#r{number}" aria-label="back to the text">↑</a>'
        ids = f"<code>{_text(account.report.id)}</code> <code>{_text(account.id)}</code>"
        yield (
            f'<li id="n{number}">{_text(_told(account))} {ids} '
            f"<q>{_text(_words(account).strip('“”'))}</q> {back}</li>"
        )


def _told(account: Account) -> str:
    who, where = teller(account), outlet(account)
    told = where if who == where else f"{who}, in {where}"
    return f"{told}, {day_words(account.report.reported)}"


def _source(account: Account) -> str:
    return f"{_told(account)} ({account.report.id}, {account.id})"


def _words(account: Account) -> str:
    return quoted(spoken(account), 400)


def _plain(words: str) -> str:
    """Text that Markdown takes as it stands."""
    return _MARKED.sub(r"\\\1", _UNPRINTABLE.sub("\N{REPLACEMENT CHARACTER}", " ".join(words.split())))


def _text(words: str) -> str:
    return escape(_UNPRINTABLE.sub("\N{REPLACEMENT CHARACTER}", words))


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
