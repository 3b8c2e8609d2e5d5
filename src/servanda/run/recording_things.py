"""From a stored coding to the things of the derived tables, and from their rows back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from servanda.model import Actor, Coding, Commitment, Event, Figure
from servanda.model.account import Account, Report
from servanda.model.pair import Grouping
from servanda.reconciliation.accounts import accounts_of
from servanda.reconciliation.bearing import bears_on
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


@dataclass(frozen=True, slots=True)
class Ready:
    """A thing with its row."""

    row: Thing
    thing: Comparable


LAYOUT: Final = layout_of(Account, Text)
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
    told = [a for one in accounts_of(coding, report) if (a := decisions.account(one, coding)) is not None]
    told = list({a.id: _in_order(a) for a in told}.values())
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


def _in_order(account: Account) -> Account:
    """The order of fields is lost where a coding is kept."""
    made = account.claim.provenance
    if len(made.fields) < 2:
        return account
    ordered = replace(made, fields=tuple(sorted(made.fields)))
    return replace(account, claim=replace(account.claim, provenance=ordered))


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
        f"c:{actor.country}" if actor.country not in ("", "INT") else f"n:{clean(actor.name.casefold())}"
        for actor in named_in(account)
    }
    names |= {f"c:{code}" for code in (account.where.countries if account.where else ())}
    days = account.likely
    first, last = (days[0].toordinal(), days[1].toordinal()) if days else (0, ALWAYS + 1)
    return [
        Part(party=name, act=act, first=first, last=last, thing=account.id)
        for act in bears_on(account)
        for name in sorted(names)
    ]


def clean(text: str) -> str:
    """Text that every store can keep in a column."""
    return text.replace("\0", "").encode("utf-8", "replace").decode()


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
    kept = unpack(Text, row.data)
    return replace(kept, shingles=frozenset(shingles_of(kept.words)))


def _packed(text: Text) -> str:
    """Without what follows from the words."""
    return pack(replace(text, shingles=frozenset()))


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
