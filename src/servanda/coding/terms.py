"""The terms of a commitment: start, end, duration, renewal and condition (codebook section 6)."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

from servanda.model import Analysis, Renewal, Span, Timex

_FROM = frozenset({"from", "since", "starting", "beginning", "effective", "effect"})
_UNTIL = frozenset({"until", "till", "through", "by", "to"})
_CONDITION = frozenset({"if", "unless", "provided", "once", "whether"})
_EXCHANGE = frozenset({"exchange", "return"})
_RENEWAL = frozenset({"extension", "renewal", "extend", "renew", "prolong", "prolongation"})
_CONSENT = frozenset({"consent", "agreement", "mutual", "mutually"})
_PAST_SPAN = frozenset({"after", "since", "during", "over", "past", "last", "before"})
"""Words before a duration that tell how long something took, not how long a commitment runs."""
_PERIOD = re.compile(r"P(T?\d+[A-Z])+$")
_RECURS = re.compile(r"(?:[ -][\w-]+){0,2}?[ -](?:daily|(?:a|per|each|every) day)\b")
_CONSENT_CASE = frozenset({"by", "with", "subject"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What the words around a commitment say of its course; ``None`` where they say nothing."""

    start: str | None = None
    end: str | None = None
    term: str | None = None
    renewal: Renewal | None = None
    condition: Span | None = None
    fields: tuple[tuple[str, Span], ...] = ()

    def joined(self, other: Terms, *, made: str | None = None) -> Terms:
        """These terms, filled with another telling's where they say nothing."""
        term, renewal = self.term or other.term, self.renewal or other.renewal
        start, end = self.start or other.start, self.end or other.end
        if term and renewal == "automatic" and made and start is None:
            start = made
        if start and term and end is None:
            end = _end(start, term)
        return Terms(
            start=start,
            end=end,
            term=term,
            renewal=renewal,
            condition=self.condition or other.condition,
            fields=self.fields + tuple(f for f in other.fields if f[0] not in {n for n, _ in self.fields}),
        )


def read_terms(analysis: Analysis, head: int, *, offered: bool = False, made: str | None = None) -> Terms:
    """Terms in the clause that ``head`` governs, or stands in if it is a noun."""
    top = _clause(analysis, head)
    tree = analysis.subtree(top)
    inside = set(tree)
    fields: list[tuple[str, Span]] = []
    start = end = term = None
    for timex in _timexes(analysis, tree[0], tree[-1]):
        if timex.first not in inside:
            continue
        before = _word_before(analysis, timex.first)
        if timex.type == "DURATION" or (timex.value.startswith("P") and timex.iso is None):
            if term is None and _PERIOD.match(timex.value) and _is_term(analysis, timex, head):
                term = timex.value
                fields.append(("term", timex.span))
        elif timex.iso and before in _UNTIL and end is None:
            end = timex.iso
            fields.append(("end", timex.span))
        elif timex.iso and before in _FROM and start is None:
            start = timex.iso
            fields.append(("start", timex.span))
    renewal = _renewal(analysis, tree, offered=offered)
    if term and renewal == "automatic" and made and start is None:
        start = made
    if start and term and end is None:
        end = _end(start, term)
    condition = _condition(analysis, top)
    if condition is not None:
        fields.append(("condition", condition))
    return Terms(start=start, end=end, term=term, renewal=renewal, condition=condition, fields=tuple(fields))


def _clause(analysis: Analysis, head: int) -> int:
    if analysis.tokens[head].upos in ("VERB", "AUX", "ADJ"):
        return head
    for i in analysis.ancestors(head):
        if analysis.tokens[i].upos in ("VERB", "AUX", "ADJ"):
            return i
    return head


def _timexes(analysis: Analysis, first: int, last: int) -> tuple[Timex, ...]:
    at = bisect_left(analysis.timexes, first, key=lambda t: t.first)
    stop = bisect_left(analysis.timexes, last + 1, key=lambda t: t.first)
    return analysis.timexes[at:stop]


def _word_before(analysis: Analysis, index: int) -> str:
    for i in range(index - 1, max(index - 4, -1), -1):
        token = analysis.tokens[i]
        if token.upos in ("ADP", "SCONJ", "VERB") or token.lemma in _UNTIL | _FROM:
            word = token.text.lower()
            return "effect" if word == "on" and i and analysis.tokens[i - 1].lemma == "effect" else word
        if token.upos not in ("DET", "ADJ", "NOUN"):
            break
    return ""


def _is_term(analysis: Analysis, timex: Timex, head: int) -> bool:
    """Whether a duration is how long the commitment runs: "for five years", "a 48-hour truce"."""
    outer = timex.first
    while timex.first <= analysis.tokens[outer].head < timex.last:
        outer = analysis.tokens[outer].head
    governor = analysis.tokens[outer].head
    first = timex.first
    before = analysis.tokens[first - 1].lemma if first else ""
    if before in ("a", "an", "the") and first > 1 and governor != head:
        before = analysis.tokens[first - 2].lemma  # "after a two-month lull"
    if timex.type == "SET" or _RECURS.match(analysis.document.text, timex.span.end):
        return False  # "a three-hour daily pause" comes again the next day
    if before in _PAST_SPAN or _lasted(analysis, outer, head):
        return False
    if governor == head or before in ("for", "within", "to", "of"):
        return True
    return analysis.tokens[outer].deprel in ("compound", "amod", "nmod", "obl") and governor >= 0


def _lasted(analysis: Analysis, index: int, head: int) -> bool:
    """Whether a time stands in a clause of what came before: "after meeting for an hour"."""
    while index >= 0 and index != head:
        marks = (analysis.tokens[c] for c in analysis.children[index])
        if analysis.tokens[index].deprel == "advcl" and any(
            m.deprel in ("mark", "case") and m.lemma in _PAST_SPAN for m in marks
        ):
            return True
        index = analysis.tokens[index].head
    return False


def _end(start: str, term: str) -> str | None:
    """The year in which a term of whole years runs out."""
    if term[0] == "P" and term[-1] == "Y" and term[1:-1].isdigit() and start[:4].isdigit():
        return str(int(start[:4]) + int(term[1:-1])) + start[4:].partition("/")[0]
    return None


def _renewal(analysis: Analysis, tree: list[int], *, offered: bool) -> Renewal | None:
    words = [analysis.tokens[i] for i in tree]
    if not any(w.lemma in _RENEWAL for w in words):
        return None
    if any(w.lemma in ("automatic", "automatically") for w in words):
        return "automatic"
    for k, w in enumerate(words):
        if w.lemma in _CONSENT and any(v.lemma in _CONSENT_CASE for v in words[max(0, k - 4) : k]):
            return "by_consent"
    return "offered" if offered else None


def _condition(analysis: Analysis, top: int) -> Span | None:
    """The words of a condition: an if-clause, or what is given in exchange."""
    places = [
        top,
        *(i for i in list(analysis.ancestors(top))[:2] if analysis.tokens[i].upos in ("VERB", "ADJ")),
    ]
    for place in places:
        for c in analysis.children[place]:
            token = analysis.tokens[c]
            if token.deprel == "advcl" and any(
                analysis.tokens[m].deprel in ("mark", "advmod") and analysis.tokens[m].lemma in _CONDITION
                for m in analysis.children[c]
            ):
                return _span(analysis, c)
    for i in analysis.subtree(top):
        token = analysis.tokens[i]
        if token.lemma in _EXCHANGE and i and analysis.tokens[i - 1].lemma == "in":
            tree = [k for k in analysis.subtree(i) if k > i]
            if tree and analysis.tokens[tree[0]].lemma == "for":
                return Span(analysis.tokens[i - 1].start, analysis.tokens[tree[-1]].end)
            following = analysis.tokens[i + 1] if i + 1 < len(analysis.tokens) else None
            if following is not None and following.lemma == "for":
                last = max(analysis.subtree(following.head)) if following.head >= 0 else i + 1
                if last > i:
                    return Span(analysis.tokens[i - 1].start, analysis.tokens[last].end)
    return None


def _span(analysis: Analysis, head: int) -> Span | None:
    tree = [i for i in analysis.subtree(head) if analysis.tokens[i].upos != "PUNCT"]
    return Span(analysis.tokens[tree[0]].start, analysis.tokens[tree[-1]].end) if tree else None
