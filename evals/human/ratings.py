"""Ratings: what a person said of one output, row by row; and their averages, one human score per output."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from tertium.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tertium.corpora.types import EvalSet
    from tertium.metrics.base import Scores, Span


@dataclass(frozen=True, slots=True)
class Rating:
    """What one rater said of one output.

    Attributes:
        system: name of the system, as the set has it.
        segment: index into the set.
        rater: name of the rater; "" where the file names none.
        score: in the direction of `Ratings`; nan where the rater gave none.
        spans: places of errors in the output, by order of the file: the label is the category.
    """

    system: str
    segment: int
    rater: str
    score: float
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Ratings:
    """Ratings of a set's outputs.

    Attributes:
        name: of the scores: a column, or ``"mqm"``.
        rows: one per system, segment and rater; several where a rater saw an output more than once.
        higher_is_better: False for penalties.
        rule: how a row's score came about, as a part of the signature; "" where the file states it.
        warnings: sentences for people on what was left out or doubtful.
    """

    name: str
    rows: tuple[Rating, ...]
    higher_is_better: bool = True
    rule: str = ""
    warnings: tuple[str, ...] = ()

    @property
    def raters(self) -> tuple[str, ...]:
        """Names of the raters, in the order of the rows; () where none is named."""
        return tuple(dict.fromkeys(row.rater for row in self.rows if row.rater))


@dataclass(frozen=True, slots=True, eq=False)
class Human:
    """Human scores, higher is better.

    Attributes:
        name: of the scores.
        scores: system to its scores, shape (segments,), nan for segments that nobody scored.
        unknown: systems with human scores that the set has no outputs of.
        signature: what the numbers depend on: weights, raters, rule of the average, direction.
        warnings: sentences for people.
    """

    name: str
    scores: Mapping[str, Scores]
    unknown: tuple[str, ...] = ()
    signature: str = ""
    warnings: tuple[str, ...] = ()


def as_penalties(ratings: Ratings) -> Ratings:
    """Return the ratings of which lower ones are better.

    Raises:
        UsageError: they are known as penalties already.
    """
    if not ratings.higher_is_better:
        raise UsageError(f"{ratings.name} are penalties already", hint="without --lower-is-better")
    return replace(ratings, higher_is_better=False)


def standardised(ratings: Ratings) -> Ratings:
    """Return the ratings less their rater's mean, by their rater's standard deviation, as WMT's direct assessment did.

    A rater whose scores are all equal has a z of 0.

    Raises:
        UsageError: no rater is named.
    """
    if not ratings.raters:
        raise UsageError(f"{ratings.name} names no rater", hint="without --per-rater, or a column 'rater'")
    scores: dict[str, list[float]] = {}
    for row in ratings.rows:
        if not np.isnan(row.score):
            scores.setdefault(row.rater, []).append(row.score)
    # with n - 1, as R's sd, by which WMT standardised
    scales = {
        rater: (float(np.mean(values)), float(np.std(values, ddof=1)) if len(values) > 1 else 0.0)
        for rater, values in scores.items()
    }
    rows = tuple(replace(row, score=_z(row.score, *scales.get(row.rater, (0.0, 0.0)))) for row in ratings.rows)
    rule = "|".join(part for part in (ratings.rule, "standardised per rater") if part)
    return replace(ratings, rows=rows, rule=rule)


def _z(score: float, mean: float, deviation: float) -> float:
    return (score - mean) / deviation if deviation > 0 else score * 0.0  # nan stays nan


def average(ratings: Ratings, data: EvalSet) -> Human:
    """Return one score per output: the mean over the raters who scored it; penalties become negative scores."""
    sums: dict[str, Scores] = {}
    numbers: dict[str, Scores] = {}
    for row in ratings.rows:
        # a system is known by its rows, also where none of them has a score
        for totals in (sums, numbers):
            totals.setdefault(row.system, np.zeros(len(data)))
        if not np.isnan(row.score):
            sums[row.system][row.segment] += row.score
            numbers[row.system][row.segment] += 1
    # 0 - x: a penalty of 0 is a score of 0, not of -0
    signed = sums if ratings.higher_is_better else {system: 0 - column for system, column in sums.items()}
    scores = {
        system: np.where(numbers[system] > 0, column / np.maximum(numbers[system], 1), np.nan)
        for system, column in signed.items()
    }
    return Human(
        ratings.name,
        {system: scores[system] for system in data.outputs if system in scores},
        tuple(system for system in scores if system not in data.outputs),
        _signature(ratings),
        ratings.warnings,
    )


def _signature(ratings: Ratings) -> str:
    """Return the name of the scores and how they came about, in the form of a metric's signature."""
    parts = [ratings.name, ratings.rule]
    if ratings.raters:
        parts += [f"raters:{len(ratings.raters)}", "mean over raters"]
    if not ratings.higher_is_better:
        parts.append("penalties, negated")
    return "|".join(part for part in parts if part)
