"""`tertium meta`: which metric agrees with people."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tertium.commands.options import (
    Cluster,
    Format,
    Json,
    Level,
    Output,
    OverwriteFile,
    Quiet,
    Samples,
    Seed,
    Verbose,
    resampling_of,
)
from tertium.commands.output import Destination
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
            metavar="FILE",
            help="TSV with the columns system, line (or segment), a score, rater if there are several; or MQM rows.",
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
        list[str] | None, typer.Option(metavar="THEIRS=OURS", help="A system with another name among the human scores.")
    ] = None,
    lower_is_better: Annotated[
        bool, typer.Option("--lower-is-better", help="The scores are penalties: they count with a minus.")
    ] = False,
    weight: Annotated[
        list[str] | None,
        typer.Option(
            metavar="SEVERITY=POINTS",
            show_default="those of WMT",
            help="Points of an MQM error, by severity or severity/category; the most specific counts; may be repeated.",
        ),
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
    from tertium.evals.human import meta_evaluation
    from tertium.evals.human.ratings import as_penalties, average
    from tertium.evals.human.reading import read
    from tertium.evals.human.weights import parse_weights
    from tertium.reports.sections.meta_evaluation import meta_table

    destination = Destination(format, json, output, overwrite, verbose)
    renamed = dict(_renaming(value) for value in rename or [])
    weights = parse_weights(weight) if weight else None

    def scores_of(evalset: EvalSet) -> Human:
        ratings = read(human, evalset, column=column, renamed=renamed, weights=weights)
        return average(as_penalties(ratings) if lower_is_better else ratings, evalset)

    if (data / store.MARKER).is_file():
        run = store.load(data)
        scores, metrics = scores_of(run.data), metric
    else:
        run, scores = _scored(data, metric or [], scores_of, quiet=quiet)
        metrics = None
    resampling = resampling_of(cluster, samples, seed, level)
    result = meta_evaluation.meta(run, scores, metrics=metrics, resampling=resampling, all_segments=all_segments)
    destination.put("tertium.meta/1", result, lambda: [meta_table(result)])


def _scored(data: Path, metrics: list[str], scores_of: Callable[[EvalSet], Human], *, quiet: bool) -> tuple[Run, Human]:
    """Score the systems of a set that people scored; return that run, and their scores.

    Raises:
        UsageError: no metrics were given.
    """
    from tertium.corpora.readers import open_set
    from tertium.evals.evaluate import evaluate

    if not metrics:
        raise UsageError(f"{data} is not a run", hint="-m chrf, or a folder that tertium score wrote")
    evalset = open_set(data)
    scores = scores_of(evalset)
    evalset = evalset.with_systems(list(scores.scores)) if scores.scores else evalset
    return evaluate(evalset, metrics, progress=partial(tell, quiet=quiet)), scores


def _renaming(value: str) -> tuple[str, str]:
    """Return the two names of a ``THEIRS=OURS`` option."""
    file_name, equals, set_name = value.partition("=")
    if not (file_name and equals and set_name):
        raise UsageError(f"--rename {value!r} is not THEIRS=OURS", hint="--rename Nemo=NVIDIA-NeMo")
    return file_name, set_name
