"""`tertium report`: a stored run as tables, as one page that opens anywhere, or as a comment on a pull request."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tertium.commands.deciding import resampling_of, show_json
from tertium.commands.options import (
    Cluster,
    Json,
    Level,
    Output,
    OverwriteFile,
    Samples,
    Seed,
    StoredRun,
    Verbose,
)
from tertium.errors import UsageError

if TYPE_CHECKING:
    from tertium.commands.judging import Asked
    from tertium.evals.types import Run
    from tertium.reports.tables import Level as Unit

LEVELS: dict[str, Unit] = {"set": "set", "domain": "domain", "document": "document"}


def report(
    run: StoredRun,
    by: Annotated[
        list[str] | None,
        typer.Option(
            help="set, domain or document; may be repeated.  [default: set, and documents, in text the worst]"
        ),
    ] = None,
    format: Annotated[
        str, typer.Option("--format", "-f", help="html: the page; or a format of tables: text, markdown, csv …")
    ] = "text",
    json: Json = False,
    output: Output = None,
    overwrite: OverwriteFile = False,
    verbose: Verbose = False,
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
    from tertium.commands.judging import Asked
    from tertium.commands.output import put
    from tertium.evals import store
    from tertium.files import check_new
    from tertium.reports.objects import scores_of

    if summary and format != "markdown":
        raise UsageError("--summary is Markdown", hint="--format markdown --summary")
    check_new(output, overwrite=overwrite)
    levels = [_level(one) for one in by or ()]
    if format == "html" or summary:
        resampling = resampling_of(cluster, samples, seed, level)
        put(_decided(Asked(run, format, resampling, baseline, policy, against, system, summary=summary)), output)
    elif json:
        show_json("tertium.scores/1", scores_of(store.load(run), levels or ["set", "document"]), output)
    else:
        _put_tables(store.load(run), levels, format, output, verbose=verbose)


def _decided(asked: Asked) -> str:
    """Return the page, or the comment."""
    from tertium.commands.judging import decide
    from tertium.evals import store
    from tertium.reports import comment
    from tertium.reports.page.render import render

    run = store.load(asked.run)
    return (comment.render if asked.summary else render)(run, decide(run, asked))


def _put_tables(run: Run, levels: list[Unit], format: str, output: Path | None, *, verbose: bool) -> None:
    """Show these levels; without any, the set first and its documents below: in text, only as many as one reads."""
    from tertium.commands.output import put_tables
    from tertium.reports.tables import documents_table, scores_table
    from tertium.reports.worst import worst_table

    tables = [scores_table(run, one) for one in levels]
    if not levels:
        documents = worst_table if format == "text" and not verbose else documents_table
        tables = [scores_table(run, "set"), documents(run)]
    put_tables(tables, format, output, verbose=verbose)


def _level(name: str) -> Unit:
    if name not in LEVELS:
        raise UsageError(f"no level is named {name!r}", hint=", ".join(LEVELS))
    return LEVELS[name]
