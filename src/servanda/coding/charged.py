"""Acts that a report tells only by who is accused of them.

"The opposition accused the army of killing 300 people with gas on Wednesday" tells an accusation and the
attack, which the report itself gives no doer (codebook section 9, an attack whose doer is disputed). What is
charged without a day of its own and without its victims ("accused it of shelling towns") is no single act.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from servanda.coding.act_dates import IN_CLAUSE, find_date
from servanda.coding.circumstances import interval
from servanda.coding.slots import Candidate
from servanda.coding.victim_counts import count_victims
from servanda.model import Analysis

ACCUSING: Final = frozenset({"accuse.accuse", "accuse.allege"})
"""Rules of accusations that say what somebody has done."""


def is_act_charged(analysis: Analysis, candidate: Candidate, outer: Candidate) -> bool:
    """Whether the content of an accusation is an attack of one day or with so many victims."""
    if outer.trigger.rule.name not in ACCUSING or candidate.trigger.rule.type != "ASSAULT":
        return False
    if count_victims(analysis, candidate) is not None:
        return True
    date, _, reason = find_date(analysis, candidate.token)
    days = interval(date)
    return days is not None and days[1] - days[0] <= timedelta(0) and not reason.endswith(IN_CLAUSE)
