"""When an act told a second time is one event, and when two like acts stay two (with the shipped model)."""

from __future__ import annotations

import pytest
from tests.factory import make_document

from servanda.coding import code_events
from servanda.coding.events import propose_events
from servanda.language.model import LanguageModel
from servanda.model import Event
from servanda.pipeline import Tools, analyse

pytestmark = pytest.mark.weights


@pytest.fixture(scope="module")
def tools() -> Tools:
    return Tools(model=LanguageModel.load())


def _told(tools: Tools, kind: str, text: str) -> list[Event]:
    analysis = analyse(make_document(text, published="2019-05-20"), tools)
    return [e for e in code_events(analysis).events if e.type == kind]


ONE = {
    "the lead goes on": (
        "ASSAULT",
        (
            "Gunmen have killed a trader in northern Kenya. "
            "Two men with rifles shot the trader at his stall on Sunday."
        ),
    ),
    "headline and lead": (
        "REQUEST",
        (
            "Mother of Seized Sailor Begs for Mercy\n\n"
            "The mother of a sailor seized by Chadian rebels has begged the rebels for mercy."
        ),
    ),
    "victims of an attack pointed at": (
        "ASSAULT",
        (
            "A bomb exploded near a market in Nairobi on Monday, killing a policeman. The market was open. "
            "Three traders were also wounded in the blast."
        ),
    ),
    "a conjunct of what the attack did": (
        "ASSAULT",
        (
            "Government jets bombed the port of Kismayo on Friday. "
            "The bombing destroyed two boats and wounded several fishermen."
        ),
    ),
    "the same victims": (
        "ASSAULT",
        (
            "Six children and a nurse were killed in an air strike on a village in Chad, a doctor said. "
            "The children were killed by government helicopters, he said."
        ),
    ),
    "three of one trade": (
        "ASSAULT",
        (
            "Army shells killed three medics in Kismayo, a charity said on Friday. It called for a truce. "
            "Three medics died in the shelling of the town, the town council said."
        ),
    ),
    "the others": (
        "ASSAULT",
        "An army air raid killed nine villagers in Chad on Friday. Its shells wounded 20 others.",
    ),
    "the same words": (
        "ASSAULT",
        (
            "Rebels shelled the barracks outside Nairobi on Monday. "
            "Rebels shelled the barracks outside Nairobi on Monday. A spokesman gave no details."
        ),
    ),
    "a war and its name": (
        "ASSAULT",
        "Chad's long war began with a quarrel over wells. Farmers fled. It became an all-out civil war.",
    ),
    "one refusal in two verbs": (
        "REJECT",
        "Chad said it would not meet the envoy, snubbing his offer of talks.",
    ),
    "several means": (
        "ASSAULT",
        "Shelling and car bombs killed 18 soldiers in Kismayo on Friday.",
    ),
    "what a war cost": (
        "ASSAULT",
        (
            "Chad's civil war has no front. The government blames its neighbours. "
            "More than 40,000 people have been killed since May 2011."
        ),
    ),
    "losses of a war of years": (
        "ASSAULT",
        "Burundi had twelve years of civil war. Around 300,000 people were killed in the conflict.",
    ),
    "an arrest at a station": (
        "COERCE",
        (
            "Police detained the opposition leader Kizza Besigye in Kampala on Monday. His party protested. "
            "Kizza Besigye was detained at Broken Bridge Road station."
        ),
    ),
    "a day without its apostrophe": (
        "ASSAULT",
        (
            "An attack on a bus station killed dozens in Nairobi on Friday. A minister flew in. "
            "Fridays attack has frightened many."
        ),
    ),
}
TWO = {
    "losses of those who attack": (
        "ASSAULT",
        (
            "Ninety Shabab Fighters Killed in Kismayo\n\n"
            "Shabab fighters launched an assault on clan fighters in Kismayo on Friday."
        ),
    ),
    "another": (
        "ASSAULT",
        "Gunmen killed a trader in northern Kenya on Sunday. Another trader was shot dead in Mombasa.",
    ),
    "elsewhere on the map": (
        "ASSAULT",
        "Rebels shelled a school in Nairobi on Monday. Rebels shelled a school in Mombasa on Monday.",
    ),
    "losses of a year": (
        "ASSAULT",
        "Gunmen ambushed a convoy near Kismayo on Monday. Hundreds of villagers have been killed this year.",
    ),
    "the war and a raid": (
        "ASSAULT",
        "The army of Chad shelled a camp. Its offensive against the rebels began.",
    ),
    "at the same time": (
        "ASSAULT",
        "Shells killed three medics in Kismayo while six children were also killed by gunmen in Mombasa.",
    ),
    "those taken in a battle": (
        "ASSAULT",
        "Rebels took 20 soldiers hostage in a battle with the army near Kismayo on Monday.",
    ),
    "an attack before": (
        "ASSAULT",
        "Soldiers killed nine rebels on Monday after an attack by the rebels on a police station.",
    ),
}


@pytest.mark.parametrize(("kind", "text"), ONE.values(), ids=ONE.keys())
def test_one_act_told_twice(kind: str, text: str, tools: Tools) -> None:
    assert len(_told(tools, kind, text)) == 1


@pytest.mark.parametrize(("kind", "text"), TWO.values(), ids=TWO.keys())
def test_two_acts(kind: str, text: str, tools: Tools) -> None:
    assert len(_told(tools, kind, text)) == 2


def test_the_second_telling_gives_doer_and_exact_place(tools: Tools) -> None:
    text = (
        "Nine villagers have been killed in Kenya, police say. "
        "Bandits killed the nine villagers near Mombasa on Sunday."
    )
    (event,) = _told(tools, "ASSAULT", text)
    assert ([a.sector for a in event.actors], event.place, event.date) == (["CRM"], "Mombasa", "2019-05-19")


def test_the_attacks_are_those_that_were_launched(tools: Tools) -> None:
    text = (
        "Rebels launched rocket attacks on the barracks near Kismayo on Friday. "
        "Gunmen killed a trader in Nairobi on Saturday. The attacks frightened many."
    )
    launched, shot = _told(tools, "ASSAULT", text)
    assert (launched.mode, len(launched.provenance.evidence)) == ("heavy-weapons", 2)
    assert (shot.mode, len(shot.provenance.evidence)) == ("firearms", 1)


def test_a_massacre_by_gas_and_the_killing_of_so_many_are_one(tools: Tools) -> None:
    text = (
        "It was clear that a chemical massacre took place near Kismayo, a minister said. "
        "Opponents of the king said his troops killed 130 people in Kismayo. "
        "This chemical massacre is grave, he said."
    )
    (event,) = _told(tools, "ASSAULT", text)
    assert (event.mode, len(event.provenance.evidence)) == ("unconventional", 3)


def test_wars_with_names_of_their_own(tools: Tools) -> None:
    text = "Peasants fled from the Boer War. Many died in the war. Fewer fled from the Crimean War."
    analysis = analyse(make_document(text, published="2019-05-20"), tools)
    assert len([e for e, _ in propose_events(analysis)[0] if e.type == "ASSAULT"]) == 2


def test_towns_kill_nobody(tools: Tools) -> None:
    text = "Rebels shelled two Kenyan towns killing nine villagers."
    (event,) = _told(tools, "ASSAULT", text)
    assert [a.sector for a in event.actors] == ["REB"]


def test_who_backs_a_coup_did_not_stage_it(tools: Tools) -> None:
    text = "It was a bloodless British-backed coup against the Omani sultan."
    assert [e.actors for e in _told(tools, "ASSAULT", text)] == [()]


def test_people_who_were_tear_gassed(tools: Tools) -> None:
    text = "The students were tear-gassed by police in Nairobi on Monday."
    assert [e.mode for e in _told(tools, "ASSAULT", text)] == ["crowd-control"]


def test_a_suicide_bomber_is_no_plane(tools: Tools) -> None:
    text = "A suicide bomber killed nine people in Nairobi on Monday. A witness saw how the bomber struck."
    assert [e.mode for e in _told(tools, "ASSAULT", text)] == ["suicide-attack"]


def test_a_man_in_his_forties_was_not_held_in_the_forties(tools: Tools) -> None:
    (event,) = _told(tools, "COERCE", "Police in Nairobi arrested an activist, a man in his forties.")
    assert event.date == "2019-05-20"


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("AGREE", "Kenyan pimps offer young girls for sex."),
        ("REQUEST", "An official in Nairobi said society needs to look after its children."),
        ("CONSULT", "The Kenyan president returned to Kenya on Monday."),
        ("ASSAULT", "Planes water-bombed the blaze near Sydney on Monday."),
    ],
)
def test_no_act_of_politics(kind: str, text: str, tools: Tools) -> None:
    assert not _told(tools, kind, text)


def test_attacks_are_of_the_time_when_they_were_carried_out(tools: Tools) -> None:
    text = "Hundreds were killed in Kismayo in strikes carried out by government troops in August 2013."
    (event,) = _told(tools, "ASSAULT", text)
    assert (event.date, event.background) == ("2013-08", True)
