"""Incidents, episodes, timelines and contradictions of a record as blocks."""

from __future__ import annotations

from servanda.model.days import Days
from servanda.model.views import Contradiction, Episode, Incident, Pledge
from servanda.presenting.blocks import (
    Block,
    Row,
    Told,
    bare,
    day_words,
    full_names,
    quoted,
    reports_words,
    those,
    when_words,
    words_of,
)

KINDS = {
    "denial": "claim and denial",
    "who": "who did it",
    "whether": "whether it happened",
    "how_many": "how many",
    "whose": "whose it is",
    "withdrawn": "withdrawn or not",
    "when": "when it was",
    "garbled": "one report against the others",
}
"""What a contradiction is about, in words."""


def incident_title(incident: Incident) -> str:
    """``ASSAULT drone: Azerbaijan → Armenia``."""
    sort = f"{incident.type} {incident.mode}" if incident.mode else incident.type
    toward = f" → {full_names(incident.recipients)}" if incident.recipients else ""
    return f"{sort}: {full_names(incident.actors)}{toward}"


def incident_facts(incident: Incident) -> str:
    """Day, place, how it is told, by how many."""
    told = dict(incident.statuses)
    status = ""
    if set(told) != {"happened"}:
        status = ", ".join(f"{n} say {name}" for name, n in incident.statuses)
    facts = [
        when_words(incident.when) or "no day told",
        incident.where.name if incident.where else "",
        status,
        "told as history" if incident.background else "",
        reports_words(len(incident.reports), incident.originals),
    ]
    return " · ".join(f for f in facts if f)


def incident_block(incident: Incident, told: Told) -> Block:
    """One act, by all accounts of it."""
    rows = (Row("", incident_facts(incident)), *words_of(those(incident.accounts, told)))
    return Block(incident.id, incident_title(incident), rows, "event")


def episode_block(episode: Episode, told: Told) -> Block:
    """Incidents that belong together."""
    del told
    count = len(episode.incidents)
    facts = [
        when_words(episode.when),
        f"{count} {'incident' if count == 1 else 'incidents'}",
        f"part of {episode.parent}" if episode.parent else "",
    ]
    rows = [Row("", " · ".join(f for f in facts if f))]
    if episode.words:
        rows.append(Row("", quoted(episode.words), "quote"))
    rows += [Row("", one, "faint") for one in episode.incidents]
    rows += [Row("because", reason, "faint") for reason in episode.reasons]
    return Block(episode.id, f"{episode.kind}: {full_names(episode.actors)}", tuple(rows), "event")


def line_block(when: Days | None, view: Incident | Pledge, told: Told) -> Block:
    """A line of a timeline: the day first."""
    day = when_words(when) or "no day told"
    if isinstance(view, Incident):
        title, kind = incident_title(view), "event"
    else:
        title, kind = f"promise, {view.act.replace('_', ' ')}: {full_names(view.obligors)}", "commitment"
    rows = (*words_of(those(view.accounts, told), most=1), Row("", view.id, "faint"))
    return Block(view.id, title, rows, kind, lead=day)


def contradiction_block(contradiction: Contradiction, told: Told) -> Block:
    """Both sides with their words, and who else says so."""
    del told
    rows: list[Row] = []
    if contradiction.about:
        rows.append(Row("about", ", ".join(contradiction.about), "faint"))
    for number, side in enumerate(contradiction.sides):
        label = f"{chr(ord('A') + number)}" if number < 26 else str(number + 1)
        rows.append(Row(label, f"{bare(side.by)}: {side.says}"))
        rows.append(Row("", quoted(side.quote), "quote"))
        rows.append(Row("", f"{day_words(side.day)} [{side.report}]", "faint"))
        if side.others:
            rows.append(Row("", f"so says also {', '.join(bare(o) for o in side.others)}", "faint"))
    rows += [Row("because", reason, "faint") for reason in contradiction.reasons]
    title = KINDS.get(contradiction.kind, contradiction.kind.replace("_", " "))
    return Block(contradiction.id, title, tuple(rows), "statement")
