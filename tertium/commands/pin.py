"""`tertium pin`: makes a run the baseline."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from tertium.commands import completion
from tertium.commands.options import Quiet, StoredRun
from tertium.commands.progress import tell


def pin(
    run: StoredRun,
    output: Annotated[
        Path, typer.Option("--output", "-o", metavar="BASELINE", help="A small folder, to be committed.")
    ],
    system: Annotated[
        str | None,
        typer.Option(
            metavar="SYSTEM",
            help="The baseline, where the run has several systems.",
            autocompletion=completion.run_systems,
        ),
    ] = None,
    overwrite: Annotated[bool, typer.Option("--overwrite", help="Make this run the baseline instead.")] = False,
    quiet: Quiet = False,
) -> None:
    """Write one system of a run, with all that tertium gate needs, to a small folder that travels with a checkout."""
    from tertium.evals import pin as pins

    pinned_system = pins.pin(run, output, system=system, overwrite=overwrite)
    tell(f"{output}: {pinned_system} of {run} is the baseline; tertium gate CANDIDATE --baseline {output}", quiet=quiet)
