"""Files of own knowledge: YAML and CSV, and every way in which they can be wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from servanda.errors import ConfigError
from servanda.knowledge.own.reading import read_own
from servanda.knowledge.own.records import OwnKnowledge

YAML = """
actors:
  - name: Alland Liberation Front
    aliases: [ALF, Front of Alland]
    country: SYR
    sector: REB
    kind: armed_group
    since: 2011
    until: 2014-05
  - id: west
    name: Western Command
    part_of: alland-liberation-front
places:
  - {name: Camp Dellin, lat: 34.1, lon: 40.2, radius_km: 3, kind: camp, part_of: dellin-plain}
  - {name: Dellin Plain, country: SYR}
rules:
  - {word: neutralise, like: kill}
"""
CSV = "record,name,aliases,country,sector\nactor,Alland Liberation Front,ALF;Front of Alland,SYR,REB\n"


def write(folder: Path, text: str | bytes, name: str = "own.yaml") -> Path:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def read(folder: Path, text: str | bytes, name: str = "own.yaml", most: int = 100) -> OwnKnowledge:
    return read_own(write(folder, text, name), most)


def problem(folder: Path, text: str | bytes, name: str = "own.yaml", most: int = 100) -> str:
    with pytest.raises(ConfigError) as raised:
        read(folder, text, name, most)
    assert raised.value.code == "C003"
    assert raised.value.where.endswith(name)
    return str(raised.value)


def actors(*rows: str) -> str:
    return "actors:\n" + "".join(f"  - {{{row}}}\n" for row in rows)


def test_yaml_has_actors_places_and_rules(tmp_path: Path) -> None:
    own = read(tmp_path, YAML)

    assert [a.id for a in own.actors] == ["own:alland-liberation-front", "own:west"]
    assert [(p.name, p.lat) for p in own.places] == [("Camp Dellin", 34.1), ("Dellin Plain", None)]
    assert own.likes == {("verb", "neutralise"): "kill"}


def test_csv_reads_as_yaml_does(tmp_path: Path) -> None:
    (actor,) = read(tmp_path, CSV, "own.csv").actors

    assert (actor.name, actor.aliases) == ("Alland Liberation Front", ("ALF", "Front of Alland"))
    assert actor.where == "line 2"


def test_a_byte_order_mark_is_no_part_of_the_first_column(tmp_path: Path) -> None:
    assert read(tmp_path, b"\xef\xbb\xbf" + CSV.encode(), "own.csv").actors


def test_country_and_sector_come_from_what_it_is_part_of(tmp_path: Path) -> None:
    west = read(tmp_path, YAML).actors[1]

    assert (west.country, west.sector) == ("SYR", "REB")


def test_places_lie_where_what_holds_them_lies(tmp_path: Path) -> None:
    own = read(tmp_path, YAML)

    assert own.places[0].country == "SYR"
    assert own.places_above(own.places[0]) == ("Dellin Plain",)


def test_months_and_years_last_to_their_end(tmp_path: Path) -> None:
    assert read(tmp_path, YAML).actors[0].until == "2014-05-31"


def test_equal_files_have_equal_hashes(tmp_path: Path) -> None:
    assert read(tmp_path, YAML).sha256 == read(tmp_path, YAML, "other.yaml").sha256


@pytest.mark.parametrize(
    ("row", "told"),
    [
        pytest.param("name: A, country: SYRX, sector: REB", "unknown country 'SYRX'", id="country"),
        pytest.param("name: A, country: SYR, sector: ARMY", "unknown sector 'ARMY'", id="sector"),
        pytest.param("name: A, sector: REB, kind: gang", "unknown kind 'gang'", id="kind"),
        pytest.param("name: A", "'sector' is missing", id="no sector"),
        pytest.param("sector: REB", "'name' is missing", id="no name"),
        pytest.param("name: '--', sector: REB", "has no letter", id="marks alone"),
        pytest.param(r'name: "A\x01", sector: REB', "control character", id="control character"),
        pytest.param(
            "name: A, sector: REB, since: 2014, until: 2011", "'since' (2014) is after", id="dates turned"
        ),
        pytest.param("name: A, sector: REB, since: 2014-02-30", "'since' is no date", id="30 February"),
        pytest.param("name: A, sector: REB, until: '0000'", "'until' is no date", id="year 0"),
        pytest.param("name: A, sector: REB, colour: red", "cannot have 'colour'", id="unknown column"),
        pytest.param("name: A, sector: REB, part_of: b", "no id of the file: 'b'", id="part of nothing"),
        pytest.param("name: A, sector: REB, id: a b", "id 'a b' has other characters", id="bad id"),
        pytest.param("name: A, sector: REB, aliases: {b: c}", "'aliases' must be a list", id="aliases"),
    ],
)
def test_wrong_actors_are_told(tmp_path: Path, row: str, told: str) -> None:
    message = problem(tmp_path, actors(row))

    assert told in message
    assert "actors, item 1" in message


@pytest.mark.parametrize(
    ("text", "told"),
    [
        pytest.param("places: [{name: A, lat: 91, lon: 0}]", "'lat' is 91, not between", id="latitude"),
        pytest.param("places: [{name: A, lat: 1}]", "'lat' and 'lon' go together", id="half a point"),
        pytest.param("places: [{name: A, lat: nan, lon: 1}]", "'lat' is nan", id="not a number"),
        pytest.param("places: [{name: A, country: INT}]", "unknown country 'INT'", id="no land"),
        pytest.param("rules: [{word: a b, like: kill}]", "'word' is one word", id="two words"),
        pytest.param("rules: [{word: zap, like: zorp}]", "no verb 'zorp' tells an event", id="like nothing"),
        pytest.param(
            "rules: [{word: zap, like: kill}, {word: Zap, like: meet}]", "has a rule in", id="two rules"
        ),
    ],
)
def test_wrong_places_and_rules_are_told(tmp_path: Path, text: str, told: str) -> None:
    assert told in problem(tmp_path, text)


def test_circles_are_told_with_their_way(tmp_path: Path) -> None:
    rows = ("id: a, name: A1, sector: REB, part_of: b", "id: b, name: B1, sector: REB, part_of: a")

    assert "a → b → a" in problem(tmp_path, actors(*rows))


def test_ids_told_twice_are_told_with_both_places(tmp_path: Path) -> None:
    message = problem(tmp_path, actors("id: a, name: A1, sector: REB", "id: a, name: B1, sector: REB"))

    assert "actors, item 2: id 'a' is also that of actors, item 1" in message


def test_one_name_of_two_actors_at_one_time_is_refused(tmp_path: Path) -> None:
    rows = ("name: A1, sector: REB, until: 2010", "name: B1, aliases: [A1], sector: REB, since: 2010-06")

    assert "the name 'A1' is also that of" in problem(tmp_path, actors(*rows))


def test_one_name_may_pass_from_one_to_the_next(tmp_path: Path) -> None:
    rows = ("id: a, name: A1, sector: REB, until: 2010", "id: b, name: A1, sector: GOV, since: 2011")

    assert len(read(tmp_path, actors(*rows)).actors_by_name["A1"]) == 2


def test_all_problems_are_told_at_once(tmp_path: Path) -> None:
    message = problem(tmp_path, actors("name: A", "name: B, sector: X", "sector: REB"))

    assert "item 2" in message
    assert "item 3" in message


@pytest.mark.parametrize("text", ["", "\n# nothing\n", "actors: []", "actors:\nplaces:\n"])
def test_files_without_rows_are_refused(tmp_path: Path, text: str) -> None:
    assert "no rows" in problem(tmp_path, text)


@pytest.mark.parametrize("text", ["", "record,name,sector\n", "\ufeff"])
def test_csv_without_rows_is_refused(tmp_path: Path, text: str) -> None:
    assert "no rows" in problem(tmp_path, text, "own.csv")


def test_too_many_rows_name_the_limit(tmp_path: Path) -> None:
    rows = "record,name,sector\n" + "".join(f"actor,Group {i},REB\n" for i in range(11))

    message = problem(tmp_path, rows, "own.csv", most=10)
    assert "more than 10 rows" in message
    assert "limits.knowledge_rows" in message


def test_a_million_rows_are_refused_before_they_are_read(tmp_path: Path) -> None:
    rows = b"record,name,sector\n" + b"actor,Group,REB\n" * 1_000_000

    assert "more than 100 rows" in problem(tmp_path, rows, "own.csv")


def test_other_encodings_name_byte_and_line(tmp_path: Path) -> None:
    message = problem(tmp_path, "record,name\nactor,Fr\xe9re\n".encode("latin-1"), "own.csv")

    assert "not valid UTF-8 at byte 20 (line 2)" in message


@pytest.mark.parametrize(
    ("text", "told"),
    [
        pytest.param("record,name,colour\nactor,A,red\n", "unknown column 'colour'", id="unknown"),
        pytest.param("name,sector\nA,REB\n", "column 'record' is missing", id="no record"),
        pytest.param("record,name,name\nactor,A,B\n", "column 'name' stands twice", id="twice"),
        pytest.param("record,name\nactor,A,B\n", "3 cells under 2 columns", id="too many cells"),
        pytest.param("record,name\nactress,A\n", "record 'actress' is none of", id="unknown record"),
        pytest.param('record,name\nactor,"A"B\n', "not valid CSV", id="quotes"),
    ],
)
def test_wrong_csv_is_told(tmp_path: Path, text: str, told: str) -> None:
    assert told in problem(tmp_path, text, "own.csv")


@pytest.mark.parametrize("text", ["a: [", "- 1\n- 2", "1", "people: []", "actors: 3", "actors: [3]", "? [a]"])
def test_wrong_yaml_is_told(tmp_path: Path, text: str) -> None:
    assert problem(tmp_path, text)


def test_yaml_can_make_no_objects(tmp_path: Path) -> None:
    assert "no rows" in problem(tmp_path, "actors: !!python/object/apply:os.getcwd []")


def test_yaml_reads_every_cell_as_text(tmp_path: Path) -> None:
    (actor,) = read(
        tmp_path, actors("name: No, aliases: [2030], sector: REB, country: ~, since: 1999-05-31")
    ).actors

    assert (actor.name, actor.aliases, actor.country, actor.since) == ("No", ("2030",), "", "1999-05-31")


def test_missing_files_are_told(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="cannot be read"):
        read_own(tmp_path / "none.yaml")
