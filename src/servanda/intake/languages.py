"""Which language a text is written in."""

from __future__ import annotations

import re
from functools import cache
from typing import Final, Protocol, cast

_SAMPLE: Final = 20_000
"""Characters looked at."""

_WORDS: Final = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")

_ENGLISH: Final = frozenset(
    [
        "the",
        "and",
        "of",
        "to",
        "that",
        "was",
        "for",
        "with",
        "by",
        "from",
        "has",
        "have",
        "had",
        "were",
        "been",
        "are",
        "be",
        "is",
        "as",
        "at",
        "it",
        "its",
        "his",
        "their",
        "they",
        "who",
        "which",
        "this",
        "not",
        "but",
        "said",
        "says",
        "after",
        "would",
        "will",
        "could",
        "about",
        "more",
        "than",
        "when",
        "against",
        "between",
        "into",
        "over",
        "where",
        "there",
        "he",
        "she",
    ]
)
"""Function words that no other language in the Latin script has nearly as many of, taken together."""

_CANDIDATES: Final = [
    "ar",
    "az",
    "be",
    "bg",
    "bn",
    "bs",
    "ca",
    "cs",
    "da",
    "de",
    "el",
    "en",
    "es",
    "et",
    "fa",
    "fi",
    "fr",
    "he",
    "hi",
    "hr",
    "hu",
    "hy",
    "id",
    "it",
    "ja",
    "ka",
    "kk",
    "ko",
    "ku",
    "lt",
    "lv",
    "mk",
    "ms",
    "nl",
    "no",
    "pl",
    "ps",
    "pt",
    "ro",
    "ru",
    "sk",
    "sl",
    "sq",
    "sr",
    "sv",
    "sw",
    "ta",
    "th",
    "tr",
    "uk",
    "ur",
    "uz",
    "vi",
    "zh",
]
"""Languages that news of wars is written in: left all 140, py3langid sees rare ones in headlines."""

_ENOUGH: Final = 8
"""Fewer words than this in the Latin script decide nothing: a headline is mostly names."""


class _Classifier(Protocol):
    def classify(self, text: str) -> tuple[str, float]: ...


def identify_language(text: str) -> str | None:
    """ISO 639-1 code, or ``None`` if the text is too short to tell.

    English is recognised by its function words alone; py3langid is loaded only for a text that has few of
    them.
    """
    words = _WORDS.findall(text[:_SAMPLE])
    if not words:
        return None
    share = sum(word.lower() in _ENGLISH for word in words) / len(words)
    if share >= 0.2 and len(words) >= _ENOUGH:
        return "en"
    latin = sum(word[0] < "\u0250" for word in words) / len(words)
    if latin > 0.5 and len(words) < _ENOUGH:
        return None
    language, score = _identifier().classify(text[:_SAMPLE])
    if latin <= 0.5:
        return str(language) if language != "en" else None
    if language == "en" or score < 0.9 or (len(words) < 3 * _ENOUGH and (score < 0.99 or share >= 0.1)):
        # the Latin script and no better guess: news in English, told in names and numbers
        return "en" if language == "en" else None
    return str(language)


@cache
def _identifier() -> _Classifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415 - few texts need it

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(list(_CANDIDATES))
    return cast("_Classifier", identifier)
