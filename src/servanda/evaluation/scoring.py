"""How well predicted codings agree with gold.

Two claims pair up when they are of one kind and sort and rest on overlapping words; each is used once, the
best pair first, so that a claim told twice costs precision:

============ ========================================================================================
events       same type, quotes in a common sentence
statements   content overlaps by half or more (characters shared over characters of either)
figures      same measure, low and high; quotes overlap
commitments  same act, quotes in a common sentence
============ ========================================================================================

Over the pairs: how often each field agrees, and the F1 of the actors. ``strict`` counts a pair only if who,
status or force, and date agree as well.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from servanda.evaluation.agreement import (
    ActorKey,
    actor_keys,
    dates_agree,
    numbers_agree,
    places_agree,
    speakers_agree,
)
from servanda.evaluation.gold import Record

Stretch = tuple[int, int]
Test = Callable[[Record, Record], bool]

ROLE_BONUS: Final = 0.5
"""Added to a candidate pair whose actors agree, so that of two claims in one sentence the right ones meet."""

_SENTENCE_END = re.compile(r"\n+|(?<=[.!?])[”\"’')]*\s+(?=[“\"‘'(]*[A-Z0-9])")


def _equal(field: str) -> Test:
    return lambda g, p: g.get(field) == p.get(field)


def _same_truth(field: str) -> Test:
    return lambda g, p: bool(g.get(field)) == bool(p.get(field))


def _dates(field: str) -> Test:
    return lambda g, p: dates_agree(g.get(field), p.get(field))


@dataclass(frozen=True, slots=True)
class Kind:
    """How claims of one kind are paired and compared.

    Attributes:
        same_sort: whether two claims may pair at all.
        by_sentence: nearness by common sentences, else by shared characters.
        least: nearness needed.
        fields: tests of agreement over pairs.
        roles: fields that hold actors.
        strict: which of ``fields`` must agree for a strict pair.
    """

    same_sort: Test
    by_sentence: bool
    least: float
    fields: Mapping[str, Test]
    roles: tuple[str, ...]
    strict: tuple[str, ...]


SCORING: Final[Mapping[str, Kind]] = {
    "events": Kind(
        same_sort=_equal("type"),
        by_sentence=True,
        least=1e-9,
        fields={
            "mode": _equal("mode"),
            "status": _equal("status"),
            "background": _same_truth("background"),
            "date": _dates("date"),
            "place": lambda g, p: places_agree(g.get("place"), p.get("place")),
            "says": _same_truth("says"),
        },
        roles=("actors", "recipients"),
        strict=("status", "date"),
    ),
    "statements": Kind(
        same_sort=lambda g, p: True,  # noqa: ARG005 - any two statements may pair
        by_sentence=False,
        least=0.5,
        fields={
            "speaker": lambda g, p: speakers_agree(g.get("speaker"), p.get("speaker")),
            "form": _equal("form"),
        },
        roles=(),
        strict=("speaker",),
    ),
    "figures": Kind(
        same_sort=lambda g, p: (
            g.get("measure") == p.get("measure")
            and numbers_agree(g.get("low"), p.get("low"))
            and numbers_agree(g.get("high"), p.get("high"))
        ),
        by_sentence=False,
        least=1e-9,
        fields={
            "approx": _same_truth("approx"),
            "date": _dates("date"),
            "place": lambda g, p: places_agree(g.get("place"), p.get("place")),
            "says": _same_truth("says"),
            "cumulative": _same_truth("cumulative"),
        },
        roles=(),
        strict=("approx", "date"),
    ),
    "commitments": Kind(
        same_sort=_equal("act"),
        by_sentence=True,
        least=1e-9,
        fields={
            "force": _equal("force"),
            "date": _dates("date"),
            "term": _equal("term"),
            "end": _dates("end"),
            "renewal": _equal("renewal"),
        },
        roles=("obligors",),
        strict=("force", "date"),
    ),
}


@dataclass(frozen=True, slots=True)
class Pair:
    """A gold claim and the predicted one that tells the same.

    ``agree`` tells for each field whether both say the same, ``who`` the same for the actors.
    ``roles`` counts actor keys: shared, gold's, predicted.
    """

    report: str
    gold: Record
    predicted: Record
    agree: Mapping[str, bool]
    who: bool
    strict: bool
    roles: tuple[int, int, int]

    @property
    def disagree(self) -> tuple[str, ...]:
        """Names of the fields that differ."""
        return tuple(f for f, same in self.agree.items() if not same) + (() if self.who else ("who",))


@dataclass(frozen=True, slots=True)
class KindScore:
    """All claims of one kind: the pairs, what was missed, what was invented (``(report id, claim)``)."""

    kind: str
    pairs: tuple[Pair, ...]
    missed: tuple[tuple[str, Record], ...]
    invented: tuple[tuple[str, Record], ...]
    quotes_not_in_text: int

    @property
    def gold(self) -> int:
        """Number of gold claims."""
        return len(self.pairs) + len(self.missed)

    @property
    def predicted(self) -> int:
        """Number of predicted claims."""
        return len(self.pairs) + len(self.invented)

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        return _prf(len(self.pairs), self.gold, self.predicted)[2]

    def figures(self) -> dict[str, float | int | None]:
        """The figures by name, rounded to four places."""
        precision, recall, f1 = _prf(len(self.pairs), self.gold, self.predicted)
        strict = _prf(sum(p.strict for p in self.pairs), self.gold, self.predicted)[2]
        out: dict[str, float | int | None] = {
            "gold": self.gold,
            "predicted": self.predicted,
            "precision": round(precision, 4),
            "recall": round(recall, 4),
            "f1": round(f1, 4),
            "strict_f1": round(strict, 4),
            "quotes_not_in_text": self.quotes_not_in_text,
        }
        shared, gold, predicted = (sum(p.roles[k] for p in self.pairs) for k in range(3))
        if gold or predicted:
            out["actor_f1"] = round(_prf(shared, gold, predicted)[2], 4)
        if self.pairs:
            for field in SCORING[self.kind].fields:
                out[f"{field}_accuracy"] = round(sum(p.agree[field] for p in self.pairs) / len(self.pairs), 4)
        return out


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Scores of all kinds, and how often the time of writing is right (``None`` if gold never gives it)."""

    reports: int
    not_coded: tuple[str, ...]
    kinds: Mapping[str, KindScore]
    written_accuracy: float | None

    def to_json(self) -> dict[str, Any]:
        """The figures as one object."""
        return {
            "reports": self.reports,
            "reports_not_coded": len(self.not_coded),
            "not_coded": list(self.not_coded),
            **{kind: score.figures() for kind, score in self.kinds.items()},
            "written_accuracy": self.written_accuracy,
        }


def score_codings(gold: Mapping[str, Record], predicted: Mapping[str, Record]) -> Evaluation:
    """Hold ``predicted`` against ``gold``, both by report id."""
    written = [
        dates_agree(report["written"], predicted.get(key, {}).get("written"))
        for key, report in gold.items()
        if report.get("written")
    ]
    return Evaluation(
        reports=len(gold),
        not_coded=tuple(sorted(set(gold) - set(predicted))),
        kinds={kind: _score_kind(kind, gold, predicted) for kind in SCORING},
        written_accuracy=round(sum(written) / len(written), 4) if written else None,
    )


def quotes_of(claim: Record) -> list[str]:
    """The claim's quotes, whether it has one or several."""
    return [q for q in claim.get("quotes") or [claim.get("quote")] if q]


def _score_kind(kind: str, gold: Mapping[str, Record], predicted: Mapping[str, Record]) -> KindScore:
    pairs: list[Pair] = []
    missed: list[tuple[str, Record]] = []
    invented: list[tuple[str, Record]] = []
    unquoted = 0
    for key, report in gold.items():
        golden, found = report.get(kind) or [], predicted.get(key, {}).get(kind) or []
        met = _pair_up(report["text"], golden, found, SCORING[kind])
        pairs += (_compare(key, golden[i], found[j], SCORING[kind]) for i, j in met)
        missed += ((key, g) for i, g in enumerate(golden) if i not in {i for i, _ in met})
        invented += ((key, p) for j, p in enumerate(found) if j not in {j for _, j in met})
        quotes = [quotes_of(p) for p in found]
        unquoted += sum(q not in report["text"] for qs in quotes for q in qs) + sum(not qs for qs in quotes)
    return KindScore(kind, tuple(pairs), tuple(missed), tuple(invented), unquoted)


def _pair_up(text: str, gold: list[Record], found: list[Record], how: Kind) -> list[tuple[int, int]]:
    """Indices of claims that pair, nearest first; ties go to the earlier claims."""
    ends = _sentences(text) if how.by_sentence else []
    gold_at = [_stretches(g, text) for g in gold]
    found_at = [_stretches(p, text) for p in found]
    candidates: list[tuple[float, int, int]] = []
    for i, g in enumerate(gold):
        for j, p in enumerate(found):
            if not how.same_sort(g, p):
                continue
            near = _nearness(gold_at[i], found_at[j], ends, how.by_sentence)
            if near >= how.least:
                bonus = ROLE_BONUS if how.roles and _roles(g, how.roles) == _roles(p, how.roles) else 0.0
                candidates.append((-(near + bonus), i, j))
    met: list[tuple[int, int]] = []
    used_gold: set[int] = set()
    used_found: set[int] = set()
    for _, i, j in sorted(candidates):
        if i not in used_gold and j not in used_found:
            used_gold.add(i)
            used_found.add(j)
            met.append((i, j))
    return met


def _compare(report: str, gold: Record, predicted: Record, how: Kind) -> Pair:
    agree = {field: bool(test(gold, predicted)) for field, test in how.fields.items()}
    sides = [(actor_keys(gold.get(role)), actor_keys(predicted.get(role))) for role in how.roles]
    who = all(a == b for a, b in sides)
    return Pair(
        report=report,
        gold=gold,
        predicted=predicted,
        agree=agree,
        who=who,
        strict=who and all(agree[field] for field in how.strict),
        roles=(
            sum(len(a & b) for a, b in sides),
            sum(len(a) for a, _ in sides),
            sum(len(b) for _, b in sides),
        ),
    )


def _roles(claim: Record, roles: tuple[str, ...]) -> frozenset[ActorKey]:
    return frozenset().union(*(actor_keys(claim.get(role)) for role in roles))


def _nearness(a: list[Stretch], b: list[Stretch], sentences: list[Stretch], by_sentence: bool) -> float:
    shared = _overlap(a, b)
    if not by_sentence:
        return shared
    one, other = _touched(a, sentences), _touched(b, sentences)
    common = one & other
    return len(common) / len(one | other) + shared if common else 0.0


def _touched(stretches: list[Stretch], sentences: list[Stretch]) -> set[int]:
    return {k for k, (start, end) in enumerate(sentences) for s, e in stretches if s < end and e > start}


def _sentences(text: str) -> list[Stretch]:
    """A rough split, the same for both sides: at line breaks and at final marks before a capital."""
    cuts = [0, *(m.end() for m in _SENTENCE_END.finditer(text)), len(text)]
    starts = [m.start() for m in _SENTENCE_END.finditer(text)] + [len(text)]
    return [
        (begin, end)
        for begin, content, end in zip(cuts, starts, cuts[1:], strict=False)
        if text[begin:content].strip()
    ]


def _stretches(claim: Record, text: str) -> list[Stretch]:
    """Where the claim's quotes stand, as disjoint stretches in order."""
    found = sorted((at, at + len(q)) for q in quotes_of(claim) if (at := text.find(q)) >= 0)
    merged: list[Stretch] = []
    for start, end in found:
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _overlap(a: list[Stretch], b: list[Stretch]) -> float:
    """Characters in both over characters in either; both lists are disjoint stretches."""
    shared = sum(max(0, min(e, f) - max(s, t)) for s, e in a for t, f in b)
    either = sum(e - s for s, e in a) + sum(f - t for t, f in b) - shared
    return shared / either if either else 0.0


def _prf(hits: int, gold: int, predicted: int) -> tuple[float, float, float]:
    precision = hits / predicted if predicted else 0.0
    recall = hits / gold if gold else 0.0
    return precision, recall, 2 * precision * recall / (precision + recall) if hits else 0.0
