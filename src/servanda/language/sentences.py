"""Sentences: which tokens are read together.

A sentence ends with its paragraph, and after a full stop, a question or exclamation mark (and the quotation
marks, brackets and note numbers that close with it) if what follows can start one. A full stop that belongs
to an abbreviation ends a sentence only if the next word could hardly follow the abbreviation. Missing white
space ("home.Israel said") makes no difference.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from servanda.language.paragraphs import paragraph_starts
from servanda.language.surface_tables import AFTER_CLOCK, FREE, JOINED_STARTERS, NEVER_FINAL, SAYING, STARTERS

Kind = Literal["prose", "headline", "item"]
Spans = Sequence[tuple[int, int]]

LIMIT = 150
"""Tokens in a sentence: longer ones are cut, since the model reads no more at once."""
HEADLINE = 18
"""Tokens in a headline, at most."""
BARE_HEADLINE = 6
"""The same where paragraphs of prose, too, lack their final marks."""

_STOPS = frozenset(".!?…")
_CLOSING = frozenset("\"”’')]»›") | {"''", "”’", "’’"}
_GOES_ON = frozenset(",;:)]}%/&*=") | _STOPS
_INNER = frozenset(")-")
_DASHES = frozenset("-–—") | {"--"}
_BULLETS = frozenset("•·▪▫◦‣►*–—-")
_OPENING = frozenset("\"“‘'([«‹") | {"``"}


class Piece(NamedTuple):
    """Tokens ``[first, last)`` that are one sentence, the number of their paragraph and their kind."""

    first: int
    last: int
    paragraph: int
    kind: Kind


def split_sentences(text: str, tokens: Spans, breaks: Sequence[int] = (), alone: int = 0) -> list[Piece]:
    """Group the ``tokens`` of ``text`` into sentences.

    Args:
        text: the whole text.
        tokens: offsets of its tokens, in order.
        breaks: offsets at which a paragraph starts though the text shows no line break.
        alone: the text up to this offset (a dateline) is no part of the first sentence.
    """
    pieces: list[Piece] = []
    starts = paragraph_starts(text, (*breaks, alone) if alone else breaks)
    paragraphs = list(_paragraphs(tokens, starts))
    longest = HEADLINE if _has_marks(text, tokens, paragraphs) else BARE_HEADLINE
    for number, (first, last) in enumerate(paragraphs):
        words = [text[s:e] for s, e in tokens[first:last]]
        cuts = list(_cuts(text, tokens[first:last], words))
        item = _is_item(words)
        for begin, end in zip([0, *cuts], [*cuts, len(words)], strict=True):
            sentence = words[begin:end]
            kind: Kind = "item" if item else "prose"
            apart = begin == 0 or end < len(words)  # the rest of a paragraph may have lost its full stop
            if not item and apart and _is_headline(sentence, longest):
                kind = "headline"
            pieces.extend(Piece(a, b, number, kind) for a, b in _shorten(sentence, first + begin))
    return pieces


def _paragraphs(tokens: Spans, starts: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Ranges of tokens between paragraph starts; none empty."""
    first = next_start = 0
    for i, (start, _) in enumerate(tokens):
        opens = False
        while next_start < len(starts) and starts[next_start] <= start:
            next_start += 1
            opens = True
        if opens and i > first:
            yield first, i
            first = i
    if first < len(tokens):
        yield first, len(tokens)


def _has_marks(text: str, tokens: Spans, paragraphs: Sequence[tuple[int, int]]) -> bool:
    """Whether long paragraphs of this text end with a final mark, as a rule."""
    ends = [tokens[last - 1] for first, last in paragraphs if last - first > HEADLINE]
    marked = sum(text[end - 1] in _STOPS or text[start:end] in _CLOSING for start, end in ends)
    return 2 * marked >= len(ends)


def _cuts(text: str, tokens: Spans, words: Sequence[str]) -> Iterator[int]:
    """Indices of the tokens of one paragraph that start a sentence, without the first."""
    first, i, count = 0, 0, len(words)
    quoted = False  # inside straight double quotes
    while i < count:
        word = words[i]
        if word == '"':
            quoted = not quoted
        i += 1
        if i < count and (
            (word in _INNER and _is_glued_end(text, tokens, words, first, i))
            or (words[i] in JOINED_STARTERS and _is_joined(words, i))
        ):
            yield i
            first = i
            continue
        if word[-1] not in _STOPS or (word == "." and _is_marker(words, first, i - 1)):
            continue
        end = i
        while end < count and _closes(text, tokens, words, end, quoted=quoted):
            quoted = quoted and words[end] != '"'
            end += 1
        if end < count and _parts(text, tokens, words, i - 1, end):
            yield end
            first = end
        i = end


def _is_glued_end(text: str, tokens: Spans, words: Sequence[str], first: int, i: int) -> bool:
    """Whether something without a final mark ends before token ``i``.

    That is a credit or a sentence in brackets, "(Agency) Troops left", or a heading to which the text was
    joined with a hyphen, "History of the conflict-The fighting".
    """
    if words[i - 1] == ")":
        return words[first] == "(" and words[i][0].isupper() and len(words[i - 2]) > 1
    joined = tokens[i - 1][1] == tokens[i][0] and text[tokens[i][1] : tokens[i][1] + 1] == " "
    return joined and words[i] in STARTERS and i - 1 > first


def _is_joined(words: Sequence[str], i: int) -> bool:
    """Whether a sentence starts at ``i`` though no mark stands before: "in Sora province Also on Monday"."""
    return words[i - 1][-1].isalnum() and i + 1 < len(words) and words[i + 1][0].islower()


def _closes(text: str, tokens: Spans, words: Sequence[str], i: int, *, quoted: bool) -> bool:
    """Whether token ``i``, after a final mark, ends with it: a mark, a bracket, a closing quote, a note."""
    word = words[i]
    if word[0] in _STOPS and not word[-1].isalnum():
        return True
    if word == "[":  # a note's number
        return i + 2 < len(words) and words[i + 1].isdigit() and words[i + 2] == "]"
    if word.isdigit():
        return i > 0 and words[i - 1] == "[" and i + 1 < len(words) and words[i + 1] == "]"
    if word not in _CLOSING:
        return False
    if word in {'"', "'", "’", "''"}:
        start, end = tokens[i]
        before = text[start - 1 : start].isspace()
        after = text[end : end + 1].isspace() or end == len(text)
        if before == after and word == '"':
            return quoted
        return not before
    return True


def _parts(text: str, tokens: Spans, words: Sequence[str], stop: int, i: int) -> bool:
    """Whether the mark ``stop`` ends a sentence, given that the next one would start with token ``i``."""
    mark, word = words[stop], words[i]
    if word in _DASHES:
        return (
            text[tokens[i][1] : tokens[i][1] + 1].isspace()
            and i + 1 < len(words)
            and not words[i + 1][0].islower()
        )
    if word[0] in _GOES_ON:
        return False
    k = i
    while k < len(words) - 1 and words[k] in _OPENING:
        k += 1
    word = words[k]
    if mark[-1] == "." and len(mark) > 1 and mark[0] != ".":
        return _parts_abbreviation(mark, word, spaced=text[tokens[stop][1]].isspace())
    spaced = text[tokens[stop][1] : tokens[stop][1] + 1].isspace()
    before = words[stop - 1] if stop else ""
    if mark == "." and (
        (len(before) == 1 and before.islower()) or (not spaced and word[0].isdigit() and not before.islower())
    ):
        return False  # "b. 1961", "A/73/PV.6"
    if word[0].islower():
        return _parts_lower(words, stop, i, spaced=spaced)
    return not (i > stop + 1 and words[i - 1] in _CLOSING and _says(words, i))


def _parts_lower(words: Sequence[str], stop: int, i: int, *, spaced: bool) -> bool:
    """Whether a sentence ends at ``stop`` though no capital follows: "al-Assad said", or careless writing."""
    if words[i] in {"al", "el", "an", "as", "ash", "ibn"}:
        return words[i + 1 : i + 2] == ["-"]
    if i > stop + 1 or not spaced or stop == 0:
        return False
    mark, before = words[stop], words[stop - 1]
    return (mark == "." or mark[-1] in "!?") and len(before) > 1 and before.isalpha() and before.islower()


def _parts_abbreviation(mark: str, word: str, *, spaced: bool) -> bool:
    """Whether a sentence may end with the abbreviation ``mark`` before ``word``."""
    if mark in NEVER_FINAL or not spaced or not word[0].isupper() or (len(mark) == 2 and mark[0].isupper()):
        return False
    if mark in FREE:
        return word not in AFTER_CLOCK
    return word in STARTERS


def _says(words: Sequence[str], i: int) -> bool:
    """Whether the words from ``i`` say who said what was quoted just before: "Why?" Lavrov asked."""
    for word in words[i : i + 5]:
        if word in SAYING:
            return True
        if not word[0].isupper() and word not in {"of", "the", "'s", "’s", "-"}:
            return False
    return False


def _is_marker(words: Sequence[str], first: int, stop: int) -> bool:
    """Whether the full stop belongs to the number of an item ("1.", "a.") at the start of the sentence."""
    if stop == first + 2 and words[first] in _OPENING | _BULLETS:
        first += 1
    return stop == first + 1 and (
        words[first].isdigit() or (len(words[first]) == 1 and words[first].isalpha())
    )


def _is_item(words: Sequence[str]) -> bool:
    if words[0] in _BULLETS:
        return len(words) > 1
    if words[0] == "(" and len(words) > 3:
        words = words[1:]
    return (
        len(words) > 2
        and words[1] in {".", ")"}
        and (words[0].isdigit() or (len(words[0]) == 1 and words[0].islower()))
    )


def _is_headline(words: Sequence[str], longest: int) -> bool:
    """Whether a sentence is a few words without a final mark; a dash ends a heading, too."""
    if len(words) > (HEADLINE if words[-1] in _DASHES else longest):
        return False
    k = len(words) - 1
    while k > 0 and words[k] in _CLOSING:
        k -= 1
    return words[k][-1] not in _STOPS and words[k] not in {",", ":", ";"}


def _shorten(words: Sequence[str], base: int) -> Iterator[tuple[int, int]]:
    """Ranges of at most :data:`LIMIT` tokens, cut after the last semicolon, dash or comma that fits."""
    first = 0
    while len(words) - first > LIMIT:
        window = range(first + LIMIT - 1, first + LIMIT // 3, -1)
        cut = first + LIMIT
        for marks in (frozenset(";"), _DASHES | {":"}, frozenset(",")):
            place = next((i for i in window if words[i] in marks), None)
            if place is not None:
                cut = place + 1
                break
        yield base + first, base + cut
        first = cut
    yield base + first, base + len(words)
