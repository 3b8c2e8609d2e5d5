"""What stands around accounts on a day: copies of their reports, contradictions they are in."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from servanda.model.asking import Around
from servanda.model.views import Contradiction, CopyGroup
from servanda.record import index_things as index
from servanda.record import index_views as view_rows
from servanda.record.index_codec import unpack
from servanda.record.index_schema import ALWAYS
from servanda.record.store import Reading
from servanda.run.recording_showing import rests_on
from servanda.run.recording_things import TEXT


def around(work: Reading, ids: Sequence[str], as_of: date | None) -> Around:
    """See :meth:`servanda.api.record.Record.around`."""
    day = as_of.toordinal() if as_of else ALWAYS
    connection = work.connection
    reports = {row.report for row in index.load(connection, ids).values()}
    wanted = frozenset(ids)

    def seen(kind: str, view: type, names: Sequence[str]) -> list[Any]:
        labels = sorted(set(index.components_of(connection, names).values()))
        rows = view_rows.of_components(connection, labels, kind)
        return [unpack(view, row.data) for row in rows if row.first <= day < row.last]

    texts = [TEXT + report for report in sorted(reports)]
    copies: list[CopyGroup] = seen("copies", CopyGroup, texts)
    clashes: list[Contradiction] = seen("clashes", Contradiction, ids)
    return Around(
        copies=tuple(c for c in copies if reports.intersection(c.reports)),
        contradictions=tuple(c for c in clashes if wanted.intersection(rests_on(c))),
    )
