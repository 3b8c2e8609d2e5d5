"""Whatever comes in: one line with what, where and what to do, a known code, and the others are read."""

import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.conftest import Run

from servanda.errors import CATALOGUE

GOOD = "Alland freed 20 prisoners\n\n“We will free more,” President Karel Brandt said on Monday.\n"


def zip_bomb() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("report.txt", "0" * 5_000_000)
    return buffer.getvalue()


def xml_bomb() -> bytes:
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 9))
    return f'<!DOCTYPE x [<!ENTITY e0 "ha">{entities}]><html><body><p>&e8;</p></body></html>'.encode()


BAD: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "empty": ("a.txt", lambda: b"", "I003"),
    "blank": ("a.txt", lambda: b" \n\t\n", "I003"),
    "noise": ("a.bin", lambda: bytes((n * 73 + n // 7) % 256 for n in range(4000)), "I004"),
    "archive": ("a.zip", zip_bomb, "I004"),
    "entities": ("a.html", xml_bomb, "I012"),
    "depth": ("a.html", lambda: b"<div>" * 5000 + GOOD.encode(), "I012"),
    "comment form": (
        "a.txt",
        lambda: b"Leave a Reply\n\nYour email address will not be published.\n",
        "I006",
    ),
    "no json": ("a.jsonl", lambda: b'{"id": "x", "text": \n', "I007"),
    "no text": ("a.jsonl", lambda: b'{"id": "x"}\n', "I017"),
    "no pdf": ("a.pdf", lambda: b"%PDF-1.7\nnothing that follows is one", "I009"),
}


@pytest.mark.parametrize(("name", "make", "code"), BAD.values(), ids=BAD)
def test_what_cannot_be_read_is_told_in_one_line_and_others_are_read(
    servanda: Run, tmp_path: Path, name: str, make: Callable[[], bytes], code: str
) -> None:
    (tmp_path / name).write_bytes(make())
    (tmp_path / "good.txt").write_text(GOOD, "utf-8")

    alone, both = servanda("read", name), servanda("read", name, "good.txt")

    (line,) = alone.stderr.splitlines()
    assert line.startswith(f"servanda: [{code}] {name}")
    assert (alone.returncode, both.returncode) == (4, 1)
    assert "Alland freed 20 prisoners" in both.stdout


@pytest.mark.parametrize(
    ("source", "code"),
    [
        ("nowhere.txt", "I001"),
        ("http://127.0.0.1:9/", "I010"),
        ("http://localhost/", "I010"),
        ("http://[::1]/", "I010"),
        ("http://169.254.169.254/latest", "I010"),
        ("http://10.0.0.1/", "I010"),
        ("file:///etc/hostname", "I010"),
        ("ftp://example.org/x", "I010"),
        ("\x00", "I001"),
    ],
)
def test_what_cannot_be_opened_is_told_in_one_line(servanda: Run, source: str, code: str) -> None:
    done = servanda("read", source)

    assert len(done.stderr.splitlines()) == 1
    assert f"[{code}]" in done.stderr
    assert done.returncode == 4


def test_a_folder_without_reports(servanda: Run, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()

    assert "[I002] folder" in servanda("read", "folder").stderr


@pytest.mark.parametrize(
    "text",
    [
        "Only a headline here",
        "“" * 50,
        "The army \u202eattacked\u202c Dellin on Monday, officials said.",
        "ﬁghting continued in Dellin on Monday, ofﬁcials said.",
        "a\u2028b said on Monday. c\u2029d",
        "." * 3000,
        "word " * 6000,
    ],
    ids=["headline", "marks", "direction", "ligatures", "separators", "dots", "endless sentence"],
)
def test_odd_texts_are_read(servanda: Run, text: str) -> None:
    done = servanda(
        "code", "-", "-o", "-", "-q", "--workers", "1", stdin=json.dumps({"id": "a", "text": text}) + "\n"
    )

    told = done.stderr.partition("[")[2].partition("]")[0]
    assert done.returncode == 0 or told in CATALOGUE
    assert "M00" not in done.stderr
    for line in done.stdout.splitlines():
        record = json.loads(line)
        assert all(q in record["text"] for e in record["events"] for q in e["quotes"])
