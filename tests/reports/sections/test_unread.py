"""The files of a folder of articles that were not read."""

from __future__ import annotations

from tertium.reports.sections.unread import unread_table
from tests.reports.making import BUILT, UNBUILT


def test_a_file_that_was_not_read_stands_with_the_reason() -> None:
    assert unread_table(BUILT).rows == (("a.docx", "ends in .docx"),)
    assert unread_table(UNBUILT).rows == ()
