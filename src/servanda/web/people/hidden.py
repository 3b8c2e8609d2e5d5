"""What is hidden in each record, and the names under which reports go whose ids would tell it.

An id of a report may hold a name (``olusanya-held.html``). Who may not see the name knows the report by an
alias instead, which only this site can make and turn back.
"""

from __future__ import annotations

import base64
import hashlib
import threading
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESSIV

from servanda.api.hiding import Unseen, masker, may_hold, report_ids, unseen
from servanda.web.people.secrecy import bound

if TYPE_CHECKING:
    from collections.abc import Mapping

    from servanda.api.record import Record

NOTHING: Final = "H-0000000000000000"
"""An alias of no report."""

_SHORTEST: Final = 6
"""Characters from which on the beginning of an id stands for it."""


@dataclass(frozen=True, slots=True)
class Hidden:
    """What is hidden in a record as it stands, from everybody who may not see names.

    ``aliases`` are by ids of reports, ``reports`` the other way round.
    """

    unseen: Unseen
    aliases: Mapping[str, str]
    reports: Mapping[str, str]
    sealer: Sealer

    def shown(self, value: Any) -> Any:  # noqa: ANN401 - JSON
        """A JSON value with masks and aliases in it; the one place at which answers are changed."""
        mask = masker(self.unseen)
        known: dict[str, str] = {}  # the same words stand in an answer many times

        def text(said: str) -> str:
            if said not in known:
                known[said] = made(said)
            return known[said]

        def made(said: str) -> str:
            if not may_hold(self.unseen, said):
                return said
            if said in self.aliases:
                return self.aliases[said]
            for one, alias in self.aliases.items():
                said = said.replace(one, alias)
            return mask(said)

        def walk(part: Any) -> Any:  # noqa: ANN401
            if isinstance(part, str):
                return text(part)
            if isinstance(part, list):
                return [walk(one) for one in part]
            if isinstance(part, dict):
                return {
                    text(key): self.sealer.seal(one)
                    if key == "cursor" and isinstance(one, str)
                    else walk(one)
                    for key, one in part.items()
                }
            return part

        return walk(value)

    def meant(self, given: str) -> str:
        """The id that somebody means who knows only aliases; what holds a hidden name means nothing."""
        if given in self.reports:
            return self.reports[given]
        plain = given.casefold()
        if len(plain) >= _SHORTEST and any(one.casefold().startswith(plain) for one in self.aliases):
            return NOTHING
        return given if given not in self.aliases else NOTHING


class Sealer:
    """Cursors hold ids and places in orders: who may not see all of them gets cursors that he cannot read."""

    def __init__(self, secret: bytes) -> None:
        self._cipher = AESSIV(hashlib.sha512(b"cursor\0" + secret).digest())

    def seal(self, cursor: str) -> str:
        """The same text for the same cursor, so that the same question has the same answer."""
        made = self._cipher.encrypt(cursor.encode(), None)
        return base64.urlsafe_b64encode(made).decode().rstrip("=")

    def open(self, sealed: str) -> str:
        """The cursor; for what is none of ours a text that no listing takes."""
        try:
            raw = base64.urlsafe_b64decode(sealed.encode("ascii", "replace") + b"=" * (-len(sealed) % 4))
            return self._cipher.decrypt(raw, None).decode()
        except (ValueError, InvalidTag):
            return "none"


@dataclass(slots=True)
class Known:
    """What is hidden, by record, as of the end of each one's log."""

    secret: bytes
    _by_record: dict[str, tuple[str, Hidden]] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def of(self, id: str, record: Record) -> Hidden:  # noqa: A002
        """What is hidden in a record now."""
        head = record.head()
        with self._lock:
            kept = self._by_record.get(id)
        if kept and kept[0] == head:
            return kept[1]
        made = self._made(id, record, kept[1] if kept else None)
        with self._lock:
            self._by_record[id] = (head, made)
        return made

    def _made(self, id: str, record: Record, before: Hidden | None) -> Hidden:  # noqa: A002
        names = unseen(record)
        sealer = before.sealer if before else Sealer(self.secret + id.encode())
        told = report_ids(record) if names else []
        hidden = [one for one in told if may_hold(names, one)] if may_hold(names, "\n".join(told)) else []
        mask = masker(names)
        aliases = {
            one: f"H-{bound(self.secret, f'report {id}', one)[:16]}" for one in hidden if mask(one) != one
        }
        return Hidden(names, aliases, {alias: one for one, alias in aliases.items()}, sealer)
