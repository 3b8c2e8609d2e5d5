"""Links of the description: which answer leads to which other address, by which of its values."""

from __future__ import annotations

from typing import Any, Final

Links = dict[str, Any]

_THING: Final = (("show", "show_thing"), ("explain", "explain_thing"))

_LEADS: Final[dict[str, tuple[tuple[str, str, str, str], ...]]] = {
    **{
        f"list_{name}": tuple((key, to, "path.id", "$response.body#/items/0/id") for key, to in _THING)
        for name in (
            "incidents",
            "episodes",
            "figures",
            "contradictions",
            "commitments",
            "instruments",
            "tracks",
        )
    },
    "list_timeline": tuple((key, to, "path.id", "$response.body#/items/0/id") for key, to in _THING),
    "list_reports": (("report", "show_report", "path.id", "$response.body#/items/0/id"),),
    "search": (("report", "show_report", "path.id", "$response.body#/hits/0/report"),),
    "list_jobs": (("job", "show_job", "path.id", "$response.body#/items/0/id"),),
    "start_job": (
        ("job", "show_job", "path.id", "$response.body#/id"),
        ("cancel", "cancel_job", "path.id", "$response.body#/id"),
    ),
    "judge": (
        ("show", "show_thing", "path.id", "$response.body#/judgement/id"),
        ("undo", "undo_judgement", "path.id", "$response.body#/judgement/id"),
    ),
}
"""By operation: name of the link, where it leads, the parameter it fills, and with what."""

_PAGED: Final = "list_"


def links_of(operation: str, described: dict[str, Any]) -> Links:
    """The links of what an operation answers."""
    record = {"path.record": "$request.path.record"}
    found: Links = {
        name: {"operationId": to, "parameters": {**record, parameter: value}}
        for name, to, parameter, value in _LEADS.get(operation, ())
    }
    if operation == "list_incidents":
        found["beside"] = {
            "operationId": "show_beside",
            "parameters": {**record, "path.id": "$response.body#/items/0/id"},
        }
        found["accounts"] = {
            "operationId": "list_accounts",
            "parameters": {**record, "query.ids": "$response.body#/items/0/accounts/0"},
        }
    takes = {one["name"] for one in described.get("parameters", ())}
    if "cursor" in takes:
        found["next"] = {
            "operationId": operation,
            "parameters": {**record, "query.cursor": "$response.body#/cursor"},
        }
    return found
