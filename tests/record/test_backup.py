from __future__ import annotations

import os
import random
from pathlib import Path

import pytest
from tests.record.conftest import MakeAddress
from tests.record.reports import AT, CODER, report
from tests.record.server import Server

from servanda.errors import ConfigError, InputError, RecordError
from servanda.record.backup import check_backup, restore, write_backup
from servanda.record.store import open_store
from servanda.record.verify import verify

WHO = {"author": "ana", "role": "person", "at": AT}


def fill(address: str, reports: int = 12) -> str:
    """A record with every kind of row; the end of its log."""
    with open_store(address, create=True) as store, store.writing() as work:
        work.add_reports([(report(n), "CC BY 4.0", n % 2 == 0) for n in range(reports)], at=AT)
        newer = work.add_report(report(1, coder={**CODER, "servanda": "0.2.0"}), at=AT)
        work.recode("made-0001", newer.coding, **WHO)
        work.withdraw("made-0002", **WHO)
        undone = work.withdraw("made-0003", **WHO)
        work.add_judgement("undo", [undone.id], **WHO)
        work.add_judgement("same", ["E-1", "E-2"], score=0.1, reasons=["“near”"], **WHO)
        return str(work.head)


def content(address: str) -> list[object]:
    """All that can be read of a record; nothing wrong with it."""
    with open_store(address) as store, store.reading() as look:
        assert verify(look.connection).findings == ()
        return [*look.codings(withdrawn=True), look.withdrawn(), look.judgements(), str(look.head)]


@pytest.fixture
def backup(new_address: MakeAddress, tmp_path: Path) -> tuple[str, Path]:
    address, target = new_address(), tmp_path / "backup"
    fill(address)
    with open_store(address) as store, store.reading() as look:
        write_backup(look, target)
    return address, target


def test_a_record_comes_back_as_it_was(backup: tuple[str, Path], new_address: MakeAddress) -> None:
    address, source = backup
    again = new_address()

    kept = restore(source, again)

    assert content(again) == content(address)
    assert kept.rows == {"documents": 12, "codings": 13, "judgements": 5}
    assert kept.size == source.stat().st_size
    assert not source.with_name("backup.partial").exists()


def test_a_backup_goes_from_either_store_to_the_other(server: Server, tmp_path: Path) -> None:
    file, schema = str(tmp_path / "a.db"), server.new_schema(f"moved_{os.getpid()}")
    there, back = tmp_path / "there", tmp_path / "back"
    fill(file)
    with open_store(file) as store, store.reading() as look:
        write_backup(look, there)
    restore(there, schema)
    with open_store(schema) as store, store.reading() as look:
        write_backup(look, back)

    assert content(schema) == content(file)
    assert back.read_bytes() == there.read_bytes()


def test_what_is_written_meanwhile_is_not_in_it(address: str, tmp_path: Path) -> None:
    fill(address)
    with open_store(address) as store, store.reading() as look:
        store.add_report(report(77), at=AT)
        kept = write_backup(look, tmp_path / "backup")
        assert kept.head == look.head


def test_every_cut_and_every_flipped_byte_is_refused(tmp_path: Path) -> None:
    address, source, target = str(tmp_path / "a.db"), tmp_path / "backup", str(tmp_path / "b.db")
    fill(address, 4)
    with open_store(address) as store, store.reading() as look:
        write_backup(look, source)
    whole = source.read_bytes()
    chance = random.Random(5)
    spoilt = [whole[:n] for n in [0, 1, len(whole) - 1, *chance.sample(range(len(whole)), 60)]]
    for _ in range(200):
        at = chance.randrange(len(whole))
        spoilt.append(whole[:at] + bytes([whole[at] ^ 1 << chance.randrange(8)]) + whole[at + 1 :])
    lines = whole.splitlines(keepends=True)
    spoilt += [b"".join(lines[:-1]), whole + b"\n", whole + lines[-1], b"".join([lines[0], *lines[2:]])]
    spoilt += [b"".join([lines[0], lines[2], lines[1], *lines[3:]])]

    for number, altered in enumerate(spoilt):
        source.write_bytes(altered)
        with pytest.raises(RecordError, match=r"R00[26]"):
            check_backup(source)
        if number % 20 == 0:
            with pytest.raises(RecordError, match=r"R00[26]"):
                restore(source, target)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.db", "backup"]


def test_a_forged_hash_does_not_help(backup: tuple[str, Path], new_address: MakeAddress) -> None:
    import hashlib

    _, source = backup
    lines = source.read_bytes().splitlines(keepends=True)[:-1]
    lines[3] = lines[3].replace(b"CC BY", b"CC NO")
    forged = b"".join(lines)
    source.write_bytes(forged + hashlib.sha256(forged).hexdigest().encode() + b"\n")
    target = new_address()

    with pytest.raises(RecordError, match="R006"):
        restore(source, target)
    with pytest.raises(RecordError, match="R001"):
        open_store(target)


def test_a_record_that_was_altered_is_not_backed_up(address: str, tmp_path: Path) -> None:
    fill(address)
    with open_store(address) as store:
        with store.writing() as work:
            work.connection.exec_driver_sql("UPDATE documents SET licence = 'none' WHERE number = 1")
        with store.reading() as look, pytest.raises(RecordError, match="R010"):
            write_backup(look, tmp_path / "backup")

    assert not (tmp_path / "backup").exists()
    assert not (tmp_path / "backup.partial").exists()


def test_nothing_is_restored_over_a_record(backup: tuple[str, Path]) -> None:
    address, source = backup
    before = content(address)

    with pytest.raises(RecordError, match="R003"):
        restore(source, address)
    assert content(address) == before


def test_indexes_are_part_of_the_restoring(backup: tuple[str, Path], new_address: MakeAddress) -> None:
    _, source = backup
    target = new_address()

    def fail(work: object) -> None:
        raise RecordError("R004", "no room")

    with pytest.raises(RecordError, match="R004"):
        restore(source, target, then=fail)
    with pytest.raises(RecordError, match="R001"):
        open_store(target)
    restore(source, target, then=lambda work: work.set_meta("derived.version", "1"))
    with open_store(target) as store, store.reading() as look:
        assert look.meta("derived.version") == "1"


def test_a_backup_of_a_newer_version_is_told(backup: tuple[str, Path], tmp_path: Path) -> None:
    _, source = backup
    source.write_bytes(source.read_bytes().replace(b'"version":1', b'"version":2', 1))

    with pytest.raises(RecordError, match="R002"):
        restore(source, str(tmp_path / "new.db"))


def test_files_that_are_not_there_and_cannot_be_written(backup: tuple[str, Path], tmp_path: Path) -> None:
    address, _ = backup

    with pytest.raises(InputError, match="I001"):
        restore(tmp_path / "nothing", str(tmp_path / "new.db"))
    with pytest.raises(RecordError, match="R006"):
        check_backup(Path(__file__))
    with open_store(address) as store, store.reading() as look, pytest.raises(ConfigError, match="C004"):
        write_backup(look, tmp_path / "no folder" / "backup")
