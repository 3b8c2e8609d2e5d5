"""The page: its files as they were built, and the page itself for every address that is no file's."""

from __future__ import annotations

import gzip
import mimetypes
from importlib.resources import files
from pathlib import Path
from typing import Final

from fastapi import APIRouter, Request
from starlette.responses import FileResponse, Response

from servanda.errors import RequestError
from servanda.web.deps import service_of

router = APIRouter(include_in_schema=False)

KEPT: Final = "public, max-age=31536000, immutable"
"""Of files whose names hold a hash of what is in them."""

_NONE: Final = (
    "<!doctype html><html lang=en><meta charset=utf-8><title>Servanda</title><h1>Servanda</h1>"
    "<p>The page was not built: <code>make page</code> builds it. The API is described at "
    "<a href=/api/v1/openapi.json>/api/v1/openapi.json</a>.</p></html>"
)
_TYPES: Final = {
    ".js": "text/javascript",
    ".css": "text/css",
    ".woff2": "font/woff2",
    ".svg": "image/svg+xml",
}


def folder_of(request: Request) -> Path:
    """Where the built page is."""
    return service_of(request).page or Path(str(files("servanda.web").joinpath("static")))


@router.get("/{path:path}")
def page(request: Request, path: str) -> Response:
    """A file of the page, or the page.

    Raises:
        RequestError: W002 for an address of the API or of a file that is not there.
    """
    if path.startswith("api/") or path == "api":
        raise RequestError("W002", "there is nothing at this address")
    folder = folder_of(request).resolve()
    if "\x00" not in path and path not in ("", "index.html") and not path.startswith("r/"):
        found = (folder / path).resolve()
        if found.is_relative_to(folder):
            kept = {"Cache-Control": KEPT if path.startswith("assets/") else "no-cache"}
            kind = _TYPES.get(found.suffix) or mimetypes.guess_type(found.name)[0]
            if found.is_file():
                return FileResponse(found, media_type=kind, headers=kept)
            packed = found.with_name(f"{found.name}.gz")
            if packed.is_file():
                return _unpacked(request, packed, kind, kept)
        if path.startswith("assets/") or "." in path.rsplit("/", 1)[-1]:
            raise RequestError("W002", "there is no such file")
    index = folder / "index.html"
    if not index.is_file():
        return Response(_NONE, media_type="text/html; charset=utf-8", headers={"Cache-Control": "no-cache"})
    return FileResponse(index, media_type="text/html; charset=utf-8", headers={"Cache-Control": "no-cache"})


def _unpacked(request: Request, packed: Path, kind: str | None, headers: dict[str, str]) -> Response:
    """A file that lies in gzip alone: as it lies for those who take that, which all browsers do."""
    headers |= {"Vary": "Accept-Encoding"}
    if "gzip" in request.headers.get("Accept-Encoding", ""):
        return FileResponse(packed, media_type=kind, headers=headers | {"Content-Encoding": "gzip"})
    return Response(gzip.decompress(packed.read_bytes()), media_type=kind, headers=headers)
