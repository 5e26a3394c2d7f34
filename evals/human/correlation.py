"""Statistics that hold one scoring against another: correlations and pairwise accuracies; nan where undefined.

Vectors hold one number per system (or per segment); higher is better in both.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from tertium.metrics.base import Scores


class Calibrated(NamedTuple):
    """Segment-level accuracy with the ties that suit a metric best.

    Attributes:
        accuracy: 0 to 1.
        epsilon: two scores no further apart than this are a tie.
        pairs: how many pairs of scores it rests on.
    """

    accuracy: float
    epsilon: float
    pairs: int


def pearson(human: Scores, metric: Scores) -> float:
    """Return Pearson's r, -1 to 1; nan for fewer than two values or a constant side."""
    ours, theirs = human - human.mean(), metric - metric.mean()
    norm = float(np.sqrt((ours**2).sum() * (theirs**2).sum()))
    return float((ours * theirs).sum() / norm) if norm > 0 else float("nan")


def spearman(human: Scores, metric: Scores) -> float:
    """Return Spearman's rho, -1 to 1: Pearson's r of ranks, ties at their mean rank."""
    return pearson(ranks(human), ranks(metric))


def ranks(values: Scores) -> Scores:
    """Return ranks from 1 for the lowest; equal values share the mean of their ranks."""
    _, inverse, counts = np.unique(values, return_inverse=True, return_counts=True)
    return (np.cumsum(counts) - (counts - 1) / 2)[inverse]


def kendall(human: Scores, metric: Scores) -> float:
    """Return Kendall's tau-b, -1 to 1; nan where a side is constant."""
    agree = ours = theirs = 0.0
    for i in range(len(human) - 1):
        signs = np.sign(human[i + 1 :] - human[i])
        others = np.sign(metric[i + 1 :] - metric[i])
        agree += float((signs * others).sum())
        ours += float(np.abs(signs).sum())
        theirs += float(np.abs(others).sum())
    return agree / float(np.sqrt(ours * theirs)) if ours * theirs > 0 else float("nan")


def pairs_of(systems: int) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Return the first and the second index of every pair."""
    first, second = np.triu_indices(systems, 1)
    return first, second


def pairwise_accuracy(human: Scores, metric: Scores) -> float:
    """Return the share of pairs that both order alike, 0 to 1 (Kocmi et al. 2021); a tie agrees with a tie."""
    first, second = pairs_of(len(human))
    alike = np.sign(human[first] - human[second]) == np.sign(metric[first] - metric[second])
    return float(alike.mean()) if alike.size else float("nan")


def soft_pairwise_accuracy(human: Scores, metric: Scores) -> float:
    """Return 1 - the mean of |p of people - p of the metric| over pairs, 0 to 1 (Thompson et al. 2024).

    Args:
        human: of each pair of systems, the one-sided p of the first being better than the second by human scores.
        metric: the same by the metric.
    """
    return 1 - float(np.abs(human - metric).mean()) if human.size else float("nan")


def calibrated_accuracy(human: Scores, metric: Scores) -> Calibrated:
    """Return how often a metric orders two outputs of one segment as people do, ties included (Deutsch et al. 2023).

    A pair counts as right when both sides order it alike, or both call it a tie; the accuracy is the mean over segments
    of each segment's share ("group by item"). The metric calls a tie what lies no further
    apart than the epsilon that gives the highest accuracy on these very scores.

    Args:
        human: shape (segments, systems); nan where nobody scored.
        metric: the same shape.
    """
    first, second = pairs_of(human.shape[1])
    ours, theirs = human[:, first] - human[:, second], metric[:, first] - metric[:, second]
    valid = ~np.isnan(ours + theirs)
    of_segment = valid.sum(axis=1)
    if not of_segment.any():
        return Calibrated(float("nan"), float("nan"), 0)
    weights = np.broadcast_to(1 / np.maximum(of_segment, 1)[:, None], valid.shape)[valid] / (of_segment > 0).sum()
    ours, theirs = ours[valid], theirs[valid]
    as_order = weights * ((np.sign(ours) == np.sign(theirs)) & (ours != 0))
    as_tie = weights * (ours == 0)
    order = np.argsort(np.abs(theirs), kind="stable")
    sizes = np.abs(theirs)[order]
    # the accuracy when the i smallest differences are ties, for every i that doesn't part equal differences
    accuracies = as_order.sum() + np.concatenate([[0.0], np.cumsum((as_tie - as_order)[order])])
    last = np.flatnonzero(np.append(np.diff(sizes) > 0, [True])) + 1
    cuts = last if sizes[0] == 0 else np.append([0], last)
    best = cuts[int(np.argmax(accuracies[cuts]))]
    return Calibrated(float(accuracies[best]), float(sizes[best - 1]) if best else 0.0, len(sizes))


def segment_accuracies(human: Scores, metric: Scores, epsilon: float) -> Scores:
    """Return each segment's share of right pairs, shape (segments,); nan for one without pairs.

    Their mean is the accuracy of `calibrated_accuracy` with the epsilon that it found.
    """
    first, second = pairs_of(human.shape[1])
    ours, theirs = human[:, first] - human[:, second], metric[:, first] - metric[:, second]
    valid = ~np.isnan(ours + theirs)
    right = np.sign(ours) == np.where(np.abs(theirs) <= epsilon, 0.0, np.sign(theirs))
    pairs = valid.sum(axis=1)
    return np.where(pairs > 0, (right & valid).sum(axis=1) / np.maximum(pairs, 1), np.nan)
