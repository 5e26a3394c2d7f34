"""`tertium build`: articles, or texts that are aligned already, become an evaluation set on disk."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from tertium.commands.options import Overwrite, Quiet, named_paths
from tertium.errors import UsageError


def build(
    output: Annotated[Path, typer.Option("--output", "-o", metavar="SET", help="The set's folder.")],
    input: Annotated[
        Path | None,
        typer.Argument(
            metavar="[INPUT]", help="A folder of articles, a WMT folder, a set, or a .tsv, .jsonl or .parquet file."
        ),
    ] = None,
    source_language: Annotated[
        str | None, typer.Option("--from", metavar="LANG", help="Source language, e.g. en.")
    ] = None,
    target_language: Annotated[
        str | None, typer.Option("--to", metavar="LANG", help="Target language, e.g. de.")
    ] = None,
    source: Annotated[Path | None, typer.Option(help="Line-aligned text instead of INPUT: the sources.")] = None,
    reference: Annotated[list[str] | None, typer.Option(metavar="NAME=FILE", help="Line-aligned references.")] = None,
    system: Annotated[list[str] | None, typer.Option(metavar="NAME=FILE", help="Line-aligned outputs.")] = None,
    documents: Annotated[Path | None, typer.Option(help="One document id per line.")] = None,
    domains: Annotated[Path | None, typer.Option(help="One domain per line.")] = None,
    overwrite: Annotated[bool, Overwrite] = False,
    quiet: Annotated[bool, Quiet] = False,
) -> None:
    """Build an evaluation set from raw articles, or import what is already aligned."""
    from tertium.corpora import store
    from tertium.corpora.readers import lines, open_set
    from tertium.files import check_free

    check_free(output, marker=store.MARKER, overwrite=overwrite)
    languages = (source_language, target_language)
    files = lines.Files(
        source, named_paths(reference or [], "--reference"), named_paths(system or [], "--system"), documents, domains
    )
    if (input is None) == (files == lines.Files()):
        raise UsageError("build takes either INPUT or line-aligned files", hint="tertium build FOLDER -o SET")
    data = lines.read(files, name=output.name, languages=languages) if input is None else open_set(input, languages)
    store.save(data, output, overwrite=overwrite)
    if not quiet:
        typer.echo(f"{output}: {len(data)} segments in {len(data.documents)} documents", err=True)
