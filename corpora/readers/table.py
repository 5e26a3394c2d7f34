"""Files with named columns: what stands in them becomes the columns of a set, whatever their headers are called."""

from __future__ import annotations

import re
import shlex
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from itertools import count
from string import ascii_uppercase
from typing import TYPE_CHECKING, Any, Final, Protocol, runtime_checkable

from tertium.corpora.columns import COLUMNS, PREFIXES, TEXTS, cell_text, to_set
from tertium.corpora.readers import schemas
from tertium.errors import DataError, UsageError, counted, nearest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from tertium.corpora.types import EvalSet, Languages

REFERENCES: Final = "references"
"""Column whose cells are lists, one text per reference; `reference` may hold lists too."""
ABSENT: Final = object()
"""Cell of a row that lacks the key, as against null."""
PRINTED_LIST: Final = re.compile(r"""\s*\[\s*(['"]).*\1\s*\]\s*""", re.DOTALL)
"""A list of texts as pandas prints it into a cell of a CSV; as a text it would be scored with brackets and quotes."""
LISTED: Final = 8
"""Number of columns that a note lists by name."""
ALIKE: Final = 0.8
"""Similarity of names (difflib's ratio) from which an unknown column looks like a misspelt one: sorce, hypotesis."""
ALIASES: Final[dict[str, tuple[str, ...]]] = {
    "source": ("src", "source_text", "src_text", "input", "prompt", "question"),
    "reference": (
        "references",
        "ref",
        "refs",
        "label",
        "target",
        "tgt",
        "tgt_text",
        "gold",
        "answer",
        "expected",
        "translation",
    ),
    "hypothesis": ("hyp", "mt", "predict", "prediction", "predictions", "pred", "output", "response", "generated"),
}
"""Columns that hints propose for a kind of text. They aren't taken unasked: elsewhere `target` is the hypothesis."""


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of a file, column by column, as they stand in it.

    Attributes:
        path: the file, for messages.
        columns: header to cells, one per row; cells are texts, numbers, None, `ABSENT`, lists or mappings of them.
        numbers: number of each row for messages; empty for rows counted from 1.
        unit: what the numbers count: ``"line"`` or ``"row"``.
        name: name of the set; empty for that of the file without its ending.
        origin: what the provenance records as read; empty for the file's name.
        languages: of the texts, where the file tells.
        notes: what reading left out or changed, a sentence each.
    """

    path: Path
    columns: Mapping[str, Sequence[Any]]
    numbers: Sequence[int] = ()
    unit: str = "row"
    name: str = ""
    origin: str = ""
    languages: Languages = (None, None)
    notes: tuple[str, ...] = ()

    def __len__(self) -> int:
        return len(next(iter(self.columns.values()), ()))

    def place(self, row: int) -> str:
        """Return how a message names a row, by its index: ``out.jsonl, line 3``."""
        return f"{self.path}, {self.unit} {self.numbers[row] if self.numbers else row + 1}"


@runtime_checkable
class TableReader(Protocol):
    """The interface of a module that reads a format with named columns."""

    def claims(self, path: Path) -> bool:
        """Return whether the file or folder looks like this format."""
        ...

    def read_table(self, path: Path, languages: Languages) -> Table:
        """Return the table.

        Raises:
            DataError: the file is broken; the message names the file, the line and the remedy.
        """
        ...


@dataclass(frozen=True, slots=True)
class TextColumns:
    """The columns of a table under the names of columns.py.

    Attributes:
        columns: name to texts, one per row.
        languages: of the texts, where the file tells.
        notes: what was left out or changed.
    """

    columns: Mapping[str, Sequence[str | None]]
    languages: Languages = (None, None)
    notes: tuple[str, ...] = field(default_factory=tuple)


def from_records(path: Path, records: Sequence[Mapping[str, Any]], **about: Any) -> Table:
    """Return a table of rows that are mappings; rows may lack keys, and nested keys become ``outer.inner``."""
    flat = [dict(_flattened(record)) for record in records]
    headers = dict.fromkeys(key for record in flat for key in record)
    return Table(path, {key: [record.get(key, ABSENT) for record in flat] for key in headers}, **about)


def blank_notes(path: Path, count: int, unit: str = "line") -> list[str]:
    """Return the note on blank lines or rows that were skipped; none where there is no such line."""
    return [f"{path.name}: {counted(count, f'blank {unit}')} skipped"] if count else []


def evaluation_set(table: Table, languages: Languages, columns: Mapping[str, str] | None = None) -> EvalSet:
    """Return the set in a table.

    Args:
        table: as it was read.
        languages: that were requested; they win over those of the file.
        columns: name of a column of ours to the header in the file; see `texts`.

    Raises:
        DataError: as `texts` and `to_set`.
        UsageError: as `texts`.
    """
    named = texts(table, columns or {}, languages)
    return to_set(
        named.columns,
        name=table.name or table.path.name.split(".")[0],
        origin=table.origin or table.path.name,
        languages=(languages[0] or named.languages[0], languages[1] or named.languages[1]),
        notes=named.notes,
        place=table.place,
    )


def texts(table: Table, columns: Mapping[str, str], languages: Languages = (None, None)) -> TextColumns:
    """Return the table's columns under our names; columns with other names are left out with a note.

    Args:
        table: as it was read.
        columns: name of a column of ours (source, reference, references, hypothesis, system.NAME, id …) to the header
            in the file; a nested key is ``outer.inner``.
        languages: that were requested, where a table has texts in several.

    Raises:
        DataError: no column holds texts, or a cell is neither text nor null.
        UsageError: `columns` names no column of ours, or none of the file.
    """
    table = flattened(table)
    _check_names(table, columns)
    schema = schemas.recognised(table.path, table.columns, languages) or schemas.Recognised({})
    headers = {**schema.columns, **columns}
    taken = {*headers.values(), *schema.used}
    own = [header for header in table.columns if header not in taken and header not in headers and is_known(header)]
    unread = [header for header in table.columns if header not in taken and header not in own]
    cells = {name: _cells(table, schema, header) for name, header in headers.items()}
    # In the order of the file: that of references and systems counts.
    cells |= {header: table.columns[header] for header in own}
    if not any(name in (*TEXTS, REFERENCES) or name.startswith(tuple(PREFIXES.values())) for name in cells):
        raise DataError(
            f"{table.path} has no column with texts; it has {listed_names(table.columns)}",
            hint=_proposal(table.columns),
        )
    named: dict[str, Sequence[str | None]] = {}
    for name, column in cells.items():
        for new, values in _as_texts(table, name, column):
            if new in named:
                raise DataError(f"{table.path}: two columns are {new!r}", hint="another name for one of them")
            named[new] = values
    notes = (*table.notes, *schema.notes, *_absent(table, cells), *_unread(table, unread))
    told = (table.languages[0] or schema.languages[0], table.languages[1] or schema.languages[1])
    return TextColumns(named, told, notes)


def flattened(table: Table) -> Table:
    """Return the table with its mappings as columns ``outer.inner``."""
    if not any(isinstance(cell, dict) for column in table.columns.values() for cell in column):
        return table
    records = [dict(zip(table.columns, row, strict=True)) for row in zip(*table.columns.values(), strict=True)]
    return replace(table, columns=from_records(table.path, records).columns)


def is_known(name: str) -> bool:
    """Whether a column's name is one of ours."""
    return name in COLUMNS or name == REFERENCES or name.startswith(tuple(PREFIXES.values()))


def _check_names(table: Table, columns: Mapping[str, str]) -> None:
    for name, header in columns.items():
        if not is_known(name):
            known = ", ".join([*COLUMNS, "references", "reference.NAME", "system.NAME"])
            raise UsageError(f"no column is named {name!r}", hint=known)
        if header not in table.columns:
            raise UsageError(f"{table.path} has no column {header!r}", hint=nearest(header, table.columns))


def _cells(table: Table, schema: schemas.Recognised, header: str) -> Sequence[Any]:
    return schema.made[header] if header in schema.made else table.columns[header]


def _as_texts(table: Table, name: str, column: Sequence[Any]) -> Iterator[tuple[str, list[str | None]]]:
    """Yield a column as texts, or one column per position where its cells are lists of references."""
    is_reference = name in {REFERENCES, "reference"}
    if is_reference and any(isinstance(cell, (list, tuple)) for cell in column):
        lists = [cell if isinstance(cell, (list, tuple)) else [cell] for cell in column]
        width = max(map(len, lists), default=0)
        for i, letter in zip(range(width), _letters(), strict=False):
            values = (cell[i] if i < len(cell) else None for cell in lists)
            yield f"reference.{letter}", [_text(table, row, name, value) for row, value in enumerate(values)]
        return
    if is_reference or name == "hypothesis" or name.startswith(tuple(PREFIXES.values())):
        _check_no_lists(table, name, column)
    yield "reference" if is_reference else name, [_text(table, row, name, cell) for row, cell in enumerate(column)]


def _check_no_lists(table: Table, name: str, column: Sequence[Any]) -> None:
    """Check that not every text of a column is a printed list; raise DataError where it is."""
    printed = [row for row, cell in enumerate(column) if isinstance(cell, str) and PRINTED_LIST.fullmatch(cell)]
    if printed and len(printed) == sum(cell is not None and cell is not ABSENT and cell != "" for cell in column):
        message = f"{table.place(printed[0])}, {name!r}: a list that was printed as text, as all of the column"
        raise DataError(message, hint="JSON lines, where a cell may be a list; or a column for each text")


def _text(table: Table, row: int, name: str, cell: Any) -> str | None:
    if cell is ABSENT:
        return None
    while name == "hypothesis" and isinstance(cell, (list, tuple)):  # frameworks wrap the one output of a row in lists
        if len(cell) != 1:
            message = f"{table.place(row)}, {name!r}: {counted(len(cell), 'output')}"
            raise DataError(message, hint="one output per row")
        cell = cell[0]
    return cell_text(cell, f"{table.place(row)}, {name!r}")


def _letters() -> Iterator[str]:
    """Yield names of references: A to Z, then 27, 28 and so on."""
    yield from ascii_uppercase
    yield from map(str, count(len(ascii_uppercase) + 1))


def _absent(table: Table, cells: Mapping[str, Sequence[Any]]) -> Iterator[str]:
    for name, column in cells.items():
        if rows := [row for row, cell in enumerate(column) if cell is ABSENT]:
            first = f"{table.unit} {table.numbers[rows[0]] if table.numbers else rows[0] + 1}"
            yield f"{table.path.name}: {len(rows)} of {len(column)} rows have no {name!r}, first {first}"


def _unread(table: Table, headers: Sequence[str]) -> Iterator[str]:
    if not headers:
        return
    likely = [
        f"{header!r} looks like {match[0]!r}"
        for header in headers
        if len(header) > len("id.")
        and not is_known(header)  # of shorter names, one letter is too much
        and (match := get_close_matches(header.lower(), (*COLUMNS, REFERENCES), n=1, cutoff=ALIKE))
    ]
    yield "; ".join([f"{table.path.name}: columns that are not read: {listed_names(headers)}", *likely])


def listed_names(headers: Iterable[str]) -> str:
    """Return names of columns for a message: the first ones, and how many more there are."""
    names = list(headers)
    rest = f" and {len(names) - LISTED} more" if len(names) > LISTED else ""
    return ", ".join(repr(name) for name in names[:LISTED]) + rest


def _proposal(headers: Iterable[str]) -> str:
    """Return the options that would name the columns of a file, as far as they can be guessed."""
    by_name = {header.strip().lower(): header for header in headers}
    options = [
        f"--column {kind}={shlex.quote(by_name[alias])}"
        for kind, aliases in ALIASES.items()
        for alias in [next((alias for alias in (kind, *aliases) if alias in by_name), None)]
        if alias
    ]
    every = "--column source=… --column reference=… --column hypothesis=… (or system.NAME=…, of several)"
    return f'{" ".join(options) or every}; in Python columns={{"source": "…"}}'


def _flattened(record: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, Any]]:
    for key, value in record.items():
        if isinstance(value, dict) and value:
            yield from _flattened(value, f"{prefix}{key}.")
        else:
            yield f"{prefix}{key}", value
