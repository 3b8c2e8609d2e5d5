"""One reporting verb or noun at a time: who speaks, to whom, and which words are the content."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from servanda.codebook.reporting import Frame, ReportingLexicon
from servanda.model import Analysis, Quotation, Token

_RELATIVE = frozenset({"who", "which", "that"})
_NOT_SAID = frozenset({"refuse", "decline", "fail", "avoid", "stop"})
_CONTROL = frozenset({"quote", "cite", "hear", "ask"})
_CONTENT_MARKS = frozenset({"before", "when", "if", "unless", "because", "until", "where"})
_CONTENT_CASES = frozenset({"over", "at", "about", "for", "of", "to", "against", "with", "toward", "towards"})
_ALWAYS_SAID = frozenset({"say", "insist", "argue", "maintain"})
_GOES_ON = frozenset(
    {
        "say",
        "add",
        "claim",
        "insist",
        "note",
        "stress",
        "argue",
        "warn",
        "call",
        "accuse",
        "urge",
        "blame",
        "suggest",
        "indicate",
    }
)
_ORDER: tuple[Frame, ...] = (
    "clause",
    "quoted",
    "charge",
    "directive",
    "label",
    "infinitive",
    "object",
    "marked",
    "against",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A reporting word with its parts, as token indices.

    Attributes:
        source: head of the phrase that names the speaker, or -1.
        cue: the reporting word.
        tokens: of the content, in order, not empty.
        frame: as in :class:`servanda.model.Attribution`.
        addressee: head of the phrase for whom it is said to, or -1.
    """

    source: int
    cue: int
    tokens: tuple[int, ...]
    frame: str
    addressee: int = -1


def source_of(analysis: Analysis, verb: int, depth: int = 6) -> int:
    """Head of the phrase that names who acts in ``verb``, also if it stands with a governing verb, or -1."""
    token = analysis.tokens[verb]
    own, passive = _own_subject(analysis, verb)
    if own >= 0:
        return own if not passive or analysis.tokens[own].text.lower() != "it" else -1
    agent = _with_case(analysis, verb, "by")
    if agent >= 0 and (passive or token.xpos == "VBN"):
        return agent
    if passive or not depth or token.head < 0:
        return -1
    head = analysis.tokens[token.head]
    base = token.deprel.partition(":")[0]
    if base == "acl" and token.xpos in {"VBG", "VBD", "VB"}:
        return token.head
    if base not in {"conj", "advcl", "xcomp", "parataxis", "dep"}:
        return -1
    if base != "conj" and (head.lemma in _CONTROL or _case(analysis, verb) == "as"):
        quoted = analysis.child(token.head, "obj", "nsubj:pass")  # "quoted X as saying"
        if quoted >= 0:
            return quoted
    if base == "xcomp" and (subject := _passive_subject(analysis, token.head)) >= 0:
        return subject
    if head.deprel == "ccomp" and head.head >= 0 and _goes_on(token, base):
        return source_of(
            analysis, head.head, depth - 1
        )  # hung on the content, but it goes on with the report
    if head.upos in {"VERB", "AUX", "ADJ"}:
        return source_of(analysis, token.head, depth - 1)
    return -1


def _own_subject(analysis: Analysis, verb: int) -> tuple[int, bool]:
    """The subject nearest to the verb, through a relative pronoun, or -1; and whether the verb is passive."""
    token = analysis.tokens[verb]
    best, passive = -1, False
    for c in analysis.children[verb]:
        child = analysis.tokens[c]
        if child.deprel in {"nsubj", "nsubj:outer"} and (best < 0 or c < verb):
            best = token.head if token.deprel == "acl:relcl" and child.lemma in _RELATIVE else c
        passive |= child.deprel in {"nsubj:pass", "aux:pass", "expl"}
    return best, passive


def _goes_on(token: Token, relation: str) -> bool:
    """Whether a verb below the content is the reporter's: "…, adding that", "and suggested that"."""
    if relation == "advcl":
        return token.xpos == "VBG" and token.lemma in _GOES_ON
    return relation == "conj" and token.xpos in {"VBD", "VBZ"} and token.lemma in _GOES_ON


def _passive_subject(analysis: Analysis, verb: int) -> int:
    return next((c for c in analysis.children[verb] if analysis.tokens[c].deprel == "nsubj:pass"), -1)


def nearest_before(analysis: Analysis, verb: int) -> int:
    """A noun that stands right before a finite verb, adverbs and times aside: its subject where the tree has none."""
    token = analysis.tokens[verb]
    if token.xpos not in {"VBD", "VBZ", "VBP"}:
        return -1
    for i in range(verb - 1, max(verb - 5, analysis.sentence_of(verb).first - 1), -1):
        before = analysis.tokens[i]
        if before.upos in {"ADV", "AUX"} or before.deprel == "obl:unmarked":
            continue
        if before.upos not in {"NOUN", "PROPN", "PRON"} or before.xpos == "WDT":
            return -1
        while before.deprel.startswith(("flat", "compound")) and before.head >= 0 and before.head < verb:
            before = analysis.tokens[before.head]
        return before.index
    return -1


def _with_case(analysis: Analysis, verb: int, *cases: str) -> int:
    """First oblique dependent introduced by one of ``cases``, or -1."""
    for c in analysis.children[verb]:
        if analysis.tokens[c].deprel.startswith(("obl", "nmod")) and _case(analysis, c) in cases:
            return c
    return -1


def _case(analysis: Analysis, index: int) -> str:
    """The preposition or conjunction that introduces a phrase or clause, or ``""``."""
    for c in analysis.children[index]:
        if c < index and analysis.tokens[c].deprel in {"case", "mark"}:
            return analysis.tokens[c].lemma
    return ""


def is_denied(analysis: Analysis, verb: int) -> bool:
    """Whether the saying itself is negated, refused or only supposed."""
    for c in analysis.children[verb]:
        child = analysis.tokens[c]
        if child.deprel.startswith("advmod") and child.lemma in {"not", "never"}:
            return True
        if child.deprel == "mark" and child.lemma in {"if", "unless", "whether"}:
            return True
    token = analysis.tokens[verb]
    return token.deprel == "xcomp" and analysis.tokens[token.head].lemma in _NOT_SAID


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads frames off the trees of one document."""

    analysis: Analysis
    lexicon: ReportingLexicon
    marked: frozenset[int]
    """Tokens that stand between quotation marks."""

    def read_verb(self, verb: int) -> Report | None:
        """The first frame of the verb that fits its tree, or ``None``."""
        frames = self.lexicon.verbs[self.analysis.tokens[verb].lemma]
        if is_denied(self.analysis, verb):
            return None
        for frame in _ORDER:
            if frame not in frames:
                continue
            tokens, addressee = _READERS[frame](self, verb)
            if tokens:
                tokens = self._extend(verb, frame, tokens)
                source = self._speaker(verb, tokens)
                return Report(source=source, cue=verb, tokens=tuple(tokens), frame=frame, addressee=addressee)
        return None

    def _speaker(self, verb: int, tokens: list[int]) -> int:
        analysis = self.analysis
        source = source_of(analysis, verb)
        dateline = analysis.document.dateline
        if source >= 0 and dateline is not None and dateline.span.overlaps(analysis.tokens[source].span):
            return nearest_before(analysis, verb)
        if source >= 0 or any(
            analysis.tokens[c].deprel in {"nsubj:pass", "expl"} for c in analysis.children[verb]
        ):
            return source
        for i in tokens:  # a subject hung on the content by mistake
            for c in analysis.children[i]:
                if c < verb < i and analysis.tokens[c].deprel == "nsubj":
                    return c
        return nearest_before(analysis, verb)

    def _extend(self, verb: int, frame: Frame, tokens: list[int]) -> list[int]:
        """With what follows the content without a break though the tree hangs it on the verb: "… before he leaves"."""
        analysis = self.analysis
        last = tokens[-1]
        if last < verb or frame == "label":
            return tokens
        for c in analysis.children[verb]:
            if c <= last:
                continue
            tree = analysis.subtree(c)
            comma = tree[0] == last + 1 and analysis.tokens[tree[0]].text == "," and len(tree) > 1
            if comma:
                tree.pop(0)
            rel = analysis.tokens[c].deprel
            word = _case(analysis, c) or analysis.tokens[tree[0]].lemma
            if tree[0] != last + 1 + comma or (comma and word not in {"if", "unless"}) or len(tree) > 60:
                continue
            if (
                (rel == "advcl" and word in _CONTENT_MARKS)
                or rel in {"acl", "acl:relcl"}
                or (rel == "obl" and frame == "object" and word in _CONTENT_CASES)
            ):
                tokens = [*tokens, *tree]
                last = tree[-1]
        return tokens

    def read_noun(self, noun: int) -> Report | None:
        """A noun with a that-clause: "their claim that …", "voiced concern that …"."""
        analysis = self.analysis
        for c in analysis.children[noun]:
            child = analysis.tokens[c]
            if c > noun and child.deprel in {"acl", "ccomp", "acl:relcl"} and _case(analysis, c) == "that":
                return Report(
                    source=self._noun_source(noun),
                    cue=noun,
                    tokens=tuple(self.stretch(c, noun)),
                    frame="noun",
                )
        return None

    def read_document(self, noun: int) -> Report | None:
        """A clause with quoted words under "In the joint declaration, …": what the text says of its makers."""
        analysis = self.analysis
        token = analysis.tokens[noun]
        if token.head < noun or token.deprel != "obl" or _case(analysis, noun) not in {"in", "under"}:
            return None
        head = token.head
        source = source_of(analysis, head)
        phrase = set(analysis.subtree(noun))
        tokens = [i for i in self.stretch(head, noun) if i not in phrase]
        if source < 0 or head in phrase or not any(i in self.marked for i in tokens):
            return None
        if analysis.tokens[head].lemma in self.lexicon.verbs and head not in self.marked:
            return None
        return Report(source=source, cue=noun, tokens=tuple(tokens), frame="document")

    def _noun_source(self, noun: int) -> int:
        analysis = self.analysis
        owner = analysis.child(noun, "nmod:poss")
        if owner >= 0:
            return owner
        for c in analysis.children[noun]:
            child = analysis.tokens[c]
            if child.deprel == "compound" and (child.upos == "PROPN" or child.lemma in self.lexicon.media):
                return c
            if child.deprel == "amod" and child.xpos == "JJ" and child.text[:1].isupper():
                return c
            if child.deprel.startswith("nmod") and _case(analysis, c) in {"by", "from"}:
                return c
        verb = analysis.tokens[noun].head
        if (
            verb >= 0
            and analysis.tokens[noun].deprel == "obj"
            and "object" in self.lexicon.verbs.get(analysis.tokens[verb].lemma, frozenset())
        ):
            return source_of(analysis, verb)
        return -1

    def stretch(self, head: int, cue: int) -> list[int]:
        """Tokens of the clause at ``head`` without what belongs to the reporter: the cue's own clause and its sequels."""
        analysis = self.analysis
        out, todo = [], [head]
        own = any(analysis.tokens[c].deprel.startswith("nsubj") for c in analysis.children[head])
        while todo:
            i = todo.pop()
            out.append(i)
            todo.extend(
                c for c in analysis.children[i] if c != cue and not self._resumes(c, head, cue, own=own)
            )
        if head > cue:
            out = [i for i in out if i > cue]
        return self._without_aside(sorted(out))

    def _without_aside(self, tokens: list[int]) -> list[int]:
        """Without a last ", which …" that outweighs the content: the reporter's own explanation."""
        for k in range(len(tokens) - 1, 0, -1):
            token = self.analysis.tokens[tokens[k]]
            if token.text in {"which", "where"} and self.analysis.tokens[token.index - 1].text == ",":
                return tokens[: k - 1] if 4 < k < len(tokens) // 2 else tokens
        return tokens

    def _resumes(self, index: int, head: int, cue: int, *, own: bool) -> bool:
        """Whether a dependent of the content goes on with the report itself: "…, adding that …", "and called for …"."""
        analysis = self.analysis
        token = analysis.tokens[index]
        if token.lemma == "thanks" and token.deprel == "obl" and index > cue:
            return True  # "thanks to …" is the reporter's reason
        if index < cue or index < head or token.upos != "VERB" or token.lemma not in self.lexicon.verbs:
            return False
        if any(analysis.tokens[c].deprel.startswith(("nsubj", "aux")) for c in analysis.children[index]):
            return token.deprel == "advcl" and _case(analysis, index) in {"while", "as", "whereas"}
        if not own:
            return False
        if token.deprel == "advcl":
            before = index - 1
            while before > cue and analysis.tokens[before].upos in {"ADV", "CCONJ"}:
                before -= 1
            return token.xpos == "VBG" and (
                analysis.tokens[before].text in {",", '"', "”"} or token.lemma in _GOES_ON
            )
        return token.deprel == "conj" and token.head == head and token.xpos in {"VBD", "VBZ", "VBN"}

    # Readers: each gives the tokens of the content (none if the frame is not there) and the addressee.

    def clause(self, verb: int) -> tuple[list[int], int]:
        analysis = self.analysis
        addressee = self._addressee(verb)
        later: list[int] = []
        for c in analysis.children[verb]:
            child = analysis.tokens[c]
            if (
                child.deprel == "ccomp"
                and not self._is_question(c)
                and not self._reports_itself(c, after=verb)
            ):
                return self.stretch(c, verb), addressee
            if child.deprel == "parataxis" and self._is_clause(c) and not self._reports_itself(c):
                later.append(c)
            elif (
                child.deprel == "obj" and child.lemma != "it" and analysis.tokens[verb].lemma in _ALWAYS_SAID
            ):
                if c > verb and len(analysis.subtree(c)) > 3:
                    later.append(c)
            elif (
                child.deprel in {"obj", "xcomp", "obl", "dep"} and c in self.marked and self._mostly_marked(c)
            ):
                later.append(c)
        if later:
            return self.stretch(later[0], verb), addressee
        token = analysis.tokens[verb]
        if token.deprel in {"parataxis", "advcl", "dep"} and token.head >= 0 and self._is_clause(token.head):
            if token.deprel != "parataxis" and _case(analysis, verb):
                return [], -1
            return self._without(token.head, verb), addressee
        return [], -1

    def _reports_itself(self, index: int, after: int = -1) -> bool:
        """Whether a clause beside a reporting verb is the report, not the content: "X insisted on …, Y told the council"."""
        analysis = self.analysis
        token = analysis.tokens[index]
        if after >= 0 and (analysis.tokens[index - 1].text == "that" or _case(analysis, index) == "that"):
            return False
        comma = analysis.tokens[min(analysis.subtree(index))]
        return (
            "clause" in self.lexicon.verbs.get(token.lemma, ())
            and token.xpos in {"VBD", "VBZ", "VBP"}
            and analysis.child(index, "ccomp", "obj", "obl", "xcomp", "parataxis") < 0
            and comma.index > after
            and (after < 0 or comma.index > after + 3)
        )

    def _is_clause(self, index: int) -> bool:
        return any(
            self.analysis.tokens[c].deprel.startswith(("nsubj", "cop", "csubj", "aux"))
            for c in self.analysis.children[index]
        ) or (index in self.marked and self._mostly_marked(index))

    def _is_question(self, index: int) -> bool:
        return _case(self.analysis, index) in {"whether", "if"} or any(
            self.analysis.tokens[c].xpos in {"WRB", "WP"} and c < index for c in self.analysis.children[index]
        )

    def _mostly_marked(self, index: int) -> bool:
        tree = self.analysis.subtree(index)
        return sum(i in self.marked for i in tree) * 2 > len(tree)

    def _without(self, head: int, cue: int) -> list[int]:
        """The clause at ``head`` on that side of the cue where it stands, or around the cue."""
        tree = self.stretch(head, cue)
        before = [i for i in tree if i < cue]
        after = [i for i in tree if i > cue]
        if len(after) <= 2 or any(self.analysis.tokens[i].deprel == "cc" for i in after[:2]):
            return before
        return after if len(before) <= 2 else tree

    def _addressee(self, verb: int) -> int:
        for c in self.analysis.children[verb]:
            token = self.analysis.tokens[c]
            if token.deprel in {"obj", "iobj"} and c not in self.marked:
                return c
            if token.deprel == "obl" and c > verb and _case(self.analysis, c) == "to":
                return c
        return -1

    def quoted(self, verb: int) -> tuple[list[int], int]:
        tokens, addressee = self.clause(verb)
        if sum(i in self.marked for i in tokens) * 2 > len(tokens):
            return tokens, addressee
        return [], -1

    def infinitive(self, verb: int) -> tuple[list[int], int]:
        for c in self.analysis.children[verb]:
            if self.analysis.tokens[c].deprel == "xcomp" and _case(self.analysis, c) == "to":
                return self.stretch(c, verb), -1
        return [], -1

    def directive(self, verb: int) -> tuple[list[int], int]:
        analysis = self.analysis
        whom = -1
        for c in analysis.children[verb]:
            token = analysis.tokens[c]
            if token.deprel in {"obj", "iobj"} or (
                token.deprel == "obl"
                and c > verb
                and _case(analysis, c) in {"on", "upon", "to", "for", "with"}
            ):
                whom = c if whom < 0 else whom
        if whom < 0:
            return [], -1
        beside = [
            c for c in analysis.children[verb] if analysis.tokens[c].deprel in {"xcomp", "advcl", "ccomp"}
        ]
        below = [c for c in analysis.children[whom] if analysis.tokens[c].deprel in {"acl", "advcl", "xcomp"}]
        for c in (*beside, *below):
            if (
                c > whom
                and _case(analysis, c) in {"to", "not"}
                and analysis.tokens[c].xpos in {"VB", "NN", "JJ"}
            ):
                return self.stretch(c, verb), whom
        return [], -1

    def charge(self, verb: int) -> tuple[list[int], int]:
        analysis = self.analysis
        whom = analysis.child(verb, "obj")
        passive = whom < 0
        if passive:
            whom = verb
        start = verb if passive else min(analysis.subtree(whom))
        for c in (*analysis.children[verb], *(() if passive else analysis.children[whom])):
            token = analysis.tokens[c]
            if c > whom and token.deprel.startswith(("obl", "advcl", "nmod", "xcomp", "acl")):
                case = _case(analysis, c)
                if case in {"of", "for", "over", "on", "with"} and not (
                    case == "with" and token.upos != "VERB"
                ):
                    tree = self.stretch(c, verb)
                    if passive:
                        return [i for i in tree if i > min(tree)], -1
                    if max(tree) - start < 3:
                        continue
                    return list(range(start, max(tree) + 1)), whom
        return [], -1

    def label(self, verb: int) -> tuple[list[int], int]:
        analysis = self.analysis
        if analysis.tokens[verb].lemma in {"quote", "cite"}:
            return [], -1
        what = analysis.child(verb, "obj")
        last = -1
        for c in analysis.children[verb]:
            token = analysis.tokens[c]
            if c <= verb:
                continue
            if (token.deprel == "xcomp" and _case(analysis, c) in {"", "as"}) or (
                token.deprel in {"obl", "advcl"}
                and _case(analysis, c) in self._label_cases(verb)
                and analysis.child(c, "nsubj") < 0
            ):
                last = c
        if last < 0:
            return [], -1
        tree = self.stretch(last, verb)
        if not verb < what < last:
            return (tree[1:] if _case(analysis, last) == "as" else tree), -1
        first = min(analysis.subtree(what))
        return list(range(first, max(tree) + 1)), -1

    def _label_cases(self, verb: int) -> frozenset[str]:
        to = self.analysis.tokens[verb].lemma in {"equate", "liken", "attribute"}
        return frozenset({"to"}) if to else frozenset({"as"})

    def noun_phrase(self, verb: int) -> tuple[list[int], int]:
        analysis = self.analysis
        what = analysis.child(verb, "obj")
        if analysis.tokens[verb].lemma == "call":
            what = _with_case(analysis, verb, "for")
        if what < 0 or what < verb or analysis.tokens[what].upos == "PRON":
            return [], -1
        tree = self.stretch(what, verb)
        if analysis.tokens[verb].lemma == "call":
            tree = tree[1:]
        return (tree if len(tree) > 1 else []), -1

    def marked_object(self, verb: int) -> tuple[list[int], int]:
        for c in self.analysis.children[verb]:
            token = self.analysis.tokens[c]
            if c > verb and token.deprel in {"obj", "obl", "xcomp", "advcl", "ccomp"}:
                tree = self.stretch(c, verb)
                if any(i in self.marked for i in tree):
                    return tree, -1
        return [], -1

    def against(self, verb: int) -> tuple[list[int], int]:
        for c in self.analysis.children[verb]:
            token = self.analysis.tokens[c]
            case = _case(self.analysis, c)
            if c > verb and token.deprel in {"obl", "advcl"} and case in {"against", "of", "about"}:
                tree = self.stretch(c, verb)
                return (tree if case == "against" else tree[1:]), self._addressee(verb)
        return [], -1


_READERS: dict[Frame, Callable[[Reader, int], tuple[list[int], int]]] = {
    "clause": Reader.clause,
    "quoted": Reader.quoted,
    "infinitive": Reader.infinitive,
    "directive": Reader.directive,
    "charge": Reader.charge,
    "label": Reader.label,
    "object": Reader.noun_phrase,
    "marked": Reader.marked_object,
    "against": Reader.against,
}


def read_according(analysis: Analysis, lexicon: ReportingLexicon) -> Iterator[Report]:
    """Phrases that name a source beside a clause: "according to X, …"."""
    for token in analysis.tokens:
        if token.lemma not in {"according", "accord"} or token.index + 2 >= len(analysis.tokens):
            continue
        source = token.head
        if token.deprel != "case" or source < 0:  # "according" as a participle with an oblique
            source = _with_case(analysis, token.index, "to")
            top = token.index
        else:
            top = source
        if source < 0:
            continue
        head = analysis.tokens[top].head
        while head >= 0 and analysis.tokens[head].head >= 0 and not _heads_clause(analysis, head):
            head = analysis.tokens[head].head
        if head < 0:
            continue
        if analysis.tokens[head].deprel == "conj" and analysis.child(head, "nsubj") < 0:
            head = analysis.tokens[head].head
        if _is_report(analysis, lexicon, head):
            continue
        phrase = set(analysis.subtree(top))
        tree = [i for i in analysis.subtree(head) if i not in phrase]
        before = [i for i in tree if i < token.index]
        after = [i for i in tree if i > max(phrase)]
        tokens = before if len(before) > 2 and not _continues(analysis, after) else after or before
        if _words(analysis, before) and _continues(analysis, after):
            tokens = sorted([*before, *after])
        if _words(analysis, tokens):
            yield Report(source=source, cue=token.index, tokens=tuple(tokens), frame="according")


def _is_report(analysis: Analysis, lexicon: ReportingLexicon, head: int) -> bool:
    """Whether the clause already has a speaker: what is "according to" another only passes it on."""
    for i in (head, analysis.tokens[head].head):
        if (
            i >= 0
            and "clause" in lexicon.verbs.get(analysis.tokens[i].lemma, ())
            and analysis.child(i, "ccomp") >= 0
        ):
            return True
    return False


def _heads_clause(analysis: Analysis, index: int) -> bool:
    return analysis.tokens[index].upos in {"VERB", "AUX"} or analysis.child(index, "nsubj", "cop") >= 0


def _words(analysis: Analysis, tokens: list[int]) -> bool:
    return sum(analysis.tokens[i].upos != "PUNCT" for i in tokens) >= 2


def _continues(analysis: Analysis, tokens: list[int]) -> bool:
    return any(analysis.tokens[i].upos in {"VERB", "AUX"} for i in tokens)


def marked_tokens(analysis: Analysis, quotations: tuple[Quotation, ...]) -> frozenset[int]:
    """Tokens that stand between quotation marks, in one pass over the text."""
    out, q = [], 0
    for token in analysis.tokens:
        while q < len(quotations) and quotations[q].content.end <= token.start:
            q += 1
        if q < len(quotations) and quotations[q].content.start <= token.start:
            out.append(token.index)
    return frozenset(out)
