import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from servanda.intake.decoding import decode

TEXT = "“We met”, the envoys said – café, résumé, naïve."


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(TEXT.encode(), id="UTF-8"),
        pytest.param(TEXT.encode("utf-8-sig"), id="UTF-8 with a mark"),
        pytest.param(TEXT.encode("utf-16"), id="UTF-16 with a mark"),
        pytest.param(TEXT.encode("utf-16-le"), id="UTF-16 without a mark"),
        pytest.param(TEXT.encode("utf-16-be"), id="UTF-16, big end first, without a mark"),
        pytest.param(TEXT.encode("utf-32"), id="UTF-32 with a mark"),
        pytest.param(TEXT.encode("cp1252"), id="Windows-1252, guessed"),
    ],
)
def test_reads(data):
    assert decode(data) == (TEXT, ())


def test_declared_encoding_outranks_a_guess():
    assert decode("Встреча".encode("koi8-r"), declared="koi8-r")[0] == "Встреча"


def test_meta_charset_is_read():
    page = '<html><meta charset="windows-1251"><p>Встреча в Вене</p>'
    assert decode(page.encode("cp1251"))[0] == page


def test_latin1_is_read_as_windows_1252():
    assert decode(b"\x93We met\x94", declared="iso-8859-1")[0] == "“We met”"


@pytest.mark.parametrize("name", ["rot13", "zip", "no-such-thing", "", "a\x00b"])
def test_what_is_no_encoding_is_not_used(name):
    assert decode(TEXT.encode("cp1252"), declared=name)[0] == TEXT


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"The envoys met in Vienna\xff\xfe on Monday and spoke at length.", id="among ASCII"),
        pytest.param("Café, résumé, naïve".encode() + b"\xff and more", id="among UTF-8"),
        pytest.param("The envoys met in a café".encode()[:-1], id="cut within a character"),
    ],
)
def test_damage_is_replaced_and_told(data):
    text, issues = decode(data)
    assert "\ufffd" in text
    assert [issue.code for issue in issues] == ["I014"]


@settings(deadline=None)
@given(st.binary())
def test_any_bytes_give_a_text(data):
    assert isinstance(decode(data)[0], str)
