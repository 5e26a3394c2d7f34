"""Whether work takes time in proportion to its size, on a machine of whatever speed."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


def in_proportion(work: Callable[[int], object], size: int, seconds: float = 2) -> bool:
    """Return whether work of this size is done within so many seconds of CPU time, or about four times a quarter's.

    Four times the size takes sixteen times as long where all is compared with all. A slow machine takes long for both.
    """
    quarter, whole = (_cpu_seconds(work, n) for n in (size // 4, size))
    return whole < max(seconds, 10 * quarter)


def _cpu_seconds(work: Callable[[int], object], size: int) -> float:
    start = time.process_time()
    work(size)
    return time.process_time() - start
