"""Warnings by kind: each once, with the number of outputs that have the problem."""

from __future__ import annotations

from tertium.reports.warning_kinds import by_kind
from tertium.reports.warnings import RunWarning


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
