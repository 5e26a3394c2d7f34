"""`tertium report`: a stored run as tables, as one page that opens anywhere, or as a comment on a pull request."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

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
    resampling_of,
)
from tertium.errors import UsageError, nearest

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tertium.commands.decisions import ReportOptions
    from tertium.evals.types import Run
    from tertium.reports.objects import Level as Unit
    from tertium.reports.table import Table

MODEL_INDEX: Final = "model-index"
LEVELS: dict[str, Unit] = {"set": "set", "domain": "domain", "document": "document"}


def report(
    run: StoredRun,
    by: Annotated[
        list[str] | None,
        typer.Option(
            metavar="LEVEL",
            show_default="set, documents (in text the worst), and what needs review",
            help="set, domain or document, or what the set was made from: pairs, review, unpaired, removed, moved, "
            "realigned, or references: what is wrong with its texts; "
            "may be repeated.",
        ),
    ] = None,
    format: Annotated[
        str,
        typer.Option(
            "--format",
            "-f",
            metavar="FORMAT",
            help="html: the page; model-index: YAML for a model card on the Hub; or tables: text, markdown, csv, tsv, "
            "json, parquet, latex or xlsx.",
        ),
    ] = "text",
    json: Json = False,
    output: Output = None,
    overwrite: OverwriteFile = False,
    verbose: Verbose = False,
    summary: Annotated[
        bool, typer.Option("--summary", help="With --format markdown: a comment for a pull request, under 60 kB.")
    ] = False,
    baseline: Annotated[
        str | None,
        typer.Option(
            metavar="SYSTEM",
            help="html, --summary: compare with this system of the run; --summary: else with the first.",
        ),
    ] = None,
    policy: Annotated[
        Path | None, typer.Option(metavar="FILE", help="html, --summary: the rules of tertium gate; with --against.")
    ] = None,
    against: Annotated[
        Path | None, typer.Option(metavar="RUN|BASELINE", help="With --policy: what tertium gate calls --baseline.")
    ] = None,
    system: Annotated[
        str | None,
        typer.Option(
            metavar="SYSTEM",
            help="With --policy: the candidate; model-index: the model; where the run has several systems.",
        ),
    ] = None,
    cluster: Cluster = "document",
    samples: Samples = 10_000,
    seed: Seed = 12345,
    level: Level = 0.95,
) -> None:
    """Show a run as tables, one offline page (--format html), or a comment (--summary); or what a set was made from."""
    from tertium.commands import set_tables
    from tertium.commands.decisions import ReportOptions
    from tertium.commands.output import put, put_json, put_tables
    from tertium.evals import store
    from tertium.files import check_new
    from tertium.reports import formats
    from tertium.reports.objects import scores_of

    if summary and format != "markdown":
        raise UsageError("--summary is Markdown", hint="--format markdown --summary")
    if format not in (form_names := ["html", MODEL_INDEX, *formats.names()]):
        raise UsageError(f"no format is named {format!r}", hint=nearest(format, form_names))
    check_new(output, overwrite=overwrite)
    if set_tables.is_set(run):
        if format in {"html", MODEL_INDEX} or summary or json:
            raise UsageError(f"{run} is a set and has no scores", hint="a run, or --format text, markdown, csv, json …")
        put_tables(set_tables.tables(run, by or ()), format, output, verbose=verbose)
        return
    names = by or ()
    _check_names(names)
    if format == "html" or summary:
        resampling = resampling_of(cluster, samples, seed, level)
        options = ReportOptions(run, format, resampling, baseline, policy, against, system, summary=summary)
        put(_page_or_comment(options), output)
    elif format == MODEL_INDEX:
        from tertium.reports import model_index

        put(model_index.render(store.load(run), system), output)
    elif json:
        put_json("tertium.scores/1", scores_of(store.open_stored(run), _levels(names) or ["set", "document"]), output)
    else:
        tables = _tables(store.open_stored(run), names, all_documents=verbose or format != "text")
        put_tables(tables, format, output, verbose=verbose)


def _page_or_comment(options: ReportOptions) -> str:
    from tertium.commands.decisions import decide
    from tertium.evals import store
    from tertium.reports import comment
    from tertium.reports.page.render import render

    run = store.open_stored(options.run)
    return (comment.render if options.summary else render)(run, decide(run, options))


def _tables(run: Run, names: Sequence[str], *, all_documents: bool) -> list[Table]:
    """Return the tables of these names; without any, the set, its documents or the worst, and what needs review."""
    from tertium.reports import sections
    from tertium.reports.decisions import Decisions

    if not names:
        return sections.tables("tables" if all_documents else "text", run, Decisions())
    return sections.tables_by_name(names, run, Decisions())


def _check_names(names: Sequence[str]) -> None:
    """Raise UsageError for a value of --by that is neither a level nor a table of a set."""
    from tertium.reports import sections

    section_names = [section.name for section in sections.ordered() if section.by_name]
    for name in names:
        if name not in section_names:
            raise UsageError(f"no level is named {name!r}", hint=", ".join(section_names))


def _levels(names: Sequence[str]) -> list[Unit]:
    """Return the levels of these names; UsageError for a table of a set, which --json doesn't have."""
    if tables := [name for name in names if name not in LEVELS]:
        raise UsageError(f"--json has scores only, not {tables[0]!r}", hint=f"--by {tables[0]} --format json")
    return [LEVELS[name] for name in names]
