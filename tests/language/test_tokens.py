"""Words as Universal Dependencies counts them."""

from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.growth import assert_linear

from servanda.language.tokens import BLANK, tokenise

CASES = {
    "clitic": ("They don't know", "They do n't know"),
    "clitic, curly": ("It isn’t Kestria’s", "It is n’t Kestria ’s"),
    "clitic, capitals": ("WE CAN'T", "WE CA N'T"),
    "clitics in a row": ("he'd've gone", "he 'd 've gone"),
    "plural possessive": ("the rebels' camp", "the rebels ' camp"),
    "possessive without its mark": ("Kestrias army", "Kestrias army"),
    "fused": ("gonna cannot Dont", "gon na can not Do nt"),
    "apostrophe in a name": ("Sana’a Qur'an O'Brien", "Sana’a Qur'an O'Brien"),
    "hyphens": ("a Moscow-sponsored cease-fire", "a Moscow - sponsored cease - fire"),
    "article of a name": ("Omar al-Taleb", "Omar al - Taleb"),
    "prefix": ("pro-Kestrian re-elected mid-2019", "pro-Kestrian re-elected mid-2019"),
    "title, initial": ("Gen. J. Brook", "Gen. J. Brook"),
    "initials": ("the U.S. and the U.N.-led", "the U.S. and the U.N. - led"),
    "end that is no initial": ("Plan B. The", "Plan B . The"),
    "number's abbreviation": ("No. 5 said no.", "No. 5 said no ."),
    "half of day": ("7:30pm or 7 a.m.", "7:30 pm or 7 a.m."),
    "money": ("$1.5m and €20bn", "$ 1.5 m and € 20 bn"),
    "foreign dollars": ("US$300", "US$ 300"),
    "thousands": ("2,000 or 3.5", "2,000 or 3.5"),
    "per cent": ("5% of", "5 % of"),
    "ordinal": ("the 21st of the 1990s", "the 21st of the 1990s"),
    "letters and numbers": ("G20 and 20km", "G20 and 20 km"),
    "date": ("31/10/2022 or 2022-10-31", "31/10/2022 or 2022-10-31"),
    "range of years": ("2019-2021", "2019 - 2021"),
    "address": ("see https://example.org/a?b=1.", "see https://example.org/a?b=1 ."),
    "mail": ("(desk@example.org)", "( desk@example.org )"),
    "dots": ("well... no…", "well ... no …"),
    "dashes": ("war—or peace -- now", "war — or peace -- now"),
    "quotes": ("“Yes,” he said", "“ Yes , ” he said"),
    "glued sentences": ("home.Kestria said", "home . Kestria said"),
    "debris": ("war. . The", "war . . The"),
    "letters from abroad": ("Erdoğan, Łódź", "Erdoğan , Łódź"),
    "combining accents": ("cafe\u0301 au lait", "cafe\u0301 au lait"),
    "no shape": ("a\u200bb", "a b"),
}


def words(text: str, *breaks: int) -> str:
    return " ".join(text[start:end] for start, end in tokenise(text, breaks))


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES.keys())
def test_words(text: str, expected: str) -> None:
    assert words(text) == expected


def test_a_break_parts_glued_words() -> None:
    assert words("shellingKestria says", 8) == "shelling Kestria says"


@given(st.text(), st.lists(st.integers(-1, 50)))
def test_tokens_are_in_order_and_never_empty(text: str, breaks: list[int]) -> None:
    end = 0
    for first, last in tokenise(text, breaks):
        assert end <= first < last <= len(text)
        end = last


@given(st.text(alphabet=st.one_of(st.characters(), st.sampled_from("aZ.'’-\"1 \n()"))))
def test_tokens_cover_all_that_is_visible(text: str) -> None:
    import re

    covered = {i for first, last in tokenise(text) for i in range(first, last)}
    blank = re.compile(f"[{BLANK}]")
    assert all(i in covered or blank.match(c) for i, c in enumerate(text))


@pytest.mark.parametrize("unit", ["a", "a.", "a-", "1,", "a@", "n't", ".", " A. ", "http://a", "\u0301"])
def test_time_is_linear(unit: str) -> None:
    assert_linear(lambda length: partial(tokenise, (unit * length)[:length]), 20_000, 200_000)
