"""Did it happen: what the words around an act decide, what a day ahead adds, and which denials are events.

That something did not happen is an event only if the report says so of a deed (codebook section 3, `denied`):
somebody denies it, or it is told as not done ("has yet to sign", "said it had not attacked"). What is merely
refused, prevented or stopped is told by the refusal itself.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final, cast

from servanda.coding.circumstances import find_attribution, interval, report_day, tense_of
from servanda.coding.slots import Candidate
from servanda.model import Analysis, Factuality, Status

DENIERS: Final = frozenset(
    {"deny", "refute", "rebut", "disprove", "report", "claim", "allegation", "accusation"}
)
"""Words over an act by which somebody says that it did not happen ("denied that", "denied reports that")."""
UNDONE: Final = frozenset({"fail", "lack", "absence", "failure"})
"""Words over an act by which the report says that it was not done."""
NOT_YET: Final = frozenset({"yet", "far", "none", "neither"})
"""Words by which a report in its own voice marks an act as one that might have been done and was not."""
TOLD_TENSES: Final = frozenset({"past", "perfect", "pluperfect"})


def status_of(analysis: Analysis, candidate: Candidate, when: str | None = None) -> Factuality:
    """The factuality of an act; ``when`` is its day in the codebook's form, if known.

    A rule's own status goes first: the saying is the act, whatever becomes of what is said. An act that is
    told as happening on a day after the report's is planned.
    """
    found = analysis.factuality.get(candidate.token) or Factuality()
    if candidate.trigger.rule.status is not None and _denier(analysis, candidate, found) not in DENIERS:
        return Factuality(status=cast("Status", candidate.trigger.rule.status))
    days, today = interval(when), report_day(analysis)
    if found.status == "happened" and not found.negated and days is not None and today is not None:
        ahead = days[0] > today and tense_of(analysis, candidate.token) not in TOLD_TENSES
        if ahead and not candidate.trigger.rule.content:
            return replace(found, status="planned", reasons=(*found.reasons, "its day is still ahead"))
    return found


def is_told_denied(analysis: Analysis, candidate: Candidate, found: Factuality) -> bool:
    """Whether a negated act is told as one that did not happen, and so is an event with status ``denied``."""
    if not found.negated or found.status != "denied" or not found.cues:
        return False
    token = analysis.tokens[candidate.token]
    if token.deprel == "acl:relcl" or token.lemma.lower() == "rule":
        return False  # "those who were not charged"; "ruled out" rules nothing
    tense = tense_of(analysis, candidate.token)
    if denier := _denier(analysis, candidate, found):
        return denier in DENIERS or (denier in UNDONE and tense in TOLD_TENSES)
    if any(analysis.tokens[c].deprel == "obj" or _in_object(analysis, c) for c in found.cues):
        return False  # "offered no way out"
    marked = _is_marked(analysis, candidate)
    if not marked and (tense not in TOLD_TENSES or _is_infinitive(analysis, candidate.token)):
        return False  # "were told not to attack"
    attribution = find_attribution(analysis, candidate.token)
    return marked or (attribution is not None and attribution.source >= 0)


def _denier(analysis: Analysis, candidate: Candidate, found: Factuality) -> str:
    """The word over the act by which it is denied, or ``""`` if its own clause does."""
    above = set(analysis.ancestors(candidate.token))
    return next((analysis.tokens[c].lemma.lower() for c in found.cues if found.negated and c in above), "")


def _in_object(analysis: Analysis, index: int) -> bool:
    token = analysis.tokens[index]
    return token.deprel == "det" and token.head >= 0 and analysis.tokens[token.head].deprel == "obj"


def _is_infinitive(analysis: Analysis, index: int) -> bool:
    return analysis.tokens[index].xpos == "VB" and analysis.child(index, "aux") < 0


def _is_marked(analysis: Analysis, candidate: Candidate) -> bool:
    """Whether "yet", "so far" or "none of" stand with the act or with the verb that tells it."""
    heads = {candidate.token, candidate.frame.verb} - {-1}
    for head in heads:
        near = analysis.children[head]
        for i in (*near, *(g for c in near for g in analysis.children[c])):
            if analysis.tokens[i].text.lower() in NOT_YET:
                return True
    before = analysis.tokens[max(0, candidate.token - 2) : candidate.token]
    return [t.text.lower() for t in before] == ["yet", "to"]
