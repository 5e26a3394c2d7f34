"""`tertium rank`: all systems, best first."""

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


def rank(
    run: StoredRuns,
    metric: Metrics = None,
    adjust: Annotated[
        str, typer.Option(help="p over the pairs of a metric: none (as in WMT), holm or bh.", metavar="none|holm|bh")
    ] = "none",
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
    from tertium.evals import rank as ranking
    from tertium.files import check_new
    from tertium.reports.sections.ranking import ranking_tables

    check_new(output, overwrite=overwrite)
    resampling = resampling_of(cluster, samples, seed, level)
    found = ranking.rank(joined(run), metrics=metric, resampling=resampling, adjust=adjust)
    if json:
        show_json("tertium.standings/1", found, output)
    else:
        put_tables(ranking_tables(found), format, output, verbose=verbose)
