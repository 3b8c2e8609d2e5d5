"""Reports: a reporting verb, noun or phrase with its speaker and the words it gives as content."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from servanda.codebook.reporting import ReportingLexicon
from servanda.language.contents import Contents
from servanda.language.repairs import report_at_the_end, speaker_before, speaker_beside_quotation
from servanda.language.speakers import case_word, is_denied, nearest_before, source_of, with_case
from servanda.model import Analysis, Quotation


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A reporting word with its parts, as token indices.

    Attributes:
        source: head of the phrase that names the speaker, or -1.
        cue: the reporting word.
        tokens: of the content, in order, not empty.
        frame: as in :class:`servanda.model.Attribution`.
        addressee: head of the phrase for whom it is said to, or -1.
    """

    source: int
    cue: int
    tokens: tuple[int, ...]
    frame: str
    addressee: int = -1


class Reader:
    """Reads reports off the trees of one document."""

    def __init__(self, analysis: Analysis, lexicon: ReportingLexicon, marked: frozenset[int]) -> None:
        self.analysis = analysis
        self.lexicon = lexicon
        self.marked = marked
        self.contents = Contents(analysis, lexicon, marked)

    def read_verb(self, verb: int) -> Report | None:
        """A verb with what it reports, or ``None`` if it reports nothing here."""
        if is_denied(self.analysis, verb):
            return None
        found = self.contents.read(verb)
        if found is None:
            return self._at_the_end(verb)
        frame, tokens, addressee = found
        source = self._speaker(verb, tokens)
        if frame in {"clause", "quoted"} and (source < 0 or self.analysis.tokens[source].head != verb):
            beside = speaker_beside_quotation(self.analysis, verb, self.marked)
            if beside is not None:
                source, phrase = beside
                tokens = [i for i in tokens if i not in phrase] or tokens
        if frame == "clause":
            before = speaker_before(self.analysis, verb, source, tokens)
            if before is not None:
                doer = self.analysis.subtree(source) if source >= 0 else []
                source, phrase = before
                tokens = sorted({i for i in (*doer, *tokens) if i < phrase.start})
            tokens = self._without_day(verb, tokens)
        return Report(source=source, cue=verb, tokens=tuple(tokens), frame=frame, addressee=addressee)

    def _without_day(self, verb: int, tokens: list[int]) -> list[int]:
        """Without the day of the saying that was hung on the content: "said on Monday fighting went on"."""
        analysis = self.analysis
        if tokens[0] != verb + 1 or analysis.tokens[tokens[0]].lemma != "on":
            return tokens
        at = bisect_left(analysis.timexes, tokens[0], key=lambda t: t.first)
        for timex in analysis.timexes[at : at + 1]:
            if timex.first <= verb + 2 < timex.last:
                rest = [i for i in tokens if i >= timex.last]
                return rest if len(rest) > 2 else tokens
        return tokens

    def _at_the_end(self, verb: int) -> Report | None:
        if self.analysis.tokens[verb].lemma not in self.lexicon.closers:
            return None
        found = report_at_the_end(self.analysis, verb)
        if found is None:
            return None
        source, tokens = found
        return Report(source=source, cue=verb, tokens=tuple(tokens), frame="clause")

    def _speaker(self, verb: int, tokens: list[int]) -> int:
        analysis = self.analysis
        source = source_of(analysis, verb)
        dateline = analysis.document.dateline
        if source >= 0 and dateline is not None and dateline.span.overlaps(analysis.tokens[source].span):
            return nearest_before(analysis, verb)
        if source >= 0 or any(
            analysis.tokens[c].deprel in {"nsubj:pass", "expl"} for c in analysis.children[verb]
        ):
            return source
        for i in tokens:  # a subject hung on the content by mistake
            for c in analysis.children[i]:
                if c < verb < i and analysis.tokens[c].deprel == "nsubj":
                    return c
        return nearest_before(analysis, verb)

    def read_noun(self, noun: int) -> Report | None:
        """A noun with a that-clause: "their claim that …", "voiced concern that …"."""
        analysis = self.analysis
        for c in analysis.children[noun]:
            child = analysis.tokens[c]
            if (
                c > noun
                and child.deprel in {"acl", "ccomp", "acl:relcl"}
                and case_word(analysis, c) == "that"
            ):
                return Report(
                    source=self._noun_source(noun),
                    cue=noun,
                    tokens=tuple(self.contents.stretch(c, noun)),
                    frame="noun",
                )
        return None

    def read_document(self, noun: int) -> Report | None:
        """A clause with quoted words under "In the joint declaration, …"."""
        analysis = self.analysis
        token = analysis.tokens[noun]
        if token.head < noun or token.deprel != "obl" or case_word(analysis, noun) not in {"in", "under"}:
            return None
        head = token.head
        source = source_of(analysis, head)
        phrase = set(analysis.subtree(noun))
        tokens = [i for i in self.contents.stretch(head, noun) if i not in phrase]
        if source < 0 or head in phrase or not any(i in self.marked for i in tokens):
            return None
        if analysis.tokens[head].lemma in self.lexicon.verbs and head not in self.marked:
            return None
        return Report(source=source, cue=noun, tokens=tuple(tokens), frame="document")

    def _noun_source(self, noun: int) -> int:
        analysis = self.analysis
        owner = analysis.child(noun, "nmod:poss")
        if owner >= 0:
            return owner
        for c in analysis.children[noun]:
            child = analysis.tokens[c]
            if child.deprel == "compound" and (child.upos == "PROPN" or child.lemma in self.lexicon.media):
                return c
            if child.deprel == "amod" and child.xpos == "JJ" and child.text[:1].isupper():
                return c
            if child.deprel.startswith("nmod") and case_word(analysis, c) in {"by", "from"}:
                return c
        verb = analysis.tokens[noun].head
        if (
            verb >= 0
            and analysis.tokens[noun].deprel == "obj"
            and "object" in self.lexicon.verbs.get(analysis.tokens[verb].lemma, frozenset())
        ):
            return source_of(analysis, verb)
        return -1


def read_according(analysis: Analysis, lexicon: ReportingLexicon) -> Iterator[Report]:
    """Phrases that name a source beside a clause: "according to X, …"."""
    for token in analysis.tokens:
        if token.lemma not in {"according", "accord"} or token.index + 2 >= len(analysis.tokens):
            continue
        source = token.head
        if token.deprel != "case" or source < 0:  # "according" as a participle with an oblique
            source = with_case(analysis, token.index, "to")
            top = token.index
        else:
            top = source
        if source < 0:
            continue
        head = analysis.tokens[top].head
        while head >= 0 and analysis.tokens[head].head >= 0 and not _heads_clause(analysis, head):
            head = analysis.tokens[head].head
        if head < 0:
            continue
        if analysis.tokens[head].deprel == "conj" and analysis.child(head, "nsubj") < 0:
            head = analysis.tokens[head].head
        if _is_report(analysis, lexicon, head):
            continue
        phrase = set(analysis.subtree(top))
        tree = [i for i in analysis.subtree(head) if i not in phrase]
        before = [i for i in tree if i < token.index]
        after = [i for i in tree if i > max(phrase)]
        tokens = before if len(before) > 2 and not _continues(analysis, after) else after or before
        if _words(analysis, before) and _continues(analysis, after):
            tokens = sorted([*before, *after])
        if _words(analysis, tokens):
            yield Report(source=source, cue=token.index, tokens=tuple(tokens), frame="according")


def _is_report(analysis: Analysis, lexicon: ReportingLexicon, head: int) -> bool:
    """Whether the clause already has a speaker: what is "according to" another only passes it on."""
    for i in (head, analysis.tokens[head].head):
        if (
            i >= 0
            and "clause" in lexicon.verbs.get(analysis.tokens[i].lemma, ())
            and analysis.child(i, "ccomp") >= 0
        ):
            return True
    return False


def _heads_clause(analysis: Analysis, index: int) -> bool:
    return analysis.tokens[index].upos in {"VERB", "AUX"} or analysis.child(index, "nsubj", "cop") >= 0


def _words(analysis: Analysis, tokens: list[int]) -> bool:
    return sum(analysis.tokens[i].upos != "PUNCT" for i in tokens) >= 2


def _continues(analysis: Analysis, tokens: list[int]) -> bool:
    return any(analysis.tokens[i].upos in {"VERB", "AUX"} for i in tokens)


def marked_tokens(analysis: Analysis, quotations: tuple[Quotation, ...]) -> frozenset[int]:
    """Tokens that stand between quotation marks, in one pass over the text."""
    out, q = [], 0
    for token in analysis.tokens:
        while q < len(quotations) and quotations[q].content.end <= token.start:
            q += 1
        if q < len(quotations) and quotations[q].content.start <= token.start:
            out.append(token.index)
    return frozenset(out)
