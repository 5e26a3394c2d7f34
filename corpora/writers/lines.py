"""Shared part of the formats with one segment per line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tertium.corpora.types import numbered_ids
from tertium.errors import DataError, counted
from tertium.files import BOM, write_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from tertium.corpora.types import EvalSet


def write_lines(path: Path, texts: Sequence[str | None]) -> None:
    r"""Write one text per line, an empty line where a text is missing.

    Raises:
        DataError: a text contains a line end, the first begins with a byte order mark, or the file's name is invalid.
    """
    if path.name.startswith(".") or "\0" in path.name:
        raise DataError(f"{path.name!r} is not a valid file name", hint="another name, or -f jsonl")
    for number, text in enumerate(texts, start=1):
        if text and any(char in text for char in "\n\r"):
            raise DataError(f"segment {number} of {path.name} contains a line end", hint="-f jsonl")
    if (next(iter(texts), None) or "").startswith(BOM):
        raise DataError(f"{path.name} would begin with a byte order mark, which readers strip", hint="-f jsonl")
    path.parent.mkdir(parents=True, exist_ok=True)
    write_text(path, "".join(f"{text or ''}\n" for text in texts))


def file_stem(name: str) -> str:
    """Return the name of a reference or system for use in a file's name; raise DataError where it would be a path."""
    if "/" in name or "\\" in name:
        raise DataError(f"{name!r} is not a valid file name", hint="another name, or -f jsonl")
    return name


def order_notes(references: Iterable[str], systems: Iterable[str]) -> tuple[str, ...]:
    """Return notes where references or systems aren't sorted by file name, the order in which they are read back."""
    columns = {"references": references, "systems": systems}
    files = {kind: [f"{name}.txt" for name in names] for kind, names in columns.items()}
    unsorted = (kind for kind, names in files.items() if names != sorted(names))
    return tuple(f"{kind} are read back in the order of their names" for kind in unsorted)


def missing_text_notes(data: EvalSet) -> tuple[str, ...]:
    """Return a note where texts are missing, which the format can only hold as empty ones."""
    columns = [data.sources or (), *data.references.values(), *data.outputs.values()]
    count = sum(text is None for column in columns for text in column)
    return (f"{counted(count, 'missing text')} written as empty",) if count else ()


def id_notes(data: EvalSet) -> tuple[str, ...]:
    """Return a note where the ids aren't the default ones, which a format without ids is read back with."""
    return (
        ()
        if data.ids == numbered_ids(data.documents)
        else ("segment ids are left out: they are read back as document#number",)
    )


def loss_notes(data: EvalSet) -> tuple[str, ...]:
    """Return notes on what lines can't hold: ids, confidence, missing texts."""
    notes = [*id_notes(data)]
    if data.confidence is not None:
        notes.append("the confidence of the alignment is left out")
    return (*notes, *missing_text_notes(data))
