"""Figures and contradictions: how often right, on reports read by hand; the seed's figures beside others'.

usage:
  figures.py score CODED... [--wrong]        attachments and contradictions against the labels
  figures.py rows KARABAKH OUT               Crisis Group's rows of losses as reports to be coded
  figures.py beside CODED... [--report ID]   tallies of one report, with those that stand beside them

CODED are files of ``servanda code --mentions``. The labels (training/reconciliation) name figures, events
and accounts by report and characters, so that they outlive a new coder; what the coder no longer finds is
left out and counted. ``score`` ends with 1 below what is due. KARABAKH is the folder with
casualties-casualties.csv.gz (Crisis Group, github.com/CrisisGroup/nk-data-repo).
"""

from __future__ import annotations

import argparse
import csv
import gzip
import json
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

from servanda.model import Event, Figure
from servanda.model.account import Account
from servanda.model.json import from_json
from servanda.model.views import Contradiction, Tally
from servanda.reconciliation.accounts import accounts_of
from servanda.reconciliation.contradictions import against_record, within_report
from servanda.reconciliation.tallies import TALLIES, attach, build_tallies, set_beside

LABELS = Path(__file__).parent.parent / "training" / "reconciliation"
DUE = {"attachments": (0.80, 0.75), "contradictions": (0.85, 0.70)}
"""Precision and recall on the half kept apart."""
_TOLD = {
    "Combatant/Killed": "combatants were killed",
    "Non-combatant/Killed": "civilians were killed",
    "Combatant/Wounded": "combatants were wounded",
    "Non-combatant/Wounded": "civilians were wounded",
}
_WORDS = dict(
    zip(range(1, 10), ("One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine"), strict=True)
)


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")


def load(paths: Iterable[Path]) -> dict[str, tuple[Account, ...]]:
    """The accounts of each report, by its id."""
    out = {}
    for path in paths:
        with path.open(encoding="utf-8") as lines:
            for line in lines:
                coding = from_json(json.loads(line))
                out[coding.document.id] = accounts_of(coding)
    return out


def events_of(accounts: Iterable[Account]) -> list[Account]:
    """Those that tell an event."""
    return [a for a in accounts if isinstance(a.claim, Event)]


def span_of(account: Account) -> str:
    """First and last character of the best evidence."""
    span = account.claim.provenance.evidence[0]
    return f"{span.start}-{span.end}"


def meets(account: Account, spans: Iterable[str]) -> bool:
    """Whether some of its evidence and one of the spans overlap: a new coder may word an act otherwise."""
    bounds = [tuple(map(int, s.split("-"))) for s in spans if s != "none"]
    evidence = account.claim.provenance.evidence
    return any(e.start < last and first < e.end for e in evidence for first, last in bounds)


def rows_of(name: str) -> Iterator[dict[str, str]]:
    """The labels of one kind."""
    with (LABELS / f"{name}.tsv").open(encoding="utf-8") as file:
        yield from csv.DictReader(file, delimiter="\t")


class Score:
    """Right, wrong and missed on one half."""

    def __init__(self) -> None:
        self.right = self.wrong = self.needed = self.met = self.gone = 0

    def say(self, name: str) -> tuple[float, float]:
        """Print and return precision and recall."""
        found = self.right + self.wrong
        precision = self.right / found if found else 0.0
        recall = self.met / self.needed if self.needed else 0.0
        _say(
            f"{name:22} precision {precision:.3f} ({self.right}/{found})  recall {recall:.3f} "
            f"({self.met}/{self.needed})  no longer found {self.gone}"
        )
        return precision, recall


def attachments(reports: dict[str, tuple[Account, ...]], *, wrong: bool) -> dict[str, Score]:
    """Which event of its report each labelled figure was given."""
    scores: dict[str, Score] = defaultdict(Score)
    for row in rows_of("attachments"):
        score = scores[row["half"]]
        accounts = reports.get(row["report"], ())
        figure = next(
            (a for a in accounts if isinstance(a.claim, Figure) and span_of(a) == row["figure"]), None
        )
        if figure is None:
            score.gone += 1
            continue
        events = {e.id: e for e in events_of(accounts)}
        given = attach(figure, events.values())
        good = row["events"].split()
        met = meets(events[given], good) if given else "none" in good
        if given:
            score.right += met
            score.wrong += not met
            if wrong and not met:
                _say(f"  {row['report']}: {figure.quotes[0]!r} => {events[given].quotes[0]!r}")
        if "none" not in good:
            score.needed += 1
            score.met += met
    return scores


def contradictions(reports: dict[str, tuple[Account, ...]], *, wrong: bool) -> dict[str, Score]:
    """Which labelled pairs are held to contradict each other."""
    scores: dict[str, Score] = defaultdict(Score)
    within: dict[str, tuple[Contradiction, ...]] = {}
    for row in rows_of("contradictions"):
        score = scores[row["half"]]
        one = [a for a in reports.get(row["report_a"], ()) if str(a.position) == row["start_a"]]
        other = [a for a in reports.get(row["report_b"], ()) if str(a.position) == row["start_b"]]
        if not one or not other:
            score.gone += 1
            continue
        sentences = {one[0].context, other[0].context}
        if row["scope"] == "within":
            if row["report_a"] not in within:
                within[row["report_a"]] = within_report(reports[row["report_a"]])
            given = within[row["report_a"]]
        else:
            mine = [a for a in reports[row["report_a"]] if a.context == one[0].context]
            theirs = [a for a in reports[row["report_b"]] if a.context == other[0].context]
            given = tuple(x for a in mine for x in against_record(a, theirs))
        found = any({s.quote for s in x.sides} == sentences for x in given)
        holds = row["holds"] == "yes"
        score.right += found and holds
        score.wrong += found and not holds
        score.needed += holds
        score.met += found and holds
        if wrong and found and not holds:
            _say(f"  {row['report_a']} {row['start_a']} and {row['report_b']} {row['start_b']}")
    return scores


def score(paths: list[Path], *, wrong: bool) -> int:
    """Print all scores; 1 below what is due."""
    reports = load(paths)
    bad = 0
    for name, measure in (("attachments", attachments), ("contradictions", contradictions)):
        scores = measure(reports, wrong=wrong)
        for half in sorted(scores):
            got = scores[half].say(f"{name}, {half}")
            if half == "test":
                bad |= got[0] < DUE[name][0] or got[1] < DUE[name][1]
    return int(bad)


def write_rows(folder: Path, out: Path) -> None:
    """Each row of losses as a report of one sentence of ours, dated as the row."""
    lines = []
    with gzip.open(folder / "casualties-casualties.csv.gz", "rt", encoding="utf-8-sig") as file:
        for k, row in enumerate(csv.DictReader(file)):
            if row["Incident Type"] in _TOLD:
                month, day, year = map(int, row["Date"].split("/"))
                number, place = int(row["Casualties"]), row["Place of Origin"].split(":")[-1].strip()
                told = _TOLD[row["Incident Type"]]
                if number == 1:
                    told = told.replace("s were", " was")
                front = "in the fighting on the border of Armenia and Azerbaijan"
                if "escalation" not in place:
                    front = f"on the front between Armenia and Azerbaijan at {place}"
                lines.append(
                    {
                        "id": f"icg-loss-{k:03}",
                        "title": "Losses",
                        "source": "International Crisis Group",
                        "published": date(year, month, day).isoformat(),
                        "text": f"{_WORDS.get(number, number)} {told} {front}.",
                    }
                )
    out.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    _say(f"{len(lines)} rows")


def tallies_of(reports: dict[str, tuple[Account, ...]]) -> tuple[Tally, ...]:
    """All tallies, each event an incident of its own: what grouping by words and days alone makes of them."""
    incident: dict[str, str] = {}
    figures: dict[str, Account] = {}
    for accounts in reports.values():
        for account in accounts:
            if isinstance(account.claim, Figure):
                figures[account.id] = account
                if given := attach(account, events_of(accounts)):
                    incident[account.id] = given
    by_key: dict[str, list[str]] = defaultdict(list)
    loose = sorted((f for f in figures.values() if f.id not in incident), key=lambda a: a.key)
    for figure in loose:
        for key in TALLIES.keys(figure):
            by_key[key].append(figure.id)
    met = {tuple(sorted((a, b))) for ids in by_key.values() for a in ids for b in ids if a < b}
    pairs = [p for a, b in sorted(met) if (p := TALLIES.compare(figures[a], figures[b]))]
    out = list(build_tallies([figures[f] for f in incident], incident))
    for group in TALLIES.split([f.id for f in loose], pairs, ()):
        out += build_tallies([figures[f] for f in group], {})
    return set_beside(out, figures)


def beside(paths: list[Path], report: str) -> None:
    """Print the tallies of a report's figures and those beside them."""
    tallies = tallies_of(load(paths))
    by_id = {t.id: t for t in tallies}
    for tally in tallies:
        if any(c.report == report for c in tally.counts):
            _show(tally, "")
            for other in sorted((by_id[i] for i in tally.beside), key=lambda t: (str(t.when), t.id)):
                _show(other, "   beside: ")


def _show(tally: Tally, lead: str) -> None:
    days = "" if tally.when is None else f"{tally.when[0]} to {tally.when[1]}"
    _say(
        f"{lead}{tally.measure}, {tally.of}, {tally.side or 'no side'}, {days}: "
        f"low {tally.low} best {tally.best} high {tally.high}"
    )
    for count in tally.counts:
        teller = count.by.name if count.by else "own voice"
        _say(f"{' ' * len(lead)}  {count.day} {count.outlet} ({count.report}), {teller}: {count.quote!r}")


def main() -> int:
    """See the module's docstring."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    does = parser.add_subparsers(dest="does", required=True)
    scoring = does.add_parser("score")
    scoring.add_argument("coded", nargs="+", type=Path)
    scoring.add_argument("--wrong", action="store_true", help="print what is wrong")
    rows = does.add_parser("rows")
    rows.add_argument("karabakh", type=Path)
    rows.add_argument("out", type=Path)
    side = does.add_parser("beside")
    side.add_argument("coded", nargs="+", type=Path)
    side.add_argument("--report", default="seed")
    given = parser.parse_args()
    if given.does == "score":
        return score(given.coded, wrong=given.wrong)
    if given.does == "rows":
        write_rows(given.karabakh, given.out)
    else:
        beside(given.coded, given.report)
    return 0


if __name__ == "__main__":
    sys.exit(main())
