"""The measure that a verb or noun gives what it governs: "killed 12", "12 died", "the death of 12"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from servanda.codebook.figures import FigureLexicon, load_figures
from servanda.coding.figure_governors import VERBLIKE, Role, find_governors
from servanda.coding.figure_reading import Reading, first_rule, fitting_rule, make_reading, rule_for
from servanda.coding.figure_tolls import toll_of
from servanda.coding.subjects import case_of
from servanda.model import Analysis, Quantity

EITHER: Final = frozenset({"killed", "wounded"})
_EITHER_SCORE: Final = 0.8
_JOINTS: Final = frozenset({"or", "and", "and/or", "/"})


def read_governor(
    analysis: Analysis, lexicon: FigureLexicon, token: int, role: Role, kind: str | None, quantity: Quantity
) -> Reading | None:
    """What ``token`` makes of what it governs in ``role``; ``kind`` is that of the counted noun."""
    if role == "of":
        return _read_noun(analysis, lexicon, token, kind, quantity)
    if role == "from":
        return _left_territory(analysis, lexicon, token, kind)
    if role == "oblique":
        return None
    return (
        _among(analysis, lexicon, token)
        or _read_verb(analysis, lexicon, token, role, kind, quantity)
        or (_read_remnant(analysis, lexicon, token, kind) if role == "subject" else None)
    )


def _read_noun(
    analysis: Analysis, lexicon: FigureLexicon, token: int, kind: str | None, quantity: Quantity
) -> Reading | None:
    """A noun before "of": "the death of 12", "the toll of 12"."""
    governor = analysis.tokens[token]
    word = governor.lemma.lower()
    if word == "life" and not is_life_lost(analysis, word, list(find_governors(analysis, token, quantity))):
        return None
    rule = fitting_rule(lexicon.nouns.get(word, ()), kind)
    if rule is None:
        return toll_of(analysis, lexicon, token, token) if word in ("toll", "count") else None
    if _is_no_death(lexicon, word, rule.measure, kind):
        return None
    return make_reading(rule, token, "of", governor.text)


def _read_verb(
    analysis: Analysis, lexicon: FigureLexicon, token: int, role: Role, kind: str | None, quantity: Quantity
) -> Reading | None:
    """A verb by its object or subject; with the words that belong to it ("leave dead") before alone."""
    table = lexicon.objects if role == "object" else lexicon.subjects
    verb = analysis.tokens[token].lemma
    soldier = _is_soldier(analysis, quantity)
    if role == "object" and verb == "capture" and _is_filmed(analysis, token):
        return None
    for key in _keys(analysis, token):
        rule = fitting_rule(table.get(key, ()), kind)
        if rule is None or _is_no_death(lexicon, verb, rule.measure, kind):
            continue
        if key in lexicon.staying and not soldier:
            continue
        if verb.lower() in lexicon.losses and quantity.noun < 0 and key == verb.lower():
            continue  # "lost 42": seats, games, men?
        if rule.measure == "arrested" and soldier:
            rule = rule_for(lexicon, "captured")
        if rule.measure in EITHER and _joined_either(analysis, lexicon, token, role, rule.measure):
            name = "killed_or_wounded"
            return Reading(name, token, f"figures/{name}.joined", _EITHER_SCORE, "killed or wounded")
        return make_reading(rule, token, role, key)
    return None


def _read_remnant(analysis: Analysis, lexicon: FigureLexicon, token: int, kind: str | None) -> Reading | None:
    """Of "nine others wounded", a passive without its auxiliary, and of "nine were dead"."""
    governor = analysis.tokens[token]
    word = governor.lemma.lower()
    if governor.xpos in ("VBN", "VBD") and analysis.child(token, "obj") < 0 and word not in lexicon.losses:
        rule = fitting_rule(lexicon.objects.get(word, ()), kind)
        if rule is not None and rule.measure not in ("deployed", "withdrawn"):
            return make_reading(rule, token, "participle", governor.text, 0.7)
    if governor.upos not in VERBLIKE:
        rule = first_rule(lexicon.counted.get(governor.text.lower(), ()), kind, weak=False)
        if rule is not None:
            return make_reading(rule, token, "predicate", governor.text)
    return None


def is_life_lost(analysis: Analysis, word: str, governors: list[tuple[int, Role]]) -> bool:
    """Lives count as dead only where they are claimed, cost, taken or lost."""
    if word != "life":
        return True
    return any(analysis.tokens[g].lemma in ("claim", "cost", "take", "lose", "loss") for g, _ in governors)


def _among(analysis: Analysis, lexicon: FigureLexicon, verb: int) -> Reading | None:
    """Of "were counted among the wounded", "are among the dead"."""
    for child in analysis.children[verb]:
        word = analysis.tokens[child]
        rules = lexicon.counted.get(word.text.lower(), ())
        if rules and not rules[0].weak and case_of(analysis, child) == "among":
            return make_reading(rules[0], verb, "among", word.text)
    return None


def _is_no_death(lexicon: FigureLexicon, word: str, measure: str, kind: str | None) -> bool:
    """Whether what is lost is neither people nor a force: money, jobs, seats."""
    return measure == "killed" and word.lower() in lexicon.losses and kind not in ("person", "force")


def _left_territory(
    analysis: Analysis, lexicon: FigureLexicon, token: int, kind: str | None
) -> Reading | None:
    """Of "withdraw from five towns", "pullouts from three villages": territory."""
    governor = analysis.tokens[token]
    withdrawn = rule_for(lexicon, "withdrawn")
    words = {governor.lemma.lower(), *_keys(analysis, token)}
    if kind != "place" or not words & (withdrawn.subjects | withdrawn.objects | withdrawn.nouns):
        return None
    return make_reading(rule_for(lexicon, "territory"), token, "left", governor.text, 0.6)


def _is_soldier(analysis: Analysis, quantity: Quantity) -> bool:
    """Soldiers are captured, not arrested (codebook section 9)."""
    return quantity.noun >= 0 and analysis.tokens[quantity.noun].lemma.lower() in load_figures().soldiers


def _is_filmed(analysis: Analysis, verb: int) -> bool:
    """Whether it is pictures that capture: "a video captured two groups"."""
    pictures = load_figures().pictures
    return any(
        analysis.tokens[c].deprel in ("nsubj", "obl:agent") and analysis.tokens[c].lemma.lower() in pictures
        for c in analysis.children[verb]
    )


def _keys(analysis: Analysis, verb: int) -> Iterator[str]:
    """The verb with each word that may belong to it ("leave dead", "hand over", "take hostage").

    Then alone.
    """
    token = analysis.tokens[verb]
    lemma = token.lemma.lower()
    for child in analysis.children[verb]:
        below = analysis.tokens[child]
        if below.deprel in ("compound:prt", "xcomp", "advmod", "obj", "obl", "advcl") and child != verb:
            yield f"{lemma} {below.lemma.lower()}"
            if below.text.lower() != below.lemma.lower():
                yield f"{lemma} {below.text.lower()}"
    yield lemma


def _joined_either(analysis: Analysis, lexicon: FigureLexicon, verb: int, role: Role, measure: str) -> bool:
    """Of "killed or wounded 30", "hundreds were killed or injured", "left 30 dead or injured": one number."""
    table = lexicon.objects if role == "object" else lexicon.subjects
    complements = [c for c in analysis.children[verb] if analysis.tokens[c].deprel == "xcomp"]
    for first in (verb, *complements):
        for child in analysis.children[first]:
            token = analysis.tokens[child]
            if token.deprel != "conj" or token.upos not in ("VERB", "ADJ"):
                continue
            rules = table.get(token.lemma.lower(), ()) or lexicon.counted.get(token.text.lower(), ())
            between = {t.text.lower() for t in analysis.tokens[first + 1 : child]}
            joined = between <= _JOINTS and not (role == "object" and analysis.child(child, "nsubj") >= 0)
            if joined and rules and {rules[0].measure, measure} == EITHER:
                return True
    return False
