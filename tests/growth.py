"""How the cost of something grows with its length: a ratio within one run, never a time."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable


def assert_linear(prepare: Callable[[int], Callable[[], object]], few: int, many: int) -> None:
    """The longer one may cost four times its share of the shorter, where what is quadratic costs far more.

    Args:
        prepare: gives what is measured, for a length; itself it is not measured.
        few: a length.
        many: one at least ten times as long, so that quadratic cost cannot pass.
    """
    assert many >= 10 * few
    short, long = (_cost(prepare(length)) for length in (few, many))
    assert long < 4 * many / few * short + 0.1


def _cost(work: Callable[[], object]) -> float:
    """Seconds of the processor, the best of three; garbage of earlier tests is not collected meanwhile."""
    best = float("inf")
    gc.disable()
    try:
        for _ in range(3):
            began = time.process_time()
            work()
            best = min(best, time.process_time() - began)
    finally:
        gc.enable()
    return best
