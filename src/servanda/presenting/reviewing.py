"""The queue of what people should look at, and how far two of them agree, as blocks and JSON."""

from __future__ import annotations

import shlex
from typing import Any, Final

from servanda.model.reviewing import Agreement, Comparison, Doubtful
from servanda.presenting.blocks import Block, Row, Told, account_block, bare, cited, quoted, those
from servanda.presenting.view_words import account_words

_WHY: Final = '--reason "…"'
_MOST_REASONS: Final = 4
_MANY: Final = 30
"""Disagreements shown to people; the JSON has all."""


def commands_of(one: Doubtful) -> tuple[tuple[str, str], ...]:
    """For each thing a person may decide, the command that does it."""
    things = [shlex.quote(thing) for thing in one.things]
    both = " ".join(things)
    if one.kind == "join":
        return (
            ("accept", f"servanda merge {both} {_WHY}"),
            ("reject", f"servanda split {both} {_WHY}"),
        )
    if one.kind == "placement":
        return (
            ("accept", f"servanda accept {both}"),
            ("correct", f"servanda correct {both} --field published --value DAY {_WHY}"),
            ("reject", f"servanda withdraw {both} {_WHY}"),
        )
    each = tuple(command for thing in things for command in _of_claim(thing))
    if one.kind == "contradiction":
        whole = shlex.quote(one.about[0])
        return (
            ("accept", f"servanda accept {whole}"),
            ("reject", f"servanda reject {whole} {_WHY}"),
            *(command for command in each if command[0] != "accept"),
        )
    return each


def _of_claim(thing: str) -> tuple[tuple[str, str], ...]:
    return (
        ("accept", f"servanda accept {thing}"),
        ("correct", f"servanda correct {thing} --field NAME --value TEXT {_WHY}"),
        ("reject", f"servanda reject {thing} {_WHY}"),
    )


def doubtful_block(one: Doubtful, told: Told, *, commands: bool = True) -> Block:
    """What it is, the words, the doubt, what depends on it, and the commands that decide it."""
    about = one.about[1:] if one.kind == "contradiction" else one.about
    rows = [Row("in", ", ".join(about), "faint")] if about else []
    for account in those(one.accounts, told):
        own = account_block(account)
        rows.append(Row("", own.title, "strong"))
        rows += own.rows[:1]
        rows += [Row("", quoted(q), "quote") for q in account.quotes[:1]]
        rows.append(Row("", f"{cited(account)} {account.id}", "faint"))
    if one.kind == "join" and not one.accounts:
        rows += [Row("", f"[{thing}]") for thing in one.things]
    rows.append(Row("doubt", f"{one.doubt:.2f}: {bare(one.why[0])}"))
    rows += [Row("", bare(reason), "faint") for reason in one.why[1:_MOST_REASONS]]
    rows.append(Row("weight", f"{one.weight:.2f}: {'; '.join(one.depends)}"))
    if commands:
        rows += [Row(name, command) for name, command in commands_of(one)]
    kind = told[one.accounts[0]].claim.kind if one.accounts and one.accounts[0] in told else "statement"
    lead = {"join": "", "contradiction": one.about[0] if one.about else ""}.get(one.kind, one.things[0])
    return Block(lead, one.title, tuple(rows), kind)


def doubtful_json(one: Doubtful, told: Told) -> dict[str, Any]:
    """An entry with its words and commands."""
    return {
        "kind": one.kind,
        "things": list(one.things),
        "title": one.title,
        "in": list(one.about),
        "priority": one.priority,
        "doubt": one.doubt,
        "weight": one.weight,
        "why": list(one.why),
        "depends": list(one.depends),
        "told": [account_words(a) for a in those(one.accounts, told)],
        "commands": [{"what": name, "command": command} for name, command in commands_of(one)],
    }


def agreement_rows(found: Comparison) -> list[tuple[str, ...]]:
    """A table: field, items, same, per cent, kappa."""
    rows: list[tuple[str, ...]] = [("field", "both judged", "same", "per cent", "kappa")]
    rows += [_row(name, one) for name, one in found.fields.items()]
    return [*rows, _row("all", found.all)]


def difference_blocks(found: Comparison, one: str, other: str) -> list[Block]:
    """Where the two differ, thing by thing."""
    blocks = [
        Block(" ".join(things), field, (Row(one, first), Row(other, second)))
        for (things, field), first, second in found.differ[:_MANY]
    ]
    if len(found.differ) > _MANY:
        blocks.append(Block("", f"and {len(found.differ) - _MANY} more; --json has all"))
    return blocks


def agreement_json(found: Comparison) -> dict[str, Any]:
    """``all``, ``fields`` and ``differ``."""
    return {
        "all": _as_json(found.all),
        "fields": {name: _as_json(one) for name, one in found.fields.items()},
        "differ": [
            {"things": list(things), "field": field, "one": first, "other": second}
            for (things, field), first, second in found.differ
        ],
    }


def _row(name: str, one: Agreement) -> tuple[str, ...]:
    percent = "–" if one.percent is None else f"{one.percent:.1f}"
    kappa = "–" if one.kappa is None else f"{one.kappa:.3f}"
    return name, str(one.items), str(one.same), percent, kappa


def _as_json(one: Agreement) -> dict[str, Any]:
    return {
        "items": one.items,
        "same": one.same,
        "percent": None if one.percent is None else round(one.percent, 2),
        "kappa": None if one.kappa is None else round(one.kappa, 4),
    }
