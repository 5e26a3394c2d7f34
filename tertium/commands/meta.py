"""`tertium meta`: which metric agrees with people."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tertium.commands.deciding import resampling_of, show_json
from tertium.commands.options import Cluster, Format, Json, Level, Output, OverwriteFile, Quiet, Samples, Seed, Verbose
from tertium.commands.output import put_tables
from tertium.commands.progress import tell
from tertium.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable

    from tertium.corpora.types import EvalSet
    from tertium.evals.human.ratings import Human
    from tertium.evals.types import Run


def meta(
    data: Annotated[
        Path, typer.Argument(metavar="RUN|SET", help="A run, or a set with outputs, which -m is then scored on.")
    ],
    human: Annotated[
        Path,
        typer.Option(
            metavar="FILE", help="TSV with the columns system, line (or segment), and a score, higher is better."
        ),
    ],
    metric: Annotated[
        list[str] | None,
        typer.Option("--metric", "-m", metavar="METRIC", help="As in tertium score; for a run, only these of its own."),
    ] = None,
    column: Annotated[
        str | None, typer.Option(metavar="NAME", show_default="the first", help="The column of scores.")
    ] = None,
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
    overwrite: OverwriteFile = False,
    verbose: Verbose = False,
    quiet: Quiet = False,
) -> None:
    """Show which metrics agree with human scores: correlations and pairwise accuracies, with intervals, per domain."""
    from tertium.evals import store
    from tertium.evals.human import meta_evaluation, ratings
    from tertium.files import check_new
    from tertium.reports.sections.meta_evaluation import meta_table

    check_new(output, overwrite=overwrite)
    read = partial(ratings.read, human, column=column, renamed=dict(_pair(one) for one in rename or []))
    if (data / store.MARKER).is_file():
        run = store.load(data)
        scores, metrics = read(run.data), metric
    else:
        run, scores = _scored(data, metric or [], read, quiet=quiet)
        metrics = None
    resampling = resampling_of(cluster, samples, seed, level)
    result = meta_evaluation.meta(run, scores, metrics=metrics, resampling=resampling, all_segments=all_segments)
    if json:
        show_json("tertium.meta/1", result, output)
    else:
        put_tables([meta_table(result)], format, output, verbose=verbose)


def _scored(data: Path, metrics: list[str], read: Callable[[EvalSet], Human], *, quiet: bool) -> tuple[Run, Human]:
    """Return the run of a set's outputs that people scored, and their scores."""
    from tertium.corpora.readers import open_set
    from tertium.evals.evaluate import evaluate

    if not metrics:
        raise UsageError(f"{data} is no run", hint="-m chrf, or a folder that tertium score wrote")
    found = open_set(data)
    scores = read(found)
    found = found.with_systems(list(scores.scores)) if scores.scores else found
    return evaluate(found, metrics, progress=partial(tell, quiet=quiet)), scores


def _pair(value: str) -> tuple[str, str]:
    theirs, equals, ours = value.partition("=")
    if not (theirs and equals and ours):
        raise UsageError(f"--rename {value!r} is not THEIRS=OURS", hint="--rename Nemo=NVIDIA-NeMo")
    return theirs, ours
