"""What changed between two states of a record: things that are new, that are gone, that read differently."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final, Literal

from servanda.model.view_json import view_to_json
from servanda.model.views import Contradiction, Incident, Pledge, Tally, Track
from servanda.presenting.blocks import Block, Row, Told, bare, full_names, those, when_words, words_of
from servanda.presenting.happenings import KINDS, incident_title
from servanda.presenting.promises import BEARINGS, PHASES, pledge_title, standing_words
from servanda.presenting.tallies import range_words, tally_title

View = Incident | Pledge | Tally | Contradiction | Track
What = Literal["new", "gone", "changed"]

_QUIET: Final = frozenset(
    {
        "id",
        "first_reported",
        "lands",
        "last_reported",
        "originals",
        "quotes",
        "reasons",
        "reports",
        "score",
        "versions",
        "why",
        "words",
    }
)
"""Keys whose change alone is no news."""

_TOLD: Final = frozenset({"standing", "evidence", "steps", "low", "best", "high", "policy", "series"})
"""Keys that have rows of their own."""

_MOST: Final = 3


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that is new, gone or changed; ``rows`` say what reads differently."""

    what: What
    view: View
    rows: tuple[Row, ...] = ()


def changes_between(
    before: Iterable[View], after: Iterable[View], earlier: Callable[[str], View]
) -> Iterator[Change]:
    """Changes in the order of ``after``; what is gone comes last.

    Args:
        before: the things of one sort in the earlier state; only a digest of each is kept.
        after: those of the later state.
        earlier: a thing of the earlier state by its id.
    """
    known = {view.id: _digest(view) for view in before}
    for view in after:
        digest = known.pop(view.id, None)
        if digest is None:
            yield Change("new", view)
        elif digest != _digest(view):
            rows = tuple(_rows(earlier(view.id), view))
            if rows:
                yield Change("changed", view, rows)
    for gone in known:
        yield Change("gone", earlier(gone))


def change_block(change: Change, told: Told) -> Block:
    """A change for people: what, and for new things their words."""
    view = change.view
    rows = change.rows
    if change.what == "new":
        state = _state(view)
        rows = (*([Row("", state)] if state else []), *words_of(those(_accounts(view), told), most=1))
    return Block(view.id, f"{change.what}: {view_title(view)}", rows, _kind(view))


def change_as_json(change: Change) -> dict[str, Any]:
    """``what``, ``kind``, ``id``, ``title``, and ``changes``: one line of words each."""
    return {
        "what": change.what,
        "kind": type(change.view).__name__.lower(),
        "id": change.view.id,
        "title": view_title(change.view),
        "changes": [f"{row.label} {row.words}".strip() for row in change.rows],
    }


def view_title(view: View) -> str:
    """A thing on one line."""
    match view:
        case Incident():
            return incident_title(view)
        case Pledge():
            return pledge_title(view)
        case Tally():
            return tally_title(view)
        case Contradiction():
            return f"{KINDS.get(view.kind, view.kind)}: {' against '.join(bare(s.by) for s in view.sides)}"
        case Track():
            return f"{view.mediator.name if view.mediator else 'no mediator'}: {full_names(view.parties)}"


def view_accounts(view: View) -> tuple[str, ...]:
    """The accounts whose words a change shows."""
    return _accounts(view)


def _accounts(view: View) -> tuple[str, ...]:
    if isinstance(view, Incident | Pledge):
        return view.accounts
    if isinstance(view, Tally):
        return tuple(c.account for c in view.counts)
    return tuple(s.account for s in view.sides) if isinstance(view, Contradiction) else ()


def _state(view: View) -> str:
    if isinstance(view, Pledge):
        return f"{PHASES.get(view.phase, view.phase)}, {standing_words(view)}"
    return range_words(view) if isinstance(view, Tally) else ""


def _kind(view: View) -> str:
    return {Pledge: "commitment", Tally: "figure", Contradiction: "statement"}.get(type(view), "event")


def _digest(view: View) -> bytes:
    said = json.dumps(view_to_json(view), ensure_ascii=False)
    return hashlib.sha256(said.encode("utf-8", "surrogatepass")).digest()[:16]


def _rows(old: View, new: View) -> Iterator[Row]:
    """What reads differently, the most telling first."""
    if isinstance(old, Pledge) and isinstance(new, Pledge):
        before, after = standing_words(old), standing_words(new)
        if before != after:
            yield Row("standing", f"{before} → {after}", "strong")
        for one in new.evidence:
            if one not in old.evidence:
                yield Row(
                    "evidence",
                    f"{BEARINGS.get(one.bearing, one.bearing)}, {one.kind} by {bare(one.by)} [{one.report}]",
                )
        for step in new.steps:
            if step not in old.steps:
                yield Row("life", f"{PHASES.get(step.phase, step.phase)} {when_words(step.when)}".rstrip())
    if isinstance(old, Tally) and isinstance(new, Tally) and range_words(old) != range_words(new):
        yield Row("range", f"{range_words(old)} → {range_words(new)}", "strong")
    skipped = _QUIET | _TOLD
    was, now = view_to_json(old), view_to_json(new)
    for key in now:
        if key not in skipped and was.get(key) != now[key]:
            yield Row(key.replace("_", " "), _difference(was.get(key), now[key]))


def _difference(was: Any, now: Any) -> str:  # noqa: ANN401 - JSON values
    if isinstance(was, list) and isinstance(now, list):
        more = [one for one in now if one not in was]
        less = [one for one in was if one not in now]
        told = [
            f"{len(more)} more{_named(more)}" if more else "",
            f"{len(less)} fewer{_named(less)}" if less else "",
        ]
        return ", ".join(t for t in told if t) or "in another order"
    return f"{_said(was)} → {_said(now)}"


def _named(values: list[Any]) -> str:
    if not all(isinstance(v, str) for v in values):
        return ""
    words = ", ".join(values[:_MOST])
    return f" ({words}{', …' if len(values) > _MOST else ''})"


def _said(value: Any) -> str:  # noqa: ANN401 - a JSON value
    if isinstance(value, dict):
        return str(value.get("name") or json.dumps(value, ensure_ascii=False))
    return "none" if value is None or value == "" else str(value)
