"""Which measure a number belongs to.

The words that govern what is counted, read off the tree (codebook section 5).

A counted phrase is looked at from the inside out: the counted noun itself ("12 dead"), its adjectives
("displaced people"), the verb or noun that governs it ("killed 12", "the death of 12"), clauses that modify
it ("12 soldiers captured in May"), a toll ("the toll rose to 49"); last, nouns that say enough when no verb
does ("2,000 peacekeepers").
"""

from __future__ import annotations

from collections.abc import Iterator

from servanda.codebook.figures import FigureLexicon, load_figures
from servanda.coding.figure_governors import GROUPS, Role, find_governors, find_modifiers
from servanda.coding.figure_reading import Reading, first_rule, make_reading, rule_for
from servanda.coding.figure_scope import is_of_conflict
from servanda.coding.figure_surface import measure_before, measure_behind, measure_beside
from servanda.coding.figure_tolls import read_toll
from servanda.coding.figure_verbs import EITHER, is_life_lost, read_governor
from servanda.coding.subjects import case_of
from servanda.model import Analysis, Quantity


def read_measure(analysis: Analysis, head: int, quantity: Quantity) -> Reading | None:
    """The measure of what is counted at ``head``.

    The counted noun, or the number itself if it stands alone.
    """
    has_noun = quantity.noun >= 0
    lexicon = load_figures()
    noun = analysis.tokens[head]
    word = noun.lemma.lower()
    if has_noun and word in lexicon.never:
        return None
    named = (has_noun and word not in GROUPS) or quantity.kind == "measure"
    kind = kind_of(analysis, head) if named else "person"
    governors = list(find_governors(analysis, head, quantity))
    if (own := first_rule(lexicon.counted.get(word, ()), None, weak=False)) and is_life_lost(
        analysis, word, governors
    ):
        return make_reading(own, _outer(governors, head), "counted", noun.text)
    if by_adjective := _by_adjective(analysis, lexicon, head):
        return by_adjective
    if noun.deprel == "conj" and has_noun and (beside := measure_beside(analysis, lexicon, head)):
        return _surface(analysis, beside, "beside")
    for token, role in (*governors, *find_modifiers(analysis, head), *_modifying_first(analysis, head)):
        if found := read_governor(analysis, lexicon, token, role, kind, quantity):
            return found
    if toll := read_toll(analysis, lexicon, head):
        return toll
    if kind == "person" and (protest := _at_protest(analysis, lexicon, governors)) >= 0:
        return make_reading(
            rule_for(lexicon, "protesters"), protest, "taking_part", analysis.tokens[protest].text, 0.6
        )
    if label := measure_before(analysis, lexicon, quantity):
        return _surface(analysis, label, "label")
    if kind == "person" and (behind := measure_behind(analysis, lexicon, quantity, head)):
        return _surface(analysis, behind, "behind")
    if own := first_rule(lexicon.counted.get(word, ()), None, weak=True):
        return make_reading(own, _outer(governors, head), "counted", noun.text, 0.6)
    token = next((g for g, role in governors if role in ("subject", "object")), -1)
    several = quantity.high is None or quantity.high > 1
    if kind == "person" and has_noun and token >= 0 and several and is_of_conflict(analysis, token, head):
        return Reading(
            "other",
            token,
            "figures/other.governed",
            0.3,
            f"people counted with “{analysis.tokens[token].text}”",
        )
    return None


def _at_protest(analysis: Analysis, lexicon: FigureLexicon, governors: list[tuple[int, Role]]) -> int:
    """The march or rally that those who are counted join, attend, take part in; or -1."""
    for token, role in governors:
        if role != "subject":
            continue
        for child in analysis.children[token]:
            below = analysis.tokens[child]
            if below.deprel.startswith(("obj", "obl")) and below.lemma.lower() in lexicon.protests:
                return child if case_of(analysis, child) in ("", "in", "at", "for", "of") else -1
    return -1


def _surface(analysis: Analysis, found: tuple[str, int], how: str) -> Reading:
    measure, token = found
    word = analysis.tokens[token].text
    return Reading(measure, token, f"figures/{measure}.{how}", 0.5, f"“{word}” stands {how}")


def _modifying_first(analysis: Analysis, head: int) -> Iterator[tuple[int, Role]]:
    """Of "60 adults killed and 32 children": what is said of the first member of a row."""
    token = analysis.tokens[head]
    if token.deprel == "conj":
        yield from find_modifiers(analysis, token.head)


def kind_of(analysis: Analysis, head: int) -> str | None:
    """``person``, ``force`` or ``place`` if the noun is known to be one, else ``None``."""
    token = analysis.tokens[head]
    kind = load_figures().kinds.get(token.lemma.lower()) or load_figures().kinds.get(token.text.lower())
    if (
        kind is None
        and token.upos in ("PROPN", "ADJ")
        and token.text[:1].isupper()
        and token.text.endswith("s")
    ):
        return "person"  # "12 Iranians"
    if kind is None and token.upos == "PRON":
        return "person"
    return kind


def _outer(governors: list[tuple[int, Role]], head: int) -> int:
    return governors[0][0] if governors else head


def _by_adjective(analysis: Analysis, lexicon: FigureLexicon, head: int) -> Reading | None:
    """Of "displaced people", "three dead soldiers"; "dead and injured people" is both."""
    for child in analysis.children[head]:
        token = analysis.tokens[child]
        if token.deprel != "amod" or child > head:
            continue
        measures = [
            rule.measure
            for i in (child, *analysis.children[child])
            if analysis.tokens[i].deprel in ("amod", "conj")
            for rule in lexicon.counted.get(analysis.tokens[i].text.lower(), ())[:1]
        ]
        if set(measures) >= EITHER:
            return Reading(
                "killed_or_wounded", child, "figures/killed_or_wounded.adjective", 0.8, "dead and injured"
            )
        if measures:
            return Reading(
                measures[0], child, f"figures/{measures[0]}.adjective", 0.7, f"“{token.text}” before the noun"
            )
    return None
