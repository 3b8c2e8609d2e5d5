"""One line of a JSONL file to one line of output: what a worker does, and all it needs to know."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import BinaryIO, Final

from servanda.errors import ConfigError, Issue
from servanda.intake import Limits, read_jsonl
from servanda.knowledge.own.records import OwnKnowledge
from servanda.model import Coding, Document
from servanda.model.json import to_json, to_line
from servanda.pipeline import code_document
from servanda.resolution import Doubt
from servanda.run.tools import load_own, load_tools, own_version, uncoded

_NAME: Final = "line.jsonl"
"""What intake takes a single line for; its messages get the real place afterwards."""


@dataclass(frozen=True, slots=True, kw_only=True)
class How:
    """How lines are coded; sent to every worker.

    Attributes:
        where: the input's name, for messages.
        model, threads: of the language model.
        limits: of intake.
        versions: kept in every record.
        mentions: whether records list all mentions.
        doubt: when it stays open whom a mention means.
        knowledge: path of a file of own knowledge, or empty; ``versions`` has its hash.
    """

    where: str
    model: str = ""
    threads: int = 1
    limits: Limits = field(default_factory=Limits)
    versions: Mapping[str, str] = field(default_factory=dict)
    mentions: bool = False
    doubt: Doubt = field(default_factory=Doubt)
    knowledge: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the input: its number from 1, its bytes (cut if too long), its whole size."""

    number: int
    data: bytes
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of a line.

    Attributes:
        number: of the line.
        size: its bytes.
        id: of the report, ``""`` if there is none.
        record: the output line without its end, ``""`` if the report could not be read or coded.
        failures: why, if so.
        claims: how many were found.
    """

    number: int
    size: int
    id: str = ""
    record: str = ""
    failures: tuple[Issue, ...] = ()
    claims: int = 0


def read_lines(stream: BinaryIO, most: int) -> Iterator[Line]:
    """Lines that hold anything; of a line of more than ``most`` bytes only the beginning is kept."""
    number = 0
    while data := stream.readline(most + 1):
        number += 1
        size = len(data)
        if size > most and not data.endswith(b"\n"):
            while more := stream.readline(1 << 20):
                size += len(more)
                if more.endswith(b"\n"):
                    break
        if data.strip():
            yield Line(number, data, size)


def code_line(line: Line, how: How) -> Outcome:
    """Read and code one line. Whatever is wrong with the report becomes a failure, so that others go on.

    Raises:
        ConfigError, ModelError: if no report at all could be coded.
    """
    tools = load_tools(how.model, how.threads, how.doubt, _own_of(how))
    place = f"{how.where}:{line.number}"
    if line.size > how.limits.line_bytes + 1:
        return _failed(line, _too_long(line, how, place))
    found = next(iter(read_jsonl(io.BytesIO(line.data), where=_NAME, limits=how.limits)), None)
    if found is None:
        return _failed(line, Issue(code="I017", message="line has no text", level="error", where=place))
    if isinstance(found, Issue):
        return _failed(line, replace(found, where=place))
    try:
        coding = code_document(_placed(found, place), tools, mentions=how.mentions)
        record = to_line({**to_json(coding, versions=how.versions), "line": line.number})
    except (ConfigError, MemoryError):
        raise
    except Exception as error:  # noqa: BLE001 - one report that breaks the reader must not stop the others
        return _failed(line, uncoded(error, place))
    return Outcome(
        number=line.number, size=line.size, id=found.id, record=record, claims=count_claims(coding)
    )


def _own_of(how: How) -> OwnKnowledge | None:
    """The file of own knowledge, the same as when the work began."""
    own = load_own(how.knowledge, how.limits.knowledge_rows)
    if own and how.versions.get("knowledge", own_version(own)) != own_version(own):
        message = "the file changed while reports were read"
        raise ConfigError("C003", message, where=how.knowledge, remedy="run again")
    return own


def count_claims(coding: Coding) -> int:
    """Claims of all four kinds."""
    return len(coding.events) + len(coding.statements) + len(coding.figures) + len(coding.commitments)


def died(line: Line, how: How) -> Outcome:
    """The outcome of a line on which a worker process died twice."""
    message = (
        "the process that read this report died, most likely for want of memory (leave it out, or cut it)"
    )
    return _failed(
        line, Issue(code="M003", message=message, level="error", where=f"{how.where}:{line.number}")
    )


def _placed(document: Document, place: str) -> Document:
    """The document with its issues told of the real line."""
    return replace(document, issues=tuple(replace(issue, where=place) for issue in document.issues))


def _too_long(line: Line, how: How, place: str) -> Issue:
    message = f"line has {line.size:,} bytes, the limit is {how.limits.line_bytes:,} (set limits.line_bytes)"
    return Issue(code="I005", message=message, level="error", where=place)


def _failed(line: Line, issue: Issue) -> Outcome:
    return Outcome(number=line.number, size=line.size, failures=(issue,))
