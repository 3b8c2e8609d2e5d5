"""Puts the coders' claims together, each with the chain by which the report has it, in a fixed order."""

from __future__ import annotations

from servanda.coding.attribution_chain import ChainReader, add_chains
from servanda.model import Analysis, Claims


def merge_claims(analysis: Analysis, *parts: Claims) -> Claims:
    """All claims of ``parts``, each kind ordered by where its first evidence stands."""
    reader = ChainReader(analysis)
    events = sorted((c for p in parts for c in p.events), key=lambda c: (c.provenance.evidence[0], c.type))
    statements = sorted((c for p in parts for c in p.statements), key=lambda c: c.provenance.evidence[0])
    figures = sorted(
        (c for p in parts for c in p.figures), key=lambda c: (c.provenance.evidence[0], c.measure)
    )
    commitments = sorted(
        (c for p in parts for c in p.commitments), key=lambda c: (c.provenance.evidence[0], c.act)
    )
    return Claims(
        events=add_chains(reader, events),
        statements=add_chains(reader, statements),
        figures=add_chains(reader, figures),
        commitments=add_chains(reader, commitments),
        rejections=tuple(sorted((c for p in parts for c in p.rejections), key=lambda c: (c.span, c.coder))),
    )
