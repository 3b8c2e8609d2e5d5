"""Collections of real reports in the shared folder, written as JSONL that ``servanda ingest`` reads."""

from __future__ import annotations

import csv
import gzip
import io
import json
import re
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any, Final

KARABAKH: Final = "karabakh/timeline-of-events-nk-timeline.csv.gz"
CRISIS_GROUP: Final = "International Crisis Group"
_POLITICS: Final = re.compile(
    r"\b(?:cease-?fire|truce|treaty|pact|pledg|promis|vow|accord|withdraw|troops|hostage|peace|missile|guerrilla"
    r"|rebel|summit|sanction|arms control|negotiat)",
    re.IGNORECASE,
)
_BUSINESS: Final = re.compile(r"\b(?:pct|shares|mln dlrs|stock)\b")
_SHORT: Final = 5000
"""Characters."""


def write_reports(name: str, data: Path, target: Path) -> int:
    """Write collection ``name`` of the folder ``data``; how many reports it has.

    Args:
        name: a key of :data:`COLLECTIONS`.
        data: the ``data`` folder of the shared folder.
        target: JSONL file to write.
    """
    count = 0
    with target.open("w", encoding="utf-8") as out:
        for report in COLLECTIONS[name](data):
            out.write(json.dumps(report, ensure_ascii=False) + "\n")
            count += 1
    return count


def _karabakh(data: Path) -> Iterator[dict[str, Any]]:
    """Crisis Group's timeline: each entry a report of its day (of the first of a month it bears alone)."""
    packed = gzip.decompress((data / KARABAKH).read_bytes()).decode("utf-8-sig")
    for number, row in enumerate(csv.DictReader(io.StringIO(packed))):
        title = row["Headline"].strip()
        yield {
            "id": f"icg-{number:03}",
            "title": title,
            "source": CRISIS_GROUP,
            "published": f"{int(row['Year']):04}-{int(row['Month'] or 1):02}-{int(row['Day'] or 1):02}",
            "text": f"{title}\n\n{row['Text'].strip()}".strip(),
        }


def _syria(data: Path) -> Iterator[dict[str, Any]]:
    """FA-KES: reports on Syria with the day they bear."""
    for row in _rows(data / "reports" / "syria.jsonl.gz"):
        try:
            day = datetime.strptime(row["date"], "%m/%d/%Y").date().isoformat()  # noqa: DTZ007 - no time
        except ValueError:
            day = None
        yield {k: row[k] for k in ("id", "title", "source", "text")} | {"published": day}


def _world(data: Path) -> Iterator[dict[str, Any]]:
    """Wikinews and Voice of America."""
    for name in ("wikinews", "voa"):
        for row in _rows(data / "reports" / f"{name}.jsonl.gz"):
            day = row.get("date") or row.get("published")
            yield {k: row.get(k) for k in ("id", "title", "source", "text")} | {"published": day}


def _reuters(data: Path, *, more: bool = False) -> Iterator[dict[str, Any]]:
    """Of Reuters' reports of 1987 the short political ones: by what words they have and have not.

    ``more``: also those with one political word, and those of trade and oil that have one.
    """
    for row in _rows(data / "reports" / "reuters1987.jsonl.gz"):
        text = row["text"]
        politics, business = len(_POLITICS.findall(text)), len(_BUSINESS.findall(text))
        wanted = politics > 0 if more else politics > 1 and not row["topics"]
        if wanted and len(text) < _SHORT and business < 3:
            day = datetime.strptime(row["date"].split()[0], "%d-%b-%Y").date()  # noqa: DTZ007 - no time
            yield {k: row[k] for k in ("id", "title", "source", "text")} | {"published": day.isoformat()}


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


COLLECTIONS: Final[Mapping[str, Callable[[Path], Iterator[dict[str, Any]]]]] = {
    "karabakh": _karabakh,
    "syria": _syria,
    "world": _world,
    "reuters": _reuters,
    "wire": partial(_reuters, more=True),
}
