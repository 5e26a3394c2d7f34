"""Every format shows the same unrounded table, survives hostile texts, and is held against a file a person read."""

from __future__ import annotations

import csv
import io
import json
import math
import re
from functools import partial
from typing import TYPE_CHECKING
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tertium.errors import UsageError
from tertium.evals.types import Key, Run
from tertium.reports import formats
from tertium.reports.decisions import Decisions
from tertium.reports.formats.text import for_terminal
from tertium.reports.sections.document_scores import documents_table
from tertium.reports.sections.leaderboard import leaderboard_table
from tertium.reports.sections.set_scores import set_table
from tertium.reports.sections.unpaired import unpaired_table
from tertium.reports.sections.warnings import warnings_table
from tertium.reports.table import MISSING, Column, Table
from tertium.reports.warnings import inspect_run
from tertium.terminal import reveal
from tests.reports import reading
from tests.reports.making import (
    example_standings,
    hostile_tables,
    rendered,
)

if TYPE_CHECKING:
    from collections.abc import Callable


def tables(run: Run) -> list[Table]:
    return [
        warnings_table(run, inspect_run(run).warnings),
        leaderboard_table(run, Decisions(example_standings(run))),
        documents_table(run, Decisions()),
        unpaired_table(run.data),
    ]


def readable(name: str, content: str | bytes) -> str:
    """Return what a golden file holds: the text itself, or of bytes the cells."""
    if isinstance(content, str):
        return content
    cells = reading.bytes_xlsx(content) if name == "xlsx" else reading.bytes_parquet(content)
    return json.dumps(cells, ensure_ascii=False, indent=1) + "\n"


@pytest.mark.parametrize("name", formats.names())
def test_every_format_renders_the_same_run(name: str, run: Run, golden: Callable[[str, str], None]) -> None:
    format_ = formats.load(name)
    text = readable(name, format_.render(tables(run)))
    golden(f"town{format_.suffix}" + ("" if name not in {"xlsx", "parquet"} else ".cells.json"), text)


@pytest.mark.parametrize("name", formats.names())
def test_the_same_tables_are_the_same_bytes(name: str, run: Run) -> None:
    assert formats.load(name).render(tables(run)) == formats.load(name).render(tables(run))


def raw(table: Table) -> list[list[str]]:
    """Return the cells as a machine's format holds them."""
    return [
        ["" if c is None or (isinstance(c, float) and math.isnan(c)) else str(c) for c in row] for row in table.rows
    ]


def test_csv_tsv_and_json_hold_every_digit_of_the_table(run: Run) -> None:
    table = leaderboard_table(run, Decisions(example_standings(run)))
    for cells in (
        reading.text_csv(rendered("csv", table))[1:],
        reading.text_tsv(rendered("tsv", table))[1:],
        reading.text_json(rendered("json", table)),
    ):
        assert cells[: len(table.rows)] == raw(table)


def test_parquet_and_xlsx_hold_every_digit_of_the_table(run: Run) -> None:
    table = leaderboard_table(run, Decisions(example_standings(run)))
    content = formats.load("parquet").render([table])
    assert isinstance(content, bytes)
    titles = [column.title for column in table.columns]
    assert [tuple(row[title] for title in titles) for row in reading.bytes_parquet(content)] == list(table.rows)
    book = formats.load("xlsx").render([table])
    assert isinstance(book, bytes)
    (sheet,) = reading.bytes_xlsx(book).values()
    for row, cells in zip(table.rows, sheet[1:], strict=False):
        assert [float(c) for c, v in zip(cells, row, strict=True) if isinstance(v, float)] == [
            pytest.approx(v, rel=1e-15) for v in row if isinstance(v, float)
        ]


def test_markdown_and_latex_show_the_table_as_every_text_format_does(run: Run) -> None:
    table = leaderboard_table(run, Decisions(example_standings(run)))
    for cells in (
        reading.text_markdown(rendered("markdown", table))[2:],
        reading.text_latex(rendered("latex", table))[1:],
    ):
        assert cells == table.display_rows()


def test_hostile_texts_stay_texts_when_csv_and_tsv_are_read_back() -> None:
    hostile = hostile_tables()
    shape = [len(row) for row in reading.text_csv(rendered("csv", *hostile))]
    assert shape == [len(row) if row != [""] else 0 for row in reading.text_tsv(rendered("tsv", *hostile)[:-1])]
    for cells in (reading.text_csv(rendered("csv", *hostile)), reading.text_tsv(rendered("tsv", *hostile))):
        for cell in (cell for row in cells for cell in row if cell):
            assert not cell.startswith(("=", "@", "\t", "\r")), "a formula"
    assert not any(c in rendered("tsv", *hostile) for c in "\r\x00\x1b\N{RIGHT-TO-LEFT OVERRIDE}")


def test_hostile_texts_stay_texts_in_markdown_and_latex() -> None:
    hostile = hostile_tables()
    markdown = rendered("markdown", *hostile)
    assert not re.search(r"<|@|://|www\.|(?<!\\)[$`]", markdown)
    expected = [row for table in hostile for row in [["head"], ["rule"], *table.display_rows()]]
    for name, cells in (
        ("markdown", reading.text_markdown(markdown)),
        ("latex", reading.text_latex(rendered("latex", *hostile))),
    ):
        rows = [row for row in expected if name == "markdown" or row != ["rule"]]
        assert len(cells) == len(rows), name
        for shown, row in zip(cells, rows, strict=True):
            form = partial(normalize, "NFC") if name == "latex" else str
            assert len(row) == 1 or shown == [form(reveal(cell)) for cell in row], name


def test_tables_without_rows_are_rendered_by_every_format() -> None:
    empty = Table("nothing", (Column("a"), Column("n", numeric=True)), ())
    for name in formats.names():
        assert formats.load(name).render([empty])
        assert formats.load(name).render([]) is not None


def test_a_missing_number_is_a_dash_in_text_and_empty_or_null_for_programs(small: Run) -> None:
    table = documents_table(small, Decisions())
    assert table.display_rows()[2][5] == MISSING
    assert f" {MISSING}" in rendered("text", table)
    assert json.loads(rendered("json", table))["tables"][0]["rows"][2][5] is None
    assert list(csv.reader(io.StringIO(rendered("csv", table))))[3][5] == ""


def test_csv_and_json_hold_the_unrounded_numbers_and_text_the_rounded_ones(small: Run) -> None:
    table = set_table(small, Decisions())
    score = small.values[Key("x", "chrf")].total
    rows = list(csv.reader(io.StringIO(rendered("csv", table))))
    assert float(rows[1][5]) == score
    assert json.loads(rendered("json", table))["tables"][0]["rows"][0][5] == score
    for name in ("text", "markdown"):
        assert f" {score:.2f} " in rendered(name, table)


def test_texts_are_no_markup_and_no_formula() -> None:
    evil = "a|b <script>`x`\n=1+1 \N{RIGHT-TO-LEFT OVERRIDE}@all"
    table = Table(evil, (Column(evil), Column("n", numeric=True)), ((evil, 1.5), ("=1+1", 2.0)), (evil,))
    markdown = rendered("markdown", table)
    assert "<script>" not in markdown
    assert "@all" not in markdown
    assert "&#64;all" in markdown
    assert all(line.count("|") - line.count("\\|") == 3 for line in markdown.splitlines() if line.startswith("| "))
    text = rendered("text", table)
    assert "\N{RIGHT-TO-LEFT OVERRIDE}" not in text
    assert "<U+000A>" in text
    rows = list(csv.reader(io.StringIO(rendered("csv", table))))
    assert rows[1][0] == evil
    assert rows[2][0] == "'=1+1"
    assert json.loads(rendered("json", table))["tables"][0]["rows"][0][0] == evil


def test_an_unknown_format_is_named_with_what_there_is() -> None:
    with pytest.raises(UsageError, match="no format is named 'pdf'\n  try: csv, json"):
        formats.load("pdf")


HOSTILE = ("=1+1", "|", " | ", "\\", "\\|", "**x**", "\t", "\r\n", "\r", "<b>", "$x$", "#", "%", "-- ", "\\&", '"', ",")


CELL = st.text(max_size=12) | st.sampled_from(HOSTILE)


GRID = st.lists(st.tuples(CELL, CELL), min_size=1, max_size=3)


def grid_table(rows: list[tuple[str, str]]) -> Table:
    return Table("grid", (Column("one"), Column("other")), tuple(rows))


@given(GRID)
def test_any_text_is_one_cell_of_a_markdown_and_of_a_latex_table(rows: list[tuple[str, str]]) -> None:
    table = grid_table(rows)
    expected = [[reveal(cell) for cell in row] for row in rows]
    for name, read, head in (("markdown", reading.text_markdown, 2), ("latex", reading.text_latex, 1)):
        content = formats.load(name).render([table])
        assert isinstance(content, str)
        # LaTeX gets texts in the composed form, whose letters its fonts have.
        form = partial(normalize, "NFC") if name == "latex" else str
        assert [[cell.strip() for cell in row] for row in read(content)[head:]] == [
            [form(cell).strip() for cell in row] for row in expected
        ], name


@given(GRID)
def test_any_text_is_one_cell_of_csv_tsv_json_and_parquet(rows: list[tuple[str, str]]) -> None:
    table = grid_table(rows)
    content = {name: formats.load(name).render([table]) for name in ("csv", "tsv", "json", "parquet")}
    assert [list(row) for row in rows] == reading.text_json(str(content["json"]))
    parquet = content["parquet"]
    assert isinstance(parquet, bytes)
    assert [(row["one"], row["other"]) for row in reading.bytes_parquet(parquet)] == rows
    csv, tsv = reading.text_csv(str(content["csv"])), reading.text_tsv(str(content["tsv"])[:-1])
    assert len(csv) == len(tsv) == 1 + len(rows)
    for texts, commas, tabs in zip(rows, csv[1:], tsv[1:], strict=True):
        inert = [f"'{text}" if text.startswith(tuple("=+-@\t\r")) else text for text in texts]
        assert commas == [text.replace("\0", "<U+0000>") for text in inert]
        assert tabs == [reveal(text.replace("\0", "<U+0000>")) for text in inert]


@given(GRID)
def test_any_text_is_a_text_in_a_terminal(rows: list[tuple[str, str]]) -> None:
    content = for_terminal([grid_table(rows)], 200, color=False)
    assert reveal(content.replace("\n", "")) == content.replace("\n", "")
    assert isinstance(formats.load("text").render([grid_table(rows)]), str)
