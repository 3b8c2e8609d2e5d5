"""All mentions of a report, in order of the text."""

from dataclasses import replace
from datetime import date

from tests.factory import make_analysis

from servanda.coding.listing import list_mentions
from servanda.model import (
    Actor,
    ActorMention,
    Analysis,
    Attribution,
    Mention,
    NumberMention,
    PlaceMention,
    Provenance,
    Quantity,
    Quotation,
    QuotationMention,
    ResolvedPlace,
    Span,
    Statement,
    TimeMention,
    Timex,
)

ALLAND = Actor("Alland", "RUS", "GOV")
BRANDT = Actor("Karel Brandt", "RUS", "GOV")


def sentence() -> Analysis:
    """Alland freed 20 men in Dellin on Monday ; “ We must , ” he said ."""
    return make_analysis(
        "Alland/PROPN/NNP/2/nsubj freed/VERB/VBD/0/root 20/NUM/CD/4/nummod men/NOUN/NNS/2/obj "
        "in/ADP/IN/6/case Dellin/PROPN/NNP/2/obl on/ADP/IN/8/case Monday/PROPN/NNP/2/obl ;/PUNCT/:/2/punct "
        "“/PUNCT/``/12/punct We/PRON/PRP/12/nsubj must/AUX/MD/16/ccomp ,/PUNCT/,/12/punct "
        "”/PUNCT/''/12/punct he/PRON/PRP/16/nsubj said/VERB/VBD/2/parataxis ./PUNCT/./2/punct"
    )


def words(analysis: Analysis, first: int, last: int) -> Span:
    return Span(analysis.tokens[first].start, analysis.tokens[last - 1].end)


def named(analysis: Analysis, *mentions: Mention) -> Analysis:
    by_token = {i: m.id for m in mentions for i in range(m.first, m.last)}
    return replace(analysis, mentions=mentions, mention_of=by_token)


def name(index: int, **fields: object) -> Mention:
    """A name of one word."""
    return Mention(
        id=0, first=index, last=index + 1, head=index, kind="name", name=(index, index + 1), **fields
    )


def quoted(analysis: Analysis) -> Analysis:
    """The words “We must,” by "he", who is Brandt."""
    he = Mention(id=0, first=14, last=15, head=14, kind="pronoun", actors=(BRANDT,))
    content = words(analysis, 10, 13)
    said = Attribution(source=14, cue=15, content=(11,), span=words(analysis, 9, 14), form="direct")
    return replace(
        named(analysis, he),
        quotations=(Quotation(span=words(analysis, 9, 14), content=content),),
        attributions=(said,),
    )


def quotation(analysis: Analysis, *statements: Statement) -> QuotationMention:
    (found,) = [m for m in list_mentions(analysis, statements) if m.kind == "quotation"]
    return found


def test_an_actor_has_its_id() -> None:
    analysis = sentence()
    found = list_mentions(named(analysis, name(0, actors=(ALLAND,), ids=("state:RUS",))))

    assert found == (ActorMention(span=words(analysis, 0, 1), actor=ALLAND, id="state:RUS"),)


def test_a_phrase_for_two_is_listed_once_for_each() -> None:
    found = list_mentions(named(sentence(), name(0, actors=(ALLAND, BRANDT), ids=("a", "b"))))

    assert [(m.actor, m.id) for m in found] == [(ALLAND, "a"), (BRANDT, "b")]


def test_a_country_that_acts_is_actor_and_place() -> None:
    analysis = named(sentence(), name(0, actors=(ALLAND,), type="country"))

    assert [m.kind for m in list_mentions(analysis)] == ["actor", "place"]


def test_somebody_unknown_is_listed_and_left_open() -> None:
    found = list_mentions(named(sentence(), name(0, type="person")))

    assert found == (ActorMention(span=words(sentence(), 0, 1)),)


def test_a_time_is_nobody() -> None:
    analysis = sentence()
    monday = Timex(first=7, last=8, span=words(analysis, 7, 8), type="DATE", value="")
    found = list_mentions(replace(named(analysis, name(7, actors=(ALLAND,))), timexes=(monday,)))

    assert [m.kind for m in found] == ["time"]


def test_a_phrase_that_swallowed_the_sentence_ends_with_its_name() -> None:
    analysis = sentence()
    (found,) = list_mentions(named(analysis, replace(name(0, actors=(ALLAND,)), last=13)))

    assert found.span == words(analysis, 0, 1)


def test_a_thing_is_not_listed() -> None:
    thing = Mention(id=0, first=3, last=4, head=8, kind="nominal")

    assert list_mentions(named(sentence(), thing)) == ()


def test_a_place_has_what_it_was_resolved_to() -> None:
    known = {"name": "Dellin", "id": "geonames:1", "lat": 40.5, "lon": 46.0, "precision": 1}
    analysis = replace(named(sentence(), name(5, type="city")), places={0: ResolvedPlace(**known)})

    assert list_mentions(analysis) == (PlaceMention(span=words(analysis, 5, 6), **known),)


def test_a_place_described_is_its_own_words() -> None:
    analysis = make_analysis(
        "the/DET/DT/3/det Idlib/PROPN/NNP/3/compound province/NOUN/NN/0/root fell/VERB/VBD/3/acl"
    )
    mention = Mention(id=0, first=0, last=3, head=2, kind="nominal", place="Idlib province")
    (found,) = [m for m in list_mentions(named(analysis, mention)) if m.kind == "place"]
    assert found.span.of(analysis.document.text) == "Idlib province"


def test_a_place_left_open_has_nothing() -> None:
    analysis = replace(named(sentence(), name(5, type="city")), places={0: ResolvedPlace(name="Dellin")})

    assert list_mentions(analysis) == (PlaceMention(span=words(analysis, 5, 6)),)


def test_times_have_value_and_bounds() -> None:
    analysis, day = sentence(), date(2022, 10, 31)
    monday = Timex(
        first=7, last=8, span=words(analysis, 7, 8), type="DATE", value="2022-10-31", earliest=day, latest=day
    )
    unknown = replace(monday, value="", earliest=None, latest=None)
    found = list_mentions(replace(analysis, timexes=(monday, unknown)))

    assert found == (
        TimeMention(span=monday.span, type="DATE", value="2022-10-31", first=day, last=day),
        TimeMention(span=monday.span, type="DATE"),
    )


def test_numbers_have_bounds_and_unit() -> None:
    analysis = sentence()
    count = Quantity(first=2, last=3, span=words(analysis, 2, 3), low=20, high=None)
    money = replace(count, unit="EUR")
    found = list_mentions(replace(analysis, quantities=(count, money)))

    assert [(m.low, m.high, m.unit) for m in found if isinstance(m, NumberMention)] == [
        (20, None, None),
        (20, None, "EUR"),
    ]


def test_a_quotation_has_speaker_and_cue_of_its_attribution() -> None:
    analysis = quoted(sentence())

    assert quotation(analysis) == QuotationMention(span=words(analysis, 9, 14), speaker=BRANDT, cue="said")


def test_the_statement_knows_better_who_speaks() -> None:
    analysis = quoted(sentence())
    made = Provenance(evidence=(words(analysis, 9, 14),), coder="x", score=1)

    assert quotation(analysis, Statement(speaker=ALLAND, form="direct", provenance=made)).speaker == ALLAND


def test_a_quotation_of_nobody_is_left_open() -> None:
    analysis = replace(quoted(sentence()), attributions=())

    assert quotation(analysis) == QuotationMention(span=words(analysis, 9, 14))


def test_a_cue_inside_the_quotation_is_not_its_own() -> None:
    analysis = quoted(sentence())
    inner = replace(analysis.attributions[0], cue=11)

    assert quotation(replace(analysis, attributions=(inner,))).cue is None


def test_of_nested_reports_the_innermost_that_holds_the_words_counts() -> None:
    analysis = quoted(sentence())
    outer = Attribution(source=0, cue=1, content=(11,), span=words(analysis, 2, 17), form="indirect")
    found = quotation(replace(analysis, attributions=(outer, *analysis.attributions)))

    assert (found.speaker, found.cue) == (BRANDT, "said")


def test_all_stand_in_order_of_the_text() -> None:
    analysis = quoted(sentence())
    count = Quantity(first=2, last=3, span=words(analysis, 2, 3), low=20, high=20)
    found = list_mentions(replace(analysis, quantities=(count,)))

    assert [m.kind for m in found] == ["number", "quotation", "actor"]
