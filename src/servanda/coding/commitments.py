"""Commitments: who bound, or offered to bind, themselves to what (codebook section 6)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from servanda.codebook.acts import load_acts
from servanda.coding.act_dates import find_date
from servanda.coding.acts import ActReader, Undertaking
from servanda.coding.circumstances import is_background, report_day
from servanda.coding.instruments import InstrumentReader
from servanda.coding.signatories import PartyReader
from servanda.coding.standing import StandingReader
from servanda.coding.terms import read_terms
from servanda.coding.undertakings import UndertakingReader
from servanda.model import Analysis, Claims, Commitment, Force, Provenance, Span

_SCORES: dict[Force, float] = {
    "agreed": 0.8,
    "declared": 0.75,
    "offered": 0.75,
    "in_force": 0.6,
    "ended": 0.7,
    "broken": 0.65,
    "demanded": 0.5,
}
_ABSORBS: dict[Force, frozenset[Force]] = {
    "broken": frozenset({"agreed", "declared", "in_force", "broken"}),
    "ended": frozenset({"agreed", "declared", "in_force", "ended"}),
    "agreed": frozenset({"agreed", "in_force"}),
    "declared": frozenset({"declared", "in_force"}),
    "in_force": frozenset({"in_force"}),
    "offered": frozenset({"offered"}),
    "demanded": frozenset({"demanded"}),
}
"""Which tellings of the same commitment a stronger word takes up."""
_LAST_WORD: tuple[Force, ...] = ("broken", "ended", "agreed", "declared", "offered", "demanded", "in_force")
_LOOK_BACK = 8
"""With how many earlier commitments of the same act a telling is compared."""
_MOST_QUOTES = 12
_NARROW = timedelta(days=3)
"""A report whose own date is known this well dates its news."""

_NEWS: frozenset[Force] = frozenset({"agreed", "declared", "offered"})
"""Words given on the day of the report unless it names another."""


def code_commitments(analysis: Analysis) -> Claims:
    """One record for each act that somebody is bound to; tellings of the same are joined."""
    lexicon = load_acts()
    acts = ActReader(analysis, lexicon)
    found = [
        *UndertakingReader(analysis, lexicon, acts).read(),
        *InstrumentReader(
            analysis, lexicon, acts, StandingReader(analysis, lexicon, acts), PartyReader(analysis, lexicon)
        ).read(),
    ]
    found.sort(key=lambda u: (u.evidence, u.act))
    return Claims(commitments=tuple(_make(analysis, group) for group in _join(found)))


def _join(found: Sequence[Undertaking]) -> list[list[Undertaking]]:
    """Undertakings grouped by what they tell of; the first of each group is the one that stands for it."""
    groups: list[list[Undertaking]] = []
    by_act: dict[str, list[int]] = {}
    for undertaking in found:
        for k in reversed(by_act.get(undertaking.act, [])[-_LOOK_BACK:]):
            best = groups[k][0]
            if not _same_sides(best, undertaking) or _apart(best, undertaking):
                continue
            if undertaking.force in _ABSORBS[best.force] or best.force in _ABSORBS[undertaking.force]:
                groups[k].insert(0 if _rank(undertaking) < _rank(best) else len(groups[k]), undertaking)
                break
        else:
            by_act.setdefault(undertaking.act, []).append(len(groups))
            groups.append([undertaking])
    return [sorted(group, key=_rank) for group in groups]


def _rank(undertaking: Undertaking) -> tuple[int, int, int]:
    """Order within a group: the last word on how it stands, then what tells most, then what names parties."""
    kind = undertaking.rule.rpartition(".")[2]
    told = (
        0 if kind == "term" else 1 if kind != "instrument" else 2 + (undertaking.cue == undertaking.content)
    )
    return _LAST_WORD.index(undertaking.force), told, not undertaking.obligors


def _same_sides(a: Undertaking, b: Undertaking) -> bool:
    """Whether two tellings can be of the same parties: one names none, or they share a side."""
    left = {x.country or x.name for x in a.obligors}
    right = {x.country or x.name for x in b.obligors}
    return not left or not right or bool(left & right)


def _apart(a: Undertaking, b: Undertaking) -> bool:
    """Whether one is a running instrument and the other a new promise of the same act."""
    if a.evidence.overlaps(b.evidence):
        return False
    return "in_force" in (a.force, b.force) and (a.instrument is None) != (b.instrument is None)


def _make(analysis: Analysis, group: Sequence[Undertaking]) -> Commitment:
    best = group[0]
    obligors = best.obligors or next((u.obligors for u in group if u.obligors), ())
    beneficiaries = best.beneficiaries or next((u.beneficiaries for u in group if u.beneficiaries), ())
    instrument = best.instrument or next((u.instrument for u in group if u.instrument), None)
    when, when_span, why = _find_date(analysis, best.cue)
    if (
        best.force in ("in_force", "ended")
        and when_span is not None
        and not _within(analysis, best, when_span)
    ):
        when, when_span, why = None, None, "no date on the instrument itself"
    if when is None and best.force in _NEWS and not is_background(analysis, best.cue, None):
        when, why = _news_date(analysis), "told as the report's news"
    terms = read_terms(analysis, best.content, offered=best.force == "offered", made=when)
    fields = list(terms.fields)
    if when_span is not None:
        fields.append(("date", when_span))
    if instrument is not None:
        fields.append(("instrument", instrument))
    text = analysis.document.text
    return Commitment(
        act=best.act,
        obligors=obligors,
        beneficiaries=beneficiaries,
        force=best.force,
        date=when,
        start=terms.start,
        end=terms.end,
        term=terms.term,
        renewal=terms.renewal,
        condition=terms.condition.of(text) if terms.condition else None,
        instrument=instrument.of(text) if instrument else None,
        provenance=Provenance(
            evidence=_evidence(analysis, group),
            coder=best.rule,
            score=_SCORES[best.force],
            reasons=(*dict.fromkeys(u.reason for u in group), why),
            fields=tuple(sorted(fields)),
        ),
    )


def _find_date(analysis: Analysis, cue: int) -> tuple[str | None, Span | None, str]:
    """When a commitment was made: a date on the word that tells it, or on the making of an instrument."""
    found = find_date(analysis, cue)
    if analysis.tokens[cue].upos not in ("NOUN", "PROPN"):
        return found
    for c in analysis.children[cue]:  # "the contract, signed in 2020"
        if analysis.tokens[c].deprel == "acl" and analysis.tokens[c].xpos == "VBN":
            made = find_date(analysis, c)
            if made[0] is not None:
                return made
    return found


def _within(analysis: Analysis, undertaking: Undertaking, span: Span) -> bool:
    """Whether a date stands in the phrase that names a running instrument, not merely in its sentence."""
    tree = analysis.subtree(undertaking.cue)
    return analysis.tokens[tree[0]].start <= span.start and span.end <= analysis.tokens[tree[-1]].end


def _news_date(analysis: Analysis) -> str | None:
    """The report's day: the date it bears, or the narrow interval in which it must have been written."""
    if analysis.document.published is not None and (day := report_day(analysis)) is not None:
        return day.isoformat()
    if analysis.written is None or analysis.written[1] - analysis.written[0] > _NARROW:
        return None
    first, last = (d.isoformat() for d in analysis.written)
    return first if first == last else f"{first}/{last}"


def _evidence(analysis: Analysis, group: Sequence[Undertaking]) -> tuple[Span, ...]:
    """The stretches of all tellings, the best first, none inside another."""
    out: list[Span] = []
    for u in group:
        if len(out) < _MOST_QUOTES and not any(s.overlaps(u.evidence) for s in out):
            out.append(_telling(analysis, u))
    return tuple(out)


def _telling(analysis: Analysis, undertaking: Undertaking) -> Span:
    """The evidence, with as many words around it as it takes to be found again by its words alone."""
    span, text = undertaking.evidence, analysis.document.text
    sentence = analysis.sentence_of(undertaking.cue)
    last = next(
        (i for i in range(sentence.last - 1, sentence.first, -1) if analysis.tokens[i].upos != "PUNCT"), 0
    )
    for i in (undertaking.cue, last, sentence.first):
        if text.find(span.of(text)) == span.start:
            break
        span = Span.cover([span, analysis.tokens[i].span])
    return span
