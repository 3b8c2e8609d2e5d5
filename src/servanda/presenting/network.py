"""Who meets, accuses, promises: incidents and commitments as nodes and edges, for drawing and for tables.

Everything here is a pure function of views; the caller chooses the day and the period by its listings.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations, permutations
from typing import Any, Final, Literal

from servanda.knowledge.countries import country_name
from servanda.model.actor import Actor
from servanda.model.asking import DrawnAct, DrawnPledge
from servanda.model.views import Incident, Pledge
from servanda.presenting.called import called
from servanda.presenting.relations import PROMISES, relations
from servanda.reconciliation.parting import name_of, side_of

By = Literal["side", "actor"]
"""Nodes: a state with its offices, forces and leaders as one, or each name apart."""

MOST_NODES: Final = 200
"""So many nodes are drawn, those in most relations first; the answer says how many were left out."""
IDS: Final = 20
"""Ids named of an edge; ``count`` is of all."""

_HAPPENED: Final = "happened"


@dataclass(slots=True)
class _Node:
    names: Counter[str] = field(default_factory=Counter)
    country: str = ""
    sector: str = ""
    count: int = 0


@dataclass(slots=True)
class _Edge:
    count: int = 0
    ids: list[str] = field(default_factory=list)

    def add(self, one: str) -> None:
        self.count += 1
        if len(self.ids) < IDS:
            self.ids.append(one)


def network_of(
    incidents: Iterable[Incident | DrawnAct],
    pledges: Iterable[Pledge | DrawnPledge],
    *,
    by: By = "side",
    most: int = MOST_NODES,
) -> dict[str, Any]:
    """Nodes and edges as JSON values.

    Args:
        incidents: those that no account says happened are left out, and counted.
        pledges: commitments; what is only demanded is no promise and left out, and counted.
        by: what is one node.
        most: nodes at most.

    Returns:
        ``{by, kinds: [{id, words, mutual, count}], nodes: [{id, label, country, sector, count}],
        edges: [{source, target, kind, mutual, count, ids}], left_out: {nodes, incidents, commitments}}``.
        ``count`` of a node is in how many incidents and commitments it stands with somebody else.
        Edges of a mutual kind have their nodes in the order of their ids.
    """
    table = relations()
    nodes: dict[str, _Node] = {}
    edges: dict[tuple[str, str, str], _Edge] = {}
    left_incidents = left_pledges = 0
    for incident in incidents:
        if not any(status == _HAPPENED for status, _ in incident.statuses):
            left_incidents += 1
            continue
        kind = table.by_type[incident.type]
        _add(nodes, edges, kind, incident.id, incident.actors, incident.recipients, by)
    for pledge in pledges:
        if pledge.force == "demanded":
            left_pledges += 1
            continue
        _add(nodes, edges, PROMISES, pledge.id, pledge.obligors, pledge.beneficiaries, by)
    ranked = sorted(nodes, key=lambda n: (-nodes[n].count, n))
    kept = frozenset(ranked[:most])
    shown = [key for key in sorted(edges) if key[0] in kept and key[1] in kept]
    counted = Counter[str]()
    for key in shown:
        counted[key[2]] += edges[key].count
    return {
        "by": by,
        "kinds": [
            {"id": k, "words": table.words[k], "mutual": k in table.mutual, "count": counted[k]}
            for k in table.kinds
        ],
        "nodes": [_node_json(one, nodes[one]) for one in ranked[:most]],
        "edges": [
            {
                "source": source,
                "target": target,
                "kind": kind,
                "mutual": kind in table.mutual,
                "count": edges[source, target, kind].count,
                "ids": edges[source, target, kind].ids,
            }
            for source, target, kind in shown
        ],
        "left_out": {
            "nodes": len(nodes) - len(kept),
            "incidents": left_incidents,
            "commitments": left_pledges,
        },
    }


def node_of(actor: Actor, by: By) -> str:
    """The id of an actor's node: ``ARM`` for a state, ``AZE/SEP`` for those who broke from one."""
    return side_of(actor) if by == "side" else name_of(actor)


def _add(
    nodes: dict[str, _Node],
    edges: dict[tuple[str, str, str], _Edge],
    kind: str,
    one: str,
    doers: Sequence[Actor],
    others: Sequence[Actor],
    by: By,
) -> None:
    """Add the relations of one act; an actor that is on both ends stands in none with itself."""
    first = {node_of(a, by): a for a in reversed(doers)}
    second = {node_of(a, by): a for a in reversed(others)}
    pairs = sorted(set(_pairs(sorted(first), sorted(second), kind)))
    for source, target in pairs:
        edges.setdefault((source, target, kind), _Edge()).add(one)
    named = {**second, **first}
    for node in sorted({n for pair in pairs for n in pair}):
        known = nodes.setdefault(node, _Node())
        known.count += 1
        known.names[called(named[node])] += 1
        known.country, known.sector = named[node].country, known.sector or named[node].sector


def _pairs(first: Sequence[str], second: Sequence[str], kind: str) -> Iterator[tuple[str, str]]:
    """Who stands in the relation to whom; those who promise together promise each other."""
    if kind in relations().mutual:
        yield from combinations(sorted({*first, *second}), 2)
        return
    yield from ((source, target) for source in first for target in second if source != target)
    if kind == PROMISES and not second:
        yield from permutations(first, 2)


def _node_json(one: str, node: _Node) -> dict[str, Any]:
    whole = "|" not in one and "/" not in one
    label = (country_name(node.country) if whole else None) or _usual(node.names)
    sector = "GOV" if whole else node.sector
    return {"id": one, "label": label, "country": node.country, "sector": sector, "count": node.count}


def _usual(names: Counter[str]) -> str:
    return min(names, key=lambda n: (-names[n], n))
