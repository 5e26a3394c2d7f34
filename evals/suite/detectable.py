"""What a set can detect under a rule, from a run that is there."""

from __future__ import annotations

import math
from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from tertium.errors import CompareError
from tertium.evals.clusters import clusters_of
from tertium.evals.formula import prepare
from tertium.evals.results import Resampling
from tertium.evals.rules import gain

if TYPE_CHECKING:
    from tertium.evals.policy import Rule
    from tertium.evals.suite.project import Release
    from tertium.evals.types import Run

BOUNDED = ("non-inferior", "superior", "minimum")
"""Kinds of rules that have bounds; the others go by what is measured, however small a set is."""


def detectable(run: Run, rule: Rule, release: Release) -> float:
    """Return the smallest true difference that a rule sees on this set in 80 % of cases, in the metric's unit.

    It is that of candidate and baseline, or of a minimum that of the candidate's score; nan where the rule has no
    bounds, where a system or the metric isn't in the run, and where no document differs.
    """
    systems = [release.candidate, release.baseline] if rule.relative else [release.candidate]
    if rule.kind not in BOUNDED or rule.metric not in run.measures or not set(systems) <= set(run.systems):
        return math.nan
    level = round(2 * release.confidence - 1, 12)
    clusters = clusters_of(run.data, Resampling(level=level))
    try:
        prepared = prepare(run, rule.metric, systems, clusters.starts)
    except CompareError:
        return math.nan
    statistic = partial(gain, sign=1.0, in_percent=rule.is_in_percent) if rule.relative else np.asarray
    return float(prepared.jackknife(statistic, clusters.sizes).detectable(level)[0])
