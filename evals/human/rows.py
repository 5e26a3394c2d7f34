"""The rows of a table about a set's outputs: which output, which rater, and the other cells by their titles.

TSV has no quoting, as in WMT's releases; a file that is called ``.csv`` is quoted CSV, ``.jsonl`` an object a line.
"""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Final, NamedTuple

from tertium.errors import DataError, counted
from tertium.files import read_lines, read_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from tertium.corpora.types import EvalSet

SYSTEM_COLUMNS: Final = ("system", "system_id", "sys", "model")
SEGMENT_COLUMNS: Final = ("segment", "id", "segment_id", "line", "seg_id", "globalSegId", "docSegId")
"""Columns that name the segment, first come first: the last three are those of the public MQM releases."""
NUMBERED: Final = frozenset({"line", "seg_id", "globalsegid", "docsegid"})
"""Those that number segments from 1, of the set or of the document; the others hold ids, or only numbers."""
MQM_COLUMNS: Final = frozenset({"source", "target", "category", "severity"})
"""Columns of MQM rows, whose titles are read in any case, as all others are."""
DOCUMENT_COLUMNS: Final = ("doc", "document", "doc_id", "document_id")
RATER_COLUMNS: Final = ("rater", "annotator", "rater_id", "annotator_id")


class Row(NamedTuple):
    """One line of a file of human scores.

    Attributes:
        system: name in the set, where it was renamed.
        segment: index into the set.
        rater: "" where the file names none.
        cells: the line's cells by title; cells at its end may be missing.
        where: file and line number, for messages.
    """

    system: str
    segment: int
    rater: str
    cells: Mapping[str, str]
    where: str


class Table(NamedTuple):
    """A file of human scores, not yet looked at.

    Attributes:
        path: of the file.
        titles: names of the columns.
        system_column: the one that names the system.
        segment_column: the one that names the segment.
        rater_column: the one that names the rater; "" if there is none.
        document_column: the one that names the document; "" if there is none.
        rows: number of the line and cells of each row behind the titles; blank lines are none.
        own_ids: whether the set's ids are the file's own, also where the column numbers them.
    """

    path: Path
    titles: Sequence[str]
    system_column: str
    segment_column: str
    rater_column: str
    document_column: str
    rows: Sequence[tuple[int, list[str]]]
    own_ids: bool = False


def open_table(path: Path, *, own_ids: bool = False) -> Table:
    """Return a file's columns and lines.

    Raises:
        DataError: it has no column of systems or of segments, or two of one name.
    """
    name = path.name.removesuffix(".gz").lower()
    rows = (
        _csv_rows(path) if name.endswith(".csv") else _json_rows(path) if name.endswith(".jsonl") else _tsv_rows(path)
    )
    titles = (
        [plain if (plain := title.strip().lower()) in MQM_COLUMNS else title for title in rows[0][1]] if rows else []
    )
    if doubled := next((title for title in titles if title.strip() and titles.count(title) > 1), None):
        raise DataError(f"{path}: two columns are called {doubled!r}", hint="another name for one of them")
    system_column, segment_column = _column(titles, SYSTEM_COLUMNS), _column(titles, SEGMENT_COLUMNS)
    if not (system_column and segment_column):
        raise DataError(
            f"{path} has the columns {', '.join(titles) or 'none':.300}",
            hint="system, line or segment, and a score; or system, seg_id, rater, category, severity as in MQM",
        )
    rater_column, document_column = _column(titles, RATER_COLUMNS), _column(titles, DOCUMENT_COLUMNS)
    return Table(path, titles, system_column, segment_column, rater_column, document_column, rows[1:], own_ids)


def _column(titles: Sequence[str], names: Sequence[str]) -> str:
    """Return the first of these columns that is there, in whatever case; "" where none is."""
    by_name = {title.strip().lower(): title for title in reversed(titles)}
    return next((by_name[name.lower()] for name in names if name.lower() in by_name), "")


def _tsv_rows(path: Path) -> list[tuple[int, list[str]]]:
    lines, _ = read_lines(path)
    # Split by hand: the format has no quoting, and the csv module refuses a CR within a cell and cells over 128 kB.
    return [(number, line.split("\t")) for number, line in enumerate(lines, start=1) if line or number == 1]


def _csv_rows(path: Path) -> list[tuple[int, list[str]]]:
    text, _ = read_text(path)
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    rows: list[tuple[int, list[str]]] = []
    while True:
        number = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return rows
        except csv.Error as error:
            raise DataError(
                f"{path}, line {number}: {error}", hint="cells in quotes, quotes in them doubled"
            ) from error
        if cells:
            rows.append((number, cells))


def _json_rows(path: Path) -> list[tuple[int, list[str]]]:
    """Return the rows of objects: a key that an object lacks, and null, are empty cells."""
    lines, _ = read_lines(path)
    objects: list[tuple[int, dict[str, object]]] = []
    for number, line in enumerate(lines, start=1):
        try:
            value = json.loads(line) if line.strip() else {}
        except (ValueError, RecursionError) as error:
            raise DataError(f"{path}, line {number} is no JSON", hint="one object a line") from error
        if not isinstance(value, dict):
            raise DataError(f"{path}, line {number} is no object", hint='{"system": "…", "segment": 1, "score": 50}')
        if value:
            objects.append((number, value))
    titles = list(dict.fromkeys(title for _, value in objects for title in value))
    return [(1, titles), *((number, [_text(value.get(title)) for title in titles]) for number, value in objects)]


def _text(value: object) -> str:
    return "" if value is None else value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def rows_of(table: Table, data: EvalSet, renamed: Mapping[str, str]) -> Iterator[Row]:
    """Yield the rows of a table.

    Raises:
        DataError: a row names no segment of the set, ends before its system, segment and rater, or has too many cells.
    """
    column = table.segment_column
    index, documents = _index(table, data), _counted_by_document(table, data)
    needed = {table.system_column, column, table.rater_column} - {""}
    if documents:
        needed.add(table.document_column)
    for number, row in table.rows:
        where = f"{table.path}, line {number}"
        if any(cell.strip() for cell in row[len(table.titles) :]):
            raise DataError(f"{where} has {counted(len(row), 'cell')}", hint=f"{len(table.titles)}, as in line 1")
        cells = dict(zip(table.titles, row, strict=False))
        if absent := sorted(needed - set(cells)):
            raise DataError(
                f"{where} has no {' and no '.join(absent)}", hint=f"{counted(len(table.titles), 'cell')}, as in line 1"
            )
        document = cells.get(table.document_column, "")
        segment = documents[document, cells[column]] if documents else _segment(index, document, cells[column])
        if segment is None:
            raise DataError(
                f"{where}: {cells[column]!r} is no {column} of set {data.name!r}", hint="scores of this set"
            )
        name = cells[table.system_column]
        yield Row(renamed.get(name, name), segment, cells.get(table.rater_column, ""), cells, where)


def _segment(index: Mapping[str, int], document: str, name: str) -> int | None:
    """Return the segment of a name, or of one that names its document too, as `id_within` makes them."""
    return index.get(name, index.get(id_within(document, name)))


def id_within(document: str, name: str) -> str:
    """Return the id of a segment whose name another document has too."""
    return f"{document}#{name}"


def _counted_by_document(table: Table, data: EvalSet) -> dict[tuple[str, str], int]:
    """Return the index of each document and number of a table that counts within documents; {} for other tables.

    Documents that the set doesn't have tell nothing: then numbers are those of the set.

    Raises:
        DataError: the documents are the set's, and numbers count neither in them nor in the set.
    """
    if table.own_ids or not table.document_column or not _is_numbered(table, data):
        return {}
    places = [table.titles.index(column) for column in (table.document_column, table.segment_column)]
    rows = [(number, row[places[0]], row[places[1]]) for number, row in table.rows if len(row) > max(places)]
    known = data.document_ids
    if not {document for _, document, _ in rows} <= set(known):
        return {}
    by_number = {str(i + 1): document for i, document in enumerate(known)}
    elsewhere = [row for row in rows if by_number.get(row[2]) != row[1]]
    if not elsewhere:
        return {}
    within = {
        (document.id, str(i - document.start + 1)): i
        for document in data.documents
        for i in range(document.start, document.stop)
    }
    if any((document, name) not in within for _, document, name in rows):
        number, document, name = elsewhere[0]
        raise DataError(
            f"{table.path}, line {number}: {name!r} is no {table.segment_column} of document {document!r}",
            hint="segments numbered as in the set, or within their document",
        )
    return within


def _is_numbered(table: Table, data: EvalSet) -> bool:
    """Return whether a table numbers its segments: by the column's name, or with numbers alone, none of them an id."""
    if table.segment_column.strip().lower() in NUMBERED:
        return True
    place = table.titles.index(table.segment_column)
    names = {row[place] for _, row in table.rows if len(row) > place}
    return bool(names) and names <= {str(i + 1) for i in range(len(data))} and not names & set(data.ids)


def _index(table: Table, data: EvalSet) -> dict[str, int]:
    """Return the index of each name that a row may have for its segment."""
    if not table.own_ids and _is_numbered(table, data):
        return {str(i + 1): i for i in range(len(data))}
    return {name: i for i, name in enumerate(data.ids)}
