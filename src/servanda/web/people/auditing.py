"""The audit: what was done to accounts, members, keys and marks, each row bound to all before it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Connection, insert, select, update

from servanda.record.log import START, Head, chain_of, hash_of
from servanda.web.people.tables import audit, meta

_LAYER: Final = "audit"
_LONGEST: Final = 200
"""Characters of a name that somebody typed which are kept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One thing that was done.

    Attributes:
        number: its place, from 1.
        at: when, as ISO 8601 with zone.
        who: name of the account; ``-`` for nobody signed in, ``command line`` for ``servanda site``.
        action: such as ``sign in``.
        thing: what it was done to: a name or an id.
        detail: more of it, by name.
    """

    number: int
    at: str
    who: str
    action: str
    thing: str
    detail: Mapping[str, Any]


def write(
    connection: Connection, *, at: str, who: str, action: str, thing: str = "", detail: Mapping[str, Any]
) -> None:
    """Add a row in the transaction of ``connection``, which then holds the end of the audit until it ends."""
    stored = select(meta.c.value).where(meta.c.key == "head").with_for_update()
    head = Head.read(connection.execute(stored).scalar_one()) or Head()
    number = head.number + 1
    row: dict[str, Any] = {
        "number": number,
        "at": at,
        "who": _plain(who),
        "action": action,
        "thing": _plain(thing),
        "detail": json.dumps(detail, sort_keys=True),
    }
    digest = _digest(row)
    chain = chain_of(head.chain, number, _LAYER, row["thing"], digest)
    connection.execute(insert(audit).values(**row, digest=digest, chain=chain))
    connection.execute(update(meta).where(meta.c.key == "head").values(value=str(Head(number, chain))))


def entries(connection: Connection, *, after: int = 0, limit: int | None = None) -> Iterator[Entry]:
    """Rows after a number, in order."""
    query = select(audit).where(audit.c.number > after).order_by(audit.c.number).limit(limit)
    for row in connection.execute(query):
        yield Entry(
            number=row.number,
            at=row.at,
            who=row.who,
            action=row.action,
            thing=row.thing,
            detail=json.loads(row.detail),
        )


def newest(connection: Connection, before: int | None, limit: int) -> list[Entry]:
    """The last rows before a number, the newest first."""
    query = select(audit.c.number).order_by(audit.c.number.desc()).limit(limit)
    if before is not None:
        query = query.where(audit.c.number < before)
    numbers = list(connection.execute(query).scalars())
    if not numbers:
        return []
    return sorted(
        entries(connection, after=numbers[-1] - 1, limit=len(numbers)), key=lambda e: e.number, reverse=True
    )


@dataclass(frozen=True, slots=True)
class Looked:
    """What a look at the audit found: where it ends, and what is wrong, in words."""

    head: Head
    findings: tuple[str, ...]


def verify(connection: Connection, noted: Head | None = None) -> Looked:
    """Whether each row is as it was written and follows the one before.

    ``noted``: the head of an earlier look, which must still be part of it.
    """
    findings: list[str] = []
    head, seen = Head(), noted is None or noted == Head()
    chain = START
    for row in connection.execute(select(audit).order_by(audit.c.number)).mappings():
        number = row["number"]
        if number != head.number + 1:
            findings.append(f"rows {head.number + 1} to {number - 1} are missing")
        digest = _digest(row)
        if digest != row["digest"]:
            findings.append(f"row {number} was altered")
        right = chain_of(chain, number, _LAYER, row["thing"], digest)
        if right != row["chain"] and digest == row["digest"]:
            findings.append(f"row {number} does not follow the one before")
        chain = row["chain"]
        head = Head(number, chain)
        seen = seen or head == noted
    stored = connection.execute(select(meta.c.value).where(meta.c.key == "head")).scalar_one()
    if stored != str(head):
        findings.append(f"the audit ends at {head.number}, its mark says {stored.partition(':')[0]}")
    if not seen and noted is not None:
        findings.append(f"it no longer holds the head {noted.number} that was noted")
    return Looked(head, tuple(findings))


def _digest(row: Mapping[Any, Any]) -> str:
    return hash_of([_LAYER, *(row[name] for name in ("number", "at", "who", "action", "thing", "detail"))])


def _plain(text: str) -> str:
    """What both stores can keep on one line."""
    line = " ".join(text.replace("\0", " ").split())[:_LONGEST]
    return line.encode("utf-8", "replace").decode()
