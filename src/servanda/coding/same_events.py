"""The same act told twice in a report is one event with several quotes (codebook section 3).

Two tellings are one when their types, parties, times and places can be the same and something says they
are: they hang together in one sentence ("clashes that killed nine"), the later one points back ("the
attack"), or they share parties. Each telling is held only against the events of its type so far, the newest
first, and against few of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Final

from servanda.coding.alike import (
    INSURGENT,
    compatible,
    is_state,
    keys,
    may_be_one,
    meet,
    own_losses,
    same_place,
    same_time,
)
from servanda.coding.anchored_dates import REPLIES
from servanda.coding.circumstances import interval, timexes_of
from servanda.coding.modes import first_assault_mode
from servanda.coding.slots import Candidate
from servanda.coding.victim_counts import APART, VictimCount
from servanda.model import Actor, Analysis, Event, Provenance, Span

WINDOW: Final = 12
"""How many earlier events of one type a telling is held against."""
RECENT: Final = 4
"""How many of an event's last tellings a new one may hang together with."""
MOST_TELLINGS: Final = 24
"""How many tellings of an event are quoted and give it their reasons; a live blog may have hundreds."""
POINTING: Final = frozenset({"the", "this", "that", "these", "those", "its", "their", "his", "such"})
JOINING: Final = frozenset(
    {
        "nsubj",
        "nsubj:pass",
        "obl",
        "obl:agent",
        "acl",
        "acl:relcl",
        "advcl",
        "conj",
        "nmod",
        "obj",
        "xcomp",
        "appos",
        "parataxis",
    }
)
TOLL_RULES: Final = frozenset({"assault.kill", "assault.die"})
TOLL_GAP: Final = 2
POINTING_GAP: Final = 12
"""How many sentences back the losses of an attack, or a pointing word, may refer."""
CLOSE_GAP: Final = 2
"""Within how many sentences arrests or bans that nothing tells apart are the same ones."""
LONG: Final = timedelta(days=60)
"""What a sum of losses or a whole war is told to have lasted, and no single act."""
BLASTS: Final = frozenset({"explosives", "suicide-attack", "targeted"})
"""Modes that a word for an explosion may point back to."""
PERSONAL: Final = frozenset({"SANCTION", "COERCE"})
"""Types whose acts are done to a named person once, as far as a report goes."""
ACTION_TYPES: Final = frozenset(
    {"ASSAULT", "PROTEST", "CONSULT", "AGREE", "RETREAT", "COERCE", "SANCTION", "MOBILIZE", "COOPERATE"}
)


@dataclass(slots=True)
class Telling:
    """One candidate with the event it tells."""

    candidate: Candidate
    event: Event
    definite: bool = False
    loose: bool = False
    """Whether its date is that of the clause around a noun that points back, not of its own words."""
    victims: VictimCount | None = None


@dataclass(slots=True)
class _Group:
    """One act: its tellings in order of the text, and what they say together (the first one's quote only)."""

    event: Event
    tellings: list[Telling]

    def add(self, telling: Telling) -> None:
        """Take in one more telling; its quote waits until :meth:`joined`."""
        told = telling.event
        if telling.definite and self.event.date is None and telling.loose:
            told = replace(told, date=None)  # "a week later they tried to save the deal": made before
        self.event = _join_fields(self.event, told)
        self.tellings.append(telling)

    def joined(self) -> Event:
        """The event with the quotes and reasons of its tellings."""
        quoted = [t.event.provenance for t in self.tellings[:MOST_TELLINGS]]
        return replace(self.event, provenance=_join_provenance(quoted))


def merge_tellings(analysis: Analysis, tellings: list[Telling]) -> list[tuple[Event, list[Telling]]]:
    """The events of a document, each once with its tellings, in order of the first of them."""
    groups: dict[str, list[_Group]] = {}
    order: list[_Group] = []
    for telling in tellings:
        kind = groups.setdefault(telling.event.type, [])
        home = next((g for g in reversed(kind[-WINDOW:]) if _is_same(analysis, g, telling)), None)
        if home is None:
            home = _Group(telling.event, [telling])
            kind.append(home)
            order.append(home)
        else:
            home.add(telling)
    return [(g.joined(), g.tellings) for g in order]


def _is_same(analysis: Analysis, group: _Group, telling: Telling) -> bool:
    old, new = group.event, telling.event
    if not _same_scope(analysis, group, telling) or _is_answered(analysis, group, telling):
        return False
    tied = [t for t in group.tellings[-RECENT:] if _hang_together(analysis, t.candidate, telling.candidate)]
    if tied:
        counted = [t.event for t in tied if t.victims is not None and compatible(old.actors, new.actors)]
        return new.type in ACTION_TYPES and any(
            _fits(one, new, strict_status=False) for one in (old, *counted)
        )
    if telling.victims is not None and any(t.victims == telling.victims for t in group.tellings):
        return may_be_one(old, new)
    gap = _gap(analysis, group, telling)
    if _is_toll(analysis, telling) and gap <= TOLL_GAP:
        if own_losses(old, new):
            return (
                False  # "the army began its offensive. Five soldiers were killed when rebels stormed a post"
            )
        if old.background and not new.background and gap > 0:
            return False  # "the deadliest clashes since the war of 2020. Forty-nine soldiers were killed"
        return _fits(old, replace(new, recipients=()), strict_status=True)
    if telling.definite and gap <= POINTING_GAP and _fits(old, new, strict_status=True):
        return not new.actors or meet(old.actors, new.actors)
    if not _fits(old, new, strict_status=True):
        return False
    if old.background != new.background and new.type not in PERSONAL:
        return False  # "denied it. It has long denied such charges"
    return _overlap(old, new) or _is_ones_own(old, new) or (new.type == "COERCE" and 0 <= gap <= CLOSE_GAP)


def _same_scope(analysis: Analysis, group: _Group, telling: Telling) -> bool:
    """Whether both tell single acts, or both the same long stretch: a raid is not the war it belongs to.

    "The town is shelled again and again. 300,000 people have been killed since 2011": two events. Nor is what
    happened today what happened in 2010, unless the words point back ("the riots of 1984 … the riots").
    """
    if _gap(analysis, group, telling) == 0:
        return True
    old, new = group.event.date, telling.event.date
    if (_is_stretch(old) and _is_short(new)) or (_is_stretch(new) and _is_short(old)):
        return False
    if _is_other_age(telling.event, group.event):
        return False
    return telling.definite or not _is_other_age(group.event, telling.event)


def _is_answered(analysis: Analysis, group: _Group, telling: Telling) -> bool:
    """Whether it is what the other act replies to: "shelled it in retaliation for the killing of two"."""
    if _gap(analysis, group, telling) != 0:
        return False
    token = analysis.tokens[telling.candidate.token]
    return token.deprel == "nmod" and analysis.tokens[token.head].lemma in REPLIES


def _is_stretch(when: str | None) -> bool:
    """Whether a date tells how long something lasted; "1984" only tells no day."""
    return "/" in (when or "") and not _is_short(when)


def _is_short(when: str | None) -> bool:
    """Whether an act may have been of one day, by its date."""
    days = interval(when)
    return days is None or days[1] - days[0] <= LONG


def _is_other_age(dated: Event, undated: Event) -> bool:
    """Whether one is dated as history and the other told as undated news."""
    return dated.date is not None and dated.background and undated.date is None and not undated.background


def _gap(analysis: Analysis, group: _Group, telling: Telling) -> int:
    """Sentences between a telling and the last one of a group."""
    return (
        analysis.tokens[telling.candidate.token].sentence
        - analysis.tokens[group.tellings[-1].candidate.token].sentence
    )


def _is_toll(analysis: Analysis, telling: Telling) -> bool:
    """Losses of an attack told just before ("nine were wounded"), unless they are called another's."""
    candidate = telling.candidate
    if candidate.trigger.rule.name not in TOLL_RULES or telling.event.actors or candidate.frame.subjects:
        return False
    phrase = [i for h in candidate.frame.objects for i in analysis.subtree(h)]
    phrase += [i for _, h in candidate.frame.obliques for i in analysis.subtree(h)]
    return not any(analysis.tokens[i].text.lower() in APART for i in phrase)


def _fits(old: Event, new: Event, *, strict_status: bool) -> bool:
    """Nothing told of the one speaks against the other."""
    if strict_status and old.status != new.status:
        return False
    if (
        old.type == "ASSAULT"
        and old.mode
        and new.mode
        and old.mode != new.mode
        and not {old.mode, new.mode} <= BLASTS
    ):
        return False
    if (
        old.type in ("RETREAT", "COERCE", "PROTEST", "MOBILIZE", "SANCTION", "ACCUSE", "REQUEST", "THREATEN")
        and old.mode != new.mode
    ):
        return False
    return (
        compatible(old.actors, new.actors)
        and compatible(old.recipients, new.recipients)
        and same_time(old.date, new.date)
        and same_place(old.place, new.place)
    )


def _overlap(old: Event, new: Event) -> bool:
    """Enough in common for two plain tellings to be one event."""
    if not old.actors or not new.actors:
        return False
    if set(keys(old.actors)) != set(keys(new.actors)):
        return False
    if not {a.name for a in old.actors} & {a.name for a in new.actors}:
        return False  # two ministers of one country say their own
    if old.type in (
        "ASSAULT",
        "PROTEST",
        "CONSULT",
        "COERCE",
        "RETREAT",
        "MOBILIZE",
        "AGREE",
        "SUPPORT",
        "REJECT",
        "SANCTION",
        "COOPERATE",
    ):
        return bool(old.recipients) == bool(new.recipients) or not new.recipients or not old.recipients
    return bool(old.recipients) and set(keys(old.recipients)) == set(keys(new.recipients))


def _is_ones_own(old: Event, new: Event) -> bool:
    """Whether both are done to the same named person or band: one is convicted, seized or killed once."""
    if old.type not in PERSONAL or old.mode != new.mode or not new.recipients:
        return False
    names = {a.name for a in new.recipients}
    named = all(a.name.istitle() and a.sector not in ("GOV", "") for a in new.recipients)
    return named and names == {a.name for a in old.recipients}


def _hang_together(analysis: Analysis, a: Candidate, b: Candidate) -> bool:
    """Whether one act hangs on the other in the tree, directly or through its light verb."""
    if analysis.tokens[a.token].sentence != analysis.tokens[b.token].sentence:
        return False
    for low, high in ((a, b), (b, a)):
        above = _words_of(analysis, high)
        for index in _words_of(analysis, low):
            token = analysis.tokens[index]
            if token.head in above and token.deprel in JOINING:
                return True
    return False


def _words_of(analysis: Analysis, candidate: Candidate) -> set[int]:
    """The act's own word, its light verb, and the noun of a phrase such as "launch an attack"."""
    out = {candidate.token, candidate.frame.verb} - {-1}
    if candidate.trigger.object:
        out |= {
            c
            for c in analysis.children[candidate.token]
            if analysis.tokens[c].lemma == candidate.trigger.object
        }
    return out


def join(first: Event, second: Event) -> Event:
    """One event out of two tellings: what either says, the first one's word before the other's."""
    provenance = _join_provenance([first.provenance, second.provenance])
    return replace(_join_fields(first, second), provenance=provenance)


def _join_fields(first: Event, second: Event) -> Event:
    """The joined event without the second one's quotes and reasons."""
    mode = (
        first_assault_mode(first.mode, second.mode) if first.type == "ASSAULT" else first.mode or second.mode
    )
    guest = "visit" in (first.mode, second.mode) and first.type == "CONSULT"  # one comes, the other receives
    host = second if guest and first.mode != "visit" else first
    return replace(
        first,
        mode=mode,
        actors=(host.actors or first.actors) if guest else _richer(first.actors, second.actors),
        recipients=host.recipients if guest else _suffered(first, second),
        date=_finer(first.date, second.date),
        place=first.place or second.place,
        says=first.says if first.says == second.says else None,
        background=second.background if second.date and not first.date else first.background,
    )


def _join_provenance(told: Sequence[Provenance]) -> Provenance:
    """The quotes of all tellings, the best score, the first one's reasons and the rules of the others."""
    first, *others = told
    return replace(
        first,
        evidence=_without_contained(tuple(dict.fromkeys(s for p in told for s in p.evidence))),
        score=max(p.score for p in told),
        reasons=(*first.reasons, *(f"told again: {p.coder}" for p in others)),
    )


def _without_contained(spans: tuple[Span, ...]) -> tuple[Span, ...]:
    """Spans that lie in no other, in the order given; one sweep over them by where they begin."""
    kept: set[Span] = set()
    reach = -1
    for span in sorted(spans, key=lambda s: (s.start, -s.end)):
        if span.end > reach:
            kept.add(span)
            reach = span.end
    return tuple(s for s in spans if s in kept)


def _richer(a: tuple[Actor, ...], b: tuple[Actor, ...]) -> tuple[Actor, ...]:
    return b if len(set(keys(b))) > len(set(keys(a))) else a or b


def _suffered(first: Event, second: Event) -> tuple[Actor, ...]:
    """Whom an act concerns by either telling: an attack has all whom one of them names, each kind once.

    A bare state (a place that was hit) gives way to its people, and the attackers' own losses are no victims.
    """
    if first.type != "ASSAULT" or not first.recipients or not second.recipients:
        return _richer(first.recipients, second.recipients)
    doers = {(a.country, a.sector in INSURGENT) for a in (*first.actors, *second.actors)}
    known = set(keys(first.recipients))
    out = list(first.recipients)
    for key, actor in zip(keys(second.recipients), second.recipients, strict=True):
        own = (actor.country, actor.sector in INSURGENT) in doers and actor.sector != "CVL"
        if key not in known and not own:
            out.append(actor)
    people = {a.country for a in out if not is_state(a)}
    return tuple(a for a in out if not (is_state(a) and a.country in people))


def _finer(a: str | None, b: str | None) -> str | None:
    ia, ib = interval(a), interval(b)
    if ia is None or ib is None:
        return a or b
    return b if ib[1] - ib[0] < ia[1] - ia[0] else a


def is_definite(analysis: Analysis, candidate: Candidate) -> bool:
    """Whether the words point back to what was told before ("the attack", "these talks", "Friday's raid")."""
    if not candidate.is_noun:
        return False
    children = analysis.children[candidate.token]
    pointing = ("det", "nmod:poss", "det:predet", "amod")
    if any(
        analysis.tokens[c].text.lower() in POINTING for c in children if analysis.tokens[c].deprel in pointing
    ):
        return True
    owners = {c for c in children if analysis.tokens[c].deprel == "nmod:poss"}
    return any(
        t.granularity == "day" and owners & set(range(t.first, t.last))
        for t in timexes_of(analysis, candidate.token)
    )


def make_provenance(evidence: Span, coder: str, score: float, reasons: tuple[str, ...]) -> Provenance:
    """Provenance of one telling."""
    return Provenance(evidence=(evidence,), coder=coder, score=score, reasons=reasons)
