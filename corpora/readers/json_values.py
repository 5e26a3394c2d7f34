"""JSON from files of others: a repeated key, broken syntax or too deep a nesting is an error that names the place."""

from __future__ import annotations

import json
from typing import Any

from tertium.errors import DataError


def parse(text: str, place: str) -> Any:
    """Return the value that a text holds.

    Args:
        text: of one value.
        place: how a message names it: file and line.

    Raises:
        DataError: it isn't JSON, has an object with a key twice, or is nested too deeply.
    """
    try:
        return json.loads(text, object_pairs_hook=_object)
    except json.JSONDecodeError as error:
        position = f"line {error.lineno} of it, column {error.colno}" if "\n" in text else f"column {error.colno}"
        raise DataError(f"{place}: {error.msg}, {position}", hint="JSON objects with texts") from error
    except ValueError as error:  # of `_object`, or an integer of thousands of digits
        raise DataError(f"{place}: {str(error).split(';')[0]}", hint="JSON objects with texts") from error
    except RecursionError as error:
        raise DataError(f"{place}: values are nested too deeply", hint="texts only") from error


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return an object; raise ValueError for a repeated key, of which `json` would silently keep the last."""
    record = dict(pairs)
    if len(record) < len(pairs):
        raise ValueError("a key occurs twice")
    return record
