"""``servanda doctor``: a model that is not the one that was exported is found."""

import hashlib
import json
from pathlib import Path

import pytest

from servanda.language.model import WEIGHTS
from servanda.run.diagnosis import Diagnosis, make_diagnosis


def diagnose(folder: Path) -> Diagnosis:
    return make_diagnosis(str(folder), 1, {}, folder / "no-samples")


def write_weights(folder: Path, **recorded: str) -> None:
    """Files that are no model: what is tested here is told before any of them is loaded."""
    (folder / "model.onnx").write_bytes(b"graph")
    (folder / "tokenizer.json").write_bytes(b"{}")
    (folder / "labels.json").write_text(json.dumps({"format": 1, **recorded}))


def states(found: Diagnosis) -> dict[str, bool | None]:
    return {Path(f.path).name: f.whole for f in found.files}


def digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def test_an_altered_model_is_refused(tmp_path: Path) -> None:
    write_weights(tmp_path, sha256=digest(b"graph as it was exported"))

    found = diagnose(tmp_path)

    assert states(found)["model.onnx"] is False
    assert found.model.startswith(f"[M002] {tmp_path / 'model.onnx'}: model file is altered")
    assert not found.healthy


def test_an_altered_tokenizer_is_refused_where_its_hash_is_known(tmp_path: Path) -> None:
    write_weights(tmp_path, sha256=digest(b"graph"), tokenizer_sha256=digest(b"{ }"))

    found = diagnose(tmp_path)

    assert states(found) == {"labels.json": None, "model.onnx": True, "tokenizer.json": False}
    assert found.model.startswith(f"[M002] {tmp_path / 'tokenizer.json'}: model file is altered")


@pytest.mark.parametrize("labels", ["{}", "[]", "no json"])
def test_a_model_without_a_hash_is_refused(tmp_path: Path, labels: str) -> None:
    write_weights(tmp_path)
    (tmp_path / "labels.json").write_text(labels)

    found = diagnose(tmp_path)

    assert "records no SHA-256" in found.model
    assert not found.healthy


@pytest.mark.weights
def test_a_byte_changed_in_the_model_that_ships_is_found(tmp_path: Path) -> None:
    for name in ("labels.json", "tokenizer.json"):
        (tmp_path / name).write_bytes((WEIGHTS / name).read_bytes())
    content = bytearray((WEIGHTS / "model.onnx").read_bytes())
    content[len(content) // 2] ^= 1
    (tmp_path / "model.onnx").write_bytes(content)

    assert "[M002]" in diagnose(tmp_path).model


@pytest.mark.weights
@pytest.mark.slow
def test_the_model_that_ships_is_whole(tmp_path: Path) -> None:
    found = make_diagnosis("", 1, {}, tmp_path)

    assert states(found)["model.onnx"] is True
    assert found.model == ""
