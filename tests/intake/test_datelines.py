from datetime import date

import pytest

from servanda.intake.datelines import find_dateline, read_headers, read_opening

PUBLISHED = date(2022, 11, 1)


@pytest.mark.parametrize(
    ("opening", "place", "day", "agency"),
    [
        ("SOCHI, Oct 31 (Reuters) –", "SOCHI", date(2022, 10, 31), "Reuters"),
        ("WASHINGTON (AP) —", "WASHINGTON", None, "AP"),
        ("Beirut, Lebanon —", "Beirut, Lebanon", None, None),
        ("MOSCOW, March 3 -", "MOSCOW", date(2023, 3, 3), None),
        ("TEL AVIV, Israel (AP) --", "TEL AVIV, Israel", None, "AP"),
        ("WASHINGTON —", "WASHINGTON", None, None),
        ("HO CHI MINH CITY — -", "HO CHI MINH CITY", None, None),
        ("Geneva, 3 October 2022 (Example News) –", "Geneva", date(2022, 10, 3), "Example News"),
        ("(Reuters) -", None, None, "Reuters"),
        ("(CNN)", None, None, "CNN"),
    ],
)
def test_datelines(opening, place, day, agency):
    found = find_dateline(f"{opening} The two envoys met.", published=PUBLISHED)
    assert found is not None
    assert (found.place, found.day, found.agency) == (place, day, agency)
    assert found.span.of(f"{opening} The two envoys met.") == opening


@pytest.mark.parametrize(
    "text",
    [
        "The two envoys met in Vienna.",
        "Analysis — The two envoys met.",
        "EXCLUSIVE - The two envoys met.",
        "Ann Example, who led the talks - a first - left.",
        "Cease-fire talks go on.",
        "(Example) The two envoys met.",
        "US-led talks go on.",
    ],
)
def test_no_dateline(text):
    assert find_dateline(text) is None


@pytest.mark.parametrize(
    ("text", "day", "first_words"),
    [
        ("Date of publication 9 April 2016 An envoy came.", date(2016, 4, 9), "An envoy"),
        ("Published April 9 2016 An envoy came.", date(2016, 4, 9), "An envoy"),
        ("Last updated at Apr 092016 An envoy came.", date(2016, 4, 9), "An envoy"),
        ("Sat Apr 9 2016 An envoy came.", date(2016, 4, 9), "An envoy"),
        ("09-04-2016 An envoy came.", date(2016, 4, 9), "An envoy"),
        ("09.04.2016 An envoy came.", date(2016, 4, 9), "An envoy"),
        ("Sat 09 Apr 2016 at 0914 An envoy came.", date(2016, 4, 9), "An envoy"),
        ("Envoys meet again in Vienna Saturday 9 Apr 2016 An envoy came.", date(2016, 4, 9), "An envoy"),
    ],
)
def test_a_date_before_the_first_sentence_is_the_reports_own(text, day, first_words):
    opening = read_opening(text)
    assert opening.published == day
    assert text[opening.breaks[-1] :].startswith(first_words)


@pytest.mark.parametrize(
    "text",
    [
        "On 9 April 2016 An envoy came.",
        "9 April 2016, the day the envoys met, was cold.",
        "The talks of 9 April 2016 Ended without result.",
    ],
)
def test_a_date_within_a_sentence_is_not(text):
    assert read_opening(text).published is None


def test_a_date_on_a_line_of_its_own_needs_no_break():
    assert read_opening("Saturday, April 9, 2016\xa0\n\nAn envoy came.").breaks == ()


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Envoys Meet Again in Vienna-The two sides said they would go on.", ["The two sides"]),
        ("Envoys Meet Again in Vienna-GENEVA — -The two sides said they would go on.", ["GENEVA"]),
        ("Talks on Nagorno-Karabakh Resume -The two sides said they would go on.", ["The two sides"]),
        ("The talks on Nagorno-Karabakh that had been held are over for now.", []),
        ("Envoys of President Bashar al-Assad are said to have come for talks.", []),
    ],
)
def test_a_headline_glued_with_a_hyphen_is_parted(text, parts):
    breaks = read_opening(text).breaks
    assert len(breaks) == len(parts)
    assert all(text[at:].startswith(part) for at, part in zip(breaks, parts, strict=True))


def test_a_dateline_after_a_headline_is_found():
    text = "Envoys Meet Again in Vienna-GENEVA — -The two sides said they would go on."
    dateline = read_opening(text).dateline
    assert dateline is not None
    assert dateline.place == "GENEVA"


def test_a_title_repeated_in_the_text_is_parted():
    text = "Envoys meet again in Vienna. The two sides will go on."
    assert read_opening(text, title="Envoys meet again in Vienna - Example News").breaks == (29,)


def test_header_lines_are_read():
    text = "Title: Envoys meet\nDate: 9 April 2016\nSource: Example News\n\nThe two envoys met."
    found, end = read_headers(text)
    assert found == {"title": "Envoys meet", "published": "9 April 2016", "source": "Example News"}
    assert text[end:].lstrip().startswith("The two")


def test_one_line_with_a_colon_is_no_header():
    assert read_headers("Source: the ministry.\nThe envoys met.") == ({}, 0)
