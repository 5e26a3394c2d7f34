"""New and fixed findings: what is in one of two systems only, counted and shown."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tertium.evals.compare import compare
from tertium.evals.findings import SHOWN, finding_changes
from tertium.evals.results import FindingChange, Resampling
from tertium.evals.types import Key, Run
from tertium.metrics.base import Span
from tests.evals.making import MEAN, run_of


def pointed(new: list[Span], old: list[Span], run: Run | None = None) -> Run:
    run = run or run_of({"old": [1.0] * 8, "new": [1.0] * 8})
    return replace(run, spans={Key("new", MEAN): tuple(new), Key("old", MEAN): tuple(old)})


def change(new: list[Span], old: list[Span]) -> FindingChange:
    (only,) = finding_changes(pointed(new, old), [MEAN], "new", "old")
    return only


def numbers(item: FindingChange) -> tuple[int, int, int]:
    return item.new, item.fixed, item.kept


def test_findings_of_one_system_are_new_or_fixed_and_those_of_both_are_kept() -> None:
    wrong = Span(0, 0, 3, "number", "major", "expected 14")
    gap, link = Span(1, 2, 2, "gap", "minor", "no 7"), Span(2, 0, 1, "link", "major", "lost")
    found = change([wrong, gap], [wrong, link])
    assert numbers(found) == (1, 1, 1)
    assert [(example.change, example.segment, example.label) for example in found.examples] == [
        ("new", "d1#1", "gap"),
        ("fixed", "d2#1", "link"),
    ]


def test_a_finding_holds_the_text_of_its_own_system_and_the_other_one() -> None:
    new, fixed = change([Span(3, 0, 3, "error")], [Span(4, 0, 5, "error")]).examples
    assert (new.text, new.hypothesis, new.other, new.source) == ("new", "new 3", "old 3", "four")
    assert (fixed.text, fixed.hypothesis, fixed.other) == ("old 4", "old 4", "new 4")


def test_a_place_that_moved_is_the_same_finding_and_a_graver_one_is_not() -> None:
    here, there = Span(0, 0, 1, "number", "minor", "expected 14"), Span(0, 2, 4, "number", "minor", "expected 14")
    assert numbers(change([here], [there])) == (0, 0, 1)
    assert numbers(change([replace(here, severity="critical")], [there])) == (1, 1, 0)


def test_without_a_note_the_marked_text_tells_findings_apart() -> None:
    # "new 0" and "old 0": the last two characters are equal, the first three are not
    assert numbers(change([Span(0, 3, 5, "error")], [Span(0, 3, 5, "error")])) == (0, 0, 1)
    assert numbers(change([Span(0, 0, 3, "error")], [Span(0, 0, 3, "error")])) == (1, 1, 0)


def test_two_equal_findings_against_one_are_one_new_finding() -> None:
    twice = [Span(0, 0, 1, "number", note="expected 3"), Span(0, 1, 2, "number", note="expected 3")]
    assert numbers(change(twice, twice[:1])) == (1, 0, 1)
    assert numbers(change(twice[:1], twice)) == (0, 1, 1)


def test_the_same_finding_of_another_segment_is_another_one() -> None:
    assert numbers(change([Span(0, 0, 1, "n", note="x")], [Span(1, 0, 1, "n", note="x")])) == (1, 1, 0)


def test_a_segment_without_a_score_in_one_system_says_nothing() -> None:
    run = run_of({"old": [1.0, float("nan"), 1.0], "new": [1.0, 1.0, float("nan")]})
    spans = [Span(row, 0, 1, "n", note=str(row)) for row in range(3)]
    (found,) = finding_changes(pointed(spans, [], run), [MEAN], "new", "old")
    assert numbers(found) == (1, 0, 0)


def test_the_gravest_examples_come_first_and_are_few_while_all_are_counted() -> None:
    spans = [Span(row, 0, 1, str(row), severity) for row, severity in enumerate(["minor"] * 6 + ["odd", "critical"])]
    found = change(spans, [])
    assert (found.new, len(found.examples)) == (8, SHOWN)
    assert [example.label for example in found.examples] == ["7", "0", "1", "2", "3"]


def test_a_metric_that_points_at_nothing_has_no_row() -> None:
    assert finding_changes(run_of({"old": [1.0], "new": [1.0]}), [MEAN], "new", "old") == []


@pytest.mark.parametrize("chosen", [None, [MEAN]])
def test_a_comparison_has_the_changes_of_every_system(chosen: list[str] | None) -> None:
    run = run_of({"old": [1.0] * 9, "new": [1.0] * 9, "third": [2.0] * 9})
    run = pointed([Span(0, 0, 1, "n")], [], run)
    findings = compare(run, metrics=chosen, resampling=Resampling(samples=100)).findings
    assert [(item.system, item.new, item.fixed) for item in findings] == [("new", 1, 0)]
