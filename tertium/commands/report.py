"""`tertium report`: a stored run as tables, as one page that opens anywhere, or as a comment on a pull request."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from tertium.commands import completion
from tertium.commands.options import (
    Cluster,
    Json,
    Level,
    Metrics,
    Output,
    OverwriteFile,
    Samples,
    Seed,
    StoredRun,
    Verbose,
    resampling_of,
)
from tertium.commands.paper import Caption, Digits, Intervals, Names, Order, Paper, Ranks, check_paper_only
from tertium.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tertium.commands.decisions import ReportOptions
    from tertium.commands.paper import PaperOptions
    from tertium.evals.types import Run
    from tertium.reports.decisions import Decisions
    from tertium.reports.objects import Level as Unit
    from tertium.reports.pivots import Level as Pivoted
    from tertium.reports.table import Table

MODEL_INDEX: Final = "model-index"
LEVELS: dict[str, Unit] = {
    "set": "set",
    "domain": "domain",
    "document": "document",
    "segment": "segment",
    "finding": "finding",
}
PIVOTED: dict[str, Pivoted] = {"document": "document", "domain": "domain", "segment": "segment"}


def report(
    run: StoredRun,
    by: Annotated[
        list[str] | None,
        typer.Option(
            metavar="LEVEL",
            show_default="set, documents (in text the worst), and what needs review",
            help="set, domain, document, segment or finding; or what the set was made from: pairs, review, unpaired, "
            "removed, moved, realigned, or references: what is wrong with its texts; may be repeated.",
            autocompletion=completion.levels,
        ),
    ] = None,
    pivot: Annotated[
        str | None,
        typer.Option(
            metavar="METRIC",
            help="This metric alone, documents as rows and systems as columns; with --by domain or segment, those.",
            autocompletion=completion.run_metrics,
        ),
    ] = None,
    metric: Metrics = None,
    system: Annotated[
        list[str] | None,
        typer.Option(
            metavar="SYSTEM",
            help="Only this system, may be repeated; with --policy: the candidate; model-index: the model.",
            autocompletion=completion.run_systems,
        ),
    ] = None,
    paper: Paper = False,
    order: Order = None,
    name: Names = None,
    ranks: Ranks = False,
    intervals: Intervals = False,
    digits: Digits = None,
    caption: Caption = "",
    format: Annotated[
        str,
        typer.Option(
            "--format",
            "-f",
            metavar="FORMAT",
            help="html: the page; model-index: YAML for a model card on the Hub; or tables: text, markdown, csv, tsv, "
            "json, parquet, latex or xlsx.",
            autocompletion=completion.report_formats,
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
            autocompletion=completion.run_systems,
        ),
    ] = None,
    policy: Annotated[
        Path | None, typer.Option(metavar="FILE", help="html, --summary: the rules of tertium gate; with --against.")
    ] = None,
    against: Annotated[
        Path | None,
        typer.Option(
            metavar="RUN|BASELINE", help="With --policy: what tertium gate calls --baseline; its system is shown too."
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
    from tertium.commands.output import put, put_tables
    from tertium.commands.paper import PaperOptions
    from tertium.files import check_new

    is_table = _is_of_tables(format, summary=summary)
    if not paper:
        check_paper_only(
            {"--order": order, "--name": name, "--ranks": ranks, "--intervals": intervals, "--digits": digits}
            | {"--caption": caption}
        )
    if not is_table and (paper or pivot or metric):
        raise UsageError("--paper, --pivot and --metric are about tables", hint="--format latex, markdown, text, csv …")
    check_new(output, overwrite=overwrite)
    if set_tables.is_set(run):
        if not is_table or json or paper or pivot:
            raise UsageError(f"{run} is a set and has no scores", hint="a run, or --format text, markdown, csv, json …")
        put_tables(set_tables.tables(run, by or ()), format, output, verbose=verbose)
        return
    names, resampling = _section_names(by or ()), resampling_of(cluster, samples, seed, level)
    if not is_table:
        only = _only_system(system)
        options = ReportOptions(run, format, resampling, baseline, policy, against, only, summary=summary)
        put(_document(options), output)
        return
    style = PaperOptions(format, resampling, order, name or (), ranks, intervals, digits, caption) if paper else None
    request = TableRequest(run, names, metric or (), system or (), pivot, style, format, verbose=verbose, json=json)
    _put_tables(request, output)


@dataclass(frozen=True, slots=True)
class TableRequest:
    """The options that decide which tables of a run are shown; see the command's help."""

    run: Path
    by: Sequence[str]
    metrics: Sequence[str]
    systems: Sequence[str]
    pivot: str | None
    paper: PaperOptions | None
    format: str
    verbose: bool
    json: bool


def _is_of_tables(format: str, *, summary: bool) -> bool:
    """Return whether a format is of tables; UsageError for one that there isn't."""
    from tertium.commands.output import PAGE, check_format

    if summary and format != "markdown":
        raise UsageError("--summary is Markdown", hint="--format markdown --summary")
    check_format(format, (PAGE, MODEL_INDEX))
    return not summary and format not in {PAGE, MODEL_INDEX}


def _put_tables(request: TableRequest, output: Path | None) -> None:
    from tertium.commands.output import put_json, put_tables
    from tertium.evals import store
    from tertium.reports.decisions import Decisions
    from tertium.reports.objects import scores_of

    run = _chosen(store.open_stored(request.run), request.metrics, request.systems)
    if request.paper:
        if request.by or request.pivot or request.json:
            raise UsageError("--paper is a table of its own", hint="without --by, --pivot and --json")
        tables = _paper(run, request.paper, chosen_metrics=bool(request.metrics))
    elif request.json:
        put_json("tertium.scores/1", scores_of(run, _levels(request.by) or list(LEVELS.values())), output)
        return
    elif request.pivot:
        tables = _pivots(run, request.by, request.pivot)
    else:
        decisions = Decisions(given_order=bool(request.systems))
        tables = _tables(run, request.by, decisions, all_documents=request.verbose or request.format != "text")
    put_tables(tables, request.format, output, verbose=request.verbose)


def _chosen(run: Run, metrics: Sequence[str], systems: Sequence[str]) -> Run:
    """Return the run with these metrics and systems, in their order; with all where none are named."""
    if not (metrics or systems):
        return run
    from tertium.evals.names import chosen_labels, chosen_names
    from tertium.evals.selection import with_metrics, with_systems

    run = with_metrics(run, chosen_labels(run, metrics)) if metrics else run
    return with_systems(run, chosen_names("system", systems, run.systems)) if systems else run


def _only_system(systems: Sequence[str] | None) -> str | None:
    """Return the one system that --system names."""
    if systems and len(systems) > 1:
        raise UsageError("--system names one system here", hint=f"--system {systems[0]}")
    return systems[0] if systems else None


def _paper(run: Run, options: PaperOptions, *, chosen_metrics: bool) -> list[Table]:
    from tertium.commands.paper import paper_of
    from tertium.commands.progress import tell

    table, sentences = paper_of(run, options, chosen_metrics=chosen_metrics)
    for sentence in sentences:
        tell(sentence, quiet=False)
    return [table]


def _pivots(run: Run, names: Sequence[str], metric: str) -> list[Table]:
    """Return a table per level, of documents without any."""
    from tertium.evals.names import chosen_labels
    from tertium.evals.selection import with_metrics
    from tertium.reports.decisions import Decisions
    from tertium.reports.pivots import pivot_table

    if others := [name for name in names if name not in PIVOTED]:
        raise UsageError(f"--pivot is of documents, domains or segments, not of {others[0]!r}", hint="--by document")
    (label,) = chosen_labels(run, [metric])
    only = with_metrics(run, [label])  # notes on other metrics have no place under it
    return [pivot_table(only, Decisions(), PIVOTED[name], label) for name in names or ("document",)]


def _document(options: ReportOptions) -> str:
    """Return the page, the comment, or the YAML of a model card."""
    from tertium.commands.decisions import decide
    from tertium.evals import store
    from tertium.reports import comment, model_index
    from tertium.reports.page.render import render

    if options.format == MODEL_INDEX:
        return model_index.render(store.load(options.run), options.system)
    run, decisions = decide(store.open_stored(options.run), options)
    return (comment.render if options.summary else render)(run, decisions)


def _tables(run: Run, names: Sequence[str], decisions: Decisions, *, all_documents: bool) -> list[Table]:
    """Return the tables of these names; without any, the set, its documents or the worst, and what needs review."""
    from tertium.reports import sections

    if not names:
        return sections.tables("tables" if all_documents else "text", run, decisions)
    return sections.tables_by_name(names, run, decisions)


def _section_names(names: Sequence[str]) -> list[str]:
    """Return the values of --by, in singular or plural; UsageError for what is neither a level nor a table of a set."""
    from tertium.reports import sections

    section_names = [section.name for section in sections.ordered() if section.by_name]
    singular = {f"{name}s": name for name in section_names} | {"system": "set", "systems": "set"}
    chosen = [singular.get(name, name) if name not in section_names else name for name in names]
    for name in chosen:
        if name not in section_names:
            hint = f"{', '.join(section_names)}; a column of your own in Python: run.by({name!r}, table)"
            raise UsageError(f"no level is named {name!r}", hint=hint)
    return chosen


def _levels(names: Sequence[str]) -> list[Unit]:
    """Return the levels of these names; UsageError for a table of a set, which --json doesn't have."""
    if tables := [name for name in names if name not in LEVELS]:
        raise UsageError(f"--json has scores only, not {tables[0]!r}", hint=f"--by {tables[0]} --format json")
    return [LEVELS[name] for name in names]
