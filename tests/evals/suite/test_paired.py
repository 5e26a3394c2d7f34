"""Candidate and baseline of a set become one run of two systems, as far as they measure the same."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tertium.evals.join import single_system
from tertium.evals.suite.paired import BASELINE, CANDIDATE, paired
from tertium.evals.suite.project import Release
from tertium.evals.types import Key, Run
from tertium.metrics.base import Span
from tests.evals.making import MEAN
from tests.evals.suite.making import scored

RELEASE, RUN = Release("new", "old"), scored(1.0)


def test_two_systems_of_a_run_are_named_by_their_part() -> None:
    both = paired(RELEASE, "a", {"a": RUN}, None)
    assert both is not None
    assert both.systems == (CANDIDATE, BASELINE)
    assert both.values[Key(CANDIDATE, MEAN)].total == RUN.values[Key("new", MEAN)].total
    assert both.data.outputs[BASELINE] == RUN.data.outputs["old"]


def test_spans_come_along() -> None:
    pointed = replace(RUN, spans={Key("old", MEAN): (Span(0, 0, 1, "n"),), Key("new", MEAN): (Span(1, 0, 1, "n"),)})
    both = paired(RELEASE, "a", {"a": pointed}, {"a": single_system(pointed, "old", "pin")})
    assert both is not None
    assert {key: spans[0].segment for key, spans in both.spans.items()} == {
        Key(CANDIDATE, MEAN): 1,
        Key(BASELINE, MEAN): 0,
    }


@pytest.mark.parametrize(
    ("runs", "baselines"),
    [
        ({}, None),
        ({"a": single_system(RUN, "old", "old")}, None),
        ({"a": single_system(RUN, "new", "new")}, None),
        ({"a": RUN}, {}),
        ({"a": RUN}, {"a": single_system(scored(1.0, documents=3), "old", "old")}),
    ],
)
def test_what_can_not_be_compared_is_none(runs: dict[str, Run], baselines: dict[str, Run] | None) -> None:
    assert paired(RELEASE, "a", runs, baselines) is None


def test_another_version_of_one_metric_leaves_the_others() -> None:
    other = replace(RUN.measures[MEAN], label="other", signature="other|1")
    two = replace(
        RUN,
        measures={**RUN.measures, "other": other},
        counts={**RUN.counts, **{Key(s, "other"): RUN.counts[Key(s, MEAN)] for s in RUN.systems}},
        values={**RUN.values, **{Key(s, "other"): RUN.values[Key(s, MEAN)] for s in RUN.systems}},
    )
    old = replace(two, measures={**RUN.measures, "other": replace(other, signature="other|0")})
    both = paired(RELEASE, "a", {"a": two}, {"a": single_system(old, "old", "old")})
    assert both is not None
    assert list(both.measures) == [MEAN]
