"""Every format shows the same unrounded table, survives hostile texts, and is held against a file a person read."""

from __future__ import annotations

import json
import math
import re
from typing import TYPE_CHECKING

import pytest

from tertium.evals.results import Interval, Pair, Place, Ranking, Resampling, Standings
from tertium.evals.types import Key
from tertium.reports import formats
from tertium.reports.decisions import Decisions
from tertium.reports.formats.text import for_terminal, reveal
from tertium.reports.sections.document_scores import documents_table
from tertium.reports.sections.leaderboard import leaderboard_table
from tertium.reports.sections.removed import removed_table
from tertium.reports.sections.set_scores import set_table
from tertium.reports.sections.unpaired import unpaired_table
from tertium.reports.sections.warnings import warnings_table
from tertium.reports.table import Column, Table
from tertium.reports.warnings import inspect_run
from tests.reports import reading
from tests.reports.making import PAYLOADS, hostile_run, plain_run

if TYPE_CHECKING:
    from collections.abc import Callable

    from tertium.evals.types import Run


@pytest.fixture(scope="module")
def run() -> Run:
    return plain_run()


def standings(run: Run) -> Standings:
    """North beats south by chrf; by bleu nothing is shown."""

    def ranking(metric: str, *, sure: bool) -> Ranking:
        scores = {system: run.values[Key(system, metric)].total for system in run.systems}
        best, worst = sorted(scores, key=scores.__getitem__, reverse=True)
        places = (
            Place(best, scores[best], Interval(scores[best] - 1.25, scores[best] + 1.5), 1, 1, 1 if sure else 2),
            Place(worst, scores[worst], Interval(scores[worst] - 2.5, scores[worst] + 2.25), 1 + sure, 1 + sure, 2),
        )
        return Ranking(metric, run.measures[metric].signature, places, (Pair(best, worst, 0.01 if sure else 0.4),), 6)

    return Standings(
        name="town",
        fingerprint=run.fingerprint,
        rankings=(ranking("chrf", sure=True), ranking("bleu", sure=False)),
        overall={},
        resampling=Resampling(samples=1000),
        adjusted="none",
        clusters=3,
    )


def tables(run: Run) -> list[Table]:
    return [
        warnings_table(run, inspect_run(run).warnings),
        leaderboard_table(run, Decisions(standings(run))),
        documents_table(run, Decisions()),
        unpaired_table(run.data),
    ]


def hostile_tables() -> list[Table]:
    run = hostile_run()
    return [
        warnings_table(run, inspect_run(run).warnings),
        documents_table(run, Decisions()),
        set_table(run, Decisions()),
        removed_table(run.data),
    ]


def readable(name: str, made: str | bytes) -> str:
    """Return what a golden file holds: the text itself, or of bytes the cells."""
    if isinstance(made, str):
        return made
    cells = reading.bytes_xlsx(made) if name == "xlsx" else reading.bytes_parquet(made)
    return json.dumps(cells, ensure_ascii=False, indent=1) + "\n"


@pytest.mark.parametrize("name", formats.names())
def test_every_format_renders_the_same_run(name: str, run: Run, golden: Callable[[str, str], None]) -> None:
    made = formats.load(name)
    text = readable(name, made.render(tables(run)))
    golden(f"town{made.suffix}" + ("" if name not in {"xlsx", "parquet"} else ".cells.json"), text)


@pytest.mark.parametrize("name", formats.names())
def test_the_same_tables_are_the_same_bytes(name: str, run: Run) -> None:
    assert formats.load(name).render(tables(run)) == formats.load(name).render(tables(run))


def rendered(name: str, found: list[Table]) -> str:
    made = formats.load(name).render(found)
    assert isinstance(made, str)
    return made


def raw(table: Table) -> list[list[str]]:
    """Return the cells as a machine's format holds them."""
    return [
        ["" if c is None or (isinstance(c, float) and math.isnan(c)) else str(c) for c in row] for row in table.rows
    ]


def test_csv_tsv_and_json_hold_every_digit_of_the_table(run: Run) -> None:
    table = leaderboard_table(run, Decisions(standings(run)))
    for cells in (
        reading.text_csv(rendered("csv", [table]))[1:],
        reading.text_tsv(rendered("tsv", [table]))[1:],
        reading.text_json(rendered("json", [table])),
    ):
        assert cells[: len(table.rows)] == raw(table)


def test_parquet_and_xlsx_hold_every_digit_of_the_table(run: Run) -> None:
    table = leaderboard_table(run, Decisions(standings(run)))
    made = formats.load("parquet").render([table])
    assert isinstance(made, bytes)
    titles = [column.title for column in table.columns]
    assert [tuple(row[title] for title in titles) for row in reading.bytes_parquet(made)] == list(table.rows)
    book = formats.load("xlsx").render([table])
    assert isinstance(book, bytes)
    (sheet,) = reading.bytes_xlsx(book).values()
    for row, cells in zip(table.rows, sheet[1:], strict=False):
        assert [float(c) for c, v in zip(cells, row, strict=True) if isinstance(v, float)] == [
            pytest.approx(v, rel=1e-15) for v in row if isinstance(v, float)
        ]


def test_markdown_and_latex_show_the_table_as_every_text_format_does(run: Run) -> None:
    table = leaderboard_table(run, Decisions(standings(run)))
    for cells in (
        reading.text_markdown(rendered("markdown", [table]))[2:],
        reading.text_latex(rendered("latex", [table]))[1:],
    ):
        assert cells == table.display_rows()


def test_only_a_best_that_is_significantly_so_is_bold(run: Run) -> None:
    table = leaderboard_table(run, Decisions(standings(run)))
    (bold,) = table.bold
    assert (table.rows[bold[0]][0], table.columns[bold[1]].title) == ("north", "chrf")
    assert table.breaks == {1}
    assert rendered("markdown", [table]).count("**") == 2
    assert rendered("latex", [table]).count(r"\textbf{") == 1
    assert rendered("latex", [table]).count(r"\midrule") == 2


def test_hostile_texts_stay_texts_when_csv_and_tsv_are_read_back() -> None:
    found = hostile_tables()
    shape = [len(row) for row in reading.text_csv(rendered("csv", found))]
    assert shape == [len(row) if row != [""] else 0 for row in reading.text_tsv(rendered("tsv", found)[:-1])]
    for cells in (reading.text_csv(rendered("csv", found)), reading.text_tsv(rendered("tsv", found))):
        for cell in (cell for row in cells for cell in row if cell):
            assert not cell.startswith(("=", "@", "\t", "\r")), "a formula"
    assert not any(c in rendered("tsv", found) for c in "\r\x00\x1b\N{RIGHT-TO-LEFT OVERRIDE}")


def test_hostile_texts_stay_texts_in_markdown_and_latex() -> None:
    found = hostile_tables()
    markdown = rendered("markdown", found)
    assert not re.search(r"<|@|://|www\.|(?<!\\)[$`]", markdown)
    expected = [row for table in found for row in [["head"], ["rule"], *table.display_rows()]]
    for name, cells in (
        ("markdown", reading.text_markdown(markdown)),
        ("latex", reading.text_latex(rendered("latex", found))),
    ):
        rows = [row for row in expected if name == "markdown" or row != ["rule"]]
        assert len(cells) == len(rows), name
        for shown, row in zip(cells, rows, strict=True):
            assert len(row) == 1 or shown == [reveal(cell) for cell in row], name


def test_a_workbook_of_hostile_texts_has_no_formula_no_link_and_opens() -> None:
    openpyxl = pytest.importorskip("openpyxl")
    made = formats.load("xlsx").render(hostile_tables())
    assert isinstance(made, bytes)
    sheets = reading.bytes_xlsx(made)
    assert len(sheets) == 4
    assert "=1+1" in {cell for grid in sheets.values() for row in grid for cell in row}
    import io

    assert len(openpyxl.load_workbook(io.BytesIO(made)).sheetnames) == 4


def test_parquet_and_json_keep_hostile_texts_exactly() -> None:
    table = removed_table(hostile_run().data)
    made = formats.load("parquet").render([table])
    assert isinstance(made, bytes)
    assert [row["text"] for row in reading.bytes_parquet(made)] == list(PAYLOADS)
    assert [row[3] for row in reading.text_json(rendered("json", [table]))] == list(PAYLOADS)


def test_a_terminal_gets_no_control_character_and_no_line_wider_than_it_is() -> None:
    made = for_terminal(hostile_tables(), 60, color=False)
    assert not any(c in made for c in "\r\x00\x1b\x07\N{RIGHT-TO-LEFT OVERRIDE}")


def test_a_wide_table_goes_on_below_with_its_first_column(run: Run) -> None:
    table = leaderboard_table(run, Decisions(standings(run)))
    made = for_terminal([table], 50, color=False)
    assert max(map(len, made.splitlines())) <= 50
    assert made.count("north") > 2
    for cell in (cell for row in table.display_rows() for cell in row):
        assert cell in made
    assert made.count("system") == for_terminal([table], 50, color=True).count("system")
    assert "\x1b[1m" in for_terminal([table], 50, color=True)


@pytest.mark.parametrize("columns", range(40, 140, 7))
def test_no_name_is_broken_where_its_column_fits(run: Run, columns: int) -> None:
    made = for_terminal(
        [leaderboard_table(run, Decisions(standings(run))), documents_table(run, Decisions())], columns, color=False
    )
    for line in made.splitlines():
        word = next(iter(line.split()), "")
        for name in ("north", "south", "bread", "bridge"):
            assert word == name or not name.startswith(word) or not word, line
    assert max(len(line.rstrip()) for line in made.splitlines()) <= columns


def test_a_long_number_of_columns_is_one_table_in_a_wide_terminal(run: Run) -> None:
    made = for_terminal([documents_table(run, Decisions())], 200, color=False)
    assert made.count("document") == 2, "the title and one heading"


def test_tables_without_rows_are_rendered_by_every_format() -> None:
    empty = Table("nothing", (Column("a"), Column("n", numeric=True)), ())
    for name in formats.names():
        assert formats.load(name).render([empty])
        assert formats.load(name).render([]) is not None
