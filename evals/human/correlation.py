"""Correlations and pairwise accuracies of a metric with human scores; nan where undefined.

Vectors hold one number per system or segment; higher is better in both. Where one of them is nan, the other is left
out with it, as mt-metrics-eval does with what nobody scored.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from tertium.metrics.base import Scores


class Calibrated(NamedTuple):
    """Segment-level accuracy with the tie threshold that suits a metric best.

    Attributes:
        accuracy: 0 to 1.
        epsilon: scores that differ by no more than this are a tie.
        pairs: the number of pairs of scores.
    """

    accuracy: float
    epsilon: float
    pairs: int


def defined_in_both(human: Scores, metric: Scores) -> tuple[Scores, Scores]:
    """Return the values that are a number in both vectors."""
    defined = ~np.isnan(human + metric)
    return human[defined], metric[defined]


def pearson(human: Scores, metric: Scores) -> float:
    """Return Pearson's r, -1 to 1; nan for fewer than two values or a constant vector."""
    human, metric = defined_in_both(human, metric)
    if not human.size:
        return float("nan")
    x, y = human - human.mean(), metric - metric.mean()
    norm = float(np.sqrt((x**2).sum() * (y**2).sum()))
    return float((x * y).sum() / norm) if norm > 0 else float("nan")


def spearman(human: Scores, metric: Scores) -> float:
    """Return Spearman's rho, -1 to 1: Pearson's r of the ranks."""
    human, metric = defined_in_both(human, metric)
    return pearson(ranks(human), ranks(metric))


def ranks(values: Scores) -> Scores:
    """Return ranks from 1 for the lowest; equal values share the mean of their ranks."""
    # of counts[i] equal values the last rank is the cumulative count; their mean lies (counts - 1) / 2 below it
    _, inverse, counts = np.unique(values, return_inverse=True, return_counts=True)
    return (np.cumsum(counts) - (counts - 1) / 2)[inverse]


def kendall(human: Scores, metric: Scores) -> float:
    """Return Kendall's tau-b, -1 to 1; nan for a constant vector."""
    human, metric = defined_in_both(human, metric)
    # concordant minus discordant pairs, over the geometric mean of the pairs that each side has no tie in
    balance = human_untied = metric_untied = 0.0
    for i in range(len(human) - 1):
        human_signs = np.sign(human[i + 1 :] - human[i])
        metric_signs = np.sign(metric[i + 1 :] - metric[i])
        balance += float((human_signs * metric_signs).sum())
        human_untied += float(np.abs(human_signs).sum())
        metric_untied += float(np.abs(metric_signs).sum())
    untied = human_untied * metric_untied
    return balance / float(np.sqrt(untied)) if untied > 0 else float("nan")


def pairs_of(systems: int) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Return the first and the second index of every pair, each of shape (pairs,)."""
    first, second = np.triu_indices(systems, 1)
    return first, second


def pairwise_accuracy(human: Scores, metric: Scores) -> float:
    """Return the share of pairs in the same order, 0 to 1 (Kocmi et al. 2021); a tie agrees with a tie."""
    human, metric = defined_in_both(human, metric)
    first, second = pairs_of(len(human))
    alike = np.sign(human[first] - human[second]) == np.sign(metric[first] - metric[second])
    return float(alike.mean()) if alike.size else float("nan")


def soft_pairwise_accuracy(human: Scores, metric: Scores) -> float:
    """Return 1 minus the mean absolute difference of p over pairs of systems, 0 to 1 (Thompson et al. 2024).

    Args:
        human: one-sided p of the first system being better than the second by human scores, shape (pairs,).
        metric: the same p by the metric.
    """
    human, metric = defined_in_both(human, metric)
    return 1 - float(np.abs(human - metric).mean()) if human.size else float("nan")


def calibrated_accuracy(human: Scores, metric: Scores) -> Calibrated:
    """Return the accuracy of a metric on pairs of outputs of one segment, ties included (Deutsch et al. 2023).

    A pair is correct if both scorings have the same order, or both a tie; the accuracy is the mean over segments of
    each segment's share of correct pairs ("group by item"). Scores of the metric that differ by no more than epsilon
    are a tie; epsilon is the one that gives the highest accuracy on these scores.

    Args:
        human: scores, shape (segments, systems); nan where nobody scored.
        metric: scores of the same shape.
    """
    first, second = pairs_of(human.shape[1])
    human_deltas, metric_deltas = human[:, first] - human[:, second], metric[:, first] - metric[:, second]
    valid = ~np.isnan(human_deltas + metric_deltas)  # (segments, pairs)
    pairs = valid.sum(axis=1)
    if not pairs.any():
        return Calibrated(float("nan"), float("nan"), 0)
    # every pair of a segment weighs the same, and so does every segment that has pairs
    weights = np.broadcast_to(1 / np.maximum(pairs, 1)[:, None], valid.shape)[valid] / (pairs > 0).sum()
    human_deltas, metric_deltas = human_deltas[valid], metric_deltas[valid]
    # the weight of each pair where the metric's order is kept, and where it is called a tie
    as_order = weights * ((np.sign(human_deltas) == np.sign(metric_deltas)) & (human_deltas != 0))
    as_tie = weights * (human_deltas == 0)
    order = np.argsort(np.abs(metric_deltas), kind="stable")
    sizes = np.abs(metric_deltas)[order]
    # the accuracy when the i smallest differences are ties, for i from 0 to all
    accuracies = as_order.sum() + np.concatenate([[0.0], np.cumsum((as_tie - as_order)[order])])
    # epsilon can't separate equal differences: i is a cut only behind the last of them, and 0 only without exact ties
    last = np.flatnonzero(np.append(np.diff(sizes) > 0, [True])) + 1
    cuts = last if sizes[0] == 0 else np.append([0], last)
    best = cuts[int(np.argmax(accuracies[cuts]))]
    return Calibrated(float(accuracies[best]), float(sizes[best - 1]) if best else 0.0, len(sizes))


def segment_accuracies(human: Scores, metric: Scores, epsilon: float) -> Scores:
    """Return each segment's share of correct pairs, shape (segments,); nan for a segment without pairs.

    Their mean is the accuracy of `calibrated_accuracy` with its epsilon.
    """
    first, second = pairs_of(human.shape[1])
    human_deltas, metric_deltas = human[:, first] - human[:, second], metric[:, first] - metric[:, second]
    valid = ~np.isnan(human_deltas + metric_deltas)
    metric_signs = np.where(np.abs(metric_deltas) <= epsilon, 0.0, np.sign(metric_deltas))
    correct = np.sign(human_deltas) == metric_signs
    pairs = valid.sum(axis=1)
    return np.where(pairs > 0, (correct & valid).sum(axis=1) / np.maximum(pairs, 1), np.nan)
