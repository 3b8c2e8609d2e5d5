"""Count what the tables of knowledge hold, as ``docs/reading/knowledge.md`` tells it.

usage: python -m training.knowledge.counts
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from servanda.knowledge.actors import known_names
from servanda.knowledge.countries import all_capitals, all_lands
from servanda.knowledge.organisations import load_bodies
from servanda.knowledge.tables import read_rows
from servanda.knowledge.usage import all_usages


def lines() -> Iterator[tuple[str, int]]:
    """What is counted, and how much there is of it."""
    bodies = list(load_bodies())
    yield "bodies", len(bodies)
    for kind, count in Counter(body.kind for body in bodies).most_common():
        yield f"bodies: {kind.replace('_', ' ')}", count
    yield "names of bodies in the table", sum(len(body.names) for body in bodies)
    yield "bodies with a first or last year", sum(bool(body.since or body.until) for body in bodies)
    weak = {name for body in bodies for name, is_weak in body.names if is_weak}
    yield "names that need their country named", len(weak)
    for status, count in Counter(row[8] for row in read_rows("countries", 9)).most_common():
        yield f"countries: {status}", count
    for status, count in Counter(row[7] for row in read_rows("territories", 8)).most_common():
        yield f"territories: {status}", count
    yield "words for lands, their people and capitals", len(all_lands())
    yield "capitals and seats that changed", len(all_capitals())
    yield "metonyms", len(read_rows("seats", 1))
    yield "usages of names", len(all_usages())
    yield "things with several names in use", len({usage.what for usage in all_usages()})
    yield "names of actors, with those that follow by rule", len(set(known_names()))


def main() -> None:
    """Print the counts, one a line."""
    for what, count in lines():
        print(f"{count:>7,}  {what}")


if __name__ == "__main__":
    main()
