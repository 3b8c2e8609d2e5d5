"""One frozen :class:`Settings`, read at the edge and passed down.

Sources, each outranking the one before it: the defaults below, a TOML file (``servanda.toml`` in the working
folder, or the one named), environment variables ``SERVANDA_NAME``, and what the caller names (flags of the
command line).
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any, Final

from servanda.errors import ConfigError
from servanda.intake.limits import Limits

FILE: Final = "servanda.toml"
"""Name of the settings file looked for in the working folder."""

PREFIX: Final = "SERVANDA_"
"""What names of environment variables start with."""

_NOT_SETTINGS: Final = frozenset(
    f"{PREFIX}{name}" for name in ("AUTHOR", "CONFIG", "DEBUG", "RECORD", "SHARED", "SITE")
)
"""Variables with our prefix that are not settings: who judges, which file, which record, tests' data …."""

_TRUTH: Final = {
    "1": True,
    "true": True,
    "yes": True,
    "on": True,
    "0": False,
    "false": False,
    "no": False,
    "off": False,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Everything that can be chosen; see ``docs/settings.md``.

    Attributes:
        model: folder of the language model's files, or ``module:Class`` of a class that can be made without
            arguments and annotates as ``pipeline.Annotator`` says; empty for the model that ships.
        threads: threads the model may use in each process.
        workers: processes of ``servanda code``; 0 for one a core.
        knowledge: a YAML or CSV file of own actors, places and rules; empty for none.
        actor_score: the least score, 0 to 1, of whom a mention means; less stays open.
        actor_lead: by how much he must score more than the next who may be meant.
        limits: what intake accepts: sizes, pages, depth, seconds.
    """

    model: str = ""
    threads: int = 1
    workers: int = 0
    knowledge: str = ""
    actor_score: float = 0.4
    actor_lead: float = 0.1
    limits: Limits = field(default_factory=Limits)

    def __post_init__(self) -> None:
        _at_least("threads", self.threads, 1)
        _at_least("workers", self.workers, 0)
        _at_least("actor_score", self.actor_score, 0)
        _at_least("actor_lead", self.actor_lead, 0)


def load_settings(
    file: Path | None = None,
    environment: Mapping[str, str] | None = None,
    **named: object,
) -> Settings:
    """Settings from all sources.

    Args:
        file: a TOML file that must be there; if ``None``, ``SERVANDA_CONFIG`` or ``servanda.toml`` if there.
        environment: instead of ``os.environ``.
        named: settings by name; ``None`` means not named.

    Raises:
        ConfigError: C001, with the source, the name and what it may be.
    """
    env = os.environ if environment is None else environment
    chosen = file or (Path(env["SERVANDA_CONFIG"]) if env.get("SERVANDA_CONFIG") else None)
    settings = Settings()
    path = chosen or Path(FILE)
    if chosen is not None or path.is_file():
        settings = _apply(settings, _read_file(path), str(path))
    settings = _apply(settings, _from_environment(env), "environment")
    return _apply(settings, {k: v for k, v in named.items() if v is not None}, "command")


def _read_file(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except OSError as error:
        raise ConfigError("C001", f"cannot be read: {error.strerror}", where=str(path)) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError("C001", f"not valid TOML: {error}", where=str(path)) from error


def _from_environment(env: Mapping[str, str]) -> dict[str, Any]:
    """``SERVANDA_THREADS=2`` and ``SERVANDA_LIMITS_SECONDS=5`` as the nested table a TOML file would give."""
    out: dict[str, Any] = {}
    for name in sorted(env):
        if not name.startswith(PREFIX) or name in _NOT_SETTINGS:
            continue
        key = name.removeprefix(PREFIX).lower()
        if key.startswith("limits_"):
            out.setdefault("limits", {})[key.removeprefix("limits_")] = env[name]
        else:
            out[key] = env[name]
    return out


def _apply(settings: Settings, values: Mapping[str, object], source: str) -> Settings:
    """``settings`` with ``values`` put in, each checked for its name and type."""
    changes: dict[str, Any] = {}
    for name, value in values.items():
        if name == "limits" and isinstance(value, Mapping):
            changes[name] = _apply_limits(settings.limits, value, source)
        elif name == "limits" and isinstance(value, Limits):
            changes[name] = value
        elif name in {f.name for f in fields(Settings)} and name != "limits":
            changes[name] = _convert(name, value, type(getattr(settings, name)), source)
        else:
            raise _unknown(name, source, [f.name for f in fields(Settings)])
    try:
        return replace(settings, **changes)
    except ConfigError as error:
        raise ConfigError("C001", error.message, where=source, remedy=error.remedy) from error


def _apply_limits(limits: Limits, values: Mapping[str, object], source: str) -> Limits:
    names = [f.name for f in fields(Limits)]
    changes: dict[str, Any] = {}
    for name, value in values.items():
        if name not in names:
            raise _unknown(f"limits.{name}", source, [f"limits.{n}" for n in names])
        changes[name] = _convert(f"limits.{name}", value, type(getattr(limits, name)), source)
        if not isinstance(changes[name], str | bool):
            _at_least(f"limits.{name}", changes[name], 0, source)
    return replace(limits, **changes)


def _convert(name: str, value: object, kind: type, source: str) -> object:
    """``value`` as ``kind``; texts (from the environment) are read as numbers and truth values."""
    try:
        if kind is bool:
            return _truth(value)
        if isinstance(value, kind) and not isinstance(value, bool):
            return value
        if kind in (int, float) and isinstance(value, str | int) and not isinstance(value, bool):
            return kind(value)
    except ValueError:
        pass
    wanted = {bool: "true or false", int: "a whole number", float: "a number", str: "a text"}
    message = f"setting {name!r} has the value {value!r}"
    raise ConfigError("C001", message, where=source, remedy=f"give {wanted.get(kind, kind.__name__)}")


def _truth(value: object) -> bool:
    if isinstance(value, bool):
        return value
    if isinstance(value, str) and value.lower() in _TRUTH:
        return _TRUTH[value.lower()]
    raise ValueError(value)


def _unknown(name: str, source: str, known: list[str]) -> ConfigError:
    return ConfigError("C001", f"unknown setting {name!r}", where=source, remedy=f"known: {', '.join(known)}")


def _at_least(name: str, value: float, least: float, source: str = "") -> None:
    if value < least:
        raise ConfigError("C001", f"setting {name!r} is {value}", where=source, remedy=f"at least {least}")
