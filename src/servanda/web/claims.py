"""A claim as the page shows it: its fields, and where in the text their words are."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import fields
from typing import Any

from servanda.model.account import Account
from servanda.model.days import iso_of
from servanda.model.span import Span
from servanda.model.view_json import view_to_json
from servanda.presenting.view_words import account_words


def claim_shown(
    account: Account, groups: Mapping[str, Sequence[str]], judged: Collection[str]
) -> dict[str, Any]:
    """See :class:`servanda.model.shapes_of_things.ClaimShown`.

    Args:
        account: the claim as its report tells it.
        groups: ids of what each account is in.
        judged: ids of what people decided about.
    """
    claim, made = account.claim, account.claim.provenance
    words = account_words(account)
    own = {
        f.name: view_to_json(getattr(claim, f.name))
        for f in fields(claim)
        if f.name not in ("provenance", "kind")
    }
    return {
        "id": account.id,
        "kind": claim.kind,
        **{key: words[key] for key in ("report", "outlet", "reported")},
        "of": view_to_json(account.report),
        **{key: words[key] for key in ("by", "day", "quote")},
        "quotes": list(account.quotes),
        "context": account.context,
        "position": account.position,
        "fields": own,
        "spans": [_pair(span) for span in made.evidence],
        "field_spans": {name: _pair(span) for name, span in made.fields},
        "coder": made.coder,
        "score": made.score,
        "reasons": list(made.reasons),
        "chain": [
            {
                "source": str(link.source) if link.source else None,
                "stance": link.stance,
                "words": _pair(link.words) if link.words else None,
            }
            for link in made.chain
        ],
        "vouched": made.vouched,
        "when": iso_of(account.when),
        "where": view_to_json(account.where),
        "actor_ids": list(account.actor_ids),
        "recipient_ids": list(account.recipient_ids),
        "groups": list(groups.get(account.id, ())),
        "judged": account.id in judged,
    }


def _pair(span: Span) -> list[int]:
    return [span.start, span.end]
