"""Views of a record as blocks of short lines: what the terminal, and whoever else, prints of them.

A block leads to words: it shows its own id, and under it quotes with the report in which they stand.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Literal

from servanda.model.account import Account
from servanda.model.actor import Actor
from servanda.model.claim import Commitment, Event, Figure, Statement
from servanda.model.days import Days
from servanda.presenting.called import called, with_countries
from servanda.presenting.cards import count_words, date_words, days_words, names

Told = Mapping[str, Account]
"""Accounts by their ids."""

Tone = Literal["plain", "strong", "quote", "faint", "kind"]
_TAIL: Final = re.compile(r"\|[A-Z]{0,3}\|[A-Z]{0,3}(?![A-Za-z|])")

_DENIES: Final = re.compile(r"\b(?:den(?:y|ies|ied|ying)|reject|dismiss|refut|disput)\w*", re.IGNORECASE)
"""Verbs that deny what follows."""

MOST_QUOTES: Final = 3
"""Quotes shown of a thing in a list; ``show`` has all."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a block: a label of its own (may be empty) and words."""

    label: str
    words: str
    tone: Tone = "plain"


@dataclass(frozen=True, slots=True)
class Block:
    """A thing of the record: its id (may be empty), what it is on one line, and rows below.

    ``lead`` stands before the title instead of the id, which then is one of the rows.
    """

    id: str
    title: str
    rows: tuple[Row, ...] = ()
    kind: str = ""
    lead: str = ""


def quoted(words: str, most: int = 220) -> str:
    """Words on one line in quotation marks; cut at a blank if they are long."""
    line = " ".join(words.split())
    if len(line) > most:
        line = line[: most - 1].rsplit(" ", 1)[0] + "…"
    line += "”" * (line.count("“") - line.count("”"))
    return line if any(mark in line for mark in "“”«»„") else f"“{line}”"


def day_words(day: date | None) -> str:
    """``31 Oct 2022``, or ``no date``."""
    return date_words(day.isoformat()) if day else "no date"


def when_words(days: Days | None) -> str:
    """The days of a thing, or nothing: ``31 Oct 2022``, ``13–14 Sep 2022``, ``Sep 2022``, ``2022``."""
    if days is None:
        return ""
    first, last = days
    whole = first.day == 1 and (last + timedelta(days=1)).day == 1 and first != last
    if first.year != last.year or first == last:
        return days_words(days)
    if whole and (first.month, last.month) == (1, 12):
        return str(first.year)
    if first.month == last.month:
        day = date_words(last.isoformat())
        return day.partition(" ")[2] if whole else f"{first.day}–{day}"
    return days_words(days)


def bare(words: str) -> str:
    """Words in which actors have only their names, without the codebook's country and sector.

    Bodies that are named by their kind alone get their country's name: ``Armenia's Security Council``.
    """
    return _TAIL.sub("", with_countries(words))


def full_names(actors: Sequence[Actor], empty: str = "nobody named") -> str:
    """Names, each once; ``A, B and C``."""
    seen = dict.fromkeys(called(actor) for actor in actors)
    return names(tuple(Actor(name) for name in seen), empty)


def teller(account: Account) -> str:
    """By whose account: ``Armenia's defence ministry``, or the outlet in its own voice."""
    claim = account.claim
    if isinstance(claim, Event | Figure) and claim.says:
        return called(claim.says)
    if isinstance(claim, Statement):
        return called(claim.speaker)
    return outlet(account)


def outlet(account: Account) -> str:
    """The report's outlet, or its id if it has none."""
    return account.report.source or f"report {account.report.id}"


def cited(account: Account) -> str:
    """Who tells it where: ``Nikol Pashinyan, in Example News of 13 Sep 2022 [example-1]``."""
    who, where = teller(account), outlet(account)
    told = where if who == where else f"{who}, in {where}"
    return f"{told}, {day_words(account.report.reported)} [{account.report.id}]"


def words_of(accounts: Iterable[Account], most: int = MOST_QUOTES) -> tuple[Row, ...]:
    """Quotes with who tells them; accounts of one wording are cited once."""
    given = list(accounts)
    rows: list[Row] = []
    shown: dict[str, int] = {}
    for account in given:
        words = " ".join(spoken(account).split())
        if words in shown:
            shown[words] += 1
            continue
        shown[words] = 1
        if len(shown) <= most:
            rows += [Row("", quoted(words), "quote"), Row("", cited(account), "faint")]
    left = len(given) - min(len(shown), most)
    if left > 0:
        rows.append(Row("", f"and {left} more {'account' if left == 1 else 'accounts'}", "faint"))
    return tuple(rows)


def those(ids: Iterable[str], told: Told) -> tuple[Account, ...]:
    """The accounts of ids, as far as they are known."""
    return tuple(told[i] for i in ids if i in told)


def spoken(account: Account) -> str:
    """The words of an account as they stand alone.

    What is denied reads as its opposite without the denying verb; then it is the whole sentence.
    """
    words = (account.quotes or (account.context,))[0]
    claim = account.claim
    denied = isinstance(claim, Event) and claim.status == "denied"
    if (denied or isinstance(claim, Statement)) and account.context and not _DENIES.search(words):
        before = account.context.partition(words)[0] if words in account.context else ""
        if denied or _DENIES.search(re.split(r"[.!?]\s", before)[-1]):
            return account.context
    return words


def reports_words(reports: int, originals: int) -> str:
    """``5 reports, 3 of them no copies``."""
    words = f"{reports} {'report' if reports == 1 else 'reports'}"
    if reports > originals:
        words += f", {originals} without copies"
    return words


def claim_title(account: Account) -> str:
    """A claim on one line: sort, who, how many."""
    claim = account.claim
    if isinstance(claim, Event):
        sort = f"{claim.type} {claim.mode}" if claim.mode else claim.type
        toward = f" → {full_names(claim.recipients)}" if claim.recipients else ""
        status = "" if claim.status == "happened" else f" ({claim.status})"
        return f"{sort}: {full_names(claim.actors)}{toward}{status}"
    if isinstance(claim, Statement):
        return f"statement: {called(claim.speaker)}"
    if isinstance(claim, Figure):
        number = count_words(claim.low, claim.high, approx=claim.approx)
        return f"{claim.measure.replace('_', ' ')}: {number} {claim.of or ''}".rstrip()
    assert isinstance(claim, Commitment)
    sort = f"{claim.act.replace('_', ' ')} ({claim.force.replace('_', ' ')})"
    return f"{sort}: {full_names(claim.obligors)}"


def account_block(account: Account) -> Block:
    """A claim of one report, with its words."""
    when = when_words(account.when)
    facts = [when, account.where.name if account.where else "", f"by account of {teller(account)}"]
    rows = [Row("", " · ".join(f for f in facts if f))]
    rows += [Row("", quoted(q), "quote") for q in account.quotes]
    if account.quotes and spoken(account) != account.quotes[0]:
        rows.append(Row("", f"in: {quoted(spoken(account), 400)}", "faint"))
    rows.append(Row("", cited(account), "faint"))
    return Block(account.id, claim_title(account), tuple(rows), account.claim.kind)
