"""`tertium history`: a metric over the runs of a folder, and what changed with it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tertium.commands.options import Format, Json, Level, Metrics, Output, OverwriteFile, Verbose
from tertium.commands.output import Destination
from tertium.errors import UsageError

if TYPE_CHECKING:
    from tertium.reports.chart import FileKind


def history(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="A folder whose folders are runs.")],
    metric: Metrics = None,
    only: Annotated[list[str] | None, typer.Option(metavar="SYSTEM", help="Only this system; may be repeated.")] = None,
    level: Level = 0.95,
    chart: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Draw the first metric too, as .svg, .png or .pdf; replaces the file."),
    ] = None,
    format: Format = "text",
    json: Json = False,
    output: Output = None,
    overwrite: OverwriteFile = False,
    verbose: Verbose = False,
) -> None:
    """Show scores over runs with intervals: since when they changed, and what changed with them."""
    from tertium.evals.history import timeline
    from tertium.reports.history import history_tables

    destination = Destination(format, json, output, overwrite, verbose)
    kind = _kind(chart) if chart else "svg"
    result = timeline(folder, metrics=metric, systems=only, level=level)
    if chart:
        from tertium.files import write_bytes
        from tertium.reports.history_chart import history_chart

        write_bytes(chart, history_chart(result).render(kind))
    destination.put("tertium.history/1", result, lambda: history_tables(result))


def _kind(path: Path) -> FileKind:
    """Return the format that a file's name asks for."""
    kinds: dict[str, FileKind] = {".svg": "svg", ".png": "png", ".pdf": "pdf"}
    if path.suffix not in kinds:
        raise UsageError(f"a chart can't be {path.suffix or path.name!r}", hint=", ".join(kinds))
    return kinds[path.suffix]
