"""The verbs that hide names of victims and detainees from those who may not see them.

A mark is a judgement of the record: it is in its log, in every backup, and there again after a rebuild; it
can be undone. It names a report or a claim, and the forms in which one person's name is written. They are
hidden wherever they stand in the record: what is hidden in one report must not be read in its copy.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from servanda.model.account import Account, Report
from servanda.model.unseen import Unseen, unseen_by
from servanda.record.schema import active
from servanda.record.unseen import BLOCK, MASK, Mask, masked, masker, may_hold

if TYPE_CHECKING:
    from servanda.api.record import Record
    from servanda.model.judgement import Judgement

__all__ = [
    "BLOCK",
    "MASK",
    "Mask",
    "Unseen",
    "forms_of",
    "hide",
    "masked",
    "masker",
    "may_hold",
    "report_ids",
    "unseen",
]


def unseen(record: Record) -> Unseen:
    """All names that are hidden in the record, by the marks in force."""
    return unseen_by(record.judgements())


def report_ids(record: Record) -> list[str]:
    """Ids of all reports, those that were withdrawn too."""
    with record.recorder.store.reading() as work:
        return list(work.connection.execute(select(active.c.report).order_by(active.c.report)).scalars())


def hide(
    record: Record,
    thing: str,
    names: Sequence[str],
    *,
    author: str,
    reasons: Sequence[str],
    at: str | None = None,
) -> Judgement:
    """Mark a report or claim as sensitive: these names of one person are hidden in the whole record.

    Other forms under which the marked report knows the same person are hidden as well.

    Raises:
        RecordError: R007 if there is no such thing, R011 if it is a group, or for what is no name.
    """
    given = [n for n in dict.fromkeys(" ".join(name.split()) for name in names) if n]
    forms = list(dict.fromkeys([*given, *forms_of(record, thing, given)]))
    value = json.dumps(forms, ensure_ascii=False)
    return record.judge("hide", [thing], author=author, value=value, reasons=reasons, at=at)


def forms_of(record: Record, thing: str, names: Sequence[str]) -> tuple[str, ...]:
    """How the report of a report or claim names the person otherwise: "Olusanya" for "Tamar Olusanya".

    Names that it uses for whom it also calls by one of ``names``; none if it was read without mentions.
    """
    shown = record.show(thing).thing
    report = (
        shown.report.id if isinstance(shown, Account) else shown.id if isinstance(shown, Report) else None
    )
    if report is None:
        return ()
    wanted = {_key(name) for name in names}
    found: dict[str, None] = {}
    for mention in _mentions(record, report):
        if mention["kind"] != "actor" or not mention.get("actor"):
            continue
        text = " ".join(str(mention["text"]).split())
        called = {_key(text), _key(str(mention["actor"]).partition("|")[0])}
        if called & wanted and _is_name(text):
            found[text] = None
    return tuple(found)


def _mentions(record: Record, report: str) -> list[dict[str, Any]]:
    with record.recorder.reading() as work:
        for stored in work.codings([report]):
            return list(stored.payload.get("mentions", ()))
    return []


def _key(name: str) -> str:
    return " ".join(name.casefold().split())


def _is_name(text: str) -> bool:
    """Not "he", not "the teacher": words that are written as names."""
    words = [w for w in text.split() if any(c.isalnum() for c in w)]
    cased = all(not w[0].islower() for w in words)
    return bool(words) and cased and sum(c.isalnum() for c in text) > 1 and words[0] not in _NO_NAMES


_NO_NAMES = frozenset(
    {"He", "She", "It", "They", "His", "Her", "Their", "Him", "Them", "The", "We", "I", "You"}
)
