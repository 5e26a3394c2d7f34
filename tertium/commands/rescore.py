"""`tertium rescore`: scores the outputs of a stored run with today's metrics."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from tertium.commands.options import Overwrite, Quiet, StoredRun
from tertium.commands.progress import MovingLine, tell
from tertium.errors import PartialError


def rescore(
    run: StoredRun,
    output: Annotated[Path, typer.Option("--output", "-o", metavar="RUN", help="The new run's folder.")],
    metric: Annotated[
        list[str] | None,
        typer.Option(
            "--metric", "-m", metavar="METRIC", help="A metric to add: NAME or NAME:option=value,…; may be repeated."
        ),
    ] = None,
    overwrite: Overwrite = False,
    quiet: Quiet = False,
) -> None:
    """Score a run's outputs with today's metrics as a new run; counts of an equal signature are kept."""
    from tertium.evals import rescore as rescoring
    from tertium.evals import store
    from tertium.files import check_free

    check_free(output, marker=store.MARKER, overwrite=overwrite)
    tell_user = partial(tell, quiet=quiet)
    old, manifest = store.open_stored(run), store.manifest_of(run)
    with MovingLine(quiet=quiet) as progress:
        result = rescoring.rescore(old, metric or (), progress=progress)
    described = replace(result.run, description=replace(old.description, made_from=manifest["id"]))
    store.save(described, output, overwrite=overwrite)
    if result.kept:
        tell_user(f"kept, of equal signature: {', '.join(result.kept)}")
    for label, (before, after) in result.changed.items():
        tell_user(f"{label}: {before} became {after}" if before != after else f"{label}: counted anew")
    for label, reason in result.unavailable.items():
        tell_user(f"{label}: kept as it was scored, its metric isn't here: {reason}")
    tell_user(f"{output}: {', '.join(result.run.measures)}; tertium report {output}")
    if result.run.missing:
        reasons = "; ".join(f"{label} ({reason.splitlines()[0]})" for label, reason in result.run.missing.items())
        raise PartialError(f"the run in {output} lacks {reasons}", hint=f"tertium rescore {output} -o NEW with them")
