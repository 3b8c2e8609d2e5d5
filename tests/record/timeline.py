"""The Karabakh timeline of the shared folder as reports of their day, one an entry."""

from __future__ import annotations

import csv
import gzip
import io
import json
from pathlib import Path

NAME = "data/karabakh/timeline-of-events-nk-timeline.csv.gz"
OUTLET = "International Crisis Group"


def write_timeline(shared: Path, target: Path) -> int:
    """Write every entry as a report of the day it bears (the first of a month it bears alone); how many."""
    packed = gzip.decompress((shared / NAME).read_bytes()).decode("utf-8-sig")
    count = 0
    with target.open("w", encoding="utf-8") as out:
        for number, row in enumerate(csv.DictReader(io.StringIO(packed))):
            day = f"{int(row['Year']):04}-{int(row['Month'] or 1):02}-{int(row['Day'] or 1):02}"
            title = row["Headline"].strip()
            report = {
                "id": f"icg-{number:03}",
                "title": title,
                "source": OUTLET,
                "published": day,
                "text": f"{title}\n\n{row['Text'].strip()}".strip(),
            }
            out.write(json.dumps(report, ensure_ascii=False) + "\n")
            count += 1
    return count
