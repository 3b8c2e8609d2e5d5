"""Mentions: every phrase that can fill a role of a claim, one for each head word.

A phrase is a name with its titles and modifiers, a description, or a pronoun. Conjuncts, possessors and
nationalities ("Russian troops") are mentions of their own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from servanda.knowledge import find_land, find_role, word_list
from servanda.language.chains import link_names
from servanda.language.names import Name, find_names
from servanda.model import Analysis, Mention, Sentence, Token

_NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})
_IN_NAME = frozenset({"flat", "fixed", "goeswith"})
_ROLES = frozenset({"nsubj", "obj", "iobj", "obl", "nmod", "conj", "appos", "root", "ccomp", "xcomp"})
"""Relations in which a number or an adjective stands for a noun ("two were killed", "the wounded")."""
_LONGEST_TITLE = 8
"""In words."""
_WITHIN = frozenset({"det", "amod", "compound", "nummod", "nmod", "flat", "fixed", "goeswith", "advmod"})
"""Dependents that belong to the phrase; clauses, appositions, conjuncts and prepositions do not."""


def find_mentions(analysis: Analysis) -> Analysis:
    """Add ``mentions``, ``mention_of`` and chains of names."""
    names = find_names(analysis)
    by_token: dict[int, Name] = {i: name for name in names for i in range(name.first, name.last)}
    mentions: list[Mention] = []
    mention_of: dict[int, int] = {}
    for sentence in analysis.sentences:
        edges = _edges(analysis, sentence)
        for head, name in _heads(analysis, sentence, by_token):
            first, last = _extent(analysis, head, edges)
            if name:
                first, last = min(first, name.first), max(last, name.last)
            if name and head < name.first:
                mention_of.update(dict.fromkeys(range(head, name.first), len(mentions)))
            elif name and head >= name.last:
                mention_of[head] = len(mentions)
            token = analysis.tokens[head]
            mention = Mention(
                id=len(mentions),
                first=first,
                last=last,
                head=head,
                kind="name" if name else "pronoun" if token.upos == "PRON" else "nominal",
                name=(name.first, name.last) if name else None,
                type=name.type if name else None,
            )
            mentions.append(mention)
            for i in range(name.first, name.last) if name else (head,):
                mention_of[i] = mention.id
    _add_titles(analysis, mentions, mention_of)
    analysis = replace(analysis, mentions=tuple(mentions), mention_of=mention_of)
    return link_names(analysis)


def _is_currency(tokens: Sequence[Token], name: Name) -> bool:
    """Whether a name only says whose money it is: "U.S. $37 million", "Canadian dollars"."""
    after = tokens[name.last] if name.last < len(tokens) else None
    return after is not None and (after.text.startswith("$") or after.lemma.lower() == "dollar")


def _heads(
    analysis: Analysis, sentence: Sentence, by_token: dict[int, Name]
) -> Iterator[tuple[int, Name | None]]:
    """Head words of the sentence's mentions in order, with the name each belongs to."""
    tokens = analysis.tokens
    seen: set[int] = set()
    for i in range(sentence.first, sentence.last):
        if i in seen:
            continue
        name = by_token.get(i)
        if name and _is_currency(tokens, name):
            seen.update(range(name.first, name.last))
        elif name:
            seen.update(range(name.first, name.last))
            head = _head_within(tokens, name.first, name.last)
            above = tokens[head].head
            if tokens[head].deprel == "flat" and above >= 0 and _bears_title(analysis, above, by_token):
                # "rebel commander Abu Salim" with the noun as head: one mention, the name within it.
                seen.add(above)
                head = above
            yield head, name
        elif _is_head(analysis, i, by_token):
            word = tokens[i].text.lower()
            if tokens[i].upos == "PROPN" and not find_role(word) and word not in word_list("company_forms"):
                last = _end_of_name(analysis, i, by_token)
                seen.update(range(i, last))
                yield i, Name(i, last, None, known=False)
            else:
                yield i, None


def _is_head(analysis: Analysis, index: int, by_token: dict[int, Name]) -> bool:
    token = analysis.tokens[index]
    if index not in by_token and _bears_title(analysis, index, by_token):
        return False
    relation = token.deprel.partition(":")[0]
    if relation in _IN_NAME or token.deprel == "nmod:desc":
        return False
    if token.upos == "PROPN" and relation == "compound" and analysis.tokens[token.head].upos == "PROPN":
        return False
    if token.upos in _NOMINAL:
        return True
    if relation not in _ROLES:
        return False
    if token.upos == "NUM":
        return token.xpos == "CD" and not _is_date(token)
    if token.text.lower() in {"latter", "former"}:
        return True
    if token.upos == "ADJ":
        return find_role(token.text.lower()) is not None or find_land(token.text) is not None
    return token.upos == "DET"


def _bears_title(analysis: Analysis, index: int, by_token: dict[int, Name]) -> bool:
    """Whether a noun is the title that governs a name: "commander Abu Salim", "Lance Corporal Kessel"."""
    tokens = analysis.tokens
    name = next(
        (by_token[c] for c in analysis.children[index] if tokens[c].deprel == "flat" and c in by_token), None
    )
    if name is None or tokens[index].upos not in {"NOUN", "PROPN"}:
        return False
    if tokens[index].upos == "NOUN":
        return True
    return 0 < name.first - index < 4 and find_role(analysis.text_of(index, name.first).lower()) is not None


def _is_date(token: Token) -> bool:
    """A number that is a year or stands within a date counts nobody."""
    return token.deprel in {"nmod:unmarked", "nmod:tmod", "obl:tmod", "obl:unmarked"} or (
        token.text.isdigit() and len(token.text) == 4
    )


def _end_of_name(analysis: Analysis, index: int, by_token: dict[int, Name]) -> int:
    """One past the last word of an unlisted name that begins at a proper noun."""
    last = index + 1
    tokens = analysis.tokens
    while (
        last < len(tokens)
        and last not in by_token
        and tokens[last].deprel.partition(":")[0] in _IN_NAME
        and tokens[last].sentence == tokens[index].sentence
        and tokens[last].head == index
    ):
        last += 1
    return last


def _head_within(tokens: tuple[Token, ...], first: int, last: int) -> int:
    """The word of ``[first, last)`` that is governed from outside."""
    outside = [i for i in range(first, last) if not first <= tokens[i].head < last]
    nominal = [i for i in outside if tokens[i].upos in _NOMINAL or tokens[i].upos == "ADJ"]
    return (nominal or outside or [first])[0]


def _edges(analysis: Analysis, sentence: Sentence) -> dict[int, tuple[int, int]]:
    """First token and one past the last token of every subtree of the sentence, children before parents."""
    edges: dict[int, tuple[int, int]] = {}
    order = [i for i in range(sentence.first, sentence.last) if analysis.tokens[i].head < 0]
    for i in order:
        order.extend(analysis.children[i])
    for i in reversed(order):
        low, high = i, i + 1
        for c in analysis.children[i]:
            low, high = min(low, edges[c][0]), max(high, edges[c][1])
        edges[i] = (low, high)
    return edges


def _extent(analysis: Analysis, head: int, edges: dict[int, tuple[int, int]]) -> tuple[int, int]:
    first, last = head, head + 1
    for c in analysis.children[head]:
        if analysis.tokens[c].deprel.partition(":")[0] in _WITHIN:
            first, last = min(first, edges[c][0]), max(last, edges[c][1])
    return first, last


def _add_titles(analysis: Analysis, mentions: list[Mention], mention_of: dict[int, int]) -> None:
    """Titles lead to the person who bears them: "President" in "President Sandu"."""
    tokens = analysis.tokens
    for token in tokens:
        if token.deprel == "nmod:desc" and token.index not in mention_of and token.head in mention_of:
            mention_of[token.index] = mention_of[token.head]
    for mention in mentions:
        if mention.name and mention.type == "person" and mention.name[0] > 0:
            for title in _loose_titles(analysis, mention):
                mention_of[title] = mention.id


def _loose_titles(analysis: Analysis, mention: Mention) -> Iterator[int]:
    """Titles that the parser did not hang on the name: "envoy to the region John Doe"."""
    tokens = analysis.tokens
    assert mention.name is not None
    first, head = mention.name[0], tokens[mention.head]
    before = tokens[first - 1]
    title = before
    while title.head >= 0 and first - _LONGEST_TITLE <= title.head < first:
        title = tokens[title.head]  # "Secretary" of "Secretary of State"
    beside = title.head == head.head and title.deprel == head.deprel and title.head >= 0
    plain = all(tokens[i].upos not in {"PUNCT", "VERB", "CCONJ"} for i in range(title.index, first))
    if beside and plain and find_role(title.text.lower()):
        yield title.index
    elif head.deprel in {"appos", "flat", "nmod", "list", "dep", "compound"} and before.upos != "PUNCT":
        # Up to the noun that begins the title, if nothing but the title stands between.
        for above in analysis.ancestors(mention.head):
            if above >= first or first - above > _LONGEST_TITLE or tokens[above].upos not in _NOMINAL:
                return
            if any(tokens[i].upos in {"PUNCT", "VERB", "CCONJ"} for i in range(above, first)):
                return
            if (
                tokens[above].upos == "NOUN"
                and tokens[above].xpos == "NN"
                and find_role(tokens[above].lemma.lower())
            ):
                if analysis.child(mention.head, "case") < 0:
                    yield above
                return
