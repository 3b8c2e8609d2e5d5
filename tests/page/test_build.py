"""The built page: how much a first visit loads, and what it may hold."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

MOST_FIRST = 150 * 1000
"""Bytes, packed, of the scripts that every visit loads."""

IMPORTED = re.compile(r'\bimport\s*(?:[^"()]*?from\s*)?"\./([^"]+\.js)"')


def text_of(file: Path) -> str:
    """Of a file of the page, which may lie in gzip alone."""
    packed = file.with_name(f"{file.name}.gz")
    return gzip.decompress(packed.read_bytes()).decode() if packed.exists() else file.read_text()


def first_scripts(static: Path) -> list[Path]:
    """Scripts of the page itself and those they import at once."""
    page = (static / "index.html").read_text()
    wanted = re.findall(r'(?:src|href)="/(assets/[^"]+\.js)"', page)
    found: list[Path] = []
    while wanted:
        path = static / wanted.pop()
        if path in found:
            continue
        found.append(path)
        text = text_of(path)
        wanted += [f"assets/{name}" for name in IMPORTED.findall(text)]
    return found


def test_the_first_visit_loads_little(built: Path) -> None:
    scripts = first_scripts(built)
    assert scripts
    assert sum(len(gzip.compress(text_of(s).encode(), 9)) for s in scripts) <= MOST_FIRST


def test_map_and_network_come_when_they_are_asked_for(built: Path) -> None:
    first = "".join(text_of(s) for s in first_scripts(built))
    assert "maplibregl" not in first
    assert "graphology" not in first


def test_names_of_assets_hold_a_hash(built: Path) -> None:
    names = [f.name for f in (built / "assets").iterdir()]
    assert names
    assert [n for n in names if not re.search(r"-[\w-]{8}\.\w+(\.gz)?$", n)] == []


def test_nothing_stands_in_the_page_that_its_policy_forbids(built: Path) -> None:
    page = (built / "index.html").read_text()
    assert re.findall(r"<script(?![^>]*\bsrc=)", page) == []
    assert "<style" not in page
    assert " style=" not in page
    assert "http://" not in page
    assert "https://" not in page
