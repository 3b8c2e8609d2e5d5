"""``python -m benchmarks.record.shuffles [--seeds N] [--postgresql URL]``: any order, the same views."""

from __future__ import annotations

import argparse
import random
import tempfile
from pathlib import Path

from benchmarks.record.generator import Maker

from servanda.model.asking import Filters
from servanda.model.json import from_json
from servanda.record.index_schema import digest_of
from servanda.run.recording import Recorder

LISTINGS = (
    "incidents", "figures", "contradictions", "commitments", "instruments", "tracks", "ledgers", "episodes",
    "sources", "copies", "timeline", "reports",
)  # fmt: skip


def fed(address: str, payloads: list[dict[str, object]], batch: int) -> tuple[str, str]:
    """Digest of the derived tables, and all listings in one text."""
    recorder = Recorder(address)
    for start in range(0, len(payloads), batch):
        some = payloads[start : start + batch]
        with recorder.writing() as (work, decisions):
            work.add_reports([(p, "", False) for p in some], at="2024-01-01T00:00:00+00:00")
            recorder.keeper.put(work, [(str(p["id"]), from_json(p)) for p in some], decisions)
    shown = repr([recorder.page(name, Filters(), 10_000, None)[0] for name in LISTINGS])
    with recorder.reading() as work:
        digest = digest_of(work.connection)
    recorder.close()
    return digest, shown


def main() -> None:
    """Feed the same reports in many orders; say how many records were not the same."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=50)
    parser.add_argument("--reports", type=int, default=60)
    parser.add_argument("--postgresql", help="address of a server; each record gets a schema of its own")
    given = parser.parse_args()
    reports = list(Maker(1).reports(given.reports))
    with tempfile.TemporaryDirectory() as folder:
        digest, shown = fed(str(Path(folder) / "whole.db"), reports, len(reports))
        wrong = 0
        for seed in range(given.seeds):
            chance = random.Random(seed)
            shuffled = chance.sample(reports, len(reports))
            batch = chance.choice((1, 2, 5, 13, 60))
            if given.postgresql and seed % 2:
                there = fed(schema_of(given.postgresql, f"shuffle{seed}"), shuffled, batch)[1] == shown
            else:
                there = fed(str(Path(folder) / f"{seed}.db"), shuffled, batch) == (digest, shown)
            wrong += not there
            print(seed, batch, "the same" if there else "ANOTHER", flush=True)
    print(f"{given.seeds - wrong} of {given.seeds} the same")


def schema_of(server: str, name: str) -> str:
    """An address at which a new record is made, in a schema of its own."""
    import psycopg

    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"DROP SCHEMA IF EXISTS {name} CASCADE")
        connection.execute(f"CREATE SCHEMA {name}")
    return f"{server}{'&' if '?' in server else '?'}options=-csearch_path%3D{name}"


if __name__ == "__main__":
    main()
