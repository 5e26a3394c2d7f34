"""`tertium compare`: each system against a baseline."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

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

if TYPE_CHECKING:
    from tertium.reports.table import Table


def compare(
    run: StoredRuns,
    baseline: Annotated[
        str | None,
        typer.Option(
            metavar="SYSTEM",
            show_default="the first of the first run",
            help="The system to compare with.",
            autocompletion=completion.run_systems,
        ),
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
            help="The test that gives p; moses is sacreBLEU's --paired-bs rule, which rejects too often.",
        ),
    ] = "randomisation",
    examples: Annotated[
        bool,
        typer.Option(
            "--examples", help="The texts of the largest wins and losses and of findings, not only ids and counts."
        ),
    ] = False,
    triage: Annotated[
        bool,
        typer.Option(
            "--triage",
            help="What the differences by the leading metric are made of: documents, lengths, findings, words.",
        ),
    ] = False,
    format: Format = "text",
    json: Json = False,
    output: Output = None,
    overwrite: OverwriteFile = False,
    verbose: Verbose = False,
) -> None:
    """Compare systems with a baseline: difference, interval, p, wins and losses, and how often people would agree."""
    from tertium.evals import compare as comparing
    from tertium.reports.sections.comparison import comparison_table
    from tertium.reports.sections.examples import examples_table
    from tertium.reports.sections.extremes import extremes_tables
    from tertium.reports.sections.findings import findings_tables
    from tertium.reports.sections.triage import triage_tables

    destination = Destination(format, json, output, overwrite, verbose)
    resampling = resampling_of(cluster, samples, seed, level, test)
    runs = load_runs(run)
    comparison = comparing.compare(runs, baseline=baseline, metrics=metric, resampling=resampling)
    if triage:
        from tertium.deciding import with_triage

        comparison = with_triage(runs, comparison)

    def tables() -> list[Table]:
        extremes = [examples_table(comparison)] if examples else extremes_tables(comparison)
        findings = findings_tables(comparison)
        return [
            comparison_table(comparison),
            *extremes,
            *(findings if examples else findings[:1]),
            *(triage_tables(comparison.triage) if comparison.triage else []),
        ]

    destination.put("tertium.comparison/1", comparison, tables)
