"""The reliability diagram of the docs is drawn as measured."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType
from xml.etree import ElementTree as ET

import pytest

ROOT = Path(__file__).parents[2]
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def diagram() -> ModuleType:
    path = ROOT / "training" / "resolution" / "reliability_diagram.py"
    spec = importlib.util.spec_from_file_location("reliability_diagram", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_a_score_that_holds_lies_on_the_diagonal(diagram: ModuleType) -> None:
    root = ET.fromstring(diagram.draw([(0.5, 0.5, 10), (0.9, 0.7, 40)], "Scores"))
    holds, flatters = root.findall(f"{SVG}circle")
    right, up = (float(holds.attrib[k]) for k in ("cx", "cy"))
    assert right - diagram.LEFT == diagram.TOP + diagram.SIDE - up
    assert float(flatters.attrib["cy"]) > diagram.TOP + diagram.SIDE * 0.1
    assert float(flatters.attrib["r"]) > float(holds.attrib["r"])


def test_the_docs_show_a_diagram_that_is_one(diagram: ModuleType) -> None:
    text = (ROOT / "docs" / "reading" / "reliability.svg").read_text("utf-8")
    points = ET.fromstring(text).findall(f"{SVG}circle")
    assert len(points) > 3
    assert "reliability.svg" in (ROOT / "docs" / "reading" / "actors.md").read_text("utf-8")
