"""What people should look at first: doubt times weight.

*Doubt*, 0 to 1: of a claim ``(1 - score) / (1 - least)``, where ``least`` is the lowest score with which a
claim of its kind is kept, and half of that for all but events; of a join ``(1 - score) / (1 - threshold)``: 1
at the threshold. Of a group only the joins that hold it together count: the surest that suffice (a maximum
spanning tree). Of a contradiction the greatest doubt of its sides, and at least one half, since one of them
may be misread. Of an undated report 1 if nothing places it, else 0.3 and a tenth for each day more than one,
up to 1.

*Weight*, at least 1: ``1 + log2(reports)`` of the largest incident or commitment it is in, 2 more for an
undertaking, 2 more for each commitment (three at most) whose standing rests on it, 1 more if it is the
number that was chosen as best. Of a report ``1 + log2(claims + 1)``. Of several claims of one group the
second weighs half as much, the third a third, and so on, but no less than 1: they are much alike, and the
first tells what to expect.

What a person accepted, corrected, rejected, merged or split is no longer asked. Everything here looks at the
views of one day.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from math import log2
from typing import Final

from servanda.codebook.heads import load_head
from servanda.model.account import Account, Report
from servanda.model.judgement import Judgement, in_force
from servanda.model.pair import Pair
from servanda.model.reviewing import Doubtful
from servanda.model.views import Contradiction, CopyGroup, Incident, Pledge, Tally
from servanda.reconciliation.copies import THRESHOLD as COPIED
from servanda.reconciliation.incidents import HEAD
from servanda.reconciliation.pledges import THRESHOLD as PROMISED
from servanda.reconciliation.tallies_grouping import THRESHOLD as COUNTED

_RULES_LEAST: Final = 0.3
"""The lowest score that a rule gives a figure, commitment or statement it keeps."""
_RULES_SHARE: Final = 0.5
"""Their scores are set by hand and tell little; on the training gold half as many are wrong as of events."""
_ONE_MISREAD: Final = 0.5
_PLACED: Final = 0.3
_A_DAY: Final = 0.1
_MOST_PROMISES: Final = 3
_FOR_PROMISE: Final = 2.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """What people decided already: ids of claims and reports, and pairs of what was merged or split."""

    things: frozenset[str] = frozenset()
    pairs: frozenset[tuple[str, str]] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Holding:
    """The views of a day, and what they rest on.

    Attributes:
        accounts: by id; at least those that the views name.
        pairs: comparisons among the members of joined things; of texts under the reports' ids.
        undated: reports that bear no date, each with its placement's reasons and how many claims it has.
    """

    incidents: Sequence[Incident] = ()
    tallies: Sequence[Tally] = ()
    pledges: Sequence[Pledge] = ()
    copies: Sequence[CopyGroup] = ()
    contradictions: Sequence[Contradiction] = ()
    accounts: Mapping[str, Account] = field(default_factory=dict)
    pairs: Sequence[Pair] = ()
    undated: Sequence[tuple[Report, tuple[str, ...], int]] = ()


@dataclass(frozen=True, slots=True)
class _Stake:
    """What depends on an account: reports of the groups it is in, and in words what else."""

    about: tuple[str, ...]
    reports: int
    bound: bool
    promises: tuple[str, ...]
    best: tuple[str, ...]

    @property
    def weight(self) -> float:
        more = _FOR_PROMISE * self.bound + _FOR_PROMISE * min(_MOST_PROMISES, len(self.promises))
        return 1 + log2(max(1, self.reports)) + more + bool(self.best)

    @property
    def words(self) -> tuple[str, ...]:
        out = [f"{self.reports} reports tell it"] if self.reports > 1 else []
        out += ["it is an undertaking"] if self.bound else []
        out += [f"the standing of {p} rests on it" for p in self.promises[:_MOST_PROMISES]]
        out += [f"it is the best number of {t}" for t in self.best]
        return tuple(out) or ("nothing else rests on it",)


def queue(holding: Holding, settled: Settled | None = None) -> tuple[Doubtful, ...]:
    """Everything that is in doubt and was not decided by a person, the most urgent first."""
    done = settled or Settled()
    stakes = _stakes(holding)
    found = [
        *_claims(holding, stakes, done),
        *_joins(holding, stakes, done),
        *_contradictions(holding, stakes, done),
        *_placements(holding, done),
    ]
    return tuple(sorted(found, key=lambda d: d.order))


def settled_by(judgements: Iterable[Judgement]) -> Settled:
    """What persons decided, by judgements that hold; a field accepted alone settles nothing else."""
    things: set[str] = set()
    pairs: set[tuple[str, str]] = set()
    for one in in_force(judgements):
        if one.role != "person":
            continue
        if one.verdict in ("same", "different"):
            pairs.update((a, b) for k, a in enumerate(one.things) for b in one.things[k + 1 :])
        elif one.verdict in ("reject", "correct", "withdraw") or (one.verdict == "accept" and not one.field):
            things.update(one.things)
    ordered = frozenset((min(p), max(p)) for p in pairs)
    return Settled(things=frozenset(things), pairs=ordered)


def claim_doubt(kind: str, score: float) -> float:
    """Of a claim of this kind (``event`` …) with this score of its coder."""
    share = 1.0 if kind == "event" else _RULES_SHARE
    return round(share * doubt_of(score, least_of(kind)), 3)


def least_of(kind: str) -> float:
    """The lowest score with which a claim of this kind is kept."""
    return load_head("selection").threshold if kind == "event" else _RULES_LEAST


def doubt_of(score: float, least: float) -> float:
    """1 at ``least`` (or below), 0 at 1; to three places."""
    return round(min(1.0, max(0.0, (1.0 - score) / (1.0 - least))), 3)


def held_by(pairs: Iterable[Pair]) -> list[Pair]:
    """The surest joins that suffice to hold together what these pairs join: a maximum spanning tree."""
    home: dict[str, str] = {}

    def root(one: str) -> str:
        while home.setdefault(one, one) != one:
            one = home[one]
        return one

    kept = []
    for pair in sorted((p for p in pairs if p.same), key=lambda p: (-p.score, p.left, p.right)):
        a, b = root(pair.left), root(pair.right)
        if a != b:
            home[max(a, b)] = min(a, b)
            kept.append(pair)
    return kept


def _stakes(holding: Holding) -> dict[str, _Stake]:
    about: dict[str, list[str]] = {}
    reports: dict[str, int] = {}
    bound: set[str] = set()
    promises: dict[str, list[str]] = {}
    best: dict[str, list[str]] = {}
    groups: tuple[Incident | Pledge, ...] = (*holding.incidents, *holding.pledges)
    for group in groups:
        for one in group.accounts:
            about.setdefault(one, []).append(group.id)
            reports[one] = max(reports.get(one, 1), len(group.reports))
    for pledge in holding.pledges:
        bound.update(pledge.accounts)
        for piece in pledge.evidence:
            if piece.account not in pledge.accounts and pledge.id not in promises.get(piece.account, ()):
                promises.setdefault(piece.account, []).append(pledge.id)
    for tally in holding.tallies:
        for count in tally.counts:
            about.setdefault(count.account, []).append(tally.id)
            if tally.best is not None and tally.best in (count.low, count.high) and not count.copy_of:
                best.setdefault(count.account, []).append(tally.id)
    everything = sorted({*about, *promises})
    return {
        one: _Stake(
            tuple(about.get(one, ())),
            reports.get(one, 1),
            one in bound,
            tuple(promises.get(one, ())),
            tuple(best.get(one, ())),
        )
        for one in everything
    }


def _claims(holding: Holding, stakes: Mapping[str, _Stake], done: Settled) -> Iterator[Doubtful]:
    """Of each group the most urgent claim with its full weight, the others with ever less."""
    before: Counter[str] = Counter()
    for one in sorted(_each_claim(holding, stakes, done), key=lambda d: d.order):
        rank = max((before[group] for group in one.about), default=0) + 1
        before.update(one.about)
        yield replace(one, weight=round(max(1.0, one.weight / rank), 3))


def _each_claim(holding: Holding, stakes: Mapping[str, _Stake], done: Settled) -> Iterator[Doubtful]:
    for one, stake in stakes.items():
        account = holding.accounts.get(one)
        if account is None or one in done.things:
            continue
        made, least = account.claim.provenance, least_of(account.claim.kind)
        doubt = claim_doubt(account.claim.kind, made.score)
        if not doubt:
            continue
        yield Doubtful(
            kind="claim",
            things=(one,),
            title=f"Was this {account.claim.kind} read rightly?",
            about=stake.about,
            accounts=(one,),
            doubt=doubt,
            weight=round(stake.weight, 3),
            why=(
                f"score {made.score:.2f} by {made.coder}; from {least:.2f} on a claim is kept",
                *made.reasons,
            ),
            depends=stake.words,
        )


def _joins(holding: Holding, stakes: Mapping[str, _Stake], done: Settled) -> Iterator[Doubtful]:
    home: dict[str, tuple[str, float, str]] = {}
    whole: dict[str, _Stake] = {}
    told = load_head(HEAD).threshold
    for group, members, threshold, what in (
        *((i.id, i.accounts, told, "act") for i in holding.incidents),
        *((p.id, p.accounts, PROMISED, "promise") for p in holding.pledges),
        *((t.id, tuple(c.account for c in t.counts), COUNTED, "count") for t in holding.tallies),
        *((c.id, c.reports, COPIED, "text") for c in holding.copies),
    ):
        if len(members) > 1:
            home.update((one, (group, threshold, what)) for one in members)
            whole[group] = _together(members, stakes)
    within: dict[str, list[Pair]] = {}
    for pair in holding.pairs:
        if pair.left in home and home.get(pair.right) == home[pair.left]:
            within.setdefault(home[pair.left][0], []).append(pair)
    for group_id in sorted(within):
        stake = whole[group_id]
        for pair in held_by(within[group_id]):
            _, threshold, what = home[pair.left]
            doubt = doubt_of(pair.score, threshold)
            if doubt and (pair.left, pair.right) not in done.pairs:
                yield Doubtful(
                    kind="join",
                    things=(pair.left, pair.right),
                    title=f"Are these one {what}?",
                    about=(group_id,),
                    accounts=tuple(x for x in (pair.left, pair.right) if x in holding.accounts),
                    doubt=doubt,
                    weight=round(stake.weight, 3),
                    why=(f"score {pair.score:.2f}; joined from {threshold:.2f} on", *pair.reasons),
                    depends=stake.words,
                )


def _together(members: Sequence[str], stakes: Mapping[str, _Stake]) -> _Stake:
    """What depends on a group as a whole."""
    own = [stakes[one] for one in members if one in stakes]
    return _Stake(
        (),
        max([s.reports for s in own], default=len(members)),
        any(s.bound for s in own),
        tuple(dict.fromkeys(p for s in own for p in s.promises)),
        (),
    )


def _contradictions(holding: Holding, stakes: Mapping[str, _Stake], done: Settled) -> Iterator[Doubtful]:
    for one in holding.contradictions:
        sides = tuple(s.account for s in one.sides)
        if one.id in done.things or set(sides) <= done.things:
            continue
        if any(tuple(sorted(p)) in done.pairs for p in _each_two(sides)):
            continue
        told = [holding.accounts[s] for s in sides if s in holding.accounts]
        doubts = [
            claim_doubt(a.claim.kind, a.claim.provenance.score) for a in told if a.id not in done.things
        ]
        everybody = tuple(dict.fromkeys(x for s in one.sides for x in (s.account, *s.others)))
        stake = _together(everybody, stakes)
        yield Doubtful(
            kind="contradiction",
            things=sides,
            title=f"These cannot both hold ({one.kind.replace('_', ' ')}): is one of them misread?",
            about=(one.id, *one.about),
            accounts=sides,
            doubt=max([_ONE_MISREAD, *doubts]),
            weight=round(stake.weight, 3),
            why=one.reasons or ("two accounts that cannot both hold",),
            depends=stake.words,
        )


def _each_two(given: Sequence[str]) -> Iterator[tuple[str, str]]:
    return ((a, b) for k, a in enumerate(given) for b in given[k + 1 :])


def _placements(holding: Holding, done: Settled) -> Iterator[Doubtful]:
    for report, reasons, claims in holding.undated:
        if report.id in done.things or report.published is not None:
            continue
        days, why = report.placed or report.written, reasons
        if days is None:
            doubt, why = 1.0, ("nothing tells when it was written: it stands in no view of an earlier day",)
        else:
            doubt = round(min(1.0, _PLACED + _A_DAY * (days[1] - days[0]).days), 3)
            why = why or ("by its own words alone",)
        yield Doubtful(
            kind="placement",
            things=(report.id,),
            title="When was this report written?",
            doubt=doubt,
            weight=round(1 + log2(1 + claims), 3),
            why=why,
            depends=(f"{claims} claims are known from that day on",),
        )
