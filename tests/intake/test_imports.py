"""What is slow to load is loaded only for inputs that need it."""

import subprocess
import sys

import pytest

HEAVY = (
    "trafilatura",
    "lxml",
    "httpx2",
    "pypdfium2",
    "py3langid",
    "ftfy",
    "charset_normalizer",
    "numpy",
    "simplemma",
)


def loaded_after(code):
    script = f"import sys\n{code}\nprint(*sorted(m for m in {HEAVY!r} if m in sys.modules))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    return set(done.stdout.split())


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        pytest.param("import servanda.intake", set(), id="the package"),
        pytest.param(
            "from servanda.intake import read_text\n"
            "read_text('The two envoys met in Vienna on Monday and said that the talks would go on.')",
            set(),
            id="plain text",
        ),
    ],
)
def test_light(code, expected):
    assert loaded_after(code) == expected
