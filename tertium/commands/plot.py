"""`tertium plot`: charts of a run for papers and slides."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from tertium.commands.deciding import resampling_of
from tertium.commands.options import Cluster, Level, Quiet, Samples, Seed, StoredRun
from tertium.commands.progress import tell
from tertium.errors import UsageError

if TYPE_CHECKING:
    from tertium.reports.chart import Chart, FileKind
    from tertium.reports.plots import Plots

FORMATS: Final[dict[str, FileKind]] = {"svg": "svg", "png": "png", "pdf": "pdf"}


def plot(
    run: StoredRun,
    output: Annotated[Path, typer.Option("--output", "-o", metavar="FOLDER", help="Where the files go.")],
    kind: Annotated[
        list[str] | None,
        typer.Argument(metavar="[KIND]...", help="leaderboard, heatmap, scatter, delta, length.  [all]"),
    ] = None,
    format: Annotated[str, typer.Option("--format", "-f", help="svg, png or pdf.")] = "svg",
    metric: Annotated[
        str | None, typer.Option("--metric", "-m", help="A metric of the run.  [the leading one]")
    ] = None,
    a: Annotated[str | None, typer.Option("--a", help="For scatter and delta: the first system.  [the best]")] = None,
    b: Annotated[str | None, typer.Option("--b", help="The second system.  [the next best]")] = None,
    cluster: Cluster = "document",
    samples: Samples = 10_000,
    seed: Seed = 12345,
    level: Level = 0.95,
    quiet: Quiet = False,
) -> None:
    """Draw a run: leaderboard with intervals, heatmap of documents, two systems by segment, scores by length."""
    from tertium.evals import store
    from tertium.files import write_bytes
    from tertium.plotting import plots
    from tertium.reports.plots import KINDS

    for one in kind or []:
        if one not in KINDS:
            raise UsageError(f"no chart is named {one!r}", hint=", ".join(KINDS))
    if format not in FORMATS:
        raise UsageError(f"a chart can't be {format!r}", hint=", ".join(FORMATS))
    drawn = plots(store.load(run), resampling_of(cluster, samples, seed, level))
    charts = [_draw(drawn, one, metric, a, b) for one in kind or KINDS]
    try:
        output.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(f"can't write to {output}: {error.strerror}", hint="another folder for -o") from error
    for chart in charts:
        path = output / f"{chart.name}.{format}"
        write_bytes(path, chart.render(FORMATS[format]))
        tell(str(path), quiet=quiet)


def _draw(plots: Plots, kind: str, metric: str | None, a: str | None, b: str | None) -> Chart:
    if kind in {"scatter", "delta"}:
        return (plots.scatter if kind == "scatter" else plots.delta)(a, b, metric)
    return {"leaderboard": plots.leaderboard, "heatmap": plots.heatmap, "length": plots.length}[kind](metric)
