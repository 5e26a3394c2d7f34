"""Imported scores as measures of a run: each segment's row is (score, 1), so that every total is a mean."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from tertium.errors import DataError, UsageError
from tertium.evals.count_rows import joined
from tertium.evals.evaluate import created, versions
from tertium.evals.inspection.inspect import inspect
from tertium.evals.scores.matching import segments_of
from tertium.evals.scores.pairs import tables_of_pair
from tertium.evals.scores.set_of_scores import SYSTEM_LEVEL
from tertium.evals.scores.table import system_among
from tertium.evals.types import Key, MeanScore, Measure, Run, Skip, values_of
from tertium.metrics.registry import is_name

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from tertium.corpora.types import EvalSet, Languages
    from tertium.evals.results import SetInspection
    from tertium.evals.scores.conventions import Wishes
    from tertium.evals.scores.table import ScoreTable
    from tertium.metrics.base import Counts, Scores

PREFIX: Final = "imported"
"""The first word of every signature of imported scores."""


@dataclass(frozen=True, slots=True)
class Column:
    """Where the scores of a measure stand.

    Attributes:
        name: of the measure in the run.
        table: the file's rows.
        metric: the metric in the table.
    """

    name: str
    table: ScoreTable
    metric: str


def renamed(columns: Sequence[Column], names: Mapping[str, str]) -> list[Column]:
    """Return the columns, of tables whose systems have other names: theirs to ours."""
    tables = {table: table.renamed(names) for table in dict.fromkeys(column.table for column in columns)}
    return [replace(column, table=tables[column.table]) for column in columns]


def of_languages(columns: Sequence[Column], languages: Languages) -> list[Column]:
    """Return the columns with the rows of one language pair alone, without those that have none; see `pairs`."""
    tables = tables_of_pair(dict.fromkeys(column.table for column in columns), languages)
    return [
        replace(column, table=tables[column.table])
        for column in columns
        if column.metric in tables[column.table].scores
    ]


def run_of_scores(
    data: EvalSet, columns: Sequence[Column], wishes: Wishes, inspection: SetInspection | None = None
) -> Run:
    """Return the run of a set with imported scores alone; errors as `with_scores`."""
    run = Run(data=data, measures={}, counts={}, values={}, versions=versions(), created=created())
    return replace(with_scores(run, columns, wishes), problems=inspect(data, inspection).problems)


def with_scores(run: Run, columns: Sequence[Column], wishes: Wishes) -> Run:
    """Return the run with a measure for each name of the columns; columns of one name are of different systems.

    Raises:
        DataError: rows that are not the set's, a system with two scores for a segment, or no system of the set.
        UsageError: a name that no metric may have or that the run has already, or an unknown direction.
    """
    columns_by_name: dict[str, list[Column]] = {}
    columns = of_languages(columns, run.data.languages)
    for column in columns:
        columns_by_name.setdefault(column.name, []).append(column)
    matches = {table: _match(table, run.data) for table in dict.fromkeys(column.table for column in columns)}
    for name, of_name in columns_by_name.items():
        run = _with_measure(run, name, of_name, _measure(name, of_name, wishes), matches)
    unknown = {name: None for match in matches.values() for name in match.unknown}
    warning = f"scores of systems that the set doesn't have are left out: {', '.join(unknown)}"
    return replace(run, warnings=(*run.warnings, warning)) if unknown else run


def _with_measure(
    run: Run, name: str, columns: Sequence[Column], measure: Measure, matches: Mapping[ScoreTable, Match]
) -> Run:
    if not is_name(name):
        raise UsageError(f"no metric can be called {name!r}", hint="without spaces and any of , : = and quotes")
    if name in run.measures:
        raise UsageError(f"the run has a metric {name!r} already", hint=f"another name: {name}-2=FILE")
    scores = np.full((len(run.systems), len(run.data)), np.nan)
    reasons: dict[tuple[int, int], str] = {}
    for column in columns:
        _put(column, matches[column.table], run, scores, reasons)
    keys = [Key(system, name) for system in run.systems]
    counts = {key: _rows(of_system) for key, of_system in zip(keys, scores, strict=True)}
    absent = f"not in {', '.join(dict.fromkeys(column.table.path.name for column in columns))}"
    skips = [
        Skip(run.systems[system], name, run.data.ids[row], reasons.get((system, row), absent))
        for system, row in np.argwhere(np.isnan(scores)).tolist()
    ]
    return replace(
        run,
        measures={**run.measures, name: measure},
        counts=joined((key, source, key) for source in (run.counts, counts) for key in source),
        values={**run.values, **{key: values_of(MeanScore(), rows, run.data) for key, rows in counts.items()}},
        skips=(*run.skips, *skips),
    )


def _measure(name: str, columns: Sequence[Column], wishes: Wishes) -> Measure:
    """Return the measure; UsageError where the columns are of different directions or origins."""
    conventions = {wishes.convention(name, column.table, column.metric) for column in columns}
    origins = {wishes.origin or column.table.origin for column in columns}
    if len(conventions) > 1:
        raise UsageError(f"the files of {name} differ in direction", hint=f"--higher-is-better {name}")
    if len(origins) > 1:
        raise UsageError(f"the files of {name} are of {' and '.join(sorted(origins))}", hint="--origin TEXT")
    (convention,), (origin,) = conventions, origins
    metrics = "+".join(dict.fromkeys(column.metric for column in columns))
    signature = "|".join(
        [
            name,
            f"{PREFIX}:{origin}",
            *([f"column:{metrics}"] if metrics != name else []),
            f"unit:{convention.unit}",
            f"better:{'higher' if convention.higher_is_better else 'lower'}",
        ]
    )
    return Measure(name, signature, convention.unit, convention.higher_is_better, ())


class Match(NamedTuple):
    """Where the rows of a table belong; rows of systems that the set doesn't have are left out.

    Attributes:
        chosen: indices of the other rows, shape (rows,).
        systems: index of each row's system in the set, shape (rows,).
        segments: index of each row's segment, shape (rows,).
        unknown: the systems that were left out.
    """

    chosen: NDArray[np.intp]
    systems: NDArray[np.intp]
    segments: NDArray[np.intp]
    unknown: tuple[str, ...]


def _match(table: ScoreTable, data: EvalSet) -> Match:
    systems, index = _systems(table, data), {system: i for i, system in enumerate(data.outputs)}
    chosen = [i for i, system in enumerate(systems) if system in index]
    if not chosen:
        theirs = ", ".join(dict.fromkeys(systems))
        message = f"{table.path} has scores of {theirs:.200}; the set has none of them"
        raise DataError(message, hint=f"--rename THEIRS=OURS; here are {', '.join(index)}")
    if table.level == "system" and data.ids != (SYSTEM_LEVEL,):
        message = f"{table.path} has scores of whole systems, which no segment of set {data.name!r} has"
        raise UsageError(message, hint=f"tertium import {table.path} -o RUN")
    names = [systems[i] for i in chosen]
    segments = (
        np.zeros(len(chosen), dtype=np.intp)
        if table.level == "system"
        else segments_of(table.selected(chosen), data, names)
    )
    unknown = tuple(dict.fromkeys(system for system in systems if system not in index))
    return Match(np.array(chosen, dtype=np.intp), np.array([index[name] for name in names]), segments, unknown)


def _put(column: Column, match: Match, run: Run, scores: Scores, reasons: dict[tuple[int, int], str]) -> None:
    """Put the scores of a column into the array (systems, segments), and why one is missing into `reasons`."""
    table, places = column.table, (match.systems, match.segments)
    values = table.scores[column.metric][match.chosen]
    if (again := np.flatnonzero(~np.isnan(scores[places]))).size:
        i, system, row = (int(part[again[0]]) for part in (match.chosen, *places))
        message = f"{table.place(i)}: {run.systems[system]!r} has a score by {column.name} for {run.data.ids[row]!r}"
        raise DataError(f"{message} already", hint="one score for each system and segment")
    scores[places] = values
    for k in np.flatnonzero(np.isnan(values)).tolist():
        stated = table.reasons[int(match.chosen[k])] if table.reasons else ""
        reasons[int(match.systems[k]), int(match.segments[k])] = stated or f"no score in {table.path.name}"


def _systems(table: ScoreTable, data: EvalSet) -> Sequence[str]:
    """Return the system of each row; a file that names none is of the one that it is called by, or of the only one."""
    if table.systems is not None:
        called = {system: system_among(file, data.outputs) or system for system, file in table.files.items()}
        return [called.get(system, system) for system in table.systems]
    name = system_among(table.path.name, data.outputs)
    if name is None and len(data.outputs) > 1:
        file = next(iter(data.outputs)) + table.path.suffix
        message = f"{table.path} names no system, and the set has several"
        raise DataError(message, hint=f"a column 'system', or a file that is called {file}")
    return (name or next(iter(data.outputs)),) * len(table)


def _rows(scores: Scores) -> Counts:
    """Return the rows (score, 1), nan where there is no score; shape (segments, 2)."""
    return np.stack([scores, np.where(np.isnan(scores), np.nan, 1.0)], axis=1)
