"""Ledgers: what was promised, what is told to be done and what is denied, side by side with its numbers.

Nothing is added up: two reports of one exchange are two lines. Figures come with the words that hold them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Final, Literal

from servanda.codebook.standing import standing_table
from servanda.codebook.tracks import track_table
from servanda.knowledge.countries import country_name
from servanda.model.account import Account
from servanda.model.actor import Actor
from servanda.model.claim import Commitment, Event, Figure
from servanda.model.views import Incident, Ledger, LedgerLine, Pledge
from servanda.reconciliation.deeds import asked_for
from servanda.reconciliation.lands import lands_named
from servanda.reconciliation.witnesses import outlet

Kind = Literal["prisoners", "withdrawals", "returns", "deployments"]


@dataclass(frozen=True, slots=True)
class _Sort:
    """What belongs to a ledger: acts promised, deeds done, measures counted; ``words`` of the deed."""

    kind: Kind
    acts: frozenset[str]
    deeds: frozenset[tuple[str, str | None]]
    measures: frozenset[str]
    words: re.Pattern[str] | None


def _about(act: str) -> re.Pattern[str]:
    return standing_table().acts[act].about


@cache
def _sorts() -> tuple[_Sort, ...]:
    keepers, watchers = _about("deploy_peacekeepers"), _about("accept_monitors")
    return (
        _Sort(
            "prisoners",
            frozenset({"release_prisoners", "account_for_missing"}),
            frozenset({("RETREAT", "release")}),
            frozenset({"released"}),
            None,
        ),
        _Sort(
            "withdrawals",
            frozenset({"withdraw_forces"}),
            frozenset({("RETREAT", "withdraw")}),
            frozenset({"withdrawn"}),
            None,
        ),
        _Sort(
            "returns",
            frozenset({"return_displaced"}),
            frozenset({("RETREAT", "access"), ("RETREAT", None), ("AID", None)}),
            frozenset(),
            _about("return_displaced"),
        ),
        _Sort(
            "deployments",
            frozenset({"deploy_peacekeepers", "deploy_forces", "accept_monitors"}),
            frozenset({("MOBILIZE", "troops"), ("RETREAT", "access")}),
            frozenset({"deployed"}),
            re.compile(f"{keepers.pattern}|{watchers.pattern}", re.IGNORECASE),
        ),
    )


_PROMISED: Final = frozenset({"agreed", "declared", "in_force", "broken", "ended"})


def acts_of_ledgers() -> frozenset[str]:
    """Acts of the promises that ledgers hold deeds against."""
    return frozenset(act for sort in _sorts() for act in sort.acts)


def measures_of_ledgers() -> frozenset[str]:
    """Measures of the figures that ledgers list."""
    return frozenset(measure for sort in _sorts() for measure in sort.measures)


def build_ledgers(
    pledges: Iterable[Pledge], incidents: Iterable[Incident], accounts: Mapping[str, Account]
) -> tuple[Ledger, ...]:
    """Ledgers by kind and parties, lines by day; those of most lines first within a kind.

    Args:
        pledges: what was promised; offers and demands bind nobody and are left out.
        incidents: of any type.
        accounts: by id, at least those of ``pledges`` and ``incidents`` and the figures of their reports.
    """
    figures: dict[str, list[Account]] = {}
    for account in sorted(accounts.values(), key=lambda a: a.key):
        if isinstance(account.claim, Figure):
            figures.setdefault(account.report.id, []).append(account)
    promised = sorted(pledges, key=lambda p: p.id)
    deeds = sorted(incidents, key=lambda i: i.id)
    out: list[Ledger] = []
    for sort in _sorts():
        found: dict[tuple[str, ...], list[LedgerLine]] = {}
        bound: dict[tuple[str, ...], list[str]] = {}
        used: set[str] = set()
        for pledge in promised:
            if pledge.act in sort.acts and pledge.phase not in ("offered", "demanded"):
                own = [accounts[a] for a in pledge.accounts if a in accounts]
                pair = _pair((*pledge.obligors, *pledge.beneficiaries), own, sort)
                bound.setdefault(pair, []).append(pledge.id)
                found.setdefault(pair, []).extend(_promises(own, figures, sort, used))
        for incident in deeds:
            told = [accounts[a] for a in incident.accounts if a in accounts]
            for account in (a for a in told if _is_deed(a, sort)):
                event = account.claim
                assert isinstance(event, Event)
                pair = _pair((*event.actors, *event.recipients), (account,), sort)
                lines = found.setdefault(pair, [])
                if event.type == "REJECT":
                    lines.append(_line("denied", account, None))
                elif event.status == "denied":
                    lines += _counted("denied", account, figures, sort, used)
                else:
                    lines += _counted("done", account, figures, sort, used)
        for account in (f for many in figures.values() for f in many if f.id not in used):
            figure = account.claim
            assert isinstance(figure, Figure)
            if figure.measure in sort.measures and (sort.words is None or sort.words.search(account.context)):
                found.setdefault(_pair((), (account,), sort), []).append(_line("done", account, account))
        order = sorted(found, key=lambda p: (-len(found[p]), p))
        out += (_ledger(sort.kind, pair, found[pair], bound.get(pair, ())) for pair in order if found[pair])
    return tuple(out)


def _ledger(kind: Kind, pair: Iterable[str], lines: Iterable[LedgerLine], bound: Iterable[str]) -> Ledger:
    return Ledger(
        kind=kind,
        parties=tuple(Actor(country_name(c) or c, c, "GOV") for c in pair),
        lines=_once(lines),
        commitments=tuple(dict.fromkeys(bound)),
    )


def _promises(
    own: Sequence[Account], figures: Mapping[str, list[Account]], sort: _Sort, used: set[str]
) -> list[LedgerLine]:
    """Every number told of a promise; one line without a number, the first, if none is.

    Who tells it as running tells what is there, not what was promised; unless nobody tells how it was made.
    """
    lines: list[LedgerLine] = []
    told = [(a, a.claim.force) for a in own if isinstance(a.claim, Commitment) and a.claim.force in _PROMISED]
    made = [(a, force) for a, force in told if force in ("agreed", "declared")]
    for account, _ in made or told:
        lines += _counted("promised", account, figures, sort, used, anywhere=True)
    numbered = [x for x in lines if x.low is not None or x.high is not None]
    return numbered or lines[:1]


def _is_deed(account: Account, sort: _Sort) -> bool:
    event = account.claim
    if not isinstance(event, Event) or asked_for(account):
        return False
    text = " ".join((*account.quotes, account.context))
    if sort.words is not None and not sort.words.search(text):
        return False
    if event.type == "REJECT" and event.status == "happened":
        return (
            _about(
                min(sort.acts & {"release_prisoners", "withdraw_forces", "return_displaced"}, default="other")
            ).search(account.quotes[0])
            is not None
        )
    return event.status in ("happened", "denied") and (event.type, event.mode) in sort.deeds


def _counted(
    what: Literal["promised", "done", "denied"],
    account: Account,
    figures: Mapping[str, list[Account]],
    sort: _Sort,
    used: set[str],
    *,
    anywhere: bool = False,
) -> list[LedgerLine]:
    """A line for each number told in the words of the deed or promise; one without a number if there is none.

    ``anywhere``: numbers of the whole sentence belong to it.
    """
    mine = [
        f
        for f in figures.get(account.report.id, ())
        if isinstance(f.claim, Figure) and f.claim.measure in sort.measures and f.id not in used
    ]
    near = [f for f in mine if any(f.quotes[0] in q for q in account.quotes)]
    if anywhere:
        near = near or [f for f in mine if f.quotes[0] in account.context]
    used.update(f.id for f in near)
    return [_line(what, account, f) for f in near] or [_line(what, account, None)]


def _line(
    what: Literal["promised", "done", "denied"], account: Account, figure: Account | None
) -> LedgerLine:
    told = figure or account
    claim = told.claim
    number = claim if isinstance(claim, Figure) else None
    says = claim.says if isinstance(claim, Event | Figure) else None
    givers, receivers = _ends(account, figure)
    return LedgerLine(
        what=what,
        low=number.low if number else None,
        high=number.high if number else None,
        by=str(says) if says else outlet(account),
        day=told.when or account.when or account.likely,
        account=told.id,
        report=account.report.id,
        quote=_quote(account, figure),
        givers=givers,
        receivers=receivers,
    )


def _quote(account: Account, figure: Account | None) -> str:
    """The words of the deed or promise that hold its number; where they do not, those of the number."""
    if figure is None or figure is account:
        return account.quotes[0]
    number = figure.quotes[0]
    return next((q for q in account.quotes if number in q), number)


def _ends(account: Account, figure: Account | None) -> tuple[tuple[Actor, ...], tuple[Actor, ...]]:
    """Who gives and who receives, as the deed or promise names them.

    In "A freed 32 of B's soldiers and B two of A's", the two of A's are not freed by A: nobody is named then.
    """
    claim = account.claim
    if isinstance(claim, Commitment):
        givers, receivers = claim.obligors, claim.beneficiaries
    elif isinstance(claim, Event) and claim.type != "REJECT":
        givers, receivers = claim.actors, claim.recipients
    else:
        return (), ()
    if figure is not None and isinstance(figure.claim, Figure) and figure.claim.measure == "released":
        freed = lands_named(figure.quotes[0])
        if len(freed) == 1:
            givers = tuple(g for g in givers if g.country != freed[0])
            receivers = tuple(r for r in receivers if r.country == freed[0]) if givers else ()
    return givers, receivers


def _once(lines: Iterable[LedgerLine]) -> tuple[LedgerLine, ...]:
    """By day, undated last; a deed told twice by one report with and without its number stands once."""
    order = {"promised": 0, "done": 1, "denied": 2}
    sorted_ = sorted(lines, key=lambda x: (x.day or (date.max,) * 2, order[x.what], x.report, x.account))
    numbered = {(x.what, x.report, x.day) for x in sorted_ if x.low is not None or x.high is not None}
    out: dict[str, LedgerLine] = {}
    for line in sorted_:
        bare = line.low is None and line.high is None
        if bare and (line.what, line.report, line.day) in numbered:
            continue
        out.setdefault(line.account, line)
    return tuple(out.values())


def _pair(actors: Iterable[Actor], told: Sequence[Account], sort: _Sort) -> tuple[str, ...]:
    """The countries concerned, two at most: of those who take part or are named in the words.

    Where only one is, the other is the one the report speaks of most; deployments may be one country's alone.
    """
    named = [a.country for a in actors if a.country not in ("", "INT")]
    named += [c for a in told for q in a.quotes for c in lands_named(q)]
    lands = [c for a in told for c in a.lands]
    if sort.kind != "deployments":  # a power that brokered it is no party
        lands += [c for a in told for c in lands_named(a.context)]
        powers = track_table().powers
        named = [c for c in named if c not in powers] or named
        lands = [c for c in lands if c not in powers] or lands
    ranked = sorted(dict.fromkeys(named), key=lambda c: lands.index(c) if c in lands else len(lands))
    if not ranked or (len(ranked) < 2 and sort.kind != "deployments" and ranked[0] in lands[:2]):
        ranked += [c for c in dict.fromkeys(lands) if c not in ranked][: 2 - len(ranked)]
    return tuple(sorted(ranked[:2]))
