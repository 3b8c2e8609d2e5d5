"""What parsers hang in the wrong place around a report, put right by how the words stand.

Text without commas and quotations in the middle of a sentence lead parsers astray: the speaker is hung on
the content, the subject of the content on the reporting verb, the report on the last noun before it.
"""

from __future__ import annotations

from collections.abc import Sequence

from servanda.language.speakers import case_word
from servanda.model import Analysis

NOMINALS = frozenset({"NOUN", "PROPN", "PRON"})
_REPORTING = frozenset({"VBD", "VBZ", "VBP"})
_BESIDE = 16
"""Tokens between a quotation and the verb that reports it, at most."""
_TRAILING = frozenset({"obl", "obl:unmarked", "advmod", "punct", "advcl", "obl:agent"})
"""What may follow a reporting verb whose content stands before it."""


def speaker_beside_quotation(
    analysis: Analysis, verb: int, marked: frozenset[int]
) -> tuple[int, range] | None:
    """The speaker between a quotation and the verb after it, or right after the verb, and where it stands.

    "“…,” Chairman X of Y said", "“…,” said Chairman X": ``None`` if no quotation ends before the verb.
    """
    start = analysis.sentence_of(verb).first
    last = verb - 1
    while last >= start and last not in marked:
        if verb - last > _BESIDE:
            return None
        last -= 1
    if last < start:
        return None
    between = range(last + 1, verb)
    words = [i for i in between if analysis.tokens[i].upos != "PUNCT"]
    if not words:
        return _first_nominal(analysis, range(verb + 1, _phrase_end(analysis, verb)))
    joined = analysis.tokens[words[0]].upos in {"ADP", "CCONJ", "PART"}
    if joined or any(analysis.tokens[i].upos in {"VERB", "AUX", "SCONJ"} for i in words):
        return None
    return _first_nominal(analysis, between)


def _phrase_end(analysis: Analysis, verb: int) -> int:
    """Where the words right after a verb come to a mark or another verb."""
    end = analysis.sentence_of(verb).last
    for i in range(verb + 1, min(verb + _BESIDE, end)):
        token = analysis.tokens[i]
        if token.upos in {"VERB", "AUX", "ADP", "SCONJ"} or token.text in {",", ";", ":", "(", "“", '"'}:
            return i
    return min(verb + _BESIDE, end)


def _first_nominal(analysis: Analysis, where: range) -> tuple[int, range] | None:
    """The first noun or pronoun that hangs on nothing else in ``where``."""
    for i in where:
        token = analysis.tokens[i]
        if token.upos in NOMINALS and token.head not in where and token.deprel != "obl:unmarked":
            return i, where
    return None


def report_at_the_end(analysis: Analysis, verb: int) -> tuple[int, list[int]] | None:
    """Speaker and content of a report that follows its content: "Shells fell on Monday state radio said".

    Only where the verb hangs on something in the clause before it, its subject stands right before it, and
    nothing that could be a content follows.
    """
    token = analysis.tokens[verb]
    base = token.deprel.partition(":")[0]
    perfect = token.xpos == "VBN" and analysis.tokens[verb - 1].lemma == "have"  # "activists have reported"
    if not (perfect or token.xpos in _REPORTING) or base not in {
        "acl",
        "conj",
        "parataxis",
        "dep",
        "advcl",
        "ccomp",
    }:
        return None
    if not 0 <= token.head < verb or case_word(analysis, verb):
        return None
    subject = next((c for c in analysis.children[verb] if analysis.tokens[c].deprel == "nsubj"), -1)
    if not 0 <= subject < verb or analysis.tokens[subject].upos not in NOMINALS:
        return None
    phrase = analysis.subtree(subject)
    before = analysis.tokens[max(phrase[0] - 1, 0)]
    if before.upos in {"SCONJ", "CCONJ"} or before.xpos in {"WDT", "WP", "WRB"}:
        return None
    if analysis.tokens[subject].xpos in {"WDT", "WP"} or any(
        analysis.tokens[i].upos not in {"ADV", "AUX"} for i in range(phrase[-1] + 1, verb)
    ):
        return None
    for c in analysis.children[verb]:
        if c > verb and analysis.tokens[c].deprel not in _TRAILING:
            return None
        if analysis.tokens[c].deprel in {"cc", "mark"}:
            return None
    first = analysis.sentence_of(verb).first
    content = list(range(first, phrase[0]))
    finite = [i for i in content if analysis.tokens[i].xpos in {"VBD", "VBZ", "VBP", "MD"}]
    return (subject, content) if finite and len(content) > 2 else None


def speaker_before(
    analysis: Analysis, verb: int, source: int, content: Sequence[int]
) -> tuple[int, range] | None:
    """The noun right before a verb that was left in the content before it, and its phrase.

    "… and left three hurt local media reported", where the parser made the doer of the content the speaker.
    """
    last = verb - 1
    if last not in set(content) or content[-1] != last or source >= content[len(content) // 2]:
        return None
    token = analysis.tokens[last]
    if token.upos not in {"NOUN", "PROPN", "PRON"} or token.xpos in {"WDT", "WP"}:
        return None
    first = last
    while first - 1 > content[0] and analysis.tokens[first - 1].upos in {"ADJ", "NOUN", "PROPN"}:
        first -= 1
        if analysis.tokens[first].head < first or analysis.tokens[first].head > last:
            first += 1
            break
    if analysis.tokens[first - 1].upos == "DET" and first - 1 > content[0]:
        first -= 1
    return (last, range(first, verb)) if first - content[0] > 2 else None


def subject_of_content(analysis: Analysis, verb: int, clause: int) -> list[int]:
    """The tokens of a phrase between a reporting verb and its clause that is the clause's own subject.

    "said on the radio one of the bridges was hit": hung on the verb, though the clause lacks a subject.
    """
    if any(
        analysis.tokens[c].deprel.startswith(("nsubj", "csubj", "expl")) for c in analysis.children[clause]
    ):
        return []
    first = min(analysis.subtree(clause))
    if not verb < first or analysis.tokens[clause].xpos == "VBG":
        return []
    if analysis.tokens[first].lemma in {"that", "to"}:
        return []
    for c in analysis.children[verb]:
        token = analysis.tokens[c]
        if not verb < c < clause or token.upos not in {*NOMINALS, "NUM", "ADJ", "DET"}:
            continue
        phrase = analysis.subtree(c)
        if phrase[-1] == first - 1 and not case_word(analysis, c) and phrase[0] > verb:
            return phrase
    return []


def without_last_mark(analysis: Analysis, tokens: Sequence[int], cue: int) -> list[int]:
    """Tokens without punctuation that stands alone on the far side of the cue."""
    out = list(tokens)
    if out and out[0] < cue < out[-1] and all(analysis.tokens[i].upos == "PUNCT" for i in out if i > cue):
        out = [i for i in out if i < cue]
    return out
