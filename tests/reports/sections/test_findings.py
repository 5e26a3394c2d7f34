"""New and fixed findings as tables: how many, and the gravest with their texts."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tertium.evals.compare import compare
from tertium.evals.types import Key
from tertium.metrics.base import Span
from tertium.reports import sections
from tertium.reports.decisions import Decisions
from tertium.reports.sections.findings import findings_tables
from tests.evals.making import MEAN, run_of
from tests.reports.making import FEW

if TYPE_CHECKING:
    from tertium.evals.results import Comparison

RUN = run_of({"old": [1.0] * 9, "new": [1.0] * 9})
SPANS = {
    Key("new", MEAN): (Span(0, 4, 5, "number", "major", "expected 14"),),
    Key("old", MEAN): (Span(1, 2, 2, "gap", "minor"),),
}


def compared() -> Comparison:
    return compare(replace(RUN, spans=SPANS), resampling=FEW)


def test_one_table_counts_and_one_shows_both_outputs() -> None:
    counts, examples = findings_tables(compared())
    assert counts.rows == (("new", MEAN, 1, 1, 0),)
    assert counts.title == "made: findings, new and fixed against old"
    assert examples.rows == (
        ("new", "new", MEAN, "d0#1", "major · number · “0” · expected 14", "four", "new 0", "old 0"),
        ("fixed", "new", MEAN, "d1#1", "minor · gap", "four", "new 1", "old 1"),
    )


def test_nothing_pointed_at_is_no_table_and_no_section() -> None:
    comparison = compare(RUN, resampling=FEW)
    assert findings_tables(comparison) == []
    for form in ("comment", "page"):
        shown = sections.tables_by_section(form, RUN, Decisions(comparison=comparison))
        assert "findings" not in {section.name for section in shown}


def test_findings_that_both_have_are_counted_and_not_shown() -> None:
    both = dict.fromkeys(SPANS, (Span(0, 4, 5, "number", "major", "expected 14"),))
    (counts,) = findings_tables(compare(replace(RUN, spans=both), resampling=FEW))
    assert counts.rows == (("new", MEAN, 0, 0, 1),)


def test_of_many_examples_a_page_shows_the_new_and_the_grave() -> None:
    spans = {
        Key("new", MEAN): (Span(0, 0, 1, "a", "minor"), Span(1, 0, 1, "b", "critical")),
        Key("old", MEAN): (Span(2, 0, 1, "c", "critical"),),
    }
    comparison = compare(replace(RUN, spans=spans), resampling=FEW)
    assert [row[3] for row in findings_tables(comparison)[1].rows] == ["d1#1", "d0#1", "d2#1"]
    assert [row[3] for row in findings_tables(comparison, 2)[1].rows] == ["d1#1", "d0#1"]
