"""JSON and TOML files, and hashes of files."""

from __future__ import annotations

import hashlib
import json
import sys
from typing import TYPE_CHECKING, Any

from tertium.errors import DataError, UsageError
from tertium.files.text import read_text
from tertium.limits import MAX_CONFIGURATION, MAX_DOTS

if TYPE_CHECKING:
    from pathlib import Path


def strict_json(value: Any) -> str:
    """Return the value as JSON for people and diffs: indented, keys in their order.

    Raises:
        ValueError: it holds nan or an infinity, which JSON lacks.
    """
    return json.dumps(value, ensure_ascii=False, indent=1, allow_nan=False) + "\n"


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
