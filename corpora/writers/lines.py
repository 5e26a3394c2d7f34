"""What the formats with one segment per line have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tertium.errors import DataError
from tertium.files import BOM, write_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from tertium.corpora.types import EvalSet


def write_lines(path: Path, texts: Sequence[str | None]) -> None:
    r"""Write one text per line, an empty line where there is none.

    Raises:
        DataError: a text holds a line end, the first begins with what readers strip, or the file's name is no name.
    """
    if path.name.startswith(".") or "\0" in path.name:
        raise DataError(f"{path.name!r} can't be a file's name", hint="another name, or -f jsonl")
    for number, one in enumerate(texts, start=1):
        if one and any(char in one for char in "\n\r"):
            raise DataError(f"segment {number} of {path.name} holds a line end", hint="-f jsonl")
    if (next(iter(texts), None) or "").startswith(BOM):
        raise DataError(f"{path.name} would begin with a text's byte order mark, which readers strip", hint="-f jsonl")
    path.parent.mkdir(parents=True, exist_ok=True)
    write_text(path, "".join(f"{one or ''}\n" for one in texts))


def plain_name(name: str) -> str:
    """Return a name that is to become a file's; DataError where it would be a path."""
    if "/" in name or "\\" in name:
        raise DataError(f"{name!r} can't be a file's name", hint="another name, or -f jsonl")
    return name


def reordered(references: Iterable[str], systems: Iterable[str]) -> tuple[str, ...]:
    """Return notes where columns in files of these names stand in another order than the files' names do."""
    columns = {"references": references, "systems": systems}
    files = {what: [f"{name}.txt" for name in names] for what, names in columns.items()}
    return tuple(f"{what} are read back in the order of their names" for what, f in files.items() if f != sorted(f))


def missing(data: EvalSet) -> tuple[str, ...]:
    """Return a note where texts are missing that the format can only hold as empty."""
    columns = [data.sources or (), *data.references.values(), *data.outputs.values()]
    count = sum(one is None for column in columns for one in column)
    return (f"{count} missing texts are written as empty ones",) if count else ()


def lost_ids(data: EvalSet) -> tuple[str, ...]:
    """Return a note where the set's ids are its own: formats without ids are read back with numbers."""
    numbered = tuple(f"{one.id}#{i + 1}" for one in data.documents for i in range(one.stop - one.start))
    return () if data.ids == numbered else ("segment ids are left out: they are read back as document#number",)


def lost(data: EvalSet) -> tuple[str, ...]:
    """Return notes on what lines can't hold: ids of one's own, confidence, missing texts."""
    notes = [*lost_ids(data)]
    if data.confidence is not None:
        notes.append("the confidence of the alignment is left out")
    return (*notes, *missing(data))
