"""The words of an HTML page with their places in its source; found without building a tree, in one pass."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from typing import Final

from servanda.intake.tracing import Run

_PIECE: Final = re.compile(
    r"<!--.*?(?:-->|\Z)"
    r"|<(?P<silent>script|style|noscript|template|svg|iframe|textarea|select|button|head)\b[^>]*>.*?(?:</(?P=silent)\s*>|\Z)"
    r"|<(?P<close>/?)(?P<tag>[a-zA-Z][\w:-]*)[^>]*(?:>|\Z)"
    r"|<[!?][^>]*(?:>|\Z)"
    r"|(?P<entity>&(?:\#[0-9]{1,7}|\#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});?)"
    r"|(?P<space>\s+)"
    r"|(?P<words>[^\s<&]+|[<&])",
    re.DOTALL,
)

_BLOCKS: Final = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "br",
        "caption",
        "center",
        "dd",
        "details",
        "dialog",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "legend",
        "li",
        "main",
        "nav",
        "ol",
        "option",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "title",
        "tr",
        "ul",
    ]
)
_MARGINS: Final = frozenset(["nav", "footer", "aside", "form", "header", "figure", "menu"])
_NO_END: Final = frozenset(
    [
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "param",
        "source",
        "track",
        "wbr",
        "p",
        "li",
        "td",
        "th",
        "tr",
        "dt",
        "dd",
        "option",
        "optgroup",
        "thead",
        "tbody",
        "tfoot",
        "colgroup",
        "html",
        "head",
        "body",
        "rt",
        "rp",
    ]
)


@dataclass(frozen=True, slots=True)
class SourceText:
    """What a page shows, in the order of its source.

    Attributes:
        text: its words; paragraphs are parted by an empty line, other white space is one space.
        runs: from ``text`` to the source, as in :class:`~servanda.model.OffsetMap`; only words have runs.
        body: stretches of ``text``, one a paragraph, outside navigation, header, footer, forms and asides.
    """

    text: str
    runs: tuple[Run, ...]
    body: tuple[tuple[int, int], ...]


def read_markup(source: str) -> SourceText:
    """Take a page's words out of its markup."""
    out: list[str] = []
    runs: list[Run] = []
    body: list[tuple[int, int]] = []
    at, start, pending, margin = 0, 0, "", 0

    def finish() -> None:
        if start < at and margin == 0:
            body.append((start, at))

    for match in _PIECE.finditer(source):
        if match["space"]:
            pending = pending or " "
        elif tag := match["tag"]:
            tag = tag.lower()
            if tag in _BLOCKS:
                if pending != "\n\n":
                    finish()
                pending, start = "\n\n", at + 2
            if tag in _MARGINS:
                margin = max(0, margin + (-1 if match["close"] else 1))
        elif match["words"] or match["entity"]:
            words = match["words"] or html.unescape(match["entity"])
            if words.isspace():
                pending = pending or " "
                continue
            if pending and at:
                out.append(pending)
                at += len(pending)
            elif not at:
                start = 0
            pending = ""
            runs.append((at, match.start(), match.end() - match.start(), len(words)))
            out.append(words)
            at += len(words)
    finish()
    return SourceText("".join(out), tuple(runs), tuple(body))


_TAG: Final = re.compile(r"<(/?)([a-zA-Z][\w:-]*)[^<>]*>")


def measure_depth(source: str, limit: int) -> int:
    """How deep elements stand inside one another, up to ``limit`` + 1, but for tags that may stay open."""
    depth = deepest = 0
    for match in _TAG.finditer(source):
        if match[0].endswith("/>") or match[2].lower() in _NO_END:
            continue
        depth = max(0, depth + (-1 if match[1] else 1))
        deepest = max(deepest, depth)
        if deepest > limit:
            break
    return deepest
