"""The API described, for the page's types: ``python -m servanda.web.describe > web/openapi.json``."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from servanda.web.app import create_app, described
from servanda.web.config import Service
from servanda.web.people import SiteDoor, open_site


def description() -> str:
    """The description of a server with accounts as JSON; the same bytes for the same version."""
    with TemporaryDirectory() as folder:  # a site of nobody: what it holds is not described
        site = open_site(str(Path(folder) / "site.db"), create=True)
        made = described(create_app(Service(records={}, door=SiteDoor(site))))
        site.close()
    return json.dumps(made, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


if __name__ == "__main__":
    sys.stdout.write(description())
