"""Files that somebody sends to be read: kept in a folder of their own, under plain names, until they were."""

from __future__ import annotations

import fcntl
import os
import re
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from python_multipart.exceptions import MultipartParseError
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.formparsers import MultiPartException

from servanda.errors import RequestError

if TYPE_CHECKING:
    from starlette.requests import Request

FILES: Final = 100
"""Files of one upload."""
SUFFIXES: Final = frozenset({".txt", ".text", ".md", ".html", ".htm", ".xhtml", ".pdf", ".json", ".jsonl"})
"""Endings of names that are kept; others tell nothing, and what is in a file is looked at anyway."""
PIECE: Final = 256 * 1024
_FOLDERS: Final = "servanda-uploads-"
_LOCK: Final = "lock"
_CONTROL: Final = re.compile(r"[\x00-\x1f\x7f]")
_PLAIN: Final = re.compile(r"[^\w-]+")
_LONGEST: Final = 60
NULL: Final = "null"
"""What programs write into a form for nothing; no text is used on terms of this name."""
_TRUTH: Final = {"true": True, "false": False}


@dataclass(frozen=True, slots=True, kw_only=True)
class Uploaded:
    """What somebody sent: a folder with files, what they are called, and on which terms they may be used."""

    folder: Path
    source: Path
    names: tuple[str, ...]
    licence: str
    redistributable: bool


class Folders:
    """Where a server keeps what is uploaded to it: a folder that it holds by a lock as long as it lives.

    The lock goes with the process, however it ends; so the next server knows what a killed one left behind,
    and takes nothing away from one that lives.
    """

    def __init__(self, within: Path | None = None) -> None:
        within = within or Path(tempfile.gettempdir())
        for one in sorted(within.glob(f"{_FOLDERS}*")):
            if (lock := _locked(one)) is not None:
                shutil.rmtree(one, ignore_errors=True)
                os.close(lock)
        made = Path(tempfile.mkdtemp(prefix="servanda-", dir=within))
        (made / _LOCK).touch()
        lock = _locked(made)
        assert lock is not None
        self._lock = lock
        # Under this name only now: others who start take away what nobody holds.
        self.path = made.rename(made.with_name(f"{_FOLDERS}{made.name.removeprefix('servanda-')}"))

    def new(self) -> Path:
        """A folder for one upload."""
        return Path(tempfile.mkdtemp(dir=self.path))

    def close(self) -> None:
        """Take everything away."""
        shutil.rmtree(self.path, ignore_errors=True)
        os.close(self._lock)


def _locked(folder: Path) -> int | None:
    """The lock of a folder, taken; ``None`` if somebody holds it, or it is none of ours."""
    try:
        lock = os.open(folder / _LOCK, os.O_RDWR | os.O_NOFOLLOW)
    except OSError:
        return None
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(lock)
        return None
    return lock


async def received(request: Request, folders: Folders, most: int) -> Uploaded:
    """Files of a form, on disk.

    Args:
        request: whose body is ``multipart/form-data`` with ``file`` (one or several), ``licence`` and
            ``redistributable``.
        folders: where they are kept.
        most: bytes of all files.

    Raises:
        RequestError: W001 if it is no such form, W004 if it is too large.
    """
    try:
        form = await request.form(max_files=FILES, max_fields=10, max_part_size=1024 * 1024)
    except (MultiPartException, MultipartParseError, HTTPException, ValueError, KeyError) as error:
        raise RequestError("W001", f"the form cannot be read: {_short(error)}") from error
    try:
        unknown = [name for name in form if name not in ("file", "licence", "redistributable")]
        if unknown:
            raise RequestError("W001", f"the form has a field that is not known: {unknown[0][:80]!r}")
        files = [one for one in form.getlist("file") if isinstance(one, UploadFile)]
        if not files or len(files) != len(form.getlist("file")):
            raise RequestError("W001", "the form has no file: send one or several as 'file'")
        licence = _text(form.get("licence") or "")
        flag = _TRUTH.get(str(form.get("redistributable", "false")))
        if flag is None:
            raise RequestError("W001", "redistributable: true or false")
        return await _kept(files, folders.new(), most, licence, flag)
    finally:
        await form.close()


async def _kept(
    files: list[UploadFile], folder: Path, most: int, licence: str, redistributable: bool
) -> Uploaded:
    seen, names, paths = 0, [], []
    try:
        for number, one in enumerate(files, 1):
            path = folder / plain_name(one.filename or "", number)
            with path.open("wb") as out:
                while piece := await one.read(PIECE):
                    seen += len(piece)
                    _check_size(seen, most)
                    out.write(piece)
            names.append(_shown(one.filename or path.name))
            paths.append(path)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    source = paths[0] if len(paths) == 1 else folder
    return Uploaded(
        folder=folder, source=source, names=tuple(names), licence=licence, redistributable=redistributable
    )


def _check_size(seen: int, most: int) -> None:
    if seen > most:
        raise RequestError("W004", f"an upload has at most {most} bytes")


def plain_name(given: str, number: int) -> str:
    """A name for a file that leads nowhere else, with the ending that tells what it is; none twice."""
    last = re.split(r"[/\\]", given)[-1]
    stem, dot, ending = last.rpartition(".")
    suffix = f".{ending.lower()}" if dot and f".{ending.lower()}" in SUFFIXES else ""
    plain = _PLAIN.sub("-", stem if suffix else last).strip("-")[:_LONGEST]
    return f"{plain or 'report'}-{number}{suffix}"


def _shown(name: str) -> str:
    """A name as people may read it."""
    return " ".join("".join(c if c.isprintable() else " " for c in name).split())[:200] or "file"


def _text(value: object) -> str:
    if value == NULL:
        raise RequestError("W001", "licence: leave the field out if there is none")
    if not isinstance(value, str) or len(value) > 500 or _CONTROL.search(value):
        raise RequestError("W001", "licence: one line of 500 characters at most")
    return value


def _short(error: Exception) -> str:
    detail = getattr(error, "detail", None) or getattr(error, "message", None) or str(error)
    return " ".join(str(detail).split())[:200]
