"""`tertium export`: writes a set in a format of other tools."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from tertium.commands.options import Overwrite, Quiet, Set
from tertium.commands.progress import tell
from tertium.errors import counted


def export(
    data: Set,
    output: Annotated[Path, typer.Option("--output", "-o", metavar="PATH", help="The file or folder to write.")],
    format: Annotated[
        str,
        typer.Option(
            "--format",
            "-f",
            metavar="FORMAT",
            help="tsv, jsonl, parquet, hub, wmt, wmtxml, mteval, tmx, xliff, xliff2, vecalign or hunalign.",
        ),
    ],
    source_language: Annotated[
        str | None, typer.Option("--from", metavar="LANG", help="Source language, where the input doesn't say.")
    ] = None,
    target_language: Annotated[
        str | None, typer.Option("--to", metavar="LANG", help="Target language, where the input doesn't say.")
    ] = None,
    overwrite: Overwrite = False,
    quiet: Quiet = False,
) -> None:
    """Write a set in another format; stderr names what the format can't hold."""
    from tertium.corpora.readers import open_set
    from tertium.corpora.text import tag_checks
    from tertium.corpora.writers import load, save_as

    load(format)  # an unknown format is refused before the set is read
    tag_checks.check((source_language, target_language))
    evalset = open_set(data, (source_language, target_language))
    notes = save_as(evalset, format, output, overwrite=overwrite)
    for line in (f"{output}: {counted(len(evalset), 'segment')} as {format}", *notes):
        tell(line, quiet=quiet)
