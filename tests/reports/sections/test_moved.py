"""The sentences that a translation has in another place."""

from __future__ import annotations

from tertium.reports.sections.moved import moved_table
from tests.reports.making import BUILT, UNBUILT


def test_what_moved_stands_with_its_segment_its_article_and_both_texts() -> None:
    table = moved_table(BUILT)
    assert [column.title for column in table.columns][:4] == ["segment", "article", "column", "confidence"]
    assert table.rows == (("a#2", "a-de", "x", 0.61, "Two.", "Zwei."),)
    assert moved_table(UNBUILT).rows == ()
