"""`tertium rank`: all systems, best first."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from tertium.commands.deciding import (
    Cluster,
    Json,
    Level,
    Metrics,
    Output,
    Samples,
    Seed,
    joined,
    resampling_of,
    show_json,
)
from tertium.commands.options import Format
from tertium.commands.output import put_tables


def rank(
    run: Annotated[list[Path], typer.Argument(metavar="RUN", help="Folders that tertium score wrote.")],
    metric: Annotated[list[str] | None, Metrics] = None,
    adjust: Annotated[
        str, typer.Option(help="p over the pairs of a metric: none (as in WMT), holm or bh.", metavar="none|holm|bh")
    ] = "none",
    cluster: Annotated[str, Cluster] = "document",
    samples: Annotated[int, Samples] = 10_000,
    seed: Annotated[int, Seed] = 12345,
    level: Annotated[float, Level] = 0.95,
    format: Annotated[str, Format] = "text",
    json: Annotated[bool, Json] = False,
    output: Annotated[Path | None, Output] = None,
) -> None:
    """Rank systems by every metric: significance clusters and rank ranges, and one rank over all metrics."""
    from tertium.evals import rank as ranking
    from tertium.reports.decisions import ranking_tables

    resampling = resampling_of(cluster, samples, seed, level)
    found = ranking.rank(joined(run), metrics=metric, resampling=resampling, adjust=adjust)
    if json:
        show_json("tertium.standings/1", found, output)
    else:
        put_tables(ranking_tables(found), format, output)
