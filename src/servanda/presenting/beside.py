"""The accounts of an incident side by side: what each tells of each field, and where they part.

A pure function of accounts; nothing here decides who is right.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any, Final, Literal

from servanda.model.account import Account, Where
from servanda.model.actor import Actor
from servanda.model.asking import Around
from servanda.model.claim import Event
from servanda.model.days import Days, iso_of, overlap
from servanda.model.view_json import view_to_json
from servanda.presenting.blocks import outlet
from servanda.presenting.called import called
from servanda.presenting.view_words import account_words
from servanda.reconciliation.sides import same_side
from servanda.reconciliation.tallies_attach import distance_km

State = Literal["agree", "fit", "differ", "silent"]
"""All say the same; what they say can be true together; it cannot; nobody tells it (or only one does)."""


@dataclass(frozen=True, slots=True)
class _Field:
    """How a field is read, written, and when two values can be true together."""

    name: str
    read: Callable[[Account], Any]
    text: Callable[[Any], str]
    fits: Callable[[Any, Any], bool]


def beside_of(accounts: Iterable[Account], around: Around) -> dict[str, Any]:
    """Accounts of events field by field, and who has it from whom, as JSON values.

    Args:
        accounts: of one incident, in their order; claims of other kinds are left out.
        around: copies among their reports, and contradictions they are in.

    Returns:
        ``{accounts, fields, sources, contradictions}``.

        * ``accounts``: :func:`servanda.presenting.view_words.account_words` with ``title``, ``context``,
          ``position``, ``status``, ``score``, ``copy_of``;
        * ``fields``: ``{field, state, values: [{text, value, accounts}]}``; ``value`` is ``null`` for the
          accounts that do not tell it, which come last. States are of :data:`State`;
        * ``sources``: ``{nodes: [{id, label, kind}], edges: [{source, target, how, accounts}]}``, from who
          says it to the outlets that carry it; kinds ``speaker``, ``outlet``; ``how``: ``says``, ``reports``
          (in its own voice), ``copy``;
        * ``contradictions``: as :func:`servanda.model.view_json.view_to_json` writes them.
    """
    told = [a for a in accounts if isinstance(a.claim, Event)]
    copied = _copies(told, around)
    return {
        "accounts": [_account(a, copied) for a in told],
        "fields": [_compared(f, told) for f in _FIELDS],
        "sources": _sources(told, copied),
        "contradictions": [view_to_json(c) for c in around.contradictions],
    }


def _account(account: Account, copied: dict[str, str]) -> dict[str, Any]:
    claim = _event(account)
    return {
        **account_words(account),
        "title": account.report.title,
        "context": account.context,
        "position": account.position,
        "status": claim.status,
        "score": claim.provenance.score,
        "copy_of": copied.get(account.report.id),
    }


def _copies(told: Sequence[Account], around: Around) -> dict[str, str]:
    """For each report of these that is a copy the original, whether or not that tells the incident too."""
    reports = {a.report.id for a in told}
    found = {}
    for group in around.copies:
        found.update({r: group.original for r in group.reports if r in reports and r != group.original})
    return found


def _compared(field: _Field, told: Sequence[Account]) -> dict[str, Any]:
    groups: dict[str | None, tuple[Any, list[str]]] = {}
    for account in told:
        value = field.read(account)
        text = field.text(value) if value else None
        groups.setdefault(text, (value, []))[1].append(account.id)
    said = sorted((t for t in groups if t is not None), key=lambda t: -len(groups[t][1]))
    values: list[dict[str, Any]] = [
        {"text": t, "value": view_to_json(groups[t][0]), "accounts": groups[t][1]} for t in said
    ]
    if None in groups:
        values.append({"text": None, "value": None, "accounts": groups[None][1]})
    return {"field": field.name, "state": _state(field, [groups[t] for t in said]), "values": values}


def _state(field: _Field, said: Sequence[tuple[Any, list[str]]]) -> State:
    if sum(len(ids) for _, ids in said) < 2:
        return "silent"
    if len(said) == 1:
        return "agree"
    return "fit" if all(field.fits(a, b) for (a, _), (b, _) in combinations(said, 2)) else "differ"


def _sources(told: Sequence[Account], copied: dict[str, str]) -> dict[str, Any]:
    nodes: dict[str, dict[str, str]] = {}
    edges: dict[tuple[str, str, str], list[str]] = {}

    def node(kind: str, label: str) -> str:
        one = f"{kind}:{label.casefold()}"
        nodes.setdefault(one, {"id": one, "label": label, "kind": kind})
        return one

    outlets = {a.report.id: outlet(a) for a in told}
    for account in told:
        claim = _event(account)
        carrier = node("outlet", outlets[account.report.id])
        if original := copied.get(account.report.id):
            origin = node("outlet", outlets.get(original, original))
            if origin != carrier:
                edges.setdefault((origin, carrier, "copy"), []).append(account.id)
                continue
        if claim.says:
            speaker = node("speaker", called(claim.says))
            edges.setdefault((speaker, carrier, "says"), []).append(account.id)
        else:
            edges.setdefault((carrier, carrier, "reports"), []).append(account.id)
    return {
        "nodes": [nodes[n] for n in sorted(nodes)],
        "edges": [
            {"source": source, "target": target, "how": how, "accounts": ids}
            for (source, target, how), ids in sorted(edges.items())
        ],
    }


def _event(account: Account) -> Event:
    assert isinstance(account.claim, Event)
    return account.claim


def _actors_fit(a: tuple[Actor, ...], b: tuple[Actor, ...]) -> bool:
    """Whether somebody named in one is, or stands on the side of, somebody named in the other."""
    return any(same_side(x, y) for x in a for y in b)


def _places_fit(a: Where, b: Where) -> bool:
    """Whether the circles of two places meet, or the names are one."""
    if a.name.casefold() == b.name.casefold():
        return True
    km = distance_km(a, b)
    return km is not None and km <= (a.radius_km or 0) + (b.radius_km or 0)


def _days_fit(a: Days, b: Days) -> bool:
    return overlap(a, b) is not None


def _differs(_a: object, _b: object) -> bool:
    return False


def _names(actors: tuple[Actor, ...]) -> str:
    return "; ".join(called(a) for a in actors)


def _status_fit(a: str, b: str) -> bool:
    return {a, b} != {"happened", "denied"}


_FIELDS: Final = (
    _Field("status", lambda a: _event(a).status, str, _status_fit),
    _Field("actors", lambda a: _event(a).actors, _names, _actors_fit),
    _Field("type", lambda a: _event(a).type, str, _differs),
    _Field("mode", lambda a: _event(a).mode, str, _differs),
    _Field("recipients", lambda a: _event(a).recipients, _names, _actors_fit),
    _Field("date", lambda a: a.when, lambda d: iso_of(d) or "", _days_fit),
    _Field("place", lambda a: a.where, lambda w: w.name, _places_fit),
)
