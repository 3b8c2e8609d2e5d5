"""Pronouns and bare numbers to what was mentioned before: agreement, nearness, subjects before objects."""

from __future__ import annotations

from collections.abc import Callable

from servanda.knowledge import word_list
from servanda.model import Analysis, Mention
from servanda.resolution.discourse import (
    BODIES,
    Candidate,
    Discourse,
    Resolved,
    standing_for,
)

_REACH_PERSON, _REACH_GROUP = 6, 4
"""How many sentences back the antecedent of a pronoun for a person and for a group may stand."""
_RELATIVE = frozenset({"WP", "WDT", "WP$"})


def find_pronoun(analysis: Analysis, discourse: Discourse, mention: Mention) -> Resolved:
    """What a pronoun stands for."""
    token = analysis.tokens[mention.head]
    text = token.text.lower()
    if text in word_list("speaking"):
        return Resolved(reason="first or second person")
    if token.xpos in _RELATIVE:
        return _relative(analysis, discourse, mention)
    if text in word_list("personal"):
        return _person(analysis, discourse, mention, "m" if text in word_list("masculine") else "f")
    if text in word_list("plural"):
        found = _best(analysis, discourse, mention, _REACH_GROUP, _is_many)
        return standing_for(found, analysis) if found else Resolved(reason="no group before it")
    if text in word_list("neuter"):
        found = _best(analysis, discourse, mention, _REACH_GROUP, lambda c: not c.person and not c.plural)
        return standing_for(found, analysis) if found else Resolved(reason="no body before it")
    if text in word_list("counting"):
        return find_counted(analysis, discourse, mention)
    return Resolved()


def _person(analysis: Analysis, discourse: Discourse, mention: Mention, gender: str) -> Resolved:
    """Whom "he" or "she" means; the chain keeps the gender."""
    found = _best(
        analysis,
        discourse,
        mention,
        _REACH_PERSON,
        lambda c: c.person and not c.plural and c.gender in {"", gender},
    )
    if not found:
        return Resolved(reason="no person before it")
    if found.resolved.chain >= 0:
        discourse.genders[found.resolved.chain] = gender
    return standing_for(found, analysis)


def _is_many(candidate: Candidate) -> bool:
    if candidate.plural:
        return True
    return not candidate.person and candidate.mention.type != "country" and candidate.actor.sector in BODIES


def _relative(analysis: Analysis, discourse: Discourse, mention: Mention) -> Resolved:
    """The noun that the relative clause hangs on."""
    tokens = analysis.tokens
    clause = next((a for a in analysis.ancestors(mention.head) if tokens[a].deprel == "acl:relcl"), -1)
    if clause < 0:
        return Resolved()
    noun = tokens[clause].head
    found = discourse.nearest(tokens[noun].sentence, 0, lambda c: c.mention.head == noun)
    return standing_for(found, analysis) if found else Resolved()


def _best(
    analysis: Analysis,
    discourse: Discourse,
    mention: Mention,
    reach: int,
    fits: Callable[[Candidate], bool],
) -> Candidate | None:
    """The candidate with the best score: near, and a subject rather than not.

    The weights were set by hand on ``gold/train``: a subject one sentence back nearly equals an object here.
    """
    tokens = analysis.tokens
    here = tokens[mention.head]
    subject = here.deprel.startswith("nsubj")
    best: Candidate | None = None
    best_score = 0.0
    latest = 0
    for c in discourse.back(here.sentence, reach, unknown=True):
        latest = latest or c.order
        if not fits(c) or c.mention.first <= mention.head < c.mention.last:
            continue
        # "Sadik met him": a pronoun is not the subject of its own clause; its possessor may be.
        if here.deprel != "nmod:poss" and tokens[c.mention.head].head == here.head:
            continue
        score = 10.0 - (here.sentence - c.sentence) - 0.06 * (latest - c.order)
        score += 0.9 if c.subject else 0.0
        score += 0.2 if subject and c.subject else 0.0
        score += 0.3 if c.mention.kind == "name" else 0.0
        if best is None or score > best_score:
            best, best_score = c, score
    return best


def find_counted(analysis: Analysis, discourse: Discourse, mention: Mention) -> Resolved:
    """Whom a bare number or "others" counts: "The six were kidnapped", "several others"."""
    found = _best(
        analysis,
        discourse,
        mention,
        _REACH_GROUP,
        lambda c: (
            c.plural and c.mention.kind == "nominal" and bool(c.resolved.actors) and c.actor.sector != "GOV"
        ),
    )
    return standing_for(found, analysis) if found else Resolved()
