"""The command as a whole: help, version, exit codes, one line an error."""

from pathlib import Path

import pytest
from tests.conftest import Run

from servanda import __version__
from servanda.cli.main import EXIT_CODES, app
from servanda.errors import ServandaError

COMMANDS = ("read", "code", "evaluate", "explain", "doctor")


def test_help_names_every_command(servanda: Run) -> None:
    done = servanda("--help")

    assert done.returncode == 0
    assert all(f"  {command} " in done.stdout for command in COMMANDS)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_and_option_has_help(command: str) -> None:
    import typer.main

    group = typer.main.get_command(app)
    found = group.commands[command]

    assert found.help
    assert all(getattr(p, "help", None) for p in found.params)


def test_version(servanda: Run) -> None:
    assert servanda("--version").stdout == f"servanda {__version__}\n"


def test_every_class_of_errors_has_an_exit_code() -> None:
    assert set(EXIT_CODES) == set(ServandaError.__subclasses__())


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("read",), 2, "Missing argument"),
        (("fly",), 2, "No such command"),
        (("read", "--config", "none.toml", "x"), 3, "[C001] none.toml: cannot be read"),
        (("read", "x", "--threads", "0"), 3, "[C001] command: setting 'threads' is 0"),
        (("read", "nowhere.txt"), 4, "[I001] nowhere.txt: nothing at this path"),
        (("code", "nowhere.jsonl", "-o", "out.jsonl"), 4, "[I001] nowhere.jsonl: nothing at this path"),
        (("evaluate", "nowhere"), 4, "[I001] nowhere: nothing at this path"),
    ],
    ids=["no source", "no command", "no settings file", "bad option", "no report", "no input", "no gold"],
)
def test_each_mistake_has_its_exit_code_and_line(
    servanda: Run, words: tuple[str, ...], code: int, said: str
) -> None:
    done = servanda(*words)

    assert done.returncode == code
    assert said in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("model", "code", "said"),
    [
        ("tests.standin:Nobody", 3, "[C001] model 'tests.standin:Nobody' cannot be loaded"),
        ("tests.standin:Useless", 3, "[C001] model 'tests.standin:Useless' has no method 'annotate'"),
        ("no_such_folder", 5, "[M002] no_such_folder/model.onnx: model file is missing"),
    ],
    ids=["no class", "no model", "no folder"],
)
def test_a_wrong_model_is_named(servanda: Run, model: str, code: int, said: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Alland attacked Borland on Monday.")

    done = servanda("read", "a.txt", SERVANDA_MODEL=model)

    assert done.returncode == code
    assert said in done.stderr


def test_a_bug_is_one_line_and_debug_shows_the_rest(servanda_process: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("This sentence is unreadable, alas, for the model that is used here.")

    plain = servanda_process("read", "a.txt", SERVANDA_MODEL="tests.standin:Fragile")
    debug = servanda_process("read", "a.txt", "--debug", SERVANDA_MODEL="tests.standin:Fragile")

    assert plain.returncode == debug.returncode == 4
    assert "[M003] a-" in plain.stderr
    assert "Traceback" not in plain.stderr
    assert "Traceback" in debug.stderr


def test_help_imports_nothing_heavy() -> None:
    import subprocess
    import sys

    check = (
        "import sys; import servanda.cli.main; "
        "print([m for m in ('numpy', 'onnxruntime', 'trafilatura', 'httpx2', 'yaml') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", check], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "[]"
