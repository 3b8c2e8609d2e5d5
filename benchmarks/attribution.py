"""Whose words stand in quotation marks, held against PolNeAR: contents and sources of direct speech.

usage: attribution.py DATA [--model FOLDER] [--misses N]

DATA is polnear_dev.jsonl.gz (github.com/networkdynamics/PolNeAR) or its folder, one report a line:
``{"doc_id", "text", "attributions": [{"source": [[start, end]], "cue": …, "content": …}]}``. The reports are
read from their raw text by all of :func:`servanda.pipeline.analyse`.

Direct speech is a stretch of content that lies between quotation marks but for a tenth of its letters: a gold
content in two pieces (“…,” she said, “…”) counts as two. Precision holds each direct attribution that was
read against all gold contents, recall each direct gold content against all that was read; each is used once.
Two contents pair if they share half the characters of both together (``any``: one character). A source is
right if its phrase shares a character with the gold one of its pair. Ends with 1 below what is due.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from servanda import api
from servanda.language.model import LanguageModel
from servanda.model import Analysis
from servanda.pipeline import Tools, analyse

DUE = {"contents": 0.85, "sources": 0.80}
QUOTED = re.compile(r"“[^“”]*(?:”|$)|\"[^\"]*(?:\"|$)|^[^“”\"]*”")
LEAST_QUOTED = 0.9

Stretch = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Said:
    """One stretch of content with the stretches that name its source; ``direct``: between quotation marks."""

    content: Stretch
    sources: tuple[Stretch, ...]
    direct: bool


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")


def is_direct(words: str) -> bool:
    """Whether a stretch lies between quotation marks, but for a tenth of its letters."""
    letters = sum(c.isalnum() for c in words)
    quoted = sum(c.isalnum() for match in QUOTED.finditer(words) for c in match[0])
    return letters > 0 and quoted >= LEAST_QUOTED * letters


def gold_of(report: dict[str, Any]) -> list[Said]:
    """The pieces of all gold contents."""
    return [
        Said((start, end), tuple((a, b) for a, b in one["source"]), is_direct(report["text"][start:end]))
        for one in report["attributions"]
        for start, end in one["content"]
    ]


def read_of(analysis: Analysis) -> Iterator[Said]:
    """What was read, one an attribution; a source is the phrase of its mention."""
    text = analysis.document.text
    for attribution in analysis.attributions:
        sources: tuple[Stretch, ...] = ()
        if attribution.source >= 0:
            token = analysis.tokens[attribution.source]
            mention = analysis.mention_at(attribution.source)
            sources = ((token.start, token.end),)
            if mention is not None:
                sources = ((analysis.tokens[mention.first].start, analysis.tokens[mention.last - 1].end),)
        span = attribution.span
        direct = attribution.form == "direct" and is_direct(span.of(text))
        yield Said((span.start, span.end), sources, direct)


def shared(a: Stretch, b: Stretch) -> float:
    """Intersection over union of two stretches."""
    both = min(a[1], b[1]) - max(a[0], b[0])
    return both / (max(a[1], b[1]) - min(a[0], b[0])) if both > 0 else 0.0


def pair(left: Sequence[Said], right: Sequence[Said], least: float) -> dict[int, int]:
    """Best pairs first, each used once: position on the left to position on the right."""
    found = sorted(
        (-score, i, j)
        for i, a in enumerate(left)
        for j, b in enumerate(right)
        if (score := shared(a.content, b.content)) >= least and score > 0
    )
    out: dict[int, int] = {}
    used: set[int] = set()
    for _, i, j in found:
        if i not in out and j not in used:
            out[i] = j
            used.add(j)
    return out


class Tally:
    """Hits among what was read and among the gold."""

    def __init__(self) -> None:
        self.read = self.read_hit = self.gold = self.gold_hit = 0

    @property
    def line(self) -> tuple[float, float, float]:
        """Precision, recall, F1."""
        precision, recall = self.read_hit / max(1, self.read), self.gold_hit / max(1, self.gold)
        both = precision + recall
        return precision, recall, 2 * precision * recall / both if both else 0.0


def count(gold: Sequence[Said], read: Sequence[Said], least: float, contents: Tally, sources: Tally) -> None:
    """Add one report."""
    pairs = pair(gold, read, least)
    back = {j: i for i, j in pairs.items()}
    for mine, other, forth, kind in ((gold, read, pairs, "gold"), (read, gold, back, "read")):
        for k, one in enumerate(mine):
            if not one.direct:
                continue
            hit = k in forth
            named = hit and any(shared(a, b) > 0 for a in one.sources for b in other[forth[k]].sources)
            if kind == "gold":
                contents.gold, contents.gold_hit = contents.gold + 1, contents.gold_hit + hit
                if one.sources:
                    sources.gold, sources.gold_hit = sources.gold + 1, sources.gold_hit + named
            else:
                contents.read, contents.read_hit = contents.read + 1, contents.read_hit + hit
                sources.read, sources.read_hit = sources.read + 1, sources.read_hit + named


def misses(text: str, gold: Sequence[Said], read: Sequence[Said]) -> Iterator[str]:
    """What differs, in words."""
    pairs = pair(gold, read, 0.5)
    back = {j: i for i, j in pairs.items()}

    def words(said: Said) -> str:
        return f"{[text[a:b] for a, b in said.sources]}: {text[slice(*said.content)]!r}"

    for i, one in enumerate(gold):
        if one.direct and i not in pairs:
            yield f"missed {words(one)}"
        elif one.direct and not any(shared(a, b) > 0 for a in one.sources for b in read[pairs[i]].sources):
            yield f"source {[text[a:b] for a, b in read[pairs[i]].sources]} for {words(one)}"
    yield from (f"invented {words(one)}" for j, one in enumerate(read) if one.direct and j not in back)


def main(arguments: Sequence[str] | None = None, tools: Tools | None = None) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("data", type=Path)
    parser.add_argument("--model", type=Path)
    parser.add_argument("--misses", type=int, default=0, metavar="N", help="print up to N differences")
    args = parser.parse_args(arguments)
    path = args.data / "polnear_dev.jsonl.gz" if args.data.is_dir() else args.data
    tools = tools or Tools(LanguageModel.load(args.model))
    tallies = {least: (Tally(), Tally()) for least in (0.5, 0.0)}
    told: list[str] = []
    start = time.process_time()
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            report = json.loads(line)
            analysis = analyse(api.document(report["text"], id=report["doc_id"]), tools)
            gold, read = gold_of(report), list(read_of(analysis))
            for least, (contents, sources) in tallies.items():
                count(gold, read, least, contents, sources)
            told += [f"{report['doc_id']}: {line}" for line in misses(report["text"], gold, read)]
    for least, (contents, sources) in tallies.items():
        for name, tally in (("contents", contents), ("sources", sources)):
            precision, recall, f1 = tally.line
            kind = "half" if least else "any"
            _say(f"{name:9} {kind:5} P {precision:.3f}  R {recall:.3f}  F1 {f1:.3f}  gold {tally.gold}")
    _say(f"{time.process_time() - start:.0f} s")
    for line in told[: args.misses]:
        _say(line)
    contents, sources = tallies[0.5]
    return int(contents.line[2] < DUE["contents"] or sources.line[2] < DUE["sources"])


if __name__ == "__main__":
    sys.exit(main())
