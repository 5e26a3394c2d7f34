"""The pairs of a built set, with their evidence."""

from __future__ import annotations

from tertium.reports.sections.pairs import pairs_table
from tests.reports.making import (
    BUILT,
    UNBUILT,
)


def test_a_pair_has_its_column_and_its_evidence() -> None:
    table = pairs_table(BUILT)
    assert table.rows == (("a", "a-de", "x", 0.9, 0.7, None, 0.2, ""),)
    assert table.notes[0].startswith("likeness: the mean cosine")
    assert (pairs_table(UNBUILT).rows, pairs_table(UNBUILT).notes) == ((), ())
