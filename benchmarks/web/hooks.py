"""What the description cannot say: which parameters go together. Read by schemathesis (``fuzz.py``)."""

from __future__ import annotations

from typing import Any

import schemathesis


@schemathesis.hook
def map_query(context: Any, query: dict[str, Any] | None) -> dict[str, Any] | None:
    """Streams end soon."""
    del context
    if query and "seconds" in query and isinstance(query["seconds"], int | float):
        query["seconds"] = 1
    return query
