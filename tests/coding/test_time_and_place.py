"""When and where acts were, over several sentences, with the shipped model: our own sentences."""

# ruff: noqa: E501 - one report a line

from __future__ import annotations

import pytest
from tests.factory import make_document

from servanda.language.model import LanguageModel
from servanda.model import Event
from servanda.pipeline import Tools, code_document

pytestmark = pytest.mark.weights

FRIDAY = "2016-06-17"


@pytest.fixture(scope="module")
def tools() -> Tools:
    return Tools(model=LanguageModel.load())


def read(tools: Tools, text: str, published: str | None = FRIDAY, title: str | None = None) -> list[Event]:
    """The events of a report of Friday, 17 June 2016."""
    return list(code_document(make_document(text, published=published, title=title), tools).events)


def one(events: list[Event], kind: str, words: str, text: str) -> Event:
    """The one event of this type whose quotes hold these words."""
    found = [e for e in events if e.type == kind and any(words in s.of(text) for s in e.provenance.evidence)]
    assert len(found) == 1, [(e.type, e.date, e.place) for e in events]
    return found[0]


def test_what_is_signed_at_a_meeting_is_signed_there(tools: Tools) -> None:
    text = "The presidents of Georgia and Moldova met in Vienna on Tuesday. Georgia and Moldova signed a trade agreement."
    assert one(read(tools, text), "SUPPORT", "signed", text).place == "Vienna"


def test_what_others_say_later_is_not_said_at_the_meeting(tools: Tools) -> None:
    text = "The presidents of Georgia and Moldova met in Vienna on Tuesday. France has called on Georgia to hold elections."
    assert one(read(tools, text), "REQUEST", "called on", text).place is None


def test_the_title_says_where_they_met(tools: Tools) -> None:
    text = "The foreign ministers of Georgia and Moldova agreed on a new border crossing."
    assert one(read(tools, text, title="Ministers meet in Vienna"), "AGREE", "agreed", text).place == "Vienna"
    assert one(read(tools, text, title="Trade deal worries farmers"), "AGREE", "agreed", text).place is None


def test_a_demand_is_made_where_it_is_spoken(tools: Tools) -> None:
    text = "Speaking in London, the German foreign minister called on Syria to release the prisoners."
    assert one(read(tools, text), "REQUEST", "called on", text).place == "London"


def test_the_day_of_what_is_asked_about_is_not_the_day_of_asking(tools: Tools) -> None:
    text = "Moldova called for an inquiry into the May 12 attack on Bender."
    assert one(read(tools, text), "REQUEST", "called", text).date == FRIDAY


def test_the_day_of_a_summit_is_that_of_what_followed_at_once(tools: Tools) -> None:
    text = "After their summit with the French president on Monday, Georgia and Moldova vowed to reopen the border."
    assert one(read(tools, text), "AGREE", "vowed", text).date == "2016-06-13"


def test_a_day_told_in_passing_is_not_the_story_s(tools: Tools) -> None:
    text = (
        "Moldova welcomed the truce that was signed on Monday. The rebels condemned the Russian government."
    )
    assert one(read(tools, text), "ACCUSE", "condemned", text).date == FRIDAY


def test_a_raid_is_not_the_war_it_belongs_to(tools: Tools) -> None:
    text = (
        "Jets bombed the town of Saraqeb on Thursday. "
        "More than 300,000 people have been killed in Syria since March 2011."
    )
    events = read(tools, text)
    assert one(events, "ASSAULT", "bombed", text).date == "2016-06-16"
    assert one(events, "ASSAULT", "have been killed", text).date == "2011-03/2016-06-17"


def test_a_meeting_of_today_is_not_one_of_years_ago(tools: Tools) -> None:
    text = (
        "The ministers of Georgia and Moldova met in Vienna. "
        "The ministers of Georgia and Moldova also recalled their meeting of 2010."
    )
    assert one(read(tools, text), "CONSULT", "met in Vienna", text).date == FRIDAY


def test_a_day_that_no_words_give_says_why(tools: Tools) -> None:
    text = "Georgia released three soldiers."
    event = one(read(tools, text), "RETREAT", "released", text)
    assert event.date == FRIDAY
    assert "told in the past without a day: the day of the report" in event.provenance.reasons


def test_presidents_who_met_talk_there_that_day_however_much_is_told_between(tools: Tools) -> None:
    text = (
        "14 June 2016. The presidents of Georgia and Moldova met in Vienna on Tuesday. The weather was fine. "
        "The orchestra played. Nobody slept. The hall was full. Many came late. Some sang. Others wept. "
        "The Georgian president received the Moldovan president."
    )
    event = one(read(tools, text, published=None), "CONSULT", "received", text)
    assert (event.date, event.place) == ("2016-06-14", "Vienna")


def test_what_is_praised_happened_elsewhere(tools: Tools) -> None:
    text = "Moldova defended a raid in Bender on Thursday."
    assert one(read(tools, text), "SUPPORT", "defended", text).place is None
    assert one(read(tools, text), "ASSAULT", "raid", text).place == "Bender"


def test_a_town_where_something_happens_is_its_place(tools: Tools) -> None:
    text = "Correspondents who went to the city of Saraqeb, where rebels captured two districts on Friday, saw empty streets."
    assert one(read(tools, text), "ASSAULT", "captured", text).place == "Saraqeb"


def test_arrests_at_protests_are_where_the_protests_are(tools: Tools) -> None:
    text = (
        "Thousands of students marched through Tbilisi on Thursday against the government of Georgia. "
        "Traffic in Tbilisi came to a halt. Schools stayed closed. Shops did not open. Nobody went out. "
        "Police arrested forty students."
    )
    assert one(read(tools, text), "COERCE", "arrested", text).place == "Tbilisi"


@pytest.mark.parametrize(
    ("text", "kind", "words", "date"),
    [
        ("The airline has been the subject of German sanctions since 2011.", "SANCTION", "sanctions", "2011/2016-06-17"),
        ("Moldova and Georgia signed the first trade agreement in ten years.", "SUPPORT", "signed", FRIDAY),
        ("Russia rejected the allegations of Georgia, saying on Tuesday that they were lies.", "REJECT", "rejected", "2016-06-14"),
        ("Air strikes on Saraqeb have escalated in recent weeks.", "ASSAULT", "strikes", None),
        ("The rebels recently kidnapped four farmers.", "ASSAULT", "kidnapped", None),
        ("Talks between Georgia and Moldova were planned to take place in Vienna in early July.", "CONSULT", "Talks", "2016-07-01/2016-07-10"),
        ("Georgia invaded Moldova in 1992. Germany imposed sanctions on Georgia earlier in the month.", "SANCTION", "imposed", "2016-06"),
        ("The town lies in ruins after the five-year war that has killed 30,000 people.", "ASSAULT", "has killed", "2011/2016-06-17"),
        ("Protesters tried to storm the parliament in Tbilisi.", "PROTEST", "tried", FRIDAY),
        ("Troops shelled a rebel post in Bender in retaliation for the killing of two guards on Monday.", "ASSAULT", "shelled", FRIDAY),
        ("More than 90 people were killed in an attack on the village of Dellin. The United Nations condemned Wednesday's massacre in Dellin.", "ASSAULT", "90 people", "2016-06-15"),
        ("Georgia insisted on a truce, the secretary general told the Security Council on Tuesday.", "REQUEST", "insisted", "2016-06-14"),
        ("The ministers of Georgia and Moldova are to proceed with talks.", "CONSULT", "talks", None),
        ("Georgia and Moldova agreed on a truce. A week later, France tried to save the agreement.", "AGREE", "agreed", FRIDAY),
    ],
)  # fmt: skip
def test_day(text: str, kind: str, words: str, date: str | None, tools: Tools) -> None:
    assert one(read(tools, text), kind, words, text).date == date


def test_what_was_long_denied_is_not_the_denial_of_today(tools: Tools) -> None:
    text = "Georgia denied the allegations of Moldova. Georgia has long denied the allegations of Moldova."
    events = [e for e in read(tools, text) if e.type == "REJECT"]
    assert [(e.date, e.background) for e in events] == [(FRIDAY, False), (None, True)]


@pytest.mark.parametrize(
    ("text", "kind", "words", "place"),
    [
        ("Georgia has deployed four brigades along the northern border.", "MOBILIZE", "deployed", "northern border"),
        ("Leaders of Georgia and Moldova met in Vienna for a summit where on Tuesday the presidents of Chad and Niger signed a trade agreement.", "SUPPORT", "signed", "Vienna"),
        ("Georgian and Moldovan forces fought along their border on Thursday.", "ASSAULT", "fought", None),
        ("Georgia and Moldova signed a joint statement after a summit in Vienna on Thursday.", "SUPPORT", "signed", "Vienna"),
        ("Georgia's government and the rebels signed a peace accord in Batumi on Thursday.", "SUPPORT", "signed", "Batumi"),
        ("Clashes in the Transnistria conflict zone killed two soldiers on Monday.", "ASSAULT", "Clashes", "Transnistria"),
    ],
)  # fmt: skip
def test_place(text: str, kind: str, words: str, place: str | None, tools: Tools) -> None:
    assert one(read(tools, text), kind, words, text).place == place


def test_protests_that_go_on_are_news_for_weeks(tools: Tools) -> None:
    text = (
        "Thousands of students marched through Tbilisi on Thursday against the government. "
        "The law was suspended after the students' protests of May 28."
    )
    older = [e for e in read(tools, text) if e.type == "PROTEST" and e.date == "2016-05-28"]
    assert [e.background for e in older] == [False]


def test_an_offensive_of_may_is_history_in_june(tools: Tools) -> None:
    text = "Jets bombed the town of Saraqeb on Thursday. Rebels attacked the army in Homs on May 28."
    assert one(read(tools, text), "ASSAULT", "Rebels attacked", text).background
