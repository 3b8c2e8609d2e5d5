"""Named checks of rules: conditions that need more than a word in a slot.

Each tells of a candidate whether it may be an act of the rule's kind: that something is asked for, that who
speaks would act himself, that what is told of another is a bad deed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from servanda.codebook import event_types, lexicon, word_classes
from servanda.coding.circumstances import find_source
from servanda.coding.frames import conjuncts, counted, verb_frame
from servanda.coding.phrase_classes import in_class, is_armed_word, is_political
from servanda.coding.slots import Candidate, named_in
from servanda.model import Actor, Analysis

_STATE: Final = frozenset({"GOV", "MIL", "COP", "SPY", "JUD"})
FRIENDLY: Final = frozenset({"CONSULT", "SUPPORT", "COOPERATE", "AID", "AGREE"})
WELCOME: Final = FRIENDLY | {"RETREAT", "CONCEDE"}
"""Types of what it is a refusal not to do; not to do harm is no refusal."""
ADDRESSED: Final = frozenset({"ask"})
"""Verbs that are a request only if somebody is asked."""
INFINITIVE: Final = frozenset({"tell", "ask"})
"""Verbs whose request is an infinitive; with "that" they only say."""
HOSTILE: Final = frozenset({"ASSAULT", "COERCE", "SANCTION", "MOBILIZE", "THREATEN"})


def _asked(analysis: Analysis, candidate: Candidate) -> bool:
    """Something is asked for: an infinitive, a clause, a phrase with "for"; bare orders will do."""
    frame = candidate.frame
    lemma = analysis.tokens[candidate.token].lemma
    if any(in_class(analysis, h, c) for h in frame.subjects for c in ("vehicles", "aircraft")):
        return False  # "the plane asked the tower to let it return"
    if lemma in ADDRESSED and not (frame.objects or frame.indirects or frame.under("of")):
        return bool(frame.under("for"))  # "asked not to be named" asks nobody to act
    for clause in frame.clauses:
        token = analysis.tokens[clause]
        if lemma in INFINITIVE and not _is_infinitive(analysis, clause):
            continue
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
    if lemma in ("urge", "order", "request", "demand", "summon", "press", "pressure", "encourage"):
        return bool(frame.objects)
    return bool(frame.under("for", "against", "not")) or bool(
        frame.objects and lemma in ("instruct", "ask") and frame.under("for", "to")
    )


def _is_infinitive(analysis: Analysis, clause: int) -> bool:
    return any(analysis.tokens[c].text.lower() == "to" for c in analysis.children[clause] if c < clause)


def _subjunctive(analysis: Analysis, candidate: Candidate) -> bool:
    """What is insisted on is wanted, not held to be so: "that the talks be held"."""
    for clause in candidate.frame.clauses:
        verbs = [
            clause,
            *(
                c
                for c in analysis.children[clause]
                if analysis.tokens[c].deprel in ("aux", "aux:pass", "cop")
            ),
        ]
        forms = [analysis.tokens[v].xpos for v in verbs]
        if analysis.tokens[clause].deprel == "ccomp" and "VB" in forms and "MD" not in forms:
            return True
    return False


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
    speakers = {_side(a) for a in named_in(analysis, candidate, "subject") if a.country}
    doers = {_side(a) for a in named_in(analysis, candidate, "clause-subject")}
    if speakers & doers:
        return True
    return not doers and _hostile_content(analysis, candidate)


def _side(actor: Actor) -> tuple[str, str]:
    """Who acts with whom: a state with its forces and courts; activists and lawmakers do not speak for it."""
    return actor.country, "" if actor.sector in _STATE else actor.sector


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


def _inner(kinds: frozenset[str], *, negated: bool = False) -> Callable[[Analysis, Candidate], bool]:
    """What the speaker says he will do, or will not do, is an act of these types."""

    def check(analysis: Analysis, candidate: Candidate) -> bool:
        if _inner_negated(analysis, candidate) != negated:
            return False
        found = lexicon().verbs.get(analysis.tokens[candidate.token].lemma.lower(), ())
        return any(
            t.rule.type in kinds and not t.object and set(t.words) <= candidate.frame.particles for t in found
        )

    return check


def _inner_negated(analysis: Analysis, candidate: Candidate) -> bool:
    return any(
        analysis.tokens[c].text.lower() in ("not", "n't", "n’t", "never", "no")
        for c in analysis.children[candidate.token]
        if analysis.tokens[c].deprel in ("advmod", "det")
    )


def _friendly_content(analysis: Analysis, candidate: Candidate) -> bool:
    """What is planned is an act of cooperation, so that it is promised (codebook section 3, AGREE)."""
    return any(t in FRIENDLY for t in _content_types(analysis, candidate))


def _blaming_content(analysis: Analysis, candidate: Candidate) -> bool:
    """The content tells a bad deed of somebody else."""
    speakers = {(a.country or a.name, a.sector) for a in named_in(analysis, candidate, "subject")}
    others = {(a.country or a.name, a.sector) for a in named_in(analysis, candidate, "clause-subject")}
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
    disasters = word_classes()["disasters"]
    words = [
        analysis.tokens[c]
        for h in (*frame.subjects, *(h for _, h in frame.obliques))
        for c in conjuncts(analysis, h)
    ]
    titles = [analysis.tokens[h - 1] for h in frame.subjects if h > 0 and _is_name(analysis, h - 1, h)]
    return not any(w.lemma.lower() in disasters for w in (*words, *titles)) and not _accident(
        analysis, candidate
    )


def _is_name(analysis: Analysis, *tokens: int) -> bool:
    """Whether words that stand together are a name: "Typhoon Bolaven"."""
    return all(analysis.tokens[t].upos == "PROPN" for t in tokens)


def _accident(analysis: Analysis, candidate: Candidate) -> bool:
    """Whether the clause beside it tells what befell them: "a boat capsized, killing nine"."""
    verb = analysis.tokens[candidate.token]
    beside = [c for c in analysis.children[verb.index] if analysis.tokens[c].deprel == "advcl"]
    if verb.deprel == "advcl":
        beside.append(verb.head)
    return any(
        analysis.tokens[i].lemma in word_classes()["accidents"]
        and analysis.child(i, "obj") < 0  # "the navy sank a boat"
        and "into" not in verb_frame(analysis, i).particles  # a car may be driven into a post
        for i in beside
    )


def _undone(analysis: Analysis, candidate: Candidate) -> bool:
    """Whether what is named is brought to an end: "broke the siege" is not done by the besiegers."""
    word = analysis.tokens[candidate.token]
    return (
        candidate.is_noun
        and word.deprel == "obj"
        and analysis.tokens[word.head].lemma in word_classes()["endings"]
    )


def _needless(analysis: Analysis, candidate: Candidate) -> bool:
    """Whether a need is denied or only thought of: "you do not need to wait", "it might need to"."""
    return any(
        analysis.tokens[c].text.lower() in ("not", "n't", "n’t", "never", "might", "may", "could", "would")
        for c in analysis.children[candidate.token]
    )


def _everybodys(analysis: Analysis, candidate: Candidate) -> bool:
    """Whether what is needed is needed of all and nobody: "society needs to look after its young"."""
    return any(analysis.tokens[h].lemma.lower() in EVERYBODY for h in candidate.frame.subjects)


def _homecoming(analysis: Analysis, candidate: Candidate) -> bool:
    """Whether somebody only goes back to his own country, where he is no guest."""
    if candidate.trigger.lemma.partition(" ")[0] != "return":
        return False
    home = {a.country for a in named_in(analysis, candidate, "subject") if a.country}
    return bool(home & {a.country for a in named_in(analysis, candidate, "to")})


def _political_doer(analysis: Analysis, candidate: Candidate) -> bool:
    """Whoever does it, if the words name somebody, is a power or bears arms; companies and storms are not."""
    return _doer_is(
        analysis, candidate, lambda head: is_political(analysis, head) or is_armed_word(analysis, head)
    )


def _violent_doer(analysis: Analysis, candidate: Candidate) -> bool:
    """Whoever does it, if the words name somebody, is people, an army or a weapon; currents do not attack."""
    classes = ("PEOPLE", "ACTOR", "armed", "weapons")
    return _doer_is(analysis, candidate, lambda head: any(in_class(analysis, head, c) for c in classes))


def _human_target(analysis: Analysis, candidate: Candidate) -> bool:
    """What is fought, if the words name it, is people, an army or a place; not a pipeline or a fire."""
    frame = candidate.frame
    heads = (*frame.objects, *frame.under("against", "with"))
    classes = ("PEOPLE", "ACTOR", "armed", "PLACE", "territory", "wars", "weapons")
    heads = tuple(counted(analysis, c) for h in heads for c in conjuncts(analysis, h))
    return not heads or any(in_class(analysis, h, c) for h in heads for c in classes)


def _doer_is(analysis: Analysis, candidate: Candidate, fits: Callable[[int], bool]) -> bool:
    heads = [counted(analysis, c) for h in candidate.frame.subjects for c in conjuncts(analysis, h)]
    return not heads or any(fits(h) for h in heads)


def _several(analysis: Analysis, candidate: Candidate) -> bool:
    """More than one takes part, by the parties that the words name or by "joint"."""
    parties = {
        a.country or a.name
        for slot in ("subject", "with", "modifier")
        for a in named_in(analysis, candidate, slot)
    }
    words = {analysis.tokens[i].lemma.lower() for i in candidate.frame.possessors}
    return len(parties) > 1 or "joint" in words


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
    ) or (lemma == "blow" and any(is_armed_word(analysis, h) for h in candidate.frame.subjects))


def _chemical(analysis: Analysis, candidate: Candidate) -> bool:
    """The weapon is a chemical, biological or like one, and no tear gas."""
    if candidate.is_noun:
        return True
    if analysis.tokens[candidate.token].lemma in ("gas", "poison"):
        return any(in_class(analysis, h, "PEOPLE") for h in candidate.frame.objects)
    words = {
        analysis.tokens[i].lemma.lower()
        for h in (*candidate.frame.objects, *candidate.frame.possessors)
        for i in (h, *analysis.children[h])
    }
    trigger = candidate.trigger.object
    chemicals = word_classes()["instruments-unconventional"]
    return "tear" not in words and bool((words | {trigger}) & (chemicals - {"gas"}))


EVERYBODY: Final = frozenset({"society", "humanity", "mankind", "everybody", "everyone", "world"})
CHECKS: Final[Mapping[str, Callable[[Analysis, Candidate], bool]]] = MappingProxyType(
    {
        "asked": _asked,
        "in-force": _in_force,
        "subjunctive": _subjunctive,
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
        "friendly-negated": _inner(WELCOME, negated=True),
        "killer": _killer,
        "political-doer": _political_doer,
        "violent-doer": _violent_doer,
        "human-target": _human_target,
        "several": _several,
        "bomb": _bomb,
        "chemical": _chemical,
        "undone": _undone,
        "needless": _needless,
        "everybodys": _everybodys,
        "homecoming": _homecoming,
    }
)
"""Check by the name that rules' ``needs`` give it."""
