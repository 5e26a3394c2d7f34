"""What a reader must know of scores that a language model gave: its own errors, and what judging again would change."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from tertium.errors import counted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from tertium.evals.clusters import Clusters
    from tertium.evals.formula import Prepared
    from tertium.evals.types import Run
    from tertium.metrics.base import Scores

SHOWN: Final = 3
"""Faults of a card that a sentence names; the card in the report has all."""


def judge_warnings(run: Run, labels: Iterable[str]) -> Iterator[str]:
    """Yield a sentence per judge that has no card, or one with faults.

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
        faults = measure.card["faults"]
        if faults:
            more = f"; and {len(faults) - SHOWN} more" if len(faults) > SHOWN else ""
            shown = "; ".join(faults[:SHOWN])
            yield f"this rests on {label}, a judge whose card has {counted(len(faults), 'fault')}: {shown}{more}"


def noise_sentences(
    prepared_metrics: Iterable[Prepared], clusters: Clusters, statistic: Callable[[Scores], Scores]
) -> Iterator[str]:
    """Yield a sentence per judge on what judging the same texts again would change of the statistic."""
    for prepared in prepared_metrics:
        if prepared.noise is None:
            continue
        label = prepared.measure.label
        if not prepared.noise.is_known:
            yield f"{label} judged each text once: what judging again would change isn't known (n=3)"
            continue
        noise = prepared.noise_of(statistic)
        if not noise.any():
            yield f"{label} judged texts again and said the same each time"
            continue
        spread = prepared.jackknife(statistic, clusters.sizes).spread
        with np.errstate(divide="ignore", invalid="ignore"):
            shares = np.where(spread > 0, (noise / spread) ** 2, np.nan)
        most = "" if np.isnan(shares).all() else f", up to {100 * np.nanmax(shares):.0f} % of its variance"
        yield (
            f"judge noise of {label}: judging again would change a difference by about {noise.max():.2g}{most}; "
            "intervals and detectable differences include it"
        )
