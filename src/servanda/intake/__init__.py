"""Intake: from bytes, files, folders and addresses to :class:`~servanda.model.Document`.

Only what a source needs is imported: plain text reads without trafilatura, pypdfium2 or httpx2.
"""

from servanda.intake.limits import Limits
from servanda.intake.pages import read_html
from servanda.intake.pdfs import read_pdf
from servanda.intake.plain import read_text
from servanda.intake.records import read_jsonl
from servanda.intake.sources import read_source
from servanda.intake.web import Fetcher, Page

__all__ = ["Fetcher", "Limits", "Page", "read_html", "read_jsonl", "read_pdf", "read_source", "read_text"]
