"""The shipped model and what reads off it: trees, names, chains, quotations, times, numbers, factuality."""

from servanda.language.attributions import find_attributions
from servanda.language.dating import infer_written
from servanda.language.factuality import judge_factuality
from servanda.language.mentions import find_mentions
from servanda.language.numbers import find_quantities
from servanda.language.quotations import find_quotations
from servanda.language.times import find_times
from servanda.language.trees import parse

__all__ = [
    "find_attributions",
    "find_mentions",
    "find_quantities",
    "find_quotations",
    "find_times",
    "infer_written",
    "judge_factuality",
    "parse",
]
