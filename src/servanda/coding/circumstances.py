"""When and by whose account: circumstances that the codebook asks of events and figures alike.

Each function takes the token that heads the act (a verb, or a noun such as "attack") and looks along the
tree: at the phrases that hang on the act, then at those of the clause it stands in. Time expressions,
mentions and attributions are taken in order of the text, so that a lookup costs the same in a long report
as in a short one.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final, Literal

from servanda.codebook import background_cues
from servanda.coding.frames import conjuncts
from servanda.coding.subjects import antecedent, case_of, is_passive
from servanda.model import Actor, Analysis, Attribution, Timex

CLAUSAL: Final = frozenset(
    {"ccomp", "xcomp", "advcl", "acl", "acl:relcl", "parataxis", "csubj", "csubj:pass"}
)
NEWS_DAYS: Final = 7
"""Codebook section 9: what happened more than seven days before the report is background."""
LONG_DAYS: Final = 200
"""A stretch that began longer ago than this and still goes on is told as history, not as news."""
FIRST_PERSON: Final = frozenset({"i", "we"})
PRIVATE: Final = frozenset({"CVL", "BUS", "MED", "EDU", "REF", "UNK", ""})
Tense = Literal["past", "perfect", "pluperfect", "present", "future", "none"]
TENSE_CLIMB: Final = 4
NESTED: Final = 12
"""How many attributions that begin before a token are looked at; deeper nests do not occur."""
LANDMARKS: Final = frozenset({"before", "after", "since", "until", "till"})
"""Prepositions that tell one act's time by another's."""
ABOUT: Final = frozenset({"after", "following", "into", "over", "about"})
"""Prepositions of what came before an act, or what it is about."""
FAR: Final = 9
"""Costs at or above this mean: stands in another clause, does not date or place the act."""


def find_source(analysis: Analysis, token: int) -> Actor | None:
    """Who is given as the source of what holds ``token``; ``None`` if that is the report's own voice."""
    attribution = find_attribution(analysis, token)
    if attribution is None or attribution.source < 0:
        return None
    actors = actors_of(analysis, attribution.source)
    return actors[0] if actors else None


def find_attribution(analysis: Analysis, token: int) -> Attribution | None:
    """The innermost attribution whose content holds the token."""
    start = analysis.tokens[token].start
    found: Attribution | None = None
    at = bisect_right(analysis.attributions, start, key=lambda a: a.span.start)
    for attribution in analysis.attributions[max(0, at - NESTED) : at]:
        holds = attribution.span.start <= start < attribution.span.end and attribution.cue != token
        if holds and (found is None or len(attribution.span) <= len(found.span)):
            found = attribution
    return found


def report_day(analysis: Analysis) -> date | None:
    """The day the report was written, if that is known to the day or two, else the day it is filed under.

    A text that names its own date counts from that (codebook section 9), and ``Analysis.written`` says so.
    """
    if analysis.written is not None:
        first, last = analysis.written
        if last - first <= timedelta(days=1):
            return first
    return analysis.document.published


def is_background(analysis: Analysis, token: int, when: str | None) -> bool:
    """Whether the act is told as history: more than seven days old, or by tense and the words around it."""
    reference = report_day(analysis) or (analysis.written[1] if analysis.written else None)
    bounds = interval(when)
    if bounds is not None and reference is not None:
        if bounds[1] < reference - timedelta(days=NEWS_DAYS):
            return True
        return bounds[0] < reference - timedelta(days=LONG_DAYS)
    return _told_as_history(analysis, token)


def actors_of(analysis: Analysis, token: int) -> tuple[Actor, ...]:
    """Who a phrase stands for, by its head: all conjuncts, relative pronouns through their antecedents.

    "leaders of Iran and Russia" with no actor of its own gives those of its "of" phrase; a group of people
    that is nobody's ("a crowd") gives nothing.
    """
    out: dict[Actor, None] = {}
    for head in conjuncts(analysis, antecedent(analysis, token)):
        mention = analysis.mention_at(head)
        if mention is not None:
            out.update(dict.fromkeys(mention.actors or _speaker_himself(analysis, head)))
    return tuple(out)


def _speaker_himself(analysis: Analysis, token: int) -> tuple[Actor, ...]:
    """Whoever is quoted, for "I" and "we" in his mouth; of private people it tells too often of no act."""
    if analysis.tokens[token].text.lower() not in FIRST_PERSON:
        return ()
    attribution = find_attribution(analysis, token)
    if attribution is None or attribution.source in (-1, token) or attribution.form == "indirect":
        return ()
    mention = analysis.mention_at(attribution.source)
    return () if mention is None else tuple(a for a in mention.actors if a.sector not in PRIVATE)


def interval(when: str | None) -> tuple[date, date] | None:
    """First and last day of a codebook date, or ``None`` if there is none or it cannot be read."""
    if not when:
        return None
    first, _, last = when.partition("/")
    try:
        return _bounds(first)[0], _bounds(last or first)[1]
    except ValueError:
        return None


def _bounds(value: str) -> tuple[date, date]:
    parts = [int(p) for p in value.split("-")]
    if len(parts) == 1:
        return date(parts[0], 1, 1), date(parts[0], 12, 31)
    if len(parts) == 2:
        following = date(parts[0] + parts[1] // 12, parts[1] % 12 + 1, 1)
        return date(parts[0], parts[1], 1), following - timedelta(days=1)
    day = date(parts[0], parts[1], parts[2])
    return day, day


def tense_of(analysis: Analysis, token: int) -> Tense:
    """The tense of the clause that tells the act: of the verb itself, or of the verb that governs a noun.

    Participles and infinitives take the tense of the clause they stand in; ``none`` if there is no verb.
    """
    head = _clause_head(analysis, token)
    for _ in range(TENSE_CLIMB):
        verb = analysis.tokens[head]
        if verb.upos not in ("VERB", "AUX") and analysis.child(head, "cop", "aux") < 0:
            return "none"
        own = _own_tense(analysis, head)
        if own != "none":
            return own
        above = [i for i in analysis.ancestors(head) if analysis.tokens[i].upos in ("VERB", "AUX")]
        if not above:
            return "none"
        head = above[0]
    return "none"


def _own_tense(analysis: Analysis, verb: int) -> Tense:
    words = {
        analysis.tokens[c].text.lower(): analysis.tokens[c].xpos
        for c in analysis.children[verb]
        if analysis.tokens[c].deprel.partition(":")[0] in ("aux", "cop")
    }
    if "MD" in words.values():
        return "future"
    if words.keys() & {"had", "'d", "’d"}:
        return "pluperfect"
    if words.keys() & {"have", "has", "'ve", "’ve"}:
        return "perfect"
    tags = {analysis.tokens[verb].xpos, *words.values()}
    if "VBD" in tags:
        return "past"
    if tags & {"VBZ", "VBP"}:
        return "present"
    return "none"


def _told_as_history(analysis: Analysis, token: int) -> bool:
    """Signs of history in the words: an old time expression, a pluperfect, "previous", "long"."""
    cues = background_cues()
    tokens = analysis.tokens
    clause = _clause_head(analysis, token)
    for timex in timexes_of(analysis, token):
        head = outer_head(analysis, timex.first, timex.last)
        if (
            timex.type == "SET"
            or distance(analysis, token, head) >= FAR
            or _is_of_another(analysis, token, head)
        ):
            continue
        if timex.granularity in ("year", "decade", "century", "season"):
            return True
        words = {t.text.lower() for t in tokens[timex.first : timex.last]}
        if words & cues.old_units and words & cues.old_marks:
            return True
    for head in {token, clause}:
        for c in analysis.children[head]:
            child = tokens[c]
            if child.deprel in ("advmod", "amod") and child.lemma.lower() in cues.modifiers:
                return True
    verb = tokens[clause]
    if verb.upos == "VERB" and verb.xpos in ("VBN", "VBD", "VBG"):
        had = any(
            tokens[c].text.lower() in ("had", "'d", "’d") and tokens[c].deprel == "aux"
            for c in analysis.children[clause]
        )
        if had and find_attribution(analysis, clause) is None:
            return True
    return (
        tokens[token].upos == "NOUN"
        and tokens[token].lemma in cues.history_nouns
        and not is_passive(analysis, clause)
    )


def _is_of_another(analysis: Analysis, act: int, time: int) -> bool:
    """Whether a time stands before a noun that tells what came before, or what the act is about.

    "Following the October meeting, the union sent a team", "called for an inquiry into the May 12 attack".
    """
    noun = analysis.tokens[time].head
    if noun < 0 or noun == act or analysis.tokens[noun].upos != "NOUN":
        return False
    return case_of(analysis, noun) in ABOUT


def _clause_head(analysis: Analysis, token: int) -> int:
    """The head of the clause a token stands in: itself if a verb, else the nearest governor that is one."""
    if analysis.tokens[token].upos in ("VERB", "AUX"):
        return token
    for i in analysis.ancestors(token):
        if analysis.tokens[i].upos in ("VERB", "AUX"):
            return i
    return token


def distance(analysis: Analysis, act: int, other: int, *, climb: bool = True) -> int:
    """How far along the tree a phrase stands from an act; ``FAR`` or more if it belongs to another clause.

    Steps up from the act to the common governor cost one, two across a clause boundary; the phrase itself
    may hang deeper by nouns only, since what stands in a clause of its own belongs to that clause. Without
    ``climb`` only what hangs on the act counts.
    """
    tokens = analysis.tokens
    up: dict[int, int] = {act: 0}
    cost, i = (0 if climb else FAR), act
    while tokens[i].head >= 0 and cost < FAR:
        relation = tokens[i].deprel
        cost += 2 if relation in CLAUSAL or relation == "conj" else 1
        if relation in ("ccomp", "parataxis"):
            cost += 3
        if i != act and is_landmark(analysis, i):
            cost = FAR  # "met in Sochi a month after clashes that killed 90": the killing was not there
        i = tokens[i].head
        up[i] = cost
    down, j = 0, other
    while j not in up:
        if tokens[j].head < 0 or down >= FAR:
            return FAR
        if tokens[j].deprel in CLAUSAL or (tokens[j].deprel == "conj" and tokens[j].upos == "VERB"):
            return FAR
        down += 1
        j = tokens[j].head
    if j == act:
        return max(0, down - 1)
    return up[j] + max(0, down - 1)


def is_landmark(analysis: Analysis, act: int) -> bool:
    """Whether a noun only tells when something else was ("before the talks"): no day or place is shared."""
    noun = analysis.tokens[act]
    hangs = noun.upos == "NOUN" and noun.deprel.partition(":")[0] in ("obl", "nmod")
    return hangs and case_of(analysis, act) in LANDMARKS


def outer_head(analysis: Analysis, first: int, last: int) -> int:
    """The token of a phrase that hangs on a token outside it."""
    for i in range(first, last):
        if not first <= analysis.tokens[i].head < last:
            return i
    return first


def timexes_of(analysis: Analysis, token: int) -> Iterator[Timex]:
    """The time expressions of the sentence that holds a token, in order."""
    sentence = analysis.sentence_of(token)
    at = bisect_left(analysis.timexes, sentence.first, key=lambda t: t.first)
    while at < len(analysis.timexes) and analysis.timexes[at].first < sentence.last:
        yield analysis.timexes[at]
        at += 1
