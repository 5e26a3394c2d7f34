"""A set as named columns, for every format that is written, and for DataFrames; the set itself asks for the latter."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pandas as pd


class _Place(Protocol):
    """What is asked of a document; see `tertium.corpora.types.Document`."""

    @property
    def id(self) -> str: ...
    @property
    def domain(self) -> str | None: ...


class _Columns(Protocol):
    """What is asked of a set; see `tertium.corpora.types.EvalSet`, which imports this module and not the other way."""

    @property
    def ids(self) -> Sequence[str]: ...
    @property
    def document_ids(self) -> Sequence[str]: ...
    @property
    def documents(self) -> Sequence[_Place]: ...
    @property
    def domains(self) -> Sequence[str]: ...
    @property
    def sources(self) -> Sequence[str | None] | None: ...
    @property
    def references(self) -> Mapping[str, Sequence[str | None]]: ...
    @property
    def outputs(self) -> Mapping[str, Sequence[str | None]]: ...
    @property
    def confidence(self) -> Sequence[float] | None: ...
    @property
    def provenance(self) -> Mapping[str, Any]: ...


def from_set(data: _Columns) -> dict[str, Sequence[str | float | None]]:
    """Return the set's columns in a fixed order; the inverse of `tertium.corpora.columns.to_set`."""
    domains = {document.id: document.domain for document in data.documents}
    columns: dict[str, Sequence[str | float | None]] = {"id": data.ids, "document": data.document_ids}
    if data.domains:
        columns["domain"] = [domains[document] for document in data.document_ids]
    return columns | segment_columns(data)


def segment_columns(data: _Columns) -> dict[str, Sequence[Any]]:
    """Return the columns whose values belong to a segment and not to its document: id, texts, confidence."""
    columns: dict[str, Sequence[Any]] = {"id": data.ids}
    if data.sources is not None:
        columns["source"] = data.sources
    columns |= {f"reference.{name}": column for name, column in data.references.items()}
    columns |= {f"system.{name}": column for name, column in data.outputs.items()}
    if data.confidence is not None:
        columns["confidence"] = data.confidence
    return columns


def frame_of(data: _Columns) -> pd.DataFrame:
    """Return one row per segment: the set's columns, and then the user's own that have another name."""
    import pandas as pd

    columns = from_set(data)
    own = data.provenance.get("columns", {})
    columns |= {name: column for name, column in own.items() if name not in columns}
    return pd.DataFrame({name: list(column) for name, column in columns.items()})
