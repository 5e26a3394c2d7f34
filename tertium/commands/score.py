"""`tertium score`: a set and its systems' outputs become a run."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from tertium.commands.options import Overwrite, Quiet, Set, named_paths
from tertium.errors import PartialError, UsageError


def score(
    data: Set,
    metric: Annotated[
        list[str], typer.Option("--metric", "-m", help="NAME or NAME:option=value,…; see tertium metrics.")
    ],
    output: Annotated[Path, typer.Option("--output", "-o", metavar="RUN", help="The run's folder.")],
    system: Annotated[
        list[str] | None, typer.Option(metavar="NAME=FILE", help="A system's output; see --alignment.")
    ] = None,
    alignment: Annotated[
        Literal["aligned", "realign", "document"],
        typer.Option(
            help="Of --system: one line per segment; lines to be cut into segments by the reference; or documents only."
        ),
    ] = "aligned",
    reference: Annotated[
        list[str] | None, typer.Option(help="Only these references of the set, in this order.")
    ] = None,
    only: Annotated[list[str] | None, typer.Option(help="Only these systems of the set.")] = None,
    overwrite: Overwrite = False,
    quiet: Quiet = False,
) -> None:
    """Score every system of a set with every metric, and store the run."""
    from dataclasses import replace

    from tertium.corpora.delivered import deliver
    from tertium.corpora.readers import open_set
    from tertium.evals import store
    from tertium.evals.evaluate import evaluate
    from tertium.files import check_free

    check_free(output, marker=store.MARKER, overwrite=overwrite)
    found = open_set(data)
    if reference:
        found = found.with_references(reference)
    if only:
        found = found.with_systems(only)
    paths = named_paths(system or [], "--system")
    for name in paths:
        if name in found.outputs:
            raise UsageError(
                f"set {found.name!r} has a system {name!r} already", hint=f"--system {name}-2={paths[name]}"
            )
    delivered = deliver(found, paths, alignment)
    for line in () if quiet else (*delivered.stripped, *delivered.doubts):
        typer.echo(line, err=True)
    run = evaluate(
        delivered.data, metric, progress=(lambda _: None) if quiet else (lambda line: typer.echo(line, err=True))
    )
    run = replace(run, warnings=(*delivered.doubts, *run.warnings))
    store.save(run, output, overwrite=overwrite)
    if not quiet:
        typer.echo(
            f"{output}: {len(run.systems)} systems, {len(run.measures)} metrics; tertium report {output}", err=True
        )
    if run.missing:
        raise PartialError(f"the run in {output} lacks {', '.join(run.missing)}\n" + "\n".join(run.missing.values()))
