"""What realigned systems omitted and added."""

from __future__ import annotations

from tertium.reports.sections.realigned import realigned_table
from tests.reports.making import (
    BUILT,
    LONG,
)


def test_omissions_and_additions_say_where_they_stand_with_their_whole_texts() -> None:
    rows = realigned_table(BUILT).rows
    assert rows[0] == ("x", "omitted", "a", "a#2", "Zwei, und noch viel mehr.")
    assert rows[1] == ("x", "added", "a", None, "Vorab.")
    assert rows[2] == ("x", "added", "b", "b#1", LONG)


def test_only_the_short_form_cuts_long_texts() -> None:
    *_, (*_, cell) = realigned_table(BUILT).shortened().rows
    assert cell == f"{LONG[:79]}…"
    assert realigned_table(BUILT).shortened().rows[:2] == realigned_table(BUILT).rows[:2]
