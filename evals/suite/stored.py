"""A suite's verdict as JSON, and back: reports are made from what is stored, so that deciding is done once."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Any, Final, TypeVar

from tertium.errors import DataError, UsageError
from tertium.evals.results import Check, Interval, Resampling, Verdict
from tertium.evals.results.suite import Cell, SetVerdict, SuiteMean, SuiteVerdict

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    Row = TypeVar("Row")

SCHEMA: Final = "tertium.suite/1"


def verdict_of(table: Mapping[str, Any], where: str) -> SuiteVerdict:
    """Return the verdict of a JSON object that holds all attributes of one; null is nan.

    Raises:
        DataError: it holds something else.
    """
    if table.get("schema") != SCHEMA:
        raise DataError(f"{where} is not of schema {SCHEMA!r}", hint="remove it; tertium run decides again")
    try:
        return _row(
            SuiteVerdict,
            table,
            sets=lambda rows: tuple(map(_set, rows)),
            means=lambda rows: tuple(_row(SuiteMean, row, interval=_interval) for row in rows),
            resampling=_resampling,
        )
    except (KeyError, TypeError, ValueError, AttributeError, UsageError) as error:
        raise DataError(
            f"{where} is damaged: {error}".splitlines()[0], hint="remove it; tertium run decides again"
        ) from error


def _set(row: Mapping[str, Any]) -> SetVerdict:
    return _row(
        SetVerdict,
        row,
        languages=tuple,
        cells=lambda cells: {rule: _row(Cell, cell, check=_check) for rule, cell in cells.items()},
        verdict=lambda value: value and _verdict(value),
    )


def _verdict(row: Mapping[str, Any]) -> Verdict:
    return _row(Verdict, row, checks=lambda rows: tuple(map(_check, rows)), resampling=_resampling)


def _check(row: Mapping[str, Any]) -> Check:
    return _row(Check, row)


def _resampling(row: Mapping[str, Any]) -> Resampling:
    return _row(Resampling, row)


def _interval(row: Mapping[str, Any]) -> Interval:
    return _row(Interval, row)


def _row(make: Callable[..., Row], row: Mapping[str, Any], **readers: Callable[[Any], Any]) -> Row:
    """Return a frozen value of a row: a field is read by its reader, a list becomes a tuple, null in a float nan."""
    types = _types(make)
    values = {name: _value(row[name], types[name], readers.get(name)) for name in types if name in row}
    return make(**values)


def _types(make: Any) -> dict[str, str]:
    """Return the names and the written types of a dataclass's or a named tuple's fields."""
    if hasattr(make, "_fields"):
        return {name: getattr(kind, "__forward_arg__", str(kind)) for name, kind in make.__annotations__.items()}
    return {field.name: str(field.type) for field in fields(make)}


def _value(value: Any, written_type: str, reader: Callable[[Any], Any] | None) -> Any:
    if reader:
        return reader(value)
    if value is None and written_type == "float":
        return float("nan")
    return tuple(value) if isinstance(value, list) else value
