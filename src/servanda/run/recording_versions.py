"""Views over days: as which they lie in rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from servanda.model.account import Account
from servanda.model.views import Contradiction, CopyGroup, Incident, Pledge, Tally
from servanda.record.index_codec import layout_of, pack
from servanda.record.index_schema import ALWAYS
from servanda.run.recording_terms import Marks, Stored, marks_of

NAMES: Final[dict[type, str]] = {
    Incident: "incidents",
    Tally: "figures",
    Contradiction: "clashes",
    Pledge: "commitments",
    CopyGroup: "copies",
}
"""By class of view the name of its listing."""

LAYOUT: Final = layout_of(*NAMES)
"""Changes when rows of views can no longer be read back."""


@dataclass(slots=True)
class Version:
    """A view over the days on which it read the same."""

    first: int
    last: int
    data: str
    marks: Marks


@dataclass(slots=True)
class Made:
    """All versions of all views of one component."""

    component: str
    versions: dict[tuple[str, str], list[Version]] = field(default_factory=dict)
    sorts: dict[tuple[str, str], str] = field(default_factory=dict)

    def add(
        self,
        view: Stored,
        sort: str,
        first: int,
        last: int,
        accounts: Mapping[str, Account],
        more: Iterable[str] = (),
    ) -> None:
        """A view as it read over some days; of what follows at once and reads the same, one version.

        ``more``: terms by which it can be found beside its own.
        """
        key = (NAMES[type(view)], view.id)
        if isinstance(view, Contradiction):  # the same may be found in several ways
            key = (key[0], f"{view.id} {self.component}")
        data = pack(view)
        made = self.versions.setdefault(key, [])
        if made and first < made[-1].last:
            return  # found a second time
        if made and made[-1].last == first and made[-1].data == data:
            made[-1].last = last
            return
        self.sorts[key] = sort
        marks = marks_of(view, accounts)
        made.append(Version(first, last, data, replace(marks, terms=marks.terms.union(more))))


def spells(days: Iterable[int]) -> list[tuple[int, int]]:
    """From each day on which something became known up to the next, and from the last for ever."""
    given = sorted(set(days))
    return list(zip(given, [*given[1:], ALWAYS + 1], strict=True))
