"""What a phrase says of its bearer: country and sector, by head noun and modifiers."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from itertools import pairwise

from servanda.knowledge import ISO_INTERNATIONAL, Role, find_known, find_land, find_role, word_list
from servanda.model import Actor, Analysis
from servanda.resolution.phrases import determiner_of, gathered_by, is_plural, modifiers_of, noun_of, words_of

ActorsAt = Callable[[int], tuple[Actor, ...]]
"""Actors already known for the mention at a token."""
Said = tuple[str | None, str]
"""Country and sector that a modifier names: ``None`` if no country, empty if it says that there is none."""

_DEPTH = 3
"""How far "the spokesman of the head of the office of …" is followed."""
_PLAIN = frozenset({"", "GOV", "CVL", "REF", "UNK"})
"""Sectors that nobody takes from the body he belongs to; all others pass on: "court official" is ``JUD``."""
_STRONG = frozenset({"REB", "SEP", "IGO", "NGO"})
"""Bodies whose own soldiers, officials and officers still count as theirs: "Taliban commander"."""
_SERVICES = frozenset({"MIL", "COP", "REB"})
"""Sectors whose "men" serve in them."""
_LANDED = frozenset({"GOV", "SEP", "MIL"})
"""Sectors whose neighbours and allies are states."""
_YIELDING = frozenset({"GOV", "MIL", "COP", "PTY", "OPP", "IGO", "LEG", "JUD", "UNK"})
"""Sectors of nouns that those bodies override."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Description:
    """What is said of somebody.

    Attributes:
        bearers: country and sector of each whom the phrase stands for: two for "Danish and Swedish leaders",
            one with an empty country for "European officials"; none if the noun says nothing of the kind.
        placed: a country is said, or said to be none.
        role: the entry of the role table for the head noun.
        noun: the head noun in lower case.
        words: head noun with its modifiers, no articles and numbers: the actor's name if there is no better.
        former: he no longer is what the noun says.
        nowhere: the phrase says that he belongs to no one country ("foreign powers").
        resident: the country is only where he sits ("London-based").
        local: the phrase says that he is of the place at hand ("local sources", "a hospital source").
    """

    bearers: tuple[tuple[str, str], ...] = ()
    role: Role | None = None
    noun: str = ""
    words: str = ""
    former: bool = False
    placed: bool = False
    nowhere: bool = False
    resident: bool = False
    local: bool = False

    @property
    def country(self) -> str:
        """The first country said, or empty."""
        return self.bearers[0][0] if self.bearers else ""

    @property
    def sector(self) -> str:
        """The first sector said, or empty."""
        return self.bearers[0][1] if self.bearers else ""

    @property
    def is_person(self) -> bool:
        """Whether the noun stands for persons rather than for a body."""
        return self.role is not None and self.role.kind == "person"

    def placed_in(self, countries: Iterable[str]) -> Description:
        """The same in these countries."""
        return replace(self, bearers=tuple((c, self.sector) for c in countries), placed=True)


def describe(analysis: Analysis, head: int, actors_at: ActorsAt, depth: int = 0) -> Description:
    """Read the phrase headed by token ``head``; ``actors_at`` gives what its modifiers were resolved to."""
    before, after = modifiers_of(analysis, head)
    gathered = gathered_by(analysis, head, after)
    if gathered >= 0 and depth < _DEPTH:
        inner = _describe_gathered(analysis, head, gathered, actors_at, depth)
        if inner:
            return inner
    noun = noun_of(analysis, head)
    role = _role_of(analysis, head, before, after, noun)
    own = role.sector if role and not (noun == "force" and not before and not after) else ""
    texts = [text for c in before for text in _texts_of(analysis, c)]
    if own == "MIL" and noun in word_list("craft") and not word_list("ruling").isdisjoint(texts):
        own = "GOV"  # "government helicopters" are the government's, "government forces" an army
    said = [
        (c, _of_modifier(analysis, c, actors_at, depth))
        for c in (*before, *after)
        if not _is_of_title(analysis, c, role)
    ]
    if not is_plural(analysis, head):
        said = [(c, pairs[:1] if c > head else pairs) for c, pairs in said]
    said = _without_owner(analysis, said, noun)
    if own == "GOV" and noun in word_list("voices") and _for_unknown(analysis, (*before, *after), actors_at):
        own = "UNK"
    other = noun in word_list("others") and _is_states(analysis, said)
    if noun in word_list("neighbours") and not other and determiner_of(analysis, head) != "the":
        own = "CVL"
    places = [] if other or "ethnic" in texts else _places(analysis, said)
    bearers = _taken(said, noun, role, own)
    if noun == "coalition" and any(analysis.tokens[c].lemma.lower() == "party" for c in after):
        own = "PTY"  # "a coalition of five parties" has no troops
    if noun == "coalition" and own == "MIL" and not any(find_land(t) for t in texts):
        bearers, places = [(ISO_INTERNATIONAL, own)], [ISO_INTERNATIONAL]
    if not any(country for country, _ in bearers):
        sector = bearers[0][1] if bearers else own
        bearers = [(country, sector) for country in places] or [(None, sector)]
    local = _is_local(analysis, noun, words_of(analysis, head), after)
    abroad = any(noun_of(analysis, c) in word_list("lands") and is_plural(analysis, c) for c in after)
    done = tuple(dict.fromkeys(_settle(c, s, noun, texts) for c, s in bearers))
    return Description(
        bearers=done if places or any(sector for _, sector in done) else (),
        role=role,
        noun=noun,
        words=words_of(analysis, head),
        former=not word_list("former").isdisjoint(texts),
        placed=bool(places) or bool(done[0][0]),
        nowhere=(abroad and not places)
        or other
        or not word_list("nowhere").isdisjoint(texts)
        or (not local and not word_list("unplaced").isdisjoint({noun, role.noun if role else noun})),
        resident=not word_list("home").isdisjoint(texts),
        local=local,
    )


def _for_unknown(analysis: Analysis, beside: Iterable[int], actors_at: ActorsAt) -> bool:
    """Whether somebody speaks for a body of which nothing is known: "a spokeswoman for Dorn South"."""
    named = [(c, analysis.mention_at(c)) for c in beside]
    return any(m and m.type == "organisation" and not any(a.sector for a in actors_at(c)) for c, m in named)


def _is_states(analysis: Analysis, said: list[tuple[int, list[Said]]]) -> bool:
    """Whether a noun is said of states: "Chad's neighbours", "its allies"; others live next door.

    An adjective of nationality says who they are: "Arab neighbours" are Arabs.
    """
    tokens = analysis.tokens
    owners = [(c, pairs) for c, pairs in said if tokens[c].deprel in {"nmod:poss", "nmod"}]
    return any(
        tokens[c].text.lower() == "its" or any(sector in _LANDED for _, sector in pairs)
        for c, pairs in owners
    )


def _is_local(analysis: Analysis, noun: str, words: str, after: list[int]) -> bool:
    """Whether a phrase says that its bearer is of the place at hand: "local sources", "a hospital source"."""
    said = words.lower().split()
    if "local" in said[:-1] or not word_list("on_site").isdisjoint((*_pairs([*said[:-1], noun]),)):
        return True
    beside = {*said[:-1], *(analysis.tokens[c].lemma.lower() for c in after)}
    return noun == "source" and not word_list("sources").isdisjoint(beside)


def _is_of_title(analysis: Analysis, modifier: int, role: Role | None) -> bool:
    """Whether a word is of the role's own name and would else be somebody: "inspector general of police"."""
    word = analysis.tokens[modifier].text.lower()
    if role is None or word not in role.noun.split()[:-1]:
        return False
    alone = find_role(word)
    return alone is not None and alone.kind == "person"


def _without_owner(
    analysis: Analysis, said: list[tuple[int, list[Said]]], noun: str
) -> list[tuple[int, list[Said]]]:
    """What the modifiers say without "their": where another says the country, and of captives.

    Of the hired without any owner: a foreigner's lawyer is mostly of the place.
    """
    placed = any(country for c, pairs in said for country, _ in pairs if analysis.tokens[c].upos != "PRON")
    if noun in word_list("hired"):
        return [(c, pairs) for c, pairs in said if analysis.tokens[c].deprel not in {"nmod:poss", "nmod"}]
    if not placed and noun not in word_list("held"):
        return said
    return [(c, pairs) for c, pairs in said if analysis.tokens[c].upos != "PRON"]


def _texts_of(analysis: Analysis, modifier: int) -> list[str]:
    """The modifier in lower case, after the word that hangs on it: "de" of "de facto"."""
    tokens = analysis.tokens
    before = modifier - 1
    hangs = (
        modifier > 0 and tokens[before].head == modifier and tokens[before].deprel in {"advmod", "compound"}
    )
    return [tokens[i].text.lower() for i in ((before, modifier) if hangs else (modifier,))]


def _describe_gathered(
    analysis: Analysis, head: int, gathered: int, actors_at: ActorsAt, depth: int
) -> Description | None:
    """The description of what is gathered: "thousands of mourners" are mourners."""
    inner = describe(analysis, gathered, actors_at, depth + 1)
    if inner.sector:
        return inner
    actors = actors_at(gathered)
    if not actors or not actors[0].sector:
        return None
    return Description(
        bearers=tuple((a.country, a.sector) for a in actors),
        noun=noun_of(analysis, head),
        words=words_of(analysis, head),
        placed=any(a.country for a in actors),
    )


def _role_of(analysis: Analysis, head: int, before: list[int], after: list[int], noun: str) -> Role | None:
    """The role named by noun and modifiers, also by "prisoner of war" and "member of parliament".

    A plural may have its own: "a monitor" counts from afar, "monitors" are sent.
    """
    tokens = analysis.tokens
    words = [tokens[c].text.lower() for c in before if tokens[c].deprel not in {"nmod:poss", "nmod:desc"}]
    if after and tokens[after[0]].deprel == "nmod":
        role = find_role(" ".join([*words, noun, "of", tokens[after[0]].lemma.lower()]))
        if role and " of " in role.noun:
            return role
    role = find_role(" ".join([*words, noun]))
    plural = find_role(tokens[head].text.lower()) if role and role.noun == noun else None
    return plural if plural and role and plural.sector != role.sector else role


def _places(analysis: Analysis, said: list[tuple[int, list[Said]]]) -> list[str]:
    """Countries of the first modifier that names any, and of those coordinated with it."""
    places: list[str] = []
    # "Turkish-backed Syrian rebels" are Syrian: what says no country gives way to what says one.
    if any(country for _, pairs in said for country, _ in pairs):
        said = [(c, pairs) for c, pairs in said if not all(country == "" for country, _ in pairs)]
    for c, pairs in said:
        if not places or _joined(analysis, c):
            places += [country for country, _ in pairs if country is not None and country not in places]
    return places


def _joined(analysis: Analysis, modifier: int) -> bool:
    """Whether a modifier is coordinated with the one before though the tree does not say so."""
    before = analysis.tokens[modifier - 1] if modifier else None
    return before is not None and before.upos == "CCONJ" and before.head in {modifier, modifier + 1}


def _taken(said: list[tuple[int, list[Said]]], noun: str, role: Role | None, own: str) -> list[Said]:
    """Country and sector taken from the body that the first fitting modifier names; empty if none does."""
    # "Opposition forces" is a role of its own; "opposition leader" is a leader of the opposition.
    several = role is not None and " " in role.noun and role.noun not in word_list("offices")
    titles = {noun, role.noun} if role else {noun}  # "chief executive" is an office, "executive" a banker
    office = not word_list("offices").isdisjoint(titles) and not several
    if not role and not office:
        return []
    for _, pairs in said:
        taken = [_passes(s, own) and _takes_over(noun, own, s, office=office) for _, s in pairs]
        if any(taken):
            return [(c, s if yes else own) for (c, s), yes in zip(pairs, taken, strict=True)]
    return []


def _passes(sector: str, own: str) -> bool:
    """Whether a body gives its sector to those who belong to it; the state only to those who have none."""
    return sector not in _PLAIN or (sector == "GOV" and own in {"", "UNK"})


def _takes_over(noun: str, own: str, modifier: str, *, office: bool) -> bool:
    """Whether the body's sector replaces what the noun alone says."""
    if (own, modifier) == ("MIL", "NGO"):
        return False  # no relief body has forces: "his" are somebody else's
    if noun == "man" and modifier in _SERVICES:
        return True  # "the border guard said that its men …"
    if not own or office or (own == "UNK" and noun in word_list("groups")):
        return not (own == "MIL" and modifier == "COP" and noun in {"troop", "army"})
    return modifier in _STRONG and own in _YIELDING


def _settle(country: str | None, sector: str, noun: str, texts: list[str]) -> tuple[str, str]:
    """Country and sector after the codebook: de facto authorities, international bodies, groups of states."""
    place = country or ""
    if sector == "GOV" and not word_list("breakaway").isdisjoint(_pairs(texts)):
        return place, "SEP"
    if noun in word_list("lands") and place == ISO_INTERNATIONAL:
        return "", "GOV"
    if sector == "IGO":
        # An inspector or envoy of one state is its official; of none named, many states have sent him.
        return (place, "GOV") if place not in {"", ISO_INTERNATIONAL} else (ISO_INTERNATIONAL, sector)
    return place, sector


def _pairs(words: list[str]) -> Iterable[str]:
    """Single words and neighbours: "de facto" is two words."""
    yield from words
    yield from (" ".join(pair) for pair in pairwise(words))


def _of_modifier(analysis: Analysis, child: int, actors_at: ActorsAt, depth: int) -> list[Said]:
    """Countries and sectors that a modifier and its conjuncts name."""
    conjuncts = (c for c in analysis.children[child] if analysis.tokens[c].deprel == "conj")
    return [pair for h in (child, *conjuncts) for pair in _of_word(analysis, h, actors_at, depth)]


def _of_word(analysis: Analysis, index: int, actors_at: ActorsAt, depth: int) -> list[Said]:
    token = analysis.tokens[index]
    if named := _inside_name(analysis, index):
        return [named]
    actors = actors_at(index)
    if actors and actors[0].sector not in _PLAIN:
        return [(actor.country or None, actor.sector) for actor in actors]
    if token.deprel.partition(":")[0] in {"amod", "compound", "conj"}:
        mention = analysis.mention_at(index)
        land = find_land(analysis.text_of(*mention.name)) if mention and mention.name else None
        if land:
            return [(land.country, land.sector if land.sector == "SEP" else "")]
    if actors:
        return [(actor.country or None, actor.sector) for actor in actors]
    if token.text.lower() == "coalition" and token.upos != "PROPN":
        return [(ISO_INTERNATIONAL, "")]
    if token.text.lower() in word_list("behind") and analysis.children[index]:
        return [("", "")]
    if token.text.lower() in word_list("home"):
        return [p for c in analysis.children[index] for p in _of_modifier(analysis, c, actors_at, _DEPTH)]
    if depth < _DEPTH and token.upos in {"NOUN", "PROPN", "ADJ"}:
        inner = describe(analysis, index, actors_at, depth + 1)
        return [(country or None, sector) for country, sector in inner.bearers]
    return []


def _inside_name(analysis: Analysis, index: int) -> Said | None:
    """What a word within a longer name says: "AU" of "the AU forces", "Chads" of "Chads health ministry"."""
    mention = analysis.mention_at(index)
    if mention is None or mention.head == index or analysis.tokens[index].upos != "PROPN":
        return None
    text = analysis.tokens[index].text
    land = find_land(text) or (find_land(text[:-1]) if text.endswith("s") else None)
    if land and land.country and land.by in {"country", "capital"}:
        return land.country, ""
    known = find_known(text)
    return (known.country, known.sector) if known and known.country == ISO_INTERNATIONAL else None
