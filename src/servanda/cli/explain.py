"""``servanda explain``: why a report was read as it was, or why a record joined and judged as it did."""

from __future__ import annotations

import json as jsonlib
from typing import TYPE_CHECKING, Annotated, Any

import typer

from servanda.cli.options import Config, Knowledge, Model, Threads, settings_from
from servanda.cli.record_options import AsOf, RecordOption
from servanda.errors import InputError, Issue

if TYPE_CHECKING:
    from rich.console import Console

    from servanda.api import Explanation
    from servanda.model import Claim, Span


def explain(
    source: Annotated[
        str, typer.Argument(metavar="FILE|ID", help="A report, as for read; with a record, an id of it.")
    ],
    claim: Annotated[
        str | None, typer.Option("--claim", metavar="ID", help="One claim: its number, or how its id begins.")
    ] = None,
    trees: Annotated[bool, typer.Option("--trees/--no-trees", help="Draw the sentences' trees.")] = True,
    json: Annotated[bool, typer.Option("--json", help="Print it as JSON, one line a report.")] = False,
    config: Config = None,
    model: Model = None,
    threads: Threads = None,
    knowledge: Knowledge = None,
    record: RecordOption = None,
    as_of: AsOf = None,
) -> None:
    """Show why: a claim's rule, spans, reasons and tree; or why a record joined, chose, judged as it did."""
    from servanda.cli.explain_record import explain_record, means_record

    if means_record(source, record):
        explain_record(source, record, as_of, json=json)
        return
    from servanda import api
    from servanda.cli.terminal import make_console, tell_issue

    settings = settings_from(config, model, threads, knowledge=knowledge)
    console = make_console()
    count = shown = failed = 0

    def on_issue(issue: Issue) -> None:
        nonlocal failed
        failed += 1
        tell_issue(issue)

    for one in api.explain(source, settings=settings, on_issue=on_issue):
        count += 1
        if json:
            typer.echo(jsonlib.dumps(_as_json(one, claim), ensure_ascii=False).encode("utf-8", "replace"))
            shown += 1
        else:
            shown += _show(console, one, claim, trees=trees)
    if claim is not None and count and not shown:
        remedy = "see the ids with 'servanda read --json'"
        raise InputError("I022", f"no claim {claim!r} in it", where=source, remedy=remedy)
    if failed:
        raise typer.Exit(1 if count else 4)


def _chosen(one: Explanation, wanted: str | None) -> list[tuple[int, str, Claim]]:
    """Number, id and claim of those wanted."""
    from servanda.model.json import claim_id

    coding = one.coding
    claims: tuple[Claim, ...] = (*coding.events, *coding.statements, *coding.figures, *coding.commitments)
    named = [(n, claim_id(coding.document, c), c) for n, c in enumerate(claims, 1)]
    if wanted is None:
        return named
    return [(n, i, c) for n, i, c in named if str(n) == wanted or i.lower().startswith(wanted.lower())]


def _as_json(one: Explanation, wanted: str | None) -> dict[str, Any]:
    from servanda.model.json import to_json

    record = to_json(one.coding, rejections=True)
    kept = {i for _, i, _ in _chosen(one, wanted)}
    for kind in ("events", "statements", "figures", "commitments"):
        record[kind] = [c for c in record[kind] if c["id"] in kept]
    return record


def _show(console: Console, one: Explanation, wanted: str | None, *, trees: bool) -> int:
    """Print what is wanted of one report; how many claims that were."""
    from rich.text import Text

    from servanda.cli.terminal import STYLES, clean
    from servanda.presenting.candidates import tell_candidates
    from servanda.presenting.cards import link_words, make_cards

    chosen = _chosen(one, wanted)
    document = one.coding.document
    if not chosen and wanted is not None:
        return 0
    console.print(Text(clean(document.title or document.id), style="bold"))
    for reason in one.coding.written_reasons:
        console.print(Text(clean(f"dated: {reason}"), style="dim"))
    cards = {card.number: card for card in make_cards(one.coding)}
    drawn: set[int] = set()
    for number, name, claim in chosen:
        card = cards[number]
        made = claim.provenance
        console.print()
        console.print(
            Text.assemble(
                (f"{number} {name}  ", "dim"),
                (f"{card.label}  ", f"bold {STYLES[card.kind]}"),
                clean(card.title),
            )
        )
        console.print(Text(clean("   " + " · ".join(card.facts)), style="dim"))
        for span, words in zip(made.evidence, card.quotes(document.text), strict=True):
            console.print(Text(clean(f"   [{span.start}, {span.end})  {words}")))
        console.print(Text(f"   rule     {made.coder}, score {made.score:.2f}"))
        for reason in made.reasons:
            console.print(Text(clean(f"   because  {reason}")))
        for field, span in made.fields:
            console.print(Text(clean(f"   {field:8} “{span.of(document.text)}” [{span.start}, {span.end})")))
        for line in tell_candidates(one.analysis, claim):
            console.print(Text(clean(f"   {line}")))
        if made.chain:
            links = " → ".join(link_words(link, document.text) for link in made.chain)
            vouched = "the report vouches for it" if made.vouched else "the report does not vouch for it"
            console.print(Text(clean(f"   told by  {links}; {vouched}")))
        if trees:
            _show_trees(console, one, made.evidence, drawn, again=wanted is not None)
    _show_rejections(console, one, chosen if wanted is not None else None)
    return len(chosen)


def _show_trees(
    console: Console, one: Explanation, spans: tuple[Span, ...], drawn: set[int], *, again: bool
) -> None:
    """The trees of the sentences that hold ``spans``; each once unless a claim was asked for by name."""
    from rich.text import Text

    from servanda.cli.terminal import clean
    from servanda.cli.trees import draw

    for sentence in one.analysis.sentences:
        if sentence.index in drawn and not again:
            continue
        if any(span.start < sentence.end and sentence.start < span.end for span in spans):
            drawn.add(sentence.index)
            console.print(Text(f"   sentence {sentence.index + 1}", style="dim"))
            for row in draw(one.analysis, sentence):
                console.print(Text(clean(f"   {row}"), style="dim"), soft_wrap=True)


def _show_rejections(console: Console, one: Explanation, chosen: list[tuple[int, str, Claim]] | None) -> None:
    """What rules proposed and others took back: all of it, or what touches the chosen claims' words."""
    from rich.text import Text

    from servanda.cli.terminal import clean

    spans = None if chosen is None else [s for _, _, c in chosen for s in c.provenance.evidence]
    told = [r for r in one.coding.rejections if spans is None or any(r.span.overlaps(s) for s in spans)]
    if not told:
        return
    console.print()
    console.print(Text(f"Rejected ({len(told)})", style="bold"))
    for rejection in told:
        words = " ".join(rejection.span.of(one.coding.document.text).split())
        line = f"   {rejection.kind}: “{words}” by {rejection.coder}: {rejection.reason}"
        console.print(Text(clean(line)))
