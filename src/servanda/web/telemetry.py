"""What the server tells of itself: a line of JSON a request, and figures for Prometheus."""

from __future__ import annotations

import json
import logging
import re
import sys
import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from servanda.web.config import PREFIX

if TYPE_CHECKING:
    from collections.abc import Iterable

    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from servanda.web.jobs import Jobs

access: Final = logging.getLogger("servanda.web.access")

BUCKETS: Final = (0.005, 0.01, 0.025, 0.05, 0.1, 0.2, 0.4, 0.8, 1.6, 3.2, 6.4, 12.8)
"""Seconds."""

_BY_REPORT: Final = re.compile(
    rf"({PREFIX}/records/[^/]+/(?:reports|things)/)(.+?)((?:/explain)?)", re.DOTALL
)
_HASH: Final = re.compile(r"[A-Z]-[0-9a-f]{4,64}")
"""An id that tells nothing."""

MEDIA_TYPE: Final = "text/plain; version=0.0.4; charset=utf-8"


class Figures:
    """The figures of one application."""

    def __init__(self, jobs: Jobs) -> None:
        self.registry = CollectorRegistry()
        self.requests = Counter(
            "servanda_requests", "Requests answered", ("method", "route", "status"), registry=self.registry
        )
        self.seconds = Histogram(
            "servanda_request_seconds",
            "Time until an answer began",
            ("route",),
            buckets=BUCKETS,
            registry=self.registry,
        )
        self.open = Gauge("servanda_requests_open", "Requests under way, streams too", registry=self.registry)
        self.registry.register(_OfJobs(jobs))

    def text(self) -> bytes:
        """All figures as Prometheus reads them."""
        return generate_latest(self.registry)


class _OfJobs(Collector):
    def __init__(self, jobs: Jobs) -> None:
        self._jobs = jobs

    def collect(self) -> Iterable[Metric]:
        family = GaugeMetricFamily("servanda_jobs", "Ingestions by state", labels=["state"])
        for state, count in self._jobs.counts().items():
            family.add_metric([state], count)
        yield family


class Telemetry:
    """Counts and writes down each request."""

    def __init__(self, app: ASGIApp, figures: Figures) -> None:
        self._app = app
        self._figures = figures

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        began = time.perf_counter()
        first, status, size = 0.0, 0, 0

        async def sending(message: Message) -> None:
            nonlocal first, status, size
            if message["type"] == "http.response.start":
                status, first = message["status"], time.perf_counter() - began
            elif message["type"] == "http.response.body":
                size += len(message.get("body", b""))
            await send(message)

        self._figures.open.inc()
        try:
            await self._app(scope, receive, sending)
        finally:
            self._figures.open.dec()
            route = str(getattr(scope.get("route"), "path", "")) or "none"
            self._figures.requests.labels(scope["method"], route, str(status)).inc()
            self._figures.seconds.labels(route).observe(first)
            self._write(scope, status, size, time.perf_counter() - began)

    def _write(self, scope: Scope, status: int, size: int, seconds: float) -> None:
        if not access.isEnabledFor(logging.INFO):
            return
        access.info(
            "request",
            extra={
                "told": {
                    "id": scope.get("servanda.id", ""),
                    "caller": scope.get("servanda.caller", ""),
                    "method": scope["method"],
                    "path": _told(scope["path"]),  # without the query, which may hold names
                    "status": status,
                    "bytes": size,
                    "ms": round(seconds * 1000, 1),
                }
            },
        )


def _told(path: str) -> str:
    """An address without the ids of reports, which may hold names."""
    found = _BY_REPORT.fullmatch(path)
    if found and not _HASH.fullmatch(found[2]):
        path = f"{found[1]}{{id}}{found[3]}"
    return path[:500]


class JsonLines(logging.Formatter):
    """A log record as one line of JSON; whatever a caller sent stands escaped in it."""

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        said = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "from": record.name,
            "what": record.getMessage(),
            **getattr(record, "told", {}),
        }
        if record.exc_info:
            said["trace"] = self.formatException(record.exc_info)
        return json.dumps(said, ensure_ascii=True)


def write_logs(*, quiet: bool) -> None:
    """Write the server's log to standard error; without a line a request if it is to be quiet."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines())
    for name in ("servanda", "uvicorn.error"):
        logger = logging.getLogger(name)
        logger.handlers = [handler]
        logger.propagate = False
        logger.setLevel(logging.INFO if name == "servanda" else logging.WARNING)
    access.setLevel(logging.WARNING if quiet else logging.INFO)
