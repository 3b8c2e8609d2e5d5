"""The order of the stages for one report: Document -> Analysis -> Coding.

Each stage is a function from records to records; this module only says which comes after which.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol

from servanda.coding import code_commitments, code_events, code_figures, code_statements
from servanda.coding.listing import list_mentions
from servanda.coding.merge import merge_claims
from servanda.knowledge.own.active import using
from servanda.knowledge.own.records import OwnKnowledge
from servanda.language import (
    find_attributions,
    find_mentions,
    find_quantities,
    find_quotations,
    find_times,
    infer_written,
    judge_factuality,
    parse,
)
from servanda.language.model import ModelOutput
from servanda.model import Analysis, Coding, Document
from servanda.resolution import Doubt, resolve_mentions, resolve_places


class Annotator(Protocol):
    """What the pipeline needs of a language model: tags, trees and names for sentences given as words."""

    def annotate(self, sentences: Sequence[Sequence[str]]) -> list[ModelOutput]:
        """One output a sentence, in the same order."""


@dataclass(frozen=True, slots=True)
class Tools:
    """What is loaded once and used for every report.

    Attributes:
        model: of the language.
        doubt: when it stays open whom a mention means.
        knowledge: what the user knows better than the tables.
    """

    model: Annotator
    doubt: Doubt = field(default_factory=Doubt)
    knowledge: OwnKnowledge | None = None


def analyse(document: Document, tools: Tools) -> Analysis:
    """Read a document: trees, names, quotations, numbers, times, mentions with their actors, factuality."""
    with using(tools.knowledge):
        return _analyse(document, tools)


def _analyse(document: Document, tools: Tools) -> Analysis:
    analysis = parse(document, tools.model)
    analysis = replace(analysis, quotations=find_quotations(analysis), quantities=find_quantities(analysis))
    written, reasons = infer_written(analysis)
    analysis = replace(analysis, written=written, written_reasons=reasons)
    analysis = replace(analysis, timexes=find_times(analysis))
    analysis = find_mentions(analysis)
    analysis = resolve_places(resolve_mentions(analysis, tools.doubt))
    analysis = replace(analysis, attributions=find_attributions(analysis))
    return replace(analysis, factuality=judge_factuality(analysis))


def code_document(document: Document, tools: Tools, *, mentions: bool = False) -> Coding:
    """The record of one report, on request with all ``mentions`` of its text.

    A text that is not English is kept and not coded (``Document.issues`` says so).
    """
    if document.language not in (None, "en"):
        return Coding(document=document, issues=document.issues, mentions=() if mentions else None)
    with using(tools.knowledge):
        return _code(_analyse(document, tools), mentions=mentions)


def _code(analysis: Analysis, *, mentions: bool) -> Coding:
    document = analysis.document
    claims = merge_claims(
        analysis,
        code_events(analysis),
        code_statements(analysis),
        code_figures(analysis),
        code_commitments(analysis),
    )
    return Coding(
        document=document,
        events=claims.events,
        statements=claims.statements,
        figures=claims.figures,
        commitments=claims.commitments,
        rejections=claims.rejections,
        written=analysis.written,
        written_reasons=analysis.written_reasons,
        issues=document.issues,
        mentions=list_mentions(analysis, claims.statements) if mentions else None,
    )
