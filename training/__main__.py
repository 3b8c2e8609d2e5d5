"""``python -m training STAGE ...``: one stage of making the model, or all of them; README.md says how."""

from __future__ import annotations

import argparse
from pathlib import Path

from training import label, mean, student, teacher
from training.export import export
from training.network import load

STAGES = ("teacher", "label", "student", "mean", "export", "export-teacher")


def main() -> None:
    """Run a stage. All files it reads and writes, but for the data, lie in the work folder."""
    parser = argparse.ArgumentParser(prog="python -m training", description=main.__doc__)
    parser.add_argument("stage", choices=STAGES)
    parser.add_argument("data", type=Path, help="folder with the data sets")
    parser.add_argument("work", type=Path, help="folder for what is made on the way")
    parser.add_argument("--minutes", type=float, default=60, help="how long to train or label")
    parser.add_argument("--start", type=Path, help="an earlier teacher or student to go on from")
    parser.add_argument("--of", type=Path, nargs="+", default=[], help="students to take the mean of")
    parser.add_argument("--out", type=Path, help="folder to export to")
    parser.add_argument("--version", default="1", help="version to write into the export")
    options = parser.parse_args()
    work: Path = options.work
    work.mkdir(parents=True, exist_ok=True)
    best, small = work / "teacher.pt", work / "student.pt"
    if options.stage == "teacher":
        teacher.train(options.data, best, options.minutes, options.start)
    elif options.stage == "label":
        label.label(options.data, best, work, options.minutes)
    elif options.stage == "student":
        student.train(options.data, best, work, small, options.minutes, options.start)
    elif options.stage == "mean":
        mean.mean(options.data, options.of, small)
    elif options.stage == "export":
        out = options.out or work / "export"
        export(load(small), out, quantised=True, name="servanda-language", version=options.version)
    else:
        out = options.out or work / "export-teacher"
        export(load(best), out, quantised=False, name="servanda-teacher", version=options.version)


if __name__ == "__main__":
    main()
