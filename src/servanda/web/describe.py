"""The API described, for the page's types: ``python -m servanda.web.describe > web/openapi.json``."""

from __future__ import annotations

import json
import sys

from servanda.web.app import create_app, described
from servanda.web.config import Service


def description() -> str:
    """The description as JSON; the same bytes for the same version."""
    made = described(create_app(Service(records={"main": "record.db"})))
    return json.dumps(made, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


if __name__ == "__main__":
    sys.stdout.write(description())
