"""Statements: words that the report puts into somebody's mouth (codebook sections 4 and 9)."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cached_property

from servanda.codebook import lexicon
from servanda.codebook.reporting import ReportingLexicon, load_reporting
from servanda.coding.circumstances import actors_of
from servanda.coding.subjects import antecedent, case_of, surface_subject
from servanda.knowledge import find_role
from servanda.model import Actor, Analysis, Attribution, Claims, Provenance, Rejection, Span, Statement, Token

_FRAMES_ALONE = frozenset({"according", "document", "noun", "quotation", "continued"})
_SCORES = {"direct": 0.95, "mixed": 0.9, "indirect": 0.85}
_ISSUER_WORDS = 20
"""How many words of a phrase are searched for who issued a document."""
_COUNTS = frozenset(
    {
        "toll",
        "sale",
        "telephone",
        "estimate",
        "figure",
        "consensus",
        "datum",
        "data",
        "statistic",
        "share",
        "market",
    }
)  # fmt: skip
"""What seems to speak and is nobody: their owner speaks, or there is no statement."""
_ABSTRACT = ("tion", "sion", "ment", "ing", "ism", "ness", "ance", "ence", "ity", "ship")
"""Endings of nouns that name an act or a quality."""
_MODAL = frozenset({"likely", "unlikely", "possible", "probable", "certain"})
_CONTAINERS = frozenset({"pair", "series", "number", "set", "couple", "string"})
_RECIPROCAL = ("each other of ", "one another of ", "each other for ", "one another for ")


def code_statements(analysis: Analysis) -> Claims:
    """One record for each stretch of content with one speaker."""
    return _Coder(analysis, load_reporting()).code()


class _Coder:
    def __init__(self, analysis: Analysis, lexicon: ReportingLexicon) -> None:
        self.analysis = analysis
        self.lexicon = lexicon
        self.statements: list[Statement] = []
        self.rejections: list[Rejection] = []

    def code(self) -> Claims:
        for attribution in self._outermost():
            reason = self._unfit(attribution)
            if reason:
                self._reject(attribution, reason)
                continue
            speakers = self._speakers(attribution)
            if not speakers:
                self._reject(attribution, "nobody is named as speaker")
                continue
            self.statements.extend(self._make(attribution, speakers))
        return Claims(statements=tuple(self.statements), rejections=tuple(self.rejections))

    def _reject(self, attribution: Attribution, reason: str) -> None:
        self.rejections.append(
            Rejection(kind="statement", span=attribution.span, coder=self._rule(attribution), reason=reason)
        )

    def _rule(self, attribution: Attribution) -> str:
        cue = self.analysis.tokens[attribution.cue].lemma if attribution.cue >= 0 else "none"
        return f"statements/{attribution.frame}.{cue}"

    def _unfit(self, attribution: Attribution) -> str:
        """Why an attribution makes no statement, or ``""``."""
        if attribution.source < 0:
            return "the source is not named"
        if not any(c.isalpha() for c in attribution.span.of(self.analysis.document.text)):
            return "no word is said"
        if attribution.form == "indirect" and self._is_adverb(attribution.span):
            return "an adverb alone says nothing"
        if attribution.frame in _FRAMES_ALONE:
            return ""
        lemma = self.analysis.tokens[attribution.cue].lemma
        if (lemma, attribution.frame) not in self.lexicon.statements:
            return f"“{lemma}” with this kind of content makes no statement"
        return ""

    def _is_adverb(self, span: Span) -> bool:
        """Whether a content is one adverb or "likely", left over from a clause the parser parted."""
        at = bisect_left(self.analysis.tokens, span.start, key=lambda t: t.start)
        token = self.analysis.tokens[min(at, len(self.analysis.tokens) - 1)]
        return token.span == span and (token.upos == "ADV" or token.lemma in _MODAL)

    # Content inside content

    def _outermost(self) -> Iterator[Attribution]:
        """Attributions that stand in no other; of two that share content, the one with the real speaker."""
        kept: list[Attribution] = []
        for attribution in self.analysis.attributions:
            if kept and kept[-1].span.contains(attribution.span):
                outer = kept[-1]
                if self._passes_on(outer) and self._speakers(attribution):
                    kept[-1] = attribution
                    self._reject(outer, "only passes on what another says")
                else:
                    self._reject(attribution, "stands inside another statement")
                continue
            if kept and kept[-1].span.overlaps(attribution.span):
                self._reject(attribution, "overlaps another statement")
                continue
            if self._unfit(attribution):
                self._reject(attribution, self._unfit(attribution))
                continue
            kept.append(attribution)
        yield from kept

    def _passes_on(self, outer: Attribution) -> bool:
        """Whether the outer speaker is an outlet or the like, whose own words are not the point."""
        speakers = self._speakers(outer)
        return not speakers or speakers[0].sector == "MED"

    # Speakers

    def _speakers(self, attribution: Attribution) -> tuple[Actor, ...]:
        if attribution.cue >= 0:
            for c in self.analysis.children[attribution.cue]:  # "the agency said, quoting an official"
                if (
                    self.analysis.tokens[c].lemma == "quote"
                    and (quoted := self.analysis.child(c, "obj")) >= 0
                ):
                    return self._actors(quoted)
        return self._actors(attribution.source)

    def _actors(self, head: int) -> tuple[Actor, ...]:
        if head < 0:
            return ()
        head = antecedent(self.analysis, head)
        token = self.analysis.tokens[head]
        if token.lemma in _CONTAINERS and (inner := self.analysis.child(head, "nmod")) >= 0:
            token = self.analysis.tokens[inner]
        if token.lemma in self.lexicon.documents and token.upos == "NOUN":
            return self._issuers(token.index)
        if token.lemma in _COUNTS and token.upos == "NOUN":
            return self._owners(token.index)
        mention = self.analysis.mention_at(head)
        if mention is None or mention.kind != "name":
            named = self._apposition(head)
            if named:
                return named
        if mention is not None and mention.actors:
            return tuple(dict.fromkeys((*mention.actors, *actors_of(self.analysis, head))))
        if token.upos == "PRON" or (token.upos == "NOUN" and not _may_speak(token)):
            return ()
        return (Actor(self._phrase(head), "", "UNK"),)

    def _apposition(self, head: int) -> tuple[Actor, ...]:
        """The name beside a description: "the ministry's spokesman, X"."""
        for c in self.analysis.children[head]:
            mention = self.analysis.mention_at(c) if self.analysis.tokens[c].deprel == "appos" else None
            if mention is not None and mention.kind == "name" and mention.actors:
                return mention.actors
        return ()

    def _issuers(self, head: int) -> tuple[Actor, ...]:
        """Whose a statement or study is: its owner, who published it, or whoever spoke last."""
        if actors := self._owners(head):
            return actors
        if self.statements:
            return (self.statements[-1].speaker,)
        return (Actor(self._phrase(head), "", "UNK"),)

    def _owners(self, head: int) -> tuple[Actor, ...]:
        """Whose a document or a count is by its own phrase, or who published it; empty if nobody is named."""
        analysis = self.analysis
        for i in analysis.subtree(head)[:_ISSUER_WORDS]:
            token = analysis.tokens[i]
            owned = token.head == head and token.deprel in ("nmod:poss", "compound", "amod")
            if owned or case_of(analysis, i) in ("by", "from"):
                actors = actors_of(analysis, i) or (self._apposition(i) if not owned else ())
                if actors:
                    return actors
        if analysis.tokens[head].deprel == "obj":
            subject, _ = surface_subject(analysis, analysis.tokens[head].head)
            if subject >= 0 and (actors := actors_of(analysis, subject)):
                return actors
        return ()

    def _phrase(self, head: int) -> str:
        """The words of a phrase, without what hangs far behind it."""
        near = (c for c in self.analysis.children[head] if c < head + 6)
        parts = ("compound", "amod", "flat", "nmod")
        keep = [head, *(c for c in near if self.analysis.tokens[c].deprel.partition(":")[0] in parts)]
        return self.analysis.text_of(min(keep), max(keep) + 1)

    def _make(self, attribution: Attribution, speakers: Sequence[Actor]) -> Iterator[Statement]:
        span = attribution.span
        words = span.of(self.analysis.document.text)
        pair = next((w for w in _RECIPROCAL if words.startswith(w)), "")
        if pair:
            span = Span(span.start + len(pair), span.end)
        cue = self.analysis.tokens[attribution.cue].text if attribution.cue >= 0 else "no word of its own"
        fields = (
            (("speaker", self.analysis.tokens[attribution.source].span),) if attribution.source >= 0 else ()
        )
        for speaker in speakers if pair else self._first_named(speakers):
            yield Statement(
                speaker=speaker,
                addressees=self._actors_of(attribution.addressee),
                form=attribution.form,
                provenance=Provenance(
                    evidence=(span,),
                    coder=self._rule(attribution),
                    score=_SCORES[attribution.form],
                    reasons=(f"reported by “{cue}” ({attribution.frame})",),
                    fields=fields,
                ),
            )

    def _first_named(self, speakers: Sequence[Actor]) -> Sequence[Actor]:
        """Of joint speakers the one whom the report names first."""
        if len(speakers) == 1:
            return speakers
        return [min(speakers, key=lambda a: self._order.get(a, len(self._order)))]

    @cached_property
    def _order(self) -> dict[Actor, int]:
        """Actors in the order in which the report first names them."""
        seen: dict[Actor, int] = {}
        for mention in self.analysis.mentions:
            for actor in mention.actors:
                seen.setdefault(actor, len(seen))
        return seen

    def _actors_of(self, head: int) -> tuple[Actor, ...]:
        mention = self.analysis.mention_at(head)
        return mention.actors if mention is not None else ()


def _may_speak(token: Token) -> bool:
    """Whether a noun that stands for nobody known may name people or a body: acts and qualities speak not."""
    lemma = token.lemma.lower()
    if find_role(lemma) is not None:
        return True
    return lemma not in lexicon().nouns and lemma not in _COUNTS and not lemma.endswith(_ABSTRACT)
