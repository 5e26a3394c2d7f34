"""evaluate(set, metrics) → Run: the one place where metrics meet data."""

from __future__ import annotations

import os
import platform
from datetime import datetime, timezone
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING

import numpy as np

from tertium.errors import DataError, TertiumError, UsageError
from tertium.evals.types import Key, Measure, Run, Skip, Values, values_of
from tertium.metrics.base import Adapts, Reports
from tertium.metrics.registry import label, load
from tertium.version import version as ours

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from tertium.corpora.types import EvalSet
    from tertium.metrics.base import Counted, Counts, Metric, Span


def evaluate(
    data: EvalSet, metrics: Iterable[str | Metric], *, progress: Callable[[str], None] = lambda _: None
) -> Run:
    """Score every system of the set with every metric.

    A segment that lacks what a metric needs is skipped, with the reason, never silently. A metric that can't run at all
    (its model is missing, the set has no references) is recorded as missing while the others finish; when none can run,
    the first one's error is raised.

    Args:
        data: a set with at least one system's outputs.
        metrics: specs such as ``"chrf:word_order=2"``, or metrics; or one spec.
        progress: called with one line before each metric and system, and while an expensive metric works.

    Raises:
        DataError: the set has no outputs, or lacks what every metric needs.
        UsageError: a metric is unknown or named twice.
    """
    if not data.outputs:
        raise DataError(
            f"set {data.name!r} has no system outputs",
            hint="tertium score SET --system NAME=FILE, in Python with_outputs",
        )
    asked = [metrics] if isinstance(metrics, str) else metrics
    loaded = [load(metric) if isinstance(metric, str) else metric for metric in asked]
    labels = [label(metric) for metric in loaded]
    for one in labels:
        if labels.count(one) > 1:
            raise UsageError(f"metric {one!r} is asked for twice", hint=f"{one} once")
    run = _Gathering(data, progress)
    for one, metric in zip(labels, loaded, strict=True):
        run.add(one, metric.adapted(data.languages) if isinstance(metric, Adapts) else metric)
    return run.finished()


class _Gathering:
    """What becomes a Run."""

    def __init__(self, data: EvalSet, progress: Callable[[str], None]) -> None:
        self.data, self.progress = data, progress
        self.measures: dict[str, Measure] = {}
        self.counts: dict[Key, Counts] = {}
        self.values: dict[Key, Values] = {}
        self.spans: dict[Key, tuple[Span, ...]] = {}
        self.skips: list[Skip] = []
        self.warnings: list[str] = []
        self.errors: dict[str, TertiumError] = {}

    def add(self, name: str, metric: Metric) -> None:
        """Score every system with one metric, all or none."""
        try:
            self._add(name, metric)
        except TertiumError as error:
            self.errors[name] = error

    def _add(self, name: str, metric: Metric) -> None:
        needs = metric.needs
        usable = [row for row in range(len(self.data)) if self.data.has(row, needs)]
        if not usable:
            raise DataError(
                f"{name} needs {' and '.join(sorted(needs))}, and no segment of set {self.data.name!r} has that",
                hint="a metric that needs less (tertium metrics), or a set with references",
            )
        self.progress(f"{name}: preparing {len(usable)} segments")
        texts = self.data.texts(usable)
        if isinstance(metric, Reports):
            count = metric.bind_reporting(texts, lambda line: self.progress(f"{name}: {line}"))
        else:
            count = metric.bind(texts)
        done: dict[Key, tuple[Counts, tuple[Span, ...]]] = {}
        skips: list[Skip] = []
        for system, column in self.data.outputs.items():
            self.progress(f"{name}: {system}")
            counted = count([column[row] or "" for row in usable])
            given = [i for i, row in enumerate(usable) if column[row] is not None]
            done[Key(system, name)] = self._placed(counted, usable, given)
            lacking = set(range(len(self.data))) - {usable[i] for i in given}
            skips += [
                Skip(system, name, self.data.ids[row], self._reason(row, column, metric)) for row in sorted(lacking)
            ]
            self.warnings += [f"{name}, {system}: {warning}" for warning in counted.warnings]
        self.skips += skips
        for key, (rows, spans) in done.items():
            self.counts[key], self.values[key] = rows, values_of(metric, rows, self.data)
            if spans:
                self.spans[key] = spans
        self.measures[name] = Measure(
            name, metric.signature, metric.unit, metric.higher_is_better, tuple(sorted(needs))
        )

    def _placed(self, counted: Counted, usable: list[int], given: list[int]) -> tuple[Counts, tuple[Span, ...]]:
        """Return the rows in the set's places, nan elsewhere, and the spans with the set's indices."""
        from dataclasses import replace

        if len(counted.counts) != len(usable) or not np.isfinite(counted.counts).all():
            raise ValueError("a metric must give one finite row per segment")
        rows = np.full((len(self.data), counted.counts.shape[1]), np.nan)
        rows[[usable[i] for i in given]] = counted.counts[given]
        kept = set(given)
        return rows, tuple(replace(s, segment=usable[s.segment]) for s in counted.spans if s.segment in kept)

    def _reason(self, row: int, column: Sequence[str | None], metric: Metric) -> str:
        lacking = [role for role in sorted(metric.needs) if not self.data.has(row, [role])]
        return f"no {' and no '.join(lacking)}" if lacking else "no hypothesis" if column[row] is None else "not scored"

    def finished(self) -> Run:
        if not self.measures:
            raise next(iter(self.errors.values()), UsageError("no metric is asked for", hint="chrf, as in -m chrf"))
        return Run(
            data=self.data,
            measures=self.measures,
            counts=self.counts,
            values=self.values,
            spans=self.spans,
            skips=tuple(self.skips),
            missing={name: str(error) for name, error in self.errors.items()},
            warnings=tuple(self.warnings),
            versions=versions(),
            created=created(),
        )


def versions() -> dict[str, str]:
    """Return the versions that a number may depend on, beside those in the signatures."""
    found = {"python": platform.python_version(), "tertium": ours()}
    for package in ("numpy", "sacrebleu"):
        try:
            found[package] = version(package)
        except PackageNotFoundError:
            found[package] = "not installed"
    return found


def created() -> str:
    """Return the time in UTC, or that of SOURCE_DATE_EPOCH, which makes runs equal byte for byte."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    moment = datetime.fromtimestamp(int(epoch), timezone.utc) if epoch else datetime.now(timezone.utc)
    return moment.isoformat(timespec="seconds")
