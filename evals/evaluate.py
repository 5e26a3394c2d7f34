"""evaluate(set, metrics) → Run: the one place where metrics meet data."""

from __future__ import annotations

import math
import os
import platform
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import replace
from datetime import datetime, timezone
from importlib.metadata import PackageNotFoundError, version
from numbers import Number, Real
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import numpy as np

from tertium import arguments, notebook
from tertium.calls import explained
from tertium.containment import ResultError, contained, without_secrets
from tertium.corpora import row_groups
from tertium.corpora.types import EvalSet
from tertium.errors import DataError, MetricError, TertiumError, UsageError
from tertium.evals.block_scoring import gpus_of, is_divisible, score_parts
from tertium.evals.count_rows import CountRows
from tertium.evals.inspection.inspect import problems_of
from tertium.evals.scoring import Answer, Scoring, Task, packed, score, score_elsewhere
from tertium.evals.spool import Spool
from tertium.evals.types import COUNTED_BY, Run
from tertium.evals.usage import with_usage
from tertium.executor import ProcessDiedError, Serial, after_death, with_gpus
from tertium.metrics.base import secrets
from tertium.metrics.function import FunctionMetric, is_function, metric
from tertium.metrics.registry import is_name, label, label_of, load, origin
from tertium.version import version as own_version

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from tertium.corpora.types import Languages
    from tertium.evals.results import SetInspection
    from tertium.evals.scoring import Column, Parcel
    from tertium.evals.types import Key
    from tertium.executor import Executor
    from tertium.metrics.base import Counts, Metric

LONGEST_LIMIT: Final = 1e9
"""Seconds, 30 years, from which a time limit is none: no timer takes any number."""
IN_TABLE: Final = "hypothesis=COLUMN, or hypothesis=[COLUMN, …] for several systems"
"""How a call names the columns of outputs in a table."""
METRICS: Final = 'metrics=["chrf", "bleu"]'
"""How a call asks for metrics."""
NO_METRICS: Final = (bytes, bytearray, bool, Number, list, tuple, Mapping, AbstractSet, type)
"""Types that are no metric; any other object may be one of a plug-in, whose faults cost it alone."""


@explained("evaluate")
def evaluate(  # noqa: PLR0913 - each a choice of its own, by name
    data: EvalSet | Path | str | Any = None,
    metrics: str | Metric | Callable[..., Any] | Iterable[str | Metric | Callable[..., Any]] = (),
    *,
    hypothesis: Any = None,
    reference: Any = None,
    source: Any = None,
    id: Any = None,  # noqa: A002 - the name of the column in every format
    document: Any = None,
    domain: Any = None,
    system: Any = None,
    languages: Languages = (None, None),
    columns: Mapping[str, str] | None = None,
    executor: Executor | None = None,
    progress: Callable[[str], None] | bool | None = None,
    time_limit: float = math.inf,
    inspection: SetInspection | None = None,
) -> Run:
    """Score every system of the set with every metric.

    A segment that lacks what a metric needs is skipped, with the reason, never silently. A metric that can't run at all
    (its model is missing, the set has no references, it raises any exception, returns what no metric may return, or
    ends the process that scores it) is recorded as missing while the others finish; when no metric can run, the first
    error is raised. Neither the run nor the lines on progress hold the value of a secret option. The run doesn't depend
    on the executor.

    Args:
        data: a set with at least one system's outputs; or what `tertium.open_set` takes: a path, a DataFrame, a
            Dataset, a dict of lists, a list of dicts; or nothing, and lists of texts as `hypothesis`, `reference` …
        metrics: specs such as ``"chrf:word_order=2"``, metrics, or functions (see `tertium.metric`); or one of these.
        hypothesis: the column of outputs, as `EvalSet.from_pandas` says; without data the texts themselves, or system's
            name to texts. So are the next six.
        reference: the column of references, or the texts.
        source: the column of sources, or the texts.
        id: the column of segment ids, or the ids.
        document: the column of documents, or the document of each segment.
        domain: the column of domains, or the domain of each segment's document.
        system: the column that names the system of each row.
        languages: of source and target, where the data don't tell.
        columns: instead of these names a mapping, as for `tertium.open_set`: ``{"reference": "label"}``.
        executor: runs the counting; None for the caller's thread. Threads share the systems of a metric, processes take
            a metric each. A metric that holds a model, or can't be pickled, stays in the calling process.
        progress: called with one line before each metric and system, and while an expensive metric works; the lines of
            a metric that another process counted come together when it is finished. By default a notebook shows one
            bar and a script nothing; False shows nothing anywhere, True lines on stderr where there is no notebook.
        time_limit: seconds that each metric may take; one that takes longer is missing. It holds in the main thread, on
            systems with SIGALRM (not on Windows). Threads can't be interrupted, so none are used under a limit.
        inspection: what `tertium.inspect` found in the same sources and references, which aren't inspected again then.

    Returns:
        The run: `scores`, `documents` and `segments` are DataFrames; a notebook shows the scores.

    Raises:
        DataError: the set has no outputs, or lacks what every metric needs.
        UsageError: a metric is unknown or named twice, the time limit isn't above 0, an argument has another type, or
            SOURCE_DATE_EPOCH is no time.

    Example:
        >>> texts = {
        ...     "hypothesis": {"old": ["Hund.", "Katze."], "new": ["Ein Hund.", "Die Katze."]},
        ...     "reference": ["Ein Hund.", "Die Katze."],
        ... }
        >>> tertium.evaluate(texts, ["chrf", "ter"]).scores[["system", "metric", "score"]].round(1)
          system metric  score
        0    old   chrf   50.8
        1    new   chrf  100.0
        2    old    ter   50.0
        3    new    ter    0.0
    """
    remedy = "tertium.EvalSet.from_pandas(data, hypothesis=COLUMN)" if arguments.is_of(data, EvalSet) else IN_TABLE
    named = {"hypothesis": hypothesis, "reference": reference, "source": source, "id": id}
    named |= {"document": document, "domain": domain, "system": system}
    data = EvalSet.opened("data", data, columns, named=named, languages=languages)
    chosen = _chosen(metrics)
    if not chosen:
        raise UsageError("no metric is asked for", hint=METRICS)
    if executor is not None and not (hasattr(type(executor), "map") and hasattr(executor, "shares_memory")):
        raise UsageError(f"executor can't be {arguments.shown(executor)}", hint="one of tertium.executor, or None")
    if not callable(progress):
        arguments.check("progress", progress, (bool, type(None)), notebook.ACCEPTS)
    arguments.check("time_limit", time_limit, Real, "seconds above 0")
    if not time_limit > 0:
        raise UsageError(f"a time limit of {time_limit:g} s leaves no time", hint="seconds above 0")
    limit = time_limit if time_limit < LONGEST_LIMIT else math.inf
    created()  # raises now, and not after hours of scoring
    if not data.outputs:
        names = ", ".join(map(repr, data.own_columns))
        hint = (
            f"{remedy}; it has {names}" if names else "tertium score SET --system NAME=FILE, in Python tertium.attach"
        )
        raise DataError(f"set {data.name!r} has no system outputs", hint=hint)
    executor = Serial() if executor is None else executor
    systems = tuple(f": {system}" for system in data.outputs)
    with notebook.lines(progress, len(chosen) * len(systems), lambda line: line.endswith(systems)) as tell:
        run, error = count(data, chosen, executor, tell, limit)
    if error is not None:
        raise error
    return with_usage(replace(run, problems=problems_of(data, inspection, executor)))


class Counting(NamedTuple):
    """A run whose texts weren't inspected.

    Attributes:
        run: of the metrics that could run.
        error: of the first metric, where none could.
    """

    run: Run
    error: TertiumError | None


def count(
    data: EvalSet,
    metrics: Sequence[str | Metric],
    executor: Executor,
    progress: Callable[[str], None],
    limit: float = math.inf,
) -> Counting:
    """Count every system by every metric; `evaluate` is this, and the problems of the texts.

    Raises:
        UsageError: a metric is unknown or named twice.
    """
    candidates = [_candidate(metric) for metric in metrics]
    loaded = {name: metric for name, metric in candidates if not isinstance(metric, MetricError)}
    labels = [name for name, metric in candidates if not isinstance(metric, MetricError)]
    for name in labels:
        if labels.count(name) > 1:
            raise UsageError(f"metric {name!r} is asked for twice", hint=f"{name} once")
    hidden = frozenset[str]().union(*map(secrets, loaded.values()))
    tasks = [Task(data, name, metric, hidden, limit) for name, metric in loaded.items()]
    results = _scored(tasks, executor, progress)
    errors = {name: error for name, error in candidates if isinstance(error, MetricError)}
    return _counting(data, {name: results.get(name) or errors[name] for name, _ in candidates}, hidden)


def _chosen(metrics: object) -> Sequence[str | Metric]:
    """Return the specs and metrics; UsageError for anything that can be neither, such as None, a number or a type."""
    is_single = arguments.is_of(metrics, (str, FunctionMetric)) or is_function(metrics)
    values = (metrics,) if is_single else arguments.listed("metrics", metrics, arguments.METRICS)
    for value in values:
        if value is None or arguments.is_of(value, NO_METRICS):
            raise UsageError(f"metrics: an item can't be {arguments.shown(value)}", hint=arguments.METRICS)
    return [_metric(value) for value in values]


def _metric(value: Any) -> str | Metric:
    """Return a spec, or a metric, which a plain function becomes."""
    if arguments.is_of(value, str):
        return str.__str__(value)
    return metric(value) if is_function(value) else value  # type: ignore[no-any-return]  # whatever it is


def _scored(
    tasks: Sequence[Task], executor: Executor, progress: Callable[[str], None]
) -> dict[str, Scoring | TertiumError]:
    """Return each metric's scoring or its error, by label: of other processes first, then of this one."""
    results = _scored_on_gpus(tasks, executor, progress)
    tasks = [task for task in tasks if task.name not in results]
    data = tasks[0].data if tasks else None
    if data is not None and not row_groups.is_single(len(data)):
        divisible = [task for task in tasks if is_divisible(task.metric)]
        if divisible:
            results |= score_parts(divisible, Spool(), executor, progress)
        if len(divisible) < len(tasks):
            data = data.in_memory()
        tasks = [replace(task, data=data) for task in tasks if task.name not in results]
    parcels = {} if executor.shares_memory else {task.name: parcel for task in tasks if (parcel := packed(task))}
    for name, answer in _answers(parcels, executor):
        if isinstance(answer, Answer):
            for line in answer.lines:
                progress(line)
        if answer is not None:  # None: the process couldn't read the metric, which is scored here then
            results[name] = answer.result if isinstance(answer, Answer) else answer
    for task in tasks:
        if task.name not in results:
            results[task.name] = score(task, executor if executor.shares_memory else Serial(), progress)
    return results


def _scored_on_gpus(
    tasks: Sequence[Task], executor: Executor, progress: Callable[[str], None]
) -> dict[str, Scoring | TertiumError]:
    """Return the results of the metrics for which the executor lends GPUs: part by part, however small the set is."""
    results: dict[str, Scoring | TertiumError] = {}
    for gpus in sorted({gpus_of(task.metric) for task in tasks}):
        if (lent := with_gpus(executor, gpus)) is not None:
            some = [task for task in tasks if gpus_of(task.metric) == gpus]
            results |= score_parts(some, Spool(), lent, progress)
    return results


def _answers(parcels: Mapping[str, Parcel], executor: Executor) -> Iterator[tuple[str, Answer | MetricError | None]]:
    """Yield the label of each metric and the answer of its process.

    A process that dies takes all others of its executor with it. Then each metric without an answer gets a process of
    its own, one after the other, and one whose process dies again is an error.
    """
    remaining = list(parcels)
    try:
        for answer in executor.map(score_elsewhere, parcels.values()):
            yield remaining.pop(0), answer
    except ProcessDiedError:
        for name in remaining:
            yield name, _alone(parcels[name], executor)


def _alone(parcel: Parcel, executor: Executor) -> Answer | MetricError | None:
    """Return the answer of a process that scores nothing else, after one died of the executor's."""
    try:
        with after_death(executor) as alone:
            return next(alone.map(score_elsewhere, [parcel]))
    except ProcessDiedError:
        hint = "a machine with more memory, or the other metrics without it"
        return MetricError(f"{parcel.name}: the process that scored it died", hint=hint)


def _candidate(metric: str | Metric) -> tuple[str, Metric | MetricError]:
    """Return a metric's label, and the metric or the error of loading it; raise UsageError for an unknown metric."""
    name = metric.partition(":")[0] if isinstance(metric, str) else type(metric).__name__
    try:
        with contained(name, origin=lambda: "" if isinstance(metric, str) else origin(metric)):
            if not isinstance(metric, str) and not is_name(metric.name):
                hint = "a short text without spaces, control characters and any of , : = and double quotes"
                raise ResultError(f"has the name {metric.name!r:.50}", hint=hint)
            name = label_of(metric) if isinstance(metric, str) else label(metric)
            loaded = load(metric) if isinstance(metric, str) else metric
            secrets(loaded)
            return name, loaded
    except MetricError as error:
        return name, error


def _counting(data: EvalSet, results: Mapping[str, Scoring | TertiumError], hidden: frozenset[str]) -> Counting:
    """Return the run of these results; the order of the metrics is that of the request."""
    errors = {name: error for name, error in results.items() if isinstance(error, TertiumError)}
    scorings = {name: scoring for name, scoring in results.items() if isinstance(scoring, Scoring)}
    nothing = UsageError("no metric is asked for", hint="chrf, as in -m chrf")
    columns = [column for scoring in scorings.values() for column in scoring.columns]
    run = Run(
        data=data,
        measures={name: scoring.measure for name, scoring in scorings.items()},
        counts=_counts(columns),
        values={column.key: column.values for column in columns},
        spans={column.key: column.spans for column in columns if column.spans},
        skips=tuple(skip for column in columns for skip in column.skips),
        missing={name: without_secrets(str(error), hidden) for name, error in errors.items()},
        warnings=tuple(warning for column in columns for warning in column.warnings),
        versions=versions({scoring.engine for scoring in scorings.values() if scoring.engine}),
        created=created(),
    )
    return Counting(run, None if scorings else next(iter(errors.values()), nothing))


def _counts(columns: Sequence[Column]) -> Mapping[Key, Counts]:
    rows = {column.key: column.rows for column in columns}
    in_memory = {key: rows_of_key for key, rows_of_key in rows.items() if isinstance(rows_of_key, np.ndarray)}
    return in_memory if len(in_memory) == len(rows) else CountRows(rows)


def versions(engines: Iterable[str] = ()) -> dict[str, str]:
    """Return the versions that scores may depend on and that no signature has, and the engines that counted."""
    packages = {"python": platform.python_version(), "tertium": own_version()}
    for package in ("numpy", "sacrebleu"):
        try:
            packages[package] = version(package)
        except PackageNotFoundError:
            packages[package] = "not installed"
    if engines:
        packages[COUNTED_BY] = ", ".join(sorted(engines))
    return packages


def created() -> str:
    """Return the current time in UTC, or the time in SOURCE_DATE_EPOCH, which makes runs equal byte for byte.

    Raises:
        UsageError: SOURCE_DATE_EPOCH is no time.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    try:
        moment = datetime.fromtimestamp(int(epoch), timezone.utc) if epoch else datetime.now(timezone.utc)
    except (ValueError, OverflowError, OSError) as error:  # the latter two: seconds of no year that there is
        message = f"SOURCE_DATE_EPOCH is {epoch!r}, which is no time"
        raise UsageError(message, hint="seconds since 1970, as a whole number") from error
    return moment.isoformat(timespec="seconds")
