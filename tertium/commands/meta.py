"""`tertium meta`: which metric agrees with people."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from tertium.commands.deciding import resampling_of, show_json
from tertium.commands.options import Cluster, Format, Json, Level, Output, Quiet, Samples, Seed
from tertium.commands.output import put_tables
from tertium.errors import UsageError


def meta(
    data: Annotated[
        Path, typer.Argument(metavar="RUN|SET", help="A run, or a set with outputs, which -m is then scored on.")
    ],
    human: Annotated[Path, typer.Option(help="TSV with the columns system, line (or segment), and a score.")],
    metric: Annotated[
        list[str] | None, typer.Option("--metric", "-m", help="Metrics; for a run, some of its own.")
    ] = None,
    column: Annotated[str | None, typer.Option(help="The column of scores.  [default: the first]")] = None,
    rename: Annotated[
        list[str] | None, typer.Option(metavar="THEIRS=OURS", help="A system that people know by another name.")
    ] = None,
    all_segments: Annotated[
        bool,
        typer.Option("--all-segments", help="Score systems on the whole set, as WMT does, not on what people scored."),
    ] = False,
    cluster: Cluster = "document",
    samples: Samples = 1000,
    seed: Seed = 12345,
    level: Level = 0.95,
    format: Format = "text",
    json: Json = False,
    output: Output = None,
    quiet: Quiet = False,
) -> None:
    """Hold metrics against human scores: correlations and pairwise accuracies, with intervals, per domain."""
    from tertium.corpora.readers import open_set
    from tertium.evals import human as people
    from tertium.evals import store, trust
    from tertium.evals.evaluate import evaluate
    from tertium.reports.decisions import meta_table

    names = dict(_pair(one) for one in rename or [])
    if (data / store.MARKER).is_file():
        run = store.load(data)
        scores = people.read(human, run.data, column=column, renamed=names)
    else:
        if not metric:
            raise UsageError(f"{data} is no run", hint="-m chrf, or a folder that tertium score wrote")
        found = open_set(data)
        scores = people.read(human, found, column=column, renamed=names)
        found = found.with_systems(list(scores.scores)) if scores.scores else found
        run = evaluate(found, metric, progress=(lambda _: None) if quiet else (lambda line: typer.echo(line, err=True)))
        metric = None
    resampling = resampling_of(cluster, samples, seed, level)
    result = trust.meta(run, scores, metrics=metric, resampling=resampling, all_segments=all_segments)
    if json:
        show_json("tertium.meta/1", result, output)
    else:
        put_tables([meta_table(result)], format, output)


def _pair(value: str) -> tuple[str, str]:
    theirs, equals, ours = value.partition("=")
    if not (theirs and equals and ours):
        raise UsageError(f"--rename {value!r} is not THEIRS=OURS", hint="--rename Nemo=NVIDIA-NeMo")
    return theirs, ours
