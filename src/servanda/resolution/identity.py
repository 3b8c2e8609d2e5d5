"""Stable ids of actors: of the row of the tables, or of the report for those whom no table knows.

======================  ==========================================================
``state:RUS``           a state, its ISO 3166-1 alpha-3 code; also by its capital or seat of government
``land:geo:abkhazia``   a territory with authorities of its own
``org:lbn:hezbollah``   a body or group of the tables: country and full name of its row
``person:rus:…``        a person of the tables: the same
``local:1f0c…:…``       anybody else: first 12 hex digits of the report's hash, the name as an actor
======================  ==========================================================

The ids depend on nothing but the row, or the report's text and the name: not on the order of mentions or
reports.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from datetime import date

from servanda.knowledge import KnownActor, country_of, find_known
from servanda.model import Actor, Analysis, Document

_NOT_PLAIN = re.compile(r"[^a-z0-9]+")
_LONGEST = 80
"""Characters of a name that an id keeps; a longer one ends in a hash."""


def actor_id(actor: Actor, document: Document, on: date | None = None) -> str:
    """The id of an actor of a claim.

    Args:
        actor: as the claim has it.
        document: the report the claim is from.
        on: the day for which the tables are asked; see :func:`day_of`.
    """
    known = find_known(actor.name, on)
    if known and actor.country in {known.country, *known.countries}:
        return known_id(known)
    return local_id(actor, document)


def known_id(known: KnownActor) -> str:
    """The id of a row of the tables, or of the user's own file."""
    if known.id:
        return known.id
    # "Moscow" and "the Kremlin" are Russia; "the Pentagon" is a body that sits there.
    state = known.country if known.kind == "country" else country_of(known.name)
    if known.kind in {"country", "seat"} and state and known.sector == "GOV":
        return f"state:{state}"
    kind = {"territory": "land", "person": "person"}.get(known.kind, "org")
    return f"{kind}:{known.country.lower() or '-'}:{_plain(known.name)}"


def person_id(name: str, country: str) -> str:
    """The id of a person of the tables; ``name`` as the tables have it."""
    known = find_known(name)
    if known and known.kind == "person":
        return known_id(known)
    return f"person:{country.lower() or '-'}:{_plain(name)}"


def local_id(actor: Actor, document: Document) -> str:
    """The id of somebody whom only this report knows: by its text, his name and country."""
    return f"local:{document.sha256[:12]}:{actor.country.lower() or '-'}:{_plain(actor.name)}"


def day_of(analysis: Analysis) -> date | None:
    """The day for which offices are looked up: the report's, else the first on which it can be written."""
    if analysis.document.published:
        return analysis.document.published
    return analysis.written[0] if analysis.written else None


def _plain(name: str) -> str:
    """A name in plain small letters with hyphens; what cannot be written so is hashed."""
    folded = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    plain = _NOT_PLAIN.sub("-", folded.replace("'", "")).strip("-")
    if plain and len(plain) <= _LONGEST:
        return plain
    digest = hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:12]
    return f"{plain[:_LONGEST].rstrip('-')}-{digest}".lstrip("-")
