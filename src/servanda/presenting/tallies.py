"""Figures of one scope side by side, as blocks."""

from __future__ import annotations

from servanda.model.views import Count, Tally
from servanda.presenting.blocks import Block, Row, Told, day_words, quoted, when_words
from servanda.presenting.called import called
from servanda.presenting.cards import count_words

STANCES = {"own": "its own losses", "enemy": "the other side's losses", "other": ""}


def tally_title(tally: Tally) -> str:
    """``killed: Armenian soldiers``."""
    return f"{tally.measure.replace('_', ' ')}: {tally.of or tally.unit or 'not said of what'}"


def tally_scope(tally: Tally) -> str:
    """What makes the figures comparable."""
    event = tally.event or ""
    facts = [
        f"side {tally.side}" if tally.side else "",
        event,
        when_words(tally.when),
        tally.place or "",
        "over a period" if tally.cumulative else "",
        tally.unit if tally.unit and tally.of else "",
    ]
    return " · ".join(f for f in facts if f)


def range_words(tally: Tally) -> str:
    """``best 202, low 49, high 202 (policy latest)``."""
    best = "no single number" if tally.best is None else f"best {count_words(tally.best, tally.best)}"
    low = "" if tally.low is None else f", low {count_words(tally.low, tally.low)}"
    high = ", no upper bound" if tally.high is None else f", high {count_words(tally.high, tally.high)}"
    return f"{best}{low}{high} (policy {tally.policy.replace('_', ' ')})"


def count_title(count: Count) -> str:
    """``49  Nikol Pashinyan (its own losses)``."""
    number = count_words(count.low, count.high, approx=count.approx)
    by = called(count.by) if count.by else count.outlet or "the report itself"
    stance = STANCES.get(count.stance, "")
    notes = [stance, f"copy of {count.copy_of}" if count.copy_of else "", "revised" if count.revises else ""]
    told = ", ".join(n for n in notes if n)
    return f"{number}  {by}{f' ({told})' if told else ''}"


def tally_block(tally: Tally, told: Told) -> Block:
    """All figures with source and day, the best by its policy and why; not what the policy is in general."""
    return _block(tally, tally.why[1:] or tally.why, told)


def whole_tally_block(tally: Tally, told: Told) -> Block:
    """The same with every reason."""
    reasons = (*tally.why, *(f"comparable: {reason}" for reason in tally.reasons))
    return _block(tally, reasons, told)


def _block(tally: Tally, reasons: tuple[str, ...], told: Told) -> Block:
    del told
    rows = [Row("", range_words(tally), "strong")]
    if tally_scope(tally):
        rows.insert(0, Row("", tally_scope(tally)))
    for count in tally.counts:
        rows.append(Row(day_words(count.day), count_title(count)))
        rows.append(Row("", f"{quoted(count.quote, 60)} [{count.report}]", "faint"))
    if tally.incident:
        rows.append(Row("of", tally.incident, "faint"))
    if tally.part_of:
        rows.append(Row("part of", ", ".join(tally.part_of), "faint"))
    if tally.beside:
        rows.append(Row("beside", ", ".join(tally.beside), "faint"))
    rows += [Row("why", reason, "faint") for reason in reasons]
    return Block(tally.id, tally_title(tally), tuple(rows), "figure")
