"""Reports with codings, made up from a number: for tests that need many and care for none."""

from __future__ import annotations

import hashlib
from typing import Any

AT = "2024-05-01T12:00:00Z"
CODER = {"servanda": "0.1.0", "format": "1", "model": "0123456789abcdef"}


def report(number: int, *, words: str = "", coder: dict[str, str] = CODER) -> dict[str, Any]:
    """The object of a report (codebook section 8) with one event and one commitment."""
    text = f"Envoys of Northland met for round {number}. They promised to release prisoners. {words}"
    sha256 = hashlib.sha256(text.encode()).hexdigest()

    def claim(letter: str, said: str, words: str) -> dict[str, Any]:
        start = text.index(words)
        end = start + len(words)
        return {
            "id": f"{letter}-{hashlib.sha256(f'{sha256}{said}'.encode()).hexdigest()[:16]}",
            "spans": [[start, end]],
            "quotes": [text[start:end]],
            "coder": f"tests/{said}",
            "score": 0.5,
            "reasons": [],
            "fields": {},
            "chain": [],
            "vouched": True,
        }

    day = f"2024-{number % 12 + 1:02}-{number % 28 + 1:02}"
    return {
        "id": f"made-{number:04}",
        "title": f"Round {number} “of talks”",
        "source": "Made Up Agency",
        "published": day,
        "written": day,
        "text": text,
        "events": [
            {
                **claim("E", "meet", f"Envoys of Northland met for round {number}"),
                "type": "CONSULT",
                "mode": "visit",
                "actors": ["Northland|NRL|GOV"],
                "recipients": ["Southland|SDL|GOV"],
                "status": "happened",
                "background": False,
                "date": day,
                "place": None,
                "says": None,
            }
        ],
        "statements": [],
        "figures": [],
        "commitments": [
            {
                **claim("C", "release", "promised to release prisoners"),
                "act": "release_prisoners",
                "obligors": ["Northland|NRL|GOV", "Southland|SDL|GOV"],
                "beneficiaries": [],
                "force": "agreed",
                "date": day,
                "start": None,
                "end": None,
                "term": None,
                "renewal": None,
                "condition": None,
                "instrument": None,
            }
        ],
        "written_reasons": [f"the report bears the date {day}"],
        "url": f"https://example.org/{number}",
        "language": "en",
        "media_type": "text/plain",
        "sha256": sha256,
        "dates": [["record", day]],
        "dateline": None,
        "removed": [],
        "issues": [],
        "mentions": [],
        "original": text,
        "offsets": [[0, 0, len(text), len(text)]],
        "breaks": [],
        "versions": coder,
        "line": number,
    }
