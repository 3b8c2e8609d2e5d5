"""The records: frozen, standard library only. Stages add records and edit none."""

from servanda.model.actor import Actor
from servanda.model.analysis import (
    Analysis,
    Attribution,
    Chain,
    Entity,
    EntityType,
    Factuality,
    Mention,
    Quantity,
    Quotation,
    Sentence,
    Status,
    Timex,
    Token,
    index_children,
)
from servanda.model.claim import (
    Claim,
    Claims,
    Commitment,
    Event,
    Figure,
    Force,
    Provenance,
    Rejection,
    Renewal,
    Statement,
)
from servanda.model.coding import Coding
from servanda.model.document import Dateline, Document, OffsetMap
from servanda.model.span import Span

__all__ = [
    "Actor",
    "Analysis",
    "Attribution",
    "Chain",
    "Claim",
    "Claims",
    "Coding",
    "Commitment",
    "Dateline",
    "Document",
    "Entity",
    "EntityType",
    "Event",
    "Factuality",
    "Figure",
    "Force",
    "Mention",
    "OffsetMap",
    "Provenance",
    "Quantity",
    "Quotation",
    "Rejection",
    "Renewal",
    "Sentence",
    "Span",
    "Statement",
    "Status",
    "Timex",
    "Token",
    "index_children",
]
