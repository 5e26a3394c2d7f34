"""`tertium report`: a stored run as tables, or as one page that opens anywhere."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tertium.commands.deciding import Cluster, Level, Samples, Seed, resampling_of
from tertium.commands.options import Format
from tertium.errors import UsageError

if TYPE_CHECKING:
    from tertium.evals.decisions import Resampling

LEVELS = ("document", "domain", "set")


def report(
    run: Annotated[Path, typer.Argument(metavar="RUN", help="A folder that tertium score wrote.")],
    by: Annotated[
        list[str] | None, typer.Option(help="document, domain or set; may be repeated.  [default: document, set]")
    ] = None,
    format: Annotated[str, Format] = "text",
    output: Annotated[Path | None, typer.Option("--output", "-o", help="A file instead of stdout.")] = None,
    baseline: Annotated[str | None, typer.Option(help="For the page: compare every system with this one.")] = None,
    cluster: Annotated[str, Cluster] = "document",
    samples: Annotated[int, Samples] = 1_000,
    seed: Annotated[int, Seed] = 12345,
    level: Annotated[float, Level] = 0.95,
) -> None:
    """Show a run's scores as tables, or all about it as one offline page (--format html)."""
    from tertium.commands.output import put, put_tables
    from tertium.evals import store
    from tertium.reports.tables import scores_table

    levels = by or ["document", "set"]
    for one in levels:
        if one not in LEVELS:
            raise UsageError(f"no level is named {one!r}", hint=", ".join(LEVELS))
    if format == "html":
        put(page(run, baseline, resampling_of(cluster, samples, seed, level)), output)
    else:
        found = store.load(run)
        put_tables([scores_table(found, one) for one in levels], format, output)  # type: ignore[arg-type]  # checked


def page(path: Path, baseline: str | None, resampling: Resampling) -> str:
    """Return the page about a run, with all that can be decided about it."""
    from tertium.evals import store
    from tertium.evals.compare import compare
    from tertium.evals.slices import slices
    from tertium.reports.page.render import Decided, render

    run = store.load(path)
    settings = f"--cluster {resampling.cluster} --samples {resampling.samples} --seed {resampling.seed}"
    settings += f" --level {resampling.level:g}"
    against = f" --baseline {shlex.quote(baseline)}" if baseline else ""
    decided = Decided(
        comparison=compare(run, baseline=baseline, resampling=resampling) if baseline else None,
        slices=slices(run, resampling),
        command=f"tertium report {shlex.quote(str(path))} --format html{against} {settings}",
    )
    return render(run, decided)
