"""Who is given as the source of which words: reporting frames, quotations, and what stands beside them.

A frame gives a speaker, a reporting word and a stretch of content (codebook section 4). Content that touches
a quotation takes all of it, marks included, over as many sentences as it runs. A quotation that no frame
explains is given to the reporting word that stands next to it, to the words before a colon, or to whoever
spoke just before.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal

from servanda.codebook.reporting import ReportingLexicon, load_reporting
from servanda.language.reporting import Reader, Report, marked_tokens, read_according
from servanda.language.speakers import source_of
from servanda.model import Analysis, Attribution, Quotation, Span, Token

_TRIM = " \t\n\r\f\v\xa0,;:.-–—"
_LEADING = frozenset({"that", "and", "but"})
_OPENING = frozenset({"“", '"', "«", "„", "‘"})
_FIRST_PERSON = frozenset({"I", "we", "We", "our", "Our", "my", "My", "us", "me"})
_NEAR = 14
"""How many tokens may stand between a quotation and the reporting word that explains it."""


def find_attributions(analysis: Analysis) -> tuple[Attribution, ...]:
    """All attributions of a document, in order of their content."""
    return _Finder(analysis, load_reporting()).find()


@dataclass(frozen=True)
class _Finder:
    analysis: Analysis
    lexicon: ReportingLexicon

    def find(self) -> tuple[Attribution, ...]:
        found = [a for report in self._reports() for a in self._attribute(report)]
        found = _unique(found)
        found = _unique([*found, *self._explain_quotations(found)])
        return self._assign(sorted(found, key=lambda a: (a.span, a.cue)))

    @cached_property
    def _starts(self) -> list[int]:
        return [t.start for t in self.analysis.tokens]

    @cached_property
    def _quote_starts(self) -> list[int]:
        return [q.span.start for q in self.analysis.quotations]

    @cached_property
    def _marked(self) -> frozenset[int]:
        return marked_tokens(self.analysis, self.analysis.quotations)

    @cached_property
    def _spoken(self) -> frozenset[int]:
        """Tokens in quotations of more than a few words: what is told there, the one quoted tells."""
        return marked_tokens(self.analysis, tuple(q for q in self.analysis.quotations if not q.scare))

    def _reports(self) -> list[Report]:
        analysis = self.analysis
        reader = Reader(analysis, self.lexicon, self._marked)
        out: list[Report] = []
        for token in analysis.tokens:
            report = None
            if token.upos == "VERB" and token.lemma in self.lexicon.verbs:
                report = reader.read_verb(token.index)
            elif token.upos == "NOUN" and token.lemma in self.lexicon.nouns:
                report = reader.read_noun(token.index)
            elif token.upos == "NOUN" and token.lemma in self.lexicon.documents:
                report = reader.read_document(token.index)
            elif token.lemma in self.lexicon.adverbs and token.upos == "ADV" and token.head >= 0:
                tokens = tuple(i for i in analysis.subtree(token.head) if i != token.index)
                report = Report(source=-1, cue=token.index, tokens=tokens, frame="adverb") if tokens else None
            if report is not None:
                out.append(report)
        out.extend(read_according(analysis, self.lexicon))
        return out

    # From tokens to the stretch of text

    def _attribute(self, report: Report) -> list[Attribution]:
        span = self._span(report.tokens)
        if span is None:
            return []
        if report.frame == "adverb":
            return [self._make(report, span, "indirect")]
        cue = self.analysis.tokens[report.cue].span
        quotations = [q for q in self._quotations_in(span) if q.scare or not q.content.contains(cue)]
        out = []
        for piece in self._pieces(span, quotations, cue):
            inside = [q for q in quotations if q.span.overlaps(piece)]
            whole = Span.cover([piece, *(q.span for q in inside)]) if inside else piece
            if whole.contains(cue) and inside:
                whole = piece
            trimmed = self._trim(whole)
            if trimmed is not None:
                out.append(self._make(report, trimmed, self._form(trimmed, inside)))
        return out

    def _make(self, report: Report, span: Span, form: Literal["direct", "indirect", "mixed"]) -> Attribution:
        return Attribution(
            source=report.source,
            cue=report.cue,
            content=(),
            span=span,
            form=form,
            addressee=report.addressee,
            frame=report.frame,
        )

    def _span(self, tokens: Sequence[int]) -> Span | None:
        items = [self.analysis.tokens[i] for i in tokens]
        while items and (
            (items[0].lemma in _LEADING and items[0].deprel in {"mark", "cc"})
            or items[0].text in {",", ":", ";", "-", "–", "—", ".", ")", "]"}
        ):
            items.pop(0)
        if len(items) > 1 and items[0].deprel in {"case", "mark"} and items[1].text in _OPENING:
            items.pop(0)  # "thanked him for “…”"
        return self._trim(Span(items[0].start, items[-1].end)) if items else None

    def _trim(self, span: Span) -> Span | None:
        """Without punctuation at the edges, unless it belongs to a quotation."""
        text = self.analysis.document.text
        start, end = span.start, span.end
        while start < end and text[start] in _TRIM:
            start += 1
        while start < end and text[end - 1] in _TRIM:
            end -= 1
        return Span(start, end) if start < end else None

    def _quotations_in(self, span: Span) -> list[Quotation]:
        found = self.analysis.quotations
        first = max(bisect_right(self._quote_starts, span.start) - 1, 0)
        last = bisect_left(self._quote_starts, span.end)
        return [q for q in found[first:last] if q.span.overlaps(span) and self._belongs(q, span)]

    def _belongs(self, quotation: Quotation, span: Span) -> bool:
        """A quotation that only grazes the content is not part of it."""
        if span.contains(quotation.content):
            return True
        shared = min(span.end, quotation.content.end) - max(span.start, quotation.content.start)
        return shared > 2 and (quotation.content.start >= span.start - 3 or shared * 5 > len(span) * 4)

    def _pieces(self, span: Span, quotations: Sequence[Quotation], cue: Span) -> list[Span]:
        """Content around the cue, if quoted, is one piece before it and one after it."""
        if not (span.start < cue.start and cue.end < span.end) or not quotations:
            return [span]
        before = [q for q in quotations if q.span.end <= cue.start]
        after = [q for q in quotations if q.span.start >= cue.end]
        out = []
        if before:
            end = max(q.span.end for q in before)
            out.append(Span(span.start, end))
        if after:
            out.append(Span(min(q.span.start for q in after), span.end))
        return out or [span]

    def _form(self, span: Span, inside: Sequence[Quotation]) -> Literal["direct", "indirect", "mixed"]:
        text = self.analysis.document.text
        if inside:
            rest = "".join(
                text[a:b]
                for a, b in zip(
                    [span.start, *(q.span.end for q in inside)],
                    [*(q.span.start for q in inside), span.end],
                    strict=True,
                )
                if a < b
            )
            return "mixed" if any(c.isalnum() for c in rest) else "direct"
        first_person = any(t.text in _FIRST_PERSON for t in self._tokens_in(span))
        return "direct" if first_person else "indirect"

    def _tokens_in(self, span: Span) -> Sequence[Token]:
        first = bisect_left(self._starts, span.start)
        last = bisect_left(self._starts, span.end)
        return self.analysis.tokens[first:last]

    # Quotations that no frame explains

    def _explain_quotations(self, found: Sequence[Attribution]) -> list[Attribution]:
        taken = sorted(
            (a.span for a in found if a.frame != "adverb" and a.cue not in self._spoken),
            key=lambda s: s.start,
        )
        out: list[Attribution] = []
        speakers = sorted(
            (a for a in found if a.source >= 0 and a.cue not in self._marked), key=lambda a: a.span.start
        )
        at, last_end, before = 0, -1, None
        k = 0
        for quotation in self.analysis.quotations:
            while at < len(taken) and taken[at].start <= quotation.content.start:
                last_end = max(last_end, taken[at].end)
                at += 1
            while k < len(speakers) and speakers[k].span.start < quotation.span.start:
                before = speakers[k]
                k += 1
            if (
                quotation.scare
                or self._is_title(quotation)
                or last_end >= quotation.content.start + len(quotation.content) // 2
            ):
                continue
            if (
                at < len(taken)
                and quotation.span.contains(taken[at])
                and len(taken[at]) * 2 > len(quotation.span)
            ):
                continue
            attribution = self._beside(quotation) or self._continued(
                quotation,
                out[-1] if out and (before is None or out[-1].span.start > before.span.start) else before,
            )
            if attribution is not None:
                out.append(attribution)
        return out

    def _is_title(self, quotation: Quotation) -> bool:
        """Whether every word of some length is capitalised: the title of a broadcast or a book."""
        content = quotation.content.of(self.analysis.document.text)
        if content[-1:] in {".", "!", "?"}:
            return False
        words = [w for w in content.split() if len(w) > 3]
        return all(w[0].isupper() or not w[0].isalpha() for w in words) and len(words) < 8

    def _range(self, quotation: Quotation) -> tuple[int, int]:
        """Tokens ``[first, last)`` of a quotation, marks included."""
        first = bisect_left(self._starts, quotation.span.start)
        return first, max(bisect_left(self._starts, quotation.span.end), first + 1)

    def _beside(self, quotation: Quotation) -> Attribution | None:
        """The reporting word next to a quotation, after it or before it in its sentence or before a colon."""
        analysis = self.analysis
        first, last = self._range(quotation)
        if first >= len(analysis.tokens):
            return None
        sentence = analysis.sentence_of(last - 1)
        cue = -1
        for i in range(last, min(sentence.last, last + _NEAR)):
            if analysis.tokens[i].text in {'"', "“", ":", ";"}:
                break
            if self._reports_speech(i):
                cue = i
                break
        if cue < 0:
            sentence = analysis.sentence_of(first)
            start = sentence.first
            if first == start and sentence.index:
                previous = analysis.sentences[sentence.index - 1]
                if analysis.tokens[previous.last - 1].text != ":":
                    return None
                start = previous.first
            for i in range(first - 1, max(start, first - 2 * _NEAR) - 1, -1):
                if self._reports_speech(i):
                    cue = i
                    break
            if cue < 0:
                return self._headed(quotation, start, first)
        source = source_of(analysis, cue)
        if source < 0:
            return None
        return Attribution(
            source=source, cue=cue, content=(), span=quotation.span, form="direct", frame="quotation"
        )

    def _headed(self, quotation: Quotation, start: int, first: int) -> Attribution | None:
        """A name before a colon: "Minister: “…”"."""
        if first - start < 2 or self.analysis.tokens[first - 1].text != ":" or first - start > 2 * _NEAR:
            return None
        for i in range(start, first - 1):
            token = self.analysis.tokens[i]
            if token.upos in {"PROPN", "NOUN", "PRON"} and not start <= token.head < first - 1:
                return Attribution(
                    source=i, cue=-1, content=(), span=quotation.span, form="direct", frame="quotation"
                )
        return None

    def _reports_speech(self, index: int) -> bool:
        token = self.analysis.tokens[index]
        return token.upos == "VERB" and ("clause" in self.lexicon.verbs.get(token.lemma, ()))

    def _continued(self, quotation: Quotation, before: Attribution | None) -> Attribution | None:
        """A quotation that stands by itself goes on with what was quoted just before it."""
        if before is None or before.source < 0:
            return None
        text = self.analysis.document.text
        first, _ = self._range(quotation)
        if first >= len(self.analysis.tokens):
            return None
        sentence = self.analysis.sentence_of(first)
        if first != sentence.first:
            return None
        said = bisect_left(self._starts, before.span.end) - 1
        cue = max(before.cue, before.source, 0)
        if sentence.index - self.analysis.tokens[max(said, cue)].sentence > 1:
            return None  # the reporter has told something in between
        gap = sentence.paragraph - self.analysis.sentence_of(cue).paragraph
        if gap > 1 or "\n" in text[before.span.end : quotation.span.start].strip("\n"):
            return None
        return Attribution(
            source=before.source, cue=-1, content=(), span=quotation.span, form="direct", frame="continued"
        )

    # Which tokens belong to which frame

    def _assign(self, found: Sequence[Attribution]) -> tuple[Attribution, ...]:
        """Give every token to the shortest content it stands in."""
        owner: dict[int, int] = {}
        ranges = [
            (bisect_left(self._starts, a.span.start), bisect_left(self._starts, a.span.end)) for a in found
        ]
        for k in sorted(range(len(found)), key=lambda k: -len(found[k].span)):
            own = {found[k].cue, found[k].source}
            for i in range(*ranges[k]):
                if i not in own:
                    owner[i] = k
        content: list[list[int]] = [[] for _ in found]
        for i in sorted(owner):
            content[owner[i]].append(i)
        return tuple(replace(a, content=tuple(c)) for a, c in zip(found, content, strict=True))


def _unique(found: Sequence[Attribution]) -> list[Attribution]:
    """One attribution a stretch and speaker."""
    seen: dict[tuple[Span, int], Attribution] = {}
    for a in found:
        seen.setdefault((a.span, a.source), a)
    return list(seen.values())
