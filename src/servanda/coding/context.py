"""Parties that an event leaves unsaid because the report has named them elsewhere.

"Clashes continued" in a report on two armies is theirs. A pair of sides is filled in only if no other pair is
named as often: neither by events of the same kind (force, or talks) nor by all events together. What is told
as history may be another war: it is given sides only if the report hardly knows another pair, and these two
may be at war with each other. A rebel band without a pair fights the government of its country.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from servanda.coding.same_events import Telling
from servanda.coding.slots import COUNTED_PARTIES
from servanda.knowledge import country_name
from servanda.model import Actor, Analysis, Event

JOINT_ACTS: Final = frozenset(
    {
        "assault.fighting-noun",
        "assault.fight",
        "assault.violate-truce",
        "agree.truce",
        "agree.deal",
        "consult.talks",
        "consult.talk",
        "retreat.ceasefire",
    }
)
"""Rules whose acts take two sides; by the pair of the report if the words name none or one of them."""
UNSAID: Final = frozenset({"agree.agree", "support.sign"})
"""Rules whose acts are of both sides where the words name none ("was agreed in May", "signed in June")."""
ONE_SIDED: Final = frozenset(
    {
        "assault.attack",
        "assault.attack-noun",
        "assault.air-strike",
        "assault.bomb-air",
        "assault.take",
        "assault.measures",
    }
)
"""Rules whose act has an opponent: the other side of the pair, if no victim is named."""
TAKING: Final = "events/assault.take"
GOVERNMENT: Final = frozenset({"GOV", "MIL", "COP", "", "LEG", "SPY"})

FIGHTS: Final = frozenset({"assault.fight", "assault.fighting-noun"})
"""Rules whose acts are fights of two sides."""
LOSSES: Final = frozenset({"assault.kill", "assault.die", "assault.killing-noun"})
"""Rules that tell what a fight cost."""
ARMED: Final = frozenset({"MIL", "REB", "SEP", "COP"})
FRIENDLY: Final = frozenset({"SUPPORT", "AID", "COOPERATE"})
"""Types whose two sides are no foes."""
BROKERING: Final = frozenset({"broker", "mediate", "sponsor", "facilitate", "host", "negotiate"})
MANY: Final = frozenset({"war", "conflict"})
"""Nouns whose plural is of many wars, not of one pair's."""

Side = tuple[str, bool]
"""A country, and whether its government's side is meant."""
Pair = tuple[Side, Side]


@dataclass(frozen=True, slots=True)
class Manner:
    """How an act is told, as far as it says whose it may be.

    Attributes:
        fight: it is a fight of two sides: all its sides are actors, also those whose losses are told, and
            nobody is recipient (codebook section 3).
        said: its words say that it is of others, or of many: nothing is filled in.
        brokered: who is named only brings the others together: "Kenya-mediated talks".
    """

    fight: bool = False
    said: bool = False
    brokered: bool = False


def manner_of(analysis: Analysis, told: Sequence[Telling]) -> Manner:
    """How the tellings of one act tell it."""
    return Manner(is_fight(analysis, told), says_whose(analysis, told), _is_brokered(analysis, told))


def fill_parties(events: Sequence[Event], manners: Sequence[Manner] = ()) -> list[Event]:
    """The events with unsaid parties filled in from the report's main pair, with the reason noted."""
    every = named_pairs(events)
    hostile = named_pairs(e for e in events if e.type not in FRIENDLY)
    fighting = _main_pair(events, every, frozenset({"ASSAULT"}))
    talking = _main_pair(events, every, frozenset({"CONSULT", "AGREE", "SUPPORT"}))
    out = []
    protest = _protest(events)
    home = _home(events)
    crowd = _crowd(events)
    bands = _bands(events)
    for event, how in zip(events, manners or [Manner()] * len(events), strict=True):
        if event.type == "PROTEST":
            out.append(protest(event))
            continue
        pair = talking if event.type in ("CONSULT", "AGREE", "SUPPORT") else fighting
        known = hostile if event.type == "ASSAULT" else every
        if how.said or pair is None or (event.background and not _knows_no_other(event.type, known, pair)):
            pair = None  # history may be another war's
        filled = _fill_fight(event, pair or home(event)) if how.fight else event
        filled = filled if pair is None else _fill(filled, pair, brokered=how.brokered)
        filled = _face(filled, bands) if not how.said else filled
        out.append(_yield_to(filled, pair or home(event), crowd))
    return out


def says_whose(analysis: Analysis, told: Sequence[Telling]) -> bool:
    """Whether the words say that an act is of others, or of many: "wars", "a deal between Oman and firms"."""
    for telling in told:
        candidate = telling.candidate
        token = analysis.tokens[candidate.token]
        if candidate.frame.under("between") or (token.lemma in MANY and token.xpos == "NNS"):
            return True
        beside = {analysis.tokens[c].lemma for c in analysis.children[candidate.token]}
        if not beside.isdisjoint(COUNTED_PARTIES):
            return True  # "six-nation talks"
    return False


def named_pairs(events: Iterable[Event]) -> Counter[Pair]:
    """How many events name each pair of sides, and no third."""
    pairs: Counter[Pair] = Counter()
    for event in events:
        sides = {s for a in (*event.actors, *event.recipients) if (s := side_of(a)) is not None}
        if len(sides) == 2:
            one, two = sorted(sides)
            pairs[one, two] += 1
    return pairs


def _main_pair(
    events: Sequence[Event], every: Counter[Pair], kinds: frozenset[str]
) -> tuple[Actor, Actor] | None:
    """The two sides that events of these types are about, each by its most frequent actor, or ``None``."""
    pair = _leading(named_pairs(e for e in events if e.type in kinds))
    if pair is None and (len(every) == 1 or max(every.values(), default=0) > 1):
        pair = _leading(every)
    if pair is None or every[pair] < max(every.values()):
        return None
    names: dict[Side, Counter[Actor]] = {side: Counter() for side in pair}
    for event in events:
        for actor in (*event.actors, *event.recipients):
            if (side := side_of(actor)) in names:
                names[side][actor] += 1
    one, two = pair
    if "ASSAULT" not in kinds:
        return negotiator(names[one]), negotiator(names[two])
    between_states = one[1] and two[1] and one[0] != two[0]
    return _belligerent(names[one], between_states), _belligerent(names[two], between_states)


def _knows_no_other(kind: str, pairs: Counter[Pair], pair: tuple[Actor, Actor]) -> bool:
    """Whether the report names one pair several times, twice as often as any other, and as two foes.

    A foreign state that strikes at a band is no party to the war that the band has been in for years. Talks
    and deals are the pair's if the report knows no other, be it named but once.
    """
    if kind != "ASSAULT" and len(pairs) < 2:
        return True
    sides = {side_of(a) for a in pair}
    own = max((n for p, n in pairs.items() if set(p) == sides), default=0)
    others = max((n for p, n in pairs.items() if set(p) != sides), default=0)
    foes = all(a.sector in GOVERNMENT for a in pair) or len({a.country for a in pair}) == 1
    return foes and own >= max(2, 2 * others)


def _leading(pairs: Counter[Pair]) -> Pair | None:
    """The pair that is named more often than any other."""
    best = pairs.most_common(2)
    return best[0][0] if best and (len(best) == 1 or best[0][1] > best[1][1]) else None


def _crowd(events: Sequence[Event]) -> Actor | None:
    """Those who protest most in a report, or ``None`` if nobody is named as protesting."""
    crowds = Counter(a for e in events if e.type == "PROTEST" for a in e.actors)
    return min(crowds, key=lambda a: (-crowds[a], a)) if crowds else None


def _protest(events: Sequence[Event]) -> Callable[[Event], Event]:
    """Protests without parties: by those who protest elsewhere in the report, against their government."""
    governments: dict[str, Counter[Actor]] = {}
    for event in events:
        for actor in (*event.actors, *event.recipients):
            if actor.sector == "GOV" and actor.country not in ("", "INT"):
                governments.setdefault(actor.country, Counter())[actor] += 1
    crowd = _crowd(events)

    def fill(event: Event) -> Event:
        actors = event.actors or ((crowd,) if crowd is not None else ())
        homes = {a.country for a in actors if a.country}
        recipients = event.recipients
        if not recipients and len(homes) == 1 and (known := governments.get(min(homes))):
            recipients = (_representative(known),)
        if (actors, recipients) == (event.actors, event.recipients):
            return event
        return _with(event, actors=actors, recipients=recipients)

    return fill


def _home(events: Sequence[Event]) -> Callable[[Event], tuple[Actor, Actor] | None]:
    """A lookup of the two sides of a fight that names only a rebel band: it, and its country's government.

    The government must be named by some event of the report, else nobody is known to fight the band.
    """
    governments: dict[str, Counter[Actor]] = {}
    for event in events:
        for actor in (*event.actors, *event.recipients):
            if (side := side_of(actor)) is not None and side[1]:
                governments.setdefault(side[0], Counter())[actor] += 1

    def look_up(event: Event) -> tuple[Actor, Actor] | None:
        bands = [a for a in event.actors if (side := side_of(a)) is not None and not side[1]]
        if len(bands) != 1 or len(event.actors) != 1 or bands[0].country not in governments:
            return None
        return bands[0], _belligerent(governments[bands[0].country], between_states=False)

    return look_up


def _bands(events: Sequence[Event]) -> dict[str, Counter[Actor]]:
    """The bands of each country that the report's events name."""
    bands: dict[str, Counter[Actor]] = {}
    for event in events:
        for actor in (*event.actors, *event.recipients):
            if (side := side_of(actor)) is not None and not side[1]:
                bands.setdefault(side[0], Counter())[actor] += 1
    return bands


def _face(event: Event, bands: Mapping[str, Counter[Actor]]) -> Event:
    """Ground that a government takes in its own land is taken from the bands there."""
    if event.provenance.coder != TAKING or event.recipients or len(event.actors) != 1:
        return event
    side = side_of(event.actors[0])
    if side is None or not side[1] or side[0] not in bands:
        return event
    return _with(event, recipients=(_representative(bands[side[0]]),))


def _representative(counts: Counter[Actor]) -> Actor:
    """The most frequent; a government before its army and its persons."""
    return min(counts, key=lambda a: (-counts[a] - 2 * (a.sector == "GOV"), a))


def negotiator(counts: Counter[Actor]) -> Actor:
    """The most frequent, but the state for its soldiers: talks are not theirs."""
    chosen = _representative(counts)
    state = country_name(chosen.country)
    return Actor(state, chosen.country, "GOV") if state and chosen.sector in GOVERNMENT - {"GOV"} else chosen


def _belligerent(counts: Counter[Actor], between_states: bool) -> Actor:
    """The most frequent, but the state for one of its government: a war is not a president's.

    Between two states it is no brigade's either.
    """
    chosen = _representative(counts)
    state = country_name(chosen.country)
    return (
        Actor(state, chosen.country, "GOV")
        if state and (chosen.sector == "GOV" or between_states)
        else chosen
    )


def side_of(actor: Actor) -> Side | None:
    """The side an actor stands on, if he is of a state or of a band or authority within one."""
    if not actor.country or actor.country == "INT":
        return None
    if actor.sector in GOVERNMENT:
        return actor.country, True
    return (actor.country, False) if actor.sector in ("REB", "SEP") else None


def _fill(event: Event, pair: tuple[Actor, Actor], *, brokered: bool = False) -> Event:
    rule = event.provenance.coder.removeprefix("events/")
    sides = [side_of(a) for a in pair]
    if brokered and rule in JOINT_ACTS and len(event.actors) == 1 and side_of(event.actors[0]) not in sides:
        return _with(event, actors=(*pair, *event.actors))
    if rule in JOINT_ACTS and not event.recipients:
        named = {s for a in event.actors if (s := side_of(a)) is not None}
        if not event.actors or (len(event.actors) == 1 and named and named <= set(sides)):
            missing = tuple(a for a in pair if side_of(a) not in named)
            return _with(event, actors=(*event.actors, *missing))
    if rule in UNSAID and not event.actors and not event.recipients:
        return _with(event, actors=pair)
    if rule in ONE_SIDED and not event.recipients and len(event.actors) == 1:
        side = side_of(event.actors[0])
        if side in sides:
            return _with(event, recipients=(pair[1 - sides.index(side)],))
    return event


def _yield_to(event: Event, pair: tuple[Actor, Actor] | None, crowd: Actor | None) -> Event:
    """A concession without a recipient: to the other side, or of a government to those who protest."""
    if event.type != "CONCEDE" or event.recipients or len(event.actors) != 1:
        return event
    side = side_of(event.actors[0])
    if crowd is not None and side == (crowd.country, True):
        return _with(event, recipients=(crowd,))
    sides = [side_of(a) for a in pair or ()]
    if pair is None or side not in sides or event.status == "denied":
        return event
    return _with(event, recipients=(pair[1 - sides.index(side)],))


def _is_brokered(analysis: Analysis, told: Sequence[Telling]) -> bool:
    """Whether a participle joined to a name before the act says who brought it about: "Kenya-mediated"."""
    words = analysis.tokens
    return any(
        words[c].lemma in BROKERING and words[c].xpos == "VBN" and words[c - 1].text == "-"
        for telling in told
        for c in analysis.children[telling.candidate.token]
        if c > 1
    )


def is_fight(analysis: Analysis, told: Sequence[Telling]) -> bool:
    """Whether an act is told as a fight of two sides, with its losses perhaps, and as nothing else.

    The fight stands in the sentence of the first telling: "the war" later on makes no fight of a raid.
    """
    fought = False
    first = analysis.tokens[told[0].candidate.token].sentence
    fight_first = told[0].candidate.trigger.rule.name in FIGHTS
    own = set(told[0].event.actors) if fight_first else set()
    for telling in told:
        rule = telling.candidate.trigger.rule.name
        if rule in FIGHTS:
            fought = fought or analysis.tokens[telling.candidate.token].sentence == first
        elif rule not in LOSSES or not set(telling.event.actors) <= own:
            return False
    return fought


def _fill_fight(event: Event, pair: tuple[Actor, Actor] | None) -> Event:
    """A fight with all its sides as actors; as told if they stay unknown."""
    civil = pair is not None and len({a.country for a in pair}) == 1
    if civil and event.recipients and not event.actors and all(a.sector == "CVL" for a in event.recipients):
        return event  # what a civil war has cost is told of its dead
    actors = list(event.actors)
    sides: set[Side | str] = {side_of(a) or a.name for a in actors}
    for loser in event.recipients:
        side = side_of(loser)
        if side is not None and side not in sides and loser.sector in ARMED:
            actors.append(loser)
            sides.add(side)
    if len(sides) < 2 and pair is not None and sides <= {side_of(a) for a in pair}:
        actors += [a for a in pair if side_of(a) not in sides]
    if len(actors) < 2:
        return event
    return _with(event, actors=tuple(actors), recipients=())


def _with(
    event: Event, *, actors: tuple[Actor, ...] | None = None, recipients: tuple[Actor, ...] | None = None
) -> Event:
    reasons = (
        *event.provenance.reasons,
        "unsaid parties: those the report's events name together most often",
    )
    return replace(
        event,
        actors=event.actors if actors is None else actors,
        recipients=event.recipients if recipients is None else recipients,
        provenance=replace(event.provenance, reasons=reasons),
    )
