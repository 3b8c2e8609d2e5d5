"""The same figure told twice is one record, with the fullest wording as its quote (codebook section 9)."""

from __future__ import annotations

from dataclasses import replace

from servanda.codebook.figures import load_figures
from servanda.model import Analysis, Figure, Rejection

_GENERIC = frozenset(
    {"people", "person", "other", "one", "victim", "man", "more", "civilian", "them", "they"}
)


def merge_figures(
    analysis: Analysis, figures: list[tuple[Figure, int]]
) -> tuple[tuple[Figure, ...], tuple[Rejection, ...]]:
    """Join figures with equal measure and bounds that count the same.

    ``figures`` come with the head of what is counted.

    Two figures are the same if neither names a place or a day that the other contradicts, and their nouns
    are equal or one of them is a general word ("people", "others"). Linear: only figures with the same
    measure and bounds meet.
    """
    groups: dict[tuple[str, float | None, float | None], list[tuple[Figure, str]]] = {}
    order: list[tuple[tuple[str, float | None, float | None], int]] = []
    rejected: list[Rejection] = []
    for figure, head in figures:
        key = (figure.measure, figure.low, figure.high)
        noun = analysis.tokens[head].lemma.lower() if figure.of else ""
        bucket = groups.setdefault(key, [])
        for i, (earlier, earlier_noun) in enumerate(bucket[-8:], max(0, len(bucket) - 8)):
            if _same(earlier, figure) and _nouns_agree(earlier_noun, noun):
                bucket[i] = (
                    _join(earlier, figure),
                    earlier_noun if earlier_noun not in _GENERIC else noun or earlier_noun,
                )
                rejected.append(
                    Rejection(
                        kind="figure",
                        span=figure.provenance.evidence[0],
                        coder=figure.provenance.coder,
                        reason="the same figure told again",
                    )
                )
                break
        else:
            order.append((key, len(bucket)))
            bucket.append((figure, noun))
    return tuple(groups[key][i][0] for key, i in order), tuple(rejected)


def _same(a: Figure, b: Figure) -> bool:
    """Whether neither figure contradicts the other; a day lent by the story contradicts nothing."""
    own_dates = _has_own(a, "date") and _has_own(b, "date")
    if own_dates and a.date and b.date and a.date not in b.date and b.date not in a.date:
        return False
    if a.place and b.place and a.place != b.place:
        return False
    return not (a.says and b.says and a.says != b.says)


def _has_own(figure: Figure, field: str) -> bool:
    return any(name == field for name, _ in figure.provenance.fields)


def _nouns_agree(a: str, b: str) -> bool:
    kinds = load_figures().kinds
    if a == b or not a or not b:
        return True
    return (a in _GENERIC and kinds.get(b, "person") == "person") or (
        b in _GENERIC and kinds.get(a, "person") == "person"
    )


def _join(a: Figure, b: Figure) -> Figure:
    """The earlier figure with what the later one adds.

    Both pieces of text are kept, one with a noun first.
    """
    full, other = (b, a) if b.of and not a.of else (a, b)
    evidence = full.provenance.evidence + tuple(
        s for s in other.provenance.evidence if s not in full.provenance.evidence
    )
    return replace(
        a,
        of=full.of or other.of,
        event=a.event or b.event,
        date=(b.date if _has_own(b, "date") and not _has_own(a, "date") else a.date) or b.date,
        place=(b.place if _has_own(b, "place") and not _has_own(a, "place") else a.place) or b.place,
        says=a.says or b.says,
        cumulative=a.cumulative or b.cumulative,
        provenance=replace(a.provenance, evidence=evidence, fields=a.provenance.fields + b.provenance.fields),
    )
