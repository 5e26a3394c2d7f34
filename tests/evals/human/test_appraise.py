"""Appraise's export: what is no rating of the set is counted, and a span's last character belongs to it."""

from __future__ import annotations

import gzip
import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from tertium.corpora.types import Document, EvalSet
from tertium.errors import DataError
from tertium.evals.human.appraise import is_appraise
from tertium.evals.human.reading import format_of, read

if TYPE_CHECKING:
    from pathlib import Path

DATA = EvalSet(
    name="made",
    ids=("a", "b"),
    documents=(Document("d1", 0, 1), Document("d2", 1, 2)),
    sources=("one", "two"),
    outputs={"x": ("stayed inside", "gone")},
)


def row(system: str = "x", line: int = 1, kind: str = "TGT", document: str = "d1", spans: object = ()) -> str:
    cells = ["rater7", system, str(line), kind, "eng", "deu", "70", document, "False"]
    return ",".join([*cells, '"' + json.dumps(spans).replace('"', '""') + '"', "1.0", "2.0"])


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "esa.csv"


def test_the_last_character_of_a_span_belongs_to_it(file: Path) -> None:
    file.write_text(row(spans=[{"start_i": 7, "end_i": 12, "severity": "minor", "error_type": None}]) + "\n", "utf-8")
    ratings = read(file, DATA)
    (rating,) = ratings.rows
    (span,) = rating.spans
    assert "stayed inside"[span.start : span.end] == "inside"
    assert (ratings.name, rating.score, rating.rater, span.label, span.severity) == (
        "esa",
        70,
        "rater7",
        "error",
        "minor",
    )


def test_rows_that_are_no_ratings_of_the_set_are_counted(file: Path) -> None:
    rows = [
        row(),
        row(kind="BAD", document="d1#bad"),
        row("ende-tutorial1", 1000001, document="ende-tutorial1"),
        row(document="d1#dup"),
        row(line=2, document="d2#incomplete"),
    ]
    file.write_text("\n".join(rows) + "\n", encoding="utf-8")
    ratings = read(file, DATA)
    assert len(ratings.rows) == 1
    assert ratings.warnings == (
        "skipped 1 attention check",
        "skipped 1 padding",
        "skipped 1 repetition",
        "skipped 1 tutorial row",
    )


def test_an_omission_stands_at_the_end_and_undecided_severities_are_left_out(file: Path) -> None:
    missing = {"start_i": "missing", "end_i": "missing", "severity": "major", "error_type": None}
    undecided = {"start_i": 0, "end_i": 1, "severity": "undecided"}
    beyond = {"start_i": 3, "end_i": 99, "severity": "minor"}
    file.write_text(row(spans=[missing, undecided, beyond]) + "\n", encoding="utf-8")
    ratings = read(file, DATA)
    assert [(span.start, span.end, span.label) for span in ratings.rows[0].spans] == [(13, 13, "omission")]
    assert ratings.warnings == (
        "1 span of severity 'undecided' left out",
        "1 span beyond the output here left out",
    )


def test_spans_that_end_before_they_start_are_left_out(file: Path) -> None:
    marks = [{"start_i": 5, "end_i": 2, "severity": "minor"}, {"start_i": -1, "end_i": 2, "severity": "minor"}]
    file.write_text(row(spans=marks) + "\n", encoding="utf-8")
    ratings = read(file, DATA)
    assert ratings.rows[0].spans == ()
    assert ratings.warnings == ("2 spans that end before they start left out",)


@pytest.mark.parametrize("cell", ["", "null", "NaN", "None", '"""[]"""', "[]"])
def test_a_cell_may_say_that_there_are_no_spans_in_several_ways(file: Path, cell: str) -> None:
    file.write_text(f"{row()}\nr,y,1,TGT,eng,deu,55,d1,False,{cell},1,2\n", encoding="utf-8")
    assert [(rating.score, rating.spans) for rating in read(file, DATA).rows] == [(70, ()), (55, ())]


def test_rows_of_other_kinds_are_counted(file: Path) -> None:
    file.write_text("\n".join([row(), row(kind="CHK"), row(kind="CHK")]) + "\n", encoding="utf-8")
    assert read(file, DATA).warnings == ("skipped 2 CHK rows",)


def test_an_emoji_is_one_character_here_and_two_there(file: Path) -> None:
    data = replace(DATA, outputs={"x": ("🙌 well", "gone")})
    marks = [{"start_i": 0, "end_i": 1, "severity": "major"}, {"start_i": 3, "end_i": 6, "severity": "minor"}]
    file.write_text(row(spans=marks) + "\n", encoding="utf-8")
    ratings = read(file, data)
    assert ["🙌 well"[span.start : span.end] for span in ratings.rows[0].spans] == ["🙌", "well"]
    assert ratings.warnings == ()


def test_lines_of_another_numbering_are_doubtful(file: Path) -> None:
    file.write_text(row(line=2, document="d1") + "\n", encoding="utf-8")
    assert read(file, DATA).warnings[0].startswith("1 of 1 ratings are of another document than their line is here")


def test_direct_assessment_has_no_spans_and_documents_scored_as_a_whole_are_counted(file: Path) -> None:
    cells = "r,x,1,TGT,eng,deu,{},d1,{},1,2"
    file.write_text(cells.format(55, "False") + "\n" + cells.format(60, "True") + "\n", encoding="utf-8")
    ratings = read(file, DATA)
    assert (ratings.name, [rating.score for rating in ratings.rows]) == ("da", [55])
    assert ratings.warnings == ("skipped 1 document score",)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("r,x,1,TGT,eng,deu,55,1.5,2.5", "da"),
        ("r,x,1,TGT,eng,deu,55,1.5,2.5,7,1234", "da"),
        ("r,x,1,TGT,eng,deu,55,d1,False,1.5,2.5,7,1234", "da"),
        ("r,x,1,TGT,eng,deu,55,d1,False,[],1.5,2.5,7,1234", "esa"),
    ],
)
def test_exports_without_documents_and_with_batches_are_read(file: Path, text: str, name: str) -> None:
    file.write_text(f"{text}\n", encoding="utf-8")
    ratings = read(file, DATA)
    assert (ratings.name, [rating.score for rating in ratings.rows], ratings.warnings) == (name, [55], ())


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (row(line=9), "'9' is no line"),
        (row(spans=[{"severity": "minor"}]), "its spans have another form"),
        (row().replace(",70,", ",,"), "'' is no score"),
        (row().replace(",70,", ",130,"), "'130' is no score"),
        (row().replace(",70,", ",-1,"), "'-1' is no score"),
        ("just,two", "is no row of Appraise"),
    ],
)
def test_a_bad_row_is_an_error_with_its_place(file: Path, line: str, message: str) -> None:
    file.write_text(row() + "\n" + line + "\n", encoding="utf-8")
    with pytest.raises(DataError, match=message) as caught:
        read(file, DATA)
    assert "line 2" in str(caught.value)


def test_a_line_of_titles_is_no_export() -> None:
    assert not is_appraise("system,line,score")


@pytest.mark.shared
def test_all_valid_ratings_of_wmt24_are_read_and_the_rest_is_counted(shared: Path, tmp_path: Path) -> None:
    folder = shared / "data" / "esa" / "wmt24-en-zh"
    lines = gzip.decompress((folder / "segments.tsv.gz").read_bytes()).decode("utf-8").split("\n")[:-1]
    titles, *rows = (line.split("\t") for line in lines)
    columns = dict(zip(titles, zip(*rows, strict=True), strict=True))
    starts = [i for i, name in enumerate(columns["document"]) if i == 0 or columns["document"][i - 1] != name]
    stops = [*starts[1:], len(rows)]
    data = EvalSet(
        name="wmt24",
        ids=columns["line_id"],
        documents=tuple(Document(columns["document"][i], i, j) for i, j in zip(starts, stops, strict=True)),
        sources=columns["source"],
        outputs={name: columns[name] for name in titles[4:]},
    )
    path = tmp_path / "both.csv"
    path.write_bytes(b"".join(gzip.decompress((folder / f"esa.wave{i}.csv.gz").read_bytes()) for i in (2, 3)))
    ratings = read(path, data)
    assert format_of(path) == "appraise"
    assert (len(ratings.rows), len(ratings.raters)) == (8333, 106)
    assert ratings.warnings[:4] == (
        "skipped 1278 attention checks",
        "skipped 374 paddings",
        "skipped 77 repetitions",
        "skipped 638 tutorial rows",
    )
    assert ratings.warnings[4:] == ("2 spans of severity 'undecided' left out",)
    clean = sum(rating.score >= 85 and not rating.spans for rating in ratings.rows)
    assert round(100 * clean / len(ratings.rows), 1) == 65.4
