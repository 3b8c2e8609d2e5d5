"""Figures: how many of what, by whose count (codebook sections 5 and 9).

Each quantity of the text is asked for its measure; ages, dates, votes, counts of days and sites never get one. What is
left carries its date, place, source and event, and figures told twice are one.
"""

from __future__ import annotations

from servanda.codebook.figures import load_figures
from servanda.coding.circumstances import find_source
from servanda.coding.figure_dates import date_figure
from servanda.coding.figure_fields import counted_text, event_span, find_event, is_cumulative, quote_span
from servanda.coding.figure_places import place_figure
from servanda.coding.figure_merge import merge_figures
from servanda.coding.measures import Reading, read_measure
from servanda.model import Analysis, Claims, Figure, Provenance, Quantity, Rejection, Span


def code_figures(analysis: Analysis) -> Claims:
    """Every figure of the report, in order of the text, and the numbers that were looked at and left out."""
    figures: list[tuple[Figure, int]] = []
    rejected: list[Rejection] = []
    for quantity in analysis.quantities:
        reading = _read(analysis, quantity)
        if reading is None:
            rejected.append(
                Rejection(
                    kind="figure",
                    span=quantity.span,
                    coder="figures",
                    reason="counts nothing the codebook asks for",
                )
            )
            continue
        figures.append((_figure(analysis, quantity, reading), _head(quantity, analysis)))
    kept, merged = merge_figures(analysis, figures)
    return Claims(figures=kept, rejections=tuple(rejected) + merged)


def _head(quantity: Quantity, analysis: Analysis) -> int:
    """The counted noun, or the numeral's own head."""
    if quantity.noun >= 0:
        return quantity.noun
    for i in range(quantity.last - 1, quantity.first - 1, -1):
        if not quantity.first <= analysis.tokens[i].head < quantity.last:
            return i
    return quantity.last - 1


def _read(analysis: Analysis, quantity: Quantity) -> Reading | None:
    if quantity.kind == "money":
        return Reading(
            "money",
            _governor(analysis, _head(quantity, analysis)),
            "figures/money",
            0.5,
            "an amount of money",
        )
    if quantity.kind == "duration":
        return _read_duration(analysis, quantity)
    if quantity.kind != "count" or quantity.high == 0:
        return None
    return read_measure(analysis, _head(quantity, analysis), has_noun=quantity.noun >= 0)


def _governor(analysis: Analysis, head: int) -> int:
    return analysis.tokens[head].head if analysis.tokens[head].head >= 0 else head


def _read_duration(analysis: Analysis, quantity: Quantity) -> Reading | None:
    """Lengths of terms, mandates, deadlines and truces only (codebook section 5)."""
    lexicon = load_figures()
    if quantity.noun >= 0 and analysis.tokens[quantity.noun].lemma.lower() in lexicon.terms:
        return Reading("duration", quantity.noun, "figures/duration.term", 0.7, "length of a term")
    return None


def _figure(analysis: Analysis, quantity: Quantity, reading: Reading) -> Figure:
    predicate = reading.predicate
    event = find_event(analysis, predicate)
    words = event_span(analysis, event)
    cumulative = is_cumulative(analysis, predicate, event, quantity)
    day, day_span, day_reason = date_figure(analysis, predicate, event, cumulative=cumulative)
    place, place_span = place_figure(analysis, predicate, event, reading.measure)
    fields: list[tuple[str, Span]] = [
        (name, span) for name, span in (("date", day_span), ("place", place_span), ("event", words)) if span
    ]
    return Figure(
        measure=reading.measure,
        low=quantity.low,
        high=quantity.high,
        approx=quantity.approx,
        of=counted_text(analysis, quantity),
        event=words.of(analysis.document.text) if words else None,
        date=day,
        place=place,
        says=find_source(analysis, predicate),
        cumulative=cumulative,
        unit=quantity.unit or None,
        provenance=Provenance(
            evidence=(quote_span(analysis, quantity, predicate),),
            coder=reading.rule,
            score=reading.score,
            reasons=(reading.reason, f"number read by {quantity.rule}", day_reason),
            fields=tuple(fields),
        ),
    )
