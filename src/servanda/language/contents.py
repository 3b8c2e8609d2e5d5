"""What is said: the words that a reporting verb gives as its content, by the frames of the lexicon."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from servanda.codebook.reporting import Frame, ReportingLexicon
from servanda.language.repairs import subject_of_content, without_last_mark
from servanda.language.speakers import case_word, with_case
from servanda.model import Analysis

_CONTENT_MARKS = frozenset({"before", "when", "if", "unless", "because", "until", "where"})
_CONTENT_CASES = frozenset({"over", "at", "about", "for", "of", "to", "against", "with", "toward", "towards"})
_ALWAYS_SAID = frozenset({"say", "insist", "argue", "maintain"})
_TO_LABELS = frozenset({"equate", "liken", "attribute"})
_WHOM = frozenset({"on", "upon", "to", "for", "with"})
_CHARGES = frozenset({"of", "for", "over", "on", "with"})
_ORDER: tuple[Frame, ...] = (
    "clause", "quoted", "charge", "directive", "label", "infinitive", "object", "marked", "against",
)  # fmt: skip
_ACCORDING = frozenset({"according", "accord"})
_WORTH_SAYING = frozenset({"responsibility"})
"""A noun that is a content by itself ("claimed responsibility")."""
_TAKEN = frozenset({"life", "victim", "casualty"})
"""What an attack or a flood claims, saying nothing."""
_ASIDE = frozenset({"which", "where", "who", "whose"})
_LONGEST_SEQUEL = 60
"""A clause longer than this that follows the content is not taken for part of it."""


@dataclass(frozen=True, slots=True)
class Contents:
    """Reads the contents of reporting verbs off the trees of one document.

    ``marked`` holds the tokens that stand between quotation marks.
    """

    analysis: Analysis
    lexicon: ReportingLexicon
    marked: frozenset[int]

    def read(self, verb: int) -> tuple[Frame, list[int], int] | None:
        """The first frame of the verb that fits its tree, the content, and the addressee or -1."""
        frames = self.lexicon.verbs[self.analysis.tokens[verb].lemma]
        what = self.analysis.child(verb, "obj")
        if what >= 0 and self.analysis.tokens[what].lemma in _TAKEN:
            return None
        for frame in _ORDER:
            if frame in frames:
                tokens, addressee = _READERS[frame](self, verb)
                if tokens:
                    tokens = self._extend(verb, frame, tokens)  # one word alone is no content
                    alone = self.analysis.tokens[tokens[0]].lemma in _WORTH_SAYING
                    if frame not in {"object", "label"} or len(tokens) > 1 or alone:
                        return frame, tokens, addressee
        return None

    def _extend(self, verb: int, frame: Frame, tokens: list[int]) -> list[int]:
        """With what follows the content without a break though the tree hangs it on the verb."""
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
            word = case_word(analysis, c) or analysis.tokens[tree[0]].lemma
            if (
                tree[0] != last + 1 + comma
                or (comma and word not in {"if", "unless"})
                or len(tree) > _LONGEST_SEQUEL
            ):
                continue
            if (
                (rel == "advcl" and word in _CONTENT_MARKS)
                or rel in {"acl", "acl:relcl"}
                or (rel == "obl" and frame == "object" and word in _CONTENT_CASES)
            ):
                tokens = [*tokens, *tree]
                last = tree[-1]
        return tokens

    def stretch(self, head: int, cue: int) -> list[int]:
        """Tokens of the clause at ``head`` without what belongs to the reporter: the cue and its sequels."""
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
        """Without a last ", which …" that outweighs the content or follows its quoted words."""
        quoted = max((k for k, i in enumerate(tokens) if i in self.marked), default=len(tokens))
        for k in range(quoted + 1, len(tokens)):
            token = self.analysis.tokens[tokens[k]]
            if token.text in _ASIDE and self.analysis.tokens[token.index - 1].text == ",":
                return [i for i in tokens[:k] if i < token.index - 1]
        for k in range(len(tokens) - 1, 0, -1):
            token = self.analysis.tokens[tokens[k]]
            if token.text in {"which", "where"} and self.analysis.tokens[token.index - 1].text == ",":
                return tokens[: k - 1] if 4 < k < len(tokens) // 2 else tokens
        return tokens

    def _resumes(self, index: int, head: int, cue: int, *, own: bool) -> bool:
        """Whether a dependent goes on with the report itself: "…, adding that …", "and called for …"."""
        analysis = self.analysis
        token = analysis.tokens[index]
        if token.lemma == "thanks" and token.deprel == "obl" and index > cue:
            return True  # "thanks to …" is the reporter's reason
        if token.deprel.startswith("obl") and index > head and case_word(analysis, index) in _ACCORDING:
            first = min(analysis.subtree(index))  # "…, according to …" passes on the whole
            return "," in {analysis.tokens[first].text, analysis.tokens[first - 1].text}
        if index < cue or index < head or token.upos != "VERB" or token.lemma not in self.lexicon.verbs:
            return False
        if any(analysis.tokens[c].deprel.startswith(("nsubj", "aux")) for c in analysis.children[index]):
            return token.deprel == "advcl" and case_word(analysis, index) in {"while", "as", "whereas"}
        if not own:
            return False
        if token.deprel == "advcl":
            before = index - 1
            while before > cue and analysis.tokens[before].upos in {"ADV", "CCONJ"}:
                before -= 1
            return token.xpos == "VBG" and (
                analysis.tokens[before].text in {",", '"', "”"} or token.lemma in self.lexicon.sequels
            )
        return token.deprel == "conj" and token.head == head and token.xpos in {"VBD", "VBZ", "VBN"}

    # Readers: each gives the tokens of the content (none if the frame is not there) and the addressee.

    def clause(self, verb: int) -> tuple[list[int], int]:
        """A finite clause or a quotation: "X said (that) …", "“…,” X said"."""
        analysis = self.analysis
        addressee = self._addressee(verb)
        later: list[int] = []
        for c in analysis.children[verb]:
            child = analysis.tokens[c]
            if (
                child.deprel == "ccomp"
                and not self._is_question(c)
                and not self._reports_itself(c, after=verb)
                and not (c < verb and self._only_introduces(c, verb))
            ):
                missing = subject_of_content(analysis, verb, c)
                tokens = sorted({*missing, *self.stretch(c, verb)})
                return without_last_mark(analysis, tokens, verb), -1 if addressee in missing else addressee
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
            if token.deprel != "parataxis" and case_word(analysis, verb):
                return [], -1
            return self._without(token.head, verb), addressee
        return [], -1

    def _reports_itself(self, index: int, after: int = -1) -> bool:
        """Whether a clause is the report of its neighbour: "X insisted on …, Y told the council"."""
        analysis = self.analysis
        token = analysis.tokens[index]
        if after >= 0 and (analysis.tokens[index - 1].text == "that" or case_word(analysis, index) == "that"):
            return False
        comma = analysis.tokens[min(analysis.subtree(index))]
        return (
            "clause" in self.lexicon.verbs.get(token.lemma, ())
            and token.xpos in {"VBD", "VBZ", "VBP"}
            and analysis.child(index, "ccomp", "obj", "obl", "xcomp", "parataxis") < 0
            and comma.index > after
            and (after < 0 or comma.index > after + 3)
        )

    def _only_introduces(self, clause: int, verb: int) -> bool:
        """Whether a clause before the verb only passes it on: "A paper reported on Monday a mayor said …"."""
        analysis = self.analysis
        later = any(analysis.tokens[c].deprel == "ccomp" and c > verb for c in analysis.children[verb])
        reports = "clause" in self.lexicon.verbs.get(analysis.tokens[clause].lemma, ())
        return later and reports and analysis.child(clause, "ccomp", "obj", "xcomp") < 0

    def _is_clause(self, index: int) -> bool:
        return any(
            self.analysis.tokens[c].deprel.startswith(("nsubj", "cop", "csubj", "aux"))
            for c in self.analysis.children[index]
        ) or (index in self.marked and self._mostly_marked(index))

    def _is_question(self, index: int) -> bool:
        return case_word(self.analysis, index) in {"whether", "if"} or any(
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
            if token.deprel == "obl" and c > verb and case_word(self.analysis, c) == "to":
                return c
        return -1

    def quoted(self, verb: int) -> tuple[list[int], int]:
        """A quotation only: "“…,” X continued"."""
        tokens, addressee = self.clause(verb)
        if sum(i in self.marked for i in tokens) * 2 > len(tokens):
            return tokens, addressee
        return [], -1

    def infinitive(self, verb: int) -> tuple[list[int], int]:
        """What the speaker will do: "X vowed to …"."""
        for c in self.analysis.children[verb]:
            if self.analysis.tokens[c].deprel == "xcomp" and case_word(self.analysis, c) == "to":
                return self.stretch(c, verb), -1
        return [], -1

    def directive(self, verb: int) -> tuple[list[int], int]:
        """What the addressee should do: "X urged Y to …", "X called on Y to …"."""
        analysis = self.analysis
        whom = -1
        for c in analysis.children[verb]:
            token = analysis.tokens[c]
            if token.deprel in {"obj", "iobj"} or (
                token.deprel == "obl"
                and c > verb
                and (case_word(analysis, c) or analysis.tokens[c - 1].lemma) in _WHOM
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
                and case_word(analysis, c) in {"to", "not"}
                and analysis.tokens[c].xpos in {"VB", "NN", "JJ"}
            ):
                return self.stretch(c, verb), whom
        return [], -1

    def charge(self, verb: int) -> tuple[list[int], int]:
        """Somebody and what for: "X accused Y of …", "accused by X of …"."""
        analysis = self.analysis
        whom = analysis.child(verb, "obj")
        passive = whom < 0
        if passive:
            whom = verb
        start = verb if passive else min(analysis.subtree(whom))
        for c in (*analysis.children[verb], *(() if passive else analysis.children[whom])):
            token = analysis.tokens[c]
            if c > whom and token.deprel.startswith(("obl", "advcl", "nmod", "xcomp", "acl")):
                case = case_word(analysis, c)
                if case in _CHARGES and not (case == "with" and token.upos != "VERB"):
                    tree = self.stretch(c, verb)
                    if passive:
                        return [i for i in tree if i > min(tree)], -1
                    if max(tree) - start < 3:
                        continue
                    return list(range(start, max(tree) + 1)), whom
        return [], -1

    def label(self, verb: int) -> tuple[list[int], int]:
        """Something and what it is called: "X called it …", "X described Y as …"."""
        analysis = self.analysis
        if analysis.tokens[verb].lemma in {"quote", "cite"}:
            return [], -1
        what = analysis.child(verb, "obj")
        last = -1
        for c in analysis.children[verb]:
            token = analysis.tokens[c]
            if c <= verb:
                continue
            if (token.deprel == "xcomp" and case_word(analysis, c) in {"", "as"}) or (
                token.deprel in {"obl", "advcl"}
                and case_word(analysis, c) in self._label_cases(verb)
                and analysis.child(c, "nsubj") < 0
            ):
                last = c
        if last < 0:
            return [], -1
        tree = self.stretch(last, verb)
        if not verb < what < last:
            return (tree[1:] if case_word(analysis, last) == "as" else tree), -1
        first = min(analysis.subtree(what))
        return list(range(first, max(tree) + 1)), -1

    def _label_cases(self, verb: int) -> frozenset[str]:
        to = self.analysis.tokens[verb].lemma in _TO_LABELS
        return frozenset({"to"}) if to else frozenset({"as"})

    def noun_phrase(self, verb: int) -> tuple[list[int], int]:
        """A noun phrase: "X expressed regret at …", "X called for …"."""
        analysis = self.analysis
        what = analysis.child(verb, "obj")
        if analysis.tokens[verb].lemma == "call":
            what = with_case(analysis, verb, "for")
        if what < 0 or what < verb or analysis.tokens[what].upos == "PRON":
            return [], -1
        tree = self.stretch(what, verb)
        if analysis.tokens[verb].lemma == "call":
            tree = tree[1:]
        return tree, -1

    def marked_object(self, verb: int) -> tuple[list[int], int]:
        """A noun phrase with quoted words: "X condemned the “…” remarks"."""
        if verb in self.marked:
            return [], -1  # "“… by attacking our schools,” he said" quotes nobody else
        for c in self.analysis.children[verb]:
            token = self.analysis.tokens[c]
            itself = token.deprel == "advcl" and "clause" in self.lexicon.verbs.get(token.lemma, ())
            if c > verb and token.deprel in {"obj", "obl", "xcomp", "advcl", "ccomp"} and not itself:
                tree = self.stretch(c, verb)
                if any(i in self.marked for i in tree):
                    return tree, -1
        return [], -1

    def against(self, verb: int) -> tuple[list[int], int]:
        """What is warned of: "X warned against …"."""
        for c in self.analysis.children[verb]:
            token = self.analysis.tokens[c]
            case = case_word(self.analysis, c)
            if c > verb and token.deprel in {"obl", "advcl"} and case in {"against", "of", "about"}:
                tree = self.stretch(c, verb)
                return (tree if case == "against" else tree[1:]), self._addressee(verb)
        return [], -1


_READERS: dict[Frame, Callable[[Contents, int], tuple[list[int], int]]] = {
    "clause": Contents.clause,
    "quoted": Contents.quoted,
    "infinitive": Contents.infinitive,
    "directive": Contents.directive,
    "charge": Contents.charge,
    "label": Contents.label,
    "object": Contents.noun_phrase,
    "marked": Contents.marked_object,
    "against": Contents.against,
}
