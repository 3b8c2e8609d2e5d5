"""What tells, beside shared parties, that an act is told a second time.

A report tells its news in the headline, again in the lead, and again with more particulars right after; it
repeats whole sentences, names the act in its own clause ("killed in 24 hours of battle"), and comes back to
a war it has spoken of. Each of these joins two tellings only if nothing that is told speaks against it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from servanda.coding.alike import keys
from servanda.coding.slots import Candidate
from servanda.coding.subjects import case_of
from servanda.model import Analysis, Event

FEWEST_WORDS: Final = 4
"""Shorter clauses may be the same words of two acts ("nine were killed")."""
LEAD: Final = 2
"""The first sentences of a report, which tell its news: headline and lead, or two of the lead."""
DATELINE: Final = 5
"""A sentence of fewer words is the dateline behind a headline."""
OTHERWISE: Final = frozenset(
    {"also", "another", "different", "earlier", "elsewhere", "further", "later", "meanwhile", "numerous"}
    | {"other", "second", "separate", "separately", "similar", "similarly", "third"}
)
"""Words that tell one act from another told before."""
WARS: Final = frozenset({"war", "conflict"})
ORDINALS: Final = frozenset({"first", "second", "third"})
FIGHTS: Final = frozenset({"assault.fight", "assault.fighting-noun"})
TOLLS: Final = frozenset({"assault.kill", "assault.die"})
BEYOND: Final = frozenset({"after", "following", "since", "before", "despite", "until"})
"""Prepositions of what happened at another time than the act they hang on."""
BACK: Final = frozenset({"the", "these", "those", "both", "all"})
"""Words before a noun that was told before."""
CONTENT: Final = frozenset({"NOUN", "PROPN", "VERB", "NUM"})
PERSONAL_WORDS: Final = frozenset({"REQUEST", "ACCUSE", "THREATEN"})
"""Types of words that two officials of one state say each for himself."""
CAMPAIGNS: Final = frozenset({"war", "conflict", "offensive", "campaign", "operation", "insurgency"})
"""Nouns of what consists of many acts."""


def words_of(analysis: Analysis, candidate: Candidate, event: Event) -> frozenset[str]:
    """The lemmas of what a telling says."""
    said = event.provenance.evidence[0]
    sentence = analysis.sentence_of(candidate.token)
    return frozenset(
        token.lemma.lower()
        for token in analysis.tokens[sentence.first : sentence.last]
        if token.upos in CONTENT and said.start <= token.start and token.end <= said.end
    )


def is_repeated(analysis: Analysis, a: Candidate, b: Candidate, one: Event, two: Event) -> bool:
    """Whether the same clause stands in the text twice, as where a lead is printed as its own summary."""
    if a.trigger.lemma != b.trigger.lemma or _same_sentence(analysis, a, b):
        return False
    first, second = (e.provenance.evidence[0].of(analysis.document.text).split() for e in (one, two))
    return len(first) >= FEWEST_WORDS and first == second


def is_in_one_breath(analysis: Analysis, a: Candidate, b: Candidate, one: Event, two: Event) -> bool:
    """Whether the one is told within the other's clause, and is not what that came after."""
    if not _same_sentence(analysis, a, b):
        return False
    first, second = one.provenance.evidence[0], two.provenance.evidence[0]
    return first.start < second.end and second.start < first.end and not is_beyond(analysis, a, b)


def is_beyond(analysis: Analysis, a: Candidate, b: Candidate) -> bool:
    """Whether the one is named as what the other followed: "killed two after an attack on a base"."""
    pairs = ((a, b), (b, a))
    return any(inner.is_noun and _leads_up(analysis, inner.token, outer) for inner, outer in pairs)


def _leads_up(analysis: Analysis, noun: int, outer: Candidate) -> bool:
    i = noun
    while i >= 0 and i != outer.token:
        if case_of(analysis, i) in BEYOND:
            return bool(outer.frame.subjects) or outer.is_noun  # "nine died after an attack": in it
        i = analysis.tokens[i].head
    return False


def is_lead_retold(analysis: Analysis, tellings: Sequence[Candidate], new: Candidate) -> bool:
    """Whether the sentence after the news goes on to tell it."""
    first, last, here = (analysis.tokens[c.token].sentence for c in (tellings[0], tellings[-1], new))
    between = sum(s.last - s.first >= DATELINE for s in analysis.sentences[last + 1 : here])
    return first < LEAD and last < here <= LEAD + 1 and not between and not tells_apart(analysis, new)


def tells_apart(analysis: Analysis, new: Candidate, *, strictly: bool = False) -> bool:
    """Whether the words say that it is another act than those told before.

    Losses may "also" be of the attack just told, unless they are taken ``strictly``.
    """
    toll = new.trigger.rule.name in TOLLS
    about = [new.token, *analysis.children[new.token], *new.frame.subjects]
    about += [c for i in new.frame.subjects for c in analysis.children[i]]
    if not toll:
        about += [c for _, i in new.frame.obliques for c in analysis.children[i]]
    words = {analysis.tokens[i].text.lower() for i in about}
    return not words.isdisjoint(OTHERWISE - {"also"} if toll and not strictly else OTHERWISE)


def has_in_common(old: Event, new: Event, shared: Iterable[str]) -> bool:
    """Whether two tellings that may be one say something alike: the means, a word, or a party.

    Sides of a war attack each other every day: that tells nothing. Two of one government say their own.
    """
    if old.type == "ASSAULT":
        if "unconventional" in (old.mode, new.mode) and old.mode != new.mode and old.date != new.date:
            return False  # "the raid of Friday answered a gas attack": an attack, too
        return bool(set(shared)) or (old.mode is not None and old.mode == new.mode)
    if old.type in PERSONAL_WORDS:
        return bool({a.name for a in old.actors} & {a.name for a in new.actors})
    return bool(set(keys(old.actors)) & set(keys(new.actors)))


def is_part(analysis: Analysis, tellings: Sequence[Candidate], new: Candidate) -> bool:
    """Whether one is a campaign and the other a single act that may belong to it: no two tellings of one."""
    large = _is_large(analysis, new)
    return all(_is_large(analysis, c) != large for c in tellings)


def _is_large(analysis: Analysis, candidate: Candidate) -> bool:
    """Whether an attack is a campaign by its own noun or by what is launched."""
    if candidate.trigger.rule.type != "ASSAULT":
        return False
    noun = analysis.tokens[candidate.token].lemma.lower() if candidate.is_noun else candidate.trigger.object
    return noun in CAMPAIGNS


def are_those_told(analysis: Analysis, tellings: Sequence[Candidate], new: Candidate) -> bool:
    """Whether those who suffer are pointed back to: "six children and a nurse … The children were killed"."""
    if new.trigger.rule.name not in TOLLS:
        return False
    again = {
        analysis.tokens[i].lemma.lower()
        for i in new.frame.objects
        if any(analysis.tokens[c].text.lower() in BACK for c in analysis.children[i])
    }
    told = {
        analysis.tokens[i].lemma.lower()
        for c in tellings
        if c.trigger.rule.name in TOLLS
        for head in c.frame.objects
        for i in (head, *(j for j in analysis.children[head] if analysis.tokens[j].deprel == "conj"))
    }
    return bool(again & told)


def are_the_rest(analysis: Analysis, tellings: Sequence[Candidate], new: Candidate) -> bool:
    """Whether those who suffer are others than the ones just told of: "killed nine. It wounded 20 others"."""
    if new.trigger.rule.name not in TOLLS or not any(c.trigger.rule.name in TOLLS for c in tellings):
        return False
    heads = [analysis.tokens[i] for i in new.frame.objects]
    gap = analysis.tokens[new.token].sentence - analysis.tokens[tellings[-1].token].sentence
    return gap <= 1 and any(t.lemma.lower() == "other" and t.upos != "ADJ" for t in heads)


def is_one_war(analysis: Analysis, tellings: Sequence[Candidate], new: Candidate) -> bool | None:
    """Whether both are of one war: no name of its own tells the later from the one told before.

    ``None`` if one of them is no war.
    """
    wars = [c for c in tellings if is_war(analysis, c)]
    if not wars or not is_war(analysis, new):
        return None
    names = _names(analysis, new)
    return not names or all(_names(analysis, c) == names for c in wars)


def is_of_war(analysis: Analysis, tellings: Sequence[Candidate]) -> bool:
    """Whether an act told before is a war or the fighting of one, which "the war" may mean."""
    return any(
        is_war(analysis, c)
        or c.trigger.rule.name in FIGHTS
        or any(analysis.tokens[i].lemma.lower() in WARS for i in c.frame.subjects)
        for c in tellings
    )


def is_war(analysis: Analysis, candidate: Candidate) -> bool:
    """Whether an act is told by the word for one war."""
    token = analysis.tokens[candidate.token]
    return candidate.is_noun and token.lemma.lower() in WARS and token.xpos in ("NN", "NNP")


def _names(analysis: Analysis, candidate: Candidate) -> frozenset[str]:
    """Words that tell a war from others: its own name, no party's and no place's, and "the first"."""
    out = set()
    for child in analysis.children[candidate.token]:
        mention = analysis.mention_at(child)
        if analysis.tokens[child].xpos in ("NNP", "NNPS") and (
            mention is None or not (mention.actors or mention.place)
        ):
            out.add(analysis.tokens[child].text)
        if analysis.tokens[child].lemma.lower() in ORDINALS:
            out.add(analysis.tokens[child].lemma.lower())
    if analysis.tokens[candidate.token].upos == "PROPN":
        out.add(analysis.tokens[candidate.token].text)
    return frozenset(out)


def _same_sentence(analysis: Analysis, a: Candidate, b: Candidate) -> bool:
    return analysis.tokens[a.token].sentence == analysis.tokens[b.token].sentence
