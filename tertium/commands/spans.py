"""`tertium spans`: how far error spans agree."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from tertium.commands.options import (
    Format,
    Json,
    Level,
    Output,
    OverwriteFile,
    Samples,
    Seed,
    Verbose,
    resampling_of,
)
from tertium.commands.output import Destination
from tertium.errors import UsageError


def spans(
    gold: Annotated[
        Path,
        typer.Argument(metavar="GOLD", help="TSV of WMT25's second metrics task: start_indices, end_indices …"),
    ],
    prediction: Annotated[
        list[Path], typer.Argument(metavar="PREDICTION", help="Files of the same outputs by a metric or a rater.")
    ],
    samples: Samples = 1000,
    seed: Seed = 12345,
    level: Level = 0.95,
    format: Format = "text",
    json: Json = False,
    output: Output = None,
    overwrite: OverwriteFile = False,
    verbose: Verbose = False,
) -> None:
    """Show how far error spans agree with gold ones: character F1 as in WMT25, with intervals by document."""
    from tertium.evals.human.span_files import score_spans
    from tertium.reports.sections.span_scores import span_table

    destination = Destination(format, json, output, overwrite, verbose)
    names = [path.name.removesuffix(".gz").removesuffix(".tsv").removeprefix("prediction.") for path in prediction]
    if len(set(names)) < len(names):
        names = [str(path) for path in prediction]
    if len(set(names)) < len(names):
        raise UsageError("a prediction is given twice", hint="each file once")
    resampling = resampling_of("document", samples, seed, level)
    result = score_spans(gold, dict(zip(names, prediction, strict=True)), resampling)
    destination.put("tertium.spans/1", result, lambda: [span_table(result)])
