"""`tertium rank`: all systems, best first."""

from __future__ import annotations

from typing import Annotated

import typer

from tertium.commands import completion
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
    load_runs,
    resampling_of,
)
from tertium.commands.output import Destination


def rank(
    run: StoredRuns,
    metric: Metrics = None,
    adjust: Annotated[
        str, typer.Option(help="p over the pairs of a metric: none (as in WMT), holm or bh.", metavar="none|holm|bh")
    ] = "none",
    over: Annotated[
        list[str] | None,
        typer.Option(
            metavar="METRIC",
            show_default="those that measure quality, no checks",
            help="A metric that the rank over metrics is made of; may be repeated.",
            autocompletion=completion.run_metrics,
        ),
    ] = None,
    aggregate: Annotated[
        str | None,
        typer.Option(
            metavar="wmt24|wmt25",
            show_default="wmt25, on segments that all have",
            help="Rank over metrics as WMT's AutoRank of that year, each system on its own segments.",
        ),
    ] = None,
    only: Annotated[
        list[str] | None,
        typer.Option(
            metavar="SYSTEM",
            help="Only this system of the runs; may be repeated.",
            autocompletion=completion.run_systems,
        ),
    ] = None,
    cluster: Cluster = "document",
    samples: Samples = 10_000,
    seed: Seed = 12345,
    level: Level = 0.95,
    format: Format = "text",
    json: Json = False,
    output: Output = None,
    overwrite: OverwriteFile = False,
    verbose: Verbose = False,
) -> None:
    """Rank systems by every metric: significance clusters and rank ranges, and one rank over all metrics."""
    from tertium.evals.rank import rank as rank_systems
    from tertium.evals.selection import with_systems
    from tertium.reports.sections.ranking import ranking_tables

    destination = Destination(format, json, output, overwrite, verbose)
    resampling = resampling_of(cluster, samples, seed, level)
    loaded = load_runs(run)
    chosen = with_systems(loaded, only) if only else loaded
    standings = rank_systems(
        chosen, metrics=metric, resampling=resampling, adjust=adjust, over=over, aggregate=aggregate
    )
    destination.put("tertium.standings/1", standings, lambda: ranking_tables(standings))
