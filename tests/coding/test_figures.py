"""Figures: which numbers are any, what they measure, and their fields."""

from dataclasses import replace
from datetime import date

import pytest
from tests.factory import make_analysis

from servanda.codebook.figures import MeasureRule, load_figures
from servanda.coding.figures import code_figures
from servanda.language.mentions import find_mentions
from servanda.language.numbers import find_quantities
from servanda.language.times import find_times
from servanda.model import Analysis, Factuality, Figure, Mention, ResolvedPlace
from servanda.resolution import resolve_mentions

BOMB = (
    "A/DET/DT/2/det bomb/NOUN/NN/3/nsubj killed/VERB/VBD/0/root 12/NUM/CD/5/nummod "
    "people/NOUN/NNS/3/obj and/CCONJ/CC/7/cc wounded/VERB/VBD/3/conj 25/NUM/CD/7/obj "
    "in/ADP/IN/10/case Mosul/PROPN/NNP/7/obl"
)
TOLL = (
    "The/DET/DT/3/det death/NOUN/NN/3/compound toll/NOUN/NN/4/nsubj rose/VERB/VBD/0/root "
    "to/ADP/IN/6/case 49/NUM/CD/4/obl"
)
TOLL_OF_KILLED = (
    "The/DET/DT/2/det number/NOUN/NN/6/nsubj of/ADP/IN/4/case servicemen/NOUN/NNS/2/nmod "
    "killed/VERB/VBN/4/acl rose/VERB/VBD/0/root to/ADP/IN/8/case 77/NUM/CD/6/obl"
)
LOSSES_AT = (
    "The/DET/DT/2/det army/NOUN/NN/3/nsubj put/VERB/VBD/0/root its/PRON/PRP$/5/nmod:poss "
    "losses/NOUN/NNS/3/obj at/ADP/IN/8/case 80/NUM/CD/8/nummod servicemen/NOUN/NNS/3/obl"
)
LOSSES_OF_SEATS = (
    "The/DET/DT/2/det party/NOUN/NN/3/nsubj put/VERB/VBD/0/root its/PRON/PRP$/5/nmod:poss "
    "losses/NOUN/NNS/3/obj at/ADP/IN/8/case 80/NUM/CD/8/nummod houses/NOUN/NNS/3/obl"
)
GOVERNMENTS = (
    "Fighting/NOUN/NN/2/nsubj killed/VERB/VBD/0/root people/NOUN/NNS/2/obj by/ADP/IN/5/case "
    "counts/NOUN/NNS/2/obl of/ADP/IN/8/case two/NUM/CD/8/nummod governments/NOUN/NNS/5/nmod"
)
DEATH_OF = (
    "The/DET/DT/2/det death/NOUN/NN/7/nsubj:pass of/ADP/IN/5/case 12/NUM/CD/5/nummod "
    "soldiers/NOUN/NNS/2/nmod was/AUX/VBD/7/aux:pass confirmed/VERB/VBN/0/root"
)
OTHERS = "Nine/NUM/CD/2/nummod others/NOUN/NNS/3/nsubj wounded/VERB/VBN/0/root"
LEFT_DEAD = (
    "The/DET/DT/2/det clashes/NOUN/NNS/3/nsubj left/VERB/VBD/0/root/leave 23/NUM/CD/5/nummod "
    "people/NOUN/NNS/3/obj dead/ADJ/JJ/3/xcomp"
)
EITHER = (
    "Dozens/NOUN/NNS/5/nsubj:pass of/ADP/IN/3/case people/NOUN/NNS/1/nmod were/AUX/VBD/5/aux:pass "
    "killed/VERB/VBN/0/root or/CCONJ/CC/7/cc wounded/VERB/VBN/5/conj"
)
INCLUDING = (
    "At/ADP/IN/2/case least/ADJ/JJS/3/nmod 18/NUM/CD/4/nummod civilians/NOUN/NNS/8/nsubj "
    "including/VERB/VBG/7/case five/NUM/CD/7/nummod children/NOUN/NNS/4/nmod died/VERB/VBD/0/root"
)
FREED = "Baku/PROPN/NNP/2/nsubj freed/VERB/VBD/0/root 15/NUM/CD/4/nummod prisoners/NOUN/NNS/2/obj"
RELEASE = (
    "Paris/PROPN/NNP/2/nsubj demanded/VERB/VBD/0/root the/DET/DT/4/det release/NOUN/NN/2/obj "
    "of/ADP/IN/7/case 100/NUM/CD/7/nummod hostages/NOUN/NNS/4/nmod"
)
DEPLOYED = (
    "Moscow/PROPN/NNP/2/nsubj deployed/VERB/VBD/0/root 2,000/NUM/CD/4/nummod peacekeepers/NOUN/NNS/2/obj"
)
HOUSES = (
    "The/DET/DT/2/det shelling/NOUN/NN/3/nsubj damaged/VERB/VBD/0/root ten/NUM/CD/5/nummod "
    "houses/NOUN/NNS/3/obj"
)
VILLAGES = "Rebels/NOUN/NNS/2/nsubj captured/VERB/VBD/0/root three/NUM/CD/4/nummod villages/NOUN/NNS/2/obj"
MANDATE = (
    "They/PRON/PRP/2/nsubj signed/VERB/VBD/0/root a/DET/DT/7/det five/NUM/CD/6/nummod "
    "-/PUNCT/HYPH/4/punct year/NOUN/NN/7/compound mandate/NOUN/NN/2/obj"
)
LASTED = (
    "The/DET/DT/2/det war/NOUN/NN/3/nsubj lasted/VERB/VBD/0/root 12/NUM/CD/5/nummod "
    "years/NOUN/NNS/3/obl:unmarked"
)
MINISTERS = "He/PRON/PRP/2/nsubj met/VERB/VBD/0/root 12/NUM/CD/4/nummod ministers/NOUN/NNS/2/obj"
ROW = (
    "Three/NUM/CD/2/nummod soldiers/NOUN/NNS/7/nsubj:pass and/CCONJ/CC/5/cc a/DET/DT/5/det "
    "policeman/NOUN/NN/2/conj were/AUX/VBD/7/aux:pass killed/VERB/VBN/0/root"
)
ALONE = "A/DET/DT/2/det policeman/NOUN/NN/4/nsubj:pass was/AUX/VBD/4/aux:pass killed/VERB/VBN/0/root"
SINCE = (
    "More/ADJ/JJR/3/advmod than/ADP/IN/1/fixed 300/NUM/CD/4/nummod people/NOUN/NNS/6/nsubj "
    "have/AUX/VBP/6/aux died/VERB/VBN/0/root since/ADP/IN/8/case March/PROPN/NNP/6/obl "
    "2011/NUM/CD/6/obl"
)
AID = (
    "Donors/NOUN/NNS/2/nsubj gave/VERB/VBD/0/root $/SYM/$/2/obj 20/NUM/CD/5/compound "
    "million/NUM/CD/3/nummod in/ADP/IN/7/case aid/NOUN/NN/2/obl"
)

PART = (
    "Three/NUM/CD/6/nsubj:pass of/ADP/IN/5/case the/DET/DT/5/det 12/NUM/CD/5/nummod soldiers/NOUN/NNS/1/nmod "
    "were/AUX/VBD/7/aux:pass killed/VERB/VBN/0/root"
).replace("6/nsubj:pass", "7/nsubj:pass")
THIRD = (
    "A/DET/DT/2/det third/NOUN/NN/7/nsubj:pass of/ADP/IN/5/case 1,500/NUM/CD/5/nummod "
    "prisoners/NOUN/NNS/2/nmod were/AUX/VBD/7/aux:pass released/VERB/VBN/0/root"
)
LOST_LIVES = (
    "Six/NUM/CD/2/nummod people/NOUN/NNS/3/nsubj lost/VERB/VBD/0/root/lose their/PRON/PRP$/5/nmod:poss "
    "lives/NOUN/NNS/3/obj/life"
)
LOST_SEATS = "They/PRON/PRP/2/nsubj lost/VERB/VBD/0/root/lose 12/NUM/CD/4/nummod seats/NOUN/NNS/2/obj"
DEAD_OR_HURT = (
    "It/PRON/PRP/2/nsubj left/VERB/VBD/0/root/leave dozens/NOUN/NNS/2/obj of/ADP/IN/5/case "
    "people/NOUN/NNS/3/nmod dead/ADJ/JJ/2/xcomp or/CCONJ/CC/8/cc injured/VERB/VBN/6/conj"
)
HOSPITAL = (
    "Thirty/NUM/CD/2/nummod people/NOUN/NNS/4/nsubj:pass were/AUX/VBD/4/aux:pass taken/VERB/VBN/0/root/take "
    "to/ADP/IN/6/case hospital/NOUN/NN/4/obl"
)
OTHERS_WOUNDED = (
    "Six/NUM/CD/2/nummod people/NOUN/NNS/4/nsubj:pass were/AUX/VBD/4/aux:pass killed/VERB/VBN/0/root "
    "and/CCONJ/CC/7/cc 20/NUM/CD/7/nummod others/NOUN/NNS/2/conj wounded/VERB/VBN/4/dep"
)
UNPARSED = (
    "Homs/PROPN/NNP/2/nsubj bombing/VERB/VBG/0/root 18/NUM/CD/4/nummod civilians/NOUN/NNS/2/obj "
    "were/AUX/VBD/6/aux:pass killed/VERB/VBN/2/conj"
)
LABEL = "Killed/VERB/VBN/0/root :/PUNCT/:/3/punct 12/NUM/CD/1/dep ;/PUNCT/:/1/punct"
AREA = (
    "They/PRON/PRP/2/nsubj captured/VERB/VBD/0/root 10/NUM/CD/5/nummod square/ADJ/JJ/5/amod "
    "kilometers/NOUN/NNS/2/obj"
)
LEFT_TOWNS = (
    "They/PRON/PRP/2/nsubj withdrew/VERB/VBD/0/root/withdraw from/ADP/IN/5/case five/NUM/CD/5/nummod "
    "towns/NOUN/NNS/2/obl"
)
AMONG = (
    "Five/NUM/CD/2/nummod children/NOUN/NNS/3/nsubj:pass counted/VERB/VBN/0/root among/ADP/IN/6/case "
    "the/DET/DT/6/det wounded/ADJ/JJ/3/obl"
)
MARCH = (
    "Hundreds/NOUN/NNS/4/nsubj of/ADP/IN/3/case people/NOUN/NNS/1/nmod joined/VERB/VBD/0/root "
    "a/DET/DT/6/det march/NOUN/NN/4/obj"
)
CRASH = (
    "Seven/NUM/CD/2/nummod people/NOUN/NNS/4/nsubj:pass were/AUX/VBD/4/aux:pass killed/VERB/VBN/0/root "
    "in/ADP/IN/8/case a/DET/DT/8/det bus/NOUN/NN/8/compound crash/NOUN/NN/4/obl"
)
PROFIT = (
    "The/DET/DT/2/det firm/NOUN/NN/3/nsubj made/VERB/VBD/0/root a/DET/DT/5/det profit/NOUN/NN/3/obj "
    "of/ADP/IN/9/case 9/NUM/CD/8/compound million/NUM/CD/9/nummod euros/NOUN/NNS/5/nmod"
)
GUESTS = "The/DET/DT/2/det show/NOUN/NN/3/nsubj sees/VERB/VBZ/0/root three/NUM/CD/5/nummod men/NOUN/NNS/3/obj"


def analyse(table: str, published: str | None = "2022-10-31", **factuality: Factuality) -> Analysis:
    """With numbers and times; ``factuality`` by the word it holds for."""
    analysis = make_analysis(table, published=published)
    analysis = replace(analysis, quantities=find_quantities(analysis))
    if published:
        day = date.fromisoformat(published)
        analysis = replace(analysis, written=(day, day))
    by_token = {t.index: factuality[t.text] for t in analysis.tokens if t.text in factuality}
    return replace(analysis, timexes=find_times(analysis), factuality=by_token)


def find_places(analysis: Analysis) -> Analysis:
    """With mentions and what they name."""
    return resolve_mentions(find_mentions(analysis))


def code(table: str, published: str | None = "2022-10-31", **factuality: Factuality) -> tuple[Figure, ...]:
    return code_figures(analyse(table, published, **factuality)).figures


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        (BOMB, [("killed", 12, "people"), ("wounded", 25, None)]),
        (TOLL, [("killed", 49, None)]),
        (TOLL_OF_KILLED, [("killed", 77, None)]),
        (LOSSES_AT, [("killed", 80, "servicemen")]),
        (LOSSES_OF_SEATS, []),
        (GOVERNMENTS, []),
        (DEATH_OF, [("killed", 12, "soldiers")]),
        (OTHERS, [("wounded", 9, "others")]),
        (LEFT_DEAD, [("killed", 23, "people")]),
        (EITHER, [("killed_or_wounded", 24, "people")]),
        (INCLUDING, [("killed", 18, "civilians"), ("killed", 5, "children")]),
        (FREED, [("released", 15, "prisoners")]),
        (DEPLOYED, [("deployed", 2000, "peacekeepers")]),
        (HOUSES, [("other", 10, "houses")]),
        (VILLAGES, [("territory", 3, "villages")]),
        (MANDATE, [("duration", 5, "mandate")]),
        (AID, [("money", 20_000_000, "aid")]),
        (ROW, [("killed", 3, "soldiers"), ("killed", 1, "policeman")]),
        (PART, [("killed", 3, "soldiers")]),
        (THIRD, [("released", 500, "prisoners")]),
        (LOST_LIVES, [("killed", 6, "people")]),
        (DEAD_OR_HURT, [("killed_or_wounded", 24, "people")]),
        (HOSPITAL, [("wounded", 30, "people")]),
        (OTHERS_WOUNDED, [("killed", 6, "people"), ("wounded", 20, "others")]),
        (UNPARSED, [("killed", 18, "civilians")]),
        (LABEL, [("killed", 12, None)]),
        (AREA, [("territory", 10, None)]),
        (LEFT_TOWNS, [("territory", 5, "towns")]),
        (AMONG, [("wounded", 5, "children")]),
        (MARCH, [("protesters", 200, "people")]),
    ],
    ids=lambda value: "" if isinstance(value, list) else value.split("/")[0],
)
def test_measures(table: str, expected: list[tuple[str, float, str | None]]) -> None:
    assert [(f.measure, f.low, f.of) for f in code(table)] == expected


@pytest.mark.parametrize(
    "table",
    [LASTED, MINISTERS, ALONE, LOST_SEATS, CRASH, PROFIT, GUESTS],
    ids=["how long a war lasted", "ministers", "one victim", "seats", "accident", "profit", "no conflict"],
)
def test_what_is_no_figure(table: str) -> None:
    assert code(table) == ()


def test_what_is_no_figure_is_told_among_the_rejections() -> None:
    assert len(code_figures(analyse(MINISTERS)).rejections) == 1


def test_hostages_whose_release_is_demanded_are_captured() -> None:
    demanded = Factuality(status="demanded")
    assert [f.measure for f in code(RELEASE, release=demanded)] == ["captured"]


def test_a_negated_deed_gives_no_figure() -> None:
    assert code(FREED, freed=Factuality(negated=True)) == ()


def test_the_quote_holds_number_and_thing_counted() -> None:
    analysis = analyse(INCLUDING)
    quotes = [f.provenance.evidence[0].of(analysis.document.text) for f in code_figures(analysis).figures]
    assert quotes == ["At least 18 civilians", "five children"]


def test_a_quote_holds_no_other_number() -> None:
    analysis = analyse(
        "It/PRON/PRP/2/nsubj killed/VERB/VBD/0/root 12/NUM/CD/4/nummod people/NOUN/NNS/2/obj "
        "eight/NUM/CD/4/appos"
    )
    quotes = [f.provenance.evidence[0].of(analysis.document.text) for f in code_figures(analysis).figures]
    assert quotes == ["12 people", "eight"]


def test_open_bounds_stay_open() -> None:
    assert code(INCLUDING)[0].high is None


def test_a_sum_since_a_month_runs_to_the_report() -> None:
    figure = code(SINCE)[0]
    assert (figure.cumulative, figure.date) == (True, "2011-03/2022-10-31")


def test_an_undated_figure_of_a_dated_report_is_of_its_day() -> None:
    assert code(BOMB)[0].date == "2022-10-31"


@pytest.mark.parametrize(("case", "day"), [("during", "2019-05-25"), ("after", "2022-10-31")])
def test_what_is_told_in_the_course_of_an_act_has_its_date(case: str, day: str) -> None:
    told = (
        "A/DET/DT/2/det raid/NOUN/NN/3/nsubj came/VERB/VBD/0/root on/ADP/IN/5/case May/PROPN/NNP/3/obl "
        "25/NUM/CD/5/nummod 2019/NUM/CD/5/nummod {}/ADP/IN/9/case which/PRON/WDT/12/obl 9/NUM/CD/11/nummod "
        "men/NOUN/NNS/12/nsubj died/VERB/VBD/2/acl:relcl"
    )
    assert [figure.date for figure in code(told.format(case))] == [day]


def test_an_undated_figure_of_an_undated_report_has_no_date() -> None:
    assert code(BOMB, published=None)[0].date is None


def test_what_has_not_happened_has_no_date() -> None:
    assert code(DEPLOYED, deployed=Factuality(status="planned"))[0].date is None


def test_the_same_figure_told_twice_is_one() -> None:
    figures = code(f"{FREED}\n{FREED}")
    assert len(figures) == 1
    assert len(figures[0].provenance.evidence) == 2


HEADLINE = "Bomb/NOUN/NN/2/nsubj kills/VERB/VBZ/0/root 30/NUM/CD/4/nummod fighters/NOUN/NNS/2/obj\n"
IN_FULL = (
    "At/ADP/IN/2/case least/ADJ/JJS/3/nmod 30/NUM/CD/4/nummod fighters/NOUN/NNS/6/nsubj:pass "
    "were/AUX/VBD/6/aux:pass killed/VERB/VBN/0/root"
)


def test_the_text_tells_in_full_what_its_headline_rounds() -> None:
    analysis = analyse(HEADLINE + IN_FULL)
    titled = replace(analysis, document=replace(analysis.document, title="Bomb kills 30 fighters"))
    (figure,) = code_figures(titled).figures
    assert (figure.low, figure.high) == (30, None)
    assert figure.provenance.evidence[0].of(titled.document.text) == "At least 30 fighters"


def test_without_a_headline_exact_and_bounded_stay_apart() -> None:
    assert [f.high for f in code(HEADLINE + IN_FULL)] == [30, None]


@pytest.mark.parametrize(
    ("places", "records"),
    [({}, 2), ({"Dellin": ()}, 1), ({"Dellin": ("Alland",), "Alland": ()}, 1)],
    ids=["others", "one unknown", "one in the other"],
)
def test_places_that_do_not_contradict(places: dict[str, tuple[str, ...]], records: int) -> None:
    told = FREED + " in/ADP/IN/6/case {}/PROPN/NNP/2/obl"
    analysis = analyse(told.format("Dellin") + "\n" + told.format("Alland"))
    mentions = tuple(
        Mention(id=n, first=i, last=i + 1, head=i, kind="name", name=(i, i + 1), type="city", place=place)
        for n, (i, place) in enumerate([(5, "Dellin"), (11, "Alland")])
    )
    known = {
        m.id: ResolvedPlace(name=m.place, id=m.place if len(places) > 1 else None, hierarchy=places[m.place])
        for m in mentions
        if m.place in places
    }
    placed = replace(analysis, mentions=mentions, mention_of={5: 0, 11: 1}, places=known)
    assert len(code_figures(placed).figures) == records


def test_others_in_the_same_sentence_are_others() -> None:
    row = "Three/NUM/CD/2/nummod soldiers/NOUN/NNS/7/nsubj:pass and/CCONJ/CC/5/cc three/NUM/CD/5/nummod "
    row += "others/NOUN/NNS/2/conj were/AUX/VBD/7/aux:pass killed/VERB/VBN/0/root"
    assert len(code(row)) == 2


def test_troops_sent_for_months_are_no_sum() -> None:
    sent = DEPLOYED + " for/ADP/IN/7/case six/NUM/CD/7/nummod months/NOUN/NNS/2/obl"
    assert not code(sent)[0].cumulative


def killed(when: str, number: str = "300") -> Figure:
    """So many "have been killed" in a time."""
    table = (
        f"{number}/NUM/CD/2/nummod people/NOUN/NNS/5/nsubj:pass have/AUX/VBP/5/aux been/AUX/VBN/5/aux:pass "
    )
    return code(table + f"killed/VERB/VBN/0/root {when}")[0]


@pytest.mark.parametrize(("day", "cumulative"), [("27", True), ("30", False)], ids=["five days", "two days"])
def test_a_week_sums_two_days_do_not(day: str, cumulative: bool) -> None:
    since = f"since/ADP/IN/7/case October/PROPN/NNP/5/obl {day}/NUM/CD/7/nummod"
    assert killed(since).cumulative == cumulative


@pytest.mark.parametrize(("number", "cumulative"), [("300", False), ("3,000", True)])
def test_thousands_who_have_been_killed_are_a_sum(number: str, cumulative: bool) -> None:
    assert killed("", number).cumulative == cumulative


def test_soldiers_are_no_civilians() -> None:
    rebels = FREED.replace("prisoners", "rebels").replace("freed/VERB/VBD/0/root", "killed/VERB/VBD/0/root")
    assert len(code(f"{rebels}\n{rebels.replace('rebels', 'civilians')}")) == 2


def test_the_event_is_what_did_it() -> None:
    assert code(LEFT_DEAD)[0].event == "The clashes"


@pytest.mark.parametrize(
    "table", ["./PUNCT/./0/root", "12/NUM/CD/0/root", "12/NUM/CD/2/nummod ,/PUNCT/,/0/root"]
)
def test_odd_sentences_raise_nothing(table: str) -> None:
    assert code(table) == ()


@pytest.mark.weights
@pytest.mark.parametrize("rule", load_figures().rules, ids=lambda rule: rule.measure)
def test_each_rule_reads_its_example(rule: MeasureRule) -> None:
    from tests.factory import make_document

    from servanda.language.model import LanguageModel
    from servanda.pipeline import Tools, code_document

    coding = code_document(make_document(rule.example), Tools(LanguageModel.load()))
    assert [f.measure for f in coding.figures] == [rule.measure]


@pytest.mark.parametrize(("year", "place"), [("2022", "Baku"), ("1994", None)], ids=["news", "history"])
def test_the_place_of_the_story_is_not_that_of_an_old_war(year: str, place: str | None) -> None:
    story = "Rebels/NOUN/NNS/2/nsubj met/VERB/VBD/0/root in/ADP/IN/4/case Baku/PROPN/NNP/2/obl\n"
    toll = (
        f"Some/DET/DT/2/advmod 300/NUM/CD/3/nsubj died/VERB/VBD/0/root in/ADP/IN/5/case {year}/NUM/CD/3/obl"
    )
    (figure,) = code_figures(find_places(analyse(story + toll))).figures
    assert figure.place == place
