"""`tertium compare`: each system against a baseline."""

from __future__ import annotations

from typing import Annotated

import typer

from tertium.commands.deciding import joined, resampling_of, show_json
from tertium.commands.options import (
    Cluster,
    Format,
    Json,
    Level,
    Metrics,
    Output,
    OverwriteFile,
    Samples,
    Seed,
    StoredRuns,
    Verbose,
)
from tertium.commands.output import put_tables


def compare(
    run: StoredRuns,
    baseline: Annotated[
        str | None,
        typer.Option(metavar="SYSTEM", show_default="the first of the first run", help="The system to compare with."),
    ] = None,
    metric: Metrics = None,
    cluster: Cluster = "document",
    samples: Samples = 10_000,
    seed: Seed = 12345,
    level: Level = 0.95,
    test: Annotated[
        str,
        typer.Option(
            metavar="randomisation|moses",
            help="Where p comes from; moses is sacreBLEU's --paired-bs rule, which rejects too often.",
        ),
    ] = "randomisation",
    examples: Annotated[
        bool, typer.Option("--examples", help="The texts of the largest wins and losses, not only their ids.")
    ] = False,
    format: Format = "text",
    json: Json = False,
    output: Output = None,
    overwrite: OverwriteFile = False,
    verbose: Verbose = False,
) -> None:
    """Compare systems with a baseline: difference, interval, p, wins and losses, and how often people would agree."""
    from tertium.evals import compare as comparing
    from tertium.files import check_new
    from tertium.reports.sections.comparison import comparison_table
    from tertium.reports.sections.examples import examples_table
    from tertium.reports.sections.extremes import extremes_tables

    check_new(output, overwrite=overwrite)
    resampling = resampling_of(cluster, samples, seed, level, test)
    found = comparing.compare(joined(run), baseline=baseline, metrics=metric, resampling=resampling)
    if json:
        show_json("tertium.comparison/1", found, output)
    else:
        extremes = [examples_table(found)] if examples else extremes_tables(found)
        put_tables([comparison_table(found), *extremes], format, output, verbose=verbose)
