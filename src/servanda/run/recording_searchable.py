"""What of a report the search looks through: its title and text, and each of its claims."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from servanda.model import Coding
from servanda.model.account import Account, Report
from servanda.model.asking import Sort
from servanda.model.claim import Statement
from servanda.record.search import Entry
from servanda.run.recording_terms import tags_of
from servanda.run.recording_things import Ready, clean, named_in

LAYOUT: Final = "1"
"""Changes when reports must be made searchable again."""


def entries_of(coding: Coding, report: Report, ready: Sequence[Ready]) -> list[Entry]:
    """A row for the text of a report and one for each of its claims.

    The report can be found by whatever one of its claims can be found by.
    """
    return entries_from(coding.document.title, coding.document.text, report, ready)


def entries_from(title: str | None, text: str, report: Report, ready: Sequence[Ready]) -> list[Entry]:
    """:func:`entries_of` a report whose document has this title and text."""
    claims = [_of_claim(r, r.thing, report) for r in ready if isinstance(r.thing, Account)]
    texts = [r for r in ready if not isinstance(r.thing, Account)]
    return [*(_of_text(r, body_of(title, text), report, claims) for r in texts), *claims]


def kind_of(account: Account) -> Sort:
    """What a claim is to the search."""
    claim = account.claim
    if isinstance(claim, Statement):
        return "statement" if claim.form == "indirect" else "quotation"
    return claim.kind


def body_of(title: str | None, text: str) -> str:
    """The text without the headline that it may begin with."""
    return text[len(title) :] if title and text.startswith(title) else text


def _of_text(ready: Ready, body: str, report: Report, claims: Sequence[Entry]) -> Entry:
    tags = {tag for claim in claims for tag in claim.tags if not tag.startswith("kind:")}
    return _entry(
        ready,
        report,
        kind="report",
        type_="",
        countries={code for claim in claims for code in claim.countries.split(",") if code},
        title=(report.title or "",),
        body=(body,),
        tags=tags,
        days=frozenset(days for claim in claims for days in claim.days),
        points=frozenset(point for claim in claims for point in claim.points),
    )


def _of_claim(ready: Ready, account: Account, report: Report) -> Entry:
    claim, where, when = account.claim, account.where, account.when
    named = dict.fromkeys(actor.name for actor in named_in(account))
    sort = [getattr(claim, name, None) or "" for name in ("type", "mode", "act", "measure")]
    place = [where.name] if where else []
    points = set()
    if where and where.lat is not None and where.lon is not None:
        points.add((where.lat, where.lon))
    return _entry(
        ready,
        report,
        kind=kind_of(account),
        type_=next((sort[k] for k in (0, 2, 3) if sort[k]), ""),
        countries={a.country for a in named_in(account) if a.country},
        title=(*named, *place, " ".join(sort).replace("_", " ")),
        body=account.quotes,
        tags=tags_of(account),
        days=frozenset({(when[0].toordinal(), when[1].toordinal())} if when else ()),
        points=frozenset(points),
    )


def _entry(
    ready: Ready,
    report: Report,
    *,
    kind: Sort,
    type_: str,
    countries: set[str],
    title: tuple[str, ...],
    body: tuple[str, ...],
    tags: set[str],
    days: frozenset[tuple[int, int]],
    points: frozenset[tuple[float, float]],
) -> Entry:
    day = report.reported
    outlet = {f"source:{' '.join(clean(report.source).casefold().split())}"} if report.source else set()
    return Entry(
        id=ready.row.id,
        kind=kind,
        report=report.id,
        sort=ready.row.sort,
        known=ready.row.known,
        reported=day.toordinal() if day else None,
        source=clean(report.source or ""),
        type=type_,
        countries=",".join(sorted(countries)),
        year=day.year if day else None,
        title=tuple(t for t in title if t),
        body=body,
        tags=frozenset(tags | outlet | {f"kind:{kind}"}),
        days=days,
        points=points,
    )
