from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from servanda.intake.paragraphs import find_breaks


def parts(text):
    starts = [0, *find_breaks(text), len(text)]
    return [text[a:b] for a, b in pairwise(starts)]


@pytest.mark.parametrize(
    "expected",
    [
        pytest.param(["He left his home", "Israel said nothing."], id="after a word"),
        pytest.param(["Video of the shelling", "Israel said nothing."], id="after a caption"),
        pytest.param(["They met in Vienna", "The army said nothing."], id="after a name, before an article"),
        pytest.param(["They knew the situation.", "The envoys said so."], id="after a full stop"),
        pytest.param(["“They knew.”", "The envoys said so."], id="after a closing mark"),
        pytest.param(['They said "all is well."', "The envoys left."], id="straight mark that closes"),
        pytest.param(["They want peace.", '"All is well," he said.'], id="straight mark that opens"),
        pytest.param(["In May 2013", "Get the news."], id="after a year"),
        pytest.param(["They came.", "STORM NEARS THE COAST", "Envoys left."], id="headline in capitals"),
    ],
)
def test_glued_paragraphs_are_parted(expected):
    assert parts("".join(expected)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Ronald McDonald and Scott MacNeal met LeFevre.",
        "An iPhone, a YouTube film and an eBay sale.",
        "EgyptAir, LifeNews, JetBlue and WhatsApp.",
        "The U.S.Army and Lt.Smith at St.Louis at 5 p.m.The end.",
        "They came from alTabqa and vanDyk to deRham.",
        "See https://news.example/a.Html or pic.example.com/aB or @someOne.",
        "A MiG-23 and the SARS-CoV-2 virus.",
        "Shop at Example.Com today.",
        "He waited...Then he left.",
        "The NATO-led force. The next sentence.",
    ],
)
def test_what_is_one_word_stays_whole(text):
    assert find_breaks(text) == ()


@given(st.text(alphabet="aAbB.\"' \n1"))
def test_breaks_stand_in_order_within_the_text(text):
    breaks = find_breaks(text)
    assert list(breaks) == sorted(set(breaks))
    assert all(0 < at < len(text) for at in breaks)


def test_a_long_text_costs_what_its_parts_cost():
    text = "THE ENVOYS MET AND LEFT " * 20_000
    assert find_breaks(text) == ()
