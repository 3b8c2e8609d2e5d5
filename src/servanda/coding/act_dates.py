"""When: the date of an act, as the codebook asks of events, figures and commitments alike.

Looks along the tree from the token that heads the act: at the time expressions that hang on it, then at
those of the clause it stands in, then at what dates it by way of another act (:mod:`anchored_dates`).
"""

from __future__ import annotations

from collections.abc import Container
from datetime import timedelta
from typing import Final

from servanda.codebook import background_cues, light_verbs
from servanda.coding.anchored_dates import (
    UNDATED,
    Dated,
    counted_date,
    going_on_date,
    is_told_of_another,
    lasting_date,
    outbreak_date,
    since_date,
)
from servanda.coding.circumstances import (
    FAR,
    NEWS_DAYS,
    distance,
    find_attribution,
    interval,
    is_landmark,
    outer_head,
    tense_of,
    timexes_of,
)
from servanda.coding.subjects import case_of
from servanda.model import Analysis, Timex

IN_CLAUSE: Final = "in its clause"
"""How the reason ends where the time stands on the clause around the act, not on the act."""
WHEN: Final = frozenset({"during", "at", "in", "amid"})
"""Prepositions by which one act tells when another was."""
CARRIERS: Final = frozenset({"begin", "continue", "happen", "hold", "occur", "resume", "start", "take"})
"""Verbs that only say that something is: "the talks are to take place"."""
SOON: Final = frozenset({"after", "following"})
"""Those by which an act of a day tells that another was on that day, too."""


def find_date(analysis: Analysis, token: int, others: Container[int] = ()) -> Dated:
    """When the act at ``token`` took place (codebook section 3), the words that say so, and why.

    The nearest time expression of the act's own clause counts; then that of the clause above. ``None`` if
    no words of the sentence date the act. ``others``: nouns that name further acts; a time that hangs on one
    of them is its own ("demanded an inquiry into the raid of 5 May").
    """
    noun = analysis.tokens[token].upos == "NOUN"
    if noun and (found := outbreak_date(analysis, token)):
        return found
    landmark = is_landmark(analysis, token)
    lasting = noun and _is_named_only(analysis, token)
    climb = not landmark and not lasting and not is_relative(analysis, token)
    climb = climb and not (noun and case_of(analysis, token) == "over")  # "sanctioned it over the raids"
    best = _nearest(analysis, token, others, climb=climb)
    if best is None or best[0] > 0:
        counted = counted_date(analysis, token) if landmark or best is None or best[0] > 1 else None
        anchored = counted or since_date(analysis, token) or going_on_date(analysis, token)
        if not anchored and lasting:
            anchored = lasting_date(analysis, token)
        if (
            not anchored
            and tense_of(analysis, token) == "perfect"
            and (war := _told_of(analysis, token)) >= 0
        ):
            anchored = lasting_date(analysis, war)
        if anchored and (best is None or landmark or counted):
            return anchored
    if best is None and noun:
        best = _carried_out(analysis, token)
    if best is None:
        if (timex := _beside(analysis, token) or _when_told(analysis, token)) is None:
            return UNDATED
        words = timex.span.of(analysis.document.text)
        return timex.iso, timex.span, f"dated by “{words}”, when it was told"
    timex = best[1]
    where = "on the act itself" if best[0] <= 1 else IN_CLAUSE
    return timex.iso, timex.span, f"dated by “{timex.span.of(analysis.document.text)}” {where}"


def _nearest(
    analysis: Analysis, token: int, others: Container[int], *, climb: bool
) -> tuple[int, Timex] | None:
    """The dated time expression that stands nearest along the tree, with how far."""
    best: tuple[int, int, Timex] | None = None
    for timex in timexes_of(analysis, token):
        if timex.iso is None or timex.type == "SET" or _is_vague(timex):
            continue
        head = outer_head(analysis, timex.first, timex.last)
        if is_told_of_another(analysis, token, timex, head) or _is_of(analysis, token, timex, head, others):
            continue
        cost = distance(analysis, token, head, climb=climb)
        if cost >= FAR and climb:
            cost = _carried_cost(analysis, token, head)
        if timex.type == "DURATION":
            cost += 1
        if cost < FAR and (best is None or (cost, abs(timex.first - token)) < best[:2]):
            best = (cost, abs(timex.first - token), timex)
    return None if best is None else (best[0], best[2])


def _is_vague(timex: Timex) -> bool:
    """Whether the words only point to the past ("in recent weeks"); "in recent days" still says the week."""
    days = interval(timex.iso)
    return timex.value == "PAST_REF" and (days is None or days[1] - days[0] > timedelta(days=NEWS_DAYS))


def _is_of(analysis: Analysis, act: int, timex: Timex, head: int, others: Container[int]) -> bool:
    """Whether a time hangs on another act below this one, unless that tells when this one was.

    "Agreed at the talks of 5 May", "the accord of the May summit", "the 1990 war ended with a deal", "after
    Monday's summit they vowed" (a day only: what followed a meeting of last month was later).
    """
    shared = {act, *analysis.ancestors(act)}
    i = head
    while i >= 0 and i not in shared:
        token = analysis.tokens[i]
        if i in others and not token.deprel.startswith("nsubj"):
            case = case_of(analysis, i)
            part = case == "of" and token.head == act and analysis.tokens[act].upos == "NOUN"
            soon = case in SOON and timex.granularity == "day"
            return not (case in WHEN or part or soon)
        i = token.head
    return False


def _carried_out(analysis: Analysis, noun: int) -> tuple[int, Timex] | None:
    """The time of the participle that tells of its doing: "strikes carried out in August"."""
    for c in analysis.children[noun]:
        clause = analysis.tokens[c]
        if clause.deprel == "acl" and clause.xpos == "VBN" and clause.lemma in light_verbs().agentive:
            return _nearest(analysis, c, (), climb=False)
    return None


def _carried_cost(analysis: Analysis, token: int, head: int) -> int:
    """The cost of a time on a verb that only says that the act is: "talks are to take place in May"."""
    verb = analysis.tokens[head].head
    if verb < 0 or analysis.tokens[verb].deprel != "xcomp" or analysis.tokens[verb].lemma not in CARRIERS:
        return FAR
    return 1 + distance(analysis, token, analysis.tokens[verb].head)


def _beside(analysis: Analysis, token: int) -> Timex | None:
    """The time of what its doer did in the same breath: "rejected it, saying on Monday that …"."""
    for clause in analysis.children[token]:
        verb = analysis.tokens[clause]
        if verb.deprel != "advcl" or verb.xpos != "VBG" or analysis.child(clause, "mark", "nsubj") >= 0:
            continue
        for timex in timexes_of(analysis, token):
            head = analysis.tokens[outer_head(analysis, timex.first, timex.last)]
            if head.head == clause and timex.iso is not None and timex.granularity == "day":
                return timex
    return None


def _is_named_only(analysis: Analysis, noun: int) -> bool:
    """Whether a noun is no act of the clause around it: a war that goes on, a deal that is spoken of."""
    cues, token = background_cues(), analysis.tokens[noun]
    lemma = token.lemma.lower()
    return lemma in cues.lasting_nouns or (lemma in cues.agreements and token.deprel in ("obl", "nmod"))


def _when_told(analysis: Analysis, token: int) -> Timex | None:
    """The time of its telling, in the words behind: "X insisted on it, he told the council on Monday"."""
    attribution = find_attribution(analysis, token)
    if attribution is None or attribution.cue < token or tense_of(analysis, token) not in ("past", "perfect"):
        return None
    if analysis.tokens[attribution.cue].deprel != "parataxis":
        return None
    best = _nearest(analysis, attribution.cue, (), climb=False)
    return best[1] if best is not None and best[1].granularity == "day" else None


def _told_of(analysis: Analysis, verb: int) -> int:
    """The war that a relative clause tells of ("the five-year war that has killed 300,000"), or -1."""
    for i in (verb, analysis.tokens[verb].head):
        if i >= 0 and analysis.tokens[i].deprel == "acl:relcl":
            head = analysis.tokens[i].head
            return head if _is_named_only(analysis, head) else -1
    return -1


def is_relative(analysis: Analysis, token: int) -> bool:
    """Whether the act heads a relative clause or a participle on a noun ("soldiers detained in the war").

    "A bomb went off, killing three" goes with the clause above.
    """
    relation, tag = analysis.tokens[token].deprel, analysis.tokens[token].xpos
    return relation == "acl:relcl" or (relation == "acl" and tag == "VBN")
