"""Who says which name: a record, and no verdict."""

from servanda.knowledge.usage import find_usages


def test_every_name_of_a_thing_finds_all_of_its_names() -> None:
    for name in ("Stepanakert", "Khankendi"):
        assert {usage.name for usage in find_usages(name)} == {"Stepanakert", "Khankendi"}


def test_usages_have_their_time() -> None:
    assert [(u.since, u.until) for u in find_usages("Zaire") if u.name == "Zaire"] == [
        ("1971-10-27", "1997-05-17")
    ]


def test_what_is_not_disputed_has_no_usage() -> None:
    assert find_usages("Ruritania") == ()
