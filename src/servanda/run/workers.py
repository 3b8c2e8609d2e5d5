"""Lines through several processes, in order, with few in memory at a time."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import resource_tracker
from multiprocessing.connection import wait
from types import TracebackType
from typing import Final, Generic, Self, TypeVar

from servanda.run.lines import How, Line, Outcome, code_line, died

Work = TypeVar("Work")
Made = TypeVar("Made")

WAITING_PER_WORKER: Final = 3
"""Lines read ahead for each worker: enough that none waits, few enough that memory stays bounded."""

ENDING_SECONDS: Final = 0.1
"""Time between two looks at a process that was told to end."""


def cores() -> int:
    """Processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def code_lines(lines: Iterable[Line], how: How, workers: int) -> Iterator[Outcome]:
    """Outcomes in the order of the lines, the same for any number of workers; one is this process."""
    if workers <= 1:
        for line in lines:
            yield code_line(line, how)
        return
    with Workers(how, workers, code_line, died) as pool:
        for line in lines:
            pool.add(line)
            if pool.waiting >= workers * WAITING_PER_WORKER:
                yield pool.take()
        while pool.waiting:
            yield pool.take()


class Workers(Generic[Work, Made]):
    """Processes that code reports. A process that dies is replaced; a report that kills two is given up.

    Args:
        how: reports are coded.
        count: of processes.
        code: what a process does with one; a function of a module.
        lost: what becomes of one on which two processes died.
    """

    def __init__(
        self,
        how: How,
        count: int,
        code: Callable[[Work, How], Made],
        lost: Callable[[Work, How], Made],
    ) -> None:
        self._how = how
        self._count = count
        self._code = code
        self._lost = lost
        self._queue: deque[tuple[Work, Future[Made]]] = deque()
        self._others = {child.pid for child in multiprocessing.active_children()}
        self._pool = self._start()

    @property
    def waiting(self) -> int:
        """Reports added and not taken."""
        return len(self._queue)

    def add(self, line: Work) -> None:
        """Hand a report to the next free process."""
        self._queue.append((line, self._submit(line)))

    def take(self) -> Made:
        """What came of the report that was added first; waits for it."""
        line, future = self._queue.popleft()
        try:
            return future.result()
        except BrokenProcessPool:
            # Any line in flight may have been the one: try this one alone, then hand out the rest again.
            self._restart()
            outcome = self._alone(line)
            self._queue = deque((other, self._submit(other)) for other, _ in self._queue)
            return outcome

    def _alone(self, line: Work) -> Made:
        try:
            return self._submit(line).result()
        except BrokenProcessPool:
            self._restart()
            return self._lost(line, self._how)

    def _submit(self, line: Work) -> Future[Made]:
        try:
            with _without_interrupts():  # the pool starts its processes as work is given to it
                return self._pool.submit(self._code, line, self._how)
        except BrokenProcessPool as error:
            broken: Future[Made] = Future()
            broken.set_exception(error)
            return broken

    def _start(self) -> ProcessPoolExecutor:
        # "spawn": a fork of a process that runs threads (a progress bar, onnxruntime) may deadlock.
        context = multiprocessing.get_context("spawn")
        return ProcessPoolExecutor(self._count, mp_context=context, initializer=_start_worker)

    def _restart(self) -> None:
        self._stop()
        self._pool = self._start()

    def _stop(self) -> None:
        self._pool.shutdown(wait=False, cancel_futures=True)
        children = [child for child in multiprocessing.active_children() if child.pid not in self._others]
        for child in children:
            child.terminate()
        for child in children:
            # The pool's own thread waits for them, too: "join" alone may come back a moment before the child
            # is known to have ended, when that thread was the one to collect it.
            while child.is_alive():
                child.join(ENDING_SECONDS)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error is None:
            self._pool.shutdown()
        else:
            self._stop()


@contextmanager
def _without_interrupts() -> Iterator[None]:
    """Hold Ctrl-C back, so that processes started meanwhile never see it, not even while they import.

    A process takes over which signals are held back, and ``_start_worker`` comes too late. What came in the
    meantime reaches this process at the end.
    """
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    # It is started with the first process otherwise, and lets these signals through again when it is.
    resource_tracker.ensure_running()
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _start_worker() -> None:
    """Leave Ctrl-C to the parent, and end when the parent is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent.sentinel,), daemon=True).start()


def _end_with(sentinel: int) -> None:
    wait([sentinel])
    os._exit(1)
