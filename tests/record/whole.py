"""A record in memory, by the pure functions alone: what the views of a store must come to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from servanda.model import Coding, Commitment, Event
from servanda.model.account import Account, known_by
from servanda.model.pair import Pair
from servanda.model.views import Incident, Pledge
from servanda.reconciliation.accounts import accounts_of, report_of
from servanda.reconciliation.incidents import INCIDENTS, build_incident
from servanda.reconciliation.pledges import COMMITMENTS
from servanda.reconciliation.pledges_building import build_pledge
from servanda.reconciliation.standing import judge, query


@dataclass(frozen=True, slots=True)
class Whole:
    """Incidents, promises and the accounts they rest on, as of a day."""

    incidents: tuple[Incident, ...]
    pledges: tuple[Pledge, ...]
    accounts: Mapping[str, Account]

    def of(self, act: str) -> tuple[Pledge, ...]:
        """The promises of one act kind, in the order in which they were first reported."""
        return tuple(p for p in self.pledges if p.act == act)


def whole_of(accounts: Iterable[Account], as_of: date | None = None) -> Whole:
    """Everything joined, and each promise judged."""
    known = known_by(accounts, as_of)
    by_id = {a.id: a for a in known}
    events = [a for a in known if isinstance(a.claim, Event)]
    promises = [a for a in known if isinstance(a.claim, Commitment)]
    incidents = tuple(build_incident([by_id[i] for i in ids], {}) for ids in groups(INCIDENTS, events))
    pledges = [build_pledge([by_id[i] for i in ids], as_of) for ids in groups(COMMITMENTS, promises)]
    words = [a for a in known if not isinstance(a.claim, Event)]
    judged = []
    for pledge in pledges:
        asked = query(pledge)
        found = [i for i in incidents if any(asked.wants(by_id[a]) for a in i.accounts)]
        judged.append(judge(pledge, found, by_id, as_of, words))
    return Whole(incidents, tuple(judged), by_id)


def groups(grouping: Any, things: list[Account]) -> tuple[tuple[str, ...], ...]:
    """What a grouping joins, compared within its keys."""
    buckets: dict[str, list[Account]] = {}
    for thing in things:
        for key in grouping.keys(thing):
            buckets.setdefault(key, []).append(thing)
    pairs: dict[tuple[str, str], Pair] = {}
    for bucket in buckets.values():
        for k, a in enumerate(bucket):
            for b in bucket[k + 1 :]:
                ends = (min(a.id, b.id), max(a.id, b.id))
                if ends not in pairs and (pair := grouping.compare(a, b)):
                    pairs[ends] = pair
    return tuple(grouping.split([t.id for t in things], pairs.values(), ()))


def accounts_placed(
    codings: Iterable[Coding], placed: Mapping[str, tuple[date, date]] | None = None
) -> list[Account]:
    """All accounts of codings; reports of no day get the one given in ``placed``."""
    out: list[Account] = []
    for coding in codings:
        report = report_of(coding)
        if placed and report.id in placed:
            report = replace(report, placed=placed[report.id])
        out += accounts_of(coding, report)
    return out
