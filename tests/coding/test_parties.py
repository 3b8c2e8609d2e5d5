"""Who takes part, read off sentences of our own with the shipped model."""

from __future__ import annotations

import pytest
from tests.factory import make_document

from servanda.coding.events import code_events, propose_events
from servanda.language.model import LanguageModel
from servanda.model import Event
from servanda.pipeline import Tools, analyse

pytestmark = pytest.mark.weights


@pytest.fixture(scope="module")
def tools() -> Tools:
    return Tools(model=LanguageModel.load())


def proposed(text: str, kind: str, tools: Tools) -> list[Event]:
    analysis = analyse(make_document(text, published="2020-05-20"), tools)
    return [event for event, _ in propose_events(analysis)[0] if event.type == kind]


def coded(text: str, kind: str, tools: Tools) -> list[Event]:
    analysis = analyse(make_document(text, published="2020-05-20"), tools)
    return [event for event in code_events(analysis).events if event.type == kind]


def sides(event: Event) -> tuple[list[str], list[str]]:
    """Countries and sectors of actors and recipients."""
    return (
        [f"{a.country}|{a.sector}" for a in event.actors],
        [f"{a.country}|{a.sector}" for a in event.recipients],
    )


def test_talks_are_not_held_by_prisoners(tools: Tools) -> None:
    text = (
        "Oman handed over 12 Peruvian prisoners of war to Peru on Monday. "
        "They were captured in the fighting in May. The handover followed talks in Geneva on 12 May."
    )
    (talks,) = coded(text, "CONSULT", tools)
    assert sorted(sides(talks)[0]) == ["OMN|GOV", "PER|GOV"]


@pytest.mark.parametrize(
    ("text", "kind", "actors", "recipients"),
    [
        ("Much of the African Union accused Chad of the raid.", "ACCUSE", ["INT|IGO"], ["TCD|GOV"]),
        (
            "The talks were facilitated by Kenya and Peru, along with the EU and Oman.",
            "CONSULT",
            ["KEN|GOV", "PER|GOV", "INT|IGO", "OMN|GOV"],
            [],
        ),
        ("Oman, together with Peru, condemned Chad.", "ACCUSE", ["OMN|GOV", "PER|GOV"], ["TCD|GOV"]),
        ("They were seized and beaten by Chadian police.", "ASSAULT", ["TCD|COP"], []),
        ("Oman resumed Kenya-brokered talks with Peru.", "CONSULT", ["OMN|GOV", "PER|GOV", "KEN|GOV"], []),
        ("Norway and Peru met to discuss Chad.", "CONSULT", ["NOR|GOV", "PER|GOV"], []),
        ("World powers have accused Chad of the raid.", "ACCUSE", ["|GOV"], ["TCD|GOV"]),
        ("Rebels clashed with Syrian Kurds in Syria.", "ASSAULT", ["SYR|REB", "SYR|REB"], []),
        ("Lawmakers in Chad have ratified the European Union treaty.", "SUPPORT", ["TCD|LEG"], ["INT|IGO"]),
        ("Chad joined the African Union in May.", "SUPPORT", ["TCD|GOV"], ["INT|IGO"]),
        ("Peru called for the release of its soldiers in Oslo.", "REQUEST", ["PER|GOV"], []),
        ("Peru called for talks in Oslo on Chad.", "REQUEST", ["PER|GOV"], []),
        ("A Chadian suicide bombing killed five people in Peru.", "ASSAULT", ["TCD|REB"], ["PER|CVL"]),
        ("Rebels shelled government-controlled villages in Chad.", "ASSAULT", ["TCD|REB"], ["TCD|GOV"]),
        ("Norwegian military gunfire killed a farmer in Peru.", "ASSAULT", ["NOR|MIL"], ["PER|CVL"]),
        ("Palestinian mortar fire killed a farmer in Peru.", "ASSAULT", ["PSE|REB"], ["PER|CVL"]),
        (
            '"I have instructed our envoys in Peru to leave," Chancellor Anna Brun of Norway said.',
            "REQUEST",
            ["NOR|GOV"],
            ["PER|GOV"],
        ),
        (
            "Chad has supplied about 2,000 of the 7,000 African Union troops in Peru.",
            "MOBILIZE",
            ["TCD|GOV"],
            [],
        ),
        ("Peru welcomed the release of 32 Chadian rebels.", "SUPPORT", ["PER|GOV"], []),
        (
            "President Ana Rios of Peru spoke during a visit to Chad.",
            "CONSULT",
            ["PER|GOV"],
            ["TCD|GOV"],
        ),
        (
            "Norway, which backs President Ana Rios of Chad, and Peru, which supports rebels, met.",
            "SUPPORT",
            ["NOR|GOV"],
            ["TCD|GOV"],
        ),
        ("Chad took part in six-nation talks in Oslo.", "CONSULT", ["TCD|GOV"], []),
        ("Nine civilians killed 12 others injured in a raid on Chad.", "ASSAULT", [], ["TCD|CVL"]),
        ("Peru announced an intelligence-sharing deal with Chad.", "AGREE", ["PER|GOV", "TCD|GOV"], []),
        ("Peru called for security reforms.", "REQUEST", ["PER|GOV"], []),
        (
            "Minister Ana Rios of Peru and President Ali Deb of Chad announced a deal between the countries.",
            "AGREE",
            ["PER|GOV", "TCD|GOV"],
            [],
        ),
        (
            "TBILISI, December 7 (Wayline) – Chad and Peru agreed on Thursday to release prisoners.",
            "AGREE",
            ["TCD|GOV", "PER|GOV"],
            [],
        ),
        ("Peru offered to hand over the bodies of Chadian soldiers.", "AGREE", ["PER|GOV"], []),
        ("Peru has been fighting against rebels of Chad.", "ASSAULT", ["PER|GOV", "TCD|REB"], []),
        ("A blast in Chad killed two soldiers wounding several others.", "ASSAULT", [], ["TCD|MIL"]),
        ("Peru announced a refugee deal with Chad.", "AGREE", ["PER|GOV", "TCD|GOV"], []),
        ("Peru is at war with Chad.", "ASSAULT", ["PER|GOV", "TCD|GOV"], []),
        (
            "Chadian forces were on an offensive on the rebel-held suburbs of Moussoro.",
            "ASSAULT",
            ["TCD|MIL"],
            ["TCD|REB"],
        ),
        ("Peru pledged nearly U.S. $37 million in relief.", "AGREE", ["PER|GOV"], []),
        ("Peruvian jets' strikes were blamed on the regime of Chad.", "ACCUSE", [], ["TCD|GOV"]),
        ("The protesters clashed with police in Peru.", "PROTEST", ["PER|CVL"], ["PER|COP"]),
        (
            "The rebels of Chad attacked a Norwegian and Peruvian military convoy.",
            "ASSAULT",
            ["TCD|REB"],
            ["NOR|MIL", "PER|MIL"],
        ),
        (
            "Chadian and Libyan forces fought with tanks and helicopters.",
            "ASSAULT",
            ["TCD|MIL", "LBY|MIL"],
            [],
        ),
        (
            "Chad and Peru signed a separate treaty with Kenya.",
            "SUPPORT",
            ["TCD|GOV", "PER|GOV", "KEN|GOV"],
            [],
        ),
        (
            "President Ana Rios of Peru will hold meetings with leaders of Chad and Kenya.",
            "CONSULT",
            ["PER|GOV", "TCD|GOV", "KEN|GOV"],
            [],
        ),
        ("Two farmers in Peru were killed by Grad rockets.", "ASSAULT", [], ["PER|CVL"]),
        ("Chadian police have blamed the raid on the Taliban.", "ACCUSE", ["TCD|COP"], ["AFG|REB"]),
        (
            "President Juan Paz of Peru declined Prime Minister Ana Rios's offer to resign.",
            "REJECT",
            ["PER|GOV"],
            ["PER|GOV"],
        ),
        (
            "The European Union sanctioned Chad last week over an alleged Libyan plot.",
            "SANCTION",
            ["INT|IGO"],
            ["TCD|GOV"],
        ),
        ("Chad expressed deep regret over a Libyan statement.", "ACCUSE", ["TCD|GOV"], ["LBY|GOV"]),
        (
            "The army of Chad has stepped up attacks to flush out rebels.",
            "ASSAULT",
            ["TCD|MIL"],
            ["TCD|REB"],
        ),
        ("The army of Chad fought to end a bloody insurgency.", "ASSAULT", ["TCD|REB"], []),
        (
            "The army of Peru attacked Chad on May 7, after five rebels fell.",
            "ASSAULT",
            ["PER|MIL"],
            ["TCD|GOV"],
        ),
        (
            "Some of the hostages were freed in Chad, while others were shot by police.",
            "ASSAULT",
            ["TCD|COP"],
            ["TCD|CVL"],
        ),
        ("Chad sent soldiers to Peru to help the government of Peru.", "MOBILIZE", ["TCD|GOV"], ["PER|GOV"]),
        ("Anti-Norwegian demonstrations went on in Peru.", "PROTEST", [], ["NOR|GOV"]),
        ("The vote in Chad led to anti-government protests.", "PROTEST", [], ["TCD|GOV"]),
        ("Police violence against protesters in Peru went on.", "ASSAULT", ["PER|COP"], ["PER|CVL"]),
        (
            "Oman and Peru voiced concern that Chad is hiding missiles.",
            "ACCUSE",
            ["OMN|GOV", "PER|GOV"],
            ["TCD|GOV"],
        ),
    ],
)
def test_who_did_what_to_whom(
    text: str, kind: str, actors: list[str], recipients: list[str], tools: Tools
) -> None:
    assert (actors, recipients) in [sides(event) for event in proposed(text, kind, tools)]


def test_who_held_prisoners_frees_them(tools: Tools) -> None:
    text = (
        "Chadian police detained two Peruvian journalists on Monday. The journalists were freed on Tuesday."
    )
    freed = proposed(text, "RETREAT", tools)
    assert [sides(event)[0] for event in freed] == [["TCD|COP"]]


def test_soldiers_who_fall_are_not_their_armys_victims(tools: Tools) -> None:
    text = "The Chadian army launched an offensive. Five soldiers were killed when rebels stormed a post."
    army, rebels = proposed(text, "ASSAULT", tools)
    assert sides(army)[0] == ["TCD|MIL"]
    assert "TCD|MIL" not in sides(army)[1]
    assert sides(rebels) == (["TCD|REB"], ["TCD|MIL"])


def test_all_victims_of_one_attack_are_named(tools: Tools) -> None:
    text = "Gunmen fired on a car carrying a Peruvian diplomat in Chad, wounding his two bodyguards."
    (event,) = proposed(text, "ASSAULT", tools)
    assert sides(event)[1] == ["PER|GOV", "PER|COP"]


def test_a_band_fights_the_government_of_its_country(tools: Tools) -> None:
    text = (
        "Chadian rebels have been fighting for a homeland for two decades. "
        "Oman offered to host talks between the rebels and the Chadian government in Muscat."
    )
    (war,) = coded(text, "ASSAULT", tools)
    assert sides(war)[0] == ["TCD|REB", "TCD|GOV"]


@pytest.mark.parametrize(
    ("text", "attacks"),
    [
        ("At least 18 civilians were killed in an air strike on the province.", 1),
        ("Another 18 people were killed in an air strike on Moussoro.", 2),
    ],
)
def test_attacks_that_cost_as_many_are_one(text: str, attacks: int, tools: Tools) -> None:
    first = "A raid by Chadian jets on Faya killed 18 people. The mayor spoke to reporters. It rained."
    assert len(proposed(f"{first} {text}", "ASSAULT", tools)) == attacks


def test_security_before_a_noun_of_talk_is_its_topic(tools: Tools) -> None:
    assert not proposed("The security threat in Chad grew.", "THREATEN", tools)


def test_those_called_prisoners_before_are_freed_as_they(tools: Tools) -> None:
    text = "Two Peruvian pilots were kidnapped in Chad in May. They were released on Tuesday."
    (freed,) = proposed(text, "RETREAT", tools)
    assert sides(freed)[1] == ["PER|MIL"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The president of Chad suffered a cardiac arrest.", "COERCE"),
        ("The president of Chad is serving his third term as chairman of the party.", "SANCTION"),
        ("The president of Chad has served as chairman since May.", "CONSULT"),
        ("The opposition leader of Chad campaigned for the presidency.", "REQUEST"),
        ("The president of Chad is open to visitors from the coast.", "AGREE"),
        ("Peru lodged a diplomatic protest against Chad.", "PROTEST"),
        ("The war of words between Peru and Chad went on.", "ASSAULT"),
        ("Peru conducted a naval exercise off its coast.", "COOPERATE"),
    ],
)
def test_words_of_another_sense_tell_no_act(text: str, kind: str, tools: Tools) -> None:
    assert not proposed(text, kind, tools)


def test_a_claim_of_several_attacks_is_of_each(tools: Tools) -> None:
    text = "The rebels of Chad claimed responsibility for a blast in May and an ambush in June."
    assert [sides(event)[0] for event in proposed(text, "ASSAULT", tools)] == [["TCD|REB"], ["TCD|REB"]]


def test_one_band_denies_what_another_says(tools: Tools) -> None:
    text = "Chadian rebels say that Boko Haram helps the army, an accusation the group has denied."
    (denied,) = proposed(text, "REJECT", tools)
    assert sides(denied)[1] == ["TCD|REB"]


@pytest.mark.parametrize(
    ("text", "kind", "recipients"),
    [
        ("Kenya offered to host the next talks.", "AGREE", ["OMN|GOV", "TCD|GOV"]),
        ("The African Union called for new talks.", "REQUEST", ["OMN|GOV", "TCD|GOV"]),
        ("Oman threatened war unless the captives are freed.", "THREATEN", ["TCD|GOV"]),
        ("The African Union called for the release of all captives.", "REQUEST", []),
        ("Students protested in Chad. They called for a new law.", "REQUEST", ["TCD|GOV"]),
        ("A father in Chad called for a new law.", "REQUEST", []),
        ("Lawmakers in Chad called for an investigation.", "REQUEST", []),
        ("The African Union called for new talks. Peru accused Kenya of a raid.", "REQUEST", []),
    ],
)
def test_whom_words_concern_that_name_nobody(
    text: str, kind: str, recipients: list[str], tools: Tools
) -> None:
    (event,) = coded(f"Oman and Chad met in Geneva on Monday. {text}", kind, tools)
    assert sides(event)[1] == recipients


@pytest.mark.parametrize(
    ("text", "recipients"),
    [
        ("Peru accused Chad of the raid. Kenya spoke. Chad denied it.", ["PER|GOV"]),
        ("Peru accused Chad of shelling the coast, which Chad denied.", ["PER|GOV"]),
        ("Peru accused Kenya of the raid. Chad denied involvement.", []),
    ],
)
def test_a_denial_answers_the_accuser(text: str, recipients: list[str], tools: Tools) -> None:
    (denied,) = proposed(text, "REJECT", tools)
    assert sides(denied)[1] == recipients


def test_the_deal_is_of_all_who_signed(tools: Tools) -> None:
    text = "Peru and Chad signed a pact with Kenya. Under the accord Peru will go. Oman welcomed the deal."
    (praise,) = (e for e in proposed(text, "SUPPORT", tools) if sides(e)[0] == ["OMN|GOV"])
    assert sides(praise)[1] == ["PER|GOV", "TCD|GOV", "KEN|GOV"]
    assert ["PER|GOV", "TCD|GOV", "KEN|GOV"] in [sides(e)[0] for e in proposed(text, "AGREE", tools)]


def test_nobody_threatens_his_own_state(tools: Tools) -> None:
    text = "An adviser to President Ana Rios of Peru warned that Peru would answer any attack by force."
    assert all(sides(event)[1] == [] for event in coded(text, "THREATEN", tools))


@pytest.mark.parametrize(
    ("text", "actors"),
    [
        ("Peru spoke of the Nagorno-Karabakh conflict.", []),
        ("Peru spoke of Chad's conflict.", []),
        ("Peru spoke of Chad's civil war.", []),
        ("Peru spoke of Chad's genocide.", []),
        ("Peru spoke of Chad's war.", ["TCD|GOV"]),
    ],
)
def test_a_war_named_for_a_place_names_no_side(text: str, actors: list[str], tools: Tools) -> None:
    assert [sides(event)[0] for event in proposed(text, "ASSAULT", tools)] == [actors]


def test_ground_that_a_government_takes_is_its_rebels(tools: Tools) -> None:
    text = (
        "Rebels in Chad accused Peru of a raid. "
        "They spoke in a district that was recently recaptured by the Chadian government."
    )
    (taken,) = coded(text, "ASSAULT", tools)
    assert sides(taken) == (["TCD|GOV"], ["TCD|REB"])


def test_a_clash_that_killed_people_has_no_victims_as_recipients(tools: Tools) -> None:
    text = "A clash between rebels and the army of Chad killed seven people in Moussoro."
    (clash,) = coded(text, "ASSAULT", tools)
    assert sides(clash) == (["TCD|REB", "TCD|MIL"], [])
