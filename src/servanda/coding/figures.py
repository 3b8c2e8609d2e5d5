"""Figures: how many of what, by whose count (codebook sections 5 and 9).

Each quantity of the text is asked for its measure; ages, dates, votes, counts of days and sites never get
one. What is left carries its date, place, source and event, and figures told twice are one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from servanda.codebook.figures import load_figures
from servanda.coding.figure_dates import date_figure
from servanda.coding.figure_fields import (
    counted_text,
    event_span,
    find_event,
    is_cumulative,
    is_sum_of,
    quote_span,
)
from servanda.coding.figure_merge import merge_figures
from servanda.coding.figure_places import place_figure
from servanda.coding.figure_reading import Reading
from servanda.coding.figure_scope import is_business, is_of_accident
from servanda.coding.figure_sources import count_source
from servanda.coding.figure_surface import joined_with_missing
from servanda.coding.measures import kind_of, read_measure
from servanda.coding.subjects import case_of
from servanda.model import Analysis, Claims, Figure, Provenance, Quantity, Rejection, Span

_AREAS: Final = frozenset({"square km", "square miles", "ha", "acres", "square m"})
_JOINED_RULE: Final = "figures/other.joined"
_BEFALLEN: Final = frozenset({"killed", "wounded", "killed_or_wounded", "missing", "displaced"})
"""What accidents do to people, too."""
_DONE: Final = (".object", ".subject", ".participle")
SINGLE_MEASURES: Final = frozenset({"killed", "wounded"})
"""A single person without a name is a figure only among victims, beside a number of others."""


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
    tolls = {analysis.tokens[head].sentence for figure, head in figures if figure.measure in SINGLE_MEASURES}
    for quantity in single_victims(analysis):
        if analysis.tokens[quantity.noun].sentence not in tolls:
            continue
        reading = _read(analysis, quantity)
        if reading is not None and reading.measure in SINGLE_MEASURES and reading.rule.endswith(_DONE):
            figures.append((_figure(analysis, quantity, reading), quantity.noun))
    figures.sort(key=lambda pair: pair[0].provenance.evidence[0])
    kept, merged = merge_figures(analysis, figures)
    return Claims(figures=kept, rejections=tuple(rejected) + merged)


def single_victims(analysis: Analysis) -> Iterator[Quantity]:
    """Of "a soldier", "an Indian peacekeeper": one person without a name, as a number of one.

    Only the object or passive subject of a verb, or one more member of a row of victims.
    """
    for token in analysis.tokens:
        if (
            token.upos != "NOUN"
            or token.xpos != "NN"
            or token.deprel.partition(":")[0] not in ("obj", "nsubj", "conj")
        ):
            continue
        if kind_of(analysis, token.index) != "person":
            continue
        article = analysis.child(token.index, "det")
        if article < 0 or analysis.tokens[article].lemma.lower() not in ("a", "an", "another"):
            continue
        if any(
            analysis.tokens[c].deprel in ("appos", "nummod", "flat") for c in analysis.children[token.index]
        ):
            continue  # one with a name
        span = Span(analysis.tokens[article].start, token.end)
        yield Quantity(
            first=article, last=article + 1, span=span, low=1, high=1, noun=token.index, rule="figures/single"
        )


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
        after = analysis.tokens[quantity.last : quantity.last + 2]
        if any(t.text.lower() in ("a", "per", "each") for t in after):
            return None  # a price
        if is_business(analysis, quantity, _head(quantity, analysis)):
            return None
        return Reading(
            "money",
            _governor(analysis, _head(quantity, analysis)),
            "figures/money",
            0.5,
            "an amount of money",
        )
    if quantity.kind == "duration":
        return _read_duration(analysis, quantity)
    if quantity.kind == "measure" and quantity.unit in _AREAS:
        return _read_area(analysis, quantity)
    if quantity.kind != "count" or quantity.high == 0 or _is_one_of(analysis, quantity):
        return None
    if strength := _read_strength(analysis, quantity):
        return strength
    reading = read_measure(analysis, _head(quantity, analysis), quantity)
    if (
        reading is not None
        and reading.measure in _BEFALLEN
        and is_of_accident(analysis, reading.predicate, _head(quantity, analysis))
    ):
        return None
    if reading is not None and _is_negated(analysis, reading.predicate):
        return None
    if reading is not None and reading.measure == "killed" and joined_with_missing(analysis, quantity) >= 0:
        # no measure of the codebook's: neither "killed" nor "missing" is what was said
        return replace(reading, measure="other", rule=_JOINED_RULE, reason="dead or missing")
    if reading is not None and reading.measure == "attacks" and quantity.high == 1:
        return None  # "one attack" counts nothing
    return _as_it_stands(analysis, reading) if reading else None


def _read_area(analysis: Analysis, quantity: Quantity) -> Reading | None:
    """Land that is taken, held, given back, left: "10 square kilometres"."""
    unit = analysis.tokens[quantity.last - 1]
    reading = read_measure(analysis, unit.index, quantity)
    if reading is None and unit.deprel == "nmod" and unit.head >= 0:
        reading = read_measure(analysis, unit.head, quantity)
    return reading if reading is not None and reading.measure == "territory" else None


def _is_negated(analysis: Analysis, predicate: int) -> bool:
    """Whether what would be counted did not happen and nobody says it did ("did not kill 12")."""
    factuality = analysis.factuality.get(predicate)
    return factuality is not None and factuality.negated and factuality.status == "happened"


def _is_one_of(analysis: Analysis, quantity: Quantity) -> bool:
    """Of "one of the dead": a single one picked out of a number that is told elsewhere."""
    after = analysis.tokens[quantity.last : quantity.last + 1]
    return quantity.low == 1 and bool(after) and after[0].text.lower() == "of"


def _as_it_stands(analysis: Analysis, reading: Reading) -> Reading:
    """Troops whose withdrawal is only asked for are deployed, such prisoners are captured."""
    factuality = analysis.factuality.get(reading.predicate)
    if factuality is None or factuality.status not in ("demanded", "possible", "denied"):
        return reading
    standing = {"withdrawn": "deployed", "released": "captured"}.get(reading.measure)
    if standing is None:
        return reading
    return replace(
        reading,
        measure=standing,
        rule=f"figures/{standing}.standing",
        reason=f"{reading.reason}, not done yet",
    )


def _read_strength(analysis: Analysis, quantity: Quantity) -> Reading | None:
    """An "18,000-strong force", a "20-member team"."""
    tail = [t.text.lower() for t in analysis.tokens[quantity.last : quantity.last + 2]]
    if (
        quantity.noun >= 0
        and tail[1:] in (["strong"], ["member"], ["man"])
        and kind_of(analysis, quantity.noun) == "force"
    ):
        return Reading("deployed", quantity.noun, "figures/deployed.strength", 0.6, "strength of a force")
    return None


def _governor(analysis: Analysis, head: int) -> int:
    return analysis.tokens[head].head if analysis.tokens[head].head >= 0 else head


def _read_duration(analysis: Analysis, quantity: Quantity) -> Reading | None:
    """Lengths of terms, mandates, deadlines and truces only (codebook section 5)."""
    lexicon = load_figures()
    head = _head(quantity, analysis)
    if quantity.noun >= 0 and any(
        analysis.tokens[c].lemma.lower() in ("jail", "prison", "sentence")
        for c in analysis.children[quantity.noun]
    ):
        return None
    governor = _governor(analysis, head)
    lemma = analysis.tokens[governor].lemma.lower()
    if quantity.noun >= 0 and analysis.tokens[quantity.noun].lemma.lower() in lexicon.terms:
        return Reading("duration", quantity.noun, "figures/duration.term", 0.7, "length of a term")
    if analysis.tokens[head].deprel.startswith("obl") and analysis.tokens[governor].upos == "VERB":
        preposition = case_of(analysis, head)
        told = analysis.factuality.get(governor)
        if preposition == "for" and lemma in lexicon.term_verbs and _of_a_term(analysis, governor):
            return Reading(
                "duration", governor, "figures/duration.extended", 0.6, f"length given with “{lemma}”"
            )
        if preposition == "within" and told is not None and told.status != "happened":
            return Reading("duration", governor, "figures/duration.deadline", 0.5, "a deadline")
    return None


def _of_a_term(analysis: Analysis, verb: int) -> bool:
    """Whether a verb's subject or object is a term, a truce or a presence ("extend the mandate for …")."""
    terms = load_figures().terms
    return any(
        analysis.tokens[c].deprel.startswith(("obj", "nsubj", "obl"))
        and analysis.tokens[c].lemma.lower() in terms
        for c in analysis.children[verb]
    )


def _figure(analysis: Analysis, quantity: Quantity, reading: Reading) -> Figure:
    predicate = reading.predicate
    event = find_event(analysis, predicate)
    words = event_span(analysis, event)
    cumulative = quantity.kind != "duration" and is_cumulative(analysis, predicate, event, quantity)
    day, day_span, day_reason = date_figure(analysis, predicate, event, cumulative=cumulative)
    if reading.measure in _BEFALLEN - {"displaced"}:
        cumulative = is_sum_of(analysis, quantity, predicate, event, day, cumulative=cumulative)
    place, place_span = place_figure(analysis, predicate, event, reading.measure, day)
    quote = quote_span(analysis, quantity, predicate)
    if reading.rule == _JOINED_RULE:  # what is counted is not seen without these words
        quote = Span(quote.start, analysis.tokens[joined_with_missing(analysis, quantity)].end)
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
        says=count_source(analysis, quantity, predicate, reading.measure),
        cumulative=cumulative,
        unit=quantity.unit or None,
        provenance=Provenance(
            evidence=(quote,),
            coder=reading.rule,
            score=reading.score,
            reasons=(reading.reason, f"number read by {quantity.rule}", day_reason),
            fields=tuple(fields),
        ),
    )
