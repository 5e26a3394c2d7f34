"""Data in memory becomes columns of cells: frames, dicts of lists, lists of dicts, datasets, tables of Arrow."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from tertium import arguments
from tertium.corpora.columns import PREFIXES
from tertium.corpora.readers.table import ABSENT, from_records
from tertium.errors import ArgumentError, DataError, UsageError, counted
from tertium.limits import MAX_ITEMS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

ACCEPTS: Final = 'a set, a path, a DataFrame, a Dataset, a list of dicts, or {"hypothesis": […], "reference": […]}'
"""What stands for a set, in words."""
LISTS: Final = "tertium.EvalSet.from_lists(hypotheses, references, sources)"
"""What takes lists of texts without names."""
SEVERAL: Final = PREFIXES | {"hypotheses": PREFIXES["hypothesis"], "references": PREFIXES["reference"]}
"""Key of a dict under which several columns may lie by name, to the prefix of these columns."""
REFERENCE_KEYS: Final = ("reference", "references")
"""Keys of a dict whose cells may be lists."""


def is_tabular(data: object) -> bool:
    """Whether this is data in memory and neither a path nor a set."""
    if _is_from(data, "pandas", "datasets", "pyarrow", "polars"):
        return True
    return arguments.is_of(data, (Mapping, list, tuple))


def kind_of(data: object) -> str:
    """Return how messages name the data: the frame, the dataset, the columns, the rows."""
    if _is_from(data, "pandas", "polars", "pyarrow"):
        return "the frame"
    if _is_from(data, "datasets"):
        return "the dataset"
    return "the columns" if arguments.is_of(data, Mapping) else "the rows"


def columns_of(argument: str, data: Any) -> dict[str, list[Any]]:
    """Return name to cells, one cell per row; a cell may be anything, and `ABSENT` where a row lacks the key.

    Args:
        argument: its name, for messages.
        data: what a caller gave.

    Raises:
        UsageError: it is no table, or several splits of a dataset.
        DataError: columns differ in length, two have one name, or it can't be read.
    """
    try:
        columns = _columns(argument, data)
    except (UsageError, DataError):
        raise
    except Exception as error:  # of a type with code of its own
        raise UsageError(f"{argument} can't be read: {type(error).__name__}", hint=ACCEPTS) from error
    sizes = {name: len(cells) for name, cells in columns.items()}
    if len(set(sizes.values())) > 1:
        first = next(iter(sizes))
        other = next(name for name, size in sizes.items() if size != sizes[first])
        message = f"{argument}: {first!r} has {counted(sizes[first], 'row')} and {other!r} {sizes[other]}"
        raise DataError(message, hint="one item per segment in each, None where there is none")
    if not any(sizes.values()):
        raise DataError(f"{argument} has no rows", hint="one row per segment")
    return columns


def _columns(argument: str, data: Any) -> dict[str, list[Any]]:
    if _is_from(data, "datasets"):
        return _of_dataset(argument, data)
    if _is_from(data, "pandas"):
        return _of_frame(argument, data)
    if _is_from(data, "pyarrow") and hasattr(data, "to_pydict"):
        return {str(name): cells for name, cells in data.to_pydict().items()}
    if _is_from(data, "polars") and hasattr(data, "get_columns"):
        return {series.name: series.to_list() for series in data.get_columns()}
    if arguments.is_of(data, Mapping):
        return _of_mapping(argument, data)
    if not arguments.is_of(data, (list, tuple)):
        raise ArgumentError(f"{argument} can't be {arguments.shown(data)}", hint=ACCEPTS)
    return _of_rows(argument, data)


def _of_frame(argument: str, frame: Any) -> dict[str, list[Any]]:
    if getattr(frame, "ndim", 1) != 2:  # noqa: PLR2004 - a Series, an index
        hint = f"a DataFrame, with a column for each kind of text; or {LISTS}"
        raise ArgumentError(f"{argument} can't be {arguments.shown(frame)}", hint=hint)
    names = [".".join(map(str, label)) if isinstance(label, tuple) else str(label) for label in frame.columns]
    if twice := next((name for name in names if names.count(name) > 1), None):
        raise DataError(f"{argument}: two columns are {twice!r}", hint="another name for one of them")
    return {name: [_listed(cell) for cell in frame.iloc[:, i].tolist()] for i, name in enumerate(names)}


def _listed(cell: Any) -> Any:
    """Return a cell, and an array in it, as pandas reads lists from Parquet, as a list."""
    return cell.tolist() if _is_from(cell, "numpy") and getattr(cell, "ndim", 0) == 1 else cell


def _of_dataset(argument: str, dataset: Any) -> dict[str, list[Any]]:
    if arguments.is_of(dataset, Mapping):  # a DatasetDict, of streamed splits too
        splits = [str(split) for split in dataset]
        chosen = "test" if "test" in splits or not splits else splits[0]
        names = ", ".join(map(repr, splits)) or "none"
        raise UsageError(f"{argument} holds the splits {names}", hint=f"one of them: dataset[{chosen!r}]")
    if hasattr(dataset, "column_names") and hasattr(dataset, "num_rows"):
        return {str(name): list(dataset[name]) for name in dataset.column_names}
    return _of_rows(argument, list(islice(dataset, MAX_ITEMS)))  # a streamed split


def _of_mapping(argument: str, columns: Mapping[Any, Any]) -> dict[str, list[Any]]:
    named = arguments.mapping(argument, columns, ACCEPTS)
    if not named:
        raise UsageError(f"{argument} has no columns", hint=ACCEPTS)
    if splits := [name for name, value in named.items() if _is_from(value, "pandas", "datasets") and _is_table(value)]:
        message = f"{argument} holds several tables: {', '.join(map(repr, splits))}"
        raise UsageError(message, hint=f"one of them: data[{splits[0]!r}]")
    lists = [
        cells
        for name, value in named.items()
        if name not in REFERENCE_KEYS
        for cells in (value.values() if arguments.is_of(value, Mapping) else (value,))
    ]
    rows = next((len(cells) for cells in lists if arguments.is_of(cells, (list, tuple))), 0)
    flat: dict[str, list[Any]] = {}
    for name, value in named.items():
        for header, cells in _several(name, value, rows):
            flat[header] = list(arguments.listed(f"{argument}: {header!r}", cells, "a list, one item per segment"))
    return flat


def _several(name: str, value: Any, rows: int) -> Iterable[tuple[str, Any]]:
    """Return a column; or several, where a dict holds them by name, or a list holds a list per reference."""
    prefix = SEVERAL.get(name)
    if prefix and arguments.is_of(value, Mapping):
        return [(f"{prefix}{key}", cells) for key, cells in value.items()]
    # sacreBLEU's form: a list per reference; a list per segment has as many items as other columns have rows.
    if name in REFERENCE_KEYS and is_lists(value) and len(value) != rows:
        return [(f"reference.{letter}", cells) for letter, cells in zip(names_of(len(value)), value, strict=True)]
    return [(name, value)]


def is_lists(value: object) -> bool:
    """Whether this is a list whose items are all lists."""
    return (
        arguments.is_of(value, (list, tuple))
        and bool(value)
        and all(arguments.is_of(item, (list, tuple)) for item in value)  # type: ignore[attr-defined]
    )


def names_of(count: int) -> list[str]:
    """Return names of so many references: A, B …, or the name of an only one."""
    return ["ref"] if count == 1 else [chr(ord("A") + i) if i < 26 else str(i + 1) for i in range(count)]  # noqa: PLR2004 - letters


def _of_rows(argument: str, rows: Sequence[Any]) -> dict[str, list[Any]]:
    wrong = next((row for row in rows if not arguments.is_of(row, Mapping)), None) if rows else None
    if wrong is not None and all(row is None or arguments.is_of(row, (str, list, tuple)) for row in rows):
        raise ArgumentError(f"{argument} can't be a list of texts, whose kind no name tells", hint=LISTS)
    if not rows or any(not arguments.is_of(row, Mapping) for row in rows):
        raise ArgumentError(
            f"{argument} can't be {'an empty list' if not rows else 'a list of such items'}", hint=ACCEPTS
        )
    plain = [arguments.mapping(f"{argument}: a row", row, '{"hypothesis": "…", "reference": "…"}') for row in rows]
    return {name: list(cells) for name, cells in from_records(Path(argument), plain).columns.items()}


def missing(cell: object) -> bool:
    """Whether a cell holds nothing: None, NaN, pandas' NA or NaT, or a key that its row lacks."""
    if cell is None or cell is ABSENT or type(cell).__name__ in {"NAType", "NaTType"}:
        return True
    return hasattr(type(cell), "__float__") and not isinstance(cell, (bool, int)) and _differs_from_itself(cell)


def _differs_from_itself(cell: Any) -> bool:
    try:
        return bool(cell != cell)  # noqa: PLR0124 - NaN
    except Exception:  # noqa: BLE001 - a number of a type of its own
        return False


def _is_table(value: Any) -> bool:
    return getattr(value, "ndim", 2) == 2  # noqa: PLR2004 - a DataFrame; a dataset has no such attribute


def _is_from(value: object, *packages: str) -> bool:
    """Whether a type or a type that it is made of comes from one of these packages, which needn't be installed."""
    return any(base.__module__.partition(".")[0] in packages for base in type(value).__mro__)
