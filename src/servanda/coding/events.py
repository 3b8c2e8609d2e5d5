"""Events after the codebook: who did what to whom, when, where, and whether it happened.

The order of work: candidates by the lexicon (``triggers``), parties (``parties``), status, date, place and
source (``circumstances``, factuality), mode (``modes``), the clause that tells it (``evidence``); then what
is only the content of another verbal act is taken back, and tellings of the same act are joined
(``same_events``).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Final

from servanda.coding.act_dates import IN_CLAUSE, find_date
from servanda.coding.act_places import find_place
from servanda.coding.acts_spoken_of import name_doers
from servanda.coding.addressees import name_addressees
from servanda.coding.alike import is_state, names
from servanda.coding.charged import is_act_charged
from servanda.coding.circumstances import find_source, is_background
from servanda.coding.claimed import credit_claimants
from servanda.coding.context import UNSAID, Manner, fill_parties, manner_of
from servanda.coding.custody import name_captors
from servanda.coding.equal_tolls import join_equal_tolls
from servanda.coding.evidence import find_evidence
from servanda.coding.history import place_in_time
from servanda.coding.modes import choose_mode
from servanda.coding.parties import attackers, find_parties
from servanda.coding.pointing import is_definite
from servanda.coding.reality import is_told_denied, status_of
from servanda.coding.same_events import Telling, make_provenance, merge_tellings
from servanda.coding.selection import has_political_side, score
from servanda.coding.slots import Candidate
from servanda.coding.triggers import find_candidates
from servanda.coding.victim_counts import count_victims
from servanda.model import Actor, Analysis, Claims, Event, Rejection

VERBAL: Final = frozenset({"AGREE", "REQUEST", "ACCUSE", "REJECT", "THREATEN", "SUPPORT", "CONCEDE"})
"""Types that are done by speaking: who says it is who does it."""
OUTWARD: Final = frozenset({"AGREE", "CONCEDE", "THREATEN"})
"""Types of words that no official says to his own state, as he may ask or blame it."""
TOWARD: Final[Mapping[str, frozenset[str]]] = MappingProxyType(
    {
        "CONSULT": frozenset({"to", "obj"}),
        "MOBILIZE": frozenset({"to", "into", "obj", "toward", "towards"}),
        "AID": frozenset({"to", "into"}),
        "RETREAT": frozenset({"from", "of", "out"}),
        "ASSAULT": frozenset({"obj", "into", "against", "on", "of", "toward", "towards"}),
        "COERCE": frozenset({"obj", "into"}),
    }
)
"""Prepositions beside those of place by which an act of a type tells where it took place."""
ACCUSERS_UNSAID: Final = frozenset({"accuse.accuse", "accuse.accused", "accuse.investigate", "accuse.trial"})
"""Verbal acts that are often told by whom they concern only ("was accused of", "faces trial")."""
LEAST_SCORE: Final = 0.38
"""Events that the learned score holds less likely are rejected. F1 on dev hardly differs between .30 and .42
(.710 to .715); what is wrong costs a reader more than what is missing, so a high one it is."""
LEAST_SCORE_OF_NOBODY: Final = 0.5
"""The same for events that name nobody: a bare "the conflict" is seldom told as an act."""
KINDS: Final = frozenset({"people", "person", "those", "anyone", "anybody", "one"})
NOBODY_NEEDED: Final = frozenset({"ASSAULT", "PROTEST", "CONSULT", "AGREE", "RETREAT", "COERCE"})
"""Types that are told without naming anybody ("clashes continued")."""


def code_events(analysis: Analysis) -> Claims:
    """All events that the document tells, each once, and the words that were considered and turned down."""
    proposed, rejected = propose_events(analysis)
    scored: list[Event] = []
    candidates: list[Candidate] = []
    manners: list[Manner] = []
    likely: list[int] = []
    for k, (event, told) in enumerate(place_in_time(analysis, proposed)):
        charged = next((t.accused for t in told if t.accused), event.actors)
        blamed = replace(event, actors=event.actors or charged)  # that it is disputed whose deed it is
        likelihood = round(score(analysis, blamed, told), 3)  # makes a reader no less likely to code it
        if likelihood >= _least_score(blamed):
            likely.append(k)
        scored.append(replace(event, provenance=replace(event.provenance, score=likelihood)))
        candidates.append(told[0].candidate)
        manners.append(manner_of(analysis, told))
    whole_parties = name_addressees(fill_parties([scored[k] for k in likely], [manners[k] for k in likely]))
    filled = dict(zip(likely, whole_parties, strict=True))
    events: list[Event] = []
    for k, candidate in enumerate(candidates):
        found = filled.get(k, scored[k])
        whole = _without_self(found)
        if whole != found and candidate.trigger.lemma == "rally":
            rejected.append(_reject(analysis, candidate, "held by him whom it is for: a rally of his own"))
        elif k in filled and has_political_side(whole):
            events.append(whole)
        else:
            told_so = f"seldom an event when told like this ({whole.provenance.score:.2f})"
            reason = told_so if has_political_side(whole) else "nobody political takes part"
            rejected.append(_reject(analysis, candidate, reason))
    return Claims(events=tuple(events), rejections=tuple(rejected))


def _without_self(event: Event) -> Event:
    """The event with nobody on both sides, unless all do it to each other (joined tellings may differ).

    One alone on both sides of an attack or a protest is who suffered it: doers are guessed more often.
    """
    rulers = {a.country for a in event.actors if a.sector == "GOV" and not is_state(a)}
    own = {a for a in event.recipients if is_state(a) and a.country in rulers}
    if own and event.type in OUTWARD:  # a minister warns his own state of nothing he would do
        return replace(event, recipients=tuple(a for a in event.recipients if a not in own))
    both = names(event.actors) & names(event.recipients)
    if not both or (event.actors == event.recipients and len(event.actors) > 1):
        return event
    if event.type in ("ASSAULT", "PROTEST"):
        return replace(event, actors=tuple(a for a in event.actors if a.name.casefold() not in both))
    return replace(event, recipients=tuple(a for a in event.recipients if a.name.casefold() not in both))


def _least_score(event: Event) -> float:
    """The score below which an event as told, before unsaid parties are filled in, is rejected."""
    return LEAST_SCORE if event.actors or event.recipients else LEAST_SCORE_OF_NOBODY


def propose_events(analysis: Analysis) -> tuple[list[tuple[Event, list[Telling]]], list[Rejection]]:
    """What the rules find, each act once with its tellings, before the learned score chooses among them."""
    candidates, rejected = find_candidates(analysis)
    inside = _contents(analysis, candidates)
    by_token = {c.token: c for c in candidates}
    nouns: dict[int, list[int]] = {}
    for candidate in candidates:
        if candidate.is_noun:
            nouns.setdefault(analysis.tokens[candidate.token].sentence, []).append(candidate.token)
    tellings: list[Telling] = []
    for candidate in candidates:
        reason = _turned_down(analysis, candidate, inside, by_token)
        outer = inside.get(candidate.token)
        charged = outer is not None and is_act_charged(analysis, candidate, outer)
        telling = None if reason else _tell(analysis, candidate, nouns, charged=charged)
        if telling is None:
            rejected.append(_reject(analysis, candidate, reason or "names nobody"))
        else:
            tellings.append(telling)
    told = credit_claimants(analysis, join_equal_tolls(merge_tellings(analysis, tellings)))
    return name_doers(analysis, name_captors(told)), rejected


def _other_acts(analysis: Analysis, candidate: Candidate, nouns: Iterable[int]) -> frozenset[int]:
    """Nouns of its sentence that name another act than this one.

    What is done ("launched an attack on Monday") and what does it ("the raid on Monday killed two") is the
    same act; what is demanded, blamed or promised is not.
    """
    own = {candidate.token, candidate.frame.verb}
    verbal = candidate.trigger.rule.type in VERBAL
    out = set()
    for noun in nouns:
        token = analysis.tokens[noun]
        done = token.head in own and token.deprel in ("obj", "nsubj", "nsubj:pass", "obl:agent")
        if noun not in own and (verbal or not done):
            out.add(noun)
    return frozenset(out)


def _tell(
    analysis: Analysis, candidate: Candidate, nouns: Mapping[int, list[int]], *, charged: bool
) -> Telling | None:
    """The event that one candidate tells; ``None`` if its type needs somebody and nobody is named."""
    rule = candidate.trigger.rule
    actors, recipients = find_parties(analysis, candidate)
    accused = actors if charged else ()
    if charged:
        actors = ()  # disputed: the accusation has them
    if not actors and not recipients and rule.type not in NOBODY_NEEDED and rule.name not in UNSAID:
        return None
    unsaid = rule.name in ACCUSERS_UNSAID | UNSAID and not _is_of_a_kind(analysis, candidate)
    if not actors and rule.type in VERBAL - NOBODY_NEEDED and not unsaid:
        return None
    others = _other_acts(analysis, candidate, nouns.get(analysis.tokens[candidate.token].sentence, ()))
    date, date_span, date_reason = find_date(analysis, candidate.token, others)
    place, place_span = find_place(
        analysis,
        candidate.token,
        TOWARD.get(rule.type, frozenset()),
        others,
        narrow=rule.type in VERBAL | {"SANCTION"},
    )
    background = is_background(analysis, candidate.token, date)
    factuality = status_of(analysis, candidate, date)
    evidence = find_evidence(analysis, candidate)
    reasons = (
        f"“{analysis.tokens[candidate.token].text}” is a word of {rule.name}",
        date_reason,
        *factuality.reasons,
    )
    fields = tuple(
        (name, span) for name, span in (("date", date_span), ("place", place_span)) if span is not None
    )
    provenance = make_provenance(evidence, f"events/{rule.name}", _score(actors, recipients), reasons)
    mode = choose_mode(analysis, candidate, actors)
    event = Event(
        type=rule.type,
        mode=mode,
        actors=attackers(actors, mode) if rule.type == "ASSAULT" else actors,
        recipients=recipients,
        status=factuality.status,
        background=background,
        date=date,
        place=place,
        says=_source(analysis, candidate, actors),
        provenance=type(provenance)(
            evidence=provenance.evidence,
            coder=provenance.coder,
            score=provenance.score,
            reasons=provenance.reasons,
            fields=fields,
        ),
    )
    definite = is_definite(analysis, candidate)
    aside = analysis.tokens[candidate.token].deprel.partition(":")[0] in ("obj", "obl", "nmod")
    loose = definite and aside and date_reason.endswith(IN_CLAUSE)
    return Telling(candidate, event, definite, loose, count_victims(analysis, candidate), accused=accused)


def _source(analysis: Analysis, candidate: Candidate, actors: tuple[Actor, ...]) -> Actor | None:
    source = find_source(analysis, candidate.token)
    if source is not None and candidate.trigger.rule.type in VERBAL and source in actors:
        return None
    return source


def _score(actors: tuple[Actor, ...], recipients: tuple[Actor, ...]) -> float:
    return 0.5 + 0.2 * bool(actors) + 0.2 * bool(recipients)


def _contents(analysis: Analysis, candidates: list[Candidate]) -> dict[int, Candidate]:
    """Token to the verbal act whose content it stands in: the innermost one."""
    inside: dict[int, Candidate] = {}
    for candidate in candidates:
        if not candidate.trigger.rule.content:
            continue
        frame = candidate.frame
        heads = [c for c in frame.clauses if _is_content(analysis, c)]
        heads += [
            h for word, h in frame.obliques if word in ("of", "for", "to", "against", "on", "about", "with")
        ]
        heads += frame.objects
        for head in heads:
            if analysis.tokens[head].sentence == analysis.tokens[candidate.token].sentence:
                inside.update(dict.fromkeys(analysis.subtree(head), candidate))
        inside.pop(candidate.token, None)
    return inside


def _is_content(analysis: Analysis, clause: int) -> bool:
    """Whether a clause is what a verbal act is about; "accused X of bombing" is adverbial in trees."""
    if analysis.tokens[clause].deprel in ("ccomp", "xcomp", "acl"):
        return True
    return analysis.tokens[clause].deprel == "advcl" and any(
        analysis.tokens[c].text.lower() in ("of", "for", "from", "against")
        for c in analysis.children[clause]
        if analysis.tokens[c].deprel in ("mark", "case")
    )


def _is_of_a_kind(analysis: Analysis, candidate: Candidate) -> bool:
    """Whether the words say what kind of people is meant, not what was done: "those accused of theft"."""
    token = analysis.tokens[candidate.token]
    return token.deprel.startswith("acl") and analysis.tokens[token.head].lemma.lower() in KINDS


def _turned_down(
    analysis: Analysis, candidate: Candidate, inside: dict[int, Candidate], verbs: dict[int, Candidate]
) -> str:
    """Why a candidate is no event of its own, or an empty string."""
    factuality = status_of(analysis, candidate)
    if factuality.negated:
        told_so = is_told_denied(analysis, candidate, factuality)
        return "" if told_so else "negated: it did not happen"
    if candidate.is_noun and _is_object_of(analysis, candidate, verbs):
        return "named by another act"
    if candidate.trigger.kind == "modal" and _says_on(analysis, candidate, verbs):
        return "said in one breath with another act"
    outer = inside.get(candidate.token)
    if outer is not None and outer.token != candidate.token:
        if factuality.status != "happened":
            return f"content of {outer.trigger.rule.name}"
        charged = is_act_charged(analysis, candidate, outer)
        if not charged and _is_direct(analysis, candidate, outer):
            return f"what {outer.trigger.rule.name} is about"
    return ""


def _says_on(analysis: Analysis, candidate: Candidate, told: dict[int, Candidate]) -> bool:
    """Whether a modal goes on with what another begins: "must stop and should leave" asks once."""
    token = analysis.tokens[candidate.token]
    first = told.get(token.head)
    return token.deprel == "conj" and first is not None and first.trigger.rule == candidate.trigger.rule


LONGEST_CONTENT: Final = 4
"""How many acts of one content hang on each other: "urged it to stop, withdraw and go"."""
OBJECTS_ONLY: Final = frozenset(
    {
        "support.sign",
        "support.approve",
        "reject.break-talks",
        "reject.talks-fail",
        "reject.truce-over",
        "agree.accept",
        "agree.agree",
        "reject.reject",
    }
)
"""Verbs that act upon an agreement or on talks: their object is no event of its own."""


def _is_object_of(analysis: Analysis, candidate: Candidate, verbs: dict[int, Candidate]) -> bool:
    token = analysis.tokens[candidate.token]
    governor = verbs.get(token.head)
    if governor is None or governor.is_noun or token.deprel not in ("obj", "nsubj:pass", "nsubj", "obl"):
        return False
    if governor.trigger.object and token.lemma == governor.trigger.object:
        return True
    return governor.trigger.rule.name in OBJECTS_ONLY


def _is_direct(analysis: Analysis, candidate: Candidate, outer: Candidate) -> bool:
    """Whether the act is the outer one's very content: "agreed to withdraw", "urged it to stop and go"."""
    done = candidate.frame.verb  # of "launching an attack" the verb is what hangs on the outer act
    start = index = done if candidate.is_noun and done >= 0 else candidate.token
    for _ in range(LONGEST_CONTENT):
        token = analysis.tokens[index]
        if token.head == outer.token or done == outer.token:
            return index == start or analysis.child(index, "nsubj") < 0
        joined = token.deprel == "conj" or (token.deprel == "xcomp" and token.xpos in ("VB", "VBG"))
        if not joined or analysis.child(index, "nsubj") >= 0:
            return False
        index = token.head
    return False


def _reject(analysis: Analysis, candidate: Candidate, reason: str) -> Rejection:
    return Rejection(
        kind="event",
        span=analysis.tokens[candidate.token].span,
        coder=f"events/{candidate.trigger.rule.name}",
        reason=reason,
    )
