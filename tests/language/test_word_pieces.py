"""Our word pieces against the library's, word for word."""

import json
import shutil

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tokenizers import Tokenizer

from servanda.language.model import WEIGHTS
from servanda.language.word_pieces import WordPieces

pytestmark = pytest.mark.weights
FILE = WEIGHTS / "tokenizer.json"

WORDS = [
    "Armenia",
    "n't",
    "Kajaran–Meghri",
    "1,500-strong",
    "Erdoğan",
    "ΟΔΟΣ",
    "北京市",
    "«Граница»",
    "x\u200by",
    "a\tb",
    "\x1f",
    "\x85",
    "🙂",
    "w" * 101,
    "",
]


@pytest.fixture(scope="module")
def library() -> Tokenizer:
    found = Tokenizer.from_file(str(FILE))
    found.no_truncation()
    found.no_padding()
    return found


@pytest.fixture(scope="module")
def ours() -> WordPieces:
    return WordPieces.read(FILE)


@pytest.mark.parametrize("word", WORDS)
def test_same_as_the_library(word, library, ours):
    assert ours.split(word) == library.encode([word], is_pretokenized=True, add_special_tokens=False).ids


# Scripts whose characters are old: the library knows an older Unicode than Python does.
@given(
    word=st.text(
        st.characters(max_codepoint=0x52F) | st.characters(min_codepoint=0x1E00, max_codepoint=0x204F)
    )
)
def test_same_for_any_word(word, library, ours):
    assert ours.split(word) == library.encode([word], is_pretokenized=True, add_special_tokens=False).ids


def test_a_file_of_another_kind_is_refused(tmp_path):
    other = tmp_path / "tokenizer.json"
    shutil.copy(FILE, other)
    raw = json.loads(other.read_text("utf-8"))
    raw["model"]["type"] = "BPE"
    other.write_text(json.dumps(raw), "utf-8")
    with pytest.raises(ValueError, match="word pieces"):
        WordPieces.read(other)
