"""A flipped byte, a deleted row, a swapped pair: each is found, and named."""

from __future__ import annotations

import os
import random
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, Table, delete, insert, select, update
from tests.record.conftest import MakeAddress
from tests.record.test_backup import fill

from servanda.errors import RecordError
from servanda.record.log import Head
from servanda.record.reading import Reading
from servanda.record.schema import LAYERS, active, claims, documents, judged, log, meta
from servanda.record.store import Store, open_store
from servanda.record.verify import Verified, verify

TABLES = {**LAYERS, "claims": claims, "judged": judged, "active": active, "log": log}
Row = dict[str, Any]


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def filled(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """One record for all tests of a store: what they change they take back."""
    if request.param == "sqlite":
        address = str(tmp_path_factory.mktemp("filled") / "a.db")
    else:
        address = request.getfixturevalue("server").new_schema(f"filled_{os.getpid()}")
    fill(address)
    with open_store(address) as store:
        yield store


def after(store: Store, change: Callable[[Connection], object], **noted: Any) -> Verified:
    """What is found after a change, which is taken back."""
    found: list[Verified] = []
    with pytest.raises(_TakeBackError), store.writing() as work:  # noqa: PT012
        if store.dialect == "sqlite":
            work.connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
        else:  # whoever tampers is not stopped by foreign keys
            work.connection.exec_driver_sql("SET LOCAL session_replication_role = replica")
        change(work.connection)
        found.append(verify(work.connection, **noted))
        raise _TakeBackError
    return found[0]


class _TakeBackError(Exception):
    pass


def names(found: Verified, table: Table, row: Row) -> bool:
    """Whether a finding names this row, or the row of a layer from which it follows."""
    keys = {str(row["number"])} if "number" in row else set()
    if table is claims:
        keys = {f"{row['coding']}/{row['place']}"}
    if table is judged:
        keys = {f"{row['judgement']}/{row['thing']}"}
    if table is active:
        keys = {row["report"]}
    return any(f.table == table.name and f.row in keys for f in found.findings)


def rows_of(connection: Connection, table: Table) -> list[Row]:
    query = select(table).order_by(*table.primary_key.columns)
    return [dict(row) for row in connection.execute(query).mappings()]


def where(table: Table, row: Row) -> Any:
    condition = True
    for column in table.primary_key.columns:
        condition = (column == row[column.name]) & condition  # type: ignore[assignment]
    return condition


def flip(value: Any, chance: random.Random) -> Any:
    """The value with one bit of one byte flipped, such that the column can still hold it."""
    if isinstance(value, bytes):
        at = chance.randrange(len(value))
        return value[:at] + bytes([value[at] ^ 1 << chance.randrange(8)]) + value[at + 1 :]
    if isinstance(value, str):
        at = chance.randrange(len(value)) if value else 0
        return value[:at] + chr(ord(value[at]) ^ 1) + value[at + 1 :] if value else "x"
    if isinstance(value, int):
        return value ^ 1 << chance.randrange(8)
    if isinstance(value, float):
        return value + 0.5
    return "x"


def altered(connection: Connection, chance: random.Random) -> tuple[Table, Row]:
    table = TABLES[chance.choice(sorted(set(TABLES) - {"judged"}))]  # which is all key
    row = chance.choice(rows_of(connection, table))
    alter(connection, table, row, chance.choice([c for c in table.columns if not c.primary_key]), chance)
    return table, row


def alter(connection: Connection, table: Table, row: Row, column: Any, chance: random.Random) -> None:
    value = 0.75 if column.name == "score" else flip(row[column.name], chance)
    connection.execute(update(table).where(where(table, row)).values({column.name: value}))


def deleted(connection: Connection, chance: random.Random) -> tuple[Table, Row]:
    table = TABLES[chance.choice(sorted(TABLES))]
    row = chance.choice(rows_of(connection, table))
    connection.execute(delete(table).where(where(table, row)))
    return table, row


def swapped(connection: Connection, chance: random.Random, table: Table) -> tuple[Table, Row]:
    one, two = chance.sample(rows_of(connection, table), 2)
    for row in (one, two):
        connection.execute(delete(table).where(where(table, row)))
    for row, number in ((one, two["number"]), (two, one["number"])):
        connection.execute(insert(table).values({**row, "number": number}))
    return table, one


def test_a_hundred_random_changes_are_each_found_and_named(filled: Store) -> None:
    missed = []
    for seed in range(100):
        chance = random.Random(seed)
        kind, *change = _CHANGES[seed % len(_CHANGES)]
        touched: list[tuple[Table, Row]] = []

        def apply(
            connection: Connection,
            how: Any = change[0],
            chance: random.Random = chance,
            touched: list[tuple[Table, Row]] = touched,
        ) -> None:
            touched.append(how(connection, chance))

        found = after(filled, apply)
        table, row = touched[0]
        whats = {f.what for f in found.findings if f.table == table.name}
        if not names(found, table, row) or (kind == "swapped" and whats != {"reordered"}):
            missed.append((seed, kind, table.name, row, found.findings))

    assert missed == []


_CHANGES = [
    ("altered", altered),
    ("deleted", deleted),
    ("swapped", lambda connection, chance: swapped(connection, chance, log)),
    (
        "swapped",
        lambda connection, chance: swapped(connection, chance, LAYERS[chance.choice(sorted(LAYERS))]),
    ),
]


@pytest.mark.parametrize("table", list(TABLES.values()), ids=list(TABLES))
def test_every_column_of_every_table_is_watched(filled: Store, table: Table) -> None:
    with filled.reading() as look:
        row = rows_of(look.connection, table)[-1]
    missed = []
    for column in [c for c in table.columns if not c.primary_key]:
        found = after(filled, lambda c, column=column: alter(c, table, row, column, random.Random(1)))
        if not names(found, table, row):
            missed.append((column.name, found.findings))

    assert missed == []


def test_the_end_cut_off_from_log_and_layers_is_found(filled: Store) -> None:
    def change(connection: Connection) -> None:
        last = rows_of(connection, log)[-1]
        connection.execute(delete(judged).where(judged.c.judgement == last["number"]))
        for table in (log, LAYERS[last["layer"]]):
            connection.execute(delete(table).where(table.c.number == last["number"]))

    (finding,) = after(filled, change).findings

    assert (finding.what, finding.table, finding.row) == ("missing", "log", "30–30")


def test_a_row_put_in_beside_the_log_is_found(filled: Store) -> None:
    def change(connection: Connection) -> None:
        row = rows_of(connection, documents)[0]
        connection.execute(insert(documents).values({**row, "number": 2**40, "address": "0" * 64}))

    (finding,) = after(filled, change).findings

    assert (finding.what, finding.table, finding.row) == ("added", "documents", str(2**40))


@pytest.mark.parametrize("value", ["", "30", "9999999999999:" + "0" * 64, "30:" + "0" * 64])
def test_an_altered_mark_of_the_end_is_found(filled: Store, value: str) -> None:
    found = after(filled, lambda c: c.execute(update(meta).where(meta.c.key == "head").values(value=value)))

    assert [f.table for f in found.findings] in (["meta"], ["log"])


def test_a_log_written_anew_is_found_by_a_head_that_was_noted(filled: Store) -> None:
    with filled.reading() as look:
        noted = look.head

    def forge(connection: Connection) -> None:
        connection.execute(update(documents).where(documents.c.number == 1).values(licence="forged"))
        head = Head()
        for entry in rows_of(connection, log):
            table = LAYERS[entry["layer"]]
            row = connection.execute(select(table).where(table.c.number == entry["number"])).mappings().one()
            head, entry = head.next(entry["layer"], row)  # noqa: PLW2901
            connection.execute(update(log).where(log.c.number == entry["number"]).values(**entry))
        connection.execute(update(meta).where(meta.c.key == "head").values(value=str(head)))

    assert after(filled, forge).findings == ()
    (finding,) = after(filled, forge, noted=noted).findings
    assert (finding.table, finding.row) == ("log", str(noted.number))
    assert after(filled, lambda c: None, noted=noted).findings == ()


def test_an_empty_record_is_whole(new_address: MakeAddress) -> None:
    with open_store(new_address(), create=True) as store, store.reading() as look:
        found = verify(look.connection)

    assert (found.findings, found.head) == ((), Head())


def said(look: Reading) -> list[object]:
    return [rows_of(look.connection, table) for table in [*TABLES.values(), meta]]


@pytest.fixture
def bare(tmp_path: Path) -> Path:
    """A record in one file, without its write-ahead log."""
    path = tmp_path / "a.db"
    fill(str(path))
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")
    return path


def flipped(path: Path, at: int, chance: random.Random) -> Path:
    whole = path.read_bytes()
    copy = path.with_name("flipped.db")
    copy.write_bytes(whole[:at] + bytes([whole[at] ^ 1 << chance.randrange(8)]) + whole[at + 1 :])
    return copy


def test_flipped_bytes_in_values_of_the_file_are_found_and_named(bare: Path) -> None:
    whole, chance, missed = bare.read_bytes(), random.Random(2), []
    with open_store(str(bare), readonly=True) as store, store.reading() as look:
        values = [
            (table, row, value if isinstance(value, bytes) else value.encode())
            for table in (*LAYERS.values(), log)
            for row in rows_of(look.connection, table)
            for value in (row.get(name) for name in ("body", "digest", "chain", "reasons"))
            if value
        ]
    for _ in range(30):
        table, row, value = chance.choice(values)
        copy = flipped(bare, whole.index(value) + chance.randrange(len(value)), chance)
        with open_store(str(copy), readonly=True) as store, store.reading() as look:
            found = verify(look.connection)
        if not names(found, table, row) and whole.count(value) == 1:
            missed.append((table.name, row, found.findings))

    assert missed == []


def test_where_nothing_is_found_in_a_damaged_file_nothing_has_changed(bare: Path) -> None:
    size, chance, silent = bare.stat().st_size, random.Random(3), 0
    with open_store(str(bare), readonly=True) as store, store.reading() as look:
        before = said(look)
    for _ in range(30):
        at = chance.randrange(size)
        copy = flipped(bare, at, chance)
        try:
            with open_store(str(copy), readonly=True) as store, store.reading() as look:
                if not verify(look.connection).findings:
                    assert said(look) == before, at
                    silent += 1
        except RecordError as error:
            assert error.code in {"R001", "R002", "R010"}, (at, error)  # noqa: PT017

    assert 0 < silent < 30  # most of so small a file is empty
