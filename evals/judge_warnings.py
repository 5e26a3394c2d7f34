"""What a reader must know of scores that a language model gave: its own errors, and what judging again would change."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from tertium.evals.clusters import Clusters
    from tertium.evals.formula import Prepared
    from tertium.evals.types import Run
    from tertium.metrics.base import Scores


def judge_warnings(run: Run, labels: Iterable[str]) -> Iterator[str]:
    """Yield a sentence per judge without a card, and per fault on the card of one that has it.

    Args:
        run: has the cards.
        labels: metrics that a result rests on.
    """
    for label in dict.fromkeys(labels):
        measure = run.measures.get(label)
        if measure is None or not measure.is_judge:
            continue
        if measure.card is None:
            yield f"this rests on {label}, a judge without a card: how far it errs isn't known (tertium judge-check)"
            continue
        for fault in measure.card["faults"]:
            yield f"this rests on {label}, a judge of which its card says: {fault}"


def noise_sentences(
    prepared_metrics: Iterable[Prepared], clusters: Clusters, statistic: Callable[[Scores], Scores]
) -> Iterator[str]:
    """Yield a sentence per judge on what judging the same texts again would change of the statistic."""
    for prepared in prepared_metrics:
        if prepared.noise is None:
            continue
        label = prepared.measure.label
        if np.isnan(prepared.noise(prepared.block.totals)).all():
            yield f"{label} judged each text once: what judging again would change isn't known (n=3)"
            continue
        noise, spread = prepared.noise_of(statistic), prepared.jackknife(statistic, clusters.sizes).spread
        with np.errstate(divide="ignore", invalid="ignore"):
            shares = np.where(spread > 0, (noise / spread) ** 2, np.nan)
        most = "" if np.isnan(shares).all() else f", up to {100 * np.nanmax(shares):.0f} % of its variance"
        yield (
            f"judge noise of {label}: judging again would change a difference by about {noise.max():.2g}{most}; "
            "intervals and detectable differences include it"
        )
