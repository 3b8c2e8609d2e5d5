"""Why a view of a record is as it is, as blocks: what ``servanda explain ID`` prints."""

from __future__ import annotations

from typing import Any

from servanda.model.asking import Why
from servanda.presenting.blocks import Block, Row, Told, bare, cited, quoted, those
from servanda.presenting.view_words import account_words

MOST = 3
"""Quotes under a reason."""


def why_blocks(why: Why, told: Told) -> list[Block]:
    """One block for each thing explained, reason by reason, with the words each rests on."""
    blocks: list[Block] = []
    for what, reasons in why.about:
        rows: list[Row] = []
        for reason in reasons:
            rows.append(Row("because", bare(reason.words)))
            accounts = those(reason.accounts, told)
            for account in accounts[:MOST]:
                rows.append(Row("", quoted((account.quotes or (account.context,))[0]), "quote"))
                rows.append(Row("", f"{cited(account)} {account.id}", "faint"))
            if len(accounts) > MOST:
                rows.append(Row("", f"and {len(accounts) - MOST} more accounts", "faint"))
        blocks.append(Block(why.id, what, tuple(rows)))
    return blocks or [Block(why.id, "nothing was joined, chosen or judged for it")]


def why_json(why: Why, told: Told) -> dict[str, Any]:
    """``id`` and ``about``: a list of ``{what, because: [{words, told}]}``."""
    return {
        "id": why.id,
        "about": [
            {
                "what": what,
                "because": [
                    {"words": r.words, "told": [account_words(a) for a in those(r.accounts, told)]}
                    for r in reasons
                ],
            }
            for what, reasons in why.about
        ],
    }
