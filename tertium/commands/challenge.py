"""`tertium challenge`: which errors a metric doesn't see."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tertium.commands import completion
from tertium.commands.options import (
    Json,
    Level,
    LowerIsBetter,
    Output,
    OverwriteFile,
    Quiet,
    SourceLanguage,
    TableFormatOrPage,
    TargetLanguage,
    Verbose,
    named_paths,
)
from tertium.commands.output import Destination
from tertium.commands.progress import MovingLine
from tertium.errors import PartialError

if TYPE_CHECKING:
    from collections.abc import Mapping


def challenge(
    data: Annotated[
        Path,
        typer.Argument(
            metavar="SET",
            help="A .tsv with good and bad, or a folder of DEMETR, MT-GenEval or a challenge set of WMT25.",
        ),
    ],
    metric: Annotated[
        list[str] | None,
        typer.Option(
            "--metric",
            "-m",
            metavar="METRIC",
            help="As in tertium score, or a metric whose scores the set holds; may be repeated.",
            autocompletion=completion.metric_names,
            show_default="all whose scores the set holds",
        ),
    ] = None,
    system: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME=FILE",
            help="Outputs, a line a pair: which translation each is nearer to, by -m; may be repeated.",
        ),
    ] = None,
    better: Annotated[
        list[str] | None,
        typer.Option(
            metavar="HYPOTHESIS", help="Of a set that doesn't say which is better: best first; may be repeated."
        ),
    ] = None,
    worst: Annotated[
        int | None,
        typer.Option(min=1, metavar="N", help="Only the phenomena seen least often.", show_default="all"),
    ] = None,
    lower_is_better: LowerIsBetter = None,
    source_language: SourceLanguage = None,
    target_language: TargetLanguage = None,
    level: Level = 0.95,
    format: TableFormatOrPage = "text",
    json: Json = False,
    output: Output = None,
    overwrite: OverwriteFile = False,
    verbose: Verbose = False,
    quiet: Quiet = False,
) -> None:
    """Show which errors metrics see: how often each prefers the better of two translations, by phenomenon."""
    from tertium.evals.challenge.facade import challenge as preferences_of
    from tertium.reports.sections.challenge import challenge_tables

    destination = Destination(format, json, output, overwrite, verbose, has_page=True)
    with MovingLine(quiet=quiet) as progress:
        result = preferences_of(
            data,
            metric or (),
            systems=_outputs(system) if system else None,
            better=better or (),
            lower_is_better=lower_is_better or (),
            languages=(source_language, target_language),
            level=level,
            progress=progress,
        )

    def page() -> str:
        from tertium.reports.page.challenge import render

        return render(result)

    destination.put("tertium.challenge/1", result, lambda: challenge_tables(result, worst), page)
    if result.left_out:
        # A reason is an error's text: its message, and its hint on a second line.
        reasons = (f"{label} ({reason.partition(chr(10))[0]})" for label, reason in result.left_out.items())
        raise PartialError(
            f"nothing by {'; '.join(reasons)}", hint="the other metrics alone, or a set that has what these need"
        )


def _outputs(systems: list[str]) -> Mapping[str, list[str]]:
    """Return the lines of each system's file."""
    from tertium.files import read_lines

    return {name: read_lines(path)[0] for name, path in named_paths(systems, "--system").items()}
