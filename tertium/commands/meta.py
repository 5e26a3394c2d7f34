"""`tertium meta`: which metric agrees with people."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tertium.commands.options import (
    Cluster,
    Json,
    Level,
    Output,
    OverwriteFile,
    Quiet,
    Samples,
    Seed,
    TableFormatOrPage,
    Verbose,
    named_paths,
    resampling_of,
)
from tertium.commands.output import Destination
from tertium.commands.progress import tell
from tertium.commands.ratings_options import (
    HumanColumn,
    HumanFormat,
    LowerIsBetter,
    PerRater,
    Rename,
    Weight,
    ratings_of,
)
from tertium.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable

    from tertium.corpora.types import EvalSet
    from tertium.evals.human.ratings import Ratings
    from tertium.evals.results import Meta
    from tertium.evals.types import Run


def meta(
    data: Annotated[
        Path, typer.Argument(metavar="RUN|SET", help="A run, or a set with outputs, which -m is then scored on.")
    ],
    human: Annotated[
        Path,
        typer.Option(
            metavar="FILE",
            help="A table with system, line (or segment), a score, rater; or any other file of tertium human.",
        ),
    ],
    metric: Annotated[
        list[str] | None,
        typer.Option("--metric", "-m", metavar="METRIC", help="As in tertium score; for a run, only these of its own."),
    ] = None,
    column: HumanColumn = None,
    rename: Rename = None,
    lower_is_better: LowerIsBetter = False,
    weight: Weight = None,
    ratings_format: HumanFormat = None,
    per_rater: PerRater = False,
    all_segments: Annotated[
        bool,
        typer.Option("--all-segments", help="Score systems on the whole set, as WMT does, not on what people scored."),
    ] = False,
    spans: Annotated[
        bool, typer.Option("--spans", help="Hold the error spans of metrics against those of people too.")
    ] = False,
    pool: Annotated[
        list[str] | None,
        typer.Option(
            metavar="RUN=FILE",
            help="Another run or set with its human scores; accuracy over the pairs of all; may be repeated.",
        ),
    ] = None,
    cluster: Cluster = "document",
    samples: Samples = 1000,
    seed: Seed = 12345,
    level: Level = 0.95,
    format: TableFormatOrPage = "text",
    json: Json = False,
    output: Output = None,
    overwrite: OverwriteFile = False,
    verbose: Verbose = False,
    quiet: Quiet = False,
) -> None:
    """Show which metrics agree with human scores: correlations and pairwise accuracies, with intervals, per domain."""
    from tertium.evals import store
    from tertium.evals.human import meta_evaluation, pooled
    from tertium.evals.human.ratings import average
    from tertium.evals.human.span_agreement import with_spans
    from tertium.reports.sections.meta_evaluation import contrast_tables, meta_table, pooled_table
    from tertium.reports.sections.metric_leaderboard import metric_leaderboard

    destination = Destination(format, json, output, overwrite, verbose, has_page=True)

    def read(file: Path, evalset: EvalSet) -> Ratings:
        return ratings_of(
            file,
            evalset,
            column=column,
            rename=rename,
            lower_is_better=lower_is_better,
            weight=weight,
            kind=ratings_format,
            per_rater=per_rater,
        )

    resampling = resampling_of(cluster, samples, seed, level)

    def meta_of(path: Path, file: Path) -> Meta:
        if (path / store.MARKER).is_file():
            run = store.load(path)
            ratings, metrics = read(file, run.data), metric
        else:
            run, ratings = _scored(path, metric or [], partial(read, file), quiet=quiet)
            metrics = None
        scores = average(ratings, run.data)
        result = meta_evaluation.meta(run, scores, metrics=metrics, resampling=resampling, all_segments=all_segments)
        return with_spans(result, run, ratings, metrics) if spans else result

    others = {Path(name): path for name, path in named_paths(pool or [], "--pool").items()}
    results = [meta_of(path, file) for path, file in {data: human, **others}.items()]
    whole = pooled.pool(results) if others else None

    def page() -> str:
        from tertium.reports.page.metrics import render

        return render(results, whole)

    if whole:
        tables = [table for one in results for table in (metric_leaderboard(one), meta_table(one))]
        destination.put("tertium.pooled-meta/1", whole, lambda: [pooled_table(whole), *tables], page)
    else:
        (result,) = results
        destination.put(
            "tertium.meta/1",
            result,
            lambda: [metric_leaderboard(result), meta_table(result), *contrast_tables(result)],
            page,
        )


def _scored(data: Path, metrics: list[str], read: Callable[[EvalSet], Ratings], *, quiet: bool) -> tuple[Run, Ratings]:
    """Score the systems of a set that people scored; return that run, and their ratings.

    Raises:
        UsageError: no metrics were given.
    """
    from tertium.corpora.readers import open_set
    from tertium.evals.evaluate import evaluate

    if not metrics:
        raise UsageError(f"{data} is not a run", hint="-m chrf, or a folder that tertium score wrote")
    evalset = open_set(data)
    ratings = read(evalset)
    rated = {row.system for row in ratings.rows}
    systems = [system for system in evalset.outputs if system in rated]
    evalset = evalset.with_systems(systems) if systems else evalset
    return evaluate(evalset, metrics, progress=partial(tell, quiet=quiet)), ratings
