"""Options that several commands have."""

from __future__ import annotations

from pathlib import Path

import typer

from tertium.errors import UsageError

Format = typer.Option(
    "--format", "-f", help="text, markdown, csv, tsv, json, parquet, latex or xlsx.", show_default=True
)
Quiet = typer.Option("--quiet", "-q", help="No progress on stderr.")
Overwrite = typer.Option("--overwrite", help="Replace the output if it is there (only a folder of the same kind).")


def named_paths(values: list[str], option: str) -> dict[str, Path]:
    """Return ``NAME=FILE`` options by name.

    Raises:
        UsageError: a value has no name, or a name stands twice.
    """
    found: dict[str, Path] = {}
    for value in values:
        name, equals, path = value.partition("=")
        if not (name and equals and path):
            raise UsageError(
                f"{option} {value!r} is not NAME=FILE", hint=f"{option} {Path(value).stem or 'NAME'}={value or 'FILE'}"
            )
        if name in found:
            raise UsageError(f"{option} {name!r} is given twice", hint="another name")
        found[name] = Path(path)
    return found
