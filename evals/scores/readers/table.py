"""Tables of scores in TSV, CSV, JSON lines and Parquet.

Columns say what a row is (system, segment, document, domain), what its texts are, and its scores: every other column
of numbers is a metric, or, where a column names the metric, the one column of numbers.
"""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal

import numpy as np

from tertium.errors import DataError, UsageError, counted, nearest
from tertium.evals.scores.numbers import is_number, number
from tertium.evals.scores.table import ScoreTable, plain_name
from tertium.files import read_lines, read_parquet, read_text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tertium.metrics.base import Scores

NAMED_COLUMNS: Final = True
ENDINGS: Final = (".tsv", ".csv", ".jsonl", ".parquet")
INDEX: Final = re.compile(r"(Unnamed: [0-9]+)?")
"""Titles of a column of row numbers, as pandas writes and reads it: no scores."""
TEXTS: Final = ("source", "hypothesis", "reference")
NAMES: Final[dict[str, tuple[str, ...]]] = {
    "system": ("system", "system_id", "sys", "model"),
    "segment": ("segment", "segment_id", "seg_id", "line", "id", "docSegId", "globalSegId"),
    "document": ("document", "document_id", "doc_id", "doc"),
    "domain": ("domain",),
    "pair": ("language_pair", "lp", "langs"),
    "source": ("source", "src"),
    "hypothesis": ("hypothesis", "mt", "hyp"),
    "reference": ("reference", "ref"),
    "metric": ("metric",),
    "reason": ("reason",),
    "score": (),
}
"""Our name of a column to its names in files, the first that is there; `score` is only what --column names."""


def claims(path: Path) -> bool:
    """Whether the file has one of the endings."""
    return plain_name(path).endswith(ENDINGS)


def read(path: Path, columns: Mapping[str, str]) -> list[ScoreTable]:
    """Return the scores in a table; see the module."""
    cells, numbers = READERS[Path(plain_name(path)).suffix](path)
    named = _named(path, cells, columns)
    metrics = _metric_columns(path, cells, named)
    texts: dict[str, list[str | None]] = {
        ours: [_text(cell) for cell in cells[named[ours]]] for ours in TEXTS if ours in named
    }
    keys = {ours: [_name(cell) for cell in cells[named[ours]]] for ours in NAMES if ours in named}
    for ours in ("system", "document", "segment", "metric"):
        if "" in keys.get(ours, ()):
            line = numbers[keys[ours].index("")]
            raise DataError(f"{path}, line {line}: no {ours}", hint=f"a value of {named[ours]!r} in every row")
    unread = [title for title in cells if title not in {*named.values(), *metrics} and not INDEX.fullmatch(title)]
    scores = {title: _scores(path, cells[title], numbers) for title in metrics}
    if "metric" not in named:
        return [_table(path, scores, range(len(numbers)), (keys, texts, numbers), unread)]
    (column,) = scores.values()
    rows_by_metric: dict[str, list[int]] = {}
    for row, name in enumerate(keys["metric"]):
        rows_by_metric.setdefault(name, []).append(row)
    about = (keys, texts, numbers)
    return [_table(path, {name: column[rows]}, rows, about, unread) for name, rows in rows_by_metric.items()]


def _named(path: Path, cells: Mapping[str, Any], columns: Mapping[str, str]) -> dict[str, str]:
    """Return our name to the file's for every column that says what a row is."""
    for ours, title in columns.items():
        if ours not in NAMES:
            raise UsageError(f"no column of scores is named {ours!r}", hint=nearest(ours, NAMES))
        if title not in cells:
            raise UsageError(f"{path} has no column {title!r}", hint=nearest(title, cells))
    found = {ours: title for ours, titles in NAMES.items() for title in reversed(titles) if title in cells}
    return {**found, **columns}


def _metric_columns(path: Path, cells: Mapping[str, Sequence[Any]], named: Mapping[str, str]) -> list[str]:
    if "score" in named:
        return [named["score"]]
    about = {title for titles in NAMES.values() for title in titles}
    others = [title for title in cells if title not in {*named.values(), *about} and not INDEX.fullmatch(title)]
    metrics = [title for title in others if _is_column_of_numbers(cells[title])]
    if not metrics:
        raise DataError(f"{path} has no column of scores: {', '.join(cells)}", hint="--column score=…")
    if "metric" in named and len(metrics) > 1:
        raise UsageError(f"{path} has several columns of numbers: {', '.join(metrics)}", hint="--column score=…")
    return metrics


def _is_column_of_numbers(column: Sequence[Any]) -> bool:
    return isinstance(column, np.ndarray) or (all(map(is_number, column)) and any(map(_is_there, column)))


def _is_there(cell: Any) -> bool:
    return not np.isnan(number(cell, ""))


def _scores(path: Path, column: Sequence[Any], numbers: Sequence[int]) -> Scores:
    if isinstance(column, np.ndarray):
        return column
    cells = zip(column, numbers, strict=True)
    return np.array([number(cell, f"{path}, line {line}") for cell, line in cells], dtype=np.float64)


def _table(
    path: Path,
    scores: Mapping[str, Scores],
    rows: Sequence[int],
    about: tuple[Mapping[str, Sequence[str]], Mapping[str, Sequence[str | None]], Sequence[int]],
    unread: Sequence[str],
) -> ScoreTable:
    keys, texts, numbers = about
    of_rows = {ours: [column[row] for row in rows] for ours, column in keys.items()}
    systems, segments = of_rows.get("system"), of_rows.get("segment")
    # Without segments, a table with one row per system is of whole systems, and any other one in the set's order.
    is_of_systems = segments is None and systems is not None and len(set(systems)) == len(systems)
    level: Literal["segment", "system"] = "system" if is_of_systems else "segment"
    return ScoreTable(
        path,
        origin="table",
        scores=scores,
        systems=systems,
        segments=segments,
        documents=of_rows.get("document"),
        domains=of_rows.get("domain"),
        pairs=of_rows.get("pair"),
        texts={role: [column[row] for row in rows] for role, column in texts.items()},
        reasons=of_rows.get("reason", ()),
        level=level,
        numbers=[numbers[row] for row in rows],
        unread=unread,
        notes=(f"{path.name}: columns that are not read: {', '.join(unread)}",) if unread else (),
    )


def _name(cell: Any) -> str:
    """Return a name as text; numbers of segments may be stored as floats, where some are missing."""
    if isinstance(cell, float):
        return "" if np.isnan(cell) else f"{cell:.0f}" if cell.is_integer() else str(cell)
    return "" if cell is None else str(cell)


def _text(cell: Any) -> str | None:
    return cell if isinstance(cell, str) else None


def _of_rows(path: Path, rows: Sequence[Sequence[str]], numbers: Sequence[int]) -> tuple[dict[str, Any], list[int]]:
    """Return the columns of rows of cells, of which the first holds the titles."""
    if not rows:
        raise DataError(f"{path} is empty", hint="a first line that names the columns")
    titles = rows[0]
    if doubled := next((title for title in titles if titles.count(title) > 1), None):
        raise DataError(f"{path}: two columns are called {doubled!r}", hint="another name for one of them")
    for row, line in zip(rows, numbers, strict=True):
        if len(row) != len(titles):
            raise DataError(
                f"{path}, line {line}: {counted(len(row), 'cell')}", hint=f"{len(titles)}, as in the first line"
            )
    columns = zip(*rows[1:], strict=True) if len(rows) > 1 else [[] for _ in titles]
    return dict(zip(titles, columns, strict=True)), list(numbers[1:])


def _read_tsv(path: Path) -> tuple[dict[str, Any], list[int]]:
    lines, _ = read_lines(path)
    numbers = [i for i, line in enumerate(lines, start=1) if line]
    return _of_rows(path, [lines[i - 1].split("\t") for i in numbers], numbers)


def _read_csv(path: Path) -> tuple[dict[str, Any], list[int]]:
    text, _ = read_text(path)
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        pairs = [(row, reader.line_num) for row in reader if row]
    except csv.Error as error:
        raise DataError(f"{path}, line {reader.line_num}: {error}", hint="CSV with double quotes, or TSV") from error
    return _of_rows(path, [row for row, _ in pairs], [line for _, line in pairs])


def _read_jsonl(path: Path) -> tuple[dict[str, Any], list[int]]:
    lines, _ = read_lines(path)
    numbers = [i for i, line in enumerate(lines, start=1) if line.strip()]
    records = [_record(path, lines[i - 1], i) for i in numbers]
    titles = dict.fromkeys(key for record in records for key in record)
    return {title: [record.get(title) for record in records] for title in titles}, numbers


def _record(path: Path, line: str, i: int) -> dict[str, Any]:
    try:
        record = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise DataError(f"{path}, line {i} is no JSON", hint="one object a line") from error
    if not isinstance(record, dict):
        raise DataError(f"{path}, line {i} is no object", hint='{"system": "…", "segment": 1, "score": 0.5}')
    return record


def _read_parquet(path: Path) -> tuple[dict[str, Any], list[int]]:
    from pyarrow import types

    table = read_parquet(path, hint="write the file again")
    columns: dict[str, Any] = {}
    for title in table.column_names:
        column = table[title]
        is_score = types.is_floating(column.type)
        columns[title] = column.to_numpy().astype(np.float64) if is_score else column.to_pylist()
        if is_score and np.isinf(columns[title]).any():
            raise DataError(f"{path}, column {title!r}: infinity is no score", hint="null where there is no score")
    return columns, list(range(1, len(table) + 1))


READERS: Final = {".tsv": _read_tsv, ".csv": _read_csv, ".jsonl": _read_jsonl, ".parquet": _read_parquet}
