"""Which column of a table in memory is what: by the caller's word, or by a name that means nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from tertium import arguments
from tertium.corpora.columns import PREFIXES, TEXTS
from tertium.corpora.readers.table import ALIASES, REFERENCES, listed_names
from tertium.errors import DataError, UsageError, nearest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tertium.corpora.readers import schemas

CLEAR: Final[dict[str, tuple[str, ...]]] = {
    "source": ("source", "src", "sources", "source_text", "src_text"),
    "reference": ("reference", "ref", "references", "refs", "reference_text", "ref_text"),
    "hypothesis": ("hypothesis", "hyp", "mt", "hypotheses", "prediction", "predictions", "hypothesis_text", "mt_text"),
    "id": ("id", "segment_id", "seg_id"),
    "document": ("document", "doc", "document_id", "doc_id"),
    "domain": ("domain",),
    "confidence": ("confidence",),
    "system": ("system", "system_id", "sys"),
}
"""Kind of column to the names by which it is found, best first: those that mean nothing else in this field.

Names such as `target` or `translation` may be the output or the reference; hints propose them.
"""

MAPPING: Final = '{"hypothesis": "predict", "reference": "label"}'
COLUMN: Final = "the name of a column"
COLUMNS: Final = "a column, a list of columns, or names to columns"
"""What names columns by a mapping, what names one column, and what names those of outputs and references."""


@dataclass(frozen=True, slots=True)
class ColumnNames:
    """Which columns a caller named; None and empty where nothing was said.

    Attributes:
        hypothesis: header, headers, or system's name to header.
        reference: header, headers, or reference's name to header.
        others: source, id, document, domain or system to header.
    """

    hypothesis: Any = None
    reference: Any = None
    others: Mapping[str, Any] | None = None


def column_mapping(columns: object) -> dict[str, str]:
    """Return what a caller calls the columns of a table; UsageError for anything but texts by texts."""
    named = {} if columns is None else dict(arguments.mapping("columns", columns, MAPPING))
    for key, header in named.items():
        arguments.check(f"columns: {key!r}", header, str, MAPPING)
    return named


def check_named_once(columns: object, named: Mapping[str, Any]) -> None:
    """Raise UsageError where a caller names columns by a mapping and by keywords too."""
    if columns is not None and named:
        raise UsageError(f"columns and {next(iter(named))} both name columns", hint="one of them")


def as_mapping(named: Mapping[str, Any]) -> dict[str, str]:
    """Return keywords of `EvalSet.from_pandas` as the mapping that names the columns of a file.

    Raises:
        UsageError: a value is no name of a column.
    """
    mapping: dict[str, str] = {}
    for key, value in named.items():
        for name, header in _by_name(key, value).items() if key in PREFIXES else {"": value}.items():
            arguments.check(f"{key}: a column" if name else key, header, str, COLUMNS if name else COLUMN)
            mapping[_own_key(key, name, header, is_long="system" in named) if key in PREFIXES else key] = header
    return mapping


def named_by_caller(kind: str, cells: Mapping[str, Any], named: ColumnNames) -> dict[str, str]:
    """Return name of ours to header, for what the caller named."""
    columns: dict[str, str] = {}
    for key, header in (named.others or {}).items():
        arguments.check(key, header, (str, int), COLUMN)
        columns[key] = _header(kind, cells, key, header)
    for key, value in (("hypothesis", named.hypothesis), ("reference", named.reference)):
        if value is None:
            continue
        for name, header in _by_name(key, value).items():
            arguments.check(f"{key}: a column", header, (str, int), COLUMNS)
            column = _header(kind, cells, key, header)
            columns[_own_key(key, name, column, is_long="system" in columns)] = column
    if "system" in columns and "hypothesis" not in columns and named.hypothesis is not None:
        hint = "either the column that names systems, or a column of outputs for each system"
        raise UsageError("system and several columns of hypothesis are named", hint=hint)
    return columns


def _by_name(key: str, value: Any) -> dict[str, Any]:
    """Return the columns of outputs or references by the name that they get; "" for an only one."""
    if arguments.is_of(value, Mapping):
        several = arguments.mapping(key, value, COLUMNS)
    elif arguments.is_of(value, (str, int)):
        several = {"": value}
    else:
        listed = arguments.listed(key, value, COLUMNS)
        several = {str(header): header for header in listed} if len(listed) != 1 else {"": listed[0]}
    if not several:
        raise UsageError(f"{key} names no column", hint=COLUMNS)
    return several


def _own_key(key: str, name: str, column: str, *, is_long: bool) -> str:
    """Return the name of ours for a column: a single output is called like its column, a single reference `ref`."""
    prefix = PREFIXES[key]
    if name:
        return name if name.startswith(prefix) else prefix + name
    if key == "reference" or is_long or column == key:
        return key
    return column if column.startswith(prefix) else prefix + column


def _header(kind: str, cells: Mapping[str, Any], key: str, header: object) -> str:
    name = str(header) if arguments.is_of(header, str) else arguments.shown(header)  # a number of pandas
    if name not in cells:
        raise UsageError(f"{key}: {kind} has no column {name!r:.100}", hint=nearest(name, cells))
    return name


def named_by_header(
    cells: Mapping[str, Any],
    columns: dict[str, str],
    schema: schemas.Recognised | None,
    notes: list[str],
    kind: str,
) -> dict[str, str]:
    """Return the columns with those that the caller didn't name and whose own names tell what they hold."""
    columns, found = dict(columns), list[str]()
    by_schema = schema.columns if schema else {}
    by_name = {header.strip().lower(): header for header in reversed(list(cells))}
    taken = {*columns.values(), *by_schema.values()}
    named = {key for key in CLEAR if any(is_of_kind(column, key) for column in (*columns, *by_schema))}
    for key, prefix in PREFIXES.items():  # reference.NAME, system.NAME
        if key not in named:
            columns |= {header: header for header in cells if header.startswith(prefix) and header not in taken}
    for key, aliases in CLEAR.items():
        if key in named or (key == "system" and not _has_one_output(columns)):
            continue
        header = next((by_name[alias] for alias in aliases if alias in by_name and by_name[alias] not in taken), None)
        prefixed = key in PREFIXES and any(column.startswith(PREFIXES[key]) for column in columns)
        if header is None or (prefixed and header != key):
            continue
        columns[_own_key(key, "", header, is_long=False) if key == "hypothesis" else key] = header
        if header != key:
            found.append(f"{key} from {header!r}")
    if "domain" in columns and "document" not in (*columns, *by_schema) and "domain" not in named:
        notes.append(f"{kind}: {columns.pop('domain')!r} is a column of your own, for domains are of documents")
    if found:
        notes.append(f"{kind}: columns are taken by their names: {', '.join(found)}")
    notes.extend(_likely(kind, by_name, columns, by_schema))
    return columns


def _has_one_output(columns: Mapping[str, str]) -> bool:
    """Whether one column holds outputs, and isn't that of a system by its name, `system.NAME`."""
    headers = [header for column, header in columns.items() if is_of_kind(column, "hypothesis")]
    return len(headers) == 1 and not headers[0].startswith(PREFIXES["hypothesis"])


def _likely(
    kind: str, by_name: Mapping[str, str], columns: Mapping[str, str], by_schema: Mapping[str, str]
) -> Iterator[str]:
    """Yield a sentence per kind of text that is missing, with the column that may hold it."""
    taken = {*columns.values(), *by_schema.values()}
    for key in ("reference", "hypothesis"):
        likely = next(
            (by_name[alias] for alias in ALIASES[key] if alias in by_name and by_name[alias] not in taken), None
        )
        if likely and not any(is_of_kind(column, key) for column in (*columns, *by_schema)):
            yield f"{kind}: there is no {key}; {key}={likely!r} would take that column for one"


def is_of_kind(column: str, key: str) -> bool:
    """Whether a column, by its name of ours, is of a kind: reference, references and reference.NAME are references."""
    return column == key or (key == "reference" and column == REFERENCES) or column.startswith(PREFIXES.get(key, "\0"))


def check_holds_texts(
    argument: str, kind: str, cells: Mapping[str, Any], columns: Mapping[str, str], schema: schemas.Recognised | None
) -> None:
    """Raise DataError where no column holds texts; the hint names those that may."""
    if any(is_of_kind(key, text) for key in (*columns, *(schema.columns if schema else ())) for text in TEXTS):
        return
    by_name = {header.strip().lower(): header for header in cells}
    guesses = {
        key: next((by_name[alias] for alias in aliases if alias in by_name), None) for key, aliases in ALIASES.items()
    }
    named = ", ".join(f"{key}={header!r}" for key, header in guesses.items() if header)
    maker = {"the frame": "from_pandas", "the dataset": "from_dataset"}.get(kind, "from_dict")
    hint = f"tertium.EvalSet.{maker}({argument}, {named or 'hypothesis=COLUMN, reference=COLUMN'})"
    message = f"{argument} has no column that is known to hold texts; it has {listed_names(cells)}"
    raise DataError(message, hint=hint)
