"""What a time in words means, counted from a day: the time grammar without a report around it."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from servanda.language.model import ModelOutput
from servanda.language.numbers import find_quantities
from servanda.language.times import find_times
from servanda.language.timing.words import FUTURE_CUES
from servanda.language.trees import parse
from servanda.model import Document, OffsetMap, Timex


@dataclass(frozen=True, slots=True)
class TimeAnswer:
    """What the words mean.

    Attributes:
        words: as asked.
        since: first and last day that they are counted from, or ``None`` if none was given.
        times: each time expression of the words, in order; two for a range.
        reason: why there is none, or why the first stays open, else what it was counted from.
    """

    words: str
    since: tuple[date, date] | None
    times: tuple[Timex, ...]
    reason: str


class _Tagger:
    """Tags for words without a sentence: what starts with a capital is a name, "will" looks ahead."""

    def annotate(self, sentences: Sequence[Sequence[str]]) -> list[ModelOutput]:
        """One output a sentence; every word hangs on its first."""
        return [_tag(words) for words in sentences]


def _tag(words: Sequence[str]) -> ModelOutput:
    upos = [
        "NUM" if w[:1].isdigit() else "PROPN" if w[:1].isupper() else "ADV" if w == "now" else "NOUN"
        for w in words
    ]
    root = next((k for k, w in enumerate(words) if w.lower() in FUTURE_CUES), 0)
    if words and words[root].lower() in FUTURE_CUES:
        upos[root] = "VERB"
    xpos = ["VB" if tag == "VERB" else "NN" for tag in upos]
    heads = tuple(0 if k == root else root + 1 for k in range(len(words)))
    relations = tuple("root" if k == root else "dep" for k in range(len(words)))
    return ModelOutput(tuple(upos), tuple(xpos), heads, relations, ())


def look_up_time(words: str, since: tuple[date, date] | None = None) -> TimeAnswer:
    """The days that words mean, counted from a day or from the days of an interval.

    Args:
        words: "last Friday", "the third quarter of 2010", "from March to May".
        since: first and last day that relative words are counted from; ``None`` if nothing is known.
    """
    document = Document(
        id="words",
        sha256=hashlib.sha256(words.encode("utf-8", "replace")).hexdigest(),
        original=words,
        text=words,
        offsets=OffsetMap.identity(len(words)),
        language="en",
    )
    analysis = parse(document, _Tagger())
    found = find_times(replace(analysis, quantities=find_quantities(analysis), written=since))
    times = tuple(replace(time, anchor=_of_the_day_given(time.anchor)) for time in found)
    if not times:
        return TimeAnswer(words, since, (), "no time expression in these words")
    best = next((t for t in times if t.earliest is not None), times[0])
    return TimeAnswer(words, since, times, best.anchor)


def _of_the_day_given(anchor: str) -> str:
    """The anchor in words that fit where no report is read."""
    for report in ("the day of the report", "when the report must have been written"):
        anchor = anchor.replace(report, "the day given")
    return anchor.replace("which is not known", "and none is")
