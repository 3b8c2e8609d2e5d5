"""What can go wrong, and how it is told.

Two channels. An **exception** stops the call; an **Issue** is a value that describes a problem in one
report and travels
beside the records, so that the other reports are still read.

::

    ServandaError            anything this package raises on purpose
    ├── ConfigError   (C…)   a setting, rule file or knowledge file is wrong: mend it and run again
    ├── InputError    (I…)   this input cannot be read: skip it or mend it; other inputs are not concerned
    ├── ModelError    (M…)   a shipped file is missing or altered, or a record breaks its own rules:
    reinstall, or report a bug
    ├── RecordError   (R…)   a record cannot be opened, written or trusted, or has no such thing: look at it
    ├── RequestError  (W…)   the server refuses a request: the caller mends it, signs in, or waits
    └── Interrupted   (X…)   the user stopped the work; what was finished is whole

Codes are listed with cause and remedy in ``docs/errors.md``; a test keeps that list complete.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

CATALOGUE: Final[dict[str, str]] = {
    "C001": "setting has a value it cannot have",
    "C002": "rule file is not valid",
    "C003": "knowledge file is not valid",
    "C004": "output cannot be written",
    "C005": "gold file is not in the codebook's format",
    "C006": "earlier output does not belong to this input",
    "I001": "nothing at this path",
    "I002": "no readable report in this folder",
    "I003": "input is empty",
    "I004": "input is not text, HTML or PDF",
    "I005": "input is larger than the limit",
    "I006": "no main text found",
    "I007": "JSON line cannot be read",
    "I008": "PDF has no text layer",
    "I009": "PDF cannot be opened",
    "I010": "address is not allowed",
    "I011": "address could not be fetched",
    "I012": "nested or expanding input exceeds the limit",
    "I013": "text is not in English and was not coded",
    "I014": "some bytes could not be decoded and were replaced",
    "I015": "control characters were taken out for reading",
    "I016": "reading took longer than the limit",
    "I017": "line has no text",
    "I018": "same id as an earlier report",
    "I019": "text was cut at the limit",
    "I020": "input ends before its own end",
    "I021": "date the report bears cannot be read",
    "I022": "no such claim in this report",
    "M001": "span is empty or reversed",
    "M002": "model file is missing or altered",
    "M003": "one report could not be coded",
    "M004": "something unexpected failed",
    "R001": "this is no record",
    "R002": "record was made by a newer version",
    "R003": "record cannot be written",
    "R004": "no room left on the disk",
    "R005": "connection to the database was lost",
    "R006": "backup is cut short or altered",
    "R007": "no such thing in this record",
    "R008": "a thing cannot be merged with itself",
    "R009": "never joined, so it cannot be split",
    "R010": "record was altered",
    "R011": "filter cannot be understood",
    "R012": "nothing had been reported by that day",
    "R013": "record is empty",
    "R014": "cursor belongs to no such listing",
    "W001": "request cannot be understood",
    "W002": "there is nothing at this address",
    "W003": "this address does not take this method",
    "W004": "request is larger than the limit",
    "W005": "too many requests",
    "W006": "nobody is signed in",
    "W007": "the caller may not do this",
    "W008": "request came from another site",
    "W009": "somebody else changed it meanwhile",
    "W010": "server is busy or stopping",
    "W011": "media type is not served or taken here",
    "W012": "what is asked does not go together",
    "W020": "the site has no such account, record, member or key",
    "W021": "name or password is wrong",
    "W022": "password is not good enough",
    "W023": "there is one of this name already",
    "W024": "the site would have no admin",
    "W025": "the identity provider did not vouch for this person",
    "X001": "stopped by the user",
}
"""Every code with its meaning, in a few words.

Prefix: C configuration, I input, M model (ours to mend), R record, W request, X interruption.
"""


class ServandaError(Exception):
    """Base of everything this package raises on purpose; ``code`` is a key of :data:`CATALOGUE`."""

    code: str

    def __init__(self, code: str, message: str, *, where: str = "", remedy: str = "") -> None:
        """Say what (``message``), where (a path, an address, a line) and what to do (``remedy``)."""
        self.code = code
        self.message = message
        self.where = where
        self.remedy = remedy
        super().__init__(str(self))

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where else ""
        todo = f" ({self.remedy})" if self.remedy else ""
        return f"[{self.code}] {place}{self.message}{todo}"

    def __reduce__(self) -> tuple[object, ...]:
        # Keyword-only context does not survive the default pickling of exceptions across worker processes.
        return _rebuild, (type(self), self.code, self.message, self.where, self.remedy)


def _rebuild(kind: type[ServandaError], code: str, message: str, where: str, remedy: str) -> ServandaError:
    return kind(code, message, where=where, remedy=remedy)


class ConfigError(ServandaError):
    """A setting, rule file, knowledge file or output path is wrong."""


class InputError(ServandaError):
    """One input cannot be read; others are not concerned."""


class ModelError(ServandaError):
    """A shipped file is missing or altered, or a record breaks its own rules."""


class RecordError(ServandaError):
    """A record cannot be opened, written or trusted, or what was asked of it does not make sense."""


class RequestError(ServandaError):
    """The server refuses a request; its status follows from the code."""


class Interrupted(ServandaError):  # noqa: N818 - it is no error: the user asked for it
    """The user stopped the work; everything finished before is whole."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """A problem in one report, kept beside what was read from it.

    Attributes:
        code: key of :data:`CATALOGUE`.
        message: one line for a person.
        level: ``info`` (nothing lost), ``warning`` (something was left out or changed), ``error``
            (the report was not read).
        where: path, address, or line of the input.
        start: first character concerned, in the document's text, or ``None``.
        end: character after the last one concerned, or ``None``.
    """

    code: str
    message: str
    level: Literal["info", "warning", "error"] = "warning"
    where: str = ""
    start: int | None = None
    end: int | None = None

    @classmethod
    def from_error(cls, error: ServandaError) -> Issue:
        """The same problem as a value."""
        todo = f" ({error.remedy})" if error.remedy else ""
        return cls(code=error.code, message=error.message + todo, level="error", where=error.where)
