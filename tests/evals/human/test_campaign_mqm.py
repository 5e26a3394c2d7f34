"""Rows of MQM errors to be filled in: they are read as they stand once they are."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from tertium.errors import DataError, UsageError
from tertium.evals.human.campaign import Campaign, Plan, tasks_of
from tertium.evals.human.campaign_mqm import render
from tertium.evals.human.reading import format_of, read
from tertium.metrics.base import Span
from tests.evals.human.campaign_sets import small_set

if TYPE_CHECKING:
    from pathlib import Path

DATA = small_set(3, 2)
TASKS = tasks_of(DATA, range(3), Plan("mqm", 2))


def test_empty_rows_are_no_ratings_until_they_are_filled_in(tmp_path: Path) -> None:
    file = tmp_path / "mqm.tsv"
    text = render(Campaign(DATA, "mqm", TASKS))
    file.write_text(text, encoding="utf-8")
    assert format_of(file) == "mqm"
    with pytest.raises(DataError, match="none of 18 rows has an answer\n  try: No-error"):
        read(file, DATA)
    file.write_text(text.replace("\t\t\t\n", "\tNo-error\tNo-error\t\n", 5), encoding="utf-8")
    partly = read(file, DATA)
    assert (len(partly.rows), partly.warnings) == (5, ("skipped 13 rows without an answer",))
    file.write_text(text.replace("\t\t\t\n", "\tNo-error\tNo-error\t\n"), encoding="utf-8")
    ratings = read(file, DATA)
    assert (len(ratings.rows), {row.score for row in ratings.rows}) == (18, {0.0})
    assert ratings.raters == ("annotator1", "annotator2")
    assert ratings.warnings == ()


def test_marked_places_are_rows_of_their_own(tmp_path: Path) -> None:
    spans = {"poor": (Span(0, 2, 5, "number", "major"), Span(0, 9, 9, "omission", "minor"))}
    text = render(Campaign(DATA, "mqm", TASKS, spans, ("numbers",)))
    rows = [line.split("\t") for line in text.splitlines() if line.endswith("numbers")]
    assert [row[6:] for row in rows] == [["number", "Major", "numbers"], ["omission", "Minor", "numbers"]]
    assert rows[0][5] == "😀 <v>Ein</v> Wort 1000 fehlt."
    (tmp_path / "mqm.tsv").write_text(text.replace("\t\t\t\n", "\tNo-error\tNo-error\t\n"), encoding="utf-8")
    rated = {(row.system, row.segment): row for row in read(tmp_path / "mqm.tsv", DATA).rows}["poor", 0]
    end = len(str(DATA.outputs["poor"][0]))
    assert (rated.score, [(span.start, span.end) for span in rated.spans]) == (6, [(2, 5), (end, end)])


def test_tabs_and_line_ends_become_blanks() -> None:
    data = replace(DATA, outputs={"x": ("a\tb\u2028c\nd",) * 6})
    lines = render(Campaign(data, "mqm", tasks_of(data, [0], Plan("mqm")))).splitlines()
    assert [len(line.split("\t")) for line in lines] == [9] * 3
    assert lines[1].split("\t")[5] == "a b c d"


def test_scores_and_attention_items_need_pearmut() -> None:
    with pytest.raises(UsageError, match="no scores of esa"):
        render(Campaign(DATA, "esa", TASKS))
    with pytest.raises(UsageError, match="can't hide attention"):
        render(Campaign(DATA, "mqm", tasks_of(DATA, range(3), Plan("mqm", attention=1))))
