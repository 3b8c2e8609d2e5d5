"""Words that may tell an event: each verb, noun and adjective of the lexicon, with the rule that fits best.

Triggers are looked up by lemma, so that the size of the lexicon costs nothing; a frame is built only where
one is found.
"""

from __future__ import annotations

from typing import Final

from servanda.codebook import Trigger, lexicon, word_classes
from servanda.coding.circumstances import actors_of, find_attribution
from servanda.coding.conditions import meets
from servanda.coding.frames import Frame, counted, frame_of, joined_word, noun_frame
from servanda.coding.slots import Candidate
from servanda.coding.subjects import case_of
from servanda.knowledge.own.active import like
from servanda.model import Analysis, Rejection, Token

ABDUCTIONS: Final = frozenset({"kidnap", "abduct", "capture"})
"""Participles that tell an act even before a noun ("the kidnapped engineer")."""
MODIFIERS: Final = frozenset({"compound", "amod", "flat", "nmod", "nmod:desc", "nummod"})


def find_candidates(analysis: Analysis) -> tuple[list[Candidate], list[Rejection]]:
    """Candidates in order of the text, and the words whose every rule was turned down, with the condition."""
    found: list[Candidate] = []
    rejected: list[Rejection] = []
    names = _named_tokens(analysis)
    for token in analysis.tokens:
        if token.index in names:
            continue
        triggers = (*_modal_triggers(analysis, token), *_triggers_of(analysis, token))
        if not triggers or _only_modifies(analysis, token):
            continue
        frame = frame_of(analysis, token.index)
        failed: tuple[Trigger, str] | None = None
        for trigger in triggers:
            if not _words_fit(analysis, trigger, frame):
                continue
            candidate = Candidate(token.index, trigger, _with_object(analysis, trigger, frame))
            unmet = meets(analysis, candidate)
            if not unmet:
                found.append(candidate)
                break
            failed = failed or (trigger, unmet)
        else:
            if failed is not None:
                reason = f"needs “{failed[1]}”"
                rejected.append(
                    Rejection(
                        kind="event", span=token.span, coder=f"events/{failed[0].rule.name}", reason=reason
                    )
                )
    return found, rejected


def _named_tokens(analysis: Analysis) -> frozenset[int]:
    """Tokens that belong to names and time expressions ("Ban", "March", the "Talks" of a title)."""
    out: set[int] = set()
    for entity in analysis.entities:
        if entity.type not in ("event", "instrument"):
            out.update(range(entity.first, entity.last))
    for timex in analysis.timexes:
        named = (
            t for t in analysis.tokens[timex.first : timex.last] if t.upos != "NOUN" or t.text == "March"
        )
        out.update(t.index for t in named)  # "after the war" tells a war; "exports this March" no march
    return frozenset(out)


def _only_modifies(analysis: Analysis, token: Token) -> bool:
    """Whether a word tells only a kind of thing: "war planes", "displaced people", "prisoners of war"."""
    if token.lemma == "war" and token.deprel == "nmod" and case_of(analysis, token.index) == "of":
        named = analysis.tokens[token.head].lemma.lower() in word_classes()["named-after-war"]
        return named and analysis.child(token.index, "det", "amod", "nmod:poss") < 0
    if token.upos in ("NOUN", "PROPN"):
        return token.deprel in ("compound", "amod", "flat", "nmod:desc")
    return token.deprel in ("amod", "compound") and token.lemma not in ABDUCTIONS


def _modal_triggers(analysis: Analysis, token: Token) -> tuple[Trigger, ...]:
    """What a modal makes of a verb in somebody's mouth: "must" asks, "will" promises."""
    if token.upos not in ("VERB", "ADJ", "NOUN"):
        return ()
    modals = lexicon().modals
    for c in analysis.children[token.index]:
        child = analysis.tokens[c]
        if child.deprel == "aux" and child.xpos == "MD" and (found := modals.get(child.text.lower())):
            return found if find_attribution(analysis, token.index) is not None else ()
    return ()


def _triggers_of(analysis: Analysis, token: Token) -> tuple[Trigger, ...]:
    words = lexicon()
    if token.upos == "VERB":
        return words.verbs.get(like(token.lemma.lower(), "verb"), ())
    if token.upos in ("NOUN", "PROPN"):
        joined = joined_word(analysis, token.index)
        if joined and (found := words.nouns.get(joined)):
            return found
        lemma = like(token.lemma.lower(), "noun")
        return words.nouns.get(lemma) or words.nouns.get(token.text.lower(), ())
    if token.upos == "ADJ":
        return words.adjectives.get(like(token.lemma.lower(), "adjective"), ())
    return ()


def _words_fit(analysis: Analysis, trigger: Trigger, frame: Frame) -> bool:
    if trigger.kind == "modal":
        return True
    if trigger.kind == "noun":
        return _noun_words_fit(analysis, trigger, frame)
    if trigger.object and not _has_object(analysis, trigger.object, frame):
        return False
    return all(_has_word(analysis, word, frame) for word in trigger.words)


def _has_object(analysis: Analysis, lemma: str, frame: Frame) -> bool:
    heads = (*frame.objects, *(h for _, h in frame.obliques), *frame.clauses)
    return any(_is_word(analysis, counted(analysis, h), lemma) for h in heads)


def _has_word(analysis: Analysis, word: str, frame: Frame) -> bool:
    if word in frame.particles:
        return True
    for clause in frame.clauses:  # "ready to", "vow not to"
        if analysis.tokens[clause].deprel in ("xcomp", "ccomp", "advcl", "acl") and any(
            analysis.tokens[c].text.lower() == word for c in analysis.children[clause] if c < clause
        ):
            return True
    return any(  # "blow him up", "shoot dead"
        analysis.tokens[c].text.lower() == word and analysis.tokens[c].deprel in ("xcomp", "obj", "advmod")
        for c in analysis.children[frame.head]
    )


def _noun_words_fit(analysis: Analysis, trigger: Trigger, frame: Frame) -> bool:
    for word in trigger.words:
        if word in frame.particles:
            continue
        if not any(
            _is_word(analysis, c, word)
            for c in analysis.children[frame.head]
            if c < frame.head and analysis.tokens[c].deprel in MODIFIERS
        ):
            return False
    return not trigger.object or any(_is_word(analysis, h, trigger.object) for _, h in frame.obliques)


def _is_word(analysis: Analysis, index: int, word: str) -> bool:
    token = analysis.tokens[index]
    if "-" in word:
        return joined_word(analysis, index) == word or token.lemma.lower() == word
    return token.lemma.lower() == word or token.text.lower() == word


def _with_object(analysis: Analysis, trigger: Trigger, frame: Frame) -> Frame:
    """A verb with its object as one phrase takes over what hangs on the object ("held talks with X in Y")."""
    if trigger.kind == "noun" or not trigger.object:
        return frame
    heads = (*frame.objects, *(h for _, h in frame.obliques))
    inner = next((h for h in heads if _is_word(analysis, counted(analysis, h), trigger.object)), -1)
    if inner < 0:
        return frame
    below = noun_frame(analysis, counted(analysis, inner))
    if actors_of(analysis, inner):
        inner = -1  # "clashed with the police": whom the phrase names stays in its slot
    return Frame(
        head=frame.head,
        verb=frame.verb,
        subjects=frame.subjects,
        objects=tuple(h for h in frame.objects if h != inner),
        indirects=frame.indirects,
        possessors=below.possessors,
        obliques=(*(o for o in frame.obliques if o[1] != inner), *below.obliques),
        clauses=(*frame.clauses, *below.clauses),
        particles=frame.particles | below.particles,
        passive=frame.passive,
        shared=frame.shared,
    )
