"""Trees of headlines and of text without commas, put right before anything reads them.

"Bomb Kills 3, Wounds 20" has a verb that parsers take for a noun; in "… killing nine a monitoring group said"
and "Raid Kills Four in Bergen Monitor" whoever tells it is hung on what he tells, and would be its victim.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from servanda.model import Token

WOUNDS: Final = {
    "wound": "wound",
    "wounds": "wound",
    "injure": "injure",
    "injures": "injure",
    "hurt": "hurt",
    "hurts": "hurt",
}
"""Forms of verbs that headlines set beside "kills" with nothing but a number, with their lemmas."""
COSTING: Final = frozenset({"kill", "injure", "wound", "hurt"})
PARTICIPLES: Final = frozenset({"killed", "injured", "wounded", "hurt"})
TOLL: Final = 8
"""Words within which the second of two tolls is told."""
TELLING: Final = frozenset({"say", "report"})
TELLERS: Final = frozenset(
    {"monitor", "watchdog", "activist", "agency", "source", "official", "ngo", "witness"}
)
"""Nouns for those who tell, as headlines put them behind what they tell."""
NOMINAL: Final = frozenset({"NOUN", "PROPN"})
MISPLACED: Final = frozenset({"acl", "acl:relcl", "conj", "parataxis", "advcl", "dep", "ccomp"})
"""Relations by which a report at the end of its sentence is hung on what it reports."""


def repair_trees(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """The tokens of one sentence with heads, relations and tags as the order of the words shows them.

    Heads are those of the document; ``tokens`` are all of the sentence, in order. A repair after which the
    heads made no tree is not kept: the parser may have hung things in ways that no repair foresees.
    """
    kept = tuple(tokens)
    if not kept:
        return ()
    base, words = kept[0].index, range(len(kept))
    repairs = (_two_tolls, _wounding, _told_at_the_end, _told_by_a_bare_noun)
    steps = [(repair, i) for repair in repairs for i in words]
    for repair, at in (*steps, (_headline_teller, words[-1])):
        row = list(kept)
        repair(row, base, at)
        if tuple(row) != kept and _is_tree(row, base):
            kept = tuple(row)
    return kept


def _is_tree(row: Sequence[Token], base: int) -> bool:
    """Whether every word hangs, by whatever is above it, on one that hangs on nothing in the sentence."""
    hung: set[int] = set()
    for start in range(len(row)):
        path = []
        at = start
        while 0 <= at < len(row) and at not in hung:
            if at in path:
                return False
            path.append(at)
            at = row[at].head - base
        hung.update(path)
    return True


def _two_tolls(row: list[Token], base: int, i: int) -> None:
    """Make two passives of "Eight civilians killed 30 others injured", of which neither has an object."""
    killed = row[i]
    if killed.lemma not in COSTING or killed.upos != "VERB" or i + 2 >= len(row) or row[i + 1].upos != "NUM":
        return
    hurt = next((k for k in range(i + 2, min(len(row), i + TOLL)) if row[k].upos == "VERB"), -1)
    if hurt < 0 or row[hurt].lemma not in COSTING or row[hurt].text.lower() not in PARTICIPLES:
        return
    sufferers = [k for k in range(i + 1, hurt) if row[k].upos in {*NOMINAL, "NUM"} or row[k].lemma == "other"]
    doers = [k for k in range(i) if row[k].head == base + i and row[k].deprel.startswith("nsubj")]
    if (
        not sufferers
        or sufferers[-1] != hurt - 1
        or len(doers) != 1
        or any(t.upos == "PUNCT" for t in row[i:hurt])
    ):
        return
    if not any(t.upos == "NUM" and base + doers[0] in (t.index, t.head) for t in row[:i]):
        return
    other = hurt - 1
    row[doers[0]] = replace(row[doers[0]], deprel="nsubj:pass")
    row[i] = replace(killed, xpos="VBN")
    for k in range(i + 1, other):
        if row[k].head == base + i or row[k].head == base + hurt:
            row[k] = replace(row[k], head=base + other)
    row[other] = replace(row[other], head=base + hurt, deprel="nsubj:pass")
    row[hurt] = replace(row[hurt], head=base + i, deprel="conj", xpos="VBN")


def _wounding(row: list[Token], base: int, i: int) -> None:
    """Make a verb of "wounds" between two numbers after "kills"."""
    token = row[i]
    lemma = WOUNDS.get(token.text.lower())
    if lemma is None or token.upos == "VERB" or i + 1 == len(row) or row[i + 1].upos != "NUM":
        return
    kills = [k for k in range(i) if row[k].lemma == "kill" and row[k].upos == "VERB"]
    if not kills or not any(row[k].upos == "NUM" for k in range(kills[-1] + 1, i)):
        return
    kill = kills[-1]
    for k in range(kill + 1, len(row)):
        if row[k].head == base + i and k < i and row[k].upos == "NUM":
            row[k] = replace(row[k], head=base + kill, deprel="obj")
    row[i] = replace(token, upos="VERB", xpos="VBZ", lemma=lemma, head=base + kill, deprel="conj")
    row[i + 1] = replace(row[i + 1], head=base + i, deprel="obj")


def _told_at_the_end(row: list[Token], base: int, verb: int) -> None:
    """Make the noun right before a report that ends its sentence the subject of that report."""
    token = row[verb]
    if token.lemma not in TELLING or token.head < base or token.deprel not in MISPLACED:
        return
    perfect = token.xpos == "VBN" and verb > 1 and row[verb - 1].lemma == "have"
    if not (token.xpos == "VBD" or perfect):
        return
    teller = verb - 2 if perfect else verb - 1
    after = row[verb + 1] if verb + 1 < len(row) else None
    if (
        teller < 3
        or row[teller].upos not in NOMINAL
        or (after is not None and after.upos not in {"ADP", "PUNCT"})
    ):
        return
    if any(
        t.head == base + verb and (t.deprel == "ccomp" or t.deprel.startswith("nsubj")) for t in row[:teller]
    ):
        return
    if any(t.head == base + verb and t.deprel == "ccomp" for t in row[verb + 1 :]):
        return
    first = teller
    while (
        first > 0
        and _is_below(row, base, first - 1, teller)
        and row[first - 1].upos not in {"NUM", "CCONJ", "ADP"}
    ):
        first -= 1
        if row[first].upos == "DET":
            break
    before = row[first - 1] if first else None
    own = row[teller].head == base + verb
    if (
        before is None
        or before.upos not in {*NOMINAL, "NUM"}
        or not any(t.upos == "VERB" for t in row[:first])
    ):
        return
    if own and not any(t.head == base + teller for t in row[:first]):
        return
    for k in range(first):
        if row[k].head == base + teller:  # "and nine" of "and nine others local activists have reported"
            there = base + first - 1
            row[k] = (
                replace(row[k], head=there) if k < first - 1 else replace(row[k], head=_up(row, base, teller))
            )
    root = next(t.index for t in row if t.head < 0 or not base <= t.head < base + len(row))
    for k in range(verb + 1, len(row)):
        if row[k].deprel == "obl" and base <= row[k].head < base + first:
            row[k] = replace(row[k], head=root)  # "said in the second raid": none of the clause before it
    row[teller] = replace(row[teller], head=base + verb, deprel="nsubj")
    row[verb] = replace(token, head=root, deprel="parataxis")


def _told_by_a_bare_noun(row: list[Token], base: int, verb: int) -> None:
    """Make the monitor of "… leaving nine dead a monitor said" the subject of what it said."""
    token, teller = row[verb], verb - 1
    if token.lemma not in TELLING or token.xpos != "VBD" or token.head >= base or teller < 3:
        return
    hung = {t.deprel: t.index for t in row if t.head == base + verb}
    bare = row[teller].lemma in TELLERS and row[teller].deprel in {"obj", "obl", "nmod", "conj", "appos"}
    if (
        bare
        and row[teller - 1].upos == "DET"
        and "nsubj" not in hung
        and hung.get("ccomp", base + verb) < base + teller
    ):
        row[teller] = replace(row[teller], head=base + verb, deprel="nsubj")


def _is_below(row: Sequence[Token], base: int, at: int, top: int) -> bool:
    """Whether a word hangs on another, directly or through words between the two ("al - Noor TV")."""
    while at < row[at].head - base <= top or row[at].deprel in {"flat", "punct"}:
        at = row[at].head - base
        if at == top:
            return True
    return False


def _up(row: Sequence[Token], base: int, teller: int) -> int:
    """What the teller hung on before, unless that is the report itself."""
    head = row[teller].head
    return head if head >= 0 else base


def _headline_teller(row: list[Token], base: int, last: int) -> None:
    """Part a bare noun for whoever tells it from the end of a headline: "… Fighting Kurds Monitor"."""
    while last > 0 and row[last].upos == "PUNCT":
        last -= 1
    teller = row[last]
    if last < 4 or teller.text.lower() not in TELLERS or teller.upos not in NOMINAL or teller.head < base:
        return
    before = row[last - 1]
    if before.upos not in {*NOMINAL, "NUM"} or not any(t.upos == "VERB" for t in row[:last]):
        return
    held = [k for k in range(last) if row[k].head == teller.index]
    if any(row[k].upos in {"DET", "ADJ", "ADP"} for k in held):
        return
    for k in held:
        row[k] = replace(row[k], head=teller.head, deprel=teller.deprel)
    owner = row[last - 2]
    if held and owner.upos == "PROPN" and before.upos in NOMINAL and owner.deprel in {"obj", "obl", "nmod"}:
        row[last - 1] = replace(row[last - 1], head=owner.head, deprel=owner.deprel)
        row[last - 2] = replace(owner, head=base + last - 1, deprel="compound")
    root = next(t.index for t in row if t.head < 0 or not base <= t.head < base + len(row))
    if root != teller.index:
        row[last] = replace(teller, head=root, deprel="parataxis")
