"""Pairs that need review have their evidence."""

from __future__ import annotations

from tertium.reports.formats.text import for_terminal
from tertium.reports.sections.review import review_table
from tests.reports.making import (
    BUILT,
    UNBUILT,
)


def test_pairs_that_need_review_have_their_evidence() -> None:
    table = review_table(BUILT)
    assert table.rows == (("s", "t", 0.52, 0.7, None, 0.2, "likeness 0.52 with s, 0.55 is needed"),)
    assert "a line in a file for --pairs" in table.notes[-1]


def test_an_empty_table_says_none_in_a_terminal() -> None:
    shown = for_terminal([review_table(UNBUILT)], 80, color=False)
    assert shown.splitlines()[1:] == ["", "none"]
