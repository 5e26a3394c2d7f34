"""Sets of data in memory: frames, datasets, dicts and lists; what is no text is kept beside the texts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from tertium import arguments
from tertium.corpora.columns import PREFIXES, to_set
from tertium.corpora.readers import schemas
from tertium.corpora.readers.cells import check_documents, check_ids, clean_texts, kept_values, name_of
from tertium.corpora.readers.column_names import (
    CLEAR,
    ColumnNames,
    check_holds_texts,
    check_named_once,
    column_mapping,
    is_of_kind,
    named_by_caller,
    named_by_header,
)
from tertium.corpora.readers.distinct_ids import distinct_ids
from tertium.corpora.readers.long_table import widened
from tertium.corpora.readers.memory import columns_of, is_lists, is_tabular, kind_of, names_of
from tertium.corpora.readers.table import REFERENCES, Table, flattened, texts
from tertium.corpora.text import tag_checks
from tertium.corpora.types import OWN_COLUMNS, WHOLE, EvalSet, check_languages
from tertium.errors import ArgumentError, DataError, UsageError, counted, nearest

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tertium.corpora.types import Languages

NAME: Final = "data"
"""Name of a set that has none."""


def from_columns(  # noqa: PLR0913 - the columns of a set, by name
    argument: str,
    data: Any,
    *,
    hypothesis: Any = None,
    reference: Any = None,
    languages: Languages = (None, None),
    name: str = "",
    **others: Any,
) -> EvalSet:
    """Return the set of a table in memory; see `EvalSet.from_pandas`.

    Args:
        argument: name of the argument that holds the data, for messages.
        data: a frame, a dataset, a dict of lists, a list of dicts.
        hypothesis: header, headers, or system's name to header.
        reference: likewise.
        languages: of source and target.
        name: of the set.
        others: source, id, document, domain and system to header.

    Raises:
        UsageError: it is no such data, or a column isn't there.
        DataError: see `EvalSet.from_pandas`.
    """
    check_languages(languages)
    tag_checks.check(languages)
    arguments.check("name", name, str, "a text")
    named = ColumnNames(hypothesis, reference, {key: header for key, header in others.items() if header is not None})
    kind = kind_of(data)
    table = flattened(Table(Path(kind), columns_of(argument, data)))
    cells = {header: list(column) for header, column in table.columns.items()}
    return _set(argument, kind, cells, named, languages, name or _own_name(data))


def from_pandas(frame: Any, **columns: Any) -> EvalSet:
    """Return the set in a DataFrame; see `EvalSet.from_pandas`."""
    if kind_of(frame) != "the frame":
        raise ArgumentError(
            f"frame can't be {arguments.shown(frame)}", hint="a DataFrame of pandas; else EvalSet.from_dict"
        )
    return from_columns("frame", frame, **columns)


def from_dict(columns: Any, /, **named: Any) -> EvalSet:
    """Return the set in a dict of lists or a list of dicts; see `EvalSet.from_dict`."""
    if kind_of(columns) not in {"the columns", "the rows"} or not is_tabular(columns):
        hint = '{"hypothesis": ["…", …], "reference": ["…", …]}, or a list of dicts'
        raise ArgumentError(f"columns can't be {arguments.shown(columns)}", hint=hint)
    return from_columns("columns", columns, **named)


def from_dataset(dataset: Any, **columns: Any) -> EvalSet:
    """Return the set in a split of a dataset; see `EvalSet.from_dataset`."""
    if kind_of(dataset) != "the dataset":
        hint = "a Dataset, as datasets.load_dataset(NAME, split=SPLIT) returns"
        raise ArgumentError(f"dataset can't be {arguments.shown(dataset)}", hint=hint)
    return from_columns("dataset", dataset, **columns)


def open_table(argument: str, data: Any, languages: Languages, columns: object, named: Mapping[str, Any]) -> EvalSet:
    """Return the set of a table in memory, whose columns a mapping of `tertium.open_set` names, or keywords.

    Raises:
        UsageError: the mapping names what no set has, or a column that isn't there; else as `from_columns`.
        DataError: as `from_columns`.
    """
    check_named_once(columns, named)
    mapping = column_mapping(columns)
    return from_columns(argument, data, languages=languages, **(named or _keywords(mapping)))


def _keywords(columns: Mapping[str, str]) -> dict[str, Any]:
    """Return a mapping of `tertium.open_set` as keywords of `EvalSet.from_pandas`."""
    several: dict[str, dict[str, str]] = {
        kind: {key.removeprefix(prefix): header for key, header in columns.items() if key.startswith(prefix)}
        for kind, prefix in PREFIXES.items()
    }
    plain = {key: header for key, header in columns.items() if not key.startswith(tuple(PREFIXES.values()))}
    if REFERENCES in plain:
        plain["reference"] = plain.pop(REFERENCES)
    if unknown := next((key for key in plain if key not in CLEAR), None):
        hint = nearest(unknown, [*CLEAR, "reference.NAME", "system.NAME"])
        raise UsageError(f"columns: no column is named {unknown!r}", hint=hint)
    for kind, prefix in PREFIXES.items():
        if several[kind] and kind in plain:
            raise UsageError(f"columns: both {kind!r} and {prefix + next(iter(several[kind]))!r}", hint="one of them")
    return {**plain, **{kind: named for kind, named in several.items() if named}}


def from_lists(  # noqa: PLR0913 - the columns of a set
    hypotheses: Any,
    references: Any,
    sources: Any,
    *,
    ids: Any,
    documents: Any,
    domains: Any,
    languages: Languages,
    name: str,
) -> EvalSet:
    """Return the set of lists of texts; see `EvalSet.from_lists`."""
    columns = _by_name("hypotheses", hypotheses, "hypothesis")
    size = len(next(iter(columns.values())))
    _check_sizes("hypotheses", columns, size)
    if references is not None:
        if is_lists(references) and len(references) == size > 1 and not all(len(item) == size for item in references):
            references = {"reference": references}  # a list per segment
        named = _by_name("references", references, "reference")
        _check_sizes("references", named, size)
        columns |= named
    single = {"source": sources, "id": ids, "document": documents, "domain": domains}
    for key, column in single.items():
        if column is not None:
            columns[key] = list(arguments.listed(f"{key}s", column, "a list, one item per segment"))
            _check_sizes(f"{key}s", {key: columns[key]}, size)
    return from_columns("the lists", columns, languages=languages, name=name)


def _check_sizes(argument: str, columns: Mapping[str, Sequence[Any]], size: int) -> None:
    for column in columns.values():
        if len(column) != size:
            message = f"{argument}: {counted(len(column), 'text')}, and the first of hypotheses has {size}"
            raise DataError(message, hint="one item per segment in each list, None where there is none")


def _by_name(argument: str, value: Any, kind: str) -> dict[str, list[Any]]:
    """Return columns by name, of a list of texts, a list of lists or a dict of lists."""
    accepts = 'a list of texts, or several by name: {"NAME": ["…", …]}'
    if arguments.is_of(value, Mapping):
        named: dict[str, Any] = arguments.mapping(argument, value, accepts)
    elif is_lists(value):
        named = dict(zip(names_of(len(value)), value, strict=True))
    else:
        named = {kind: value}
    if not named:
        raise UsageError(f"{argument} holds nothing", hint=accepts)
    return {
        kind if name == kind else PREFIXES[kind] + name: list(arguments.listed(argument, column, accepts))
        for name, column in named.items()
    }


def _set(  # noqa: PLR0913, PLR0917 - what a set is made of, and two names for messages
    argument: str, kind: str, cells: dict[str, list[Any]], named: ColumnNames, languages: Languages, name: str
) -> EvalSet:
    """Return the set of these columns, headers as they are given."""
    columns = named_by_caller(kind, cells, named)
    notes: list[str] = []
    schema = schemas.recognised(Path(kind), cells, languages)
    columns = named_by_header(cells, columns, schema, notes, kind)
    if "domain" in columns and "document" not in {*columns, *(schema.columns if schema else ())}:
        raise UsageError("domain: domains are of documents, and no column names these", hint="document=COLUMN")
    if "system" in columns:
        cells, columns = _wide(kind, cells, columns, notes)
    check_holds_texts(argument, kind, cells, columns, schema)
    clean_texts(kind, cells, columns)
    for header in (columns[key] for key in ("id", "document", "domain") if key in columns):
        cells[header] = [name_of(kind, header, row, cell) for row, cell in enumerate(cells[header])]
    taken = {*columns.values(), *(schema.columns.values() if schema else ()), *(schema.used if schema else ())}
    own = {header: column for header, column in cells.items() if header not in taken}
    read = {header: column for header, column in cells.items() if header in taken}
    renamed = {key: header for key, header in columns.items() if key != header}
    of_texts = texts(Table(Path(kind), read), renamed, languages)
    found = dict(of_texts.columns)
    if "id" in found:
        documents = [document or "" for document in found.get("document", [WHOLE] * len(found["id"]))]
        check_ids(kind, columns.get("id", "id"), found["id"], documents)
        found["id"], changed = distinct_ids(found["id"], documents)
        notes.extend(changed)
    check_documents(kind, columns.get("document", "document"), found.get("document"))
    kept = {header: values for header, column in own.items() if (values := kept_values(column)) is not None}
    if lost := [header for header in own if header not in kept]:
        notes.append(f"{kind}: columns that are not kept, for they hold neither texts nor numbers: {', '.join(lost)}")
    data = to_set(
        found,
        name=name,
        origin=kind,
        languages=(languages[0] or of_texts.languages[0], languages[1] or of_texts.languages[1]),
        notes=[*of_texts.notes, *notes],
        place=lambda row: f"{kind}, row {row + 1}",
    )
    return replace(data, provenance={**data.provenance, OWN_COLUMNS: kept}) if kept else data


def _wide(
    kind: str, cells: dict[str, list[Any]], columns: dict[str, str], notes: list[str]
) -> tuple[dict[str, list[Any]], dict[str, str]]:
    """Return the table with a column per system; where there is no column of outputs, as it is."""
    columns = dict(columns)
    system = columns.pop("system")
    outputs = [key for key in columns if is_of_kind(key, "hypothesis")]
    if len(outputs) != 1:
        return cells, columns
    hypothesis = columns.pop(outputs[0])
    others = [header for key, header in columns.items() if key != "id"]
    wide = widened(
        kind,
        cells,
        system=system,
        hypothesis=hypothesis,
        texts=others,
        id=columns.get("id"),
        document=columns.get("document"),
    )
    if wide.mixed:
        notes.append(f"{kind}: columns that differ between systems are not kept: {', '.join(wide.mixed)}")
    added = {header: header for header in wide.columns if header.startswith("system.") and header not in cells}
    return wide.columns, {**columns, **added}


def _own_name(data: Any) -> str:
    """Return the name that a dataset or a frame has of itself."""
    attributes = getattr(data, "attrs", None)
    of_frame = attributes.get("name") if isinstance(attributes, dict) else None
    of_dataset = getattr(getattr(data, "info", None), "dataset_name", None) if kind_of(data) == "the dataset" else None
    name = of_frame or of_dataset
    return name if isinstance(name, str) and name.strip() else NAME
