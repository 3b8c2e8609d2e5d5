"""What a phrase says of its bearer: country, sector, number, gender, by head noun and modifiers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from servanda.knowledge import Role, find_land, find_role
from servanda.model import Actor, Analysis

ActorsAt = Callable[[int], tuple[Actor, ...]]
"""Actors already known for the mention at a token."""

OFFICES = frozenset(
    ["leader", "official", "spokesman", "spokeswoman", "spokesperson", "member", "chief", "head", "commander", "chairman", "chairwoman", "director", "representative", "source", "aide", "deputy", "group", "team", "employee", "worker", "staff", "staffer", "personnel", "delegate", "envoy", "officer", "part", "branch", "wing", "unit", "negotiator", "leadership", "delegation", "mission", "office", "bureau", "force", "troop", "convoy", "president", "vice-president", "founder", "boss", "adviser", "advisor", "secretary", "secretary-general", "command", "statement", "report", "agent", "movement", "organization", "organisation", "faction", "network", "cell", "source", "correspondent", "expert", "observer", "inspector"]
)
"""Nouns that take their sector from the body they belong to: "court official", "spokesman for the rebels"."""
_OF = frozenset({"of", "for", "in", "from", "at", "with", "to"})
_FORMER = frozenset({"former", "ex", "ex-", "late", "then", "deposed", "ousted", "retired", "onetime"})
_BODIES = frozenset(
    {"REB", "SEP", "IGO", "NGO", "MED", "OPP", "BUS", "REL", "JUD", "LEG", "COP", "SPY", "MIL", "PTY", "CRM"}
)
_MALE = frozenset(
    ["man", "boy", "father", "son", "husband", "brother", "king", "prince", "policeman", "spokesman", "gunman", "businessman", "uncle", "mr.", "mr"]
)
_FEMALE = frozenset(
    ["woman", "girl", "mother", "daughter", "wife", "sister", "queen", "princess", "spokeswoman", "policewoman", "mrs.", "ms.", "mrs", "ms"]
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Description:
    """What is said of somebody.

    Attributes:
        country, sector: codebook section 2; empty if the phrase does not say.
        role: the entry of the role table for the head noun.
        words: head noun with its modifiers, no articles and numbers: the actor's name if there is no better.
        former: he no longer is what the noun says.
    """

    country: str = ""
    sector: str = ""
    role: Role | None = None
    words: str = ""
    former: bool = False


def describe(analysis: Analysis, head: int, actors_at: ActorsAt) -> Description:
    """Read the phrase headed by token ``head``; ``actors_at`` gives what its modifiers were resolved to."""
    tokens = analysis.tokens
    before, after = [], []
    for c in analysis.children[head]:
        relation = tokens[c].deprel
        if relation.partition(":")[0] in {"amod", "compound"} or relation in {"nmod:poss", "nmod:desc"}:
            (before if c < head else after).append(c)
        elif relation.partition(":")[0] in {"nmod", "flat"}:
            after.append(c)
    phrase = " ".join(
        [tokens[c].text.lower() for c in before if tokens[c].deprel != "nmod:poss"]
        + [noun_of(analysis, head)]
    )
    role = find_role(phrase)
    country, sector = "", role.sector if role else ""
    for c in [*before, *after]:
        if c > head and not _governs(analysis, c):
            continue
        found_country, found_sector = _of_modifier(analysis, c, actors_at)
        country = country or found_country
        if found_sector in _BODIES and _takes_over(tokens[head].lemma.lower(), sector, found_sector):
            sector = found_sector
            country = found_country or country
    return Description(
        country=country,
        sector=sector,
        role=role,
        words=words_of(analysis, head),
        former=any(tokens[c].text.lower() in _FORMER for c in before),
    )


def noun_of(analysis: Analysis, head: int) -> str:
    """The head noun in lower case as the role table has it."""
    token = analysis.tokens[head]
    if token.upos == "PROPN":
        text = token.text.lower()
        return text if find_role(text) or not text.endswith("s") else text[:-1]
    lemma = token.lemma.lower()
    if find_role(lemma) is None and token.text.lower() != lemma and find_role(token.text.lower()):
        return token.text.lower()
    return lemma


def _governs(analysis: Analysis, child: int) -> bool:
    """Whether a phrase after the noun says whose or where it is: "of Iran", "in Aleppo"."""
    case = analysis.child(child, "case")
    return case >= 0 and analysis.tokens[case].text.lower() in _OF


def _of_modifier(analysis: Analysis, child: int, actors_at: ActorsAt) -> tuple[str, str]:
    token = analysis.tokens[child]
    if token.deprel.partition(":")[0] in {"amod", "compound"}:
        land = find_land(token.text)
        if land:
            return land.country, land.sector if land.sector == "SEP" else ""
    actors = actors_at(child)
    if actors and len({a.country for a in actors}) == 1:
        return actors[0].country, actors[0].sector
    role = find_role(noun_of(analysis, child)) if token.upos in {"NOUN", "PROPN", "ADJ"} else None
    return "", role.sector if role else ""


def _takes_over(head: str, own: str, modifier: str) -> bool:
    if not own or own == "UNK" or head in OFFICES:
        return True
    if modifier in {"REB", "SEP", "IGO", "NGO"}:
        return own in {"GOV", "MIL", "COP", "PTY", "OPP", "IGO", "LEG", "JUD"}
    return False


def words_of(analysis: Analysis, head: int) -> str:
    """The noun with what stands before it, without articles, numbers and pronouns."""
    tokens = analysis.tokens
    kept = {head}
    for c in analysis.children[head]:
        relation = tokens[c].deprel.partition(":")[0]
        if (
            c < head
            and (relation in {"amod", "compound"} or tokens[c].deprel == "nmod:poss")
            and tokens[c].upos != "PRON"
        ):
            kept.update(i for i in _near(analysis, c) if i < head)
        elif relation == "flat":
            kept.add(c)
    first, last = min(kept), max(kept) + 1
    return " ".join(analysis.text_of(first, last).split())


def _near(analysis: Analysis, index: int) -> list[int]:
    """The word and its own dependents, two steps deep: enough for "al-Nusra Front's"."""
    out = [index]
    for c in analysis.children[index]:
        out.append(c)
        out.extend(analysis.children[c])
    return out


def is_plural(analysis: Analysis, head: int) -> bool:
    """Whether the phrase is plural by its tag or by being coordinated."""
    token = analysis.tokens[head]
    if token.xpos in {"NNS", "NNPS", "CD"} or token.text.lower() in {
        "they",
        "them",
        "their",
        "both",
        "these",
        "those",
        "police",
        "people",
    }:
        return True
    return any(analysis.tokens[c].deprel == "conj" for c in analysis.children[head])


def gender_of(noun: str) -> str:
    """``m``, ``f`` or empty."""
    return "m" if noun in _MALE else "f" if noun in _FEMALE else ""
