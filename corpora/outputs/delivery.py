"""A system's output as it was delivered, from a file, a folder or memory; `attach` makes it a column of a set."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tertium.errors import DataError
from tertium.files import read_lines

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Delivery:
    """One system's output before it is attached to a set.

    Attributes:
        origin: how errors name it: the path, or the system.
        label: how warnings name it: the file's name, or the system's.
        lines: the lines of a file, or the texts of a list; None where the system gave none. Empty for a folder.
        files: the lines of each file of a folder, by the file's path in it without the ending; None for anything else.
        stripped: one note for each thing that was stripped on reading, such as a byte order mark.
    """

    origin: str
    label: str
    lines: tuple[str | None, ...] = ()
    files: Mapping[str, tuple[str, ...]] | None = None
    stripped: tuple[str, ...] = ()


def read(path: Path) -> Delivery:
    """Return what a file holds, or a folder with a text file per document.

    Raises:
        DataError: a file can't be read, or isn't UTF-8.
    """
    if not path.is_dir():
        lines, notes = read_lines(path)
        return Delivery(str(path), path.name, tuple(lines), stripped=tuple(notes))
    files: dict[str, tuple[str, ...]] = {}
    stripped: list[str] = []
    for name, file in _text_files(path):
        lines, notes = read_lines(file)
        files[name] = tuple(lines)
        stripped += notes
    return Delivery(str(path), path.name, files=files, stripped=tuple(stripped))


def _text_files(folder: Path) -> Iterator[tuple[str, Path]]:
    """Yield text files by name without ending, `news/1` for one in a folder below; hidden ones are nobody's output."""
    for file in sorted(folder.rglob("*.txt")):
        name = file.relative_to(folder)
        if not any(part.startswith(".") for part in name.parts):
            yield name.with_suffix("").as_posix(), file


def from_memory(system: str, texts: str | Sequence[str | None]) -> Delivery:
    """Return a list of texts, or one text, which is taken as the content of a file.

    Raises:
        DataError: something else is given.
    """
    origin = f"system {system!r}"
    if isinstance(texts, str):
        lines = texts.split("\n")
        return Delivery(origin, system, tuple(lines[:-1] if lines[-1] == "" else lines))
    try:
        column = tuple(texts)
    except TypeError as error:
        message = f"{origin} is given as {type(texts).__name__}, not as texts"
        raise DataError(message, hint="a list of texts, or the content of a file as one text") from error
    for row, text in enumerate(column, start=1):
        if text is not None and not isinstance(text, str):
            raise DataError(f"{origin}, row {row}: {text!r} is no text", hint="a text, or None where there is none")
    return Delivery(origin, system, column)
