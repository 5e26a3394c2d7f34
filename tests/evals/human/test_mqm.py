"""Rows of MQM errors become penalties and spans, rater by rater."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tertium.corpora.types import Document, EvalSet
from tertium.errors import DataError
from tertium.evals.human.mqm import unmarked
from tertium.evals.human.ratings import average
from tertium.evals.human.reading import read
from tertium.evals.human.weights import parse_weights
from tertium.metrics.base import Span

if TYPE_CHECKING:
    from pathlib import Path

    from tertium.evals.human.ratings import Ratings

DATA = EvalSet(
    "town",
    ("1", "2"),
    (Document("d", 0, 2),),
    sources=("Der Hund bellt.", "Ja."),
    outputs={"x": ("The hound barks.", "Yes!"), "y": ("A dog.", None)},
)
TITLES = ("system", "doc", "seg_id", "rater", "source", "target", "category", "severity")
HOUND = ("Der Hund bellt.", "The <v>hound</v> barks.", "Terminology", "Minor")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "mqm.tsv"


def ratings_of(file: Path, *rows: tuple[str, ...], weights: list[str] | None = None) -> Ratings:
    file.write_text("\n".join("\t".join(row) for row in (TITLES, *rows)) + "\n", encoding="utf-8")
    return read(file, DATA, weights=parse_weights(weights) if weights else None)


def test_errors_are_summed_by_rater_and_averaged_over_raters(file: Path) -> None:
    bark = ("Der Hund bellt.", "The hound <v>barks</v>.", "Accuracy/Mistranslation", "Major")
    dot = ("Der Hund bellt.", "The hound barks<v>.</v>", "Fluency/Punctuation", "Minor")
    fine = ("Der Hund bellt.", "The hound barks.", "No-error", "No-error")
    first = ("x", "d", "1")
    ratings = ratings_of(
        file, (*first, "r1", *HOUND), (*first, "r1", *bark), (*first, "r2", *dot), (*first, "r3", *fine)
    )
    assert [(row.rater, row.score) for row in ratings.rows] == [("r1", 6), ("r2", pytest.approx(0.1)), ("r3", 0)]
    assert not ratings.higher_is_better
    assert average(ratings, DATA).scores["x"][0] == pytest.approx(-6.1 / 3)


def test_spans_stand_in_the_output_by_rater(file: Path) -> None:
    ratings = ratings_of(file, ("x", "d", "1", "r1", *HOUND), ("x", "d", "1", "r2", *HOUND[:2], "Style", "Major"))
    assert [row.spans for row in ratings.rows] == [
        (Span(0, 4, 9, "Terminology", "minor"),),
        (Span(0, 4, 9, "Style", "major"),),
    ]
    assert ratings.warnings == ()


def test_an_omission_is_marked_in_the_source_and_stands_empty_at_the_end_of_the_output(file: Path) -> None:
    row = ("y", "d", "1", "r1", "Der Hund <v>bellt</v>.", "A dog.", "Accuracy/Omission", "Major")
    assert ratings_of(file, row).rows[0].spans == (Span(0, 6, 6, "Accuracy/Omission", "major", "bellt"),)


def test_marks_in_another_text_than_the_output_are_left_out_with_a_warning(file: Path) -> None:
    row = ("y", "d", "1", "r1", "Der Hund bellt.", "One <v>dog</v>.", "Style", "Minor")
    ratings = ratings_of(file, row, row, ("z", "d", "1", "r1", *HOUND))
    assert [(rating.score, len(rating.spans)) for rating in ratings.rows] == [(2, 0), (1, 1)]
    assert ratings.warnings == ("1 rated text of y other than its output here: scored, but without marks",)


def test_a_severity_without_a_weight_counts_nothing_and_is_named(file: Path) -> None:
    row = ("x", "d", "2", "r1", "Ja.", "Yes!", "Style", "Enormous")
    ratings = ratings_of(file, row, row)
    assert (ratings.rows[0].score, ratings.rows[0].spans) == (0, ())
    assert ratings.warnings == ("severity 'Enormous' has no weight: its 2 rows add 0",)
    assert ratings_of(file, row, weights=["Enormous=2"]).rows[0].score == 2


@pytest.mark.parametrize(
    ("row", "message"),
    [
        (
            ("x", "d", "1", "r1", "Ja.", "The hound barks.", "Style", "Minor"),
            "line 2: its source isn't that of segment '1'",
        ),
        (("x", "d", "1", "r1", "Der Hund bellt.", "The hound barks.", "Style"), "line 2 has no severity"),
        (("x", "d", "1", "r1", "Der Hund bellt.", "The hound barks.", " ", "Minor"), "line 2 has no category"),
        (("x", "d", "3", "r1", *HOUND), "line 2: '3' is no seg_id"),
    ],
)
def test_a_row_of_another_set_or_without_its_error_is_refused(file: Path, row: tuple[str, ...], message: str) -> None:
    with pytest.raises(DataError, match=message):
        ratings_of(file, row)


def test_blanks_do_not_make_another_text(file: Path) -> None:
    row = ("x", "d", "1", "r1", "Der  Hund<v> </v>bellt. ", "The <v>hound</v> barks. ", "Style", "Minor")
    assert ratings_of(file, row).rows[0].spans == (Span(0, 4, 9, "Style", "minor"),)


@pytest.mark.parametrize(
    ("target", "start"),
    [("<v>The hound barks. </v>", 0), ("The hound barks<v>. </v>", 15), ("The hound barks. ", 16)],
)
def test_a_mark_that_takes_in_a_blank_behind_the_output_ends_with_the_output(
    file: Path, target: str, start: int
) -> None:
    row = ("x", "d", "1", "r1", "Der Hund bellt.", target, "Style", "Minor")
    assert ratings_of(file, row).rows[0].spans == (Span(0, start, 16, "Style", "minor"),)


@pytest.mark.parametrize(
    ("text", "plain", "places"),
    [
        ("<v>a</v>b<v>c</v>", "abc", ((0, 1), (2, 3))),
        ("a<v>bc", "abc", ((1, 3),)),
        ("a</v>b", "ab", ()),
        ("<v></v>", "", ((0, 0),)),
        ("a<b>c", "a<b>c", ()),
    ],
)
def test_marks_are_taken_out_of_a_text(text: str, plain: str, places: tuple[tuple[int, int], ...]) -> None:
    assert unmarked(text) == (plain, places)


@given(st.lists(st.tuples(st.text("ab <>ü", max_size=4), st.text("ab <>😀", max_size=4)), max_size=4))
def test_marked_stretches_are_found_where_they_were_put(parts: list[tuple[str, str]]) -> None:
    marked = unmarked("".join(f"{before}<v>{inside}</v>" for before, inside in parts))
    assert marked.text == "".join(before + inside for before, inside in parts)
    assert [marked.text[start:end] for start, end in marked.places] == [inside for _, inside in parts]


def test_titles_are_read_in_any_case(file: Path) -> None:
    rows = [tuple(title.capitalize() for title in TITLES), ("x", "d", "1", "r1", *HOUND)]
    file.write_text("\n".join("\t".join(row) for row in rows) + "\n", encoding="utf-8")
    (rating,) = read(file, DATA).rows
    assert (rating.rater, rating.score, rating.spans) == ("r1", 1, (Span(0, 4, 9, "Terminology", "minor"),))
