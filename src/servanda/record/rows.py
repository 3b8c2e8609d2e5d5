"""Between a report's JSON object and rows of the layers.

The object is kept in two parts: what the report is (:data:`DOCUMENT`) and what was read in it. Each is
addressed by its content, so that the same comes to the same row.
"""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

from servanda.errors import InputError
from servanda.model.account import Report
from servanda.model.days import days_of
from servanda.model.json import KINDS
from servanda.model.judgement import Judgement

JSON = dict[str, Any]

INFO: Final = ("title", "source", "published", "url")
"""Keys of a report's object that are kept readable, in ``documents.info``."""

DOCUMENT: Final = (
    "text",
    "language",
    "media_type",
    "dates",
    "dateline",
    "removed",
    "original",
    "offsets",
    "breaks",
)
"""Keys of a report's object that describe the report itself; kept in ``documents.body``."""

_NOT_KEPT: Final = ("line",)
"""Keys that belong to the file it came from."""

_NOT_SAID: Final = ("original", "offsets")
"""Keys that follow from the bytes: with or without them it is the same document."""


def dump(value: object) -> str:
    """Canonical JSON: keys sorted, no blanks, ASCII."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), allow_nan=False)


def pack(value: object) -> bytes:
    """Compressed canonical JSON."""
    text = json.dumps(value, sort_keys=True, separators=(",", ":"), allow_nan=False, ensure_ascii=False)
    return zlib.compress(text.encode("utf-8", "surrogatepass"), 6)


def unpack(body: bytes) -> Any:  # noqa: ANN401 - any JSON
    """What :func:`pack` packed.

    Raises:
        ValueError: if it is not what was packed.
    """
    try:
        return json.loads(zlib.decompress(body).decode("utf-8", "surrogatepass"))
    except zlib.error as error:
        raise ValueError(str(error)) from error


def split(payload: Mapping[str, Any]) -> tuple[JSON, JSON]:
    """A report's object as a row of ``documents`` and one of ``codings``, both without numbers and times.

    Raises:
        InputError: I007 if something that must be there is missing, or has no id.
    """
    try:
        report, text = payload["id"], payload["text"]
        claims = [c["id"] for kind in KINDS for c in payload.get(kind, ())]
        date.fromisoformat(payload.get("published") or "2000-01-01")
    except (KeyError, TypeError, ValueError) as error:
        detail = f"missing {error}" if isinstance(error, KeyError) else str(error)
        raise InputError("I007", f"not a report in the codebook's format: {detail}") from error
    if not isinstance(report, str) or not isinstance(text, str) or not report:
        raise InputError("I007", "not a report in the codebook's format: id and text must be strings")
    check_text(report, "id")
    sha256 = payload.get("sha256") or hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()
    info = {key: payload.get(key) for key in INFO}
    body = {key: payload[key] for key in DOCUMENT if key in payload}
    said = {key: value for key, value in body.items() if key not in _NOT_SAID}
    address = _hash([report, sha256, info, said])
    coded = {
        key: value
        for key, value in payload.items()
        if key not in DOCUMENT and key not in INFO and key not in _NOT_KEPT and key not in ("id", "sha256")
    }
    document = {
        "address": address,
        "report": report,
        "sha256": sha256,
        "info": dump(info),
        "body": body,
    }
    coding = {
        "id": f"R-{_hash([address, coded])[:16]}",
        "report": report,
        "coder": dump(payload.get("versions") or {}),
        "written": payload.get("written"),
        "body": coded,
        "claims": claims,
    }
    return document, coding


def join(document: Mapping[str, Any], coding: Mapping[str, Any]) -> JSON:
    """The report's object again, from rows of ``documents`` and ``codings`` with packed bodies."""
    return {
        "id": document["report"],
        **json.loads(document["info"]),
        "sha256": document["sha256"],
        **unpack(document["body"]),
        **unpack(coding["body"]),
    }


def claims_in(body: Mapping[str, Any]) -> list[tuple[str, JSON]]:
    """Every claim of an unpacked coding with its kind (``events`` …), in the order of ``claims.place``."""
    return [(kind, claim) for kind in KINDS for claim in body.get(kind, ())]


def report_of(document: Mapping[str, Any], written: str | None) -> Report:
    """A report without its text, from a row of ``documents``."""
    info = json.loads(document["info"])
    published = info["published"]
    return Report(
        id=document["report"],
        version=document["sha256"],
        source=info["source"],
        title=info["title"],
        published=date.fromisoformat(published) if published else None,
        written=days_of(written),
        url=info["url"],
        licence=document["licence"],
        redistributable=bool(document["redistributable"]),
    )


def judgement_of(row: Mapping[str, Any]) -> Judgement:
    """From a row of ``judgements``."""
    return Judgement(
        id=row["id"],
        number=row["number"],
        verdict=row["verdict"],
        things=tuple(json.loads(row["things"])),
        field=row["field"],
        value=row["value"],
        score=row["score"],
        reasons=tuple(json.loads(row["reasons"])),
        author=row["author"],
        role=row["role"],
        at=row["at"],
    )


def judgement_id(said: Sequence[object]) -> str:
    """``J-`` and 16 hex digits."""
    return f"J-{_hash(said)[:16]}"


def check_text(value: str, name: str) -> None:
    """Whether both stores can hold ``value`` in a column.

    Raises:
        InputError: I007 for NUL and for halves of surrogate pairs.
    """
    if "\0" in value or any("\ud800" <= c <= "\udfff" for c in value):
        raise InputError("I007", f"{name} holds characters that are no text", where=ascii(value)[:80])


def _hash(value: object) -> str:
    return hashlib.sha256(dump(value).encode("ascii")).hexdigest()
