from __future__ import annotations

from servanda.model import *  # placeholder: to be replaced by its owner


def find_quantities(analysis: Analysis) -> tuple[Quantity, ...]:
    return ()
