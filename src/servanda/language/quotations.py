from __future__ import annotations

from servanda.model import *  # placeholder: to be replaced by its owner


def find_quotations(analysis: Analysis) -> tuple[Quotation, ...]:
    return ()
