"""The problems of sources and references as a table."""

from __future__ import annotations

from dataclasses import replace

from tertium.evals.results import Problem
from tertium.reports.sections.references import NOT_INSPECTED, references_table
from tertium.reports.warnings import inspect_run
from tests.evals.making import run_of

EMPTY = Problem("empty", "reference", "A", (0, 1), 4)
REPEATED = Problem("duplicate", "source", "", (3,), 40)


def test_a_row_per_problem_and_column_with_the_first_segments() -> None:
    run = replace(run_of({"a": [1.0] * 4}), problems=(EMPTY, REPEATED))
    table = references_table(run)
    assert table.rows[0] == ("empty", "reference A", 2, 50.0, "d0#1, d1#1", "")
    assert table.rows[1][:4] == ("duplicate", "source", 1, 2.5)
    assert table.notes == ("number, length and duplicate: good sets have some",)


def test_a_run_of_an_older_version_says_so_and_what_was_left_out_stands_below() -> None:
    run = run_of({"a": [1.0] * 4})
    assert references_table(run).notes == (NOT_INSPECTED,)
    data = replace(run.data, provenance={"left_out": ["3 of 7 segments are left out"]})
    assert references_table(replace(run, data=data, problems=())).notes == ("3 of 7 segments are left out",)


def test_serious_problems_are_warnings_of_every_report_before_those_of_outputs() -> None:
    run = run_of({"a": [1.0] * 4})
    run = replace(run, problems=(EMPTY, REPEATED), data=run.data.with_outputs({"a": ["", "b", "c", "d"]}))
    notes = inspect_run(run).notes
    assert notes[:2] == ("references: 2 of 4 empty in A (d0#1, d1#1)", "empty output: a in 1 segment (d0#1)")
    assert not any("repeated" in note for note in notes)
