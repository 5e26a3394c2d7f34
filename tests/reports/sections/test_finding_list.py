"""Every place that a metric marks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tertium.reports import formats
from tertium.reports.decisions import Decisions
from tertium.reports.sections.finding_list import findings_table, section
from tests.reports.making import hostile_run

if TYPE_CHECKING:
    from tertium.evals.types import Run


def test_a_finding_has_its_place_its_text_and_the_output(run: Run) -> None:
    table = findings_table(run)
    assert [column.title for column in table.columns] == [
        *("segment", "system", "metric", "severity", "finding", "text", "note", "start", "end"),
        *("confidence", "document", "output"),
    ]
    assert [row[:9] for row in table.rows] == [
        ("bread#3", "north", "chrf", "minor", "gap", "", "", 22, 22),
        ("bridge#1", "north", "chrf", "major", "number", "40", "expected 14", 19, 21),
    ]
    assert table.rows[1][-1] == "Die Brücke war für 40 Tage geschlossen."


def test_a_run_without_findings_says_so(small: Run) -> None:
    table = findings_table(small)
    assert table.rows == ()
    assert table.notes == ("No metric of this run marks a place.",)


@pytest.mark.parametrize("name", formats.names())
def test_every_format_has_it(name: str) -> None:
    pytest.importorskip("xlsxwriter")
    assert formats.load(name).render(section.tables(hostile_run(), Decisions()))
