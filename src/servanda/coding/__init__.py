"""Claims out of an analysed document, after the codebook: events, statements, figures, commitments."""

from servanda.coding.commitments import code_commitments
from servanda.coding.events import code_events
from servanda.coding.figures import code_figures
from servanda.coding.statements import code_statements

__all__ = ["code_commitments", "code_events", "code_figures", "code_statements"]
