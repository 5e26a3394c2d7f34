"""A run with some of its metrics or systems only, and what a user may call these."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tertium.errors import TertiumError, UsageError, nearest
from tertium.evals.count_rows import renamed
from tertium.metrics.registry import label_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from tertium.evals.types import Run


def with_metrics(run: Run, labels: Sequence[str]) -> Run:
    """Return the run with these metrics only, in this order; what others found, skipped or lack is left out too."""
    chosen = set(labels)
    return replace(
        run,
        measures={label: run.measures[label] for label in labels},
        counts=renamed(run.counts, {key: key for key in run.counts if key.metric in chosen}),
        values={key: values for key, values in run.values.items() if key.metric in chosen},
        spans={key: spans for key, spans in run.spans.items() if key.metric in chosen},
        skips=tuple(skip for skip in run.skips if skip.metric in chosen),
        missing={},
    )


def with_systems(run: Run, systems: Sequence[str]) -> Run:
    """Return the run with these systems only."""
    chosen = set(systems)
    return replace(
        run,
        data=run.data.with_systems(systems),
        counts=renamed(run.counts, {key: key for key in run.counts if key.system in chosen}),
        values={key: values for key, values in run.values.items() if key.system in chosen},
        spans={key: spans for key, spans in run.spans.items() if key.system in chosen},
        skips=tuple(skip for skip in run.skips if skip.system in chosen),
    )


def labels_named(run: Run, names: Iterable[str]) -> list[str]:
    """Return the labels of the metrics with these names, each once; UsageError for one that the run hasn't.

    A name is a label in any case (``chrF``), another spelling of its spec, or the metric's name where one metric of the
    run has it: ``comet`` for ``comet:model=…``.
    """
    return list(dict.fromkeys(_label_named(run, name) for name in names))


def systems_named(run: Run, names: Iterable[str]) -> list[str]:
    """Return the systems with these names, in any case, each once; UsageError for one that the run hasn't."""
    return list(dict.fromkeys(_system_named(run, name) for name in names))


def _label_named(run: Run, name: str) -> str:
    labels = list(run.measures)
    if name in labels:
        return name
    try:
        if (label := label_of(name)) in labels:
            return label
    except TertiumError:
        pass
    for candidates in (
        [label for label in labels if label.casefold() == name.casefold()],
        [label for label in labels if label.partition(":")[0].casefold() == name.casefold()],
    ):
        if len(candidates) == 1:
            return candidates[0]
    from tertium.evals.compare import chosen_labels  # loads what compares systems

    return chosen_labels(run, [name])[0]  # which says why there is none


def _system_named(run: Run, name: str) -> str:
    if name in run.systems:
        return name
    candidates = [system for system in run.systems if system.casefold() == name.casefold()]
    if len(candidates) == 1:
        return candidates[0]
    raise UsageError(f"the run has no system {name!r}", hint=nearest(name, run.systems))
