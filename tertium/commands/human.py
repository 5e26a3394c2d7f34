"""`tertium human`: what people's ratings say of systems."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tertium.commands.options import Format, Json, Level, Output, OverwriteFile, Quiet, Verbose
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

if TYPE_CHECKING:
    from tertium.corpora.types import EvalSet
    from tertium.evals.human.ratings import Ratings


def human(
    file: Annotated[
        Path,
        typer.Argument(
            metavar="FILE",
            help="Ratings: a table of scores, MQM rows, Appraise's CSV (ESA, DA), pearmut's log, *.seg.rating.",
        ),
    ],
    data: Annotated[
        Path | None,
        typer.Option(
            "--set",
            metavar="SET",
            show_default="the texts in the file",
            help="The set, or run, whose outputs were rated; not needed where the file holds the texts.",
        ),
    ] = None,
    rule: Annotated[
        str,
        typer.Option(
            metavar="two-way|wmt24|wmt25",
            help="Test and order: t by documents and raters, or Wilcoxon as in those years of WMT.",
        ),
    ] = "two-way",
    averages: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Write the average of each output there, as TSV: system, segment, score."),
    ] = None,
    column: HumanColumn = None,
    rename: Rename = None,
    lower_is_better: LowerIsBetter = False,
    weight: Weight = None,
    ratings_format: HumanFormat = None,
    per_rater: PerRater = False,
    level: Level = 0.95,
    format: Format = "text",
    json: Json = False,
    output: Output = None,
    overwrite: OverwriteFile = False,
    verbose: Verbose = False,
    quiet: Quiet = False,
) -> None:
    """Rank systems by people's ratings: differences tested with documents and raters as clusters, and the raters."""
    from tertium.evals.human.evaluation import human_evaluation
    from tertium.files import check_new
    from tertium.reports.sections.human_evaluation import human_tables

    destination = Destination(format, json, output, overwrite, verbose)
    check_new(averages, overwrite=overwrite)
    evalset = _set(file, data)
    ratings = ratings_of(
        file,
        evalset,
        column=column,
        rename=rename,
        lower_is_better=lower_is_better,
        weight=weight,
        kind=ratings_format,
        per_rater=per_rater,
        own_ids=data is None,
    )
    if averages:
        _write_averages(ratings, evalset, averages)
        tell(f"{averages}: the average of each rated output", quiet=quiet)
    result = human_evaluation(ratings, evalset, rule=rule, level=level)  # type: ignore[arg-type]  # checked there
    destination.put("tertium.human/1", result, lambda: human_tables(result))


def _set(file: Path, data: Path | None) -> EvalSet:
    from tertium.corpora.readers import open_set
    from tertium.evals import store
    from tertium.evals.human.rated_texts import set_of

    if data is None:
        return set_of(file)
    return store.load(data).data if (data / store.MARKER).is_file() else open_set(data)


def _write_averages(ratings: Ratings, evalset: EvalSet, path: Path) -> None:
    """Write a row per output with a rating; penalties are negative, and numbers are unrounded."""
    from tertium.evals.human.annotations import annotations_of
    from tertium.files import write_text

    annotations = annotations_of(ratings, evalset)
    lines = ["system\tsegment\tdocument\tscore"]
    for system, means in zip(annotations.systems, annotations.means, strict=True):
        for name, document, mean in zip(evalset.ids, evalset.document_ids, means.tolist(), strict=True):
            if mean == mean:  # noqa: PLR0124 - nan: nobody rated it
                lines.append(f"{system}\t{name}\t{document}\t{mean!r}")
    write_text(path, "\n".join(lines) + "\n")
