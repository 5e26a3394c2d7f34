"""Tables with a row per system and segment become tables with a row per segment and a column per system."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from tertium.corpora.readers.memory import missing
from tertium.errors import DataError, counted

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


class Wide(NamedTuple):
    """A table with a row per segment.

    Attributes:
        columns: name to cells; the outputs of a system are `system.NAME`.
        mixed: columns that differ between the systems of a segment, and so are none of its own; they are left out.
    """

    columns: dict[str, list[Any]]
    mixed: tuple[str, ...]


def widened(  # noqa: PLR0913 - the columns that tell rows apart, by name
    kind: str,
    columns: Mapping[str, Sequence[Any]],
    *,
    system: str,
    hypothesis: str,
    texts: Sequence[str],
    id: str | None,  # noqa: A002 - the name of the column in every format
    document: str | None,
) -> Wide:
    """Return the table with a column per system, in the order of their first rows.

    Rows of a segment have one id (in one document, where there are documents). Without ids the first rows of all
    systems are one segment, their second rows another, and so on.

    Args:
        kind: how messages name the table: "the frame".
        columns: name to cells.
        system: the column that names systems.
        hypothesis: the column of outputs.
        texts: columns that must agree in all rows of a segment: sources, references, documents, domains.
        id: the column of ids.
        document: the column of documents.

    Raises:
        DataError: a row names no system, a system has a segment twice, systems differ in their number of rows where
            there is no id, or the rows of a segment differ in such a column.
    """
    systems = [_name(kind, row, cell) for row, cell in enumerate(columns[system], start=1)]
    keys = _keys(kind, columns, systems, id, document)
    rows_of: dict[Any, dict[str, int]] = {}
    for row, (key, name) in enumerate(zip(keys, systems, strict=True)):
        rows = rows_of.setdefault(key, {})
        if name in rows:
            message = (
                f"{kind}, row {row + 1}: {name!r} has an output for segment {_shown(key)} in row {rows[name] + 1} too"
            )
            raise DataError(message, hint="one row per system and segment; a column `document` where ids repeat")
        rows[name] = row
    wide: dict[str, list[Any]] = {}
    mixed = []
    for header, cells in columns.items():
        if header in {system, hypothesis}:
            continue
        merged = [_merged(cells, rows.values()) for rows in rows_of.values()]
        differing = next((i for i, values in enumerate(merged) if len(values) > 1), None)
        if differing is not None and header in texts:
            key, rows = list(rows_of.items())[differing]
            raise DataError(
                f"{kind}: systems differ in {header!r} of segment {_shown(key)}, first in row {min(rows.values()) + 1}",
                hint="one text for all systems" if id else "id=COLUMN, the column that tells segments apart",
            )
        if differing is None:
            wide[header] = [values[0] if values else None for values in merged]
        else:
            mixed.append(header)
    for name in dict.fromkeys(systems):
        outputs = columns[hypothesis]
        wide[f"system.{name}"] = [outputs[rows[name]] if name in rows else None for rows in rows_of.values()]
    return Wide(wide, tuple(mixed))


def _keys(
    kind: str, columns: Mapping[str, Sequence[Any]], systems: Sequence[str], id_: str | None, document: str | None
) -> list[Any]:
    """Return what tells the segment of each row: its id, in its document; or its number among its system's rows."""
    if id_:
        documents = columns[document] if document else [None] * len(systems)
        ids = columns[id_]
        if unnamed := next((row for row, cell in enumerate(ids, start=1) if missing(cell)), None):
            raise DataError(f"{kind}, row {unnamed}: no {id_!r}", hint="the id of a segment in each row")
        return list(zip(map(str, documents), map(str, ids), strict=True))
    counts: dict[str, int] = {}
    keys = []
    for name in systems:
        counts[name] = counts.get(name, 0) + 1
        keys.append(counts[name])
    if len(set(counts.values())) > 1:
        (first, most), (other, fewer) = max(counts.items(), key=lambda i: i[1]), min(counts.items(), key=lambda i: i[1])
        message = f"{kind}: system {first!r} has {counted(most, 'row')} and {other!r} {fewer}"
        raise DataError(message, hint="id=COLUMN, the column that tells segments apart")
    return keys


def _name(kind: str, row: int, cell: Any) -> str:
    if missing(cell) or not str(cell).strip():
        raise DataError(f"{kind}, row {row}: the system has no name", hint="the name of a system in each row")
    return str(cell)


def _merged(cells: Sequence[Any], rows: Any) -> list[Any]:
    """Return the different values of a segment's rows."""
    values: list[Any] = []
    for row in rows:
        if not missing(cells[row]) and cells[row] not in values:
            values.append(cells[row])
    return values


def _shown(key: Any) -> str:
    return repr(key[1]) if isinstance(key, tuple) else str(key)
