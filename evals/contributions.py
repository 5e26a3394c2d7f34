"""How much each segment contributes to the difference of two systems' corpus scores.

By segment score most of the largest losses are of a few words, because one wrong word costs them everything; in the
corpus score they hardly count. Counts add up, so what a segment does to the corpus score is known exactly: replace its
counts and score the sums again. These don't add up to the difference; `shares` do.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from tertium.evals.count_rows import blocks_of
from tertium.evals.types import Key

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from tertium.evals.formula import Prepared
    from tertium.evals.types import Run
    from tertium.metrics.base import Counts, Scores


def contributions(run: Run, prepared: Prepared, baseline: str, system: str) -> Scores:
    """Return the system's corpus score minus the one that it would have with the baseline's output for a segment.

    Shape (segments,), in the metric's unit and direction; nan where one of the compared systems has no score. Equal
    counts contribute exactly 0; where the score is a mean, as with COMET, contributions add up to the difference.
    """
    label = prepared.measure.label
    total = prepared.block.totals[prepared.systems.index(system)]
    values = np.full(len(prepared.rows), np.nan)
    for start, of_system, of_baseline in aligned(run.counts, Key(system, label), Key(baseline, label)):
        part = slice(start, start + len(of_system))
        # (segments, k): every row is the sums of the whole set with one segment exchanged, all scored in one call
        exchanged = prepared.block.score(total + np.where(prepared.rows[part, None], of_baseline - of_system, 0.0))
        values[part] = prepared.block.score(total) - exchanged
    return np.where(prepared.rows, values, np.nan)


def all_contributions(run: Run, baseline: str) -> dict[Key, Scores]:
    """Return the contributions of every other system by every metric whose formula is installed."""
    from tertium.evals.formula import prepare_all

    systems = [baseline, *(system for system in run.systems if system != baseline)]
    starts = np.array([document.start for document in run.data.documents])
    prepared, _ = prepare_all(run, list(run.measures), systems, starts)
    return {
        Key(system, label): contributions(run, of_metric, baseline, system)
        for label, of_metric in prepared.items()
        for system in systems[1:]
    }


def aligned(counts: Mapping[Key, Counts], first: Key, second: Key) -> Iterator[tuple[int, Counts, Counts]]:
    """Yield the index of a part's first segment with the counts of two keys; their own parts may end elsewhere."""
    others = blocks_of(counts, second)
    rest: Counts | None = None
    for start, block in blocks_of(counts, first):
        while rest is None or len(rest) < len(block):
            _, more = next(others)
            rest = more if rest is None else np.concatenate([rest, more])
        yield start, block, rest[: len(block)]
        rest = rest[len(block) :]
