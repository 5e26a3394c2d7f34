"""`tertium report`: a stored run as tables, as one page that opens anywhere, or as a comment on a pull request."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tertium.commands.deciding import resampling_of
from tertium.commands.options import Cluster, Level, Output, Samples, Seed, StoredRun
from tertium.errors import UsageError

if TYPE_CHECKING:
    from tertium.reports.tables import Level as Unit

LEVELS: dict[str, Unit] = {"document": "document", "domain": "domain", "set": "set"}


def report(
    run: StoredRun,
    by: Annotated[
        list[str] | None, typer.Option(help="document, domain or set; may be repeated.  [default: document, set]")
    ] = None,
    format: Annotated[
        str, typer.Option("--format", "-f", help="html: the page; or a format of tables: text, markdown, csv …")
    ] = "text",
    output: Output = None,
    summary: Annotated[
        bool, typer.Option("--summary", help="With --format markdown: a comment for a pull request, under 60 kB.")
    ] = False,
    baseline: Annotated[
        str | None, typer.Option(help="html, --summary: compare with this system of the run.  [--summary: the first]")
    ] = None,
    policy: Annotated[Path | None, typer.Option(help="html, --summary: the rules of tertium gate.")] = None,
    against: Annotated[
        Path | None, typer.Option(help="With --policy: the run, or pin, that the rules hold it against.")
    ] = None,
    system: Annotated[str | None, typer.Option(help="With --policy: the candidate among several systems.")] = None,
    cluster: Cluster = "document",
    samples: Samples = 10_000,
    seed: Seed = 12345,
    level: Level = 0.95,
) -> None:
    """Show a run's scores as tables, all about it as one offline page (--format html), or as a comment (--summary)."""
    from tertium.commands.judging import Asked, decide
    from tertium.commands.output import put, put_tables
    from tertium.evals import store
    from tertium.reports import comment
    from tertium.reports.page.render import render
    from tertium.reports.tables import scores_table

    if summary and format != "markdown":
        raise UsageError("--summary is Markdown", hint="--format markdown --summary")
    levels = [_level(one) for one in by or ("document", "set")]
    found = store.load(run)
    if format == "html" or summary:
        resampling = resampling_of(cluster, samples, seed, level)
        asked = Asked(run, format, resampling, baseline, policy, against, system, summary=summary)
        decided = decide(found, asked)
        put(comment.render(found, decided) if summary else render(found, decided), output)
    else:
        put_tables([scores_table(found, one) for one in levels], format, output)


def _level(name: str) -> Unit:
    if name not in LEVELS:
        raise UsageError(f"no level is named {name!r}", hint=", ".join(LEVELS))
    return LEVELS[name]
