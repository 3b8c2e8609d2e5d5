"""Lemmas: the dictionary form of a word, given its tags.

Conventions are those of Universal Dependencies for English: pronouns and determiners go to their plain form
("them" to "they", "those" to "that"), clitics to the full word ("n't" to "not"), curly quotation marks to
straight ones. Names keep their form, plural ones too ("United States"). Irregular forms are looked up; the
others lose their ending, and get back the final e or lose the doubled consonant that English spelling asks
for.
"""

from __future__ import annotations

from functools import lru_cache

from servanda.language.lemma_tables import (
    CAPITAL_ADJECTIVE_ENDS,
    CAPITAL_ADJECTIVES,
    CLITICS_OF_VERBS,
    CLOCK,
    COMMON_ADJECTIVES,
    DOUBLE_END,
    FIXED,
    IRREGULAR_ADVERB_DEGREES,
    IRREGULAR_DEGREES,
    IRREGULAR_NOUNS,
    IRREGULAR_VERBS,
    NO_DEGREE,
    NO_PREFIX,
    PLURAL_ONLY,
    SAME_IN_THE_PAST,
    SILENT_E,
)

_VOWELS = frozenset("aeiouy")
_LONGEST_END = max(map(len, SILENT_E))


@lru_cache(maxsize=100_000)
def lemmatise(form: str, upos: str, xpos: str) -> str:
    """Dictionary form of ``form`` with its universal and its Penn tag."""
    if (
        (fixed := FIXED.get(upos)) is not None
        and xpos != "VBD"
        and (found := _fixed(form, fixed, xpos)) is not None
    ):
        return found
    if upos == "PROPN" or xpos.startswith("NNP") or upos in {"PUNCT", "SYM", "X"}:
        return form
    if upos == "NUM":
        return form.replace(",", "").lower() if form[:1].isdigit() else form.lower()
    if upos in {"VERB", "AUX"}:
        return _verb(form.lower(), xpos)
    if xpos == "NNS":
        return _noun(form)
    if xpos in {"JJR", "JJS", "RBR", "RBS"}:
        return _degree(form.lower(), xpos)
    return _plain(form, upos)


def _fixed(form: str, table: dict[str, str], xpos: str) -> str | None:
    if form.lower() == "her":
        return "her" if xpos == "PRP$" else "she"
    return table.get(form) or table.get(form.lower())


def _plain(form: str, upos: str) -> str:
    """A form without ending: small, unless it is an abbreviation or an adjective made from a name."""
    if upos == "NOUN" and form in CLOCK:
        return CLOCK[form]
    if upos == "ADJ" and not form.islower() and not form.isupper():
        head, dash, tail = form.rpartition("-")
        if _is_from_name(tail) or (head.lower() in {"pro", "anti", "non", "pre", "post"} and tail.istitle()):
            return head.lower() + dash + tail
    return form.lower()


def _is_from_name(form: str) -> bool:
    if not form[:1].isupper():
        return False
    if form in CAPITAL_ADJECTIVES:
        return True
    return form.endswith(CAPITAL_ADJECTIVE_ENDS) and form.lower() not in COMMON_ADJECTIVES


def _noun(form: str) -> str:
    """Singular of a plural noun."""
    low = form.lower()
    if low in IRREGULAR_NOUNS:
        return IRREGULAR_NOUNS[low]
    if low.endswith("men") and len(low) > len("omen"):
        return low[:-2] + "an"
    if low in PLURAL_ONLY or not low.endswith("s") or low.endswith(("ss", "'s", "’s")) or low[:-1].isdigit():
        return low.removesuffix("'s").removesuffix("’s") or low
    if "-" in low:
        head, dash, tail = low.rpartition("-")
        return head + dash + _noun(tail) if len(tail) > 1 else low
    if low.endswith("uses") and not low.endswith(("auses", "ouses", "cuses", "fuses")):
        return low[:-2]
    return _without_s(low)


def _without_s(word: str) -> str:
    """The word without the ending -s or -es."""
    if len(word) == 1:
        return word
    if word.endswith("ies") and len(word) > len("ties"):
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes", "zzes", "oes")):
        return word[:-2]
    return word[:-1]


def _verb(word: str, xpos: str) -> str:
    """Base form of a verb."""
    word = word.replace("’", "'")
    if word == "'d" and xpos == "VBD":
        return "have"
    if xpos in {"VB", "MD"} or (xpos == "VBP" and word not in CLITICS_OF_VERBS):
        return word if word != "'ve" else "have"
    head, dash, tail = word.rpartition("-")
    if dash and len(tail) > 2:
        return head + dash + _verb(tail, xpos)
    if word in IRREGULAR_VERBS:
        return IRREGULAR_VERBS[word]
    for prefix in ("re", "over", "un", "out", "mis", "under", "pre", "co"):
        base = IRREGULAR_VERBS.get(word[len(prefix) :]) if word.startswith(prefix) else None
        if base is not None and base not in NO_PREFIX:
            return prefix + base
    if xpos == "VBZ":
        return _without_s(word) if word.endswith("s") and not word.endswith("ss") else word
    if word in SAME_IN_THE_PAST:
        return word
    if xpos == "VBG":
        return _unspell(word[:-3]) if word.endswith("ing") and len(word) > 4 else word
    if word.endswith("ied") and len(word) > len("tied"):
        return word[:-3] + "y"
    if word.endswith("ed") and len(word) > 3:
        return _unspell(word[:-2])
    return word


def _degree(word: str, xpos: str) -> str:
    """Positive of a comparative or a superlative."""
    if xpos.startswith("RB") and word in IRREGULAR_ADVERB_DEGREES:
        return IRREGULAR_ADVERB_DEGREES[word]
    if word in IRREGULAR_DEGREES:
        return IRREGULAR_DEGREES[word]
    ending = "er" if xpos.endswith("R") else "est"
    if word in NO_DEGREE or not word.endswith(ending) or len(word) < len(ending) + 3:
        return word
    stem = word.removesuffix(ending)
    return stem[:-1] + "y" if stem.endswith("i") else _unspell(stem)


def _unspell(stem: str) -> str:
    """Undo what spelling did before an ending that starts with a vowel: "stopp" is "stop", "mak" "make"."""
    if len(stem) > 2 and stem[-1] == stem[-2] and stem[-1] not in "aeious":
        if stem in DOUBLE_END or (stem[-1] in "lfz" and _syllables(stem) < 2 and stem[-4:-3] not in _VOWELS):
            return stem  # kill, sniff, buzz
        return stem[:-1]
    if len(stem) == 2 and stem[0] in _VOWELS:
        return stem + "e"
    for length in range(min(_LONGEST_END, len(stem)), 0, -1):
        if (silent := SILENT_E.get(stem[-length:])) is not None:
            return stem + "e" if silent else stem
    return stem


def _syllables(stem: str) -> int:
    """Groups of vowels."""
    return sum(1 for i, c in enumerate(stem) if c in _VOWELS and (i == 0 or stem[i - 1] not in _VOWELS))
