from __future__ import annotations

from servanda.model import *  # placeholder: to be replaced by its owner


def code_figures(analysis: Analysis) -> Claims:
    return Claims()
