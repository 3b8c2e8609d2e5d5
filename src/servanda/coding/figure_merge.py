"""The same figure told twice is one record, with the fullest wording as its quote (codebook section 9).

A headline rounds and leaves out: "30 killed" above "about 30 fighters were killed" is told in full below. So
a figure of the headline joins one of the text with the same number even where the text bounds it, and takes
over what the text says of day, place and source.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Final

from servanda.codebook.figures import load_figures
from servanda.model import Analysis, Figure, Rejection

_GENERIC: Final = frozenset(
    {
        "people",
        "person",
        "other",
        "one",
        "victim",
        "man",
        "more",
        "civilian",
        "them",
        "they",
        "dead",
        "killed",
    }
)
_OTHERS: Final = frozenset({"other", "more", ""})
"""In one sentence with the same number these are others indeed: "three soldiers and three others"."""
_LATEST: Final = 8
"""So many figures of one measure and number are remembered; more are not the same one."""
_TITLE_WITHIN: Final = 400
"""Characters from the start of the text within which the title may be repeated."""
_TITLE_WORDS: Final = 4
"""So many words of a title tell that it is there, though its end may differ."""
_WORD: Final = re.compile(r"\w+")

Key = tuple[str, float | None]


@dataclass(slots=True)
class _Told:
    """A figure as far as it is told.

    Attributes:
        figure: with what every telling adds.
        noun: lemma of what is counted; ``""`` if the number stands alone.
        sentence: of the last telling.
        headline: whether only the headline has told it.
    """

    figure: Figure
    noun: str
    sentence: int
    headline: bool


def merge_figures(
    analysis: Analysis, figures: list[tuple[Figure, int]]
) -> tuple[tuple[Figure, ...], tuple[Rejection, ...]]:
    """Join figures with equal measure and bounds that count the same.

    ``figures`` come with the head of what is counted, in order of the text.

    Two figures are the same if neither names a place or a day that the other contradicts, and their nouns
    are equal or one of them is a general word ("people", "others"). Linear: only figures with the same
    measure and number meet.
    """
    groups: dict[Key, list[_Told]] = {}
    order: list[_Told] = []
    rejected: list[Rejection] = []
    end = headline_end(analysis)
    for figure, head in figures:
        start = figure.provenance.evidence[0].start
        token = analysis.tokens[head]
        told = _Told(figure, token.lemma.lower() if figure.of else "", token.sentence, start < end)
        number = figure.low if figure.low is not None else figure.high
        bucket = groups.setdefault((figure.measure, number), [])
        earlier = next((e for e in bucket[-_LATEST:] if _same(analysis, e, told)), None)
        if earlier is None:
            bucket.append(told)
            order.append(told)
            continue
        earlier.figure = _join(earlier, told)
        earlier.noun = told.noun if earlier.noun in _GENERIC and told.noun else earlier.noun
        earlier.sentence, earlier.headline = told.sentence, earlier.headline and told.headline
        rejected.append(
            Rejection(
                kind="figure",
                span=figure.provenance.evidence[0],
                coder=figure.provenance.coder,
                reason="the same figure told again",
            )
        )
    return tuple(told.figure for told in order), tuple(rejected)


def headline_end(analysis: Analysis) -> int:
    """Where the headline ends that the text opens with or repeats near its start; 0 if there is none."""
    text, title = analysis.document.text, analysis.document.title or ""
    end = 0
    for sentence in analysis.sentences:
        if sentence.kind != "headline":
            break
        end = sentence.end
    words = [m.group().lower() for m in _WORD.finditer(title)]
    found = [(m.group().lower(), m.end()) for m in _WORD.finditer(text[:_TITLE_WITHIN])]
    if len(words) < _TITLE_WORDS:
        return end
    for i in range(len(found) - _TITLE_WORDS + 1):
        same = 0
        while same < len(words) and i + same < len(found) and found[i + same][0] == words[same]:
            same += 1
        if same >= _TITLE_WORDS:
            return max(end, found[i + same - 1][1])
    return end


def _same(analysis: Analysis, a: _Told, b: _Told) -> bool:
    """Whether neither figure contradicts the other; what the story lends contradicts nothing."""
    beside = a.sentence == b.sentence and a.headline == b.headline
    one, two = a.figure, b.figure
    if a.headline and not b.headline and one.low == one.high:
        return _headline_agrees(a.noun, b.noun)
    if (beside and (a.noun != b.noun or a.noun in _OTHERS)) or not _nouns_agree(a.noun, b.noun):
        return False
    own_days = [f.date for f in (one, two) if f.date and _has_own(f, "date")]
    own_places = [f.place for f in (one, two) if f.place and _has_own(f, "place")]
    return (
        _bounds(one) == _bounds(two)
        and (len(own_days) < 2 or own_days[0] in own_days[1] or own_days[1] in own_days[0])
        and (
            len(own_places) < 2
            or _places_agree(analysis, own_places[0], own_places[1], same=a.noun == b.noun)
        )
        and (one.says is None or two.says is None or one.says == two.says)
    )


def _bounds(figure: Figure) -> tuple[float | None, float | None]:
    return figure.low, figure.high


def _places_agree(analysis: Analysis, a: str, b: str, *, same: bool) -> bool:
    """Whether two places are one, or one lies in the other; of the ``same`` people also if one is unknown."""
    if a in b or b in a:
        return True
    held: dict[str, set[str]] = {}
    names: dict[str, str] = {}
    for mention, found in analysis.places.items():
        told = analysis.mentions[mention].place or found.name
        if found.id is None and same and told in (a, b):
            return True
        names.setdefault(told, found.name)
        held.setdefault(told, {found.name, *found.hierarchy})
    return names.get(b, b) in held.get(a, ()) or names.get(a, a) in held.get(b, ())


def _has_own(figure: Figure, field: str) -> bool:
    return any(name == field for name, _ in figure.provenance.fields)


def _nouns_agree(a: str, b: str) -> bool:
    lexicon = load_figures()
    kinds = lexicon.kinds
    if a == b or not a or not b:
        return True
    if "civilian" in (a, b) and {a, b} & lexicon.combatants:
        return False
    return (a in _GENERIC and kinds.get(b, "person") == "person") or (
        b in _GENERIC and kinds.get(a, "person") == "person"
    )


def _headline_agrees(a: str, b: str) -> bool:
    """Whether a headline's word may be the text's: "pilots" for "airmen", not "rebels" for "civilians"."""
    lexicon = load_figures()
    kinds = {lexicon.kinds.get(noun, "person") for noun in (a, b) if noun}
    return len(kinds) < 2 and not ("civilian" in (a, b) and {a, b} & lexicon.combatants)


def _join(earlier: _Told, later: _Told) -> Figure:
    """The earlier figure with what the later one adds; of a headline and the text, the text's."""
    a, b = earlier.figure, later.figure
    if earlier.headline and not later.headline:
        quotes = b.provenance.evidence + a.provenance.evidence
        return replace(
            b, of=b.of or a.of, event=b.event or a.event, provenance=replace(b.provenance, evidence=quotes)
        )
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
