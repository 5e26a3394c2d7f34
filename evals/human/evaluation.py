"""human_evaluation(ratings, set) → HumanEvaluation: which systems people prefer, and what that rests on."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, Final, Literal, TypeAlias, get_args

import numpy as np

from tertium.errors import DataError, UsageError, counted, nearest
from tertium.evals.human.annotations import annotations_of
from tertium.evals.human.needed import documents_needed
from tertium.evals.human.raters import agreement_of, matrix, rater_accuracies, raters_of
from tertium.evals.human.ratings import average
from tertium.evals.human.signed_rank import signed_rank
from tertium.evals.human.two_way import FEW_RATERS, degrees_of_freedom, one_system, two_way
from tertium.evals.results import Interval, Resampling
from tertium.evals.results.human_evaluation import HumanEvaluation, RatedPair, RatedSystem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tertium.corpora.types import EvalSet
    from tertium.evals.human.annotations import Annotations
    from tertium.evals.human.ratings import Ratings
    from tertium.metrics.base import Scores

Rule: TypeAlias = Literal["two-way", "wmt24", "wmt25"]
"""Two-way: t by documents and raters, ordered by the mean. WMT: one-sided Wilcoxon on segments without a correction,
ordered by the macro average over domains (2024) or the mean over all segments (2025)."""
FEWEST: Final = 2


def human_evaluation(
    ratings: Ratings, data: EvalSet, *, rule: Rule = "two-way", level: float = 0.95
) -> HumanEvaluation:
    """Return systems by human score, the tests of their differences, and what the raters have in common.

    Args:
        ratings: of outputs of the set.
        data: for documents and domains.
        rule: which order and which test.
        level: of intervals, 0.5 to 1.

    Raises:
        DataError: fewer than two systems were rated.
        UsageError: there is no such rule or level.
    """
    level = Resampling(level=level).level
    if rule not in get_args(Rule):
        raise UsageError(f"there is no rule {rule!r}", hint=nearest(rule, get_args(Rule)))
    annotations = annotations_of(ratings, data)
    if len(annotations.systems) < FEWEST:
        raise DataError(
            f"people rated {counted(len(annotations.systems), 'system')}", hint="ratings of two systems or more"
        )
    means = annotations.means
    macros = _macros(means, data)
    singles = [one_system(annotations, i) for i in range(len(annotations.systems))]
    scores = macros if rule == "wmt24" and data.domains else np.array([single.delta for single in singles])
    order = np.argsort(-scores, kind="stable")
    pairs = [_pair(annotations, means, int(i), int(j), rule, level) for i, j in combinations(order, 2)]
    beats = np.zeros((len(order), len(order)), dtype=bool)  # by place in the order
    for (i, j), pair in zip(combinations(range(len(order)), 2), pairs, strict=True):
        beats[i, j] = pair.p < 1 - level and pair.delta > 0
        beats[j, i] = pair.p < 1 - level and pair.delta < 0 and rule == "two-way"
    systems = tuple(
        RatedSystem(
            system=annotations.systems[i],
            score=float(scores[i]),
            mean=singles[i].delta,
            macro=float(macros[i]),
            interval=Interval(*singles[i].interval(level)),
            outputs=singles[i].segments,
            ratings=int((annotations.system == i).sum()),
            best=1 + int(beats[:, place].sum()),
            worst=len(order) - int(beats[place].sum()),
            cluster=cluster,
        )
        for place, (i, cluster) in enumerate(zip(order.tolist(), _clusters(beats), strict=True))
    )
    matrices = [matrix(annotations, i) for i in range(len(annotations.raters))]
    accuracies = rater_accuracies(matrices)
    raters = raters_of(annotations, accuracies)
    return HumanEvaluation(
        name=data.name,
        fingerprint=data.fingerprint,
        human=ratings.name,
        signature=average(ratings, data).signature,
        rule=rule,
        level=level,
        systems=systems,
        pairs=tuple(pairs),
        raters=tuple(raters),
        agreement=agreement_of(annotations, ratings.rows, accuracies),
        warnings=(*ratings.warnings, *_warnings(annotations, means, rule, data)),
    )


def _macros(means: Scores, data: EvalSet) -> Scores:
    """Return each system's mean over domains of the mean over their segments; nan where a domain lacks ratings."""
    if not data.domains:
        return np.full(len(means), np.nan)
    domains = np.array([item.domain or "" for item in data.documents for _ in range(item.start, item.stop)])
    columns = []
    for domain in data.domains:
        part = means[:, domains == domain]
        numbers = (~np.isnan(part)).sum(axis=1)
        columns.append(np.where(numbers > 0, np.nansum(part, axis=1) / np.maximum(numbers, 1), np.nan))
    rated = [column for column in columns if not np.isnan(column).all()]  # a domain that nobody rated is none
    macros: Scores = np.mean(rated, axis=0)
    return macros


def _pair(annotations: Annotations, means: Scores, first: int, second: int, rule: Rule, level: float) -> RatedPair:  # noqa: PLR0913, PLR0917
    difference = two_way(annotations, first, second)
    p = difference.p if rule == "two-way" else signed_rank(means[first] - means[second])
    needed = 0 if p < 1 - level else documents_needed(difference, level)
    names = annotations.systems[first], annotations.systems[second]
    bounds = Interval(*difference.interval(level))
    counts = difference.segments, difference.documents, difference.raters
    return RatedPair(*names, difference.delta, bounds, p, *counts, needed)


def _clusters(beats: np.ndarray[tuple[int, int], np.dtype[np.bool_]]) -> Iterator[int]:
    """Yield each place's cluster: a new one begins where all above beat all from here on."""
    cluster = 1
    for place in range(len(beats)):
        if place and beats[:place, place:].all():
            cluster += 1
        yield cluster


def _warnings(annotations: Annotations, means: Scores, rule: Rule, data: EvalSet) -> Iterator[str]:
    if unrated := [system for system in data.outputs if system not in annotations.systems]:
        yield f"nobody rated {', '.join(unrated)}"
    rated = ~np.isnan(means)
    segments, complete = int(rated.any(axis=0).sum()), int(rated.all(axis=0).sum())
    if complete < segments:
        yield f"people rated {complete} of {segments} segments for every system: means are not all of the same segments"
    documents, raters = len(np.unique(annotations.document)), len(annotations.raters)
    if raters < FEWEST:
        yield "one rater, or none is named: differences are tested by documents alone, and say nothing of other raters"
    elif raters < FEW_RATERS:
        freedom = counted(degrees_of_freedom(documents, raters), "degree")
        yield f"only {counted(raters, 'rater')}: {freedom} of freedom, so intervals that hold for other raters are wide"
    if documents < FEWEST:
        yield "all ratings lie in one document: there is nothing to tell chance from"
    if rule != "two-way":
        yield "Wilcoxon's test takes segments as independent and doesn't know raters: p are too small, as published"
    if rule == "wmt24" and not data.domains:
        yield "the set has no domains: systems are ordered by the mean"
