"""Rules of the repository: what is public, what is documented, what is too long, what must not be there."""

import re
import subprocess
from pathlib import Path

import pytest
import typer.main
from tests.conftest import ROOT

import servanda
from servanda.cli.main import app
from servanda.errors import CATALOGUE
from servanda.settings import Settings

SOURCES = sorted((ROOT / "src").rglob("*.py"))
MOST_LINES = 400

COMMANDS = sorted(typer.main.get_command(app).commands)
PAGE = (ROOT / "docs" / "commands.md").read_text("utf-8")


def tracked() -> list[Path]:
    """Files that git knows, or all of them outside a repository."""
    done = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        return [p for p in ROOT.rglob("*") if p.is_file() and ".venv" not in p.parts]
    return [ROOT / name for name in done.stdout.split("\0") if name and (ROOT / name).is_file()]


def test_public_names_are_these() -> None:
    assert servanda.__all__ == [
        "Actor",
        "Coding",
        "Commitment",
        "ConfigError",
        "Document",
        "Event",
        "Figure",
        "InputError",
        "Issue",
        "ModelError",
        "ServandaError",
        "Settings",
        "Span",
        "Statement",
        "__version__",
        "code",
        "code_file",
        "document",
        "evaluate",
        "explain",
        "from_json",
        "json_schema",
        "load_settings",
        "page",
        "read",
        "to_json",
    ]


@pytest.mark.parametrize("name", servanda.__all__)
def test_every_public_name_is_there(name: str) -> None:
    assert getattr(servanda, name) is not None


def test_the_version_is_told_once_the_same() -> None:
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]

    assert project["version"] == servanda.__version__
    assert f"## {servanda.__version__}" in (ROOT / "CHANGELOG.md").read_text("utf-8")


def test_every_code_is_documented_and_no_other() -> None:
    rows = re.findall(
        r"^\| ([A-Z]\d{3}) \| (.+?) \|", (ROOT / "docs" / "errors.md").read_text("utf-8"), re.MULTILINE
    )

    assert dict(rows) == CATALOGUE


@pytest.mark.parametrize("path", SOURCES, ids=lambda p: str(p.relative_to(ROOT / "src")))
def test_only_known_codes_are_used(path: Path) -> None:
    used = set(re.findall(r'"([CIMX]\d{3})"', path.read_text("utf-8")))

    assert used <= set(CATALOGUE)


@pytest.mark.parametrize("path", SOURCES, ids=lambda p: str(p.relative_to(ROOT / "src")))
def test_modules_are_short(path: Path) -> None:
    lines = len(path.read_text("utf-8").splitlines())

    assert lines <= MOST_LINES


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_and_option_is_documented(command: str) -> None:
    section = PAGE.partition(f"## servanda {command}\n")[2].partition("\n## ")[0]
    common = PAGE.partition("## Common options")[2].partition("\n## ")[0]
    options = [
        o for p in typer.main.get_command(app).commands[command].params for o in p.opts if o.startswith("-")
    ]

    assert section
    assert [o for o in options if f"`{o}" not in section + common and f" {o}`" not in section] == []


@pytest.mark.parametrize("name", [f for f in Settings.__dataclass_fields__ if f != "limits"])
def test_every_setting_is_documented(name: str) -> None:
    assert f"| `{name}` | `SERVANDA_{name.upper()}` |" in (ROOT / "docs" / "settings.md").read_text("utf-8")


def test_every_limit_is_documented_with_its_default() -> None:
    page = (ROOT / "docs" / "settings.md").read_text("utf-8")
    limits = Settings().limits
    missing = [
        name
        for name in type(limits).__dataclass_fields__
        if f"| `limits.{name}` | `SERVANDA_LIMITS_{name.upper()}` | `{getattr(limits, name)}` |" not in page
    ]

    assert missing == []


def test_links_between_pages_lead_somewhere() -> None:
    pages = sorted((ROOT / "docs").rglob("*.md"))
    links = [
        (p, t) for p in pages for t in re.findall(r"\]\(([^)#\s]+\.md)(?:#[^)]*)?\)", p.read_text("utf-8"))
    ]
    broken = [
        f"{page.relative_to(ROOT)}: {target}"
        for page, target in links
        if not (page.parent / target).is_file()
    ]

    assert broken == []


def test_nothing_tracked_names_a_machine() -> None:
    # Put together here so that this file does not find itself.
    unwanted = re.compile(
        r"(?<!\w)(?:" + "|".join(("/" + "work/", "/" + "root/", "/" + "opt/dev", "/" + "farm/")) + ")"
    )
    texts = {
        ".py",
        ".md",
        ".toml",
        ".yaml",
        ".yml",
        ".txt",
        ".json",
        ".html",
        ".css",
        ".js",
        ".tsv",
        ".lock",
        "",
    }
    found = []
    for path in tracked():
        if path.suffix in texts and path.stat().st_size < 5_000_000:
            text = path.read_bytes().decode("utf-8", "replace")
            found += [f"{path.relative_to(ROOT)}: {m.group()}" for m in unwanted.finditer(text)]

    assert found == []


def test_no_half_done_marks() -> None:
    marks = re.compile(
        r"\b(" + "|".join(("TO" + "DO", "FIX" + "ME", "X" + "XX", "NotImplemented" + "Error")) + r")\b"
    )
    found = [str(p.relative_to(ROOT)) for p in SOURCES if marks.search(p.read_text("utf-8"))]

    assert found == []
