"""One thing of a record: whatever an id stands for, what it rests on, and why it is as it is."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sqlalchemy import and_, func, select

from servanda.errors import RecordError
from servanda.model.account import Account
from servanda.model.asking import Because, Filters, Shown, Why
from servanda.model.days import Days
from servanda.model.judgement import Judgement, undone
from servanda.model.views import Contradiction, CopyGroup, Episode, Grade, Incident, Pledge, Tally
from servanda.reconciliation.grades import grade, signs_of
from servanda.reconciliation.judged import words_of
from servanda.reconciliation.sources import dependence, outlet_of
from servanda.reconciliation.tallies import set_beside
from servanda.record import index_things as index
from servanda.record import index_views as view_rows
from servanda.record.index_codec import unpack
from servanda.record.index_schema import ALWAYS, things, views
from servanda.record.index_views import ViewRow
from servanda.record.schema import active
from servanda.record.store import Reading
from servanda.run.recording_aside import (
    account_aside,
    carried,
    decisions_of,
    heirs,
    judged,
    judged_claims,
    report_aside,
)
from servanda.run.recording_heirs import heir_of
from servanda.run.recording_placing import places
from servanda.run.recording_promises import Promises
from servanda.run.recording_reading import CLASSES, Listing
from servanda.run.recording_things import TEXT, clean, thing_in

LETTERS: Final = {
    "I": "incidents",
    "N": "figures",
    "K": "commitments",
    "D": "copies",
}
"""First letters of ids of views that lie in rows."""

_COMPUTED: Final = {"X": "contradictions", "T": "tracks", "A": "instruments", "P": "episodes"}
"""Those that are made when they are asked for."""
_LEAST: Final = 6
"""Characters of an id that must be given."""
_NAMED: Final = 4
_BESIDE: Final = 300
"""Tallies that one is held against, at most."""


@dataclass(frozen=True, slots=True)
class Meant:
    """What an id, or its beginning, stands for."""

    kind: str  # a listing's name, "account", "report" or "judgement"
    id: str


class Showing:
    """Answers from one snapshot, as of one day."""

    def __init__(self, work: Reading, as_of: date | None) -> None:
        self._work = work
        self._as_of = as_of
        self._day = as_of.toordinal() if as_of else ALWAYS
        self._listing = Listing(work, Filters(as_of=as_of))

    def show(self, given: str) -> Shown:
        """See :meth:`servanda.api.record.Record.show`."""
        meant = self.meant(given)
        if meant.kind == "report":
            return self._report(meant.id)
        if meant.kind == "judgement":
            found = next(j for j in self._work.judgements() if j.id == meant.id)
            return Shown(thing=found, accounts=self.accounts(found.things))
        if meant.kind == "account":
            account = self._account(meant.id)
            about = self._about([meant.id])
            return Shown(thing=account, accounts=(account,), judgements=about, grade=self._grade(account))
        view = self.view(meant)
        accounts = self.accounts(rests_on(view))
        names = [meant.id, *(a.id for a in accounts), *_texts(view)]
        about = self._about(names)
        return Shown(thing=view, accounts=accounts, judgements=about, moved=self._moved(given, meant))

    def view(self, meant: Meant) -> Any:  # noqa: ANN401 - any view
        """A view as it read on the day."""
        if meant.kind == "contradictions":
            return next(v for v in self._listing.gathered.named(meant.id) if v.id == meant.id)
        if meant.kind == "episodes":
            return next(e for e in self._episodes() if e.id == meant.id)
        if meant.kind in _COMPUTED.values():
            return next(p.view for p in self._listing.wholes.made(meant.kind) if p.id == meant.id)
        row = view_rows.by_id(self._work.connection, meant.kind, [meant.id], self._day)[meant.id]
        view: Any = unpack(CLASSES[meant.kind], row.data)
        if isinstance(view, Tally):
            near = [view, *self._near(view)]
            return set_beside(near, self._counted(near))[0]
        return Promises(self._work, self._day).judged([view])[0] if isinstance(view, Pledge) else view

    def _near(self, tally: Tally) -> list[Tally]:
        """Other tallies of the same measure whose days meet."""
        if tally.when is None:
            return []
        asked = Filters(as_of=self._as_of, measure=tally.measure, between=tally.when)
        rows = itertools.islice(Listing(self._work, asked).rows("figures", None, _BESIDE), _BESIDE)
        return [unpack(Tally, row.data) for row in rows if row.id != tally.id]

    def _counted(self, tallies: Sequence[Tally]) -> dict[str, Account]:
        return {a.id: a for a in self.accounts(i for t in tallies for i in rests_on(t))}

    def accounts(self, ids: Iterable[str]) -> tuple[Account, ...]:
        """Accounts known on the day, in the order of the ids."""
        wanted = list(dict.fromkeys(ids))
        rows = index.load(self._work.connection, wanted)
        found = {i: thing_in(row) for i, row in rows.items() if row.known <= self._day}
        return tuple(a for i in wanted if isinstance(a := found.get(i), Account))

    def meant(self, given: str) -> Meant:
        """What an id or the beginning of one stands for.

        Raises:
            RecordError: R007 if nothing, or more than one thing, has it.
        """
        found = self._named(given) if given == clean(given) else []  # what no store can hold is no id
        if not found:
            known = f" by {self._as_of}" if self._as_of else ""
            raise RecordError("R007", f"there is no {given!r} in this record{known}")
        if len(found) > 1:
            names = ", ".join(m.id for m in found[:_NAMED])
            raise RecordError("R007", f"{given!r} may be any of {names}", remedy="give more of the id")
        return found[0]

    def _named(self, given: str) -> list[Meant]:
        near = list(self._candidates(given))
        exact = [one for one in near if one.id == given]
        return exact or near or self._aside(given) or [m for m, _ in self._merged(given)]

    def _aside(self, given: str) -> list[Meant]:
        """By its whole id also what no view shows: a rejected claim, a withdrawn report."""
        if account_aside(self._work, given, self._as_of):
            return [Meant("account", given)]
        return [Meant("report", given)] if report_aside(self._work, given, self._as_of) else []

    def _merged(self, given: str) -> list[tuple[Meant, Judgement]]:
        """What the group of this id was merged into, and by which judgement."""
        for thing, joins in decisions_of(self._work).joins.items() if given[:1] in LETTERS else ():
            by = next((j for j in reversed(joins) if j.verdict == "same"), None)
            now = heir_of(given, thing, self._work.connection, self._day) if by else None
            if by and now:
                return [(Meant(LETTERS[given[0]], now), by)]
        return []

    def _moved(self, given: str, meant: Meant) -> str:
        found = [] if meant.id.startswith(given) else self._merged(given)
        for now, by in found:
            why = f": {'; '.join(by.reasons)}" if by.reasons else ""
            return f"{given} is now part of {now.id}, by {by.author} ({by.role}), {by.at} {by.id}{why}"
        return ""

    def _account(self, claim: str) -> Account:
        found = next(iter(self.accounts([claim])), None) or account_aside(self._work, claim, self._as_of)
        assert found is not None
        return found

    def _candidates(self, given: str) -> Iterator[Meant]:
        connection = self._work.connection
        whole = given if len(given) < _LEAST else None
        t, v = things.c, views.c

        def begins(column: Any) -> Any:  # noqa: ANN401 - a column, a condition
            if whole is not None:
                return column == whole
            # no BETWEEN: SQLAlchemy renders the collation in it in a way that PostgreSQL does not take
            return and_(column >= given, column <= given + "\U0010ffff")

        seen = select(v.kind, v.id).where(begins(v.id), v.first <= self._day, v.last > self._day)
        if kind := LETTERS.get(given[:1]):
            for row in connection.execute(seen.where(v.kind == kind).distinct().limit(_NAMED)):
                yield Meant(row.kind, row.id)
        told = select(t.id).where(begins(t.id), t.kind != "report", t.known <= self._day)
        for one in connection.execute(told.order_by(t.id).limit(_NAMED)).scalars():
            yield Meant("account", one)
        low, high = TEXT + given, TEXT + given + ("\U0010ffff" if whole is None else "")
        # of reports all; to ask for their kind would lead SQLite through every report of the record
        texts = select(t.report).where(t.id >= low, t.id <= high, t.known <= self._day)
        for one in connection.execute(texts.order_by(t.id).limit(_NAMED)).scalars():
            yield Meant("report", one)
        if given.startswith("J-"):
            yield from (Meant("judgement", j.id) for j in self._work.judgements() if j.id.startswith(given))
        if kind := _COMPUTED.get(given[:1]):
            for one in self._computed(kind, given):
                if one.id == given or (whole is None and one.id.startswith(given)):
                    yield Meant(kind, one.id)

    def _computed(self, kind: str, given: str) -> Iterable[Any]:
        """Views of a listing that is made when it is asked for; at least those whose id begins so."""
        if kind == "contradictions":
            return self._listing.gathered.named(given) if len(given) >= _LEAST else ()
        if kind == "episodes":
            return self._episodes()
        return self._listing.wholes.made(kind)

    def _episodes(self) -> Iterator[Episode]:
        return self._listing.all_episodes()

    def _report(self, report: str) -> Shown:
        stored = next(self._work.codings([report], withdrawn=True))
        rows = index.of_reports(self._work.connection, [report])
        accounts = tuple(a for row in rows if isinstance(a := thing_in(row), Account))
        names = [report, *(a.id for a in accounts), *judged_claims(self._work, report)]
        thing = accounts[0].report if accounts else stored.report
        return Shown(
            thing=thing, accounts=accounts, judgements=self._about(names), text=stored.payload["text"]
        )

    def _about(self, ids: Sequence[str]) -> tuple[Judgement, ...]:
        return judged(self._work, ids)

    def groups(self, ids: Iterable[str]) -> dict[str, tuple[str, ...]]:
        """For each account the incidents, tallies, contradictions and commitments it is in on the day."""
        homes = index.components_of(self._work.connection, ids)
        labels = sorted(set(homes.values()))
        found: dict[str, list[str]] = {one: [] for one in homes}
        for kind in ("incidents", "figures", "commitments"):
            for row in view_rows.of_components(self._work.connection, labels, kind):
                if row.first <= self._day < row.last:
                    for one in rests_on(unpack(CLASSES[kind], row.data)):
                        if one in found and row.id not in found[one]:
                            found[one].append(row.id)
        return {one: tuple(given) for one, given in found.items()}

    def copies_with(self, reports: Sequence[str]) -> list[set[str]]:
        """For each report the copy groups it is in on the day; empty if one of them is in none."""
        homes = index.components_of(self._work.connection, [TEXT + r for r in reports])
        rows = view_rows.of_components(self._work.connection, sorted(set(homes.values())), "copies")
        known = [unpack(CopyGroup, r.data) for r in rows if r.first <= self._day < r.last]
        found = [{g.id for g in known if report in g.reports} for report in reports]
        return found if all(found) else []

    def counts(self) -> dict[str, int]:
        """How many reports, claims and views there are on the day."""
        connection = self._work.connection
        known = select(things.c.kind, func.count()).where(things.c.known <= self._day)
        by_kind = {row[0]: row[1] for row in connection.execute(known.group_by(things.c.kind))}
        reports = by_kind.pop("report", 0)
        out = {"reports": reports, "claims": sum(by_kind.values())}
        out |= {f"{kind}s": by_kind.get(kind, 0) for kind in ("event", "statement", "figure", "commitment")}
        seen = view_rows.count(connection, self._day)
        out |= {"claims of commitments": out.pop("commitments")}
        out |= {name: seen.get(name, 0) for name in ("incidents", "commitments", "copies")}
        out["tallies"] = seen.get("figures", 0)
        hidden = select(func.count()).select_from(active).where(active.c.withdrawn == 1)
        out["withdrawn"] = connection.execute(hidden).scalar_one()
        return out

    def span(self) -> Days | None:
        """The first and the last day on which reports of the record were out, by the day asked for."""
        dated = things.c.known < ALWAYS
        known = select(func.min(things.c.known), func.max(things.c.known)).where(dated)
        first, last = self._work.connection.execute(
            known.where(things.c.kind == "report", things.c.known <= self._day)
        ).one()
        return None if first is None else (date.fromordinal(first), date.fromordinal(last))

    def explain(self, given: str) -> Why:
        """See :meth:`servanda.api.record.Record.explain`."""
        meant = self.meant(given)
        if meant.kind in ("report", "judgement"):
            return self._why_other(meant)
        if meant.kind == "account":
            account = self._account(meant.id)
            made = account.claim.provenance
            coded = tuple(Because(r, (account.id,)) for r in (f"coded by {made.coder}", *made.reasons))
            graded = self._grade(account)
            words = (f"source {graded.source}, information {graded.information}", *graded.reasons)
            grades = tuple(Because(w, (account.id,)) for w in words)
            return Why(id=meant.id, about=(("coded", coded), ("graded", grades), *self._judged([meant.id])))
        view = self.view(meant)
        about = [(name, reasons) for name, reasons in self._why(view) if reasons]
        return Why(id=meant.id, about=(*about, *self._judged([meant.id, *rests_on(view), *_texts(view)])))

    def _grade(self, account: Account) -> Grade:
        """Of a claim, by those who judged and by who else tells the same."""
        others: tuple[Account, ...] = ()
        for one in self.groups([account.id]).get(account.id, ()):
            if kind := LETTERS.get(one[0]):
                others += self.accounts(rests_on(unpack(CLASSES[kind], self._row(kind, one).data)))
        told = tuple({a.id: a for a in (account, *others)}.values())
        groups = [g for r in sorted({a.report.id for a in told}) for g in self._copies(r)]
        about = self._about([account.id, account.report.id, outlet_of(account)])
        about = carried(about, heirs(self._work, about))
        return grade(account, about, signs_of(account, told, dependence(told, groups)))

    def _row(self, kind: str, one: str) -> ViewRow:
        return view_rows.by_id(self._work.connection, kind, [one], self._day)[one]

    def _copies(self, report: str) -> list[CopyGroup]:
        homes = index.components_of(self._work.connection, [TEXT + report])
        rows = view_rows.of_components(self._work.connection, sorted(set(homes.values())), "copies")
        known = [unpack(CopyGroup, r.data) for r in rows if r.first <= self._day < r.last]
        return [g for g in known if report in g.reports]

    def _why_other(self, meant: Meant) -> Why:
        shown = self.show(meant.id)
        if isinstance(shown.thing, Judgement):
            said = tuple(Because(r, shown.thing.things) for r in shown.thing.reasons)
            return Why(id=meant.id, about=(("decided", said),))
        stored = next(self._work.codings([meant.id], withdrawn=True))
        dated = tuple(Because(r) for r in stored.payload.get("written_reasons", ()))
        place = places(self._work.connection, [meant.id]).get(meant.id)
        stands = (("placed", tuple(Because(r) for r in place.reasons)),) if place else ()
        return Why(id=meant.id, about=(("dated", dated), *stands, *self._judged([meant.id])))

    def _why(self, view: Any) -> Iterator[tuple[str, tuple[Because, ...]]]:  # noqa: ANN401 - any view
        if isinstance(view, Incident | Pledge):
            yield "joined", tuple(Because(r) for r in view.reasons)
            yield "compared", self._compared(view.accounts)
        elif isinstance(view, CopyGroup):
            yield "joined", tuple(Because(r) for r in view.reasons)
        elif isinstance(view, Tally):
            yield "counted together", tuple(Because(r) for r in view.reasons)
            yield "best", tuple(Because(r) for r in view.why)
            yield "counts", tuple(Because(c.quote, (c.account,)) for c in view.counts)
            near = {t.id: t for t in self._near(view)} if view.beside else {}
            yield (
                "beside, never added",
                tuple(Because(_told(near[i]), rests_on(near[i])) for i in view.beside if i in near),
            )
        elif isinstance(view, Contradiction):
            yield "contradicts", tuple(Because(r) for r in view.reasons)
            yield "sides", tuple(Because(f"{s.by}: {s.says}", (s.account, *s.others)) for s in view.sides)
        else:
            yield "joined", tuple(Because(r) for r in getattr(view, "reasons", ()))
        if isinstance(view, Pledge):
            yield (
                "life",
                tuple(Because(f"{s.phase}: {s.why}", (s.account,) if s.account else ()) for s in view.steps),
            )
            if view.standing:
                reasons = (f"{view.standing.name}", *view.standing.reasons)
                yield "standing", tuple(Because(r) for r in reasons)
            yield (
                "evidence",
                tuple(
                    Because(f"{e.bearing}, {e.kind}, by {e.by}: {'; '.join(e.reasons)}", (e.account,))
                    for e in view.evidence
                ),
            )

    def _compared(self, accounts: Sequence[str]) -> tuple[Because, ...]:
        pairs = index.pairs_among(self._work.connection, accounts)
        return tuple(
            Because(
                f"{'the same' if p.same else 'not the same'} ({p.score:.2f}): {'; '.join(p.reasons)}",
                (p.left, p.right),
            )
            for p in sorted(pairs)
        )

    def _judged(self, ids: Sequence[str]) -> tuple[tuple[str, tuple[Because, ...]], ...]:
        about = self._about(ids)
        gone = undone(about)
        said = tuple(Because(words_of(j, gone.get(j.id)), j.things) for j in about if j.verdict != "undo")
        return (("judged", said),) if said else ()


def _texts(view: Any) -> tuple[str, ...]:  # noqa: ANN401 - any view
    """Reports that were joined as such."""
    return view.reports if isinstance(view, CopyGroup) else ()


def _told(tally: Tally) -> str:
    """A tally in a line: who is counted, and in whose words."""
    words = dict.fromkeys(f"“{c.quote}” ({c.outlet or c.report})" for c in tally.counts)
    return f"{tally.measure}, {tally.of or 'no word'}: {'; '.join(words)}"


def rests_on(view: Any) -> tuple[str, ...]:  # noqa: ANN401 - any view
    """Ids of the accounts that a view names."""
    if isinstance(view, Tally):
        return tuple(c.account for c in view.counts)
    if isinstance(view, Contradiction):
        return tuple(dict.fromkeys(a for s in view.sides for a in (s.account, *s.others)))
    if isinstance(view, Pledge):
        return tuple(dict.fromkeys((*view.accounts, *(e.account for e in view.evidence))))
    given: tuple[str, ...] = getattr(view, "accounts", ())
    return given
