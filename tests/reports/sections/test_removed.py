"""The lines that cleaning removed, with their rules."""

from __future__ import annotations

from tertium.reports.sections.removed import removed_table
from tests.reports.making import (
    BUILT,
    UNBUILT,
)


def test_a_removed_line_has_its_article_its_number_and_its_rule() -> None:
    assert removed_table(BUILT).rows == (("a", 3, "credit", "Photo: nobody"),)
    assert removed_table(UNBUILT).rows == ()
