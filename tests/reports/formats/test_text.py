"""Plain text is aligned, fits its terminal, and shows hidden characters as codes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tertium.reports.decisions import Decisions
from tertium.reports.formats.text import column_groups, crop, display_width, for_terminal
from tertium.reports.sections.document_scores import documents_table
from tertium.reports.sections.leaderboard import leaderboard_table
from tertium.reports.sections.set_scores import set_table
from tertium.reports.table import MISSING, Column, Table
from tests.reports.making import (
    TABLE,
    example_standings,
    hostile_tables,
    rendered,
)

if TYPE_CHECKING:
    from tertium.evals.types import Run


def test_a_terminal_aligns_numbers_right_and_shows_the_best_bold_and_green() -> None:
    lines = [line.rstrip() for line in for_terminal([TABLE], 60, color=False).splitlines()]
    assert lines[2].split() == ["system", "chrf", "↑", "n"]
    assert lines[4].index("61.2") + 4 == lines[6].index("60.0") + 4 == lines[7].index(MISSING) + 1
    assert [line[-1] for line in (lines[4], lines[6])] == ["5", "5"], "the last digits of 5 and 15"
    assert lines[4].startswith("north ")
    coloured = for_terminal([TABLE], 60, color=True)
    assert re.findall("\x1b\\[1;32m *([^\x1b]*)", coloured) == ["61.2"]


@pytest.mark.parametrize(("columns", "together"), [(8 + 8 + 4, 1), (8 + 8 + 3, 2)])
def test_a_table_goes_on_below_only_where_its_columns_do_not_fit(columns: int, together: int) -> None:
    content = for_terminal([TABLE], columns, color=False)
    assert content.count("system") == together


@pytest.mark.parametrize(
    ("text", "letters", "shown"),
    [
        ("abcd", 4, "abcd"),
        ("abcde", 4, "abc…"),
        ("abcde", 5, "abcde"),
        ("ab", 1, "a…"),
        ("", 1, ""),
        ("a\n", 4, "a<U…"),
    ],
)
def test_a_name_is_cropped_to_the_letters_there_are(text: str, letters: int, shown: str) -> None:
    assert crop(text, letters) == shown


def test_a_wide_letter_takes_two_columns_and_a_combining_one_none() -> None:
    assert [display_width(text) for text in ("ab", "港口", "e\u0301", "ﾊ", "")] == [2, 4, 1, 1, 0]


def test_a_note_that_tables_share_stands_once_under_the_last(small: Run) -> None:
    content = rendered("text", set_table(small, Decisions()), documents_table(small, Decisions()))
    assert content.count("fingerprint") == 1
    assert content.index("fingerprint") > content.index("scores by document")
    assert content.index("macro: the mean") < content.index("scores by document"), "its own note stays with its table"


def test_a_terminal_gets_no_control_character_and_no_line_wider_than_it_is() -> None:
    content = for_terminal(hostile_tables(), 60, color=False)
    assert not any(c in content for c in "\r\x00\x1b\x07\N{RIGHT-TO-LEFT OVERRIDE}")


def test_a_wide_table_goes_on_below_with_its_first_column(run: Run) -> None:
    table = leaderboard_table(run, Decisions(example_standings(run)))
    content = for_terminal([table], 50, color=False)
    assert max(map(len, content.splitlines())) <= 50
    assert content.count("north") > 2
    for cell in (cell for row in table.display_rows() for cell in row):
        assert cell in content
    assert content.count("system") == for_terminal([table], 50, color=True).count("system")
    assert "\x1b[1m" in for_terminal([table], 50, color=True)


@pytest.mark.parametrize("columns", range(40, 140, 7))
def test_no_name_is_broken_where_its_column_fits(run: Run, columns: int) -> None:
    content = for_terminal(
        [leaderboard_table(run, Decisions(example_standings(run))), documents_table(run, Decisions())],
        columns,
        color=False,
    )
    for line in content.splitlines():
        word = next(iter(line.split()), "")
        for name in ("north", "south", "bread", "bridge"):
            assert word == name or not name.startswith(word) or not word, line
    assert max(len(line.rstrip()) for line in content.splitlines()) <= columns


def test_a_long_number_of_columns_is_one_table_in_a_wide_terminal(run: Run) -> None:
    content = for_terminal([documents_table(run, Decisions())], 200, color=False)
    assert content.count("document") == 2, "the title and one heading"


def test_groups_of_columns_begin_with_those_that_tell_rows_apart() -> None:
    columns = (Column("document"), Column("system"), *(Column("x" * 10, numeric=True) for _ in range(3)))
    table = Table("t", columns, (("a", "x", 1, 2, 3), ("a", "y", 1, 2, 3)))
    assert column_groups(table, 200) == [[0, 1, 2, 3, 4]]
    assert column_groups(table, 1) == [[0, 1, 2], [0, 1, 3], [0, 1, 4]], "a column of its own in each"


def test_a_column_that_adds_to_another_stays_with_it_and_long_names_do_not_fill_every_group() -> None:
    score, interval = Column("chrf", numeric=True), Column("95 % CI", numeric=True, beside=True)
    rows = (("a", 1.0, "[0.0, 2.0]", 1.0, "[0.0, 2.0]"),)
    table = Table("t", (Column("system"), score, interval, score, interval), rows)
    assert column_groups(table, 34) == [[0, 1, 2], [0, 3, 4]]
    texts = (Column("id"), Column("system"), Column("finding"), score)
    long = Table("t", texts, (("a" * 20, "b" * 20, "c", 1.0), ("a" * 20, "b" * 20, "d", 2.0)))
    assert column_groups(long, 80) == [[0, 1, 2, 3]]
    assert column_groups(long, 56) == [[0, 1, 2], [0, 1, 3]], "the third tells rows apart, and there is no room for it"
