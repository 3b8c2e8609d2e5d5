"""Settings: four sources, each outranking the one before; nothing unknown, nothing impossible."""

from pathlib import Path

import pytest

from servanda.errors import ConfigError
from servanda.settings import Settings, load_settings


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def write(text: str, name: str = "servanda.toml") -> Path:
    Path(name).write_text(text, "utf-8")
    return Path(name)


def test_defaults() -> None:
    assert load_settings(environment={}) == Settings()


def test_later_sources_outrank_earlier_ones() -> None:
    write("threads = 2\nworkers = 2\nmodel = 'file'\n")
    env = {"SERVANDA_THREADS": "3", "SERVANDA_WORKERS": "3"}

    settings = load_settings(environment=env, workers=4)

    assert (settings.model, settings.threads, settings.workers) == ("file", 3, 4)


def test_the_file_in_the_folder_gives_way_to_the_one_named() -> None:
    write("threads = 2\n")
    other = write("threads = 3\n", "other.toml")

    assert load_settings(other, environment={}).threads == 3
    assert load_settings(environment={"SERVANDA_CONFIG": "other.toml"}).threads == 3


def test_limits_from_file_and_environment() -> None:
    write("[limits]\nseconds = 5\npages = 7\n")

    limits = load_settings(environment={"SERVANDA_LIMITS_PAGES": "9"}).limits

    assert (limits.seconds, limits.pages) == (5.0, 9)
    assert limits.words == Settings().limits.words


def test_what_is_not_named_changes_nothing() -> None:
    assert load_settings(environment={}, threads=None, model=None) == Settings()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("thread = 2", "unknown setting 'thread'"),
        ("[limits]\nsecond = 2", "unknown setting 'limits.second'"),
        ("threads = 'many'", "setting 'threads' has the value 'many'"),
        ("threads = true", "setting 'threads' has the value True"),
        ("threads = 1.5", "setting 'threads' has the value 1.5"),
        ("threads = 0", "setting 'threads' is 0"),
        ("model = 3", "setting 'model' has the value 3"),
        ("limits = 3", "unknown setting 'limits'"),
        ("[limits]\npages = -1", "setting 'limits.pages' is -1"),
        ("threads = ", "not valid TOML"),
    ],
)
def test_what_cannot_be_is_refused_with_its_source(text: str, said: str) -> None:
    write(text)

    with pytest.raises(ConfigError) as caught:
        load_settings(environment={})

    assert caught.value.code == "C001"
    assert caught.value.where == "servanda.toml"
    assert said in caught.value.message


def test_a_variable_that_is_no_setting_is_refused() -> None:
    with pytest.raises(ConfigError, match="unknown setting 'thread'"):
        load_settings(environment={"SERVANDA_THREAD": "2"})
