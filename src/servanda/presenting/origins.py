"""Where the record has it from: sources, copies, reports and judgements, as blocks."""

from __future__ import annotations

from collections.abc import Mapping

from servanda.model.account import Account, Report
from servanda.model.judgement import Judgement
from servanda.model.views import CopyGroup, SourceLink
from servanda.presenting.blocks import Block, Row, Told, bare, claim_title, day_words, quoted, when_words
from servanda.reconciliation.judged import value_words

HOW = {"attribution": "by attribution", "cue": "by name", "copy": "as a copy"}
"""How a teller has it from a source, in words."""

MOST_REPORTS = 3

VERDICTS = {
    "same": "merged",
    "different": "held apart",
    "accept": "accepted",
    "correct": "corrected",
    "reject": "rejected",
    "grade": "graded",
    "note": "noted",
    "hide": "name hidden",
    "recode": "recoded",
    "withdraw": "withdrawn",
    "undo": "undone",
}


def source_block(link: SourceLink, told: Told) -> Block:
    """Who has it from whom, how often."""
    del told
    claims = f"{link.count} {'claim' if link.count == 1 else 'claims'}"
    rows = [Row("", f"{HOW.get(link.how, link.how)}, {claims}")]
    rows += [Row("", f"[{one}]", "faint") for one in link.reports[:MOST_REPORTS]]
    left = len(link.reports) - MOST_REPORTS
    if left > 0:
        rows.append(Row("", f"and {left} more reports", "faint"))
    return Block("", f"{bare(link.teller)} ← {bare(link.source)}", tuple(rows), "statement")


def copies_block(group: CopyGroup, told: Told) -> Block:
    """Reports that carry one text."""
    del told
    agency = f", of {group.agency}" if group.agency else ""
    rows = [Row("original", f"[{group.original}]{agency}")]
    rows += [Row("copy", f"[{one}]") for one in group.reports if one != group.original]
    rows += [Row("because", reason, "faint") for reason in group.reasons]
    return Block(group.id, f"one text in {len(group.reports)} reports", tuple(rows), "statement")


def report_rows(report: Report) -> tuple[Row, ...]:
    """Outlet, days and licence of a report."""
    rows = [Row("outlet", report.source or "not told")]
    if report.published:
        rows.append(Row("bears", day_words(report.published)))
    if report.written and report.published is None:
        rows.append(Row("written", f"{when_words(report.written)}, by its own words"))
    if report.placed:
        rows.append(Row("placed", f"{when_words(report.placed)}, by other reports of the record"))
    if report.url:
        rows.append(Row("address", report.url))
    rights = "may be passed on" if report.redistributable else "not to be passed on whole"
    rows.append(Row("licence", f"{report.licence or 'not told'}; {rights}"))
    return tuple(rows)


def whole_report_block(
    report: Report, accounts: tuple[Account, ...], groups: Mapping[str, tuple[str, ...]]
) -> Block:
    """A report with every claim read from it, and what each is joined to."""
    rows = list(report_rows(report))
    for account in accounts:
        rows.append(Row("", "", "faint"))
        rows.append(Row("", claim_title(account), "strong"))
        rows += [Row("", quoted(q), "quote") for q in account.quotes[:1]]
        joined = ", ".join(groups.get(account.id, ()))
        rows.append(Row("", f"{account.id}{f', in {joined}' if joined else ''}", "faint"))
    return Block(report.id, report.title or "no title", tuple(rows))


def judgement_block(judgement: Judgement, undone_by: Judgement | None = None) -> Block:
    """Who decided what about which things, when and why; and who took it back."""
    value = ""
    if judgement.value and judgement.verdict not in ("different", "recode"):
        value = f"{' to ' if judgement.verdict == 'correct' else ': '}{value_words(judgement.value)}"
    field = f" {judgement.field}" if judgement.field else ""
    rows = [Row("", f"{judgement.author} ({judgement.role}), {judgement.at}")]
    rows += [Row("of", one, "faint") for one in judgement.things]
    rows += [Row("because", reason) for reason in judgement.reasons]
    if undone_by:
        rows.append(Row("undone", f"by {undone_by.author}, {undone_by.at} {undone_by.id}"))
    return Block(
        judgement.id, f"{VERDICTS.get(judgement.verdict, judgement.verdict)}{field}{value}", tuple(rows)
    )
