"""The server without limits of rate, for fuzzing and load: ``python -m benchmarks.web.server FILE PORT``."""

from __future__ import annotations

import sys

from servanda.web.config import Bounds, Service
from servanda.web.serving import serve


def main() -> None:
    """Serve until a signal comes."""
    bounds = Bounds(reads="", writes="", jobs=1000)
    record, port = sys.argv[1], int(sys.argv[2])
    service = Service(records={"main": record}, port=port, bounds=bounds, quiet=True)
    serve(service, lambda address: print(address, flush=True))


if __name__ == "__main__":
    main()
