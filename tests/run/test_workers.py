"""Processes that code reports leave Ctrl-C to the one that started them, from their very start."""

from __future__ import annotations

import multiprocessing
import os
import signal

import pytest

from servanda.run.lines import How
from servanda.run.workers import Workers


def doubled(number: int, _: How) -> int:
    return 2 * number


def lost(_: int, __: How) -> int:
    return -1


def test_ctrl_c_while_they_start_is_nothing_to_them(capfd: pytest.CaptureFixture[str]) -> None:
    with Workers(How(where="tests"), 2, doubled, lost) as pool:
        for number in (1, 2):
            pool.add(number)
        started = [child.pid for child in multiprocessing.active_children()]
        for pid in started:
            assert pid
            os.kill(pid, signal.SIGINT)
        assert [pool.take(), pool.take()] == [2, 4]
        assert [child.pid for child in multiprocessing.active_children()] == started
    assert capfd.readouterr().err == ""


def test_ctrl_c_still_reaches_the_one_that_started_them() -> None:
    with Workers(How(where="tests"), 1, doubled, lost) as pool:
        pool.add(1)
        assert pool.take() == 2
        with pytest.raises(KeyboardInterrupt):
            os.kill(os.getpid(), signal.SIGINT)
        pool.add(2)
        assert pool.take() == 4
