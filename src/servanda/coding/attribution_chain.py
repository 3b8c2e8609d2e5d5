"""The chain by which a report has what it tells: who says it, quoted by whom, how far the report vouches.

"The agency quoted the ministry as saying that the dam had burst" has two links, the agency and the ministry;
"allegedly" is a link that names nobody. Each link carries its cue and, if there is one, the hedge by which
the report keeps its distance; the words are data (``codebook/data/hedges.yaml``).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from typing import Final, TypeVar

from servanda.codebook.hedges import Hedge, hedge_words, hedges
from servanda.coding.circumstances import actors_of
from servanda.coding.subjects import case_of
from servanda.model import (
    Actor,
    Analysis,
    Attribution,
    Claim,
    Commitment,
    Event,
    Figure,
    Link,
    Span,
    Stance,
    Statement,
)

C = TypeVar("C", Event, Statement, Figure, Commitment)

QUOTING: Final = frozenset({"quote", "cite"})
CARRYING: Final = frozenset(
    {"carry", "publish", "broadcast", "air", "quote", "cite", "report", "run", "release"}
)
GAP: Final = 4
"""Tokens between two words of a hedge."""
NEAR: Final = 2
"""Sentences before a hedge of its own clause on which it bears."""
CLIMB: Final = 3
"""Governors above an act whose adverbs and adjectives still bear on it."""


class ChainReader:
    """Reads chains off one document; what every claim needs is worked out once."""

    def __init__(self, analysis: Analysis) -> None:
        self.analysis = analysis

    def chain_of(self, claim: Claim) -> tuple[Link, ...]:
        """The links of a claim, the outermost first; empty if the report tells it in its own voice."""
        span = claim.provenance.evidence[0]
        root = self._root(span)
        whole = isinstance(claim, Statement)
        around = [a for a in self._holding(span.start if whole else self._start(root)) if a.cue != root]
        around = [a for a in around if a.span.contains(span)] if whole else around
        links = [link for a in sorted(around, key=lambda a: -len(a.span)) for link in self._links(a)]
        if isinstance(claim, Statement) and all(link.source != claim.speaker for link in links):
            links = [*links[:-1], replace(links[-1] if links else Link(source=None), source=claim.speaker)]
        says = claim.says if isinstance(claim, Event | Figure) else None
        if says is not None and all(link.source != says for link in links):
            links.append(Link(source=says, words=dict(claim.provenance.fields).get("says")))
        if not whole and (own := self._own_hedge(root)) is not None:
            links.append(own)
        return tuple(self._checked(links, root))

    # The tree around the claim

    def _root(self, span: Span) -> int:
        """The word of a stretch that hangs on something outside it."""
        tokens = self.analysis.tokens
        first = bisect_right(self._starts, span.start) - 1
        at = max(first, 0)
        while at + 1 < len(tokens) and tokens[at + 1].start < span.end:
            token = tokens[at]
            inside = token.head >= 0 and span.start <= tokens[token.head].start < span.end
            if token.upos != "PUNCT" and not inside:
                break
            at += 1
        return at

    def _start(self, index: int) -> int:
        return self.analysis.tokens[index].start if self.analysis.tokens else 0

    @cached_property
    def _starts(self) -> list[int]:
        return [t.start for t in self.analysis.tokens]

    @cached_property
    def _attribution_starts(self) -> list[int]:
        return [a.span.start for a in self.analysis.attributions]

    @cached_property
    def _parents(self) -> list[int]:
        """For each attribution the last one before it that is still open where it begins, or -1."""
        out: list[int] = []
        open_ones: list[int] = []
        for k, attribution in enumerate(self.analysis.attributions):
            while open_ones and self.analysis.attributions[open_ones[-1]].span.end <= attribution.span.start:
                open_ones.pop()
            out.append(open_ones[-1] if open_ones else -1)
            open_ones.append(k)
        return out

    def _holding(self, at: int) -> Iterator[Attribution]:
        """The attributions whose content holds a place of the text, the innermost first."""
        k = bisect_right(self._attribution_starts, at) - 1
        while k >= 0:
            attribution = self.analysis.attributions[k]
            if attribution.span.start <= at < attribution.span.end:
                yield attribution
            k = self._parents[k]

    # From an attribution to its links

    def _links(self, attribution: Attribution) -> Iterator[Link]:
        analysis = self.analysis
        cue = attribution.cue
        if cue >= 0:
            yield from self._carriers(cue)
        words = self._phrase(attribution.source) if attribution.source >= 0 else None
        hedge, stance = self._hedge_of(cue, attribution.frame)
        yield Link(
            source=self._actor(attribution.source),
            words=words,
            cue=analysis.tokens[cue].span if cue >= 0 else None,
            hedge=hedge,
            stance=stance,
        )
        for c in analysis.children[cue] if cue >= 0 else ():
            quoted = analysis.child(c, "obj") if analysis.tokens[c].lemma in QUOTING else -1
            if quoted >= 0 and analysis.tokens[c].xpos == "VBG":  # "the agency said, citing an officer"
                yield Link(
                    source=self._actor(quoted),
                    words=self._phrase(quoted),
                    cue=analysis.tokens[c].span,
                )

    def _carriers(self, cue: int) -> Iterator[Link]:
        """Who passes the saying on: "X quoted Y as saying", "said in a statement carried by X"."""
        analysis = self.analysis
        verb = analysis.tokens[cue]
        above = analysis.tokens[verb.head] if verb.head >= 0 else None
        if above is not None and above.lemma in QUOTING and verb.deprel.startswith(("advcl", "xcomp", "acl")):
            subject = analysis.child(above.index, "nsubj", "obl:agent")
            if subject >= 0:
                yield Link(source=self._actor(subject), words=self._phrase(subject), cue=above.span)
        for c in analysis.children[cue]:
            for g in (c, *analysis.children[c]):
                token = analysis.tokens[g]
                if token.lemma not in CARRYING or token.xpos != "VBN":
                    continue
                agent = next((a for a in analysis.children[g] if case_of(analysis, a) == "by"), -1)
                if agent >= 0:
                    yield Link(source=self._actor(agent), words=self._phrase(agent), cue=token.span)

    def _actor(self, head: int) -> Actor | None:
        actors = actors_of(self.analysis, head) if head >= 0 else ()
        return actors[0] if actors else None

    def _phrase(self, head: int) -> Span:
        mention = self.analysis.mention_at(head)
        if mention is None:
            return self.analysis.tokens[head].span
        first, last = self.analysis.tokens[mention.first], self.analysis.tokens[mention.last - 1]
        return Span(first.start, last.end)

    # Hedges

    def _hedge_of(self, cue: int, frame: str) -> tuple[Span | None, Stance]:
        """The hedge that a reporting word is, and the stance it gives."""
        if cue < 0:
            return None, "plain"
        token = self.analysis.tokens[cue]
        hedge = hedge_words("clause" if frame == "adverb" else "cue").get(token.lemma)
        if hedge is None or self._is_excepted(hedge, cue):
            return None, "hearsay" if frame == "adverb" else "plain"
        return token.span, hedge.category

    def _is_excepted(self, hedge: Hedge, index: int) -> bool:
        following = self.analysis.tokens[index + 1 : index + 2]
        return any(t.lemma.lower() in hedge.exceptions for t in following)

    def _own_hedge(self, root: int) -> Link | None:
        """A link that names nobody: "the alleged attack", "unconfirmed reports of an attack"."""
        analysis = self.analysis
        index = root
        for _ in range(CLIMB):
            for c in analysis.children[index]:
                token = analysis.tokens[c]
                hedge = hedge_words("noun").get(token.text.lower()) if token.deprel == "amod" else None
                if hedge is not None:
                    return Link(source=None, hedge=token.span, stance=hedge.category)
            token = analysis.tokens[index]
            if token.head < 0 or token.deprel not in ("nmod", "acl", "compound"):
                return None
            index = token.head
        return None

    def _checked(self, links: Sequence[Link], root: int) -> Sequence[Link]:
        """The links with the last one marked where the report says nearby that nobody could check it."""
        if not links:
            return links
        here = self.analysis.tokens[root].sentence
        for sentence, span, stance in self._near:
            if 0 <= sentence - here <= NEAR:
                return [*links[:-1], replace(links[-1], hedge=span, stance=stance)]
        return links

    @cached_property
    def _near(self) -> list[tuple[int, Span, Stance]]:
        """Hedges in a clause of their own: sentence, words and stance, in order of the text."""
        out: list[tuple[int, Span, Stance]] = []
        for hedge in (h for h in hedges() if h.scope == "near"):
            lasts = {phrase[-1] for phrase in hedge.phrases}
            ends = (t for t in self.analysis.tokens if t.lemma.lower() in lasts)
            found = ((t.sentence, self._phrase_ending(hedge, t.index)) for t in ends)
            out.extend((sentence, span, hedge.category) for sentence, span in found if span is not None)
        return sorted(out, key=lambda found: found[1])

    def _phrase_ending(self, hedge: Hedge, last: int) -> Span | None:
        tokens = self.analysis.tokens
        for phrase in sorted(hedge.phrases, key=lambda p: (-len(p), p)):
            if phrase[-1] != tokens[last].lemma.lower():
                continue
            at = last
            for word in reversed(phrase[:-1]):
                at = self._before(hedge, word, at)
                if at < 0:
                    break
            else:
                return Span(tokens[at].start, tokens[last].end)
        return None

    def _before(self, hedge: Hedge, word: str, at: int) -> int:
        """Where a word of a phrase stands before another, not farther than :data:`GAP`; else -1."""
        tokens = self.analysis.tokens
        for i in range(at - 1, max(at - 2 - GAP, -1), -1):
            lemma = tokens[i].lemma.lower()
            if tokens[i].sentence != tokens[at].sentence or lemma in hedge.terminators:
                return -1
            if lemma == word or tokens[i].text.lower() == word or (word == "not" and lemma in ("n't", "n’t")):
                return i
        return -1


def add_chains(reader: ChainReader, claims: Iterable[C]) -> tuple[C, ...]:
    """The claims with the chains by which the report has them."""
    return tuple(replace(c, provenance=replace(c.provenance, chain=reader.chain_of(c))) for c in claims)
