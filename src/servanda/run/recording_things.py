"""From a stored coding to the things of the derived tables, and from their rows back."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from servanda.model import Actor, Coding, Commitment, Event, Figure
from servanda.model.account import Account, Report
from servanda.model.days import Days
from servanda.model.pair import Grouping
from servanda.reconciliation.accounts import accounts_of
from servanda.reconciliation.copies import COPIES
from servanda.reconciliation.copies_texts import Text, shingles_of, text_from
from servanda.reconciliation.incidents import INCIDENTS
from servanda.reconciliation.pledges import COMMITMENTS
from servanda.reconciliation.tallies_attach import attach
from servanda.reconciliation.tallies_grouping import TALLIES
from servanda.record.index_codec import layout_of, pack, unpack
from servanda.record.index_schema import ALWAYS, sort_of
from servanda.record.index_things import Part, Thing
from servanda.run.recording_decisions import Decisions

TEXT: Final = "="
"""Before a report's id: the thing that is its text."""

WITHIN: Final = "!"
"""Before a report's id: the component of what is said of the report alone."""

Comparable = Account | Text

GROUPINGS: Final[dict[str, Grouping[Any]]] = {
    "report": COPIES,
    "event": INCIDENTS,
    "figure": TALLIES,
    "commitment": COMMITMENTS,
}
"""By kind of thing; statements are joined to nothing, and neither are figures of an event."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _TextRow:
    """A text as it is kept: what follows from the words is left out."""

    id: str
    words: str
    kinds: str
    days: Days | None
    source: str | None
    agency: str | None


@dataclass(frozen=True, slots=True)
class Ready:
    """A thing with its row."""

    row: Thing
    thing: Comparable


LAYOUT: Final = layout_of(Account, _TextRow)
"""Changes when rows of things can no longer be read back."""


def make_ready(coding: Coding, report: Report, known: int | None, decisions: Decisions) -> list[Ready]:
    """All things of a report: its text, and its accounts as judged.

    Args:
        coding: the one that stands for the report.
        report: with what was corrected, and where it was placed.
        known: the day from which on it stands in views; ``None``: the day it was reported.
        decisions: judgements in force.
    """
    text = text_from(coding)
    day = known if known is not None else _day(report)
    told = [a for one in accounts_of(coding, report) if (a := decisions.account(one)) is not None]
    told = list({a.id: a for a in told}.values())
    events = [a for a in told if isinstance(a.claim, Event)]
    out = [Ready(_row(TEXT + report.id, "report", report, 0, "", day, None, _packed(text)), text)]
    for account in told:
        event = attach(account, events) if isinstance(account.claim, Figure) else None
        kind = account.claim.kind
        out.append(
            Ready(
                _row(account.id, kind, report, account.position, account.id, day, event, pack(account)),
                account,
            )
        )
    return out


def keys_of(one: Ready) -> tuple[str, Sequence[str]]:
    """The grouping and the keys under which a thing meets others."""
    grouping = GROUPINGS.get(one.row.kind)
    if grouping is None or one.row.attached:
        return "", ()
    return grouping.name, grouping.keys(one.thing)


def parts_of(one: Ready) -> list[Part]:
    """Who takes part in what an account tells, as commitments look it up."""
    account = one.thing
    if not isinstance(account, Account):
        return []
    names = {
        f"c:{actor.country}" if actor.country not in ("", "INT") else f"n:{actor.name.casefold()}"
        for actor in named_in(account)
    }
    names |= {f"c:{code}" for code in (account.where.countries if account.where else ())}
    days = account.likely
    first, last = (days[0].toordinal(), days[1].toordinal()) if days else (0, ALWAYS + 1)
    kind = account.claim.type if isinstance(account.claim, Event) else account.claim.kind
    return [Part(party=n, type=kind, first=first, last=last, thing=account.id) for n in sorted(names)]


def named_in(account: Account) -> tuple[Actor, ...]:
    """Everybody that an account names as doing, undergoing, saying or promising."""
    claim = account.claim
    if isinstance(claim, Event):
        others = (claim.says,) if claim.says else ()
        return (*claim.actors, *claim.recipients, *others)
    if isinstance(claim, Commitment):
        return (*claim.obligors, *claim.beneficiaries)
    if isinstance(claim, Figure):
        return (claim.says,) if claim.says else ()
    return (claim.speaker, *claim.addressees)


def thing_in(row: Thing) -> Comparable:
    """What a row holds."""
    if row.kind != "report":
        return unpack(Account, row.data)
    kept = unpack(_TextRow, row.data)
    words = tuple(kept.words.split())
    return Text(
        id=kept.id,
        words=words,
        kinds=kept.kinds,
        shingles=shingles_of(words),
        days=kept.days,
        source=kept.source,
        agency=kept.agency,
    )


def accounts_in(rows: Iterable[Thing]) -> list[Account]:
    """The accounts among rows, in their order."""
    return [unpack(Account, row.data) for row in rows if row.kind != "report"]


def report_in(row: Thing) -> Report:
    """The report of an account's row."""
    return unpack(Account, row.data).report


def _packed(text: Text) -> str:
    return pack(
        _TextRow(
            id=text.id,
            words=" ".join(text.words),
            kinds=text.kinds,
            days=text.days,
            source=text.source,
            agency=text.agency,
        )
    )


def _row(
    one: str, kind: str, report: Report, position: int, account: str, known: int, event: str | None, data: str
) -> Thing:
    return Thing(
        id=one,
        kind=kind,
        report=report.id,
        sort=sort_of(report.reported, report.id, position, account),
        known=known,
        component=one,
        attached=event,
        data=data,
    )


def _day(report: Report) -> int:
    return report.reported.toordinal() if report.reported else ALWAYS


def with_label(one: Ready, label: str) -> Ready:
    """The same as part of a component."""
    return Ready(replace(one.row, component=label), one.thing)


def reasons_text(reasons: Iterable[str]) -> str:
    """Reasons as they are kept."""
    return json.dumps(list(reasons), ensure_ascii=False)


def has_grouping(kind: str) -> bool:
    """Whether things of a kind are joined across reports."""
    return kind in GROUPINGS


def is_commitment(account: Account) -> bool:
    """Whether it tells an undertaking."""
    return isinstance(account.claim, Commitment)
