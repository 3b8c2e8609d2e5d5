"""Numbers with their bounds, units and what they count."""

from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.factory import make_analysis
from tests.growth import assert_linear
from tests.language.flat import flat

from servanda.language.numbers import find_quantities
from servanda.model import Quantity

TRUCE = (
    "a/DET/DT/6/det 30/NUM/CD/4/nummod -/PUNCT/HYPH/4/punct day/NOUN/NN/6/compound shaky/ADJ/JJ/6/amod "
    "truce/NOUN/NN/0/root"
)
TEAM = "a/DET/DT/5/det 20/NUM/CD/4/nummod -/PUNCT/HYPH/4/punct member/NOUN/NN/5/compound team/NOUN/NN/0/root"


def only(text: str) -> Quantity:
    found = flat(text).quantities
    assert len(found) == 1, [q.span.of(text) for q in found]
    return found[0]


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("They lost 18 men", 18, 18),
        ("They lost 1,300 men", 1300, 1300),
        ("They lost 2,00,000 men", 200_000, 200_000),
        ("They lost 1.5 million men", 1_500_000, 1_500_000),
        ("They lost 3bn shells", 3 * 10**9, 3 * 10**9),
        ("They lost twenty-three men", 23, 23),
        ("They lost two hundred and fifty men", 250, 250),
        ("They lost one and a half million men", 1_500_000, 1_500_000),
        ("They lost two dozen men", 24, 24),
        ("They lost a dozen men", 12, 12),
        ("They lost half a million men", 500_000, 500_000),
        ("They lost between 20 and 30 men", 20, 30),
        ("They lost 20 to 30 men", 20, 30),
        ("They lost 20-30 men", 20, 30),
        ("They lost two or three men", 2, 3),
        ("They lost 2 to 3 million men", 2_000_000, 3_000_000),
        ("They lost five- to six men", 5, 6),
        ("They lost dozens or even hundreds of men", 24, 999),
        ("They lost hundreds, if not thousands, of men", 200, 9999),
        ("They lost a hundred and twenty men", 120, 120),
        ("They lost two and a half thousand men", 2500, 2500),
        ("They lost two million and a half men", 2_500_000, 2_500_000),
        ("They lost 2 and a half million men", 2_500_000, 2_500_000),
        ("They lost one point five million men", 1_500_000, 1_500_000),
        ("They lost two thousand million shells", 2 * 10**9, 2 * 10**9),
        ("They lost another dozen men", 12, 12),
        ("They lost a couple of hundred men", 200, 200),
        ("They lost 30 000 men", 30_000, 30_000),
        ("They lost 1\u202f250\u202f000 men", 1_250_000, 1_250_000),
        ("They lost 5 lakh men", 500_000, 500_000),
        ("They lost two crore men", 20_000_000, 20_000_000),
        ("They lost ٣٤ men", 34, 34),
        ("They lost २,००,००० men", 200_000, 200_000),
        ("They lost ４２ men", 42, 42),
        ("They lost a third of the 1,500 men", 500, 500),
        ("They lost half the 300 men", 150, 150),
        ("They lost two-thirds of their 1,200 men", 800, 800),
        ("They lost a quarter of a million men", 250_000, 250_000),
        ("They lost three quarters of the two thousand men", 1500, 1500),
    ],
)
def test_numerals_and_ranges(text: str, low: float, high: float) -> None:
    assert (only(text).low, only(text).high) == (low, high)


@pytest.mark.parametrize(
    ("text", "low", "high", "approx"),
    [
        ("They lost at least 20 men", 20, None, False),
        ("They lost more than 4,700 men", 4700, None, False),
        ("They lost no fewer than 40 men", 40, None, False),
        ("They lost 40 or more men", 40, None, False),
        ("They lost at least another 14 men", 14, None, False),
        ("They lost more than a dozen men", 13, None, False),
        ("They lost more than two dozen men", 24, None, False),
        ("They lost up to 40 men", None, 40, False),
        ("They lost as many as 80,000 men", None, 80_000, False),
        ("They lost fewer than 10 men", None, 10, False),
        ("They lost about 300 men", 300, 300, True),
        ("They lost nearly 26,000 men", 26_000, 26_000, True),
        ("They lost an estimated 90 men", 90, 90, True),
        ("They lost 50 or so men", 50, 50, True),
        ("They lost 50-odd men", 50, 50, True),
        ("They lost on the order of 50 men", 50, 50, True),
        ("They lost a third of the 1,000 men", 333, 333, True),
        ("They lost a little over 50 men", 50, None, False),
        ("They lost slightly fewer than 50 men", None, 50, False),
    ],
)
def test_bounds(text: str, low: float | None, high: float | None, approx: bool) -> None:
    quantity = only(text)
    assert (quantity.low, quantity.high, quantity.approx) == (low, high, approx)


@pytest.mark.parametrize(
    ("words", "low", "high"),
    [
        ("several", 3, 9),
        ("a handful of", 3, 5),
        ("a couple of", 2, 2),
        ("dozens of", 24, 99),
        ("several dozen", 24, 99),
        ("scores of", 40, 99),
        ("hundreds of", 200, 999),
        ("thousands of", 2000, 9999),
        ("tens of thousands of", 20_000, 99_999),
        ("hundreds of thousands of", 200_000, 999_999),
    ],
)
def test_vague_amounts_are_the_codebooks(words: str, low: float, high: float) -> None:
    quantity = only(f"They lost {words} men")
    assert (quantity.low, quantity.high) == (low, high)


@pytest.mark.parametrize(
    ("text", "kind", "unit"),
    [
        ("It cost $2.5m", "money", "USD"),
        ("It cost US$3.4 trillion", "money", "USD"),
        ("It cost 40 million euros", "money", "EUR"),
        ("It cost millions of dollars", "money", "USD"),
        ("It cost between $5 and $7 billion", "money", "USD"),
        ("It cost 5 million Hong Kong dollars", "money", "HKD"),
        ("It cost 5 million Swiss francs", "money", "CHF"),
        ("It cost 5 million francs", "money", "francs"),
        ("It cost 5 million Egyptian pounds", "money", "EGP"),
        ("It cost 5 million pounds", "money", "pounds"),
        ("It cost 5 million Pakistani rupees", "money", "PKR"),
        ("It cost Rs 5 crore", "money", "rupees"),
        ("It was a $25,000 reward", "money", "USD"),
        ("It cost 5 mln stg", "money", "GBP"),
        ("It holds 50 pounds", "measure", "lb"),
        ("It took a third of the town", "percent", "%"),
        ("One in five fled", "percent", "%"),
        ("It is 15 nautical miles off", "measure", "nautical miles"),
        ("It fell by 20 percent", "percent", "%"),
        ("It lasted five years", "duration", "P5Y"),
        ("It lasted up to 20 years", "duration", "P20Y"),
        ("A 72-hour truce", "duration", "PT72H"),
        ("A 10-day truce", "duration", "P10D"),
        ("It lasted two decades", "duration", "P20Y"),
        ("A 6-1/2-year war", "duration", "P6Y6M"),
        ("It is 15 kilometres long", "measure", "km"),
        ("It covers 40 square kilometres", "measure", "square km"),
        ("A 2.5-square-kilometre camp", "measure", "square km"),
        ("It holds 7 tons", "measure", "tons"),
    ],
)
def test_units(text: str, kind: str, unit: str) -> None:
    assert (only(text).kind, only(text).unit) == (kind, unit)


@pytest.mark.parametrize(
    "text",
    [
        "It began in 2011",
        "It began on October 31, 2022",
        "It began on 2022-10-31",
        "It began in the 1990s",
        "It lasted from 1960-1963",
        "It began at 5 p.m.",
        "She is 12 years old",
        "A 12-year-old girl",
        "People aged 60",
        "Resolution 1701",
        "A MiG-29 jet",
        "The 16th man",
        "The Group of Seven",
        "At noon UTC+0900",
        "It began in the first half of 2011",
    ],
)
def test_what_is_no_quantity(text: str) -> None:
    assert flat(text).quantities == ()


@pytest.mark.parametrize(
    ("table", "noun"),
    [
        ("18/NUM/CD/2/nummod civilians/NOUN/NNS/3/nsubj died/VERB/VBD/0/root", "civilians"),
        ("12/NUM/CD/2/nummod others/NOUN/NNS/3/nsubj died/VERB/VBD/0/root", "others"),
        ("Five/NUM/CD/4/nsubj of/ADP/IN/3/case them/PRON/PRP/1/nmod died/VERB/VBD/0/root", "them"),
        (
            "Dozens/NOUN/NNS/4/nsubj of/ADP/IN/3/case people/NOUN/NNS/1/nmod died/VERB/VBD/0/root",
            "people",
        ),
        ("18/NUM/CD/2/nummod dead/ADJ/JJ/0/root", "dead"),
        (
            (
                "Hundreds/NOUN/NNS/6/nsubj of/ADP/IN/3/case thousands/NOUN/NNS/1/nmod of/ADP/IN/5/case "
                "people/NOUN/NNS/1/nmod died/VERB/VBD/0/root"
            ),
            "people",
        ),
        ("wounded/VERB/VBD/0/root 900/NUM/CD/1/obl more/ADJ/JJR/2/advmod", None),
        (TRUCE, "truce"),
        (TEAM, "team"),
        ("12/NUM/CD/3/nsubj:pass were/AUX/VBD/3/aux:pass killed/VERB/VBN/0/root", None),
        ("15/NUM/CD/2/compound wounded/VERB/VBN/0/root", None),
    ],
)
def test_what_is_counted(table: str, noun: str | None) -> None:
    analysis = make_analysis(table)
    quantity = find_quantities(analysis)[0]
    assert (analysis.tokens[quantity.noun].text if quantity.noun >= 0 else None) == noun


def test_a_particle_is_no_bound() -> None:
    analysis = make_analysis(
        "They/PRON/PRP/2/nsubj handed/VERB/VBD/0/root over/ADP/RP/2/compound:prt "
        "two/NUM/CD/5/nummod men/NOUN/NNS/2/obj"
    )
    assert find_quantities(analysis)[0].high == 2


UNITS = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
TENS = ["zero", "ten", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def below_thousand(n: int, joint: str) -> str:
    """A number in words: ``joint`` stands between hundreds and the rest."""
    hundreds, rest = divmod(n, 100)
    said = UNITS[rest] if rest < 20 else TENS[rest // 10] + (f"-{UNITS[rest % 10]}" if rest % 10 else "")
    return said if not hundreds else f"{UNITS[hundreds]} hundred" + (f"{joint}{said}" if rest else "")


def in_words(n: int, joint: str = " and ") -> str:
    said = []
    for scale, word in ((10**9, "billion"), (10**6, "million"), (1000, "thousand"), (1, "")):
        part = n // scale % 1000
        if part:
            said.append(f"{below_thousand(part, joint)} {word}".strip())
    return " ".join(said) or "zero"


NUMBERS = st.one_of(
    st.integers(0, 10**9), st.integers(0, 10**4), st.integers(0, 1000).map(lambda n: n * 10**6)
)


def read_back(words: str) -> float | None:
    """The number in a sentence, where the whole of ``words`` was read."""
    quantity = only(f"They lost {words} men")
    assert quantity.low == quantity.high
    assert quantity.span.of(f"They lost {words} men") == words
    return quantity.low


@settings(max_examples=300, deadline=None)
@given(NUMBERS, st.sampled_from([" and ", " "]))
def test_numbers_in_words_are_read_back(n: int, joint: str) -> None:
    assert read_back(in_words(n, joint)) == n


@settings(max_examples=300, deadline=None)
@given(NUMBERS)
def test_numbers_in_digits_with_commas_are_read_back(n: int) -> None:
    assert read_back(f"{n:,}") == n


@settings(max_examples=300, deadline=None)
@given(NUMBERS, st.sampled_from("0٠۰०০"))
def test_numbers_in_digits_of_any_script_are_read_back(n: int, zero: str) -> None:
    digits = "".join(chr(ord(zero) + int(digit)) for digit in str(n))
    found = [q.low for q in flat(f"They lost {digits} men").quantities]
    assert found == [n] or (1500 <= n <= 2099 and found == [])  # a year


def test_every_small_number_in_words_is_read_back() -> None:
    found = flat("\n".join(f"They lost {in_words(n)} men" for n in range(2000))).quantities
    assert [q.low for q in found] == list(range(2000))


def test_every_round_number_in_words_is_read_back() -> None:
    numbers = [n * scale for scale in (10**3, 10**6) for n in range(1, 1000)]
    found = flat("\n".join(f"They lost {in_words(n)} men" for n in numbers)).quantities
    assert [q.low for q in found] == numbers


@given(st.text(alphabet="0123456789,.-–$% abdehlmnorstuvwy\n", max_size=80))
def test_odd_text_raises_nothing_and_quantities_do_not_overlap(text: str) -> None:
    found = flat(text).quantities
    assert all(a.last <= b.first for a, b in pairwise(found))


def test_a_long_sentence_costs_what_its_parts_cost() -> None:
    def finding(times: int) -> Callable[[], object]:
        analysis = flat("they lost at least 20 men and " * times)
        return lambda: find_quantities(analysis)

    assert_linear(finding, 400, 4000)
