"""Commitments: who bound, or offered to bind, themselves to what (codebook section 6)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from servanda.codebook.acts import load_acts
from servanda.coding.act_dates import find_date
from servanda.coding.acts import ActReader, Undertaking
from servanda.coding.anchored_dates import UNDATED, Dated
from servanda.coding.circumstances import find_attribution, interval, is_background, report_day, tense_of
from servanda.coding.futures import FutureReader
from servanda.coding.instruments import InstrumentReader
from servanda.coding.mandates import MandateReader
from servanda.coding.signatories import PartyReader
from servanda.coding.standing import StandingReader
from servanda.coding.subjects import case_of, surface_subject
from servanda.coding.terms import Terms, read_terms
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

_MADE = frozenset({"broker", "mediate", "agree", "sign", "reach", "negotiate", "conclude", "seal", "strike"})
"""Participles that tell the making of the instrument whose phrase they stand in."""
_MONTH = len("2021-05")
_WIDEST = 40
_GIVES = frozenset(
    {"make", "give", "reiterate", "reaffirm", "renew", "repeat", "restate", "confirm", "express"}
)
"""Verbs that give the day of the promise that is their object."""
_OLD_NEWS = timedelta(days=7)
"""What was made longer before its report is not the report's news."""

_NEWS: frozenset[Force] = frozenset({"agreed", "declared", "offered"})
"""Words given on the day of the report unless it names another."""


def code_commitments(analysis: Analysis) -> Claims:
    """One record for each act that somebody is bound to; tellings of the same are joined."""
    lexicon = load_acts()
    acts = ActReader(analysis, lexicon)
    promises = UndertakingReader(analysis, lexicon, acts)
    futures = FutureReader(analysis, lexicon, acts, promises)
    found = [
        *promises.read(),
        *futures.said(),
        *InstrumentReader(
            analysis, lexicon, acts, StandingReader(analysis, lexicon, acts), PartyReader(analysis, lexicon)
        ).read(),
    ]
    found.extend(futures.laid_down(found))
    found.extend(MandateReader(analysis, acts).read(found))
    found = [futures.with_instrument(u) for u in found]
    found.sort(key=lambda u: (u.evidence, u.act))
    return Claims(commitments=tuple(_make(analysis, group) for group in _join(analysis, found)))


def _join(analysis: Analysis, found: Sequence[Undertaking]) -> list[list[Undertaking]]:
    """Undertakings grouped by what they tell of; the first of each group is the one that stands for it."""
    groups: list[list[Undertaking]] = []
    by_act: dict[str, list[int]] = {}
    for undertaking in found:
        for k in reversed(by_act.get(undertaking.act, [])[-_LOOK_BACK:]):
            best = groups[k][0]
            if not _same_sides(best, undertaking) or _apart(best, undertaking):
                continue
            if any(_made_apart(analysis, member, undertaking) for member in groups[k]):
                continue
            if _absorbs(best, undertaking) or _absorbs(undertaking, best):
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


def _absorbs(a: Undertaking, b: Undertaking) -> bool:
    """Whether one takes the other up: a stronger word, or the same words read as one side's and as both's."""
    if a.evidence.overlaps(b.evidence) and (a.force, b.force) == ("agreed", "declared"):
        return True
    return b.force in _ABSORBS[a.force]


def _apart(a: Undertaking, b: Undertaking) -> bool:
    """Whether one is a running instrument and the other a new promise of the same act."""
    if a.evidence.overlaps(b.evidence) or any(u.rule.endswith(".mandate") for u in (a, b)):
        return False
    return "in_force" in (a.force, b.force) and (a.instrument is None) != (b.instrument is None)


def _made_apart(analysis: Analysis, a: Undertaking, b: Undertaking) -> bool:
    """Whether each has a day of its own: both say when, or one does and the other is the day's news."""
    if a.force not in _NEWS or b.force not in _NEWS or a.evidence.overlaps(b.evidence):
        return False
    first, second = (interval(_find_date(analysis, u.cue)[0]) for u in (a, b))
    if first is not None and second is not None:
        return first[1] < second[0] or second[1] < first[0]
    said, news = first or second, interval(_news_date(analysis))
    if said is None or news is None:
        return False
    return said[0] > news[1] or said[1] < news[0] - _OLD_NEWS


def _make(analysis: Analysis, group: Sequence[Undertaking]) -> Commitment:
    best = group[0]
    obligors = best.obligors or next((u.obligors for u in group if u.obligors), ())
    beneficiaries = best.beneficiaries or next((u.beneficiaries for u in group if u.beneficiaries), ())
    instrument = best.instrument or next((u.instrument for u in group if u.instrument), None)
    told = best if best.force in _NEWS else next((u for u in group if u.force in _NEWS), best)
    when, when_span, why = _find_date(analysis, told.cue)
    if (
        told.force in ("in_force", "ended")
        and when_span is not None
        and not _within(analysis, told, when_span)
    ):
        when, when_span, why = None, None, "no date on the instrument itself"
    if when is None and told.force in ("in_force", "broken") and told.content != told.cue:
        when, when_span, why = _made_on(analysis, told.content)
    if told.force in ("in_force", "ended") and _is_after_report(analysis, when):
        when, when_span, why = None, None, "the date is its end"
    cue = analysis.tokens[told.cue]
    if when and len(when) == _MONTH and cue.deprel == "acl" and _is_after_report(analysis, when):
        when = f"{int(when[:4]) - 1}{when[4:]}"  # "a truce agreed in May", told in April: last year's
    laid_down = told.rule.endswith(".laid-down")
    if when is None and told.force in _NEWS and (laid_down or not _is_past(analysis, told)):
        when, why = _news_date(analysis), "told as the report's news"
    force = best.force
    terms = _terms(analysis, group, made=when)
    if force == "ended" and _to_come(analysis, best.cue):
        force = "in_force"
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
        force=force,
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
            score=_SCORES[force],
            reasons=(*dict.fromkeys(u.reason for u in group), why),
            fields=tuple(sorted(fields)),
        ),
    )


def _terms(analysis: Analysis, group: Sequence[Undertaking], *, made: str | None) -> Terms:
    """Terms by all tellings, each by the first that gives it."""
    best = group[0]
    found = [read_terms(analysis, u.content, offered=u.force == "offered", made=made) for u in group]
    longer = [t for u, t in zip(group, found, strict=True) if u.rule.endswith(".mandate") or u is best]
    out = longer[0]
    for other in longer[1:]:
        out = out.joined(other, made=made)
    return out


def _is_past(analysis: Analysis, told: Undertaking) -> bool:
    """Whether the making is told as history, or as what came before ("since the truce was signed").

    In reported words "had agreed" may be today's news; "had guaranteed", of one side, seldom is.
    """
    cue = analysis.tokens[told.cue]
    thing = cue.head if cue.deprel == "acl" and cue.head >= 0 else told.cue
    after = case_of(analysis, thing) in ("after", "since", "following") or any(
        analysis.tokens[c].deprel == "mark" and analysis.tokens[c].lemma in ("after", "since")
        for c in analysis.children[told.cue]
    )
    if after or is_background(analysis, told.cue, None):
        return True
    if tense_of(analysis, told.cue) != "pluperfect":
        return False
    return told.force == "declared" or find_attribution(analysis, told.cue) is None


def _is_after_report(analysis: Analysis, when: str | None) -> bool:
    """Whether a date lies after the report, by the latest day that the report can be of."""
    days, today = (
        interval(when),
        max((d for d in (report_day(analysis), analysis.document.published) if d is not None), default=None),
    )
    return days is not None and today is not None and days[0] > today


def _to_come(analysis: Analysis, cue: int) -> bool:
    """Whether the end is still to come: "whose term ends in 2025", told in 2022."""
    if tense_of(analysis, cue) in ("past", "perfect", "pluperfect"):
        return False
    return _is_after_report(analysis, _find_date(analysis, cue)[0])


def _find_date(analysis: Analysis, cue: int) -> tuple[str | None, Span | None, str]:
    """When a commitment was made: a date on the word that tells it, or on the making of an instrument."""
    found = find_date(analysis, cue)
    if analysis.tokens[cue].upos not in ("NOUN", "PROPN"):
        return found
    made = _made_on(analysis, cue)
    if made[0] is not None:
        return made
    head = analysis.tokens[cue].head
    if found[0] is None and head >= 0 and (ended := _day_of_the_end(analysis, cue)) is not None:
        return ended
    if found[0] is None and head >= 0 and analysis.tokens[cue].deprel == "obj":
        verb = analysis.tokens[head]
        if verb.upos == "VERB" and verb.lemma in _GIVES:  # "reiterated their commitment on 3 May"
            return find_date(analysis, head)
    return found


def _made_on(analysis: Analysis, noun: int) -> Dated:
    """When an instrument was made, by a participle on its name: "the contract, signed in 2020"."""
    if analysis.tokens[noun].upos in ("NOUN", "PROPN"):
        for c in analysis.subtree(noun)[:_WIDEST]:  # a long phrase pulls the participle to its last noun
            token = analysis.tokens[c]
            if token.deprel == "acl" and token.xpos == "VBN" and (token.head == noun or token.lemma in _MADE):
                made = find_date(analysis, c)
                if made[0] is not None:
                    return made
    return UNDATED


def _day_of_the_end(analysis: Analysis, noun: int) -> Dated | None:
    """When a war was that an instrument ended: "the 2020 war ended with a defeat and a peace deal"."""
    while analysis.tokens[noun].deprel == "conj" and analysis.tokens[noun].head >= 0:
        noun = analysis.tokens[noun].head
    verb = analysis.tokens[noun].head
    if analysis.tokens[noun].deprel != "obl" or verb < 0 or analysis.tokens[verb].lemma != "end":
        return None
    subject, _ = surface_subject(analysis, verb)
    when = find_date(analysis, subject)[0] if subject >= 0 else None
    return (when, None, "made when the war that it ended was over") if when is not None else None


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
