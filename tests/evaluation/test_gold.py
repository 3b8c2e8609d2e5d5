"""Codings from files."""

import json
from pathlib import Path

import pytest

from servanda.errors import ConfigError, InputError
from servanda.evaluation.gold import load_codings

ROW = {"id": "a", "text": "x\u2028y", "events": []}


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("gold.jsonl", json.dumps(ROW, ensure_ascii=False) + "\n\n"),
        ("gold.json", json.dumps(ROW)),
        ("gold.json", json.dumps([ROW])),
        ("folder/a.json", json.dumps(ROW)),
    ],
    ids=["lines", "object", "list", "folder"],
)
def test_each_form_is_read(tmp_path: Path, name: str, content: str) -> None:
    path = tmp_path / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(content, "utf-8")

    assert load_codings(path if path.parent == tmp_path else path.parent) == {"a": ROW}


@pytest.mark.parametrize(
    ("content", "place"),
    [
        ('{"id": "a", "text": "x"}\n{oops\n', ":2"),
        ('{"text": "x"}\n', ":1"),
        ('{"id": "a"}\n', ":1"),
        ("[1]\n", ":1"),
        ('{"id": "a", "text": "x", "events": {"type": "AGREE"}}\n', ":1"),
        ('{"id": "a", "text": "x", "figures": ["20"]}\n', ":1"),
        ("", ""),
    ],
    ids=["no json", "no id", "no text", "no object", "no list", "no objects", "nothing"],
)
def test_what_is_wrong_is_named_with_its_line(tmp_path: Path, content: str, place: str) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text(content)

    with pytest.raises(ConfigError) as caught:
        load_codings(path)

    assert caught.value.code == "C005"
    assert caught.value.where == f"{path}{place}"


def test_nothing_there() -> None:
    with pytest.raises(InputError, match=r"\[I001\]"):
        load_codings(Path("nowhere"))
