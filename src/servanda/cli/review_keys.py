"""Going through the queue on a terminal: one entry after the other, each decided by a key."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from servanda.errors import RecordError

if TYPE_CHECKING:
    from rich.console import Console

    from servanda.api.record import Record
    from servanda.api.review import Doubtful
    from servanda.model.account import Account
    from servanda.model.judgement import Judgement

_REST = "n note · s skip · u undo the last · q quit"
KEYS = {
    "claim": f"a accept · c correct · r reject · {_REST}",
    "join": f"a the same · r not the same · {_REST}",
    "contradiction": f"a they do contradict · x they do not · c correct one · r reject one · {_REST}",
    "placement": f"a accept · c give the day · r withdraw the report · {_REST}",
}
"""What can be pressed for each kind."""


@dataclass(frozen=True, slots=True)
class Keyboard:
    """Where keys and lines come from; a line that is left empty takes the key back."""

    key: Callable[[], str]
    line: Callable[[str], str]


def from_keyboard() -> Keyboard:
    """The terminal's own."""
    import click

    return Keyboard(click.getchar, lambda words: input(f"{words}: "))


class Reviewer:
    """Shows entries and writes what is decided; each decision is a judgement of its own, kept at once.

    Ctrl-C leaves at any point, and loses at most the line that is being typed. ``told`` are the claims of a
    second reading, which is shown them as the coder left them and not as they are by now.
    """

    def __init__(
        self,
        record: Record,
        author: str,
        keyboard: Keyboard,
        console: Console | None = None,
        *,
        told: Mapping[str, Account] | None = None,
    ) -> None:
        from servanda.cli.terminal import make_console

        self._record = record
        self._author = author
        self._keyboard = keyboard
        self._console = console or make_console()
        self._made: list[Judgement] = []
        self._told = told

    def go(self, entries: Sequence[Doubtful]) -> int:
        """Go through the entries; how many were decided."""
        from servanda.api.listings import told_of
        from servanda.cli.record_terminal import show_blocks
        from servanda.presenting.reviewing import doubtful_block

        try:
            for number, one in enumerate(entries, 1):
                told = self._told or told_of(self._record, one.accounts)
                if self._told is None and (len(told) < len(set(one.accounts)) or not self._still(one)):
                    continue  # an earlier decision of this sitting has settled it
                self._say(f"{number} of {len(entries)}")
                show_blocks(self._console, [doubtful_block(one, told, commands=False)])
                if not self._decide(one):
                    break
        except (EOFError, KeyboardInterrupt):
            self._say("")
        decided = sum(made.verdict != "note" for made in self._made)
        self._say(f"{decided} decided; what was decided is kept")
        return decided

    def _still(self, one: Doubtful) -> bool:
        """Whether what is asked about is still joined."""
        if one.kind != "join" or not one.accounts:
            return True
        homes = self._record.groups(one.things)
        return bool(set.intersection(*(set(homes.get(thing, ())) for thing in one.things)))

    def _decide(self, one: Doubtful) -> bool:
        """Until this entry is left; whether to go on with the next."""
        while True:
            self._say(KEYS[one.kind])
            key = self._keyboard.key().lower()
            if key in ("\x03", "\x04"):
                raise KeyboardInterrupt
            if key == "q":
                return False
            if key in ("s", " ", "\r", "\n"):
                return True
            try:
                if self._press(key, one):
                    return True
            except RecordError as error:
                self._say(str(error))

    def _press(self, key: str, one: Doubtful) -> bool:
        """Do what a key says; whether the entry is decided by it."""
        if key == "u":
            self._undo()
            return False
        if key == "n":
            if text := self._keyboard.line("Note").strip():
                self._judge("note", one.things[:1], value=text)
            return False
        if key == "a":
            return self._accept(one)
        if key == "r":
            return self._reject(one)
        if key == "x" and one.kind == "contradiction":
            return self._with_reason("reject", one.about[:1])
        if key == "c" and one.kind != "join":
            corrected = self._correct(one)
            if corrected and one.kind != "placement":
                self._say("c corrects another field, s goes on")
                return False
            return corrected
        return False

    def _accept(self, one: Doubtful) -> bool:
        if one.kind == "join":
            return self._with_reason("same", one.things)
        self._judge("accept", one.about[:1] if one.kind == "contradiction" else one.things)
        return True

    def _reject(self, one: Doubtful) -> bool:
        if one.kind == "join":
            return self._with_reason("different", one.things)
        thing = self._which(one)
        verdict = "withdraw" if one.kind == "placement" else "reject"
        return bool(thing) and self._with_reason(verdict, [thing])

    def _correct(self, one: Doubtful) -> bool:
        from servanda.api.corrections import field_value, fields_of

        thing = self._which(one)
        if not thing:
            return False
        shown = self._record.show(thing).thing
        if one.kind == "placement":
            name = "published"
        else:
            self._say(f"Fields: {', '.join(fields_of(shown))}")
            name = self._keyboard.line("Field").strip()
        if not name:
            return False
        given = self._keyboard.line(f"{name} (several actors with ; between them; - for empty)").strip()
        if not given:
            return False
        value = field_value(
            shown, name, [] if given == "-" else given.split(";") if "|" in given else [given]
        )
        return self._with_reason("correct", [thing], field=name, value=value)

    def _which(self, one: Doubtful) -> str:
        """The only thing, or the one whose letter is pressed."""
        things = list(dict.fromkeys(one.things))
        if len(things) == 1:
            return things[0]
        letters = "abcdefghijklmnopqrstuvwxyz"[: len(things)]
        self._say(" · ".join(f"{letter} {thing}" for letter, thing in zip(letters, things, strict=False)))
        key = self._keyboard.key().lower()
        return things[letters.index(key)] if key and key in letters else ""

    def _with_reason(self, verdict: str, things: Sequence[str], *, field: str = "", value: str = "") -> bool:
        reason = self._keyboard.line("Reason").strip()
        if not reason:
            return False
        self._judge(verdict, things, field=field, value=value, reason=reason)
        return True

    def _judge(
        self,
        verdict: str,
        things: Sequence[str],
        *,
        field: str = "",
        value: str = "",
        reason: str = "",
    ) -> None:
        made = self._record.judge(
            verdict,  # type: ignore[arg-type]
            things,
            author=self._author,
            field=field,
            value=value,
            reasons=(reason,) if reason else (),
        )
        self._made.append(made)
        self._say(made.id)

    def _undo(self) -> None:
        if not self._made:
            self._say("nothing was decided yet")
            return
        one = self._made.pop()
        self._record.judge("undo", [one.id], author=self._author)
        self._say(f"{one.id} is undone")

    def _say(self, words: str) -> None:
        from servanda.cli.record_terminal import show_note

        show_note(self._console, words)
