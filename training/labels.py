"""The label vocabularies, in the order in which the network and the shipped file number them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from training.data import Sentence

PLAIN_TYPES = ("PER", "ORG", "LOC")


def bio(types: Iterable[str]) -> list[str]:
    """``O`` and a begin and an inside label for each type."""
    return ["O", *(f"{part}-{kind}" for kind in types for part in "BI")]


@dataclass(frozen=True, slots=True)
class LabelSets:
    """Label names by number.

    Attributes:
        upos, xpos, deprel: of the treebanks.
        entities: for each labelling of names (uner, gmb, gum, politics), its BIO labels, ``O`` first.
    """

    upos: list[str]
    xpos: list[str]
    deprel: list[str]
    entities: dict[str, list[str]]

    @classmethod
    def of(cls, sentences: Iterable[Sentence]) -> LabelSets:
        """All labels seen in training sentences, sorted."""
        upos, xpos, deprel = set[str](), set[str](), set[str]()
        types: dict[str, set[str]] = {"gmb": set(), "politics": set()}
        for sentence in sentences:
            if sentence.tree is not None:
                upos.update(sentence.tree.upos)
                xpos.update(sentence.tree.xpos)
                deprel.update(sentence.tree.deprel)
            if sentence.names is not None and sentence.scheme in types:
                types[sentence.scheme].update(label[2:] for label in sentence.names if label != "O")
        entities = {
            "uner": bio(PLAIN_TYPES),
            "gmb": bio(sorted(types["gmb"])),
            "gum": bio((*PLAIN_TYPES, "MISC")),
            "politics": bio(sorted(types["politics"])),
        }
        return cls(sorted(upos), sorted(xpos), sorted(deprel), entities)
