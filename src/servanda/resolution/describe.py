"""What a phrase says of its bearer: country, sector and number, by head noun and modifiers."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from servanda.knowledge import ISO_INTERNATIONAL, Role, find_land, find_role, word_list
from servanda.model import Actor, Analysis

ActorsAt = Callable[[int], tuple[Actor, ...]]
"""Actors already known for the mention at a token."""

_DEPTH = 3
"""How far "the spokesman of the head of the office of …" is followed."""
_LONGEST = 10
"""Most words of a complement that are kept in a name."""
_BODIES = frozenset(
    (
        "REB",
        "SEP",
        "IGO",
        "NGO",
        "MED",
        "OPP",
        "BUS",
        "REL",
        "JUD",
        "LEG",
        "COP",
        "SPY",
        "MIL",
        "PTY",
        "CRM",
        "EDU",
    )
)
"""Sectors that somebody takes from the body he belongs to."""
_STRONG = frozenset({"REB", "SEP", "IGO", "NGO"})
"""Bodies whose own soldiers, officials and officers still count as theirs: "Taliban commander"."""
_YIELDING = frozenset({"GOV", "MIL", "COP", "PTY", "OPP", "IGO", "LEG", "JUD", "UNK"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Description:
    """What is said of somebody.

    Attributes:
        bearers: country and sector of each whom the phrase stands for: two for "Armenian and Azerbaijani leaders", one with
            an empty country for "European officials"; none if the noun says nothing of the kind.
        placed: a country is said, or said to be none.
        role: the entry of the role table for the head noun.
        noun: the head noun in lower case.
        words: head noun with its modifiers, no articles and numbers: the actor's name if there is no better.
        former: he no longer is what the noun says.
        nowhere: the phrase says that he belongs to no one country ("foreign powers").
    """

    bearers: tuple[tuple[str, str], ...] = ()
    role: Role | None = None
    noun: str = ""
    words: str = ""
    former: bool = False
    placed: bool = False
    nowhere: bool = False

    @property
    def country(self) -> str:
        """The first country said, or empty."""
        return self.bearers[0][0] if self.bearers else ""

    @property
    def sector(self) -> str:
        """The first sector said, or empty."""
        return self.bearers[0][1] if self.bearers else ""

    def placed_in(self, countries: tuple[str, ...]) -> Description:
        """The same in these countries."""
        return replace(self, bearers=tuple((c, self.sector) for c in countries), placed=True)


def describe(analysis: Analysis, head: int, actors_at: ActorsAt, depth: int = 0) -> Description:
    """Read the phrase headed by token ``head``; ``actors_at`` gives what its modifiers were resolved to."""
    before, after = _modifiers(analysis, head)
    gathered = _gathered(analysis, head, after)
    if gathered >= 0 and depth < _DEPTH:
        inner = describe(analysis, gathered, actors_at, depth + 1)
        if inner.sector:
            return inner
        actors = actors_at(gathered)
        if actors and actors[0].sector:
            return Description(
                bearers=tuple((a.country, a.sector) for a in actors),
                noun=noun_of(analysis, head),
                words=words_of(analysis, head),
                placed=any(a.country for a in actors),
            )
    texts = [analysis.tokens[c].text.lower() for c in before]
    noun = noun_of(analysis, head)
    role = _role_of(analysis, head, before, after, noun)
    own = role.sector if role and not (noun == "force" and not before) else ""
    # "Opposition forces" is a role of its own; "opposition leader" is a leader of the opposition.
    office = noun in word_list("offices") and not (role and " " in role.noun)
    places: list[str] = []
    bearers: list[tuple[str, str]] = []
    for c in (*before, *after):
        said = _of_modifier(analysis, c, actors_at, depth)
        taken = [
            (country, sector)
            for country, sector in said
            if (role or office) and sector in _BODIES and _takes_over(noun, office, own, sector)
        ]
        if c > head and not is_plural(analysis, head):
            said, taken = said[:1], taken[:1]
        if taken and not bearers:
            bearers = [pair if pair in taken else (pair[0], own) for pair in said]
        if "ethnic" not in texts and (not places or _joined(analysis, c)):
            places += [country for country, _ in said if country is not None and country not in places]
    if bearers and not any(country for country, _ in bearers):
        bearers = [(country, bearers[0][1]) for country in places] or [("", bearers[0][1])]
    bearers = bearers or [(country, own) for country in places] or [("", own)]
    if (
        noun == "coalition"
        and own == "MIL"
        and not any(c < head for c in before if find_land(analysis.tokens[c].text))
    ):
        bearers, places = [(ISO_INTERNATIONAL, own)], [ISO_INTERNATIONAL]
    if (
        any(noun_of(analysis, c) in word_list("lands") and is_plural(analysis, c) for c in after)
        and not places
    ):
        texts.append("foreign")
    return _settled(bearers, role, noun, words_of(analysis, head), texts, placed=bool(places))


def _joined(analysis: Analysis, modifier: int) -> bool:
    """Whether the parser hung "and" on a modifier that is coordinated with the one before: "U.N. and Congolese troops"."""
    before = analysis.tokens[modifier - 1] if modifier else None
    return before is not None and before.upos == "CCONJ" and before.head in {modifier, modifier + 1}


def _settled(
    bearers: list[tuple[str | None, str]],
    role: Role | None,
    noun: str,
    words: str,
    texts: list[str],
    *,
    placed: bool,
) -> Description:
    """The description with what single words say: "de facto", "former", "foreign"."""
    breakaway = not word_list("breakaway").isdisjoint(_pairs(texts))
    land = noun in word_list("lands")
    done = []
    for country, sector in bearers:
        if breakaway and sector == "GOV":
            sector = "SEP"
        if sector == "IGO":
            # An inspector or envoy of one state is its official; of none, he is somebody's whom many states sent.
            country, sector = (
                (country, sector if country == ISO_INTERNATIONAL else "GOV")
                if country
                else (ISO_INTERNATIONAL, sector)
            )
        if land and country == ISO_INTERNATIONAL:
            country, sector = "", "GOV"
        done.append((country or "", sector))
    return Description(
        bearers=tuple(dict.fromkeys(done)) if placed or any(sector for _, sector in done) else (),
        role=role,
        noun=noun,
        words=words,
        former=not word_list("former").isdisjoint(texts),
        placed=placed or bool(done[0][0]),
        nowhere=not word_list("nowhere").isdisjoint(texts)
        or not word_list("unplaced").isdisjoint({noun, role.noun if role else noun}),
    )


def _modifiers(analysis: Analysis, head: int) -> tuple[list[int], list[int]]:
    """Dependents that modify the noun, those before it and those after it."""
    tokens = analysis.tokens
    before, after, owners = [], [], []
    for c in analysis.children[head]:
        relation = tokens[c].deprel.partition(":")[0]
        if tokens[c].deprel == "nmod:poss" and tokens[c].upos == "PRON":
            owners.append(c)
        elif relation in {"amod", "compound"} or tokens[c].deprel in {"nmod:poss", "nmod:desc"}:
            (before if c < head else after).append(c)
        elif relation == "nmod" and c > head:
            case = analysis.child(c, "case")
            if case >= 0 and tokens[case].text.lower() in word_list("of"):
                after.append(c)
    # "Their Moroccan prisoners": what a pronoun stands for counts less than a word.
    return before + owners, after


def _gathered(analysis: Analysis, head: int, after: list[int]) -> int:
    """The noun that "thousands of" or "a group of" gathers, or -1."""
    token = analysis.tokens[head]
    if token.lemma.lower() in word_list("gathering") or token.text.lower() in word_list("gathering"):
        for c in after:
            case = analysis.child(c, "case")
            if (
                analysis.tokens[c].deprel == "nmod"
                and case >= 0
                and analysis.tokens[case].text.lower() == "of"
            ):
                return c
    return -1


def _role_of(analysis: Analysis, head: int, before: list[int], after: list[int], noun: str) -> Role | None:
    """The role named by noun and modifiers, also by "prisoner of war" and "member of parliament"."""
    tokens = analysis.tokens
    if after and tokens[after[0]].deprel == "nmod":
        role = find_role(f"{noun} of {tokens[after[0]].lemma.lower()}")
        if role and " of " in role.noun:
            return role
    words = [tokens[c].text.lower() for c in before if tokens[c].deprel not in {"nmod:poss", "nmod:desc"}]
    return find_role(" ".join([*words, noun]))


def noun_of(analysis: Analysis, head: int) -> str:
    """The head noun in lower case as the role table has it."""
    token = analysis.tokens[head]
    text, lemma = token.text.lower(), token.lemma.lower()
    if find_role(text) and not (text.endswith("s") and find_role(lemma)):
        return text
    if token.upos == "PROPN" and text.endswith("s") and find_role(text[:-1]):
        return text[:-1]
    return lemma


def _pairs(words: list[str]) -> Iterable[str]:
    """Single words and neighbours: "de facto" is two words."""
    yield from words
    yield from (" ".join(pair) for pair in zip(words, words[1:], strict=False))


def _of_modifier(
    analysis: Analysis, child: int, actors_at: ActorsAt, depth: int
) -> list[tuple[str | None, str]]:
    """Countries and sectors that a modifier and its conjuncts name; ``None`` where no country is said."""
    tokens = analysis.tokens
    said: list[tuple[str | None, str]] = []
    for h in (child, *(c for c in analysis.children[child] if tokens[c].deprel == "conj")):
        mention = analysis.mention_at(h)
        adjective = tokens[h].deprel.partition(":")[0] in {"amod", "compound", "conj"}
        land = find_land(analysis.text_of(*mention.name)) if adjective and mention and mention.name else None
        actors = actors_at(h)
        if actors and actors[0].sector in _BODIES:
            said.extend((actor.country or None, actor.sector) for actor in actors)
        elif land:
            said.append((land.country, land.sector if land.sector == "SEP" else ""))
        elif actors:
            said.extend((actor.country or None, actor.sector) for actor in actors)
        elif tokens[h].lemma.lower() == "coalition":
            said.append((ISO_INTERNATIONAL, ""))
        elif tokens[h].text.lower() in word_list("home"):
            said.extend(p for c in analysis.children[h] for p in _of_modifier(analysis, c, actors_at, _DEPTH))
        elif tokens[h].text.lower() in word_list("behind"):
            said.append(("", ""))
        elif depth < _DEPTH and tokens[h].upos in {"NOUN", "PROPN", "ADJ"}:
            inner = describe(analysis, h, actors_at, depth + 1)
            said.extend((country or None, sector) for country, sector in inner.bearers)
    return said


def _takes_over(noun: str, office: bool, own: str, modifier: str) -> bool:
    """Whether the body's sector replaces what the noun alone says."""
    if not own or (own == "UNK" and noun in word_list("groups")) or office:
        return not (own == "MIL" and modifier == "COP" and noun in {"troop", "army"})
    return modifier in _STRONG and own in _YIELDING


def words_of(analysis: Analysis, head: int) -> str:
    """The noun with what stands before it, without articles, numbers and pronouns."""
    tokens = analysis.tokens
    kept = [head]
    for c in analysis.children[head]:
        relation = tokens[c].deprel
        if c < head and (relation.partition(":")[0] in {"amod", "compound"} or relation == "nmod:poss"):
            if tokens[c].upos != "PRON":
                kept.extend(i for i in _near(analysis, c) if i < head)
    first, last = min(kept), head + 1
    return " ".join(analysis.text_of(first, last).split())


def full_words_of(analysis: Analysis, head: int) -> str:
    """The same with what follows "of", and for a capitalised noun what follows any preposition.

    "Leaders of all member states"; "Commission on Human Rights".
    """
    words = words_of(analysis, head)
    name = analysis.tokens[head].upos == "PROPN"
    for c in analysis.children[head]:
        case = analysis.child(c, "case")
        if c > head and analysis.tokens[c].deprel == "nmod" and case == head + 1:
            last = max(analysis.subtree(c)) + 1
            if (name or analysis.tokens[case].text.lower() == "of") and last - head <= _LONGEST:
                return f"{words} {' '.join(analysis.text_of(case, last).split())}"
            break
    return words


def _near(analysis: Analysis, index: int) -> list[int]:
    """The word and its dependents two steps deep, without articles: enough for "al-Nusra Front's"."""
    below = [c for c in analysis.children[index] if analysis.tokens[c].deprel != "det"]
    return [index, *below, *(d for c in below for d in analysis.children[c])]


def is_plural(analysis: Analysis, head: int) -> bool:
    """Whether the phrase stands for several, by its tag or by being coordinated."""
    token = analysis.tokens[head]
    if token.xpos in {"NNS", "NNPS"} or token.lemma.lower() in {"police", "people", "dozens"}:
        return True
    return token.xpos == "CD" and token.lemma.lower() not in {"one", "1"}
