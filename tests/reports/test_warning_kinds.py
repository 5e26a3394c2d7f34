"""Warnings by kind: each once, with the number of outputs that have the problem."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from tertium.evals.types import Key, Measure
from tertium.metrics.base import Span
from tertium.reports.warning_kinds import by_kind, is_usual
from tertium.reports.warnings import RunWarning, inspect_run
from tests.evals.making import run_of

if TYPE_CHECKING:
    from tertium.evals.types import Run


def test_a_kind_counts_outputs_and_names_the_system_with_most() -> None:
    (kind,) = by_kind(
        [RunWarning("empty output", "a", segments=(1, 2, 3)), RunWarning("empty output", "b", segments=(1,))]
    )
    assert (kind.kind, kind.number, kind.message) == ("empty output", 4, "outputs of 2 systems: most by a: 3")


def test_findings_of_a_metric_are_one_kind_and_an_output_with_two_of_them_counts_once() -> None:
    (kind,) = by_kind(
        [
            RunWarning("numbers: number lost", "a", "2 major", (1, 2)),
            RunWarning("numbers: number changed", "a", "1 major", (2,)),
        ]
    )
    assert (kind.kind, kind.number) == ("numbers", 2)
    assert kind.message == "outputs of a: number lost 2; number changed 1"
    assert len(kind.warnings) == 2


def test_one_output_is_no_plural_and_nobody_has_most_of_a_tie() -> None:
    assert by_kind([RunWarning("empty output", "a", segments=(1,))])[0].message == "output of a"
    tied = by_kind([RunWarning("empty output", name, segments=(1,)) for name in "ab"])
    assert tied[0].message == "outputs of 2 systems"


def test_a_reason_that_many_systems_share_is_said_once() -> None:
    same = [RunWarning("score is undefined", name, "terms scores no segment") for name in "abc"]
    (kind, other) = by_kind([*same, RunWarning("metric is missing", message="comet: not installed")])
    assert (kind.number, kind.message) == (3, "terms scores no segment (3 systems)")
    assert (other.number, other.message) == (1, "comet: not installed")


def test_why_segments_have_no_score_stands_beside_how_many() -> None:
    (kind,) = by_kind([RunWarning("segment is not scored", "a", "ter: longer than 500 words", (4, 5))])
    assert kind.message == "outputs of a: ter: longer than 500 words"


def test_kinds_keep_the_order_of_the_warnings() -> None:
    kinds = by_kind([RunWarning("b"), RunWarning("a"), RunWarning("b")])
    assert [(kind.kind, kind.number) for kind in kinds] == [("b", 2), ("a", 1)]
    assert by_kind([]) == []


def with_findings(counts: list[int], metric: str = "numbers", severity: str = "major") -> Run:
    """Return a run of 100 segments in which systems have errors in so many."""
    run = run_of({f"s{i}": [1.0] * 100 for i in range(len(counts))})
    measure = Measure(metric, f"{metric}|severity:major|rules:1", "%", higher_is_better=False, needs=())
    spans = {
        Key(f"s{i}", metric): tuple(Span(k, 0, 1, "lost", severity) for k in range(number))
        for i, number in enumerate(counts)
    }
    return replace(run, measures={**run.measures, metric: measure}, spans=spans)


@pytest.mark.parametrize(
    ("run", "usual"),
    [
        (with_findings([5, 6, 7, 5]), True),
        (with_findings([5, 6, 40, 5]), False),
        (with_findings([0, 0, 1]), True),
        (with_findings([5, 6]), False),
        (with_findings([5, 6, 7, 5], "refusal"), False),
        (with_findings([5, 6, 7, 5], severity="critical"), False),
    ],
    ids=["alike", "one stands out", "one error", "two systems", "refusals", "critical"],
)
def test_errors_that_all_systems_make_alike_are_usual(run: Run, usual: bool) -> None:  # noqa: FBT001 - a case
    kinds = [kind for kind in by_kind(inspect_run(run).warnings) if kind.kind in run.measures]
    assert [is_usual(run, kind) for kind in kinds] == [usual]


def test_of_many_messages_a_few_are_shown() -> None:
    warnings = [RunWarning("document collapsed", "a", f"d{i}: low", (i,)) for i in range(5)]
    (kind,) = by_kind(warnings)
    assert kind.message == "outputs of a: d0: low; d1: low; d2: low; 2 more"
