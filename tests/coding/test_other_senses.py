"""Words in another sense, doers that are none, and one attack told twice (with the shipped model)."""

from __future__ import annotations

import pytest
from tests.factory import make_document

from servanda.coding.events import propose_events
from servanda.coding.figures import code_figures
from servanda.coding.statements import code_statements
from servanda.language.model import LanguageModel
from servanda.model import Event
from servanda.pipeline import Tools, analyse

pytestmark = pytest.mark.weights


@pytest.fixture(scope="module")
def tools() -> Tools:
    return Tools(model=LanguageModel.load())


def read(text: str, tools: Tools) -> list[Event]:
    return [
        event for event, _ in propose_events(analyse(make_document(text, published="2020-05-20"), tools))[0]
    ]


@pytest.mark.parametrize(
    ("kind", "act", "none"),
    [
        (
            "COERCE",
            "The army maintained its siege of the port.",
            "The rebels broke a three-year blockade of the town.",
        ),
        (
            "REQUEST",
            "The pilot asked the control tower for permission to land.",
            "The jet asked the control tower for permission to land.",
        ),
        (
            "REQUEST",
            "The officers need to leave the town, the mayor said.",
            "The officers do not need to leave the town, the mayor said.",
        ),
        (
            "REQUEST",
            "The prison needs to close, the secretary said.",
            "The prison might need to close, the secretary said.",
        ),
        (
            "PROTEST",
            "The workers marched through the capital against the tax.",
            "Thousands of pilgrims marched through the old town.",
        ),
        (
            "PROTEST",
            "The miners demonstrated in the capital.",
            "The notes, which the minister made public, demonstrate clearly why the bank failed.",
        ),
        (
            "PROTEST",
            "The march through Nairobi was long.",
            "“Exports this March have shown growth compared to last year.",
        ),
        (
            "SANCTION",
            "The junta in Kenya hanged two colonels.",
            "A volunteer hangs signs for the fair in Nairobi.",
        ),
        (
            "REQUEST",
            "The rebels pushed the mayor to leave the town.",
            "The rebels pushed into the town to leave the desert.",
        ),
        (
            "ASSAULT",
            "The militia killed nine people in Mexico.",
            "Hurricane Nora killed nine people in Mexico.",
        ),
        (
            "ASSAULT",
            "Gunmen attacked a ferry off Chad on Monday, killing nine people.",
            "A ferry capsized off Chad on Monday, killing nine people.",
        ),
        (
            "ASSAULT",
            "A truck crashed into the army post, killing nine soldiers.",
            "A truck crashed near the army post, killing nine soldiers.",
        ),
        (
            "SUPPORT",
            "Peru recognised the government of Chad.",
            "Peru recognised the need of reform.",
        ),
        ("AGREE", "The council offered talks to the rebels.", "The airline offers flights to Cuban cities."),
    ],
)
def test_an_act_and_the_same_words_without_one(kind: str, act: str, none: str, tools: Tools) -> None:
    assert kind in [event.type for event in read(act, tools)]
    assert kind not in [event.type for event in read(none, tools)]


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("World powers have pointed the finger at the government of Chad.", "ACCUSE"),
        ("The health minister said he had relieved his deputy from his post.", "SANCTION"),
        ("The president sacked his predecessor after the scandal.", "SANCTION"),
        ("Nine farmers were martyred in the shelling.", "ASSAULT"),
    ],
)
def test_acts_told_by_a_picture_of_speech(sentence: str, kind: str, tools: Tools) -> None:
    assert kind in [event.type for event in read(sentence, tools)]


def test_a_platform_is_nobody_who_is_blamed(tools: Tools) -> None:
    (event,) = read("The senator lashed out at the mayor on Twitter.", tools)
    assert [actor.name for actor in event.recipients] == ["mayor"]


def test_a_title_of_several_words_is_read_as_one(tools: Tools) -> None:
    (event,) = read("Uganda's inspector general of police accused the opposition of fraud.", tools)
    assert [(a.country, a.sector) for a in event.actors] == [("UGA", "COP")]


def test_a_blast_told_again_with_as_many_dead_is_one(tools: Tools) -> None:
    told = "A bomb killed 14 policemen in Strelsau on Sunday. "
    again = "A suicide bomber detonated his belt in Strelsau, killing {} policemen."
    one = [e for e in read(told + again.format(14), tools) if e.type == "ASSAULT"]
    two = [e for e in read(told + again.format(31), tools) if e.type == "ASSAULT"]
    assert len(one) == 1
    assert len(one[0].provenance.evidence) == 2
    assert len(two) == 2


@pytest.mark.parametrize(
    ("sentence", "measures"),
    [
        ("Rebels captured nine soldiers near the palace.", ["captured"]),
        ("Video captured nine soldiers near the palace.", ["other"]),
    ],
)
def test_pictures_take_nobody_prisoner(sentence: str, measures: list[str], tools: Tools) -> None:
    claims = code_figures(analyse(make_document(sentence, published="2020-05-20"), tools))
    assert [figure.measure for figure in claims.figures] == measures


@pytest.mark.parametrize(
    ("headline", "told"),
    [
        (
            "Nine civilians killed 30 others injured in rocket attack on Kismayo",
            [("killed", 9), ("wounded", 30)],
        ),
        ("Two Killed Three Injured in Terrorist Attack in Kismayo", [("killed", 2), ("wounded", 3)]),
        ("2 persons killed 13 injured in rocket attacks on Kismayo", [("killed", 2), ("wounded", 13)]),
        ("Rebels attacked a base on Friday leaving at least 11 dead a monitor said.", [("killed", 11)]),
        ("Rebels killed 30 soldiers wounded in rocket attack on Kismayo", [("killed", 30)]),
    ],
)
def test_headlines_without_commas_tell_two_tolls(
    headline: str, told: list[tuple[str, int]], tools: Tools
) -> None:
    claims = code_figures(analyse(make_document(headline, published="2020-05-20"), tools))
    assert [(figure.measure, figure.low) for figure in claims.figures] == told


def test_who_is_jailed_for_protesting_has_protested(tools: Tools) -> None:
    events = read("A Kenyan court sentenced a student to three years for protesting in Nairobi.", tools)
    (protest,) = [e for e in events if e.type == "PROTEST"]
    assert [a.name for a in protest.actors] == ["student"]


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        (
            (
                "Nine traders were killed in Kismayo, the general Omar Hassan said. "
                "One shepherd was also killed in the raid he said."
            ),
            ["Omar Hassan", "Omar Hassan"],
        ),
        ("Omar Hassan said the raid was over, but one shepherd had died in it, he added.", ["Omar Hassan"]),
        ("Rebels fired shells on the town of Kismayo claiming the lives of eight persons.", []),
        ("Jets hit a mill in Kismayo claiming the lives of three workers and a family of six.", []),
        (
            (
                "“It seems that the council wants critics to keep quiet, said John Otieno\n\n"
                "“It seems that the council is effectively trying to end free speech by attacking village "
                "schools, by attacking independent papers, by attacking single critics,” Otieno said"
            ),
            ["John Otieno"],
        ),
    ],
)
def test_who_speaks_and_what_says_nothing(text: str, speakers: list[str], tools: Tools) -> None:
    claims = code_statements(analyse(make_document(text, published="2020-05-20"), tools))
    assert [s.speaker.name for s in claims.statements] == speakers


@pytest.mark.parametrize(
    ("text", "place", "mode"),
    [
        ("The premier said in Tokyo on Monday that rebels had killed nine engineers.", None, None),
        (
            "Rebels launched an offensive on Friday on the base of a US-formed group in the country.",
            None,
            None,
        ),
        ("Rebels said in Nairobi that the army shelled Kismayo.", "Kismayo", "heavy-weapons"),
        ("Nine hostages were killed in a gas plant in Algeria.", "Algeria", None),
        ("Nine hostages were killed in a gas attack in Algeria.", "Algeria", "unconventional"),
    ],
)
def test_where_it_was_said_and_what_gas_is_for(
    text: str, place: str | None, mode: str | None, tools: Tools
) -> None:
    (event,) = [e for e in read(text, tools) if e.type == "ASSAULT"]
    assert (event.place, event.mode) == (place, mode)


def test_an_alliance_is_no_monitor(tools: Tools) -> None:
    text = (
        "Human Rights Watch, a watchdog, said people were detained in Somalia. "
        "The US-led alliance has bombed Shabab targets in Somalia since Monday."
    )
    (raid,) = [e for e in read(text, tools) if e.type == "ASSAULT"]
    assert [a.name for a in raid.actors] == ["US-led alliance"]
