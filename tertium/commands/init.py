"""`tertium init`: a first tertium.toml, written from what lies in a folder."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from tertium.commands.options import Quiet
from tertium.commands.progress import tell
from tertium.errors import DataError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tertium.commands.project.scanning import Scan

SHOWN: Final = 10
"""Files that were left out which are named."""


def init(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="Where sets and outputs lie.")] = Path(),
    overwrite: Annotated[bool, typer.Option("--overwrite", help="Replace the tertium.toml that is there.")] = False,
    quiet: Quiet = False,
) -> None:
    """Write a commented tertium.toml from what lies in a folder: sets, articles, line files, and outputs by name."""
    from tertium.commands.project.scanning import scan
    from tertium.evals.suite.draft import Draft, render
    from tertium.evals.suite.project import FILE
    from tertium.files import check_new, write_text

    if not folder.is_dir():
        raise UsageError(f"{folder} is no folder", hint="the folder of the project")
    target = folder / FILE
    check_new(target, overwrite=overwrite)
    result = scan(folder)
    if not result.sets:
        hint = (
            "a set, a WMT folder, a table, articles in two languages, or NAME.source.txt and NAME.reference.txt in it"
        )
        raise DataError(f"there is no set in {folder}", hint=hint)
    draft = Draft(
        list(result.sets.values()), list(result.systems.values()), result.notes, has_references=result.has_references
    )
    write_text(target, render(draft))
    for line in _lines(result, target):
        tell(line, quiet=quiet)


def _lines(result: Scan, target: Path) -> Iterator[str]:
    """Yield what was found, what was left out, and what comes next."""
    for each in result.sets.values():
        note = result.notes.get(each.name)
        yield f"set {each.name}: {each.place}{f', {note}' if note else ''}"
    for system in result.systems.values():
        yield f"system {system.name}: {system.file or 'in the sets'}"
    for path, reason in result.left_out[:SHOWN]:
        yield f"left out: {path}: {reason}"
    if len(result.left_out) > SHOWN:
        yield f"left out: {len(result.left_out) - SHOWN} more"
    yield f"{target} is written; look through it, then tertium check {target}"
