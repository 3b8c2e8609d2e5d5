"""One thing of a record with all that is known of it: what ``servanda show`` prints."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields
from typing import Any

from servanda.model.account import Account, Report
from servanda.model.actor import Actor
from servanda.model.claim import Claim
from servanda.model.judgement import Judgement, undone
from servanda.model.views import (
    Contradiction,
    CopyGroup,
    Episode,
    Incident,
    Instrument,
    Ledger,
    Pledge,
    SourceLink,
    Tally,
    Track,
)
from servanda.presenting.blocks import Block, Row, Told, account_block
from servanda.presenting.happenings import (
    contradiction_block,
    episode_block,
    incident_facts,
    incident_title,
)
from servanda.presenting.origins import (
    copies_block,
    judgement_block,
    report_rows,
    source_block,
    whole_report_block,
)
from servanda.presenting.promises import instrument_block, ledger_block, track_block, whole_pledge_block
from servanda.presenting.tallies import whole_tally_block

Groups = Mapping[str, tuple[str, ...]]


def thing_blocks(
    thing: Any,  # noqa: ANN401 - any view, account, report or judgement
    accounts: Sequence[Account],
    judgements: Sequence[Judgement] = (),
    groups: Groups | None = None,
) -> list[Block]:
    """The thing first, then the accounts it rests on, then what was judged of it.

    Args:
        thing: a view, a claim's account, a report or a judgement.
        accounts: those it rests on.
        judgements: about it, in the order in which they were made.
        groups: of each account, the ids of what it is joined to.
    """
    told = {a.id: a for a in accounts}
    gone = undone(judgements)
    about = (judgement_block(j, gone.get(j.id)) for j in judgements)
    return [*_thing(thing, accounts, told, groups or {}), *about]


def _thing(thing: Any, accounts: Sequence[Account], told: Told, groups: Groups) -> list[Block]:  # noqa: ANN401
    each = [account_block(a) for a in accounts]
    match thing:
        case Report():
            return [whole_report_block(thing, tuple(accounts), groups)]
        case Account():
            joined = [Row("in", ", ".join(groups[thing.id]))] if groups.get(thing.id) else []
            own = account_block(thing)
            named = _actors(thing.claim)
            rows = (*own.rows, *named, *joined, *(_reason(r) for r in thing.claim.provenance.reasons))
            report = Block(thing.report.id, thing.report.title or "no title", report_rows(thing.report))
            return [Block(own.id, own.title, rows, own.kind), report]
        case Judgement():
            return [judgement_block(thing), *each]
        case Incident():
            rows = (Row("", incident_facts(thing)), *(_reason(r) for r in thing.reasons))
            return [Block(thing.id, incident_title(thing), rows, "event"), *each]
        case Pledge():
            return [whole_pledge_block(thing, told)]
        case Tally():
            return [whole_tally_block(thing, told), *each]
        case Contradiction():
            return [contradiction_block(thing, told), *each]
        case Episode():
            return [episode_block(thing, told), *each]
        case Instrument():
            return [instrument_block(thing, told), *each]
        case Track():
            return [track_block(thing, told)]
        case Ledger():
            return [ledger_block(thing, told)]
        case CopyGroup():
            return [copies_block(thing, told)]
        case SourceLink():
            return [source_block(thing, told)]
    message = f"nothing to show of a {type(thing).__name__}"
    raise TypeError(message)


def _actors(claim: Claim) -> list[Row]:
    """Its actors as ``servanda correct`` takes them: ``NAME|COUNTRY|SECTOR``."""
    rows = []
    for field in fields(claim):
        value = getattr(claim, field.name)
        found = value if isinstance(value, tuple) else (value,)
        if words := "; ".join(str(one) for one in found if isinstance(one, Actor)):
            rows.append(Row(field.name, words))
    return rows


def _reason(words: str) -> Row:
    return Row("because", words, "faint")
