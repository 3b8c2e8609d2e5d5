"""Loads what every report needs once: the language model that ships, or the one named by a setting."""

from __future__ import annotations

import hashlib
import importlib
import logging
from functools import cache, lru_cache
from pathlib import Path
from typing import Final

from servanda.errors import ConfigError, Issue, ModelError
from servanda.knowledge.own.reading import MOST_ROWS, read_own
from servanda.knowledge.own.records import OwnKnowledge
from servanda.pipeline import Annotator, Tools
from servanda.resolution import Doubt

LOG = logging.getLogger(__name__)

MODEL_FILES: Final = ("model.onnx", "tokenizer.json", "labels.json")
"""What a folder of weights holds."""


def load_tools(
    model: str = "",
    threads: int = 1,
    doubt: Doubt | None = None,
    knowledge: OwnKnowledge | None = None,
) -> Tools:
    """The tools for these settings; the model is loaded once in a process.

    Args:
        model: ``""`` for the weights that ship, a folder of weights, or ``module:Class``.
        threads: threads the model may use.
        doubt: when it stays open whom a mention means.
        knowledge: from :func:`load_own`.

    Raises:
        ConfigError: C001 if ``model`` names nothing that can be used.
        ModelError: M002 if weights are missing or altered.
    """
    return Tools(model=_load_model(model, threads), doubt=doubt or Doubt(), knowledge=knowledge)


def load_own(path: str, most_rows: int = MOST_ROWS) -> OwnKnowledge | None:
    """The file of own knowledge at a path, ``None`` for ``""``; read again only if it has changed.

    Raises:
        ConfigError: C003 if it is not right.
    """
    if not path:
        return None
    file = Path(path)
    stat = file.stat() if file.is_file() else None
    return _read_own(path, most_rows, (stat.st_mtime_ns, stat.st_size) if stat else (0, 0))


def own_version(own: OwnKnowledge) -> str:
    """What tells one file of own knowledge from another: the beginning of its SHA-256."""
    return own.sha256[:16]


@lru_cache(maxsize=2)
def _read_own(path: str, most_rows: int, stamp: tuple[int, int]) -> OwnKnowledge:
    del stamp  # tells one state of the file from the next
    return read_own(Path(path), most_rows)


@cache
def model_version(model: str = "") -> str:
    """What tells one language model from another: the beginning of its file's SHA-256, or its name."""
    if ":" in model and not Path(model).is_dir():
        return model
    from servanda.language.model import WEIGHTS

    file = (Path(model) if model else WEIGHTS) / MODEL_FILES[0]
    return hashlib.sha256(file.read_bytes()).hexdigest()[:16] if file.is_file() else "missing"


def uncoded(error: Exception, where: str) -> Issue:
    """A report on which the reader itself failed; the traceback goes to the log, for ``--debug``."""
    LOG.debug("report could not be coded: %s", where, exc_info=error)
    detail = f"{type(error).__name__}: {' '.join(str(error).split())[:160]}"
    message = f"report could not be coded: {detail} (a bug: please report it)"
    return Issue(code="M003", message=message, level="error", where=where)


@cache
def _load_model(name: str, threads: int) -> Annotator:
    if ":" in name and not Path(name).is_dir():
        return _load_class(name)
    # onnxruntime and numpy cost a quarter of a second to import: only when a report is read.
    from servanda.language.model import WEIGHTS, LanguageModel

    folder = Path(name) if name else WEIGHTS
    for file in MODEL_FILES:
        if not (folder / file).is_file():
            remedy = "give a folder of weights, or module:Class" if name else "install servanda again"
            raise ModelError("M002", "model file is missing", where=str(folder / file), remedy=remedy)
    model = LanguageModel.load(folder, threads=threads)
    try:
        # The model reads its files at the first sentence: better now than as a failure of every report.
        model.annotate([["Ready", "."]])
    except Exception as error:
        message = f"model file is altered or made for another version: {error}"
        raise ModelError("M002", message, where=str(folder), remedy="install servanda again") from error
    return model


def _load_class(name: str) -> Annotator:
    module, _, attribute = name.partition(":")
    try:
        made = getattr(importlib.import_module(module), attribute)()
    except (ImportError, AttributeError, TypeError) as error:
        message = f"model {name!r} cannot be loaded: {error}"
        raise ConfigError("C001", message, remedy="give module:Class") from error
    if not callable(getattr(made, "annotate", None)):
        raise ConfigError("C001", f"model {name!r} has no method 'annotate'", remedy="see pipeline.Annotator")
    annotator: Annotator = made
    return annotator
