import io
import sys

import pytest

from servanda.errors import CATALOGUE, Issue
from servanda.intake import Limits, read_source
from servanda.model import Document

TEXT = "The two envoys met in Vienna on Monday and said that the talks would go on."


def codes(found):
    return [item.code if isinstance(item, Issue) else "read" for item in found]


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "b.txt").write_text(TEXT)
    (tmp_path / "a.html").write_text(f"<p>{TEXT}</p>")
    (tmp_path / "c.jsonl").write_text(
        f'{{"id": "one", "text": "{TEXT}"}}\n{{"id": "one", "text": "{TEXT}"}}\n'
    )
    (tmp_path / "d").mkdir()
    (tmp_path / "d" / "e.txt").write_text(TEXT)
    (tmp_path / ".hidden.txt").write_text(TEXT)
    return tmp_path


def test_a_folder_is_read_in_order_of_names(folder):
    found = list(read_source(folder))
    assert [item.id.partition("-")[0] for item in found] == ["a", "b", "one", "one", "e"]


def test_an_id_that_is_taken_is_told(folder):
    found = list(read_source(folder / "c.jsonl"))
    assert [item.id for item in found] == ["one", "one-2"]
    assert [issue.code for issue in found[1].issues] == ["I018"]


def test_other_reports_are_read_when_one_cannot_be(folder):
    (folder / "b.txt").write_bytes(b"PK\x03\x04")
    assert codes(read_source(folder)) == ["read", "I004", "read", "read", "read"]


def test_links_that_go_round_end(folder):
    (folder / "d" / "up").symlink_to(folder)
    assert codes(read_source(folder)).count("read") == 5


def test_folders_below_the_limit_are_told(folder):
    assert codes(read_source(folder, limits=Limits(folder_depth=0)))[-1] == "I012"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "I003"),
        (b"\xef\xbb\xbf \n", "I003"),
        (b"\x00" * 100, "I003"),
        (b"PK\x03\x04", "I004"),
        (b"Leave a Reply", "I006"),
        (b"%PDF-1.4", "I009"),
    ],
)
def test_a_file_that_cannot_be_read(tmp_path, data, code):
    path = tmp_path / "report"
    path.write_bytes(data)
    (issue,) = read_source(str(path))
    assert (issue.code, issue.level, issue.where) == (code, "error", str(path))
    assert issue.message.endswith(")")
    assert "\n" not in issue.message


@pytest.mark.parametrize("name", ["none.txt", "a\x00b", "x" * 5000], ids=["missing", "NUL", "too long"])
def test_nothing_at_the_path(tmp_path, name):
    assert codes(read_source(str(tmp_path / name))) == ["I001"]


def test_an_empty_folder(tmp_path):
    assert codes(read_source(tmp_path)) == ["I002"]


def test_a_folder_of_pictures(tmp_path):
    (tmp_path / "a.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    assert codes(read_source(tmp_path)) == ["I004", "I002"]


def test_standard_input(monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(TEXT.encode())))
    (document,) = read_source("-")
    assert document.text == TEXT


def test_json_lines_from_standard_input(monkeypatch):
    data = f'{{"id": "a", "text": "{TEXT}"}}\n' * 2000
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data.encode())))
    assert sum(isinstance(item, Document) for item in read_source("-")) == 2000


def test_an_open_file(folder):
    with (folder / "b.txt").open("rb") as stream:
        (document,) = read_source(stream)
    assert document.text == TEXT


def test_bytes_with_a_name():
    (document,) = read_source(TEXT.encode(), name="report.txt")
    assert document.id.startswith("report-")


def test_a_file_over_the_limit(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text(TEXT * 10)
    (issue,) = read_source(path, limits=Limits(file_bytes=100))
    assert issue.code == "I005"


def test_a_line_of_twenty_megabytes():
    data = f'{{"text": "{TEXT}"}}\n'.encode() + b'{"text": "' + b"word " * 4_000_000 + b'"}\n'
    found = list(read_source(data, name="in.jsonl"))
    assert codes(found) == ["read", "I005"]
    assert found[1].where == "in.jsonl, line 2"


def test_the_hash_is_of_the_bytes_as_they_came(folder):
    import hashlib

    data = (folder / "b.txt").read_bytes()
    (document,) = read_source(folder / "b.txt")
    assert document.sha256 == hashlib.sha256(data).hexdigest()


def test_every_code_of_an_issue_is_in_the_catalogue(folder):
    (folder / "b.txt").write_bytes(b"PK\x03\x04")
    assert all(item.code in CATALOGUE for item in read_source(folder) if isinstance(item, Issue))
