"""The lexicon of figures."""

import pytest
import yaml

from servanda.codebook.figures import MEASURES, load_figures, read_figures
from servanda.errors import ConfigError


def test_measures_are_the_codebooks() -> None:
    assert {rule.measure for rule in load_figures().rules} <= MEASURES


def test_every_rule_has_an_example_that_ends_like_a_sentence() -> None:
    assert [rule.measure for rule in load_figures().rules if not rule.example.endswith(".")] == []


def test_kinds_asked_for_exist() -> None:
    lexicon = load_figures()
    asked = {kind for rule in lexicon.rules for kind in rule.classes}
    assert asked <= set(lexicon.kinds.values())


@pytest.mark.parametrize("text", ["{}", "measures: [{measure: eaten}]", "[]", "measures: 3"])
def test_a_broken_file_is_refused(text: str) -> None:
    with pytest.raises(ConfigError):
        read_figures(yaml.safe_load(text))
