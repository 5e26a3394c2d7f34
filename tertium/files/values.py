"""JSON and TOML files, and hashes of files."""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Iterator
from functools import cache
from itertools import chain, islice
from typing import TYPE_CHECKING, Any, Final

from tertium.errors import DataError, UsageError
from tertium.files.text import read_text
from tertium.limits import MAX_CONFIGURATION, MAX_DOTS

if TYPE_CHECKING:
    from pathlib import Path

SCALAR: Final = (str, int, float, type(None))
"""Types of JSON's values that hold no others."""
LINES: Final = 4096
"""Pieces of a large value that are written at once."""


def strict_json(value: Any) -> str:
    """Return the value as JSON for people and diffs: indented, keys in their order.

    Raises:
        ValueError: it holds nan or an infinity, which JSON lacks.
    """
    return "".join(json_pieces(value))


def json_pieces(value: Any) -> Iterator[str]:
    """Yield what `strict_json` returns, some thousand lines at a time.

    An iterator within the value is written as an array, and its items are made only then.
    """
    lines = chain(_lines(value, "\n"), ["\n"])
    while piece := "".join(islice(lines, LINES)):
        yield piece


def _lines(value: Any, end: str) -> Iterator[str]:
    """Yield a value; `end` is the line break with the indentation that the value has."""
    inner = f"{end} "
    if isinstance(value, (list, tuple, Iterator)):
        opening, closing = "[", "]"
        parts = (_lines(item, inner) for item in value)
    elif isinstance(value, dict) and not _is_flat(value):
        opening, closing = "{", "}"
        parts = (chain([_encode({key: None})[1 : -len("null}")]], _lines(item, inner)) for key, item in value.items())
    else:
        # Most objects hold no other ones: the whole object is encoded by one call, and then its ends are moved.
        text = _encode(value, f",{inner}")
        is_empty = not (isinstance(value, dict) and value)
        yield text if is_empty else f"{{{inner}{text[1:-1]}{end}}}"
        return
    separator = opening + inner
    for part in parts:
        yield separator
        yield from part
        separator = f",{inner}"
    yield opening + closing if separator.startswith(opening) else end + closing


def _is_flat(value: dict[Any, Any]) -> bool:
    return all(isinstance(item, SCALAR) for item in value.values())


@cache
def _encoder(separator: str) -> json.JSONEncoder:
    return json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(separator, ": "))


def _encode(value: Any, separator: str = ", ") -> str:
    return _encoder(separator).encode(value)


def read_json(path: Path) -> Any:
    """Return the value in a JSON file.

    Raises:
        DataError: the file is missing or isn't JSON; with line.
    """
    try:
        return json.loads(read_text(path)[0])
    except json.JSONDecodeError as error:
        raise DataError(f"{path}, line {error.lineno}: {error.msg}", hint="make the folder again") from error
    except ValueError as error:  # a number of more digits than Python reads
        raise DataError(f"{path}: {str(error).split(';')[0]}", hint="make the folder again") from error
    except RecursionError as error:
        raise DataError(f"{path}: its values are nested too deep", hint="make the folder again") from error


def read_toml(path: Path) -> dict[str, Any]:
    """Return the table in a TOML file.

    Raises:
        UsageError: the file is missing or isn't TOML; with line.
    """
    try:
        text, _ = read_text(path)
    except DataError as error:
        raise UsageError(*error.args) from error
    return parse_toml(text, path, hint="TOML as in docs/decisions.md")


def parse_toml(text: str, path: Path, *, hint: str) -> dict[str, Any]:
    """Return the table in a text.

    Args:
        text: the file's.
        path: the file, for the error.
        hint: of the error.

    Raises:
        UsageError: it isn't TOML, or is larger or nested deeper than a configuration; with line.
    """
    if sys.version_info >= (3, 11):  # before, tomli is a dependency
        import tomllib
    else:
        import tomli as tomllib
    if len(text) > MAX_CONFIGURATION:
        raise UsageError(f"{path} is larger than {MAX_CONFIGURATION} characters", hint=hint)
    # The parser keeps every beginning of a dotted key: the memory for one key is the square of its depth.
    for number, line in enumerate(text.split("\n"), start=1):
        if line.count(".") > MAX_DOTS and not line.lstrip().startswith("#"):
            raise UsageError(f"{path}, line {number}: more than {MAX_DOTS} dots", hint=hint)
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise UsageError(f"{path}: {error}", hint=hint) from error
    except ValueError as error:  # a number of more digits than Python reads, a date that no calendar has
        raise UsageError(f"{path}: {str(error).split(';')[0]}", hint=hint) from error
    except RecursionError as error:
        raise UsageError(f"{path}: its values are nested too deep", hint=hint) from error


def sha256(path: Path) -> str:
    """Return the hash of a file's bytes in hex."""
    return _hash(path, hashlib.sha256())


def md5(path: Path) -> str:
    """Return the MD5 of a file's bytes in hex, by which others name their files; it proves nothing against malice."""
    return _hash(path, hashlib.md5(usedforsecurity=False))


def _hash(path: Path, digest: hashlib._Hash) -> str:
    with path.open("rb") as file:
        while block := file.read(1 << 20):
            digest.update(block)
    return digest.hexdigest()
