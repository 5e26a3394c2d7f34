"""The tables of what differences are made of: parts that add up, and words in order."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from tertium.evals.compare import compare
from tertium.evals.results import FindingShare
from tertium.evals.triage import triage
from tertium.reports.decisions import Decisions
from tertium.reports.sections.triage import ENDS, MANY, section, triage_tables
from tests.evals.making import MEAN, run_of
from tests.reports.making import FEW

if TYPE_CHECKING:
    from tertium.evals.results import Triage
    from tertium.evals.types import Run


@pytest.fixture
def made(run: Run) -> Triage:
    return triage(run, "north", metric="chrf")


def test_there_is_a_table_per_question_with_the_baseline_in_its_title(made: Triage) -> None:
    assert [table.title for table in triage_tables(made)] == [
        "town: where the difference by chrf lies, against north",
        "town: new and fixed findings by kind, and chrf, against north",
        "town: word accuracy by frequency, against north",
        "town: words in a row that one of the two gets right more often, against north",
    ]


def test_the_rows_of_a_division_add_up_to_the_difference(made: Triage) -> None:
    (delta,) = made.deltas.values()
    rows = triage_tables(made)[0].rows
    for by in {row[1] for row in rows}:
        assert sum(float(str(row[4])) for row in rows if row[1] == by) == pytest.approx(delta)


@pytest.mark.parametrize(("better", "first"), [(True, -1.0), (False, 1.0), (None, -1.0)])
def test_of_many_parts_the_ends_are_shown_and_the_others_are_one_row(
    better: bool | None,  # noqa: FBT001 - a metric's direction
    first: float,
) -> None:
    size = MANY + 1
    run = run_of({"old": [0.0] * size, "new": [float(i - size // 2) for i in range(size)]}, better=better)
    rows = [row for row in triage_tables(triage(run, "old", metric=MEAN))[0].rows if row[1] == "document"]
    assert len(rows) == 2 * ENDS + 1
    assert rows[-1][2:4] == ("3 others", 3)
    assert float(str(rows[0][4])) * first > 0
    assert sum(float(str(row[4])) for row in rows) == pytest.approx(0)


def test_segments_of_no_part_are_named_so() -> None:
    run = run_of({"old": [0.0] * 3, "new": [1.0] * 3})
    documents = (*run.data.documents[:2], replace(run.data.documents[2], domain=None))
    made = triage(replace(run, data=replace(run.data, documents=documents)), "old")
    rows = triage_tables(made)[0].rows
    assert [row[2] for row in rows if row[1] == "domain"] == ["even", "odd", "in none"]


def test_findings_stand_by_kind_with_what_their_segments_add(made: Triage) -> None:
    finding = FindingShare("south", "numbers", "number lost", 2, 1, 2, 1, -0.5, 0.25)
    table = triage_tables(replace(made, findings=(finding,)))[1]
    assert table.rows == (("south", "numbers", "number lost", 2, 1, 2, 1, -0.5, 0.25),)
    assert "overlap" in table.notes[0]


def test_a_page_has_fewer_words_of_each_end(made: Triage) -> None:
    whole, short = (triage_tables(made, ends)[-1] for ends in (None, 1))
    assert len(short.rows) == 2 < len(whole.rows)
    assert [float(str(row[-1])) > 0 for row in short.rows] == [False, True]


def test_words_say_how_far_chance_reaches() -> None:
    run = run_of({"old": [0.0] * 12, "new": [float(i % 2) for i in range(12)]})
    sources = tuple(f"four {'cats' if i % 2 else 'dogs'}" for i in range(12))
    run = replace(run, data=replace(run.data, sources=sources))
    table = triage_tables(triage(run, "old"))[1]
    assert [row[2] for row in table.rows] == ["dogs", "cats"]
    assert "chance alone" in table.notes[-1]


def test_nothing_is_shown_unasked(run: Run, made: Triage) -> None:
    comparison = compare(run, baseline="north", resampling=FEW)
    assert section.tables(run, Decisions(comparison=comparison)) == []
    assert section.tables(run, Decisions()) == []
    assert section.tables(run, Decisions(comparison=replace(comparison, triage=made))) == triage_tables(made, ENDS)
    assert section.forms == {"page"}
