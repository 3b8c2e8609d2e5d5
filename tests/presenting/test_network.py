"""Who meets, accuses, promises: nodes and edges of views made by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from tests.presenting.records import ENVOY, KEPT, NORLAND, SULAND

from servanda.codebook.rules import TYPES
from servanda.errors import ConfigError
from servanda.model import Actor
from servanda.model.views import Incident
from servanda.presenting.network import IDS, network_of
from servanda.presenting.relations import read_relations, relations

MINISTER = Actor("Ada Pine", "NOR", "GOV")
COAST = Actor("Free Coast", "SUL", "SEP")
FISHERS = Actor("fishermen", "SUL", "CVL")
MAY = date(2031, 5, 2)


def act(number: int, type_: str, doers: tuple[Actor, ...], others: tuple[Actor, ...] = ()) -> Incident:
    return Incident(
        id=f"I-{number:016x}",
        accounts=(f"E-{number:016x}",),
        type=type_,
        actors=doers,
        recipients=others,
        statuses=(("happened", 1),),
        when=(MAY, MAY),
    )


def edges(network: dict) -> dict[tuple[str, str, str], int]:
    return {(e["source"], e["target"], e["kind"]): e["count"] for e in network["edges"]}


def test_a_states_leaders_and_forces_are_one_node_and_those_who_broke_from_it_another():
    found = network_of(
        [act(1, "ACCUSE", (MINISTER,), (SULAND,)), act(2, "ASSAULT", (NORLAND,), (COAST,))], []
    )
    assert edges(found) == {("NOR", "SUL", "accuses"): 1, ("NOR", "SUL/SEP", "attacks"): 1}
    labels = {n["id"]: n["label"] for n in found["nodes"]}
    assert labels["SUL/SEP"] == "Free Coast"


def test_people_of_a_country_are_not_its_state():
    found = network_of([act(1, "COERCE", (NORLAND,), (FISHERS,))], [])
    assert edges(found) == {("NOR", "fishermen|SUL|CVL", "presses"): 1}


def test_each_name_is_a_node_if_asked_for_actors():
    found = network_of([act(1, "ACCUSE", (MINISTER,), (SULAND,))], [], by="actor")
    assert edges(found) == {("ada pine|NOR|GOV", "suland|SUL|GOV", "accuses"): 1}


def test_a_meeting_joins_all_who_take_part_once():
    found = network_of([act(1, "CONSULT", (SULAND, NORLAND), (ENVOY,))], [])
    assert edges(found) == {
        ("NOR", "SUL", "meets"): 1,
        ("NOR", "union of lakes|INT|IGO", "meets"): 1,
        ("SUL", "union of lakes|INT|IGO", "meets"): 1,
    }


def test_those_who_promise_together_promise_each_other():
    assert edges(network_of([], [KEPT])) == {("NOR", "SUL", "promises"): 1, ("SUL", "NOR", "promises"): 1}


def test_a_promise_to_somebody_goes_one_way():
    given = replace(KEPT, obligors=(NORLAND,), beneficiaries=(SULAND,))
    assert edges(network_of([], [given])) == {("NOR", "SUL", "promises"): 1}


def test_what_is_demanded_and_what_nobody_says_happened_is_left_out_and_counted():
    denied = replace(act(1, "ASSAULT", (NORLAND,), (SULAND,)), statuses=(("denied", 2),))
    found = network_of([denied], [replace(KEPT, force="demanded")])
    assert not found["edges"]
    assert not found["nodes"]
    assert found["left_out"] == {"nodes": 0, "incidents": 1, "commitments": 1}


def test_an_act_of_one_alone_or_within_one_side_makes_no_edge():
    found = network_of([act(1, "ACCUSE", (NORLAND,), (MINISTER,)), act(2, "MOBILIZE", (NORLAND,))], [])
    assert not found["edges"]


def test_counts_are_of_all_and_ids_of_the_first():
    many = [act(n, "ACCUSE", (NORLAND,), (SULAND,)) for n in range(IDS + 5)]
    found = network_of(many, [])
    assert found["edges"][0]["count"] == IDS + 5
    assert found["edges"][0]["ids"] == [i.id for i in many[:IDS]]
    assert {n["id"]: n["count"] for n in found["nodes"]} == {"NOR": IDS + 5, "SUL": IDS + 5}


def test_the_least_connected_nodes_are_left_out_with_their_edges():
    some = [act(n, "ACCUSE", (NORLAND,), (SULAND,)) for n in range(3)]
    found = network_of([*some, act(9, "AID", (ENVOY,), (FISHERS,))], [], most=2)
    assert [n["id"] for n in found["nodes"]] == ["NOR", "SUL"]
    assert edges(found) == {("NOR", "SUL", "accuses"): 3}
    assert found["left_out"]["nodes"] == 2


def test_every_event_type_is_in_one_kind():
    assert sorted(relations().by_type) == sorted(TYPES)


@pytest.mark.parametrize(
    "change",
    [
        {"kinds": {"meets": "CONSULT, DANCE", "promises": []}},
        {"kinds": {"meets": "CONSULT", "talks": "CONSULT", "promises": []}},
        {"mutual": ["waves"]},
        {"words": {"meets": "meets"}},
    ],
    ids=["no type", "twice", "no kind", "no words"],
)
def test_a_file_that_breaks_its_rules_is_refused(change):
    good = {
        "kinds": {"meets": "CONSULT", "promises": []},
        "mutual": ["meets"],
        "words": {"meets": "meets", "promises": "promises"},
    }
    read_relations(good)
    with pytest.raises(ConfigError) as refused:
        read_relations({**good, **change})
    assert refused.value.code == "C002"
