import io

import pytest

from servanda.errors import InputError
from servanda.intake import Limits, read_pdf
from servanda.model import Span

PAGE = [
    "Envoys meet in Vienna",
    "",
    "The two envoys met in Vienna on Monday and said that their govern-",
    "ments had agreed on a border that both of them would respect for the",
    "next ten years.",
    "They will meet again in a month, when maps will be laid on the table and",
    "read line by line.",
]


def make_pdf(*pages, head=None, **encryption):
    reportlab = pytest.importorskip("reportlab.pdfgen.canvas")
    out = io.BytesIO()
    canvas = reportlab.Canvas(out, pagesize=(612, 792), **encryption)
    for number, lines in enumerate(pages, 1):
        rows = [f"{head} {number}", *lines] if head else lines
        for row, words in enumerate(rows):
            canvas.drawString(72, 740 - 16 * row, words)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def test_a_divided_word_is_joined_and_lines_make_paragraphs():
    document = read_pdf(make_pdf(PAGE))
    assert "their governments had agreed" in document.text
    assert "respect for the next ten years." in document.text
    assert document.text.endswith("read line by line.")
    assert document.media_type == "application/pdf"


def test_words_lead_back_to_the_text_layer():
    document = read_pdf(make_pdf(PAGE))
    at = document.text.index("governments")
    found = document.offsets.to_original(Span(at, at + 11)).of(document.original)
    assert found.startswith("govern")
    assert found.endswith("ments")


def test_running_heads_and_page_numbers_are_taken_out():
    document = read_pdf(make_pdf(PAGE, PAGE, PAGE, head="The Example Times"))
    assert "Example Times" not in document.text
    assert ("running head", "The Example Times 1") in document.removed


def test_later_pages_are_left_out_and_told():
    document = read_pdf(make_pdf(PAGE, PAGE, PAGE), limits=Limits(pages=2))
    assert [issue.code for issue in document.issues] == ["I019"]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        pytest.param(b"%PDF-1.4\nno more", "I009", id="damaged"),
        pytest.param(b"", "I009", id="empty"),
    ],
)
def test_what_cannot_be_opened(data, code):
    with pytest.raises(InputError) as caught:
        read_pdf(data)
    assert caught.value.code == code


def test_pages_without_words():
    with pytest.raises(InputError) as caught:
        read_pdf(make_pdf([]))
    assert caught.value.code == "I008"
    assert "text recognition" in caught.value.remedy


def test_a_password():
    with pytest.raises(InputError) as caught:
        read_pdf(make_pdf(PAGE, encrypt="secret"))
    assert caught.value.code == "I009"
    assert "password" in caught.value.message


def test_a_pdf_cut_in_the_middle_is_read_or_told():
    data = make_pdf(PAGE)
    try:
        assert read_pdf(data[: len(data) * 2 // 3]).text
    except InputError as error:
        assert error.code in ("I008", "I009")  # noqa: PT017 - either is right
