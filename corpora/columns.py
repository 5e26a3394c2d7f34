"""Named columns → EvalSet: what every tabular format (TSV, JSONL, Parquet, HF datasets) has in common.

Columns: ``id``, ``document``, ``domain``, ``source``, ``reference`` or ``reference.NAME``, ``hypothesis`` or
``system.NAME``, ``confidence``; at least one of the texts. Others are refused, so that a misspelt one is never lost.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from tertium.corpora.types import EvalSet, blocks
from tertium.errors import DataError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

PLAIN: Final = ("id", "document", "domain", "source", "reference", "hypothesis", "confidence")
TEXTS: Final = ("source", "reference", "hypothesis")
KINDS: Final = {"reference": "reference.", "hypothesis": "system."}
NAMED: Final = tuple(KINDS.values())
ONLY_REFERENCE: Final = "ref"
ONLY_SYSTEM: Final = "system"


def to_set(
    columns: Mapping[str, Sequence[str | None]], *, name: str, origin: str, languages: tuple[str | None, str | None]
) -> EvalSet:
    """Return the set that the columns hold.

    Args:
        columns: equally long, by header.
        name: of the set.
        origin: for messages.
        languages: source and target.

    Raises:
        DataError: a column is unknown, holds no text, or an id or a confidence is missing or broken.
    """
    _check(columns, origin)
    size = len(next(iter(columns.values())))
    document_of = _filled(columns.get("document") or (name,) * size, "document", origin)
    documents = blocks(document_of, [one or "" for one in columns["domain"]] if "domain" in columns else None)
    numbered = tuple(f"{one.id}#{i + 1}" for one in documents for i in range(one.stop - one.start))
    return EvalSet(
        name=name,
        ids=_filled(columns["id"], "id", origin) if "id" in columns else numbered,
        documents=documents,
        sources=tuple(columns["source"]) if "source" in columns else None,
        references=_named(columns, "reference", ONLY_REFERENCE),
        outputs=_named(columns, "hypothesis", ONLY_SYSTEM),
        languages=languages,
        confidence=_numbers(columns["confidence"], origin) if "confidence" in columns else None,
        provenance={"read": [origin]},
    )


def text(value: object, place: str) -> str | None:
    """Return a cell of a typed format as text, a number in digits; None for null; DataError for anything else."""
    if value is None or value != value:  # noqa: PLR0124 - NaN, which stands where there is no number
        return None
    if isinstance(value, str):
        return value
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return str(value)
    raise DataError(f"{place}: neither text nor null", hint="a string")


def from_set(data: EvalSet) -> dict[str, Sequence[str | float | None]]:
    """Return the set's columns in a fixed order; the inverse of `to_set`."""
    domains = {document.id: document.domain for document in data.documents}
    columns: dict[str, Sequence[str | float | None]] = {"id": data.ids, "document": data.document_ids}
    if data.domains:
        columns["domain"] = [domains[one] for one in data.document_ids]
    return columns | of_segments(data)


def of_segments(data: EvalSet) -> dict[str, Sequence[Any]]:
    """Return the columns that may differ from segment to segment of a document: id, texts, confidence."""
    columns: dict[str, Sequence[Any]] = {"id": data.ids}
    if data.sources is not None:
        columns["source"] = data.sources
    columns |= {f"reference.{name}": column for name, column in data.references.items()}
    columns |= {f"system.{name}": column for name, column in data.outputs.items()}
    if data.confidence is not None:
        columns["confidence"] = data.confidence
    return columns


def _check(columns: Mapping[str, Sequence[str | None]], origin: str) -> None:
    unknown = [one for one in columns if one not in PLAIN and not one.startswith(NAMED)]
    if unknown:
        raise DataError(
            f"{origin}: no column may be named {unknown[0]!r}",
            hint=", ".join([*PLAIN, "reference.NAME", "system.NAME"]),
        )
    if not any(one in TEXTS or one.startswith(NAMED) for one in columns):
        raise DataError(f"{origin} has no column with texts", hint="a header with source, reference or hypothesis")
    for plain, named in (("reference", f"reference.{ONLY_REFERENCE}"), ("hypothesis", f"system.{ONLY_SYSTEM}")):
        if plain in columns and named in columns:
            raise DataError(f"{origin}: the columns {plain!r} and {named!r} are one and the same", hint="another name")


def _named(columns: Mapping[str, Sequence[str | None]], plain: str, only: str) -> dict[str, tuple[str | None, ...]]:
    """Return the texts of the plain column, by the name `only`, and of those of its kind, in the header's order."""
    return {
        only if one == plain else one.removeprefix(KINDS[plain]): tuple(texts)
        for one, texts in columns.items()
        if one == plain or one.startswith(KINDS[plain])
    }


def _filled(column: Sequence[str | None], what: str, origin: str) -> tuple[str, ...]:
    filled = tuple(one or "" for one in column)
    if "" in filled:
        raise DataError(f"{origin}, row {filled.index('') + 1}: the {what} is empty", hint=f"give every row a {what}")
    return filled


def _numbers(column: Sequence[str | None], origin: str) -> tuple[float, ...]:
    numbers = []
    for row, one in enumerate(column):
        try:
            numbers.append(float(one) if one else float("nan"))
        except ValueError as error:
            raise DataError(
                f"{origin}, row {row + 1}: confidence {one!r} is no number", hint="a number, or nothing"
            ) from error
    return tuple(numbers)
