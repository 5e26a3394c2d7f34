"""`tertium score`: scores the outputs of systems and stores the run."""

from __future__ import annotations

import math
from contextlib import nullcontext
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final, Literal

import typer

from tertium.commands.options import (
    Columns,
    KeepBom,
    LeaveOut,
    Overwrite,
    Quiet,
    Set,
    SourceLanguage,
    TargetLanguage,
    column_names,
    named_paths,
)
from tertium.commands.progress import MovingLine, tell
from tertium.errors import PartialError, UsageError, counted

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from tertium.corpora.types import EvalSet
    from tertium.evals.types import Run
    from tertium.executor import Executor

SHOWN: Final = 3
"""How many incomplete systems a message names."""


def score(
    data: Set,
    metric: Annotated[
        list[str],
        typer.Option(
            "--metric",
            "-m",
            metavar="METRIC",
            help="NAME or NAME:option=value,…; may be repeated; see tertium metrics.",
        ),
    ],
    output: Annotated[Path, typer.Option("--output", "-o", metavar="RUN", help="The run's folder.")],
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
    column: Columns = None,
    keep_bom: KeepBom = False,
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
    from tertium.evals.results import sentences
    from tertium.files import check_free

    if alignment != "aligned" and not system:
        raise UsageError(f"--alignment {alignment} is about --system, and none is given", hint="--system NAME=FILE")
    check_free(output, marker=store.MARKER, overwrite=overwrite)
    tell_user = partial(tell, quiet=quiet)
    leaving.check_kinds(leave_out or ())
    languages = (source_language, target_language)
    tag_checks.check(languages)
    columns_of = _columns_by_file(column_names(column), data, named_paths(system or [], "--system"))
    keep_in_set = keep_bom and (isinstance(find(data), LineReader) or not system)
    evalset = open_set(data, languages, columns_of[data], keep_bom=keep_in_set, in_memory=False)
    if not (Path(data) / MARKER).is_file():  # of a stored set, the build told them
        for note in evalset.notes:
            tell_user(note)
    inspection = inspections.load(data, evalset)
    evalset = evalset.with_references(reference) if reference else evalset
    evalset = evalset.with_systems(only) if only else evalset
    files = _new_systems(evalset, system or [])
    deliveries = {name: read(path, columns_of[path], name, keep_bom=keep_bom) for name, path in files.items()}
    whole, warnings = attach(evalset, deliveries, alignment)
    evalset = leaving.leave_out(whole, leave_out or (), inspection)
    warnings = (*warnings, *leaving.leaving_notes(whole, evalset))
    for line in (*(note for delivery in deliveries.values() for note in delivery.stripped), *warnings):
        tell_user(line)
    limit = math.inf if time_limit is None else time_limit
    with executor_of(workers) as executor, MovingLine(quiet=quiet) as progress:
        run = evaluate(evalset, metric, executor=executor, progress=progress, time_limit=limit, inspection=inspection)
    run = replace(run, warnings=(*warnings, *run.warnings))
    for sentence in sentences(run.problems or ()):
        tell_user(str(sentence))
    store.save(run, output, overwrite=overwrite)
    size = f"{counted(len(run.systems), 'system')}, {counted(len(run.measures), 'metric')}"
    tell_user(f"{output}: {size}; tertium report {output}")
    parts = parts_of(run)
    if run.missing or parts:
        raise _partial(run, output, parts)


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


def executor_of(workers: int) -> AbstractContextManager[Executor]:
    """Return the executor of so many workers; a single one is this process, which needn't start another."""
    from tertium.executor import Serial, available, processes

    count = workers or available()
    return nullcontext(Serial()) if count == 1 else processes(count)


def parts_of(run: Run) -> list[str]:
    """Return a sentence per total that stands on part of the segments, where a system lacks an output or a score."""
    from tertium.corpora.outputs.resegmented import UNPENALISED

    parts = [
        (key, part)
        for key, part in run.coverage.items()
        # The copy of a system without its omissions lacks them on purpose.
        if not part.is_complete and key.system.removesuffix(UNPENALISED) not in set(run.systems) - {key.system}
    ]
    sentences = [
        f"{key.metric} of {part.usable - part.scored} of {part.usable} segments of {key.system}" for key, part in parts
    ]
    more = [f"{len(parts) - SHOWN} more"] if len(parts) > SHOWN else []
    return [*sentences[:SHOWN], *more]


def _partial(run: Run, output: Path, parts: list[str]) -> PartialError:
    """Return an error that names what is missing with the reasons, in two lines however much it is."""
    # A reason is an error's text: its message, and its hint on a second line.
    reasons = {name: text.partition("\n  try: ") for name, text in run.missing.items()}
    missing = "; ".join([*(f"{name} ({message})" for name, (message, _, _) in reasons.items()), *parts])
    hints = dict.fromkeys(hint for _, _, hint in reasons.values() if hint)
    if parts:
        hints[f"tertium report {output} names the segments, and why: an output for each, or a shorter one"] = None
    return PartialError(f"the run in {output} lacks {missing}", hint="; ".join(hints))


def _new_systems(data: EvalSet, values: list[str]) -> dict[str, Path]:
    """Return the files of --system by name; UsageError where the set has a system of that name."""
    paths = named_paths(values, "--system")
    for name in paths:
        if name in data.outputs:
            raise UsageError(
                f"set {data.name!r} has a system {name!r} already", hint=f"--system {name}-2={paths[name]}"
            )
    return paths
