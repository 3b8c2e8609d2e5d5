"""Writing a record: additions to the layers and the log, in one transaction."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Table, delete, func, insert, literal, select, update

from servanda.errors import RecordError
from servanda.model.judgement import Judgement, Role, Verdict, in_force
from servanda.record.active import OF_REPORTS, active_of, undoing
from servanda.record.memory import Memory
from servanda.record.reading import Reading, batches
from servanda.record.rows import check_text, claims_in, dump, judgement_id, pack, split, unpack
from servanda.record.schema import active, claims, codings, documents, judged, judgements, log, meta


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """What became of a report that was given; true if anything of it was new.

    Attributes:
        report: its id.
        coding: the id of its coding, new or not.
        new_document: whether the record did not have this version of the report.
        new_coding: whether it did not have this coding.
        active: whether this coding is the one that counts.
    """

    report: str
    coding: str
    new_document: bool
    new_coding: bool
    active: bool

    def __bool__(self) -> bool:
        return self.new_coding


class Writing(Reading):
    """A transaction. What it added is seen by its own reading methods.

    ``connection`` is the transaction's: what is written through it is kept with the additions, or not at all.
    """

    def __init__(self, connection: Connection, memory: Memory | None = None) -> None:
        lock_head(connection)
        super().__init__(connection, memory)
        self._started = self.head

    def finish(self) -> None:
        """Move the mark of the log's end; called before the commit."""
        if self.head != self._started:
            self.set_meta("head", str(self.head))
            self._started = self.head

    def set_meta(self, key: str, value: str) -> None:
        """Set a mark of the program; it is no part of the log."""
        done = self.connection.execute(update(meta).where(meta.c.key == key).values(value=value))
        if not done.rowcount:
            self.connection.execute(insert(meta).values(key=key, value=value))
        self.marks[key] = value

    def drop_meta(self, key: str) -> None:
        """Remove a mark of the program."""
        self.connection.execute(delete(meta).where(meta.c.key == key))
        self.marks.pop(key, None)

    def add_report(
        self, payload: Mapping[str, Any], *, licence: str = "", redistributable: bool = False, at: str
    ) -> Added:
        """:meth:`add_reports` of one."""
        return self.add_reports([(payload, licence, redistributable)], at=at)[0]

    def add_reports(self, reports: Iterable[tuple[Mapping[str, Any], str, bool]], *, at: str) -> list[Added]:
        """Add reports with their codings; what the record has already adds nothing.

        Args:
            reports: for each its object (codebook section 8, as
                :func:`servanda.model.json.to_json` makes it, best with mentions and the original), the
                licence of its text, and whether the text may be passed on whole. Licence and permission of
                a version that the record has already stay as they are.
            at: when, as ISO 8601 with zone.

        Raises:
            InputError: I007 if one of them is no such object; nothing of any is added then.
        """
        check_text(at, "at")
        given = []
        for payload, licence, redistributable in reports:
            check_text(licence, "licence")
            document, coding = split(payload)
            document |= {"licence": licence, "redistributable": int(redistributable), "at": at}
            given.append((document, coding))
        known = self._numbers(documents, documents.c.address, [d["address"] for d, _ in given])
        made = self._numbers(codings, codings.c.id, [c["id"] for _, c in given])
        standing = self._actives([d["report"] for d, _ in given])
        new = _New()
        added = []
        for document, coding in given:
            new_document = document["address"] not in known
            if new_document:
                row = {**document, "body": pack(document["body"])}
                known[document["address"]] = self._log("documents", row, new)
            new_coding = coding["id"] not in made
            if new_coding:
                row = {
                    **coding,
                    "document": known[document["address"]],
                    "body": pack(coding["body"]),
                    "at": at,
                }
                said = row.pop("claims")
                number = made[coding["id"]] = self._log("codings", row, new)
                new.claims += [{"coding": number, "place": i, "id": c} for i, c in enumerate(said)]
                if coding["report"] not in standing:
                    standing[coding["report"]] = number
                    new.active.append({"report": coding["report"], "coding": number, "withdrawn": 0})
            added.append(
                Added(
                    report=document["report"],
                    coding=coding["id"],
                    new_document=new_document,
                    new_coding=new_coding,
                    active=standing[coding["report"]] == made[coding["id"]],
                )
            )
        new.insert(self.connection)
        return added

    def add_judgement(
        self,
        verdict: Verdict,
        things: Iterable[str],
        *,
        field: str = "",
        value: str = "",
        score: float | None = None,
        reasons: Iterable[str] = (),
        author: str,
        role: Role,
        at: str,
    ) -> Judgement:
        """Add a decision; see :class:`servanda.model.judgement.Judgement` for the arguments.

        The very same decision, still in force and the last about these things, adds nothing: it is returned.

        Raises:
            RecordError: R007 if a judgement that is to be undone, a report that is to be withdrawn, or a
                coding that is to be chosen is not in the record.
        """
        about = sorted(set(things)) if verdict in ("same", "different") else list(things)
        why = list(reasons)
        for name, words in {"field": field, "value": value, "author": author, "at": at}.items():
            check_text(words, name)
        for thing in about:
            check_text(thing, "thing")
        self._check(verdict, about, value)
        said = [verdict, about, field, value, score, why, author, role, at]
        id_, count = judgement_id([*said, 0]), 0
        while (found := self._judgement(id_)) is not None:
            if found in in_force([found, *undoing(self.connection, [found])]) and self._is_last(found):
                return found
            count += 1  # it was undone since, or somebody decided otherwise: this is another decision
            id_ = judgement_id([*said, count])
        row = {
            "id": id_,
            "verdict": verdict,
            "things": dump(about),
            "field": field,
            "value": value,
            "score": score,
            "reasons": dump(why),
            "author": author,
            "role": role,
            "at": at,
        }
        new = _New()
        number = self._log("judgements", row, new)
        new.judged = [{"thing": t, "judgement": number} for t in dict.fromkeys(about)]
        new.insert(self.connection)
        self._settle(self._concerned(verdict, about))
        return Judgement(
            id=id_,
            number=number,
            verdict=verdict,
            things=tuple(about),
            field=field,
            value=value,
            score=score,
            reasons=tuple(why),
            author=author,
            role=role,
            at=at,
        )

    def _is_last(self, made: Judgement) -> bool:
        """Whether nothing was decided since of the same things; remarks and grades decide nothing."""
        query = (
            select(judgements.c.number)
            .join(judged, judged.c.judgement == judgements.c.number)
            .where(judged.c.thing.in_(made.things), judgements.c.number > made.number)
            .where(judgements.c.verdict.not_in(("note", "grade")))
        )
        return self.connection.execute(query.limit(1)).first() is None

    def withdraw(
        self, report: str, *, author: str, role: Role = "person", at: str, reasons: Iterable[str] = ()
    ) -> Judgement:
        """Take a report out of the views.

        Raises:
            RecordError: R007 if the record does not have it.
        """
        return self.add_judgement("withdraw", [report], author=author, role=role, at=at, reasons=reasons)

    def restore(
        self, report: str, *, author: str, role: Role = "person", at: str, reasons: Iterable[str] = ()
    ) -> Judgement | None:
        """Take it in again, by undoing what withdrew it; ``None`` if nothing did.

        Raises:
            RecordError: R007 if the record does not have it.
        """
        self._check("withdraw", [report], "")
        made = [j for j in self.judgements([report]) if j.verdict == "withdraw"]
        ids = [j.id for j in in_force([*made, *undoing(self.connection, made)])]
        if not ids:
            return None
        return self.add_judgement("undo", ids, author=author, role=role, at=at, reasons=reasons)

    def recode(
        self,
        report: str,
        coding: str,
        *,
        author: str,
        role: Role = "person",
        at: str,
        reasons: Iterable[str] = (),
    ) -> Judgement:
        """Let another coding stand for a report; ``undo`` of this judgement brings back the one before.

        Raises:
            RecordError: R007 if the record does not have this coding of this report.
        """
        value = json.dumps(coding)
        return self.add_judgement(
            "recode", [report], value=value, author=author, role=role, at=at, reasons=reasons
        )

    def take(self, rows: Iterable[tuple[str, dict[str, Any]]]) -> None:
        """Add rows of the layers as another record had them, in the order of its log, numbers included.

        What counts for each report is not worked out: :meth:`settle_all` does, once all rows are in.

        Raises:
            ValueError: if a number is not the next one, or a body is none.
        """
        new = _New()
        for layer, row in rows:
            number = row["number"]
            if self._log(layer, row, new) != number:
                raise ValueError("numbers do not follow one another")
            if layer == "codings":
                said = claims_in(unpack(row["body"]))
                new.claims += [
                    {"coding": row["number"], "place": i, "id": c["id"]} for i, (_, c) in enumerate(said)
                ]
            elif layer == "judgements":
                things = dict.fromkeys(json.loads(row["things"]))
                new.judged += [{"thing": thing, "judgement": row["number"]} for thing in things]
        new.insert(self.connection)

    def settle_all(self) -> None:
        """Work out for every report which coding counts."""
        first = select(codings.c.report, func.min(codings.c.number), literal(0)).group_by(codings.c.report)
        self.connection.execute(delete(active))
        self.connection.execute(insert(active).from_select(["report", "coding", "withdrawn"], first))
        decided = (
            select(judged.c.thing)
            .join(judgements, judgements.c.number == judged.c.judgement)
            .where(judgements.c.verdict.in_(OF_REPORTS))
        )
        self._settle(set(self.connection.execute(decided).scalars()))

    def _log(self, layer: str, row: dict[str, Any], new: _New) -> int:
        row["number"] = self.head.number + 1
        self.head, entry = self.head.next(layer, row)
        new.log.append(entry)
        new.layers[layer].append(row)
        return self.head.number

    def _numbers(self, table: Table, column: Any, ids: Iterable[str]) -> dict[str, int]:  # noqa: ANN401
        found: dict[str, int] = {}
        for some in batches(sorted(set(ids))):
            query = select(column, table.c.number).where(column.in_(some))
            found.update({row[0]: row[1] for row in self.connection.execute(query)})
        return found

    def _actives(self, reports: Iterable[str]) -> dict[str, int]:
        found: dict[str, int] = {}
        for some in batches(sorted(set(reports))):
            query = select(active.c.report, active.c.coding).where(active.c.report.in_(some))
            found.update({row.report: row.coding for row in self.connection.execute(query)})
        return found

    def _judgement(self, id_: str) -> Judgement | None:
        number = self._numbers(judgements, judgements.c.id, [id_]).get(id_)
        if number is None:
            return None
        query = select(judgements.c.things).where(judgements.c.number == number)
        things = json.loads(self.connection.execute(query).scalar_one())
        return next(j for j in self.judgements(things[:1]) if j.id == id_)

    def _check(self, verdict: Verdict, things: list[str], value: str) -> None:
        if verdict == "undo":
            missing = set(things) - set(self._numbers(judgements, judgements.c.id, things))
        elif verdict in OF_REPORTS:
            missing = set(things) - set(self._actives(things))
        else:
            return
        if missing:
            raise RecordError("R007", f"no such thing in this record: {', '.join(sorted(missing))}")
        if verdict == "recode":
            try:
                coding = json.loads(value)
            except ValueError:
                coding = None
            query = select(codings.c.report).where(codings.c.id == str(coding))
            if self.connection.execute(query).scalar() not in things or len(things) != 1:
                raise RecordError("R007", f"no such coding of {', '.join(things)}: {value}")

    def _concerned(self, verdict: Verdict, things: list[str]) -> set[str]:
        """The reports whose standing a new judgement may change."""
        if verdict in OF_REPORTS:
            return set(things)
        reports: set[str] = set()
        fresh = things if verdict == "undo" else []
        while fresh:
            query = select(judgements.c.verdict, judgements.c.things).where(judgements.c.id.in_(fresh))
            fresh = []
            for row in self.connection.execute(query):
                if row.verdict == "undo":
                    fresh += json.loads(row.things)
                elif row.verdict in OF_REPORTS:
                    reports.update(json.loads(row.things))
        return reports

    def _settle(self, reports: Iterable[str]) -> None:
        """Work out anew which coding of these reports counts, and whether they do."""
        for report in sorted(reports):
            coding, withdrawn = active_of(self.connection, report)
            self.connection.execute(
                update(active).where(active.c.report == report).values(coding=coding, withdrawn=withdrawn)
            )


class _New:
    """Rows to insert at once, in an order that keeps foreign keys."""

    def __init__(self) -> None:
        self.layers: dict[str, list[dict[str, Any]]] = {"documents": [], "codings": [], "judgements": []}
        self.log: list[dict[str, Any]] = []
        self.claims: list[dict[str, Any]] = []
        self.active: list[dict[str, Any]] = []
        self.judged: list[dict[str, Any]] = []

    def insert(self, connection: Connection) -> None:
        for table, rows in (
            (documents, self.layers["documents"]),
            (codings, self.layers["codings"]),
            (judgements, self.layers["judgements"]),
            (claims, self.claims),
            (active, self.active),
            (judged, self.judged),
            (log, self.log),
        ):
            if rows:
                connection.execute(insert(table), rows)


def lock_head(connection: Connection) -> None:
    """Wait until no other transaction writes. SQLite has locked the file when the transaction began."""
    connection.execute(select(meta.c.value).where(meta.c.key == "head").with_for_update())
