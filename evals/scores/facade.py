"""Scores computed elsewhere, from Python: as a run of their own, or beside what a run has."""

from __future__ import annotations

from collections.abc import Mapping
from os import PathLike
from typing import TYPE_CHECKING, Any

from tertium import arguments
from tertium.calls import explained
from tertium.corpora.types import EvalSet
from tertium.errors import UsageError
from tertium.evals import store
from tertium.evals.opening import opened
from tertium.evals.scores import imported
from tertium.evals.scores.conventions import Wishes
from tertium.evals.scores.imported import Column, run_of_scores, with_scores
from tertium.evals.scores.readers import read_scores
from tertium.evals.scores.set_of_scores import set_of
from tertium.evals.types import Run

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from tertium.corpora.types import Languages

FILES = 'a path, a list of paths, or metric to path: {"MetricX": "north.jsonl"}'


@explained("import_scores")
def import_scores(  # noqa: PLR0913 - each is an option of the command
    files: Path | str | Sequence[Path | str] | Mapping[str, Any],
    data: Any = None,
    *,
    columns: Mapping[str, str] | None = None,
    renamed: Mapping[str, str] | None = None,
    higher_is_better: str | Sequence[str] = (),
    lower_is_better: str | Sequence[str] = (),
    units: Mapping[str, str] | None = None,
    origin: str = "",
    name: str = "",
    languages: Languages = (None, None),
) -> Run:
    r"""Make measures of scores that were computed elsewhere; missing ones stay missing, with their reasons.

    Args:
        files: a path or a list of paths, of which every metric is taken; or a metric's name to its path or paths.
        data: the run that gets them, or the set that they are of; by default a set is made of the files.
        columns: our name of a table's column to the file's: ``{"segment": "line_no"}``.
        renamed: a system's name in the files to another, that of the set: ``{"Shy-hunyuan-MT": "Shy"}``.
        higher_is_better: metrics, or patterns of their names, whose higher scores are better.
        lower_is_better: metrics, or patterns of their names, whose lower scores are better.
        units: metric or pattern to unit.
        origin: who computed them, a part of the signature; by default the format.
        name: of the set that is made of the files; by default the first file's.
        languages: source and target of the set that is made of the files, and of the rows that are taken where these
            have several pairs.

    Returns:
        A run; of whole systems' scores alone it has ranks and no intervals.

    Raises:
        DataError: a file is broken, or its rows are not the set's.
        UsageError: an argument has another type, a direction is unknown, or the run has such a metric.

    Example:
        >>> rows = ["system\tsegment\tComet", "old\t1\t0.5", "old\t2\t0.7", "new\t1\t0.8", "new\t2\t0.9"]
        >>> with open("scores.tsv", "w") as file:
        ...     print(*rows, sep="\n", file=file)
        >>> run = tertium.import_scores("scores.tsv")
        >>> run.measures["Comet"].higher_is_better, run.systems
        (True, ('old', 'new'))
    """
    names = arguments.mapping(
        "columns", {} if columns is None else columns, 'our name to the file\'s: {"segment": "line_no"}'
    )
    wishes = Wishes(
        arguments.texts("higher_is_better", higher_is_better, arguments.METRICS),
        arguments.texts("lower_is_better", lower_is_better, arguments.METRICS),
        arguments.mapping("units", {} if units is None else units, 'metric to unit: {"MetricX": "points"}'),
        _origin(origin),
    )
    theirs = arguments.mapping("renamed", renamed or {}, 'a system in the file to one of the set: {"THEIRS": "ours"}')
    found = imported.renamed(list(_columns(files, names)), theirs)
    if data is None:
        found = imported.of_languages(found, languages)
        tables = list(dict.fromkeys(column.table for column in found))
        return run_of_scores(set_of(tables, name or tables[0].stem, languages), found, wishes)
    if name or languages != (None, None):
        raise UsageError("name and languages are of a set made of the files", hint="without them, or without data")
    if arguments.is_of(data, Run) or (arguments.is_of(data, (str, PathLike)) and _is_run(data)):
        return with_scores(opened("data", data), found, wishes)
    return run_of_scores(EvalSet.opened("data", data), found, wishes)


def _is_run(data: object) -> bool:
    return (arguments.path("data", data) / store.MARKER).is_file()


def _origin(origin: object) -> str:
    arguments.check("origin", origin, str, "a name and a version, in one line, without |")
    text = str(origin)
    if text and not (text.strip() and text.isprintable() and "|" not in text):
        raise UsageError(f"origin can't be {arguments.shown(origin)}", hint="one line, without |")
    return text


def _columns(files: object, names: Mapping[str, str]) -> Iterator[Column]:
    """Yield the columns of scores: all of a path or list of paths, and of a mapping those of the names."""
    if arguments.is_of(files, Mapping):
        for metric, paths in arguments.mapping("files", files, FILES).items():
            for path in _paths(paths):
                yield from columns_of(metric, path, names)
    else:
        for path in _paths(files):
            yield from columns_of("", path, names)


def _paths(value: object) -> list[Path]:
    if arguments.is_of(value, (str, PathLike)):
        return [arguments.path("files", value)]
    paths = [arguments.path("files: an item", item) for item in arguments.listed("files", value, FILES)]
    if not paths:
        raise UsageError("files can't be an empty list", hint=FILES)
    return paths


def columns_of(name: str, path: Path, columns: Mapping[str, str]) -> list[Column]:
    """Return the columns of scores in a file: with a name the one that is called so, or the only one.

    Raises:
        UsageError: none of several columns has the name.
        DataError: see `read_scores`; or the column of this name holds something else than scores.
    """
    tables = read_scores(path, columns)
    if "score" not in columns and any(name in table.unread for table in tables):
        # a column of this name that isn't one of numbers: the reader says which cell, or takes what is missing
        tables = read_scores(path, {**columns, "score": name})
    found = [Column(metric, table, metric) for table in tables for metric in table.scores]
    if not name:
        return found
    chosen = found if len(found) == 1 else [column for column in found if column.metric == name]
    if not chosen:
        metrics = ", ".join(column.metric for column in found)
        hint = f"{found[0].metric}={path}, or a column for score among the columns"
        raise UsageError(f"{path} has several metrics and none is {name!r}: {metrics:.300}", hint=hint)
    return [Column(name, column.table, column.metric) for column in chosen]
