"""What holds for every report: no order of mentions matters, nothing is raised, time is linear."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.factory import make_analysis
from tests.growth import assert_linear

from servanda.language.mentions import find_mentions
from servanda.model import Analysis, Entity
from servanda.resolution import Doubt, resolve_mentions

REPORT = (
    "Syrian/ADJ/JJ/2/amod General/PROPN/NNP/3/nmod:desc Otto/PROPN/NNP/5/nsubj Kessel/PROPN/NNP/3/flat "
    "met/VERB/VBD/0/root Turkish/ADJ/JJ/7/amod officials/NOUN/NNS/5/obj ./PUNCT/./5/punct\n"
    "He/PRON/PRP/2/nsubj thanked/VERB/VBD/0/root them/PRON/PRP/2/obj ./PUNCT/./2/punct\n"
    "The/DET/DT/3/det two/NUM/CD/3/nummod sides/NOUN/NNS/4/nsubj agreed/VERB/VBD/0/root ./PUNCT/./4/punct\n"
    "A/DET/DT/2/det minister/NOUN/NN/3/nsubj spoke/VERB/VBD/0/root ./PUNCT/./3/punct\n"
    "The/DET/DT/2/det group/NOUN/NN/3/nsubj left/VERB/VBD/0/root Baku/PROPN/NNP/3/obj ./PUNCT/./3/punct\n"
    "Uta/PROPN/NNP/3/nsubj Brandt/PROPN/NNP/1/flat warned/VERB/VBD/0/root Kessel/PROPN/NNP/3/obj "
    "./PUNCT/./3/punct"
)
NAMES = (Entity(2, 4, "person", 1.0), Entity(26, 28, "person", 1.0), Entity(29, 30, "person", 1.0))


def renumber(analysis: Analysis, order: Sequence[int]) -> Analysis:
    """The same analysis with its mentions in another order."""
    place = {old: new for new, old in enumerate(order)}
    mentions = tuple(replace(analysis.mentions[old], id=new) for new, old in enumerate(order))
    chains = tuple(
        replace(c, mentions=tuple(place[i] for i in reversed(c.mentions))) for c in analysis.chains
    )
    by_token = {token: place[i] for token, i in analysis.mention_of.items()}
    return replace(analysis, mentions=mentions, chains=chains, mention_of=by_token)


@settings(max_examples=25, deadline=None)
@given(st.data())
def test_the_order_of_mentions_changes_nothing(data: st.DataObject) -> None:
    analysis = find_mentions(make_analysis(REPORT, entities=NAMES))
    order = data.draw(st.permutations(range(len(analysis.mentions))))

    def told(resolved: Analysis) -> dict[int, object]:
        return {m.head: (m.actors, m.ids, m.candidates, m.reason) for m in resolved.mentions}

    assert told(resolve_mentions(renumber(analysis, order))) == told(resolve_mentions(analysis))


@settings(max_examples=40, deadline=None)
@given(st.lists(st.text(min_size=1, max_size=12).filter(lambda w: w.split() == [w]), min_size=1, max_size=12))
def test_unknown_names_have_ids_of_their_own(words: list[str]) -> None:
    names = [word.replace("/", "x") for word in words]
    table = "\n".join(f"{name}/PROPN/NNP/2/nsubj spoke/VERB/VBD/0/root ./PUNCT/./2/punct" for name in names)
    entities = tuple(Entity(3 * i, 3 * i + 1, "person", 1.0) for i in range(len(names)))
    resolved = resolve_mentions(find_mentions(make_analysis(table, entities=entities)))
    for mention in resolved.mentions:
        assert len(mention.ids) == len(mention.actors)
        assert all(":" in name for name in mention.ids)


def test_the_chosen_is_the_likeliest_and_no_candidate_is_told_twice() -> None:
    analysis = find_mentions(make_analysis(REPORT, entities=NAMES))
    for mention in resolve_mentions(analysis, Doubt(least=0.0, lead=0.0)).mentions:
        scores = [c.score for c in mention.candidates]
        assert scores == sorted(scores, reverse=True)
        assert len({c.actors for c in mention.candidates}) == len(scores)
        assert not mention.candidates or mention.candidates[0].actors == mention.actors


def test_a_long_report_costs_what_its_parts_cost() -> None:
    def resolving(times: int) -> Callable[[], object]:
        analysis = find_mentions(make_analysis("\n".join([REPORT] * times), entities=NAMES))
        return lambda: resolve_mentions(analysis)

    assert_linear(resolving, 40, 400)
