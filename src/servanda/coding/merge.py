"""Puts the coders' claims together and into a fixed order."""

from __future__ import annotations

from servanda.model import Analysis, Claims


def merge_claims(analysis: Analysis, *parts: Claims) -> Claims:
    """All claims of ``parts``, each kind ordered by where its first evidence stands."""
    del analysis
    return Claims(
        events=tuple(
            sorted((c for p in parts for c in p.events), key=lambda c: (c.provenance.evidence[0], c.type))
        ),
        statements=tuple(
            sorted((c for p in parts for c in p.statements), key=lambda c: c.provenance.evidence[0])
        ),
        figures=tuple(
            sorted((c for p in parts for c in p.figures), key=lambda c: (c.provenance.evidence[0], c.measure))
        ),
        commitments=tuple(
            sorted((c for p in parts for c in p.commitments), key=lambda c: (c.provenance.evidence[0], c.act))
        ),
        rejections=tuple(sorted((c for p in parts for c in p.rejections), key=lambda c: (c.span, c.coder))),
    )
