"""What a search found as blocks and as JSON."""

from __future__ import annotations

from typing import Any, Final

from servanda.model.asking import Hit, Results
from servanda.model.days import iso_of
from servanda.presenting.blocks import Block, Row, cited, claim_title, day_words, when_words

_NAMES: Final = {
    "source": "outlets",
    "kind": "kinds",
    "type": "types",
    "country": "countries",
    "year": "years",
}


def hit_block(hit: Hit) -> Block:
    """What was found: its words, and where they stand."""
    report, account = hit.report, hit.account
    where = account.where.name if account and account.where else ""
    facts = [when_words(account.when), where] if account else []
    line = " · ".join(f for f in facts if f)
    outlet = report.source or f"report {report.id}"
    rows = [Row("", line)] if line else []
    if hit.snippet:
        rows.append(Row("", _in_marks(hit.snippet), "quote"))
    rows.append(Row("", cited(account) if account else f"{outlet}, {day_words(report.reported)}", "faint"))
    title = claim_title(account) if account else f"report: {report.title or report.id}"
    return Block(hit.id, title, tuple(rows), account.claim.kind if account else "")


def _in_marks(words: str) -> str:
    """In quotation marks, if it has none of its own."""
    line = " ".join(words.split())
    return line if any(mark in line for mark in "“”«»„") else f"“{line}”"


def facet_block(found: Results, most: int) -> Block:
    """How all that was found is spread; the most frequent values of each facet."""
    rows = []
    for facet in found.facets:
        if facet.counts:
            words = [f"{value} {count:,}" for value, count in facet.counts[:most]]
            left = len(facet.counts) - most
            rows.append(Row(_NAMES[facet.name], ", ".join([*words, *([f"{left} more"] if left > 0 else [])])))
    return Block("", "Of all found", tuple(rows))


def hit_to_json(hit: Hit) -> dict[str, Any]:
    """What was found as JSON values; ``marks`` are characters of ``snippet``."""
    report, account = hit.report, hit.account
    return {
        "id": hit.id,
        "kind": hit.kind,
        "score": hit.score,
        "report": report.id,
        "source": report.source,
        "title": report.title,
        "reported": report.reported.isoformat() if report.reported else None,
        "url": report.url,
        "about": claim_title(account) if account else None,
        "when": iso_of(account.when) if account else None,
        "place": account.where.name if account and account.where else None,
        "snippet": hit.snippet,
        "marks": [list(mark) for mark in hit.marks],
        "licence": report.licence,
        "redistributable": report.redistributable,
    }
