"""Whether an act happened: by negation, modals, conditions and governing words (codebook section 3).

The nearest deciding word wins: first those of the act's own clause ("may attack"), then those that govern
it ("threatened to attack", "the plan to attack"), up to the main clause. Words and the relations they act
through are data (``codebook/data/factuality.yaml``); this module only walks the tree.
"""

from __future__ import annotations

from typing import Final, cast

from servanda.codebook import FactualityCue, lexicon, light_verbs
from servanda.language.governors import Verdict, governed, load_tables, negation_of, preposition, say
from servanda.model import Analysis, Factuality, Status, Token

LONGEST_CLIMB: Final = 8
SPEECH: Final = frozenset(
    {"say", "tell", "announce", "add", "state", "declare", "report", "claim", "confirm", "note", "explain"}
)
TRANSPARENT: Final = frozenset(
    {"conj", "xcomp", "ccomp", "obj", "nsubj:pass", "obl", "nmod", "acl", "advcl", "parataxis"}
)
"""Relations through which the words that govern an act are looked for."""
OPEN_FAMILIES: Final = frozenset({"fear", "condition"})
"""Families that leave open also what is told as coming: "unlikely that they will agree"."""


def judge_factuality(analysis: Analysis) -> dict[int, Factuality]:
    """The factuality of every verb, of predicative adjectives, and of every noun that may name an act."""
    nouns = lexicon().nouns
    out: dict[int, Factuality] = {}
    for token in analysis.tokens:
        is_act = (
            token.upos == "VERB"
            or (token.upos in ("NOUN", "PROPN") and (token.lemma in nouns or token.text.lower() in nouns))
            or (token.upos == "ADJ" and analysis.child(token.index, "cop") >= 0)
        )
        if is_act:
            out[token.index] = _judge(analysis, token.index)
    return out


def _judge(analysis: Analysis, index: int) -> Factuality:
    own = _own_clause(analysis, index)
    verdict = own if own is not None and own.status != "happened" else _from_above(analysis, index)
    if verdict is own and own is not None and own.status == "planned" and not own.negated:
        verdict = _left_open(analysis, index) or own
    negated = own is not None and own.negated
    if verdict is None:
        verdict = _from_sentence(analysis, index)
    if verdict is None:
        return Factuality(negated=negated)
    return Factuality(
        status=verdict.status, negated=negated or verdict.negated, cues=verdict.cues, reasons=verdict.reasons
    )


def _left_open(analysis: Analysis, index: int) -> Verdict | None:
    """What makes a plan a mere chance: a condition beside it ("would leave if …"), or a doubt above it."""
    for c in analysis.children[index]:
        if analysis.tokens[c].deprel == "advcl":
            mark = analysis.child(c, "mark")
            if mark >= 0 and analysis.tokens[mark].lemma.lower() in ("if", "unless"):
                said = say(load_tables().clause["mark if"], analysis.tokens[mark])
                return Verdict("possible", False, (mark,), (said,))
    token = analysis.tokens[index]
    if token.deprel.partition(":")[0] not in ("ccomp", "csubj") or token.head < 0:
        return None
    above = governed(analysis, index, token.head)
    return above if above is not None and above.reasons[0].partition(":")[0] in OPEN_FAMILIES else None


def _own_clause(analysis: Analysis, index: int) -> Verdict | None:
    """What the words that hang on the act itself say."""
    token = analysis.tokens[index]
    if token.upos in ("NOUN", "PROPN"):
        return _noun_words(analysis, index)
    tables = load_tables()
    found: Verdict | None = None
    negation: int | None = None
    for c in analysis.children[index]:
        child = analysis.tokens[c]
        word = child.text.lower()
        if child.deprel in ("aux", "advmod", "det", "cc:preconj", "cc", "case", "mark"):
            cue = tables.clause.get(f"mark {word}") if child.deprel == "mark" else tables.clause.get(word)
            if cue is None:
                continue
            if cue.name == "negation":
                if child.deprel == "cc" and c > index:
                    continue
                negation = c
            elif found is None and not _is_past_habit(analysis, index, child):
                found = Verdict(_status_of(analysis, index, child, cue), False, (c,), (say(cue, child),))
        elif child.deprel in ("nsubj", "obj", "nsubj:pass", "obl") and _has_no(analysis, c):
            negation = c
        elif child.deprel == "xcomp" and child.upos == "ADJ" and (no := negation_of(analysis, c)) >= 0:
            negation = no  # "was found not guilty"
    if found is None:
        found = _future_by_form(analysis, index)
    if negation is None:
        negation = _yet_to(analysis, index)
    if negation is not None:
        cue = tables.clause["not"]
        word = analysis.tokens[negation].text
        if found is None or found.status == "possible":
            return Verdict("denied", True, (negation,), (f"{cue.name}: “{word}”",))
        return Verdict(found.status, True, (*found.cues, negation), (*found.reasons, f"{cue.name}: “{word}”"))
    return found


def _status_of(analysis: Analysis, index: int, modal: Token, cue: FactualityCue) -> Status:
    """The family's status; but "would" under a past verb of saying is the future of that saying."""
    if modal.text.lower() == "would" and analysis.tokens[index].deprel in (
        "ccomp",
        "conj",
        "parataxis",
        "advcl",
    ):
        for i in analysis.ancestors(index):
            if analysis.tokens[i].lemma in SPEECH | {"promise", "pledge", "vow", "agree", "deny"}:
                return "planned"
            if analysis.tokens[i].upos == "VERB" and analysis.tokens[i].deprel != "conj":
                break
    return cast("Status", cue.category)


def _is_past_habit(analysis: Analysis, index: int, child: Token) -> bool:
    """Whether "likely", "probably" and the like stand beside a plain past tense: the act stays as told."""
    return child.deprel == "advmod" and analysis.tokens[index].xpos == "VBD"


def _yet_to(analysis: Analysis, index: int) -> int | None:
    """The "yet" of "has yet to sign", as the parser hangs it: on the infinitive or above it."""
    token = analysis.tokens[index]
    if token.xpos != "VB" or index < 2 or analysis.tokens[index - 1].text.lower() != "to":
        return None
    before = analysis.tokens[index - 2]
    if before.text.lower() != "yet" or before.sentence != token.sentence:
        return None
    return before.index


def _future_by_form(analysis: Analysis, index: int) -> Verdict | None:
    """The future of "is to meet": an infinitive after "be"."""
    token = analysis.tokens[index]
    if token.xpos != "VB" or token.deprel not in ("root", "ccomp", "conj", "parataxis", "acl:relcl"):
        return None
    words = {
        analysis.tokens[c].lemma: c
        for c in analysis.children[index]
        if analysis.tokens[c].deprel in ("aux", "cop", "mark")
    }
    if "be" in words and "to" in words:
        return Verdict("planned", False, (words["be"],), ("future: “to be to”",))
    return None


def _noun_words(analysis: Analysis, index: int) -> Verdict | None:
    tables = load_tables()
    for c in analysis.children[index]:
        child = analysis.tokens[c]
        wish = tables.noun.get(f"nsubj {child.lemma.lower()}") if child.deprel == "nsubj" else None
        if wish is not None:
            return Verdict(cast("Status", wish.category), False, (c,), (say(wish, child),))
        if child.deprel not in ("amod", "det", "compound", "nmod:poss", "nmod:unmarked", "nmod:desc"):
            continue
        cue = tables.noun.get(child.text.lower())
        if cue is not None and not _doubts_the_kind(analysis, cue, c, index):
            negated = cue.category == "denied"
            return Verdict(cast("Status", cue.category), negated, (c,), (say(cue, child),))
    return None


def _doubts_the_kind(analysis: Analysis, cue: FactualityCue, word: int, noun: int) -> bool:
    """Whether a word of doubt bears on another modifier: "a suspected chemical attack" took place."""
    if (analysis.tokens[word].text.lower(), "kind") not in cue.exceptions or noun - word < 2:
        return False
    return analysis.tokens[word + 1].deprel in ("amod", "compound") and analysis.tokens[word + 1].head == noun


def _from_above(analysis: Analysis, index: int) -> Verdict | None:
    """What governs the act: walk up until a word decides or a plain clause ends the search."""
    current = index
    for _ in range(LONGEST_CLIMB):
        token = analysis.tokens[current]
        head, relation = token.head, token.deprel
        if head < 0:
            return None
        governor = analysis.tokens[head]
        if relation == "conj":
            shared = _shared_by_conjuncts(analysis, current, head)
            if shared is not None:
                return shared
            current = head
            continue
        verdict = governed(analysis, current, head)
        if verdict is not None:
            return verdict
        if not _passes_up(analysis, index, current, governor):
            return None
        if (governor.upos in ("VERB", "ADJ", "AUX") and relation != "advcl") or relation == "nmod":
            own = _own_clause(analysis, head)
            if own is not None and (own.status != "happened" or own.negated):
                if relation == "ccomp":
                    return None
                return own
        current = head
    return None


def _shared_by_conjuncts(analysis: Analysis, current: int, head: int) -> Verdict | None:
    """What the first of joined acts says of the second: "will meet and sign"."""
    token, first = analysis.tokens[current], analysis.tokens[head]
    if token.upos in ("NOUN", "PROPN"):
        return _noun_words(analysis, head) if first.upos in ("NOUN", "PROPN") and head < current else None
    if token.xpos in ("VBD", "VBZ", "VBP") or first.upos not in ("VERB", "AUX", "ADJ"):
        return None
    if analysis.child(current, "nsubj", "nsubj:pass", "aux", "cop") >= 0:
        return None  # a clause with a subject or a tense of its own
    return _own_clause(analysis, head)


def _passes_up(analysis: Analysis, index: int, current: int, governor: Token) -> bool:
    """Whether what governs the governor still bears on the act."""
    token = analysis.tokens[current]
    relation = token.deprel
    if relation not in TRANSPARENT:
        return relation == "nsubj" and current == index and governor.lemma in light_verbs().intransitive
    if relation in ("advcl", "parataxis"):
        return token.xpos not in ("VBD", "VBZ", "VBP") and relation == "advcl" and token.xpos == "VB"
    if relation == "ccomp":
        return governor.lemma in SPEECH or token.xpos == "VB"
    light = light_verbs()
    if relation == "obl":
        return (governor.lemma, preposition(analysis, current)) in light.prepositional
    if relation in ("obj", "nsubj:pass"):
        return governor.lemma in light.transitive
    if relation == "nmod":
        return preposition(analysis, current) == "of"
    return True


def _from_sentence(analysis: Analysis, index: int) -> Verdict | None:
    """A question leaves its main verb open; an imperative demands."""
    token = analysis.tokens[index]
    if token.deprel != "root" or token.upos != "VERB":
        return None
    sentence = analysis.sentence_of(index)
    last = analysis.tokens[sentence.last - 1]
    if last.text.startswith("?"):
        return Verdict("possible", False, (last.index,), ("question",))
    subject = analysis.child(index, "nsubj", "nsubj:pass", "csubj", "expl", "aux")
    if token.xpos == "VB" and subject < 0 and index == sentence.first:
        return Verdict("demanded", False, (index,), ("imperative",))
    return None


def _has_no(analysis: Analysis, noun: int) -> bool:
    if analysis.tokens[noun].text.lower() in ("nobody", "nothing", "none"):
        return True
    return any(
        analysis.tokens[c].text.lower() in ("no", "neither")
        and analysis.tokens[c].deprel in ("det", "cc:preconj")
        for c in analysis.children[noun]
    )
