"""Pronouns and descriptions to what was mentioned before: agreement, then nearness, then subjects before objects."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field

from servanda.model import Actor, Analysis, Mention
from servanda.resolution.describe import Description, gender_of, is_plural

_WINDOW = 40
"""How many candidates are looked back at: keeps the cost of a document linear."""
_REACH = {"person": 6, "group": 4}
"""How many sentences back an antecedent may stand."""

_SINGULAR = frozenset(["he", "him", "his", "himself", "she", "her", "hers", "herself"])
_PLURAL = frozenset(["they", "them", "their", "theirs", "themselves"])
_NEUTER = frozenset(["it", "its", "itself"])
_FIRST = frozenset(["i", "me", "my", "mine", "myself", "we", "us", "our", "ours", "ourselves", "you", "your", "yours"])
_RELATIVE = frozenset({"WP", "WDT", "WP$"})
_GROUP_NOUNS = frozenset(["group", "organization", "organisation", "movement", "militia"])
_LANDS = frozenset(["country", "nation", "state", "republic", "kingdom"])


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolved:
    """What became of one mention."""

    actors: tuple[Actor, ...] = ()
    chain: int = -1
    described: Description | None = None
    place: str | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Candidate:
    """Somebody mentioned earlier."""

    mention: Mention
    resolved: Resolved
    sentence: int
    person: bool
    plural: bool
    subject: bool
    noun: str
    gender: str = ""


@dataclass
class Discourse:
    """What has been mentioned so far in one document, the latest last."""

    analysis: Analysis
    setting: str
    recent: deque[_Candidate] = field(default_factory=lambda: deque(maxlen=_WINDOW))
    gender: dict[int, str] = field(default_factory=dict)

    def add(self, mention: Mention, resolved: Resolved) -> None:
        """Remember a mention as a possible antecedent."""
        if not resolved.actors:
            return
        token = self.analysis.tokens[mention.head]
        if mention.type == "nationality" and token.deprel.partition(":")[0] in {"amod", "compound"}:
            return
        role = resolved.described.role if resolved.described else None
        person = mention.type == "person" or bool(role and role.kind == "person")
        plural = is_plural(self.analysis, mention.head) or len(resolved.actors) > 1
        if mention.kind == "pronoun":
            text = token.text.lower()
            person, plural = text in _SINGULAR, text in _PLURAL
            if text in _FIRST or token.xpos in _RELATIVE:
                return
        self.recent.append(
            _Candidate(
                mention=mention,
                resolved=resolved,
                sentence=token.sentence,
                person=person,
                plural=plural,
                subject=token.deprel.startswith("nsubj"),
                noun=token.lemma.lower(),
                gender=gender_of(token.lemma.lower()),
            )
        )

    def find_pronoun(self, mention: Mention) -> Resolved:
        """The antecedent of a pronoun."""
        token = self.analysis.tokens[mention.head]
        text = token.text.lower()
        if text in _FIRST:
            return Resolved(reason="first or second person")
        if token.xpos in _RELATIVE:
            return self._relative(mention)
        if text in _SINGULAR:
            gender = "m" if text in {"he", "him", "his", "himself"} else "f"
            return self._best(
                mention, "person", lambda c: c.person and not c.plural and c.gender in {"", gender}
            )
        if text in _PLURAL:
            return self._best(
                mention,
                "group",
                lambda c: c.plural or (not c.person and c.mention.type in {"organisation", "armed-group"}),
            )
        if text in _NEUTER:
            return self._best(mention, "group", lambda c: not c.person and not c.plural)
        return Resolved()

    def _relative(self, mention: Mention) -> Resolved:
        """The noun that the relative clause hangs on."""
        tokens = self.analysis.tokens
        for above in self.analysis.ancestors(mention.head):
            if tokens[above].deprel == "acl:relcl":
                for candidate in reversed(self.recent):
                    if candidate.mention.head == tokens[above].head:
                        return Resolved(
                            actors=candidate.resolved.actors,
                            chain=candidate.resolved.chain,
                            reason="relative pronoun",
                        )
                return Resolved()
        return Resolved()

    def _best(self, mention: Mention, kind: str, fits) -> Resolved:  # type: ignore[no-untyped-def]
        tokens = self.analysis.tokens
        here = tokens[mention.head]
        possessor = here.deprel == "nmod:poss"
        best: tuple[float, _Candidate] | None = None
        rivals: list[str] = []
        for back, c in enumerate(reversed(self.recent)):
            distance = here.sentence - c.sentence
            if distance > _REACH[kind]:
                break
            if not fits(c) or c.mention.first <= mention.head < c.mention.last:
                continue
            if (
                not possessor
                and distance == 0
                and tokens[c.mention.head].head == here.head
                and c.mention.kind != "pronoun"
            ):
                continue
            score = -1.0 * distance - 0.05 * back + (0.8 if c.subject else 0.0)
            if best is None or score > best[0]:
                best = (score, c)
        if best is None:
            return Resolved(reason="no antecedent")
        c = best[1]
        return Resolved(
            actors=c.resolved.actors,
            chain=c.resolved.chain,
            described=c.resolved.described,
            reason=f"stands for {self.analysis.text_of(c.mention.first, c.mention.last)!r}",
        )

    def find_described(self, mention: Mention, said: Description) -> Resolved | None:
        """What a definite description refers back to, or ``None`` if it introduces somebody new."""
        tokens = self.analysis.tokens
        determiner = self.analysis.child(mention.head, "det")
        word = tokens[determiner].text.lower() if determiner >= 0 else ""
        if word not in {"the", "that", "this"} or is_plural(self.analysis, mention.head):
            return None
        noun = tokens[mention.head].lemma.lower()
        if noun in _LANDS and not said.country:
            return self._match(mention, lambda c: c.mention.type == "country")
        if noun in _GROUP_NOUNS and not said.country:
            return self._match(
                mention,
                lambda c: (
                    c.mention.type in {"organisation", "armed-group"}
                    or (bool(c.resolved.described) and not c.person and not c.plural)
                ),
            )
        if said.role and said.role.kind == "person" and said.sector:
            return self._match(
                mention,
                lambda c: (
                    c.mention.type == "person"
                    and not c.plural
                    and c.resolved.actors[0].sector == said.sector
                    and (not said.country or c.resolved.actors[0].country == said.country)
                ),
            )
        return None

    def _match(self, mention: Mention, fits) -> Resolved | None:  # type: ignore[no-untyped-def]
        here = self.analysis.tokens[mention.head].sentence
        for c in reversed(self.recent):
            if here - c.sentence > _REACH["person"]:
                break
            if fits(c):
                return Resolved(
                    actors=c.resolved.actors,
                    chain=c.resolved.chain,
                    described=c.resolved.described,
                    reason=f"stands for {self.analysis.text_of(c.mention.first, c.mention.last)!r}",
                )
        return None
