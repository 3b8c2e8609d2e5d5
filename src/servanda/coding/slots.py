"""What stands in a slot of a frame, whom it names, and whether it meets a rule's condition."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from servanda.codebook import Trigger, event_types, lexicon, word_classes
from servanda.coding.circumstances import actors_of, find_attribution, find_source
from servanda.coding.frames import Frame, case_of, conjuncts
from servanda.model import Actor, Analysis

ARMED_SECTORS: Final = frozenset({"MIL", "REB", "COP", "SEP", "SPY", "CRM"})
POLITICAL_SECTORS: Final = frozenset(
    {"GOV", "MIL", "COP", "SPY", "JUD", "LEG", "PTY", "OPP", "REB", "SEP", "IGO", "NGO", ""}
)
RESPONSIBLE: Final = frozenset({"GOV", "MIL", "REB", "SEP", "IGO", "COP", "PTY", "OPP"})
CONTENT_REACH: Final = 16
"""How many words of a content are looked through for whom it concerns."""
FRIENDLY: Final = frozenset({"CONSULT", "SUPPORT", "COOPERATE", "AID", "AGREE"})
HOSTILE: Final = frozenset({"ASSAULT", "COERCE", "SANCTION", "MOBILIZE", "THREATEN"})


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
    """Phrase heads in a slot (names as in ``data/roles.yaml``), without conjuncts."""
    frame = candidate.frame
    if slot == "object":
        return frame.objects if not candidate.is_noun else _first(analysis, candidate, "of", "on", "owner")
    if slot == "subject":
        return (
            frame.subjects
            if not candidate.is_noun
            else _first(analysis, candidate, "doer", "owner", "modifier")
        )
    if slot == "doer":
        return frame.subjects
    if slot == "indirect":
        return frame.indirects
    if slot == "owner":
        return tuple(i for i in frame.possessors if analysis.tokens[i].deprel == "nmod:poss")
    if slot == "modifier":
        return tuple(i for i in _modifiers(analysis, frame) if not is_opposed(analysis, i))
    if slot == "anti":
        return tuple(i for i in _modifiers(analysis, frame) if is_opposed(analysis, i))
    if slot in ("clause-subject", "clause-object"):
        return _clause_slot(analysis, frame, slot)
    if slot == "speaker":
        attribution = find_attribution(analysis, candidate.token)
        return () if attribution is None or attribution.source < 0 else (attribution.source,)
    if slot == "object-owner":
        return _owners_of(analysis, frame.objects)
    if slot == "content":
        return _content_heads(analysis, candidate)
    if slot == "clause":
        return tuple(c for c in frame.clauses if analysis.tokens[c].deprel in ("ccomp", "xcomp"))
    if slot == "obl":
        return tuple(head for _, head in frame.obliques)
    if slot in ("actors", "recipients"):
        return tuple(h for s in role_slots(candidate, slot) for h in slot_heads(analysis, candidate, s))
    return frame.under(slot)


def _modifiers(analysis: Analysis, frame: Frame) -> list[int]:
    """What stands before a noun, with what hangs on that ("Israel" in "the Israel-Lebanon war")."""
    out: list[int] = []
    todo = [i for i in frame.possessors if analysis.tokens[i].deprel != "nmod:poss"]
    while todo:
        i = todo.pop(0)
        out.append(i)
        todo += [c for c in analysis.children[i] if analysis.tokens[c].deprel in ("compound", "amod", "conj", "nmod")]
    return sorted(out)


def is_opposed(analysis: Analysis, token: int) -> bool:
    """Whether a modifier names whom the act is against: "anti-government"."""
    words = [analysis.tokens[i].text.lower() for i in range(max(0, token - 2), token)]
    return words == ["anti", "-"] or analysis.tokens[token].text.lower().startswith("anti-")


def role_slots(candidate: Candidate, role: str) -> tuple[str, ...]:
    """The slots that give the actors or the recipients of this candidate."""
    roles = candidate.trigger.rule.roles
    if candidate.is_noun:
        return roles.noun_actors if role == "actors" else roles.noun_recipients
    return roles.verb_actors if role == "actors" else roles.verb_recipients


def named_in(analysis: Analysis, candidate: Candidate, slot: str) -> tuple[Actor, ...]:
    """The actors that a slot names; where its phrase is a thing ("a coalition base"), those whose it is."""
    out: dict[Actor, None] = {}
    for head in slot_heads(analysis, candidate, slot):
        for one in conjuncts(analysis, head):
            out.update(dict.fromkeys(_whose(analysis, one)))
    return tuple(out)


def _whose(analysis: Analysis, head: int) -> tuple[Actor, ...]:
    """Who a phrase stands for; of a weapon, a building or a blow ("Israeli artillery") whose it is."""
    token = analysis.tokens[head]
    if token.lemma.lower() not in word_classes()["things"]:
        named = actors_of(analysis, head)
        if named or token.upos != "NOUN":
            return named
    out: dict[Actor, None] = {}
    for c in analysis.children[head]:
        relation, word = analysis.tokens[c].deprel, case_of(analysis, c)
        if relation in ("amod", "compound", "nmod:poss") or (relation == "nmod" and word in ("of", "by", "from", "")):
            out.update(dict.fromkeys(actors_of(analysis, c)))
    return tuple(out)


def meets(analysis: Analysis, candidate: Candidate) -> str:
    """The first condition of the rule that the candidate does not meet, or an empty string."""
    for need in candidate.trigger.rule.needs:
        if not _meets_one(analysis, candidate, need):
            return need
    return ""


def in_class(analysis: Analysis, token: int, name: str) -> bool:
    """Whether a phrase head belongs to a class of words, or stands for somebody of a special class."""
    special = _SPECIAL.get(name)
    if special is not None:
        return special(analysis, token)
    word = analysis.tokens[token]
    words = word_classes()[name]
    return word.lemma in words or word.text.lower() in words or word.lemma.lower() in words


def _first(analysis: Analysis, candidate: Candidate, *slots: str) -> tuple[int, ...]:
    for slot in slots:
        if heads := slot_heads(analysis, candidate, slot):
            return heads
    return ()


def _owners_of(analysis: Analysis, heads: tuple[int, ...]) -> tuple[int, ...]:
    """Whose the objects are: "rejected the offer of X", "X's demand", "the American plan"."""
    out = []
    for head in heads:
        for c in analysis.children[head]:
            relation, word = analysis.tokens[c].deprel, case_of(analysis, c)
            if relation in ("nmod:poss", "amod", "compound") or (
                relation == "nmod" and word in ("of", "by", "from", "against")
            ):
                out.append(c)
    return tuple(out)


def _content_heads(analysis: Analysis, candidate: Candidate) -> tuple[int, ...]:
    """The first phrase in what is asked for or refused that stands for somebody other than the speaker."""
    speakers = set(named_in(analysis, candidate, "subject"))
    heads = (*candidate.frame.clauses, *(h for _, h in candidate.frame.obliques), *candidate.frame.objects)
    for i in sorted({i for h in heads if h > candidate.token for i in analysis.subtree(h)})[:CONTENT_REACH]:
        named = actors_of(analysis, i)
        if named and not speakers & set(named) and any(a.sector in RESPONSIBLE for a in named):
            return (i,)
    return ()


def _clause_slot(analysis: Analysis, frame: Frame, slot: str) -> tuple[int, ...]:
    wanted = ("nsubj", "nsubj:pass") if slot == "clause-subject" else ("obj",)
    out = []
    for clause in frame.clauses:
        if analysis.tokens[clause].deprel in ("ccomp", "xcomp"):
            out += [c for c in analysis.children[clause] if analysis.tokens[c].deprel in wanted]
    return tuple(out)


def _meets_one(analysis: Analysis, candidate: Candidate, need: str) -> bool:
    negative = need.startswith("not ")
    slots, _, names = need.removeprefix("not ").partition(" in ")
    if not names and (check := _CHECKS.get(slots)) is not None:
        return check(analysis, candidate)
    heads = [h for slot in slots.split("|") for h in slot_heads(analysis, candidate, slot)]
    if not names:
        return bool(heads)
    heads = [c for h in heads for c in conjuncts(analysis, h)]
    found = any(in_class(analysis, h, name) for h in heads for name in names.split("|"))
    return found != negative


# Special classes


def _is_actor(analysis: Analysis, token: int) -> bool:
    return bool(actors_of(analysis, token))


def _is_armed(analysis: Analysis, token: int) -> bool:
    return any(a.sector in ARMED_SECTORS or _is_state(a) for a in actors_of(analysis, token))


def _is_state(actor: Actor) -> bool:
    return bool(actor.country) and actor.country != "INT" and actor.sector in ("GOV", "")


def _names_state(analysis: Analysis, token: int) -> bool:
    return any(_is_state(a) for a in actors_of(analysis, token))


def _is_political(analysis: Analysis, token: int) -> bool:
    return any(a.sector in POLITICAL_SECTORS for a in actors_of(analysis, token))


def _is_place(analysis: Analysis, token: int) -> bool:
    mention = analysis.mention_at(token)
    return mention is not None and (mention.place is not None or mention.type in ("city", "place", "country"))


def _is_people(analysis: Analysis, token: int) -> bool:
    mention = analysis.mention_at(token)
    word = analysis.tokens[token]
    people = word_classes()["people"]
    if word.lemma in people or word.text.lower() in people or word.upos == "NUM":
        return True
    if word.upos == "PRON":
        return word.text.lower() not in ("it", "this", "that", "which", "itself", "something")
    return mention is not None and (
        mention.type in ("person", "nationality", "armed-group") or _is_armed(analysis, token)
    )


def _is_body(analysis: Analysis, token: int) -> bool:
    return any(a.sector == "IGO" for a in actors_of(analysis, token))


_SPECIAL: Final[Mapping[str, Callable[[Analysis, int], bool]]] = MappingProxyType(
    {
        "ACTOR": _is_actor,
        "ARMED": _is_armed,
        "STATE": _names_state,
        "POLITICAL": _is_political,
        "PLACE": _is_place,
        "PEOPLE": _is_people,
        "IGO": _is_body,
    }
)


# Conditions that need more than a slot


def _asked(analysis: Analysis, candidate: Candidate) -> bool:
    """Something is asked for: an infinitive or clause, or a phrase with "for"; bare orders and demands will do."""
    frame = candidate.frame
    for clause in frame.clauses:
        token = analysis.tokens[clause]
        if token.deprel in ("ccomp", "xcomp") and token.xpos in (
            "VB",
            "VBN",
            "JJ",
            "VBG",
            "NN",
            "NNS",
            "VBP",
            "VBD",
            "VBZ",
        ):
            return True
        if token.deprel in ("advcl", "acl") and token.xpos == "VB":
            return True
    lemma = analysis.tokens[candidate.token].lemma
    if lemma in ("urge", "order", "request", "demand", "summon", "press", "pressure", "encourage"):
        return bool(frame.objects)
    return bool(frame.under("for", "against", "not")) or bool(
        frame.objects and lemma in ("instruct", "ask") and frame.under("for", "to")
    )


def _in_force(analysis: Analysis, candidate: Candidate) -> bool:
    """A truce that takes effect or holds, not one that is talked about."""
    if not candidate.is_noun:
        return True
    token = analysis.tokens[candidate.token]
    if token.head < 0 or token.deprel not in ("nsubj", "obj", "nsubj:pass"):
        return False
    head = analysis.tokens[token.head]
    return head.lemma in (
        "take",
        "go",
        "come",
        "hold",
        "begin",
        "start",
        "last",
        "enter",
        "prevail",
        "implement",
        "observe",
        "keep",
    )


def _reported(analysis: Analysis, candidate: Candidate) -> bool:
    source = find_source(analysis, candidate.token)
    return source is not None and source not in named_in(analysis, candidate, "subject")


def _own_act(analysis: Analysis, candidate: Candidate) -> bool:
    """The speaker warns of what he would do himself."""
    speakers = {a.country for a in named_in(analysis, candidate, "subject") if a.country}
    doers = {a.country for a in named_in(analysis, candidate, "clause-subject")}
    if speakers & doers:
        return True
    return not doers and _hostile_content(analysis, candidate)


def _hostile_content(analysis: Analysis, candidate: Candidate) -> bool:
    """What is vowed is an act of conflict."""
    verbs = lexicon().verbs
    for clause in candidate.frame.clauses:
        word = analysis.tokens[clause]
        if word.deprel not in ("xcomp", "ccomp"):
            continue
        if any(
            analysis.tokens[c].text.lower() in ("not", "n't", "n’t", "never")
            for c in analysis.children[clause]
        ):
            continue
        if word.lemma in _threat_words():
            return True
        first = verbs.get(word.lemma, ())
        if any(
            t.rule.type in ("ASSAULT", "COERCE", "SANCTION") and not t.words and not t.object
            for t in first[-1:]
        ):
            return True
    return False


def _threat_words() -> frozenset[str]:
    kind = next(t for t in event_types() if t.name == "THREATEN")
    return frozenset(
        {w for mode, words in kind.content_modes if mode in ("violence", "territory") for w in words}
        - {"defend", "respond", "response", "deal", "intervene", "control", "settle", "resist", "land"}
    )


def _own_speaker(analysis: Analysis, candidate: Candidate) -> bool:
    """Who speaks is who would act: the same actor, or one of the same country's leadership."""
    speakers = named_in(analysis, candidate, "speaker")
    doers = named_in(analysis, candidate, "subject")
    if not speakers:
        return False
    if not doers:
        return any(analysis.tokens[h].text.lower() in ("we", "i") for h in candidate.frame.subjects)
    return bool({a.country or a.name for a in speakers} & {a.country or a.name for a in doers})


def _other_speaker(analysis: Analysis, candidate: Candidate) -> bool:
    """Who speaks is not who should act."""
    speakers = {a.name for a in named_in(analysis, candidate, "speaker")}
    doers = {a.name for a in named_in(analysis, candidate, "subject")}
    return not speakers & doers and not any(
        analysis.tokens[h].text.lower() in ("we", "i") for h in candidate.frame.subjects
    )


def _inner(kinds: frozenset[str]) -> Callable[[Analysis, Candidate], bool]:
    def check(analysis: Analysis, candidate: Candidate) -> bool:
        if _inner_negated(analysis, candidate):
            return False
        found = lexicon().verbs.get(analysis.tokens[candidate.token].lemma.lower(), ())
        return any(t.rule.type in kinds and not t.object and set(t.words) <= candidate.frame.particles for t in found)

    return check


def _inner_negated(analysis: Analysis, candidate: Candidate) -> bool:
    return any(
        analysis.tokens[c].text.lower() in ("not", "n't", "n’t", "never", "no")
        for c in analysis.children[candidate.token]
        if analysis.tokens[c].deprel in ("advmod", "det")
    )


def _friendly_content(analysis: Analysis, candidate: Candidate) -> bool:
    """What is planned is an act of cooperation: for its own part it is promised (codebook section 3, AGREE)."""
    return any(t in FRIENDLY for t in _content_types(analysis, candidate))


def _blaming_content(analysis: Analysis, candidate: Candidate) -> bool:
    """The content tells a bad deed of somebody else."""
    speakers = set(named_in(analysis, candidate, "subject"))
    others = set(named_in(analysis, candidate, "clause-subject"))
    if not others or others & speakers:
        return False
    return any(t in HOSTILE for t in _content_types(analysis, candidate))


def _content_types(analysis: Analysis, candidate: Candidate) -> list[str]:
    """Types of the acts that head the content clauses, by the lexicon alone."""
    verbs = lexicon().verbs
    out = []
    for clause in candidate.frame.clauses:
        if analysis.tokens[clause].deprel in ("xcomp", "ccomp"):
            found = verbs.get(analysis.tokens[clause].lemma.lower(), ())
            out += [t.rule.type for t in found]
    return out


def _killer(analysis: Analysis, candidate: Candidate) -> bool:
    """Violence, not disaster or accident, kills: by who or what does it and by what the clause names."""
    frame = candidate.frame
    classes = word_classes()
    words = [
        analysis.tokens[c]
        for h in (*frame.subjects, *(h for _, h in frame.obliques))
        for c in conjuncts(analysis, h)
    ]
    return not any(w.lemma in classes["disasters"] for w in words)


def _bomb(analysis: Analysis, candidate: Candidate) -> bool:
    """Something that explodes is named, or the verb says so by itself."""
    lemma = analysis.tokens[candidate.token].lemma
    if lemma in ("bomb", "dynamite"):
        return bool(candidate.frame.objects)
    heads = (*candidate.frame.subjects, *candidate.frame.objects)
    explosive = word_classes()["instruments-explosives"] | word_classes()["instruments-heavy-weapons"]
    return any(
        analysis.tokens[h].lemma in explosive
        or analysis.tokens[h].lemma in ("bomber", "himself", "vest", "belt", "car", "vehicle", "charge")
        or any(analysis.tokens[c].lemma in explosive for c in analysis.children[h])
        for h in heads
    ) or (lemma in ("blow",) and any(is_armed_word(analysis, h) for h in candidate.frame.subjects))


def is_armed_word(analysis: Analysis, token: int) -> bool:
    """Whether a phrase head is a word for armed people or stands for an armed actor."""
    return in_class(analysis, token, "armed") or _is_armed(analysis, token)


def _has_phone(analysis: Analysis, candidate: Candidate) -> bool:
    return any(case_of(analysis, h) in ("by", "over", "via", "on") for _, h in candidate.frame.obliques)


_CHECKS: Final[Mapping[str, Callable[[Analysis, Candidate], bool]]] = MappingProxyType(
    {
        "asked": _asked,
        "in-force": _in_force,
        "reported": _reported,
        "own-act": _own_act,
        "hostile-content": _hostile_content,
        "friendly-content": _friendly_content,
        "blaming-content": _blaming_content,
        "own-speaker": _own_speaker,
        "other-speaker": _other_speaker,
        "inner-friendly": _inner(FRIENDLY),
        "inner-yielding": _inner(frozenset({"RETREAT", "CONCEDE"})),
        "inner-hostile": _inner(HOSTILE - {"MOBILIZE"}),
        "inner-negated": _inner_negated,
        "killer": _killer,
        "bomb": _bomb,
    }
)
