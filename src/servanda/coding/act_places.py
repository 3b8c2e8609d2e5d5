"""Where: the place of an act, as the codebook asks of events and figures alike."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Container, Iterator
from typing import Final

from servanda.codebook import background_cues
from servanda.coding.circumstances import FAR, distance, find_attribution, is_landmark
from servanda.coding.subjects import case_of
from servanda.model import Analysis, Mention, Span

PLACE_WORDS: Final = frozenset(
    {"in", "at", "near", "outside", "around", "on", "inside", "across", "over", "along", "throughout",
     "within", "into", "from", "off", "north", "south", "east", "west", "between", "of"}
)  # fmt: skip
PLACE_ORDER: Final = (
    "in",
    "at",
    "near",
    "outside",
    "around",
    "inside",
    "along",
    "across",
    "on",
    "within",
    "into",
)
NARROW: Final = 2
WHERE: Final = frozenset({"during", "at", "in", "amid"})
"""Prepositions by which one act tells where another was."""
MEETINGS: Final = frozenset({"meeting", "summit", "talk", "talks", "negotiation", "conference", "visit"})
"""What is said or signed "after" one of these is said where it was."""
MADE: Final = frozenset({"sign", "reach", "conclude", "seal", "initial", "adopt", "hold"})
"""Verbs whose object is made where they are done: "signed an accord in X"."""
SCENE_CLIMB: Final = 3
"""Steps up the tree to the clause whose subject or antecedent is the place of the act."""
SUFFER: Final = frozenset({"see", "suffer", "experience", "witness", "face", "endure", "undergo"})
"""Verbs whose subject is where their object happens."""
_TOPICS: Final = frozenset({"crisis", "development", "effort", "issue", "peace", "situation", "solution"})
"""Nouns of what is talked about: a place on them is where the matter is, not the talks."""
_CARRIERS: Final = frozenset({"begin", "continue", "happen", "hold", "occur", "resume", "start", "take"})
"""Verbs that only say that something is: "the talks are to take place in X"."""


def find_place(
    analysis: Analysis,
    token: int,
    toward: frozenset[str] = frozenset(),
    others: Container[int] = (),
    *,
    narrow: bool = False,
) -> tuple[str | None, Span | None]:
    """The most exact place of the act that its clause gives, by name, and the words that name it.

    ``toward``: further prepositions by which this act's place is told ("a visit to X", "withdraw from X");
    "obj" among them lets the object be the place ("toured X"). ``narrow``: only phrases on the act itself
    count, as for acts of speech, whose content has places of its own. ``others``: nouns that name further
    acts; a place that hangs on one of them is its own ("must end its attacks on Gaza").
    """
    best: tuple[tuple[int, int, int], Mention] | None = None
    climb = not is_landmark(analysis, token)
    said_where = _where_it_is_said(analysis, token)
    for mention in _mentions(analysis, token):
        if mention.place is None or mention.head in said_where:
            continue
        rank = _place_rank(analysis, token, mention, toward)
        if narrow and (
            _of_somebody(analysis, mention.head)
            or _is_target(analysis, mention)
            or _is_of(analysis, token, mention.head, others)
        ):
            continue
        cost = _distance(analysis, token, _outer(analysis, mention.head), climb=climb) + rank
        if cost >= (NARROW if narrow else FAR):
            continue
        key = (cost, int(mention.type == "country"), mention.head)
        if best is None or key < best[0]:
            best = (key, mention)
    if best is None:
        scene = None if narrow else _scene(analysis, token)
        if scene is None:
            return None, None
        first, last = scene.name or (scene.first, scene.last)
        return scene.place or analysis.text_of(first, last), _span(analysis, first, last)
    mention = best[1]
    return mention.place, _span(analysis, mention.first, mention.last)


def _where_it_is_said(analysis: Analysis, token: int) -> frozenset[int]:
    """Words that tell where somebody spoke of the act: "the premier said in Tokyo that nine had died".

    What stands before the speaker may be the place of either: "in Tokyo, the premier said nine had died".
    """
    attribution = find_attribution(analysis, token)
    cue = -1 if attribution is None else attribution.cue
    speaker = analysis.child(cue, "nsubj") if cue >= 0 else -1
    if attribution is None or speaker < 0:
        return frozenset()
    words = (
        i for c in analysis.children[cue] if analysis.tokens[c].deprel == "obl" for i in analysis.subtree(c)
    )
    said = attribution.span
    return frozenset(i for i in words if i > speaker and not said.contains(analysis.tokens[i].span))


def find_site(analysis: Analysis, token: int) -> str | None:
    """The place of an act that is told by what it is: "along the northern border", "at an air base".

    As the report words it, without article; only what its own clause names and something tells apart.
    """
    sentence = analysis.sentence_of(token)
    climb = not analysis.tokens[token].deprel.startswith("acl")
    for head in range(sentence.first, sentence.last):
        noun = analysis.tokens[head]
        if noun.upos != "NOUN" or noun.lemma not in background_cues().sites:
            continue
        modifiers = [
            c
            for c in analysis.children[head]
            if analysis.tokens[c].deprel in ("amod", "compound", "nmod:poss")
            and c < head
            and analysis.tokens[c].upos != "PRON"
        ]
        where = case_of(analysis, head) in PLACE_ORDER or _is_where_clause(analysis, token, head)
        if modifiers and where and distance(analysis, token, head, climb=climb) < FAR:
            return analysis.text_of(min(modifiers), head + 1)
    return None


def _is_where_clause(analysis: Analysis, act: int, head: int) -> bool:
    """Whether the act is told in a clause on the noun: "border areas where fighting broke out"."""
    for i in (act, analysis.tokens[act].head):
        if i >= 0 and analysis.tokens[i].deprel == "acl:relcl" and analysis.tokens[i].head == head:
            return any(analysis.tokens[c].text.lower() == "where" for c in analysis.children[i])
    return False


def _scene(analysis: Analysis, token: int) -> Mention | None:
    """The place that the act is told of: "X, where rebels seized ground", "X has been under bombardment".

    Also "X saw heavy fighting", "X was shelled", "X fell to the rebels".
    """
    i = token
    for _ in range(SCENE_CLIMB):
        word = analysis.tokens[i]
        if word.deprel == "acl:relcl" and any(
            analysis.tokens[c].text.lower() == "where" for c in analysis.children[i]
        ):
            return _named(analysis, word.head, sure=True)
        suffers = word.lemma in SUFFER or case_of(analysis, token) == "under"
        subject = analysis.child(i, "nsubj", "nsubj:pass")
        if suffers and subject >= 0 and i != token:
            return _named(analysis, subject)
        if word.head < 0 or word.deprel in ("nmod", "advcl", "ccomp", "parataxis"):
            return None
        i = word.head
    return None


def _named(analysis: Analysis, head: int, *, sure: bool = False) -> Mention | None:
    """The place that a phrase names; any name if it is ``sure`` to be one ("X, where …")."""
    mention = analysis.mention_at(head)
    if mention is None or (mention.place is None and not (sure and mention.name)):
        return None
    return mention


def _is_of(analysis: Analysis, act: int, place: int, others: Container[int]) -> bool:
    """Whether a place hangs on an act that is spoken of, and does not tell where that was done.

    What is demanded, praised or blamed may be anywhere; "agreed at the talks in X" was in X.
    """
    shared = {act, *analysis.ancestors(act)}
    i = place
    while i >= 0 and i not in shared:
        if i in others:
            case = case_of(analysis, i)
            met = case in ("after", "following") and analysis.tokens[i].lemma in MEETINGS
            made = analysis.child(act, "obj", "nsubj:pass") == i and analysis.tokens[act].lemma in MADE
            return not met and not made and case not in WHERE | {"of"}
        i = analysis.tokens[i].head
    return False


def _place_rank(analysis: Analysis, token: int, mention: Mention, toward: frozenset[str]) -> int:
    """How well a place name's relation fits the place of an act: 0 best, ``FAR`` not at all."""
    phrase = analysis.tokens[mention.head]
    word, relation = case_of(analysis, mention.head), phrase.deprel
    if _is_topic(analysis, token, phrase.head) or is_prefix(analysis, mention.head):
        return FAR
    if word and word in toward:
        return 0
    if "obj" in toward and relation in ("obj", "nsubj:pass") and _shares(analysis, phrase.head, token):
        return 0
    if relation.partition(":")[0] in ("obl", "nmod") and word in PLACE_WORDS:
        if word == "of":
            if not names_place(analysis, phrase.head):
                return FAR
            return 0 if case_of(analysis, phrase.head) in PLACE_ORDER else 1
        return 0 if word in PLACE_ORDER else 2
    if not word and relation in ("compound", "nmod", "appos", "nmod:poss", "nmod:desc"):
        if names_place(analysis, phrase.head):
            return 1
        if (
            phrase.head == token
            and mention.type in ("city", "place")
            and analysis.tokens[token].upos == "NOUN"
        ):
            return 1
    return FAR


def is_prefix(analysis: Analysis, head: int) -> bool:
    """Whether a name says by whom something is done: "a US-formed group"."""
    after = analysis.tokens[head + 1 : head + 3]
    return len(after) > 1 and after[0].text == "-" and after[1].xpos == "VBN"


def _is_topic(analysis: Analysis, token: int, governor: int) -> bool:
    """Whether a place says what an act is about: "discussed the situation in X", "X peace talks"."""
    if governor < 0:
        return False
    if governor != token:
        return analysis.tokens[governor].lemma in _TOPICS
    return any(analysis.tokens[c].lemma == "peace" for c in analysis.children[token])


def _shares(analysis: Analysis, verb: int, token: int) -> bool:
    """Whether what hangs on ``verb`` is the act's, too: its own, or shared with the verb before it.

    What fighting "shook" or an explosion "hit" is where they were.
    """
    if verb == token:
        return True
    act = analysis.tokens[token]
    if act.upos == "NOUN" and act.deprel == "nsubj" and act.head == verb:
        return True
    joined = act.deprel == "conj" and act.head == verb
    return joined and analysis.child(token, "nsubj", "obj") < 0


def _is_target(analysis: Analysis, mention: Mention) -> bool:
    """Whether a state is whom something is said to or put upon: "called on X", "sanctions on X"."""
    return mention.type == "country" and case_of(analysis, mention.head) in ("on", "from", "of", "over")


def _of_somebody(analysis: Analysis, head: int) -> bool:
    """Whether a place tells only where those are who are spoken to: "urged the team in Syria to stay"."""
    phrase = analysis.tokens[head]
    if phrase.deprel.partition(":")[0] != "nmod" or phrase.head < 0:
        return False
    holder = analysis.mention_at(phrase.head)
    return holder is not None and bool(holder.actors) and holder.place is None


def _outer(analysis: Analysis, head: int) -> int:
    """The noun whose name a place is, so that "in the town of X" is as near to the act as "in X"."""
    noun = analysis.tokens[head].head
    if case_of(analysis, head) == "of" and names_place(analysis, noun):
        return noun if case_of(analysis, noun) in PLACE_ORDER else head
    return head


def _distance(analysis: Analysis, token: int, head: int, *, climb: bool) -> int:
    """As :func:`distance`, but "was taken prisoner in X" and "is to take place in X" are one clause."""
    cost = distance(analysis, token, head, climb=climb)
    if cost < FAR:
        return cost
    for i in (head, *analysis.ancestors(head)):
        if i == token:
            break
        inner = analysis.tokens[i]
        if inner.deprel == "xcomp" and (inner.upos != "VERB" or inner.lemma in _CARRIERS):
            return 1 + distance(analysis, token, inner.head, climb=climb)
    return cost


def names_place(analysis: Analysis, noun: int) -> bool:
    """Whether a noun stands for a place, so that "the city of X" or "X province" does."""
    if noun < 0:
        return False
    mention = analysis.mention_at(noun)
    return analysis.tokens[noun].upos == "NOUN" and (
        analysis.tokens[noun].lemma in background_cues().place_nouns
        or (mention is not None and mention.place is not None)
    )


def _mentions(analysis: Analysis, token: int) -> Iterator[Mention]:
    sentence = analysis.sentence_of(token)
    at = bisect_left(analysis.mentions, sentence.first, key=lambda m: m.first)
    while at < len(analysis.mentions) and analysis.mentions[at].first < sentence.last:
        yield analysis.mentions[at]
        at += 1


def _span(analysis: Analysis, first: int, last: int) -> Span:
    return Span(analysis.tokens[first].start, analysis.tokens[last - 1].end)
