import io
import json
from datetime import date

import pytest

from servanda.errors import Issue
from servanda.intake import Limits, read_jsonl
from servanda.model import Document

TEXT = "The two envoys met in Vienna on Monday and said that the talks would go on."


def read(data, **kwargs):
    return list(read_jsonl(io.BytesIO(data.encode() if isinstance(data, str) else data), **kwargs))


def line(**fields):
    return json.dumps({"text": TEXT, **fields}) + "\n"


def codes(found):
    return [item.code if isinstance(item, Issue) else "read" for item in found]


def test_fields_of_a_record():
    (document,) = read(
        line(
            id="a",
            title="Envoys meet",
            source="Example",
            published="2021-03-08",
            url="https://news.example/a",
        )
    )
    assert isinstance(document, Document)
    assert (document.id, document.title, document.source) == ("a", "Envoys meet", "Example")
    assert document.published == date(2021, 3, 8)
    assert document.url == "https://news.example/a"
    assert document.text == document.original == TEXT


def test_html_in_a_record():
    (document,) = read(json.dumps({"id": "a", "html": f"<p>{TEXT}</p>"}))
    assert document.text == TEXT


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        pytest.param(line() + "\n \n" + line(id="b"), ["read", "read"], id="blank lines"),
        pytest.param(line() + "{no json\n" + line(id="b"), ["read", "I007", "read"], id="damaged line"),
        pytest.param("{no json\n" + line(), ["I007", "read"], id="first line damaged"),
        pytest.param(line() + line()[:40], ["read", "I007"], id="cut off"),
        pytest.param(line() + "[1]\n", ["read", "I007"], id="no object"),
        pytest.param(line() + '{"id": "b"}\n', ["read", "I017"], id="no text"),
        pytest.param(line() + '{"text": 5}\n', ["read", "I017"], id="text is a number"),
        pytest.param(line() + '{"text": "Leave a Reply"}\n', ["read", "I006"], id="no main text"),
        pytest.param(line() + '{"a":' + "[" * 9000 + "]" * 9000 + "}", ["read", "I012"], id="too deep"),
        pytest.param(line() + '{"a": ' + "1" * 9000 + "}", ["read", "I007"], id="endless number"),
        pytest.param(f"[{line()}, {line()}]", ["read", "read"], id="array"),
        pytest.param("[\n" + line() + "]", ["read"], id="array over lines"),
        pytest.param(json.dumps({"text": TEXT}, indent=1), ["read"], id="object over lines"),
        pytest.param("[]", ["I003"], id="empty array"),
        pytest.param("\ufeff" + line(), ["read"], id="byte order mark"),
    ],
)
def test_every_line_is_read_or_told(data, expected):
    assert codes(read(data)) == expected


def test_a_line_over_the_limit_is_told_and_the_next_is_read():
    data = line() + line(text="word " * 1000) + line(id="b")
    found = read(data, where="in.jsonl", limits=Limits(line_bytes=500))
    assert codes(found) == ["read", "I005", "read"]
    assert found[1].where == "in.jsonl, line 2"


def test_a_line_under_the_limit_at_the_end_of_the_file_is_read():
    data = line().rstrip()
    assert codes(read(data, limits=Limits(line_bytes=len(data)))) == ["read"]


def test_the_line_is_named():
    found = read(line() + "{no\n", where="in.jsonl")
    assert found[1].where == "in.jsonl, line 2"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(f"05 Jul 2016 {TEXT}", date(2016, 7, 5), id="the text decides"),
        pytest.param(TEXT, None, id="nothing decides"),
    ],
)
def test_a_date_that_can_be_read_in_two_ways(text, expected):
    (document,) = read(line(text=text, date="7/5/2016"))
    assert document.published == expected
    assert [issue.code for issue in document.issues] == ([] if expected else ["I021"])


def test_first_line_of_a_record_is_no_title():
    (document,) = read(line(text=f"“Useful talks”\n\n{TEXT}"))
    assert document.title is None
    assert document.text.startswith("“Useful talks”")


def test_long_files_are_read_line_by_line():
    class Endless(io.RawIOBase):
        def readable(self):
            return True

        def readinto(self, buffer):
            data = line().encode()[: len(buffer)]
            buffer[: len(data)] = data
            return len(data)

    found = read_jsonl(io.BufferedReader(Endless()))
    assert [next(found).text for _ in range(3)] == [TEXT] * 3
