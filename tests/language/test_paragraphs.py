"""Where reading starts anew."""

import pytest

from servanda.language.paragraphs import paragraph_starts

WRAPPED = (
    "Grain merchants of the eleven river ports gathered in Ostrau to settle how\n"
    "the new tolls are to be shared, a clerk said on Tuesday.\n"
    "    They parted at midnight and had settled little.\n"
)


def paragraphs(text: str, *breaks: int) -> list[str]:
    starts = paragraph_starts(text, breaks)
    return [text[a:b].strip() for a, b in zip(starts, [*starts[1:], None], strict=True)]


def test_each_line_is_a_paragraph() -> None:
    assert paragraphs("One.\nTwo.") == ["One.", "Two."]


def test_empty_lines_part() -> None:
    assert paragraphs("one\n\ntwo") == ["one", "two"]


def test_wrapped_lines_are_joined_and_an_indent_parts() -> None:
    assert [p[-20:] for p in paragraphs(WRAPPED)] == ["erk said on Tuesday.", " had settled little."]


def test_a_small_letter_goes_on() -> None:
    assert paragraphs("The talks in\nthe capital failed.") == ["The talks in\nthe capital failed."]


@pytest.mark.parametrize("line", ["• two", "- two", "2. two", "(b) two", "14:35 GMT two"])
def test_items_and_stamps_start_a_paragraph(line: str) -> None:
    assert len(paragraphs(f"The first line is as long as one that was wrapped by hand, and\n{line}")) == 2


def test_breaks_start_a_paragraph() -> None:
    assert paragraphs("shellingKestria says", 8) == ["shelling", "Kestria says"]
