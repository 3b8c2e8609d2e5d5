import pytest
from hypothesis import given
from hypothesis import strategies as st

from servanda.errors import InputError
from servanda.intake.sniffing import sniff


@pytest.mark.parametrize(
    ("head", "name", "kind"),
    [
        pytest.param(b"The envoys met.", "a.txt", "text", id="text"),
        pytest.param(b"The envoys met.", "a.html", "text", id="text in a file called .html"),
        pytest.param(b"<p>The envoys met.</p>", "a.txt", "html", id="markup in a file called .txt"),
        pytest.param(b"<!DOCTYPE html><html>", "", "html", id="page"),
        pytest.param(b"<?xml version='1.0'?><html xmlns='x'><body>", "", "html", id="XHTML"),
        pytest.param(b"<Example Corp> said it would sell.", "", "text", id="angle brackets in text"),
        pytest.param(b"\n%PDF-1.7\n", "a.txt", "pdf", id="PDF"),
        pytest.param(b'{"text": "x"}', "a.txt", "json", id="JSON"),
        pytest.param(b"not json", "a.jsonl", "json", id="file of JSON lines"),
        pytest.param(b"{The envoys} met.", "a.txt", "text", id="braces in text"),
        pytest.param("Встреча".encode(), "", "text", id="Cyrillic"),
        pytest.param("The envoys".encode("utf-16"), "", "text", id="UTF-16"),
        pytest.param("The envoys".encode("utf-16-le"), "", "text", id="UTF-16 without a mark"),
        pytest.param(b"The\x00 envoys met in Vienna.", "", "text", id="a NUL byte in text"),
    ],
)
def test_kinds(head, name, kind):
    assert sniff(head, name=name) == kind


@pytest.mark.parametrize(
    ("head", "code"),
    [
        pytest.param(b"PK\x03\x04rest", "I004", id="zip"),
        pytest.param(b"\x1f\x8brest", "I004", id="gzip"),
        pytest.param(b"\x89PNG\r\n\x1a\nrest", "I004", id="picture"),
        pytest.param(b"\x7fELFrest", "I004", id="program"),
        pytest.param(bytes(range(256)) * 8, "I004", id="noise"),
        pytest.param(b"<?xml version='1.0'?><rss>", "I004", id="feed"),
        pytest.param(b"<!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;</x>", "I012", id="entities declared"),
    ],
)
def test_refused(head, code):
    with pytest.raises(InputError) as caught:
        sniff(head)
    assert caught.value.code == code
    assert caught.value.remedy


@given(st.binary(), st.sampled_from(["", "a.txt", "a.html", "a.json", "a.jsonl"]))
def test_any_bytes_are_told_or_refused(head, name):
    try:
        found = sniff(head, name=name)
    except InputError as error:
        found = error.code
    assert found in ("text", "html", "pdf", "json", "I004", "I012")
