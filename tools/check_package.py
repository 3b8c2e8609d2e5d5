"""Builds the wheel, installs it with its locked dependencies into an environment of its own, and looks at it.

Checked: nothing heavy came along, the installed size, that help comes quickly, that a report is read. Run
by ``make package``; standard library only. Prints what it measured and ends with 1 if a bound is broken.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MOST_MEGABYTES = 350
HELP_SECONDS = 0.5
FIRST_REPORT_SECONDS = 3.0
UNWANTED = ("torch", "transformers", "spacy", "tensorflow", "sentence_transformers")
BUILDING = ("hatchling", "editables", "pathspec", "pluggy", "tomlkit", "trove-classifiers")
WEIGHTS = ROOT / "src" / "servanda" / "language" / "weights" / "model.onnx"


def run(*command: str | Path, **options: object) -> str:
    """Standard output of a command that must succeed."""
    done = subprocess.run([str(c) for c in command], check=True, capture_output=True, text=True, **options)
    return done.stdout


def timed(*command: str | Path) -> float:
    """Seconds of processor time that a command takes: machines that run tests are often busy with others."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    run(*command)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def size_of(folder: Path) -> float:
    """Megabytes on disk of the files in a folder."""
    return sum(f.stat().st_size for f in folder.rglob("*") if f.is_file() and not f.is_symlink()) / 1e6


def build(into: Path) -> Path:
    """The wheel, built with the tools of the environment this runs in."""
    run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", into, cwd=ROOT)
    (wheel,) = into.glob("*.whl")
    return wheel


def install(wheel: Path, folder: Path) -> Path:
    """The programs' folder of a new environment with the wheel and its locked dependencies."""
    venv.create(folder, with_pip=True)
    programs = folder / ("Scripts" if os.name == "nt" else "bin")
    pip = (programs / "python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check")
    run(*pip, "--require-hashes", "-r", ROOT / "requirements" / "run.lock")
    run(*pip, "--no-deps", wheel)
    # The list also locks what builds the wheel, which nobody gets who installs it.
    run(programs / "python", "-m", "pip", "uninstall", "--quiet", "--yes", *BUILDING)
    run(programs / "python", "-m", "pip", "check")
    return programs


def main() -> int:
    """Check; print; tell whether all is well."""
    failures = []
    with tempfile.TemporaryDirectory() as temporary:
        work = Path(temporary)
        empty = size_of_new_environment(work / "empty")
        wheel = build(work / "wheel")
        programs = install(wheel, work / "venv")
        size = size_of(work / "venv") - empty
        print(f"wheel {wheel.stat().st_size / 1e6:.1f} MB, installed with its dependencies {size:.1f} MB")
        if size > MOST_MEGABYTES:
            failures.append(f"{size:.1f} MB installed, at most {MOST_MEGABYTES}")
        packages = {p.name.lower() for p in (work / "venv").rglob("site-packages/*")}
        failures += [f"{name} is installed" for name in UNWANTED if name in packages]
        failures += check_times(programs)
    for failure in failures:
        print(f"FAILED: {failure}")
    return 1 if failures else 0


def size_of_new_environment(folder: Path) -> float:
    """Megabytes of an environment with pip alone, which is not ours to count."""
    venv.create(folder, with_pip=True)
    return size_of(folder)


def check_times(programs: Path) -> list[str]:
    """What takes too long, times of the installed command being the best of three."""
    servanda = programs / "servanda"
    measured = {f"servanda --help ({HELP_SECONDS} s)": (HELP_SECONDS, ("--help",))}
    if WEIGHTS.exists():
        sample = ROOT / "src" / "servanda" / "samples" / "reports" / "armenia-azerbaijan.txt"
        measured[f"first report ({FIRST_REPORT_SECONDS} s)"] = (FIRST_REPORT_SECONDS, ("read", str(sample)))
    failures = []
    for name, (bound, words) in measured.items():
        seconds = min(timed(servanda, *words) for _ in range(3))
        print(f"{name}: {seconds:.2f} s")
        if seconds > bound:
            failures.append(f"{name} took {seconds:.2f} s")
    return failures


if __name__ == "__main__":
    sys.exit(main())
