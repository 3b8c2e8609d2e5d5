"""Bodies named by their kind alone get their country; every other name stays as the report gives it."""

import pytest
from tests.presenting.records import told

from servanda.model import Actor
from servanda.presenting.blocks import bare, cited, full_names
from servanda.presenting.called import called
from servanda.presenting.view_words import account_words


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Security Council|CHL|GOV", "Chile's Security Council"),
        ("the defence ministry|NOR|GOV", "Norway's defence ministry"),
        ("Ministry of Foreign Affairs|NOR|GOV", "Norway's Ministry of Foreign Affairs"),
        ("Norway's defence ministry|NOR|GOV", "Norway's defence ministry"),
        ("Norwegian foreign ministry|NOR|GOV", "Norwegian foreign ministry"),
        ("Security Council|INT|IGO", "Security Council"),
        ("Security Council||GOV", "Security Council"),
        ("defence ministry|NOR|SEP", "defence ministry"),
        ("authorities|NOR|GOV", "authorities"),
        ("Ministry of Defence|USA|GOV", "United States' Ministry of Defence"),
        ("Chile|CHL|GOV", "Chile"),
    ],
)
def test_a_bare_body_gets_its_country(name: str, shown: str) -> None:
    assert called(Actor.parse(name)) == shown
    assert bare(name) == shown
    assert full_names((Actor.parse(name),)) == shown


def test_a_body_within_a_sentence_gets_it_too_and_json_does_not() -> None:
    council = Actor("Security Council", "CHL", "GOV")
    assert bare(f"told by {council} on Monday") == "told by Chile's Security Council on Monday"
    ministry = Actor("the defence ministry", "NOR", "GOV")
    words = f"by account of {ministry} and {council}"
    assert bare(words) == "by account of Norway's defence ministry and Chile's Security Council"
    account = told("E-1", "shells fell", report="post-1", says=council)
    assert cited(account).startswith("Chile's Security Council, in The Lake Post")
    assert account_words(account)["by"] == "Security Council"
