"""`tertium score`: scores the outputs of systems and stores the run."""

from __future__ import annotations

import math
from contextlib import nullcontext
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from tertium.commands import completion
from tertium.commands.options import (
    Columns,
    Commit,
    HigherIsBetter,
    KeepBom,
    LeaveOut,
    LowerIsBetter,
    Meta,
    Model,
    Note,
    Origin,
    Overwrite,
    Quiet,
    SetOrAddress,
    SourceLanguage,
    Tag,
    TargetLanguage,
    Unit,
    column_names,
    description_of,
    named_paths,
)
from tertium.commands.partial import check_whole
from tertium.commands.progress import MovingLine, Steps, tell
from tertium.commands.ratings_options import Rename, Weight, ratings_of
from tertium.commands.score_files import named_columns, notes_of, renamed, wishes_of
from tertium.errors import UsageError, counted
from tertium.files.remote import located

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from tertium.corpora.types import EvalSet
    from tertium.evals.scores.conventions import Wishes
    from tertium.evals.scores.imported import Column
    from tertium.evals.types import Run
    from tertium.executor import Executor


def score(
    data: SetOrAddress,
    metric: Annotated[
        list[str],
        typer.Option(
            "--metric",
            "-m",
            metavar="METRIC",
            help="NAME or NAME:option=value,…; may be repeated; see tertium metrics.",
            autocompletion=completion.metric_names,
            default_factory=list,
            show_default=False,
        ),
    ],
    output: Annotated[
        str | None,
        typer.Option("--output", "-o", metavar="RUN", help="The run's folder, here or at an address (s3://…)."),
    ] = None,
    scores: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME=FILE",
            help="A metric whose scores were computed elsewhere; may be repeated, also by NAME for more systems.",
        ),
    ] = None,
    score_column: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME=COLUMN",
            help="What tables of --scores call their system, segment, document, score …; may be repeated.",
        ),
    ] = None,
    higher_is_better: HigherIsBetter = None,
    lower_is_better: LowerIsBetter = None,
    unit: Unit = None,
    origin: Origin = None,
    system: Annotated[
        list[str] | None, typer.Option(metavar="NAME=FILE", help="A system's output; may be repeated; see --alignment.")
    ] = None,
    alignment: Annotated[
        Literal["aligned", "realign", "document"],
        typer.Option(
            help="Of --system: one line per segment; lines to be cut into segments by the reference; or documents only."
        ),
    ] = "aligned",
    reference: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME", help="Only this reference of the set; may be repeated: the order counts."),
    ] = None,
    only: Annotated[
        list[str] | None, typer.Option(metavar="SYSTEM", help="Only this system of the set; may be repeated.")
    ] = None,
    leave_out: LeaveOut = None,
    source_language: SourceLanguage = None,
    target_language: TargetLanguage = None,
    time_limit: Annotated[
        float | None,
        typer.Option(metavar="SECONDS", help="Of each metric; one that takes longer is missing.", show_default="none"),
    ] = None,
    workers: Annotated[
        int,
        typer.Option(
            min=0, metavar="N", help="Processes, a metric or a part of a large set in each; 0 for one per core."
        ),
    ] = 1,
    executor: Annotated[
        Literal["processes", "ray"],
        typer.Option(
            help="Who works: processes of this machine, or the cluster that RAY_ADDRESS names; Ray is an extra."
        ),
    ] = "processes",
    human: Annotated[
        list[Path] | None,
        typer.Option(metavar="FILE", help="Ratings by people, any file of tertium human; a measure; may be repeated."),
    ] = None,
    rename: Rename = None,
    weight: Weight = None,
    column: Columns = None,
    keep_bom: KeepBom = False,
    tag: Tag = None,
    note: Note = "",
    model: Model = "",
    meta: Meta = None,
    commit: Commit = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Score nothing; say what judges would cost, estimated from the texts.")
    ] = False,
    overwrite: Overwrite = False,
    quiet: Quiet = False,
) -> None:
    """Score every system of a set with every metric, and store the run."""
    from tertium.corpora.outputs.attach import attach
    from tertium.corpora.outputs.delivery import read
    from tertium.corpora.readers import LineReader, find, open_set
    from tertium.corpora.store import MARKER
    from tertium.corpora.text import tag_checks
    from tertium.evals import store
    from tertium.evals.evaluate import evaluate
    from tertium.evals.inspection import leave_out as leaving
    from tertium.evals.inspection import stored as inspections

    _check_request(metric, scores, system, alignment)
    _check_about_people(human, rename, weight, scores)
    place, folder = located(data), _folder(output, overwrite=overwrite, dry_run=dry_run)
    description, tell_user = description_of(tag, note, model, meta, commit), partial(tell, quiet=quiet)
    wishes = wishes_of(higher_is_better, lower_is_better, unit, origin)
    imported = renamed(named_columns(scores or [], column_names(score_column, "--score-column")), rename)
    leaving.check_kinds(leave_out or ())
    languages = (source_language, target_language)
    tag_checks.check(languages)
    columns_of = _columns_by_file(column_names(column), place, named_paths(system or [], "--system"))
    keep_in_set = keep_bom and (isinstance(find(place), LineReader) or not system)
    evalset = open_set(place, languages, columns_of[place], keep_bom=keep_in_set, in_memory=False)
    if not (place / MARKER).is_file():  # of a stored set, the build told them
        for line in evalset.notes:
            tell_user(line)
    inspection = inspections.load(place, evalset)
    evalset = _selected(evalset, reference, only)
    deliveries = {
        name: read(path, columns_of[path], name, keep_bom=keep_bom)
        for name, path in _new_systems(evalset, system or []).items()
    }
    whole, warnings = attach(evalset, deliveries, alignment)
    evalset = leaving.leave_out(whole, leave_out or (), inspection)
    warnings = (*warnings, *leaving.leaving_notes(whole, evalset))
    notes = (note for delivery in deliveries.values() for note in delivery.stripped)
    for line in (*notes, *notes_of(imported), *warnings):
        tell_user(line)
    if dry_run:
        _tell_estimates(evalset, metric)
        return
    if imported and evalset is not whole:
        raise UsageError("scores of the whole set are no scores of a part", hint="--scores without --leave-out")
    if metric:
        with executor_of(workers, executor) as chosen, MovingLine(quiet=quiet) as show:
            steps = Steps(show, evalset.outputs, len(metric))
            run = evaluate(
                evalset,
                metric,
                executor=chosen,
                progress=steps,
                time_limit=math.inf if time_limit is None else time_limit,
                inspection=inspection,
            )
        run = _with_scores(run, imported, wishes)
    else:
        from tertium.evals.scores.imported import run_of_scores

        run = run_of_scores(evalset, imported, wishes, inspection)
    run = replace(run, warnings=(*warnings, *run.warnings), description=description)
    rated = _with_people(run, human or [], rename, weight)
    store.save(rated, folder, overwrite=overwrite)
    _tell_results(rated, folder, warnings, quiet=quiet)
    check_whole(run, folder)


def _folder(output: str | None, *, overwrite: bool, dry_run: bool) -> Path:
    """Return the run's folder, where one may be written."""
    from tertium.evals.store import MARKER
    from tertium.files import check_free

    folder = located(output or "")
    if not dry_run:
        if output is None:
            raise UsageError("nothing says where the run goes", hint="-o RUN")
        check_free(folder, marker=MARKER, overwrite=overwrite)
    return folder


def _tell_estimates(data: EvalSet, metrics: list[str]) -> None:
    """Show on stdout what each metric would cost."""
    from tertium.commands.translate import estimate_words
    from tertium.evals.estimates import estimates

    for label, estimate in estimates(data, metrics).items():
        typer.echo(f"{label}: {'asks nobody' if estimate is None else estimate_words(estimate)}")


def _check_request(metric: list[str], scores: list[str] | None, system: list[str] | None, alignment: str) -> None:
    """Raise UsageError where there is nothing to score with, or nothing to align."""
    if not metric and not scores:
        raise UsageError("no metric is asked for", hint="-m chrf, or --scores NAME=FILE")
    if alignment != "aligned" and not system:
        raise UsageError(f"--alignment {alignment} is about --system, and none is given", hint="--system NAME=FILE")


def _size(run: Run) -> str:
    return f"{counted(len(run.systems), 'system')}, {counted(len(run.measures), 'metric')}"


def _tell_results(run: Run, folder: object, told: tuple[str, ...], *, quiet: bool) -> None:
    """Write the leaderboard in short, what is alarming, and what to do next; `told` are lines that stand above."""
    if quiet:
        return
    from tertium.reports.briefing import briefing

    for line in briefing(run, told):
        tell(line, quiet=False)
    tell(f"{folder}: {_size(run)}; tertium report {folder}", quiet=False)
    for line in _next_commands(run, folder):
        tell(line, quiet=False)


def _next_commands(run: Run, folder: object) -> list[str]:
    """Return what to do after the report: for several systems the tests, and the page."""
    page = f"tertium report {folder} -f html -o page.html   # every segment"
    if len(run.systems) == 1:
        return [f"next: {page}"]
    return [f"next: tertium rank {folder}   # which differences are sure", f"      {page}"]


def _selected(data: EvalSet, references: list[str] | None, systems: list[str] | None) -> EvalSet:
    """Return the set with these references and systems only, where some are named."""
    data = data.with_references(references) if references else data
    return data.with_systems(systems) if systems else data


def _check_about_people(
    human: list[Path] | None, rename: list[str] | None, weight: list[str] | None, scores: list[str] | None
) -> None:
    if weight and not human:
        raise UsageError("--weight is about --human, and none is given", hint="--human FILE")
    if rename and not (human or scores):
        raise UsageError("--rename is about --human and --scores, and none is given", hint="--human FILE")


def _with_scores(run: Run, columns: list[Column], wishes: Wishes) -> Run:
    """Return the run with these imported scores as measures."""
    if not columns:
        return run
    from tertium.evals.scores.imported import with_scores

    return with_scores(run, columns, wishes)


def _with_people(run: Run, files: list[Path], rename: list[str] | None, weight: list[str] | None) -> Run:
    """Return the run with the ratings in these files as measures; what nobody rated doesn't make it partial."""
    if not files:
        return run
    from tertium.evals.human.measure import with_ratings

    for file in files:
        run = with_ratings(run, ratings_of(file, run.data, rename=rename, weight=weight))
    return run


def _columns_by_file(columns: dict[str, str], data: Path, files: dict[str, Path]) -> dict[Path, dict[str, str]]:
    """Return what --column names in the set and in each file of --system."""
    from tertium.corpora.outputs.delivery import table_reader
    from tertium.corpora.readers import find
    from tertium.corpora.readers.shared_names import by_table
    from tertium.corpora.readers.table import TableReader

    paths = dict.fromkeys([data, *files.values()])
    of_set = {data: reader} if isinstance(reader := find(data), TableReader) else {}
    of_files = {path: reader for path in files.values() if path.exists() and (reader := table_reader(path, columns))}
    readers = of_set | of_files
    if columns and not readers:
        raise UsageError("--column is about tables, and none is given", hint="a .jsonl, .csv, .tsv, .json or .xlsx")
    if not columns or len(readers) == 1:
        return {path: columns if path in readers else {} for path in paths}
    tables = {path: reader.read_table(path, (None, None)) for path, reader in readers.items()}
    columns_of = by_table(tables, columns)
    return {path: columns_of.get(path, {}) for path in paths}


def executor_of(workers: int, kind: str = "processes") -> AbstractContextManager[Executor]:
    """Return the executor of so many workers; a single process is this one, which needn't start another."""
    from tertium.executor import Serial, available, processes

    if kind == "ray":
        from tertium.cluster import cluster

        return cluster(workers)
    count = workers or available()
    return nullcontext(Serial()) if count == 1 else processes(count)


def _new_systems(data: EvalSet, values: list[str]) -> dict[str, Path]:
    """Return the files of --system by name; UsageError where the set has a system of that name."""
    paths = named_paths(values, "--system")
    for name in paths:
        if name in data.outputs:
            raise UsageError(
                f"set {data.name!r} has a system {name!r} already", hint=f"--system {name}-2={paths[name]}"
            )
    return paths
