"""A run with some of its metrics or systems only."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tertium.evals.count_rows import renamed

if TYPE_CHECKING:
    from collections.abc import Sequence

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
