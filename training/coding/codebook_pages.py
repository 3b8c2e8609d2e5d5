"""Write the codebook's pages, ``docs/codebook/TYPE.md``, from the rule files.

usage: python training/coding/codebook_pages.py [--check]

With ``--check`` nothing is written; the exit code is 1 if a page is not what the rules say.
"""

from __future__ import annotations

import sys
from pathlib import Path

from servanda.codebook import EventType, Rule, Trigger, event_types

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "codebook"


def page(kind: EventType) -> str:
    """The page of one type, in Markdown."""
    lines = [f"# {kind.name}", "", kind.definition, "", f"Quad class: {kind.quad}.", ""]
    if kind.ambiguities:
        lines += [f"Easily taken for others: {' '.join(kind.ambiguities.split())}", ""]
    if kind.modes:
        lines += [
            "| mode | meaning |",
            "|---|---|",
            *(f"| `{name}` | {text} |" for name, text in kind.modes),
            "",
        ]
    lines += ["## Rules", "", "| rule | mode | roles | needs | example |", "|---|---|---|---|---|"]
    lines += [_row(rule) for rule in kind.rules]
    lines += ["", "## Words", ""]
    for rule in kind.rules:
        words = ", ".join(_phrase(t) for t in kind.triggers if t.rule is rule)
        lines.append(f"* `{rule.name}`: {words}")
    return "\n".join(lines) + "\n"


def _row(rule: Rule) -> str:
    needs = "; ".join(need.replace("|", " or ") for need in rule.needs)
    return f"| `{rule.name}` | {rule.mode or ''} | {rule.roles.name} | {needs} | {rule.example} |"


def _phrase(trigger: Trigger) -> str:
    before, after = (trigger.words, ()) if trigger.kind == "noun" else ((), trigger.words)
    words = [*before, trigger.lemma, *after, *([f"+{trigger.object}"] if trigger.object else [])]
    return " ".join(words)


def main() -> int:
    """Command line."""
    stale = []
    for kind in event_types():
        path = FOLDER / f"{kind.name}.md"
        text = page(kind)
        if not path.exists() or path.read_text("utf-8") != text:
            stale.append(path.name)
            if "--check" not in sys.argv:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text, "utf-8")
    print(f"{len(stale)} pages {'stale' if '--check' in sys.argv else 'written'}: {', '.join(stale)}")
    return int("--check" in sys.argv and bool(stale))


if __name__ == "__main__":
    sys.exit(main())
