"""Progress of a long computation in batches: how much is done, how fast, and how long the rest will take."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

PAUSE: Final = 1.0
"""Seconds between two lines, and what a computation must take to have a line at all."""


def with_progress(
    batches: Iterable[list[int]], sizes: Sequence[int], unit: str, tell: Callable[[str], None]
) -> Iterator[list[int]]:
    """Yield the batches; when the caller comes back for the next one, report how far it is.

    Args:
        batches: the indices of the items of each batch; all batches together have each index once.
        sizes: the cost of each item, in any unit: the time left is estimated from it, because items of different
            length take different time.
        unit: names the items in a line: ``texts encoded``.
        tell: receives the lines.
    """
    started = reported = time.monotonic()
    count = cost = 0
    for batch in batches:
        yield batch
        count, cost = count + len(batch), cost + sum(sizes[i] for i in batch)
        now = time.monotonic()
        elapsed = now - started
        if now - reported >= PAUSE or (count == len(sizes) and elapsed >= PAUSE):
            reported = now
            remaining = elapsed / cost * (sum(sizes) - cost)
            tell(f"{count} of {len(sizes)} {unit}, {count / elapsed:.1f} a second, {remaining:.0f} s left")
