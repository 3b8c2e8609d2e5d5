"""Whether what is installed is whole and fit: versions, hashes, the model's answers, a measured speed."""

from __future__ import annotations

import hashlib
import json
import platform
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from importlib import metadata
from pathlib import Path
from typing import Final

from servanda.errors import ModelError, ServandaError

PARTS: Final = (
    "onnxruntime",
    "numpy",
    "trafilatura",
    "pypdfium2",
    "httpx2",
    "typer",
    "rich",
    "sqlalchemy",
    "alembic",
)
"""Distributions whose versions matter when results or failures are compared."""

SENTENCE: Final = ("Armenia", "accused", "Azerbaijan", "of", "shelling", "two", "villages", ".")
EXPECTED: Final = {0: ("PROPN", 2), 1: ("VERB", 0), 2: ("PROPN", 2), 4: ("VERB", 2)}
"""What any fit model says of :data:`SENTENCE`: tag and head (from 1) of some words. The sentence is ours."""

RECORDED: Final = {"model.onnx": "sha256", "tokenizer.json": "tokenizer_sha256"}
"""Under which key ``labels.json`` has the hash of a file; older weights have the model's only."""

SPEED_SECONDS: Final = 3.0


@dataclass(frozen=True, slots=True)
class FileCheck:
    """A shipped file: size, SHA-256, and whether that is the recorded one (``None`` if none is recorded)."""

    path: str
    size: int
    sha256: str
    whole: bool | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagnosis:
    """What ``servanda doctor`` tells.

    Attributes:
        versions: of servanda, Python, the machine and the parts that matter.
        files: the model's files.
        model: ``""`` if the model is whole and answers as it should, else what is wrong.
        load_seconds: to the first sentence.
        sentences_per_second: end to end on the sample reports; ``None`` if the model does not work.
        tokens_per_second: the same in tokens.
        memory_mb: most memory this process has held.
    """

    versions: Mapping[str, str]
    files: tuple[FileCheck, ...]
    model: str
    load_seconds: float = 0.0
    sentences_per_second: float | None = None
    tokens_per_second: float | None = None
    memory_mb: float = 0.0

    @property
    def healthy(self) -> bool:
        """Whether nothing is wrong."""
        return not self.model and all(f.whole is not False for f in self.files)


def make_diagnosis(model: str, threads: int, versions: Mapping[str, str], samples: Path) -> Diagnosis:
    """Look at everything; takes a few seconds."""
    found = Diagnosis(versions=_versions(versions), files=_files(model), model="")
    began = time.perf_counter()
    try:
        _check_files(found.files)
        wrong = _check_model(model, threads)
    except ServandaError as error:
        return replace(found, model=str(error))
    found = replace(found, model=wrong, load_seconds=time.perf_counter() - began)
    if not wrong:
        sentences, tokens = _speed(model, threads, samples)
        found = replace(found, sentences_per_second=sentences, tokens_per_second=tokens)
    return replace(found, memory_mb=_memory())


def _versions(ours: Mapping[str, str]) -> dict[str, str]:
    out = {
        **ours,
        "python": platform.python_version(),
        "system": f"{platform.system()} {platform.machine()}",
    }
    for part in PARTS:
        try:
            out[part] = metadata.version(part)
        except metadata.PackageNotFoundError:
            out[part] = "missing"
    return out


def _files(model: str) -> tuple[FileCheck, ...]:
    from servanda.language.model import WEIGHTS

    if ":" in model and not Path(model).is_dir():
        return ()
    folder = Path(model) if model else WEIGHTS
    recorded = _recorded(folder)
    return tuple(_check_file(path, recorded) for path in sorted(folder.glob("*")) if path.is_file())


def _recorded(folder: Path) -> dict[str, str]:
    """SHA-256 by file name as ``labels.json`` has them; empty if that cannot be read."""
    try:
        labels = json.loads((folder / "labels.json").read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    if not isinstance(labels, dict):
        return {}
    return {name: str(labels[key]) for name, key in RECORDED.items() if key in labels}


def _check_file(path: Path, recorded: Mapping[str, str]) -> FileCheck:
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    whole = digest == recorded[path.name] if path.name in recorded else None
    return FileCheck(str(path), path.stat().st_size, digest, whole)


def _check_files(files: Sequence[FileCheck]) -> None:
    """An altered model may still answer well: it is refused by its hash, and so is one without a hash.

    Raises:
        ModelError: M002 if a file is not the one that was exported.
    """
    for file in files:
        name = Path(file.path).name
        if file.whole is False:
            message = f"model file is altered: its SHA-256 is not the one that labels.json records for {name}"
        elif file.whole is None and name == "model.onnx":
            message = "model file cannot be checked: labels.json records no SHA-256"
        else:
            continue
        raise ModelError("M002", message, where=file.path, remedy="install servanda again")


def _check_model(model: str, threads: int) -> str:
    from servanda.run.tools import load_tools

    output = load_tools(model, threads).model.annotate([SENTENCE])[0]
    for position, expected in EXPECTED.items():
        if (output.upos[position], output.head[position]) != expected:
            word = SENTENCE[position]
            got = (output.upos[position], output.head[position])
            return f"the model reads {word!r} as {got}, not {expected}"
    return ""


def _speed(model: str, threads: int, samples: Path) -> tuple[float, float]:
    """Sentences and tokens a second, from text to claims, over the sample reports again and again."""
    from servanda.intake import read_source
    from servanda.model import Document
    from servanda.pipeline import analyse, code_document
    from servanda.run.tools import load_tools

    tools = load_tools(model, threads)
    documents = [d for d in read_source(samples) if isinstance(d, Document)]
    sizes = [(len(a.sentences), len(a.tokens)) for a in (analyse(d, tools) for d in documents)]
    sentences = tokens = 0
    began = time.perf_counter()
    while (spent := time.perf_counter() - began) < SPEED_SECONDS and documents:
        for document, size in zip(documents, sizes, strict=True):
            code_document(document, tools)
            sentences += size[0]
            tokens += size[1]
    return (sentences / spent, tokens / spent) if sentences else (0.0, 0.0)


def _memory() -> float:
    """Most memory held so far, in MB."""
    try:
        import resource
    except ImportError:  # not on Windows
        return 0.0
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / (1024 * 1024 if platform.system() == "Darwin" else 1024)
