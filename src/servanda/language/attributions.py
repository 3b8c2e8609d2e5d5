from __future__ import annotations

from servanda.model import *  # placeholder: to be replaced by its owner


def find_attributions(analysis: Analysis) -> tuple[Attribution, ...]:
    return ()
