"""`tertium import`: makes a run of scores that were computed elsewhere."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from tertium.commands.options import (
    HigherIsBetter,
    LowerIsBetter,
    Origin,
    Overwrite,
    Quiet,
    SourceLanguage,
    TargetLanguage,
    Unit,
    column_names,
)
from tertium.commands.partial import check_whole
from tertium.commands.progress import tell
from tertium.commands.ratings_options import Rename
from tertium.commands.score_files import all_columns, renamed, wishes_of
from tertium.errors import counted


def import_(
    file: Annotated[
        list[str],
        typer.Argument(metavar="FILE", help="Files of scores; NAME=FILE calls the scores of a file by another name."),
    ],
    output: Annotated[Path, typer.Option("--output", "-o", metavar="RUN", help="The run's folder.")],
    name: Annotated[
        str | None, typer.Option(metavar="NAME", show_default="the first file's", help="Name of the set in tables.")
    ] = None,
    column: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME=COLUMN",
            help="What a table calls its system, segment, document, domain, score …; may be repeated.",
        ),
    ] = None,
    rename: Rename = None,
    higher_is_better: HigherIsBetter = None,
    lower_is_better: LowerIsBetter = None,
    unit: Unit = None,
    origin: Origin = None,
    source_language: SourceLanguage = None,
    target_language: TargetLanguage = None,
    overwrite: Overwrite = False,
    quiet: Quiet = False,
) -> None:
    """Make a run of scores alone: of segments, or of whole systems, which have ranks and no intervals."""
    from tertium.corpora.text import tag_checks
    from tertium.evals import store
    from tertium.evals.scores.imported import of_languages, run_of_scores
    from tertium.evals.scores.set_of_scores import set_of
    from tertium.files import check_free

    check_free(output, marker=store.MARKER, overwrite=overwrite)
    languages = (source_language, target_language)
    tag_checks.check(languages)
    tell_user = partial(tell, quiet=quiet)
    wishes = wishes_of(higher_is_better, lower_is_better, unit, origin)
    columns = of_languages(renamed(all_columns(file, column_names(column)), rename), languages)
    tables = list(dict.fromkeys(of_metric.table for of_metric in columns))
    data = set_of(tables, name or tables[0].stem, languages)
    for note in data.notes:
        tell_user(note)
    run = run_of_scores(data, columns, wishes)
    store.save(run, output, overwrite=overwrite)
    size = f"{counted(len(run.systems), 'system')}, {counted(len(run.measures), 'metric')}"
    tell_user(f"{output}: {size}; tertium rank {output}")
    check_whole(run, output)
