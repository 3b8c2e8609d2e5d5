"""A file of reports to a file of codings: order, resuming, whole lines, failures."""

import json
from pathlib import Path

import pytest

from servanda.errors import ConfigError, InputError, Interrupted
from servanda.run.files import Job, partial_path, run_job
from servanda.run.progress import Step

STANDIN = "tests.standin:Standin"
FRAGILE = "tests.standin:Fragile"


def line(number: int, text: str = "") -> str:
    words = (
        text
        or f"The rebels killed {number + 2} soldiers. “We attacked {number} towns,” Brandt said on Monday."
    )
    return json.dumps({"id": f"r{number}", "text": words})


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "in.jsonl"
    path.write_text(
        "\n".join([line(1), line(2), "{broken", "", line(4), line(2), '{"id": "r7"}', line(8)]) + "\n"
    )
    return path


def job(source: Path, name: str = "out.jsonl", **changes: object) -> Job:
    options = {"source": source, "output": source.parent / name, "workers": 1, "model": STANDIN, **changes}
    return Job(**options)  # type: ignore[arg-type]


def records(path: Path) -> list[dict[str, object]]:
    return [json.loads(row) for row in path.read_bytes().splitlines()]


def test_one_line_a_report_in_order(source: Path) -> None:
    summary = run_job(job(source))

    rows = records(source.parent / "out.jsonl")
    assert [(r["line"], r["id"]) for r in rows] == [(1, "r1"), (2, "r2"), (5, "r4"), (6, "r2-2"), (8, "r8")]
    assert (summary.coded, summary.failed) == (5, 2)


def test_an_id_told_twice_is_told(source: Path) -> None:
    run_job(job(source))

    issues = records(source.parent / "out.jsonl")[3]["issues"]
    assert [i["code"] for i in issues] == ["I018"]  # type: ignore[attr-defined]


def test_failures_are_kept_with_their_line(source: Path) -> None:
    run_job(job(source, errors=source.parent / "errors.jsonl"))

    rows = records(source.parent / "errors.jsonl")
    assert [(r["line"], r["code"]) for r in rows] == [(3, "I007"), (7, "I017")]
    assert rows[0]["where"] == f"{source}:3"


def test_progress_counts_up_to_the_whole_input(source: Path) -> None:
    steps: list[Step] = []
    run_job(job(source), steps.append)

    assert [s.coded + s.failed for s in steps] == [1, 2, 3, 4, 5, 6, 7]
    assert steps[-1].bytes_done + 1 == steps[-1].bytes_all  # the empty line is no report


@pytest.mark.slow
def test_any_number_of_workers_writes_the_same_bytes(source: Path) -> None:
    run_job(job(source, "one.jsonl"))
    run_job(job(source, "two.jsonl", workers=2))

    assert (source.parent / "one.jsonl").read_bytes() == (source.parent / "two.jsonl").read_bytes()


@pytest.mark.parametrize("kept", [0, 1, 3, 5])
@pytest.mark.parametrize("torn", [b"", b'{"id": "r'], ids=["whole", "torn"])
def test_resuming_gives_what_one_run_would_have_given(source: Path, kept: int, torn: bytes) -> None:
    run_job(job(source, "all.jsonl", errors=source.parent / "all.errors"))
    whole = (source.parent / "all.jsonl").read_bytes()
    partial = partial_path(source.parent / "out.jsonl")
    partial.write_bytes(b"".join(whole.splitlines(keepends=True)[:kept]) + torn)
    errors = source.parent / "out.errors"
    errors.write_bytes((source.parent / "all.errors").read_bytes())

    summary = run_job(job(source, resume=True, errors=errors))

    assert (source.parent / "out.jsonl").read_bytes() == whole
    assert errors.read_bytes() == (source.parent / "all.errors").read_bytes()
    assert summary.earlier == kept
    assert not partial.exists()


def test_resuming_a_finished_output_leaves_it(source: Path) -> None:
    run_job(job(source))
    whole = (source.parent / "out.jsonl").read_bytes()

    run_job(job(source, resume=True))

    assert (source.parent / "out.jsonl").read_bytes() == whole


@pytest.mark.parametrize(
    "foreign",
    [
        '{"id": "x"}\n',
        "not json\n",
        '{"line": 2, "id": "a"}\n{"line": 1, "id": "b"}\n',
        '{"line": 1, "id": "r1"}\n',
    ],
    ids=["no line", "no json", "out of order", "another report"],
)
def test_an_output_of_something_else_is_not_gone_on_with(source: Path, foreign: str) -> None:
    partial_path(source.parent / "out.jsonl").write_text(foreign)

    with pytest.raises(ConfigError, match=r"\[C006\]"):
        run_job(job(source, resume=True))


@pytest.mark.parametrize("before", [False, True], ids=["without", "with"])
def test_an_output_is_not_gone_on_with_other_mentions(source: Path, before: bool) -> None:
    run_job(job(source, mentions=before))

    with pytest.raises(ConfigError, match=r"\[C006\].*--mentions"):
        run_job(job(source, resume=True, mentions=not before))


def test_a_refused_resume_leaves_no_partial_beside_the_output(source: Path) -> None:
    output = source.parent / "out.jsonl"
    output.write_text('{"line": 1, "id": "r1"}\n')

    with pytest.raises(ConfigError, match=r"\[C006\]"):
        run_job(job(source, resume=True))

    assert not partial_path(output).exists()
    assert output.read_text() == '{"line": 1, "id": "r1"}\n'


def test_a_refused_resume_leaves_the_partial_as_it_was(source: Path) -> None:
    partial = partial_path(source.parent / "out.jsonl")
    partial.write_text('{"line": 1, "id": "r1"}\n{"line": 2, "i')

    with pytest.raises(ConfigError, match=r"\[C006\]"):
        run_job(job(source, resume=True))

    assert partial.read_text() == '{"line": 1, "id": "r1"}\n{"line": 2, "i'


@pytest.mark.parametrize("resume", [False, True], ids=["anew", "resumed"])
def test_an_empty_input_leaves_no_partial(tmp_path: Path, resume: bool) -> None:
    source = tmp_path / "in.jsonl"
    source.write_text("\n\n")

    with pytest.raises(InputError, match=r"\[I003\]"):
        run_job(job(source, resume=resume))

    assert not partial_path(tmp_path / "out.jsonl").exists()


def test_ctrl_c_leaves_whole_lines_and_says_how_to_go_on(source: Path) -> None:
    def stop(step: Step) -> None:
        if step.coded == 2:
            raise KeyboardInterrupt

    with pytest.raises(Interrupted, match=r"stopped after 2 reports.*--resume"):
        run_job(job(source), stop)

    assert not (source.parent / "out.jsonl").exists()
    assert [r["id"] for r in records(partial_path(source.parent / "out.jsonl"))] == ["r1", "r2"]


@pytest.mark.slow
def test_ctrl_c_ends_the_workers(source: Path) -> None:
    import multiprocessing

    def stop(step: Step) -> None:
        raise KeyboardInterrupt

    with pytest.raises(Interrupted):
        run_job(job(source, workers=2), stop)

    assert multiprocessing.active_children() == []


def test_a_report_that_breaks_the_reader_is_a_failure_of_its_own(tmp_path: Path) -> None:
    source = tmp_path / "in.jsonl"
    source.write_text(
        "\n".join([line(1), line(2, "This text is unreadable for the model here, alas."), line(3)])
    )

    summary = run_job(job(source, model=FRAGILE, errors=tmp_path / "errors.jsonl"))

    assert (summary.coded, summary.failed) == (2, 1)
    (row,) = records(tmp_path / "errors.jsonl")
    assert row["code"] == "M003"
    assert "ZeroDivisionError: planted" in str(row["message"])


@pytest.mark.slow
def test_a_report_that_kills_its_process_is_given_up_and_the_others_go_on(tmp_path: Path) -> None:
    source = tmp_path / "in.jsonl"
    source.write_text(
        "\n".join([line(1), line(2, "This deadly text ends the process that reads it."), line(3), line(4)])
    )

    summary = run_job(job(source, model=FRAGILE, workers=2, errors=tmp_path / "errors.jsonl"))

    assert [r["id"] for r in records(tmp_path / "out.jsonl")] == ["r1", "r3", "r4"]
    assert summary.failed == 1
    assert "died" in str(records(tmp_path / "errors.jsonl")[0]["message"])


def test_a_line_over_the_limit_is_passed_over(tmp_path: Path) -> None:
    from servanda.intake import Limits

    source = tmp_path / "in.jsonl"
    source.write_text("\n".join([line(1), line(2, "word " * 400), line(3)]))

    summary = run_job(job(source, limits=Limits(line_bytes=300), errors=tmp_path / "errors.jsonl"))

    assert (summary.coded, summary.failed) == (2, 1)
    assert records(tmp_path / "errors.jsonl")[0]["code"] == "I005"


@pytest.mark.parametrize("content", ["", "\n\n  \n"], ids=["nothing", "blank lines"])
def test_an_empty_input_is_named(tmp_path: Path, content: str) -> None:
    source = tmp_path / "in.jsonl"
    source.write_text(content)

    with pytest.raises(InputError, match=r"\[I003\]"):
        run_job(job(source))


@pytest.mark.parametrize(
    ("output", "code"), [(".", "C004"), ("no/such/out.jsonl", "C004"), ("in.jsonl", "C004")], ids=str
)
def test_an_output_that_cannot_be_is_named(source: Path, output: str, code: str) -> None:
    with pytest.raises(ConfigError, match=code):
        run_job(job(source, output))
