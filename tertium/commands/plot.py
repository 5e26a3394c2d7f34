"""`tertium plot`: charts of a run for papers and slides."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from tertium.commands import completion
from tertium.commands.options import Cluster, Level, OverwriteFile, Quiet, Samples, Seed, StoredRun, resampling_of
from tertium.commands.progress import tell
from tertium.errors import UsageError, nearest

if TYPE_CHECKING:
    from tertium.reports.chart import Chart, FileKind
    from tertium.reports.plots import Plots

FORMATS: Final[dict[str, FileKind]] = {"svg": "svg", "png": "png", "pdf": "pdf"}


WIDTHS: Final = {"single": 3.3, "double": 6.9}
"""Inches of a column and of the page in journals of two columns."""
UNITS: Final = {"mm": 1 / 25.4, "cm": 1 / 2.54, "in": 1.0}
NARROWEST: Final = 2.0
WIDEST: Final = 40.0


def plot(
    run: StoredRun,
    output: Annotated[
        Path,
        typer.Option(
            "--output", "-o", metavar="FOLDER|FILE", help="Where the files go; one chart's own .svg, .png, .pdf."
        ),
    ],
    kind: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="KIND",
            show_default="all",
            help="leaderboard, heatmap, scatter, delta, length.",
            autocompletion=completion.charts,
        ),
    ] = None,
    format: Annotated[
        str | None,
        typer.Option(
            "--format",
            "-f",
            metavar="FORMAT",
            show_default="that of FILE, else svg",
            help="svg, png or pdf.",
            autocompletion=completion.chart_formats,
        ),
    ] = None,
    metric: Annotated[
        str | None,
        typer.Option(
            "--metric",
            "-m",
            metavar="METRIC",
            show_default="the first of quality",
            help="A metric of the run.",
            autocompletion=completion.run_metrics,
        ),
    ] = None,
    a: Annotated[
        str | None,
        typer.Option(
            "--a",
            metavar="SYSTEM",
            show_default="the best",
            help="For scatter and delta: the first system.",
            autocompletion=completion.run_systems,
        ),
    ] = None,
    b: Annotated[
        str | None,
        typer.Option(
            "--b",
            metavar="SYSTEM",
            show_default="the next best",
            help="For scatter and delta: the second system.",
            autocompletion=completion.run_systems,
        ),
    ] = None,
    width: Annotated[
        str | None,
        typer.Option(
            metavar="single|double|INCHES",
            show_default="as wide as each chart wants",
            help="For a journal: a column (3.3 inches), the page (6.9), or another width: 5.5, 140mm, 8.4cm.",
        ),
    ] = None,
    cluster: Cluster = "document",
    samples: Samples = 10_000,
    seed: Seed = 12345,
    level: Level = 0.95,
    overwrite: OverwriteFile = False,
    quiet: Quiet = False,
) -> None:
    """Draw a run: leaderboard with intervals, heatmap of documents, two systems by segment, scores by length."""
    from tertium.evals import store
    from tertium.files import check_new, write_bytes
    from tertium.plotting import plots
    from tertium.reports.plots import KINDS

    inches = _inches(width)
    stored = store.open_stored(run)
    # The chart by length divides sources, which a run of imported scores may not have.
    without = {"length"} if not kind and stored.data.sources is None else set[str]()
    kinds = kind or [name for name in KINDS if name not in without]
    for name in kinds:
        if name not in KINDS:
            raise UsageError(f"no chart is named {name!r}", hint=nearest(name, KINDS))
    file = _file(output, kinds)
    suffix = _format(format, file)
    check_new(file, overwrite=overwrite)
    for name in without:
        tell(f"no chart of {name}: the run has no sources", quiet=quiet)
    run_plots = plots(stored, resampling_of(cluster, samples, seed, level), inches)
    charts = [_draw(run_plots, name, metric, a, b) for name in kinds]
    paths = [file or output / f"{chart.name}.{suffix}" for chart in charts]
    for path in paths:  # a chart's name says whose it is, so that these are known only now
        check_new(path, overwrite=overwrite)
    _make_folder(paths[0].parent)
    for chart, path in zip(charts, paths, strict=True):
        write_bytes(path, chart.render(suffix))
        tell(str(path), quiet=quiet)


def _file(output: Path, kinds: list[str]) -> Path | None:
    """Return the file of a single chart; None where the output is a folder.

    Raises:
        UsageError: the output is named like a file, but there are several charts.
    """
    if output.suffix.removeprefix(".") not in FORMATS or output.is_dir():
        return None
    if len(kinds) > 1:
        hint = f"-o FOLDER, or one kind: tertium plot RUN {kinds[0]} -o {output}"
        raise UsageError(f"{output} is one file, and {len(kinds)} charts are to be drawn", hint=hint)
    return output


def _format(option: str | None, file: Path | None) -> FileKind:
    """Return the format of the option, or of the file's name.

    Raises:
        UsageError: an unknown format, or option and name differ.
    """
    name = option or (file.suffix.removeprefix(".") if file else "svg")
    if name not in FORMATS:
        raise UsageError(f"a chart can't be {name!r}", hint=", ".join(FORMATS))
    if file and file.suffix != f".{name}":
        raise UsageError(f"{file} is not the name of a {name}", hint=f"-o {file.with_suffix(f'.{name}')}")
    return FORMATS[name]


def _inches(width: str | None) -> float | None:
    """Return the width of the option; UsageError for what is no width, or none that a chart can have."""
    if width is None:
        return None
    number = width.strip().lower()
    unit = next((unit for unit in UNITS if number.endswith(unit)), "")
    try:
        inches = WIDTHS.get(number) or float(number.removesuffix(unit)) * UNITS.get(unit, 1.0)
    except ValueError:
        inches = 0.0
    if not NARROWEST <= inches <= WIDEST:
        raise UsageError(f"a chart can't be {width!r} wide", hint="single, double, 5.5 (inches), 140mm or 8.4cm")
    return inches


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(f"can't write to {folder}: {error.strerror}", hint="another folder") from error


def _draw(plots: Plots, kind: str, metric: str | None, a: str | None, b: str | None) -> Chart:
    if kind in {"scatter", "delta"}:
        return (plots.scatter if kind == "scatter" else plots.delta)(a, b, metric)
    return {"leaderboard": plots.leaderboard, "heatmap": plots.heatmap, "length": plots.length}[kind](metric)
