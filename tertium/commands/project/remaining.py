"""How much time the steps that are left will take, told from those that are done."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

MINUTE: Final = 60
HOUR: Final = 3600


class Remaining:
    """Predicts the time that is left: a step takes as long per byte of its input as steps of its kind took so far."""

    def __init__(self, sizes: dict[str, list[int]], clock: Callable[[], float] = time.monotonic) -> None:
        """Take the kinds of steps to the bytes that each step of the kind reads, in their order."""
        self._clock = clock
        self._left = {kind: list(of_kind) for kind, of_kind in sizes.items()}
        self._done: dict[str, tuple[int, float]] = {}
        self._start = clock()

    def finish(self, kind: str) -> str:
        """Note that the next step of a kind is done; return what is left in words, empty where nothing is left."""
        now = self._clock()
        bytes_done, seconds = self._done.get(kind, (0, 0.0))
        self._done[kind] = (bytes_done + max(self._left[kind].pop(0), 1), seconds + now - self._start)
        self._start = now
        return self._words()

    def _words(self) -> str:
        count = sum(map(len, self._left.values()))
        if not count:
            return ""
        steps = f"{count} step{'' if count == 1 else 's'} left"
        known = [kind for kind, of_kind in self._left.items() if of_kind and kind in self._done]
        seconds = sum(sum(self._left[kind]) * self._done[kind][1] / self._done[kind][0] for kind in known)
        unknown = [kind for kind, of_kind in self._left.items() if of_kind and kind not in self._done]
        without = f" without {' and '.join(unknown)}" if unknown else ""
        return f"{steps}, about {duration(seconds)}{without}" if known else steps


def duration(seconds: float) -> str:
    """Return a number of seconds in words: ``40 s``, ``12 min``, ``3 h 20 min``."""
    whole = max(round(seconds), 1)
    if whole < 2 * MINUTE:
        return f"{whole} s"
    if whole < 2 * HOUR:
        return f"{round(whole / MINUTE)} min"
    return f"{whole // HOUR} h {whole % HOUR // MINUTE} min"
