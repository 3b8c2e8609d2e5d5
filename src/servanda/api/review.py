"""The verbs of people who review a record: what to look at, what was judged as gold, who agrees with whom."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from servanda.errors import ConfigError, RecordError
from servanda.evaluation.reviewers import GRADE, JOIN, KEPT, compare_reviewers
from servanda.model.account import Account
from servanda.model.asking import Filters
from servanda.model.json import to_json, to_line
from servanda.model.judgement import Judgement, in_force
from servanda.model.reviewing import KINDS, Comparison, Doubtful, Item, Kind
from servanda.run.recording_decisions import Decisions
from servanda.run.recording_review import Reviewed, coded, doubtful, reviewed

if TYPE_CHECKING:
    from servanda.api.record import Record

__all__ = ["KINDS", "Doubtful", "Exported", "agreement", "doubts", "export"]

_GOLD: Final[dict[str, tuple[str, ...]]] = {
    "events": (
        *("type", "mode", "actors", "recipients", "status", "background", "date", "place", "says", "quotes"),
    ),
    "statements": ("speaker", "addressees", "form", "quote"),
    "figures": (
        *("measure", "low", "high", "approx", "of", "event", "unit", "date", "place", "says", "cumulative"),
        "quote",
    ),
    "commitments": (
        *("act", "obligors", "beneficiaries", "force", "date", "start", "end", "term", "renewal"),
        *("condition", "instrument", "quotes"),
    ),
}
"""The codebook's own keys (section 8); what the program adds is no part of gold."""

_NAME: Final = re.compile(r"[^\w.-]+")
_LONGEST: Final = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """What an export came to: ids of the reports written, and of those left out with the reason."""

    written: tuple[str, ...]
    restricted: tuple[str, ...]
    partly: tuple[str, ...]


def doubts(
    record: Record,
    filters: Filters | None = None,
    *,
    kinds: Iterable[Kind] = (),
    limit: int | None = None,
) -> tuple[Doubtful, ...]:
    """What a person should look at, as of a day, the most urgent first.

    Args:
        record: an open record.
        filters: as for its listings; ``kind`` is not used.
        kinds: only these; all if none is named.
        limit: at most so many.

    Raises:
        RecordError: R011 for a filter that cannot be understood.
    """
    wanted, given = filters or Filters(), list(record.judgements())
    record.recorder.check(wanted)
    found = doubtful(record.recorder, wanted, given)
    chosen = frozenset(kinds)
    kept = [d for d in found if not chosen or d.kind in chosen]
    return tuple(kept[:limit])


def export(record: Record, target: str | Path, *, restricted: bool = False, whole: bool = False) -> Exported:
    """Write reports that a person judged, with claims as corrected, in the codebook's format.

    Args:
        record: an open record.
        target: a file that ends in ``.jsonl``, or a folder that gets one JSON file a report.
        restricted: also reports whose texts may not be passed on.
        whole: only reports of which every claim was judged.

    Raises:
        ConfigError: C004 if it cannot be written.
    """
    rows: list[tuple[str, dict[str, Any]]] = []
    closed, partly = [], []
    for one in reviewed(record.recorder):
        if whole and not one.whole:
            partly.append(one.report.id)
        elif not (one.report.redistributable or restricted):
            closed.append(one.report.id)
        else:
            rows.append((one.report.id, gold_of(one)))
    _write(Path(target), rows)
    return Exported(written=tuple(i for i, _ in rows), restricted=tuple(closed), partly=tuple(partly))


def gold_of(one: Reviewed) -> dict[str, Any]:
    """A report's object in the codebook's format, with ``licence`` and which claims a person judged."""
    told = to_json(one.coding)
    out: dict[str, Any] = {k: told[k] for k in ("id", "title", "source", "published", "written", "text")}
    ids = iter(one.ids)
    for kind, names in _GOLD.items():
        out[kind] = []
        for claim in told[kind]:
            known = next(ids)
            kept = {name: claim[name] for name in names if name in claim}
            out[kind].append({**kept, "id": known, "reviewed": known in one.judged})
    out["licence"] = one.report.licence
    out["redistributable"] = one.report.redistributable
    out["rejected"] = sorted(one.judged - set(one.ids))
    return out


def agreement(record: Record, one: str, other: str) -> Comparison:
    """How far two reviewers agree on what both judged; undone judgements do not count.

    Raises:
        RecordError: R007 if one of them judged nothing, R008 if both are one.
    """
    if one == other:
        raise RecordError("R008", f"{one!r} agrees with {one!r}: name two reviewers")
    given = tuple(record.judgements())
    people = [j for j in in_force(given) if j.role == "person"]
    for name in (one, other):
        if not any(j.author == name for j in people):
            known = ", ".join(sorted({j.author for j in people})) or "nobody"
            raise RecordError("R007", f"{name!r} judged nothing that holds", remedy=f"who did: {known}")
    names = frozenset((one, other))
    claims = coded(record.recorder, sorted({t for j in people if j.author in names for t in j.things}))
    return compare_reviewers(*(_opinions(given, people, name, claims) for name in (one, other)))


def _opinions(
    given: Iterable[Judgement], people: Iterable[Judgement], author: str, claims: Mapping[str, Account]
) -> dict[Item, str]:
    """What a reviewer says of each item, the newest last."""
    said: dict[Item, str] = {}
    history = tuple(given)
    for j in people:
        if j.author != author:
            continue
        if j.verdict in ("same", "different"):
            said.update(
                {((a, b), JOIN): j.verdict for k, a in enumerate(j.things) for b in j.things[k + 1 :]}
            )
            continue
        for thing in j.things:
            if j.verdict == "grade":
                said[(thing,), GRADE] = j.value
            elif j.verdict == "reject":
                _forget(said, thing)
                said[(thing,), KEPT] = "wrong"
            elif j.verdict in ("accept", "correct"):
                if thing in claims:
                    said[(thing,), KEPT] = "right"
                shown = _shown(history, j, claims.get(thing))
                said.update({((thing,), name): value for name, value in shown.items()})
    return said


def _forget(said: dict[Item, str], thing: str) -> None:
    for item in [i for i in said if i[0] == (thing,)]:
        del said[item]


def _shown(history: Iterable[Judgement], judgement: Judgement, claim: Account | None) -> dict[str, str]:
    """The fields a judgement vouches for, with what they read then."""
    if judgement.verdict == "correct":
        return {judgement.field: _plain(json.loads(judgement.value))}
    if claim is None:
        return {}
    before = Decisions.of(j for j in history if j.number < judgement.number)
    seen = before.account(claim) or claim
    told = _fields(seen)
    if judgement.field:
        return {judgement.field: told[judgement.field]} if judgement.field in told else {}
    return told


def _fields(account: Account) -> dict[str, str]:
    names = [f.name for f in fields(account.claim) if f.name not in ("provenance", "kind")]
    return {name: _plain(_json(getattr(account.claim, name))) for name in names}


def _json(value: Any) -> Any:  # noqa: ANN401 - a field of a claim
    from servanda.model.view_json import view_to_json

    return view_to_json(value)


def _plain(value: Any) -> str:  # noqa: ANN401 - JSON
    """One text for one meaning: the order of actors means nothing."""
    if isinstance(value, list):
        value = sorted(str(v) for v in value)
    elif isinstance(value, float) and value == int(value):
        value = int(value)
    return json.dumps(value, ensure_ascii=False)


def _write(target: Path, rows: list[tuple[str, dict[str, Any]]]) -> None:
    """A file whole or not at all; a folder file by file.

    Raises:
        ConfigError: C004.
    """
    try:
        if target.suffix == ".jsonl":
            _write_whole(target, "".join(f"{to_line(row)}\n" for _, row in rows))
            return
        target.mkdir(parents=True, exist_ok=True)
        for one, row in rows:
            _write_whole(target / f"{file_name(one)}.json", json.dumps(row, ensure_ascii=False, indent=1))
    except OSError as error:
        raise ConfigError("C004", f"cannot be written: {error.strerror}", where=str(target)) from error


def _write_whole(path: Path, text: str) -> None:
    partial = path.with_name(f"{path.name}.partial")
    partial.write_bytes(text.encode("utf-8", "replace"))
    partial.replace(path)


def file_name(report: str) -> str:
    """A report's id as a name for a file; one that had to be changed carries a hash, so that none collide."""
    plain = _NAME.sub("_", report)[:_LONGEST]
    if plain == report and not plain.startswith("."):
        return plain
    import hashlib

    return (
        f"{plain.lstrip('.') or 'report'}-{hashlib.sha256(report.encode('utf-8', 'replace')).hexdigest()[:8]}"
    )
