"""Pronouns and bare numbers to what was mentioned before: agreement, nearness, subjects before objects."""

from __future__ import annotations

from collections.abc import Callable

from servanda.codebook.reporting import load_reporting
from servanda.knowledge import word_list
from servanda.model import Analysis, Mention
from servanda.resolution.discourse import (
    BODIES,
    Antecedent,
    Discourse,
    Resolved,
    nearness,
    standing_for,
)

_REACH_PERSON, _REACH_GROUP = 6, 4
"""How many sentences back the antecedent of a pronoun for a person and for a group may stand."""
MAIN, SUBJECT = 1.5, 0.6
"""What being the subject of a main clause, and of any other, counts: a sentence nearer counts 1."""
_NUMBERS = {"two": 2, "2": 2, "both": 2, "three": 3, "3": 3}
_SOME = frozenset({"some", "many", "several", "most", "one"})
"""Words for a part of those of whom "others" are another."""
_SITES = frozenset({"checkpoint", "base", "post", "camp", "barracks", "outpost"})
"""Nouns for what is somebody's and does nothing itself."""
_RELATIVE = frozenset({"WP", "WDT", "WP$"})


def find_pronoun(analysis: Analysis, discourse: Discourse, mention: Mention) -> Resolved:
    """What a pronoun stands for."""
    token = analysis.tokens[mention.head]
    text = token.text.lower()
    if text in word_list("speaking"):
        return Resolved(reason="first or second person")
    if token.xpos in _RELATIVE:
        return _relative(analysis, discourse, mention)
    if text in word_list("personal"):
        return _person(analysis, discourse, mention, "m" if text in word_list("masculine") else "f")
    if text in word_list("plural"):
        here = _part_of(analysis, discourse, mention)
        if here:
            return standing_for(here, analysis, "they")
        found = _rank(analysis, discourse, mention, _REACH_GROUP, _is_many)
        return standing_for(found, analysis, "they") if found else Resolved(reason="no group before it")
    if text in word_list("neuter"):
        found = _rank(
            analysis,
            discourse,
            mention,
            _REACH_GROUP,
            lambda c: not c.person and not c.plural and (bool(c.mention.name) or c.nouns.isdisjoint(_SITES)),
        )
        return standing_for(found, analysis, "it") if found else Resolved(reason="no body before it")
    if text in word_list("counting"):
        return find_counted(analysis, discourse, mention)
    return Resolved()


def _person(analysis: Analysis, discourse: Discourse, mention: Mention, gender: str) -> Resolved:
    """Whom "he" or "she" means; the chain keeps the gender."""
    found = _rank(
        analysis,
        discourse,
        mention,
        _REACH_PERSON,
        lambda c: c.person and not c.plural and c.gender in {"", gender},
    )
    if not found:
        return Resolved(reason="no person before it")
    chain = found[0][1].resolved.chain
    if chain >= 0:
        discourse.genders[chain] = gender
    return standing_for(found, analysis, "he")


def _part_of(analysis: Analysis, discourse: Discourse, mention: Mention) -> list[tuple[float, Antecedent]]:
    """Of whom "one of them" is one: the group that the sentence named last, other than those who act."""
    tokens = analysis.tokens
    token = tokens[mention.head]
    whole = tokens[token.head] if token.deprel == "nmod" and token.head >= 0 else None
    if whole is None or (whole.upos != "NUM" and whole.lemma.lower() not in _SOME):
        return []
    return discourse.ranked(
        token.sentence,
        0,
        lambda c: c.plural and not c.subject and c.mention.kind == "nominal" and bool(c.resolved.actors),
        lambda c: float(c.order),
    )[:1]


def _is_many(candidate: Antecedent) -> bool:
    if candidate.plural:
        return True
    return not candidate.person and candidate.mention.type != "country" and candidate.actor.sector in BODIES


def _relative(analysis: Analysis, discourse: Discourse, mention: Mention) -> Resolved:
    """The noun that the relative clause hangs on."""
    tokens = analysis.tokens
    clause = next((a for a in analysis.ancestors(mention.head) if tokens[a].deprel == "acl:relcl"), -1)
    if clause < 0:
        return Resolved()
    noun = tokens[clause].head
    found = discourse.ranked(tokens[noun].sentence, 0, lambda c: c.mention.head == noun)
    return standing_for(found[:1], analysis, "who") if found else Resolved()


def _rank(
    analysis: Analysis,
    discourse: Discourse,
    mention: Mention,
    reach: int,
    fits: Callable[[Antecedent], bool],
) -> list[tuple[float, Antecedent]]:
    """The candidates by score: near, and a subject rather than not.

    The weights were set by hand on ``gold/train``: a subject one sentence back nearly equals an object here.
    """
    tokens = analysis.tokens
    here = tokens[mention.head]
    subject = here.deprel.startswith("nsubj")
    latest = discourse.recent[-1].order if discourse.recent else 0
    left_out = _could_be_left_out(analysis, mention.head)
    parallel = _parallel(analysis, mention.head)
    acting = _clause_subjects(analysis, mention.head)
    inside = {i for h in acting for i in analysis.subtree(h)}
    doers = [c.resolved.actors for c in discourse.back(here.sentence, 0) if c.mention.head in acting]
    told = _told_before(analysis, mention.head)

    def may_be(c: Antecedent) -> bool:
        if not fits(c) or c.mention.first <= mention.head < c.mention.last:
            return False
        # "Sadik met him": a pronoun is not the subject of its own clause; its possessor may be.
        own = here.deprel == "nmod:poss" or tokens[c.mention.head].head != here.head
        # Nor a body in the subject's title: "Council President Paz met them".
        return own and c.resolved.actors not in doers and c.mention.head not in inside | told

    def score(c: Antecedent) -> float:
        value = nearness(c, here.sentence, latest)
        if tokens[c.mention.head].head == left_out and c.subject and left_out >= 0:
            return value
        if tokens[c.mention.head].head == parallel and c.subject and parallel >= 0:
            return value + MAIN + SUBJECT
        value += MAIN if c.main else SUBJECT if c.subject else 0.0
        value += 0.2 if subject and c.subject else 0.0
        return value + (0.3 if c.mention.kind == "name" else 0.0)

    return discourse.ranked(here.sentence, reach, may_be, score, unknown=True)


def _clause_subjects(analysis: Analysis, pronoun: int) -> list[int]:
    """The subjects, own or shared, of the verb whose object a pronoun is: "A met B and thanked him"."""
    tokens = analysis.tokens
    verb = tokens[pronoun].head
    if verb < 0 or tokens[pronoun].deprel not in {"obj", "iobj"}:
        return []
    if tokens[verb].deprel == "conj" and analysis.child(verb, "nsubj", "nsubj:pass") < 0:
        verb = tokens[verb].head
    return [c for c in analysis.children[verb] if tokens[c].deprel == "nsubj"]


def _told_before(analysis: Analysis, pronoun: int) -> frozenset[int]:
    """The words before a report at the end of its sentence, where who reports is named nowhere.

    "A villager died in the raid, he said": he is none of those whom he speaks of. But whoever spoke before
    in that sentence may be meant.
    """
    tokens = analysis.tokens
    verb = tokens[pronoun].head
    sentence = analysis.sentence_of(pronoun)
    last = verb + 2 >= sentence.last and verb == pronoun + 1
    if not last or tokens[pronoun].deprel != "nsubj" or not _reports(analysis, verb):
        return frozenset()
    before = range(sentence.first, pronoun)
    spoke = {i for i in before if tokens[i].deprel == "nsubj" and _reports(analysis, tokens[i].head)}
    return frozenset(before) - spoke


def _reports(analysis: Analysis, verb: int) -> bool:
    return analysis.tokens[verb].lemma in load_reporting().closers


def _could_be_left_out(analysis: Analysis, pronoun: int) -> int:
    """The verb whose subject the pronoun would be left out for, if it meant that: "A met B, and he said …".

    Of two joined clauses the second keeps its subject where that is another: "A met B and said …" is A. -1 if
    the pronoun is not the subject of such a clause.
    """
    tokens = analysis.tokens
    verb = tokens[pronoun].head
    joined = verb >= 0 and tokens[pronoun].deprel.startswith("nsubj") and tokens[verb].deprel == "conj"
    if joined and _has_conjunction(analysis, verb, pronoun):
        return -1
    return tokens[verb].head if joined else -1


def _parallel(analysis: Analysis, pronoun: int) -> int:
    """The verb whose subject the pronoun repeats: "when A closed B and when it raided C"; or -1."""
    tokens = analysis.tokens
    verb = tokens[pronoun].head
    joined = verb >= 0 and tokens[pronoun].deprel.startswith("nsubj") and tokens[verb].deprel == "conj"
    return tokens[verb].head if joined and _has_conjunction(analysis, verb, pronoun) else -1


def _has_conjunction(analysis: Analysis, verb: int, pronoun: int) -> bool:
    """Whether a joined clause has a "when" or "where" of its own, and therefore its own subject."""
    return any(c < pronoun and analysis.tokens[c].xpos == "WRB" for c in analysis.children[verb])


def find_counted(analysis: Analysis, discourse: Discourse, mention: Mention) -> Resolved:
    """Whom a bare number or "others" counts: "The six were kidnapped", "the two spoke", "several others".

    Of "some were shot, while others fled" both are of the same people; the 5 of "May 5" counts nobody.
    """
    here = analysis.tokens[mention.head]
    if any(t.first <= mention.head < t.last for t in analysis.timexes):
        return Resolved(reason="part of a date")
    if here.lemma.lower() == "other":
        found = discourse.ranked(
            here.sentence, 0, lambda c: analysis.tokens[c.mention.head].lemma.lower() in _SOME
        )
        if found:
            return standing_for(found, analysis, "count")
    number = _NUMBERS.get(analysis.tokens[mention.head].text.lower(), 0)
    if number:
        parties = _rank(
            analysis,
            discourse,
            mention,
            _REACH_GROUP,
            lambda c: c.mention.kind != "pronoun" and len(c.resolved.actors) == number,
        )
        if parties:
            return standing_for(parties, analysis, "sides")
    found = _rank(
        analysis,
        discourse,
        mention,
        _REACH_GROUP,
        lambda c: (
            c.plural and c.mention.kind == "nominal" and bool(c.resolved.actors) and c.actor.sector != "GOV"
        ),
    )
    return standing_for(found, analysis, "count") if found else Resolved()


def find_latter(analysis: Analysis, discourse: Discourse, mention: Mention) -> Resolved:
    """The last of those named before for "the latter", the one before him for "the former"."""
    here = analysis.tokens[mention.head]
    found = discourse.ranked(
        here.sentence,
        1,
        lambda c: c.mention.kind != "pronoun" and len(c.resolved.actors) == 1,
        lambda c: float(c.order),
    )
    first = 0 if here.text.lower() == "latter" else 1
    return standing_for([found[first]], analysis, "noun") if len(found) > 1 else Resolved()
