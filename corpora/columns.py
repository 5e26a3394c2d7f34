"""Conversion between named columns and an EvalSet, shared by all formats.

Columns: ``id``, ``document``, ``domain``, ``source``, ``reference`` or ``reference.NAME``, ``hypothesis`` or
``system.NAME``, ``confidence``; at least one of them holds texts. Unknown columns are an error here; those of a user's
table are left out with a note before (readers/table.py).
"""

from __future__ import annotations

from math import isinf
from typing import TYPE_CHECKING, Final

from tertium.corpora.types import WHOLE, EvalSet, blocks, numbered_ids
from tertium.errors import DataError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

COLUMNS: Final = ("id", "document", "domain", "source", "reference", "hypothesis", "confidence")
TEXTS: Final = ("source", "reference", "hypothesis")
PREFIXES: Final = {"reference": "reference.", "hypothesis": "system."}
"""Column to the prefix of named columns of its kind."""
ONLY_REFERENCE: Final = "ref"
"""Name of the reference in the column ``reference``."""
ONLY_SYSTEM: Final = "system"
"""Name of the system in the column ``hypothesis``."""


def to_set(  # noqa: PLR0913 - what a set holds, and what messages about it name
    columns: Mapping[str, Sequence[str | None]],
    *,
    name: str,
    origin: str,
    languages: tuple[str | None, str | None],
    notes: Sequence[str] = (),
    place: Callable[[int], str] | None = None,
) -> EvalSet:
    """Return the set in the columns; the inverse of `tertium.corpora.named_columns.from_set`.

    Args:
        columns: name to column, all of equal length.
        name: name of the set.
        origin: the file or dataset, for messages and the provenance.
        languages: source and target.
        notes: what reading left out, changed or told apart, a sentence each; see `EvalSet.notes`.
        place: how a message names a row, by its index; without it, by its number after the origin.

    Raises:
        DataError: a column is unknown, holds no text, or an id or a confidence is missing or broken.
    """
    _check(columns, origin)
    place = place or (lambda row: f"{origin}, row {row + 1}")
    size = len(next(iter(columns.values())))
    document_of = _nonempty(columns.get("document") or (WHOLE,) * size, "document", place)
    documents = blocks(document_of, [domain or "" for domain in columns["domain"]] if "domain" in columns else None)
    return EvalSet(
        name=name,
        ids=_nonempty(columns["id"], "id", place) if "id" in columns else numbered_ids(documents),
        documents=documents,
        sources=tuple(columns["source"]) if "source" in columns else None,
        references=_named(columns, "reference", ONLY_REFERENCE),
        outputs=_named(columns, "hypothesis", ONLY_SYSTEM),
        languages=languages,
        confidence=_numbers(columns["confidence"], place) if "confidence" in columns else None,
        provenance={"read": [origin], **({"notes": list(notes)} if notes else {})},
    )


def cell_text(value: object, position: str) -> str | None:
    """Return a cell of a typed format as text; None for null and NaN; raise DataError unless it is text or a number."""
    if value is None or value != value:  # noqa: PLR0124 - NaN, a missing number
        return None
    if isinstance(value, str):
        return value
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return str(value)
    raise DataError(f"{position}: neither text nor null", hint="a string")


def _check(columns: Mapping[str, Sequence[str | None]], origin: str) -> None:
    prefixes = tuple(PREFIXES.values())
    unknown = [name for name in columns if name not in COLUMNS and not name.startswith(prefixes)]
    if unknown:
        raise DataError(
            f"{origin}: unknown column {unknown[0]!r}",
            hint=", ".join([*COLUMNS, "reference.NAME", "system.NAME"]),
        )
    for name in columns:
        if name.startswith(prefixes) and not name.partition(".")[2].strip():
            raise DataError(f"{origin}: the column {name!r} lacks a name behind its dot", hint=f"{name.strip()}NAME")
    if not any(name in TEXTS or name.startswith(prefixes) for name in columns):
        raise DataError(f"{origin} has no column with texts", hint="a header with source, reference or hypothesis")
    for unnamed, named in (("reference", f"reference.{ONLY_REFERENCE}"), ("hypothesis", f"system.{ONLY_SYSTEM}")):
        if unnamed in columns and named in columns:
            raise DataError(f"{origin}: {unnamed!r} and {named!r} mean the same column", hint="another name")


def _named(
    columns: Mapping[str, Sequence[str | None]], unnamed: str, default: str
) -> dict[str, tuple[str | None, ...]]:
    """Return the columns of a kind by name, in the order of the header; the unnamed one gets the default name."""
    prefix = PREFIXES[unnamed]
    return {
        default if header == unnamed else header.removeprefix(prefix): tuple(texts)
        for header, texts in columns.items()
        if header == unnamed or header.startswith(prefix)
    }


def _nonempty(column: Sequence[str | None], label: str, place: Callable[[int], str]) -> tuple[str, ...]:
    values = tuple(value or "" for value in column)
    if "" in values:
        raise DataError(f"{place(values.index(''))}: the {label} is empty", hint=f"one {label} per row")
    return values


def _numbers(column: Sequence[str | None], place: Callable[[int], str]) -> tuple[float, ...]:
    numbers = []
    for row, value in enumerate(column):
        try:
            number = float(value) if value else float("nan")
        except ValueError as error:
            message = f"{place(row)}: confidence {value!r} is not a number"
            raise DataError(message, hint="a number, or nothing") from error
        if isinf(number):  # JSON has none, and no aligner means it
            raise DataError(f"{place(row)}: confidence {value!r} is infinite", hint="a number, or nothing")
        numbers.append(number)
    return tuple(numbers)
