"""Which measure a number belongs to.

The words that govern what is counted, read off the tree (codebook section 5).

A counted phrase is looked at from the inside out: the counted noun itself ("12 dead"), its adjectives
("displaced people"), the verb or noun that governs it ("killed 12", "the death of 12"), clauses that modify
it ("12 soldiers captured in May"), a toll ("the toll rose to 49"); last, nouns that say enough when no verb
does ("2,000 peacekeepers").
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

from servanda.codebook.figures import FigureLexicon, MeasureRule, load_figures
from servanda.coding.frames import case_of, is_passive
from servanda.model import Analysis, Quantity

Role = Literal["object", "subject", "of", "oblique"]

LONGEST_CLIMB: Final = 7
MEMBERS: Final = frozenset({"including", "among", "as", "like", "plus", "with", "along", "besides"})
"""Prepositions of phrases that name members of the counted group ("40 sailors, among them two cooks")."""
GROUPS: Final = frozenset(
    {"group", "total", "team", "number", "rest", "majority", "party", "batch", "force", "crowd", "convoy",
     "hundred", "thousand", "dozen", "score", "ten", "million"}
)  # fmt: skip
_PASSED: Final = frozenset({"conj", "appos", "nummod", "compound", "amod", "flat", "dep"})
_NOMINAL: Final = frozenset({"NOUN", "PROPN", "NUM", "PRON", "ADJ", "DET"})
_VERBLIKE: Final = frozenset({"VERB", "AUX"})
_EITHER: Final = frozenset({"killed", "wounded"})


@dataclass(frozen=True, slots=True)
class Reading:
    """A measure with the word that decided it (``predicate``), the rule's name, a score, and why."""

    measure: str
    predicate: int
    rule: str
    score: float
    reason: str


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
    kind = kind_of(analysis, head) if has_noun and word not in GROUPS else "person"
    governors = list(_governors(analysis, head, quantity))
    if (own := _first(lexicon.counted.get(word, ()), None, weak=False)) and _own_counts(
        analysis, word, governors
    ):
        return _reading(own, _outer(governors, head), "counted", noun.text)
    if by_adjective := _by_adjective(analysis, lexicon, head):
        return by_adjective
    for token, role in (*governors, *_modifying(analysis, head)):
        if found := _by_governor(analysis, lexicon, token, role, kind, quantity):
            return found
    if toll := _by_toll(analysis, lexicon, head):
        return toll
    if own := _first(lexicon.counted.get(word, ()), None, weak=True):
        return _reading(own, _outer(governors, head), "counted", noun.text, 0.6)
    token = next((g for g, role in governors if role in ("subject", "object")), -1)
    if kind == "person" and has_noun and token >= 0 and word not in lexicon.elite:
        return Reading(
            "other",
            token,
            "figures/other.governed",
            0.3,
            f"people counted with “{analysis.tokens[token].text}”",
        )
    return None


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


def _own_counts(analysis: Analysis, word: str, governors: list[tuple[int, Role]]) -> bool:
    """Lives count as dead only where they are claimed, cost, taken or lost."""
    if word != "life":
        return True
    return any(analysis.tokens[g].lemma in ("claim", "cost", "take", "lose", "loss") for g, _ in governors)


def _first(rules: tuple[MeasureRule, ...], kind: str | None, *, weak: bool) -> MeasureRule | None:
    for rule in rules:
        if rule.weak == weak and (not rule.classes or kind is None or kind in rule.classes):
            return rule
    return None


def _outer(governors: list[tuple[int, Role]], head: int) -> int:
    return governors[0][0] if governors else head


def _reading(rule: MeasureRule, predicate: int, role: str, word: str, score: float = 0.8) -> Reading:
    return Reading(rule.measure, predicate, f"figures/{rule.measure}.{role}", score, f"{role} of “{word}”")


def _governors(analysis: Analysis, head: int, quantity: Quantity) -> Iterator[tuple[int, Role]]:
    """Words that govern the counted phrase, nearest first.

    Climbs out of coordinations, appositions, groups ("dozens of", "a group of") and "including" phrases.
    """
    tokens, i = analysis.tokens, head
    for _ in range(LONGEST_CLIMB):
        governor = tokens[i].head
        if governor < 0:
            return
        relation, _, subtype = tokens[i].deprel.partition(":")
        if relation in ("obj", "dobj", "iobj"):
            yield governor, "object"
            return
        if relation == "nsubj":
            passive = subtype == "pass" or is_passive(analysis, governor)
            yield from _subject_of(analysis, governor, passive=passive)
            return
        if tokens[governor].lemma.lower() in ("more", "many", "much"):
            i = governor  # "injured 900 more"
            continue
        if tokens[governor].upos == "VERB" and relation in ("nummod", "compound", "advmod"):
            # "15 wounded", "all 18 killed"
            yield governor, "object" if tokens[governor].xpos == "VBN" or governor < i else "subject"
            return
        if relation in ("obl", "nmod"):
            above, found = _above_phrase(analysis, i, quantity)
            yield from found
        else:
            above = governor if relation in _PASSED and tokens[governor].upos in _NOMINAL else -1
        if above < 0:
            return
        i = above


def _above_phrase(analysis: Analysis, i: int, quantity: Quantity) -> tuple[int, list[tuple[int, Role]]]:
    """For a phrase with a preposition: where to climb on from (-1: nowhere), and what governs it here."""
    tokens = analysis.tokens
    governor, preposition = tokens[i].head, case_of(analysis, i)
    if tokens[i].deprel.startswith("obl"):
        if not preposition or _bound_case(analysis, i, quantity):
            # "wounded at least three", "handed over the soldiers": no phrase of its own but the object
            return -1, [(governor, "object" if governor < i else "subject")]
        host = _host(analysis, governor) if preposition in MEMBERS else -1
        return (host, []) if host >= 0 and host != i else (-1, [(governor, "oblique")])
    found: list[tuple[int, Role]] = [(governor, "of")] if preposition == "of" else []
    group = preposition == "of" and (
        tokens[governor].upos == "NUM" or tokens[governor].lemma.lower() in GROUPS
    )
    if group:
        found.extend(_modifying(analysis, governor))
    return (governor if group or preposition in MEMBERS else -1), found


def _subject_of(analysis: Analysis, governor: int, *, passive: bool) -> Iterator[tuple[int, Role]]:
    """A subject is a passive verb's object.

    It is also what is said of it below "reported", "believed", "found".
    """
    yield governor, "object" if passive else "subject"
    for child in analysis.children[governor]:
        token = analysis.tokens[child]
        beside = token.deprel == "advcl" and child == governor + 1 and token.xpos == "VBN"
        if token.deprel != "xcomp" and not beside:
            continue
        perfect = analysis.child(child, "aux") >= 0 and not any(
            analysis.tokens[c].deprel == "aux:pass" for c in analysis.children[child]
        )
        participle = token.upos == "VERB" and token.xpos == "VBN" and not perfect
        yield child, "object" if participle else "subject"
    if analysis.tokens[governor].upos not in _VERBLIKE:  # "were among those killed"
        yield from _modifying(analysis, governor)


def _bound_case(analysis: Analysis, i: int, quantity: Quantity) -> bool:
    """Whether the only preposition of a phrase is part of its number ("at least", "up to")."""
    cases = [c for c in analysis.children[i] if analysis.tokens[c].deprel == "case"]
    return bool(cases) and all(quantity.first <= c < quantity.last for c in cases)


def _host(analysis: Analysis, verb: int) -> int:
    """The object or subject that an "including" phrase under a verb belongs to."""
    for relation in ("obj", "nsubj"):
        if (host := analysis.child(verb, relation)) >= 0:
            return host
    return -1


def _modifying(analysis: Analysis, head: int) -> Iterator[tuple[int, Role]]:
    """Participles and relative clauses below the counted noun, and what they make of it."""
    for child in analysis.children[head]:
        token = analysis.tokens[child]
        relation, _, subtype = token.deprel.partition(":")
        if relation != "acl":
            continue
        if subtype != "relcl":
            yield child, "object" if token.xpos == "VBN" else "subject"
            continue
        subject = analysis.child(child, "nsubj")
        if subject >= 0 and analysis.tokens[subject].text.lower() in ("who", "which", "that"):
            passive = analysis.tokens[subject].deprel == "nsubj:pass" or is_passive(analysis, child)
            yield child, "object" if passive else "subject"
        elif subject >= 0:
            yield child, "object"


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
        if set(measures) >= _EITHER:
            return Reading(
                "killed_or_wounded", child, "figures/killed_or_wounded.adjective", 0.8, "dead and injured"
            )
        if measures:
            return Reading(
                measures[0], child, f"figures/{measures[0]}.adjective", 0.7, f"“{token.text}” before the noun"
            )
    return None


def _by_governor(
    analysis: Analysis, lexicon: FigureLexicon, token: int, role: Role, kind: str | None, quantity: Quantity
) -> Reading | None:
    governor = analysis.tokens[token]
    if role == "of":
        if governor.lemma.lower() == "life" and not _own_counts(
            analysis, "life", list(_governors(analysis, token, quantity))
        ):
            return None
        rule = _fitting(lexicon.nouns.get(governor.lemma.lower(), ()), kind)
        if rule is None and governor.lemma.lower() in ("toll", "count"):
            return _toll_reading(analysis, lexicon, token, token)
        return _reading(rule, token, "of", governor.text) if rule else None
    if role == "oblique":
        return None
    table = lexicon.objects if role == "object" else lexicon.subjects
    for key in _keys(analysis, token):
        if rule := _fitting(table.get(key, ()), kind):
            if rule.measure == "arrested" and _is_soldier(analysis, quantity):
                rule = _rule(lexicon, "captured")
            if rule.measure in _EITHER and _joined_either(analysis, lexicon, token, role, rule.measure):
                return Reading(
                    "killed_or_wounded", token, "figures/killed_or_wounded.joined", 0.8, "killed or wounded"
                )
            return _reading(rule, token, role, key)
    if role == "subject" and governor.xpos in ("VBN", "VBD") and analysis.child(token, "obj") < 0:
        # "nine others wounded": a passive whose auxiliary is left out
        rule = _fitting(lexicon.objects.get(governor.lemma.lower(), ()), kind)
        if rule is not None and rule.measure not in ("deployed", "withdrawn"):
            return _reading(rule, token, "participle", governor.text, 0.7)
    if role == "subject" and governor.upos not in _VERBLIKE:
        rule = _first(lexicon.counted.get(governor.text.lower(), ()), kind, weak=False)
        if rule:
            return _reading(rule, token, "predicate", governor.text)
    return None


def _is_soldier(analysis: Analysis, quantity: Quantity) -> bool:
    """Soldiers are captured, not arrested (codebook section 9)."""
    return quantity.noun >= 0 and analysis.tokens[quantity.noun].lemma.lower() in load_figures().soldiers


def _rule(lexicon: FigureLexicon, measure: str) -> MeasureRule:
    return next(rule for rule in lexicon.rules if rule.measure == measure)


def _fitting(rules: tuple[MeasureRule, ...], kind: str | None) -> MeasureRule | None:
    """The first rule that takes this kind of thing.

    Words of no known kind are taken only where no kind is asked.
    """
    for rule in rules:
        if rule.classes and kind in rule.classes:
            return rule
        if not rule.classes and kind != "place":
            return rule
    return None


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
    """Of "killed or wounded 30", "hundreds were killed or injured": one number for two verbs."""
    table = lexicon.objects if role == "object" else lexicon.subjects
    for child in analysis.children[verb]:
        token = analysis.tokens[child]
        if token.deprel != "conj" or token.upos not in ("VERB", "ADJ"):
            continue
        rules = table.get(token.lemma.lower(), ()) or lexicon.counted.get(token.text.lower(), ())
        if not rules or {rules[0].measure, measure} != _EITHER:
            continue
        between = {t.text.lower() for t in analysis.tokens[verb + 1 : child]}
        own = analysis.child(child, "nsubj") >= 0 or (
            role == "object" and analysis.child(verb, "obj") < 0 <= analysis.child(child, "obj")
        )
        if between <= {"or", "and", "and/or", "/"} and not (
            own and role == "object" and analysis.child(child, "nsubj") >= 0
        ):
            return True
    return False


def _by_toll(analysis: Analysis, lexicon: FigureLexicon, head: int) -> Reading | None:
    """Of "The death toll rose to 49", "brought the toll to 49", "the number of wounded was 12"."""
    tokens, i = analysis.tokens, head
    for _ in range(LONGEST_CLIMB):
        for relation in ("nsubj", "obj"):
            subject = analysis.child(i, relation)
            if subject >= 0 and subject != head and (found := _toll_reading(analysis, lexicon, subject, i)):
                return found
        if tokens[i].head < 0 or tokens[i].deprel in ("conj", "acl:relcl", "advcl", "ccomp"):
            return None
        i = tokens[i].head
        if tokens[i].upos in ("NOUN", "PROPN") and (found := _toll_reading(analysis, lexicon, i, i)):
            return found
    return None


def _toll_reading(analysis: Analysis, lexicon: FigureLexicon, noun: int, predicate: int) -> Reading | None:
    token = analysis.tokens[noun]
    lemma = token.lemma.lower()
    measure = None
    for child in analysis.children[noun]:
        below = analysis.tokens[child]
        measure = measure or lexicon.tolls.get(f"{below.lemma.lower()} {lemma}")
        if lemma in ("number", "count", "toll", "total") and below.deprel in (
            "nmod",
            "acl",
            "compound",
            "amod",
        ):
            for word in (below.lemma.lower(), below.text.lower()):
                for rules in (lexicon.counted.get(word, ()), lexicon.objects.get(word, ())):
                    if rules and not measure:
                        measure = rules[0].measure
    measure = measure or lexicon.tolls.get(lemma)
    if measure is None:
        return None
    return Reading(measure, predicate, f"figures/{measure}.toll", 0.7, f"given as “{token.text}”")
