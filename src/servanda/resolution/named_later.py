"""Whom a report names only after describing him: "a minister said … Deputy Prime Minister X"."""

from __future__ import annotations

from bisect import bisect_right

from servanda.knowledge import word_list
from servanda.model import Analysis, Mention
from servanda.resolution.describe import Description
from servanda.resolution.discourse import Resolved
from servanda.resolution.naming import GOVERNING, Naming
from servanda.resolution.phrases import is_plural

_AHEAD = 5
"""How many sentences and newcomers ahead a description looks for its name."""
_RANKED = frozenset({"MIL", "LEG", "JUD"})
"""Sectors whose members a report names by a rank or title other than the one that it began with."""
_WATCHERS = frozenset({"monitor", "monitoring group", "watchdog"})
"""Nouns for a body that counts from afar: the only one named, wherever it is named."""
_VOICES = frozenset({"spokesman", "spokeswoman", "spokesperson", "aide", "adviser", "advisor", "source"})
"""Nouns for those who speak for somebody in office, and so are not he."""


def newcomers_of(analysis: Analysis, naming: Naming) -> list[tuple[int, int]]:
    """First token and chain of all persons and bodies named, in order."""
    return sorted(
        (min(analysis.mentions[i].head for i in chain.mentions), chain.id)
        for chain in analysis.chains
        if chain.id in naming.actors and chain.type in {"person", "organisation", "armed-group"}
    )


def find_named_later(
    analysis: Analysis, naming: Naming, newcomers: list[tuple[int, int]], mention: Mention, said: Description
) -> Resolved | None:
    """Whom the report names only after describing him: "A minister said … Deputy Prime Minister X".

    The next newcomers are candidates: the one who is called the same, else the only one of the same
    country and sector.
    """
    group = said.noun in word_list("groups") and bool(said.role)
    if is_plural(analysis, mention.head) or not (group or said.is_person):
        return None
    alike = _after(analysis, naming, newcomers, mention, said)
    same = [c for c in alike if said.noun in naming.titles.get(c, ())]
    if said.noun in word_list("anybody"):
        same = []
    kin = [c for c in alike if _is_kin(naming, c, said)]
    if len(kin) > 1 and group:
        # "A monitoring group said … the Observatory added": of several bodies the one that speaks next.
        here = analysis.tokens[mention.head].sentence
        first = {chain: token for token, chain in reversed(newcomers)}
        seated = [c for c in kin if said.country and naming.actors[c][0].country == said.country]
        kin = seated or [c for c in kin if analysis.tokens[first[c]].sentence == here + 1]
    if not kin and said.noun in _WATCHERS:
        kin = _watchers(analysis, naming)
    named = same[0] if same else kin[0] if len(kin) == 1 else -1
    if named < 0:
        return None
    if not said.resident:
        naming.place(named, said.country)
    return Resolved(
        actors=(naming.actors[named][0],),
        chain=named,
        said=said,
        reason="named later in the report",
        way="later",
    )


def _watchers(analysis: Analysis, naming: Naming) -> list[int]:
    """The bodies of a report that count from afar, by a word of their names: "Observatory"."""
    bodies = (c for c in analysis.chains if c.id in naming.actors and c.type == "organisation")
    return [c.id for c in bodies if not word_list("watchers").isdisjoint(c.name.lower().split())]


def _after(
    analysis: Analysis, naming: Naming, newcomers: list[tuple[int, int]], mention: Mention, said: Description
) -> list[int]:
    """Chains that begin soon after a mention and may be the same by kind and country."""
    tokens = analysis.tokens
    here = tokens[mention.head].sentence
    start = bisect_right(newcomers, (mention.head, -1))
    found = []
    for token, chain in newcomers[start : start + _AHEAD]:
        actor = naming.actors[chain][0]
        person = analysis.chains[chain].type == "person"
        near = tokens[token].sentence - here <= _AHEAD and person == said.is_person
        agree = not said.country or said.resident or chain in naming.guessed
        agree = agree or actor.country == said.country
        if near and agree:
            found.append(chain)
    return found


def _is_kin(naming: Naming, chain: int, said: Description) -> bool:
    """Whether somebody named later is of the country and sector that a description says."""
    actor = naming.actors[chain][0]
    if said.noun in _VOICES and not GOVERNING.isdisjoint(naming.titles.get(chain, ())):
        return False
    if not _alike(actor.sector, said.sector):
        return False
    if said.noun in word_list("groups"):
        # "A monitoring group said" names no country; any relief body or outlet may be it.
        any_country = said.sector in {"NGO", "MED"} and (said.resident or not said.country)
        return any_country or (bool(said.country) and actor.country == said.country)
    office = said.sector in _RANKED or said.noun in word_list("offices") | GOVERNING
    return bool(said.country) and said.sector not in {"CVL", "UNK", "MED"} and office


def _alike(one: str, other: str) -> bool:
    """Whether two sectors may be of one body: only their names tell relief and international bodies apart."""
    return one == other or {one, other} <= {"IGO", "NGO", "EDU"}
