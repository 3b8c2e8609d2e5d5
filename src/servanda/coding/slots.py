"""What stands in a slot of a frame, and whom it names."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from servanda.codebook import Trigger, word_classes
from servanda.coding.circumstances import actors_of, find_attribution
from servanda.coding.frames import Frame
from servanda.coding.subjects import case_of
from servanda.coding.whose import FREEING, TOPICS, held, holders, listed, whose
from servanda.knowledge import find_land
from servanda.model import Actor, Analysis

RESPONSIBLE: Final = frozenset({"GOV", "MIL", "REB", "SEP", "IGO", "COP", "PTY", "OPP"})
"""Sectors of those whom a demand or a refusal may concern."""
DOERS: Final = frozenset({"subject", "doer", "by", "speaker"})
ASIDE: Final = frozenset({"in", "on", "about", "over", "at", "during", "inside", "according", "along"})
"""Prepositions of phrases in a request that name nobody who is asked."""
ASKING: Final = frozenset({"REQUEST", "REJECT", "AGREE"})
"""Types whose content may tell place and topic beside those concerned."""
RULING: Final = frozenset({"government", "regime"})
LANDS: Final = frozenset({"country", "city", "place", "nationality"})
PURPOSES: Final = frozenset(
    {"help", "support", "back", "bolster", "assist", "aid", "protect", "fight", "combat", "reinforce"}
    | {"flush", "oust", "dislodge", "expel", "defeat", "crush", "kill", "capture", "drive", "repel", "root"}
)
"""Verbs of an infinitive that tells for or against whom forces are moved."""
ATTACHED: Final = frozenset({("blame", "on"), ("pin", "on"), ("impose", "on")})
"""Verbs with the preposition of whom they concern beside an object."""
MEANS: Final = ("instruments-aerial", "instruments-heavy-weapons")
"""Classes of words for what a fight is fought with."""
HANDED: Final = frozenset({"hand", "exchange"})
"""Verbs whose object nobody is asked or promised: "offered to hand over the bodies of soldiers"."""
BACKED: Final = frozenset({"backed", "supported", "sponsored", "funded", "financed"})
"""Participles behind a hyphen that name a helper."""
COUNTED_PARTIES: Final = frozenset({"nation", "country", "state", "party", "power", "way"})
"""Nouns that with a number say how many take part: "six-nation talks"."""
WITHIN: Final = frozenset({"with", "between", "among"})
"""Prepositions of those who are in an agreement that is signed: "signed a treaty with Peru"."""
RISINGS: Final = frozenset({"insurgency", "rebellion", "insurrection", "mutiny"})
"""Acts whose noun stands for those who do them, too: nobody "ends his insurgency" by putting one down."""
FORCEFUL: Final = frozenset({"ASSAULT", "COERCE", "MOBILIZE"})
"""Types of acts that "security" before a noun does."""
CONTENT_REACH: Final = 16
"""How many words of a content are looked through for whom it concerns."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A trigger found in the text with its frame: what may become an event."""

    token: int
    trigger: Trigger
    frame: Frame

    @property
    def is_noun(self) -> bool:
        """Whether the act is named by a noun."""
        return self.trigger.kind == "noun"


def slot_heads(analysis: Analysis, candidate: Candidate, slot: str) -> tuple[int, ...]:
    """Phrase heads in a slot, without conjuncts; slots as in ``data/roles.yaml``, prepositions among them."""
    reader = _SLOTS.get(slot)
    if reader is not None:
        return tuple(reader(analysis, candidate))
    return candidate.frame.under(slot) or _attached(analysis, candidate, slot)


def _attached(analysis: Analysis, candidate: Candidate, slot: str) -> tuple[int, ...]:
    """The phrase that trees hang on the object though it is the verb's: "blamed the raid on the militia"."""
    joint = candidate.trigger.rule.roles.joint and slot in WITHIN
    joint = joint and not candidate.is_noun and not candidate.frame.passive
    if not joint and (candidate.trigger.lemma, slot) not in ATTACHED:
        return ()
    return tuple(
        c
        for head in candidate.frame.objects
        if not joint or analysis.tokens[head].lemma.lower() in word_classes()["agreements"]
        for c in analysis.children[head]
        if analysis.tokens[c].deprel == "nmod" and case_of(analysis, c) == slot
    )


def _objects(analysis: Analysis, candidate: Candidate) -> tuple[int, ...]:
    if candidate.is_noun:
        return _first(analysis, candidate, "of", "on", "owner")
    return () if _is_blamed_for(analysis, candidate) else candidate.frame.objects


def _is_blamed_for(analysis: Analysis, candidate: Candidate) -> bool:
    """Whether the object is what somebody else is blamed for: "blamed the jets' raid on the government"."""
    return candidate.trigger.lemma == "blame" and bool(slot_heads(analysis, candidate, "on"))


def _subjects(analysis: Analysis, candidate: Candidate) -> tuple[int, ...]:
    return (
        _first(analysis, candidate, "doer", "owner", "modifier")
        if candidate.is_noun
        else candidate.frame.subjects
    )


def _owners(analysis: Analysis, candidate: Candidate) -> list[int]:
    return [i for i in candidate.frame.possessors if analysis.tokens[i].deprel == "nmod:poss"]


def _modifiers_for(analysis: Analysis, candidate: Candidate) -> list[int]:
    found = [i for i in _modifiers(analysis, candidate.frame) if not is_opposed(analysis, i)]
    if candidate.trigger.rule.type in FORCEFUL:
        return [i for i in found if not _only_backs(analysis, i)]
    # "A security threat" is none by the security forces, as "a security sweep" is.
    return [i for i in found if not _is_topic(analysis, i)]


def _is_topic(analysis: Analysis, token: int) -> bool:
    """Whether a word tells what an act in words is about: "intelligence-sharing", "security reforms"."""
    word = analysis.tokens[token]
    return word.upos == "NOUN" and word.lemma.lower() in TOPICS


def _modifiers_against(analysis: Analysis, candidate: Candidate) -> list[int]:
    return [i for i in _modifiers(analysis, candidate.frame) if is_opposed(analysis, i)]


def _speaker(analysis: Analysis, candidate: Candidate) -> tuple[int, ...]:
    attribution = find_attribution(analysis, candidate.token)
    return () if attribution is None or attribution.source < 0 else (attribution.source,)


def _clauses(analysis: Analysis, candidate: Candidate) -> list[int]:
    named = candidate.is_noun or candidate.trigger.object  # "voiced concern that …" hangs on the noun
    relations = ("ccomp", "xcomp", "acl") if named else ("ccomp", "xcomp")
    return [c for c in candidate.frame.clauses if analysis.tokens[c].deprel in relations]


def _clause_subjects(analysis: Analysis, candidate: Candidate) -> list[int]:
    """Who does what a clause tells, of a passive too: "demanded that captives be freed by Y" asks Y."""
    return _in_clauses(analysis, candidate, "nsubj", "obl:agent")


def _clause_objects(analysis: Analysis, candidate: Candidate) -> list[int]:
    return _in_clauses(analysis, candidate, "obj")


def _purpose_objects(analysis: Analysis, candidate: Candidate) -> list[int]:
    """Whom an act is to help or to fight: "sent troops to support the government"."""
    clauses = [*candidate.frame.clauses]
    if candidate.is_noun and candidate.frame.verb >= 0:
        below = analysis.children[candidate.frame.verb]
        clauses += [c for c in below if analysis.tokens[c].deprel == "advcl"]
    return [
        c
        for clause in clauses
        if analysis.tokens[clause].lemma in PURPOSES and analysis.tokens[clause].xpos == "VB"
        for c in analysis.children[clause]
        if analysis.tokens[c].deprel == "obj"
    ]


def _in_clauses(analysis: Analysis, candidate: Candidate, *relations: str) -> list[int]:
    clauses = _clauses(analysis, candidate)
    return [
        c for clause in clauses for c in analysis.children[clause] if analysis.tokens[c].deprel in relations
    ]


def _party_heads(role: str) -> Callable[[Analysis, Candidate], list[int]]:
    def read(analysis: Analysis, candidate: Candidate) -> list[int]:
        return [h for slot in role_slots(candidate, role) for h in slot_heads(analysis, candidate, slot)]

    return read


def _modifiers(analysis: Analysis, frame: Frame) -> list[int]:
    """What stands before a noun, with what hangs on that ("Israel" in "the Israel-Lebanon war")."""
    out: list[int] = []
    todo = [i for i in frame.possessors if analysis.tokens[i].deprel != "nmod:poss"]
    while todo:
        i = todo.pop(0)
        out.append(i)
        todo += [
            c
            for c in analysis.children[i]
            if analysis.tokens[c].deprel in ("compound", "amod", "conj", "nmod")
        ]
    return sorted(out)


def _only_backs(analysis: Analysis, token: int) -> bool:
    """Whether a modifier names who stands behind an act, and does not do it: "an Elbonian-backed coup"."""
    governor = analysis.tokens[token].head
    return governor >= 0 and analysis.tokens[governor].text.lower() in BACKED and governor > token


def is_opposed(analysis: Analysis, token: int) -> bool:
    """Whether a modifier names whom the act is against: "anti-government"."""
    words = [analysis.tokens[i].text.lower() for i in range(max(0, token - 2), token)]
    return words == ["anti", "-"] or analysis.tokens[token].text.lower().startswith("anti-")


def opposed(analysis: Analysis, token: int) -> tuple[Actor, ...]:
    """Whom a word with "anti-" is against: the land in it, or the government of the one country in reach.

    That is the country named in the sentence, else the one whose government the report names.
    """
    word = analysis.tokens[token].text.lower().removeprefix("anti-")
    if land := find_land(word.capitalize()):
        return (Actor(land.name, land.country, land.sector),) if land.country else ()
    if word not in RULING:
        return ()
    sentence = analysis.sentence_of(token)
    near = [m for m in analysis.mentions if sentence.first <= m.head < sentence.last and m.type in LANDS]
    ruling = [m for m in analysis.mentions if analysis.tokens[m.head].lemma.lower() in RULING]
    for mentions in (near, ruling):
        countries = {a.country for m in mentions for a in m.actors if a.sector == "GOV" and a.country}
        if len(countries) == 1:
            return (Actor(word, countries.pop(), "GOV"),)
    return ()


def role_slots(candidate: Candidate, role: str) -> tuple[str, ...]:
    """The slots that give the actors or the recipients of this candidate."""
    roles = candidate.trigger.rule.roles
    if candidate.is_noun:
        return roles.noun_actors if role == "actors" else roles.noun_recipients
    return roles.verb_actors if role == "actors" else roles.verb_recipients


def named_in(analysis: Analysis, candidate: Candidate, slot: str) -> tuple[Actor, ...]:
    """The actors that a slot names; where its phrase is a thing ("a coalition base"), those whose it is.

    What an army fights "with" are its tanks, not its foe.
    """
    out: dict[Actor, None] = {}
    if slot == "doer" and candidate.is_noun and candidate.trigger.lemma in RISINGS:
        mention = analysis.mention_at(candidate.token)
        out.update(dict.fromkeys(mention.actors if mention is not None else ()))
        return tuple(out)
    for head in slot_heads(analysis, candidate, slot):
        if (slot == "with" and _is_weapon(analysis, head)) or _is_number_of(analysis, head):
            continue
        if slot == "on" and analysis.tokens[head].lemma.lower() in word_classes()["platforms"]:
            continue  # "lashed out at the mayor on Twitter"
        if slot == "anti":
            out.update(dict.fromkeys(opposed(analysis, head)))
        for one in listed(analysis, head):
            if _is_beside_clause(analysis, candidate, head, one):
                continue
            out.update(dict.fromkeys(whose(analysis, one)))
            if slot not in DOERS:
                out.update(dict.fromkeys((*held(analysis, one), *holders(analysis, one))))
    return tuple(out)


def _is_beside_clause(analysis: Analysis, candidate: Candidate, head: int, one: int) -> bool:
    """Whether a member of a list stands behind what is told of another: "A, which backs B, and C"."""
    verb = analysis.tokens[candidate.frame.verb if candidate.is_noun else candidate.token]
    return verb.deprel == "acl:relcl" and verb.head == head and one > verb.index


def _is_number_of(analysis: Analysis, head: int) -> bool:
    """Whether a word only says how many take part: "six-nation talks"."""
    token = analysis.tokens[head]
    return (
        token.lemma.lower() in COUNTED_PARTIES
        and token.xpos == "NN"
        and analysis.tokens[head - 1].text == "-"
    )


def _is_weapon(analysis: Analysis, head: int) -> bool:
    """Whether a phrase names the means of a fight: "with tanks and helicopters", not "with rebel troops"."""
    token = analysis.tokens[head]
    return token.upos == "NOUN" and any(token.lemma.lower() in word_classes()[name] for name in MEANS)


def _first(analysis: Analysis, candidate: Candidate, *slots: str) -> tuple[int, ...]:
    for slot in slots:
        if heads := slot_heads(analysis, candidate, slot):
            return heads
    return ()


def _object_owners(analysis: Analysis, candidate: Candidate) -> list[int]:
    """Whose the objects are: "rejected the offer of X", "X's demand", "the American plan"."""
    if _is_blamed_for(analysis, candidate):
        return []
    out = list(candidate.frame.possessors) if candidate.trigger.object and not candidate.is_noun else []
    for head in (h for h in candidate.frame.objects if analysis.tokens[h].lemma not in FREEING):
        for c in analysis.children[head]:
            relation, word = analysis.tokens[c].deprel, case_of(analysis, c)
            if relation in ("nmod:poss", "amod", "compound") or (
                relation == "nmod" and word in ("of", "by", "from", "against")
            ):
                out.append(c)
    return out


def _bodies(analysis: Analysis, candidate: Candidate) -> list[int]:
    """The international bodies that one joins, or whose treaty one signs."""
    heads = (*candidate.frame.objects, *_object_owners(analysis, candidate))
    return [h for h in heads if any(a.sector == "IGO" for a in actors_of(analysis, h))]


def _content_heads(analysis: Analysis, candidate: Candidate) -> tuple[int, ...]:
    """The first phrase in what is asked for or refused that stands for somebody other than the speaker.

    Neither where or about what it is ("talks in Oslo on the island"), nor whose release is asked for.
    """
    speakers = {(a.country or a.name, a.sector) for a in named_in(analysis, candidate, "subject")}
    heads = (*candidate.frame.clauses, *(h for _, h in candidate.frame.obliques), *candidate.frame.objects)
    for i in sorted({i for h in heads if h > candidate.token for i in analysis.subtree(h)})[:CONTENT_REACH]:
        named = actors_of(analysis, i)
        named = () if _is_topic(analysis, i) else named
        own = any((a.country or a.name, a.sector) in speakers for a in named)
        aside = candidate.trigger.rule.type in ASKING and _is_aside(analysis, i, candidate.token)
        if named and not own and not aside and any(a.sector in RESPONSIBLE for a in named):
            return (i,)
    return ()


def _is_aside(analysis: Analysis, token: int, top: int) -> bool:
    """Whether a phrase below ``top`` tells place, topic, source or those who are to be freed."""
    for i in (token, *analysis.ancestors(token)):
        word = analysis.tokens[i]
        if i == top:
            return False
        if word.deprel.partition(":")[0] in ("obl", "nmod") and case_of(analysis, i) in ASIDE:
            return True
        above = analysis.tokens[word.head] if word.head >= 0 else word
        freed = above.lemma in FREEING | HANDED and (word.deprel == "obj" or word.deprel.startswith("nmod"))
        if freed and case_of(analysis, i) in ("", "of"):
            return True
    return False


_SLOTS: Final[Mapping[str, Callable[[Analysis, Candidate], Sequence[int]]]] = MappingProxyType(
    {
        "subject": _subjects,
        "object": _objects,
        "indirect": lambda _, candidate: candidate.frame.indirects,
        "doer": lambda _, candidate: candidate.frame.subjects,
        "owner": _owners,
        "modifier": _modifiers_for,
        "anti": _modifiers_against,
        "speaker": _speaker,
        "object-owner": _object_owners,
        "content": _content_heads,
        "body": _bodies,
        "clause": _clauses,
        "clause-subject": _clause_subjects,
        "clause-object": _clause_objects,
        "purpose-object": _purpose_objects,
        "obl": lambda _, candidate: tuple(head for _, head in candidate.frame.obliques),
        "actors": _party_heads("actors"),
        "recipients": _party_heads("recipients"),
    }
)
