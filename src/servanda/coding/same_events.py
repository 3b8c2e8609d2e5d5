"""The same act told twice in a report is one event with several quotes (codebook section 3).

Two tellings are one when their types, parties, times and places can be the same and something says they
are: they hang together in one sentence ("clashes that killed nine"), the later one points back ("the
attack"), or they share parties. Each telling is held only against the events of its type so far, the newest
first, and against few of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from servanda.coding.alike import (
    NOWHERE,
    Around,
    compatible,
    fits,
    may_be_one,
    meet,
    next_day,
    overlap,
    own_losses,
    places_around,
    turned_round,
)
from servanda.coding.anchored_dates import REPLIES
from servanda.coding.circumstances import outer_head, timexes_of
from servanda.coding.joining import join_fields, join_provenance
from servanda.coding.retellings import (
    WARS,
    are_the_rest,
    are_those_told,
    has_in_common,
    is_in_one_breath,
    is_lead_retold,
    is_of_war,
    is_one_war,
    is_part,
    is_repeated,
    is_war,
    tells_apart,
    words_of,
)
from servanda.coding.scope import is_stretch, lasts_years, same_scope
from servanda.coding.slots import Candidate
from servanda.coding.victim_counts import APART, DYING, VictimCount, sufferers
from servanda.model import Actor, Analysis, Event, Provenance, Span

WINDOW: Final = 12
"""How many earlier events of one type a telling is held against."""
RECENT: Final = 4
"""How many of an event's last tellings a new one may hang together with."""
MOST_TELLINGS: Final = 24
"""How many tellings of an event are quoted and give it their reasons; a live blog may have hundreds."""
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
BOMBING: Final = "bombing"
FROM_AFAR: Final = frozenset({"aerial", "heavy-weapons", "drone"})
"""Modes of what "the bombing" may mean beside a bomb that was laid."""
POINTING_GAP: Final = 12
"""How many sentences back the losses of an attack, or a pointing word, may refer."""
CLOSE_GAP: Final = 2
"""Within how many sentences arrests or bans that nothing tells apart are the same ones."""
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
    pointed: str = ""
    """The noun through which losses point back ("two died in the raid")."""
    accused: tuple[Actor, ...] = ()
    """Whom the report has accused of it, where it is told only as that: no doers."""


@dataclass(slots=True)
class _Group:
    """One act: its tellings in order of the text, and what they say together (the first one's quote only)."""

    event: Event
    tellings: list[Telling]

    def add(self, telling: Telling, around: Around = NOWHERE) -> None:
        """Take in one more telling; its quote waits until :meth:`joined`."""
        told = telling.event
        if telling.definite and self.event.date is None and telling.loose:
            told = replace(told, date=None)  # "a week later they tried to save the deal": made before
        self.event = join_fields(self.event, told, around)
        self.tellings.append(telling)

    def joined(self) -> Event:
        """The event with the quotes and reasons of its tellings."""
        quoted = [t.event.provenance for t in self.tellings[:MOST_TELLINGS]]
        return replace(self.event, provenance=join_provenance(quoted))


def merge_tellings(analysis: Analysis, tellings: list[Telling]) -> list[tuple[Event, list[Telling]]]:
    """The events of a document, each once with its tellings, in order of the first of them."""
    groups: dict[str, list[_Group]] = {}
    order: list[_Group] = []
    around = places_around(analysis)
    _point_on(tellings)
    for telling in tellings:
        kind = groups.setdefault(telling.event.type, [])
        near = kind[-WINDOW:]
        home = next((g for g in reversed(near) if _is_of_one_sentence(analysis, g, telling, around)), None)
        if home is None:
            home = next((g for g in _likely(near, telling) if _is_same(analysis, g, telling, around)), None)
        if home is None and near:
            last = max(near, key=lambda g: g.tellings[-1].candidate.token)
            home = last if _is_retold(analysis, last, telling, around) else None
        if home is None:
            home = _Group(telling.event, [telling])
            kind.append(home)
            order.append(home)
        else:
            home.add(telling, around)
    return [(g.joined(), g.tellings) for g in order]


def _likely(groups: Sequence[_Group], telling: Telling) -> list[_Group]:
    """The last acts first, but before them those that a pointing word names or dates."""
    return sorted(groups, key=lambda g: _pointed(g, telling))[::-1]


def _pointed(group: _Group, telling: Telling) -> int:
    """How much says that a pointing word means this act rather than the last one: its noun, its day."""
    if not telling.definite:
        return 0
    noun = telling.pointed or telling.candidate.trigger.lemma
    triggers = [t.candidate.trigger for t in group.tellings]
    named = any(noun in (t.lemma, t.object) for t in triggers)  # "launched attacks": "the attacks"
    dated = telling.event.date is not None and telling.event.date == group.event.date
    return named + 2 * dated


def _point_on(tellings: Sequence[Telling]) -> None:
    """Let losses point back where they are told of an attack that does: "two died in last night's attack"."""
    pointing = {t.candidate.token: t.candidate.trigger.lemma for t in tellings if t.definite}
    for telling in tellings:
        frame = telling.candidate.frame
        named = [pointing[i] for i in frame.under("in", "by", "during", "from") if i in pointing]
        toll = telling.candidate.trigger.rule.name in TOLL_RULES
        if toll and named and (not frame.subjects or telling.candidate.trigger.lemma in DYING):
            telling.definite, telling.pointed = True, named[0]


def _is_of_one_sentence(analysis: Analysis, group: _Group, telling: Telling, around: Around) -> bool:
    """Whether a telling hangs on one of its sentence, or stands in its very words ("24 hours of battle")."""
    if _gap(analysis, group, telling) != 0 or _is_answered(analysis, group, telling):
        return False
    old, new, candidate = group.event, telling.event, telling.candidate
    recent = group.tellings[-RECENT:]
    toll = candidate.trigger.rule.name in TOLL_RULES
    tied = [t for t in recent if _hang_together(analysis, t.candidate, candidate)]
    if tied and _is_next(analysis, [t.candidate for t in tied], candidate):
        return False
    if any(turned_round(t.event, new) for t in group.tellings if t not in tied):
        return False
    if tied:
        bare = replace(_on_map(new, around), recipients=() if toll else new.recipients)
        if new.type == "ASSAULT" and new.mode != "abduct":
            bare = replace(bare, mode=None)  # "shelling and car bombs killed nine": several means of one act
        counted = [t.event for t in tied if t.victims is not None and compatible(old.actors, new.actors)]
        joined = any(fits(one, bare, around, strict_status=False) for one in (old, *counted))
        return joined and (new.type in ACTION_TYPES or _of_one(old, new))
    if not any(is_in_one_breath(analysis, t.candidate, candidate, t.event, new) for t in recent):
        return False
    if old.type == "ASSAULT":
        return fits(old, new, around, strict_status=True) and old.background == new.background
    return fits(old, new, around, strict_status=False) and _of_one(old, new)


def _is_next(analysis: Analysis, tied: Sequence[Candidate], candidate: Candidate) -> bool:
    """Whether an act is another beside those it hangs on, and not what one of them did ("it also hit …")."""
    told_in = {h for c in tied for h in (*c.frame.objects, *(h for _, h in c.frame.obliques))}
    if candidate.token in told_in or any(c.token in candidate.frame.subjects for c in tied):
        return False
    losses = any(c.trigger.rule.name in TOLL_RULES for c in tied)
    return tells_apart(analysis, candidate, strictly=losses)


def _is_same(analysis: Analysis, group: _Group, telling: Telling, around: Around) -> bool:
    """Whether words or parties say that a telling is of an act told before."""
    old, new = group.event, telling.event
    candidate = telling.candidate
    if any(is_repeated(analysis, t.candidate, candidate, t.event, new) for t in group.tellings[-RECENT:]):
        return True
    if _is_sum_of_war(analysis, group, telling, around):
        return True
    if not _same_scope(analysis, group, telling) or _is_answered(analysis, group, telling):
        return False
    if any(_hang_together(analysis, t.candidate, candidate) for t in group.tellings[-RECENT:]):
        return False
    said = _words_say(analysis, group, telling, around)
    if said is not None:
        return said
    if not fits(old, _on_map(new, around) if new.type in PERSONAL else new, around, strict_status=True):
        return False
    if old.background != new.background and new.type not in PERSONAL:
        return False  # "denied it. It has long denied such charges"
    if overlap(old, new):
        return not is_part(analysis, _told(group), candidate)
    close = new.type == "COERCE" and 0 <= _gap(analysis, group, telling) <= CLOSE_GAP
    return close or _is_ones_own(old, new)


def _is_sum_of_war(analysis: Analysis, group: _Group, telling: Telling, around: Around) -> bool:
    """Whether it tells what the war cost so far: "300,000 people have been killed since 2011"."""
    if not _is_toll(analysis, telling) or not is_stretch(telling.event.date):
        return False
    wars = any(is_war(analysis, t.candidate) for t in group.tellings)
    return wars and fits(group.event, replace(telling.event, recipients=()), around, strict_status=True)


def _on_map(event: Event, around: Around) -> Event:
    """The event without a place that no map has: a street or a station may be anywhere."""
    return event if event.place in around else replace(event, place=None)


def _words_say(analysis: Analysis, group: _Group, telling: Telling, around: Around) -> bool | None:
    """Whether numbers, victims or pointing words say that it is the act told; ``None`` if nothing does."""
    old, new, candidate = group.event, telling.event, telling.candidate
    bare = replace(new, recipients=()) if candidate.trigger.rule.name in TOLL_RULES else new
    on_map = _on_map(new, around)
    if telling.victims is not None and any(t.victims == telling.victims for t in group.tellings):
        few = bool(telling.victims[2])
        return fits(old, on_map, around, strict_status=True) if few else may_be_one(old, new)
    gap = _gap(analysis, group, telling)
    before = _told(group)
    if are_those_told(analysis, before, candidate) and gap <= POINTING_GAP:
        return may_be_one(old, replace(bare, date=None) if next_day(old.date, new.date) else bare)
    if are_the_rest(analysis, before, candidate):
        return fits(replace(old, mode=None), bare, around, strict_status=True)
    if (one_war := is_one_war(analysis, before, candidate)) is not None:
        return one_war and fits(old, new, around, strict_status=True)
    meant = not _means_war(analysis, telling) or is_of_war(analysis, before)
    if telling.definite and gap <= POINTING_GAP and meant:
        somewhere = replace(bare, place=on_map.place)
        if BOMBING in (candidate.trigger.lemma, telling.pointed) and old.mode in FROM_AFAR:
            somewhere = replace(somewhere, mode=None)
        part = bool(new.actors) and is_part(analysis, before, candidate)
        if fits(old, somewhere, around, strict_status=True) and not part:
            return not new.actors or meet(old.actors, new.actors)
    if _is_toll(analysis, telling) and gap <= TOLL_GAP and not _sums_up(analysis, candidate.token):
        # "the army began its offensive. Five soldiers were killed when rebels came"; "the deadliest clashes
        # since the war of 2020. Forty-nine soldiers were killed"
        if (
            own_losses(old, new)
            or turned_round(old, new)
            or (old.background and not new.background and gap > 0)
        ):
            return False
        return fits(old, bare, around, strict_status=True)
    return None


def _is_retold(analysis: Analysis, group: _Group, telling: Telling, around: Around) -> bool:
    """Whether the last act of its type that was told is told again, as a lead goes on to."""
    old, new = group.event, telling.event
    if not _same_scope(analysis, group, telling) or _is_answered(analysis, group, telling):
        return False
    if old.background != new.background or not fits(old, new, around, strict_status=True):
        return False
    before, candidate = _told(group), telling.candidate
    if not is_lead_retold(analysis, before, candidate) or is_part(analysis, before, candidate):
        return False
    if is_one_war(analysis, before, candidate) is False or turned_round(old, new):
        return False
    said = [words_of(analysis, t.candidate, t.event) for t in group.tellings[-RECENT:]]
    return has_in_common(old, new, words_of(analysis, candidate, new) & frozenset().union(*said))


def _of_one(old: Event, new: Event) -> bool:
    """Whether both are told of the same actors by name."""
    return bool(new.actors) and {a.name for a in old.actors} == {a.name for a in new.actors}


def _same_scope(analysis: Analysis, group: _Group, telling: Telling) -> bool:
    """Whether both are of one size and age; in one sentence they are, and a war of years is the one told."""
    if _gap(analysis, group, telling) == 0:
        return True
    pointed = telling.definite and _means_war(analysis, telling)
    if pointed and lasts_years(group.event, telling.event):
        return any(is_war(analysis, c) for c in _told(group))
    return same_scope(group.event, telling.event, definite=telling.definite)


def _means_war(analysis: Analysis, telling: Telling) -> bool:
    return telling.pointed in WARS or is_war(analysis, telling.candidate)


def _told(group: _Group) -> list[Candidate]:
    return [t.candidate for t in group.tellings]


def _is_answered(analysis: Analysis, group: _Group, telling: Telling) -> bool:
    """Whether it is what the other act replies to: "shelled it in retaliation for the killing of two"."""
    if _gap(analysis, group, telling) != 0:
        return False
    token = analysis.tokens[telling.candidate.token]
    return token.deprel == "nmod" and analysis.tokens[token.head].lemma in REPLIES


def _gap(analysis: Analysis, group: _Group, telling: Telling) -> int:
    """Sentences between a telling and the last one of a group."""
    return (
        analysis.tokens[telling.candidate.token].sentence
        - analysis.tokens[group.tellings[-1].candidate.token].sentence
    )


def _sums_up(analysis: Analysis, act: int) -> bool:
    """Whether losses are those of a time, not of an attack: "hundreds have died so far this year"."""
    return any(
        t.granularity in ("month", "season", "year", "decade")
        and analysis.tokens[outer_head(analysis, t.first, t.last)].head == act
        for t in timexes_of(analysis, act)
    )


def _is_toll(analysis: Analysis, telling: Telling) -> bool:
    """Losses of an attack told just before ("nine were wounded"), unless they are called another's."""
    candidate = telling.candidate
    if candidate.trigger.rule.name not in TOLL_RULES or telling.event.actors:
        return False
    if candidate.frame.subjects and candidate.trigger.lemma not in DYING:
        return False
    phrase = [i for h in sufferers(candidate) for i in analysis.subtree(h)]
    phrase += [i for _, h in candidate.frame.obliques for i in analysis.subtree(h)]
    return not any(analysis.tokens[i].text.lower() in APART for i in phrase)


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


def make_provenance(evidence: Span, coder: str, score: float, reasons: tuple[str, ...]) -> Provenance:
    """Provenance of one telling."""
    return Provenance(evidence=(evidence,), coder=coder, score=score, reasons=reasons)
