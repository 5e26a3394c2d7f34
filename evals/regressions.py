"""regressions(run, baseline) → DataFrame: every segment, what it adds to the corpus difference, and its findings."""

from __future__ import annotations

from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np
import pandas as pd

from tertium import arguments
from tertium.errors import UsageError, nearest
from tertium.evals.contributions import contributions
from tertium.evals.findings import segment_changes
from tertium.evals.formula import prepare
from tertium.evals.join import join, system_names
from tertium.evals.names import chosen_labels, chosen_names
from tertium.evals.opening import opened
from tertium.evals.types import Key, Run, leading_measure, segment_domains

if TYPE_CHECKING:
    from collections.abc import Sequence

BASELINE: Final = "the name of a system of the run, another run, or its path"


class _Pair(NamedTuple):
    """A system and its baseline under their names in the joined run, and what to call the system."""

    system: str
    baseline: str
    title: str


def regressions(
    run: Run,
    baseline: str | Run | Path | None = None,
    *,
    systems: str | Sequence[str] | None = None,
    metrics: str | Sequence[str] | None = None,
) -> pd.DataFrame:
    """Return what every segment adds to the difference from the baseline, the largest losses first; see RunMethods.

    Raises:
        CompareError: the runs measure different data, or a metric's formula isn't installed.
        UsageError: no such system or metric, no system to compare with, or an argument of another type.
    """
    joined, pairs = _pairs(run, baseline, systems)
    labels = chosen_labels(joined, metrics) if metrics is not None else [leading_measure(joined).label]
    frames = [_frame(joined, label, pair) for pair in pairs for label in labels]
    table = pd.concat(frames, ignore_index=True)
    # Of a metric without a direction the largest falls come first.
    order = np.argsort(table["gain"].fillna(table["contribution"]).to_numpy(dtype=float), kind="stable")
    return table.iloc[order].reset_index(drop=True)


def _pairs(run: Run, baseline: object, systems: str | Sequence[str] | None) -> tuple[Run, list[_Pair]]:
    """Return a run with all systems, and each system with its baseline."""
    chosen = chosen_names("system", systems, run.systems) if systems is not None else list(run.systems)
    if baseline is None and len(run.systems) > 1:
        baseline = run.systems[0]
    if not arguments.is_of(baseline, (str, Run, PathLike)):
        raise UsageError(f"baseline can't be {arguments.shown(baseline)}", hint=BASELINE)
    if isinstance(baseline, str) and baseline not in run.systems and not Path(baseline).exists():
        raise UsageError(f"no system is named {arguments.shown(baseline)}", hint=nearest(baseline, run.systems))
    if not isinstance(baseline, str) or baseline not in run.systems:
        return _with_run(run, opened("baseline", baseline), chosen)
    pairs = [_Pair(system, baseline, system) for system in chosen if system != baseline]
    if not pairs:
        raise UsageError(f"there is only {baseline!r}, and nothing to compare it with", hint=BASELINE)
    return run, pairs


def _with_run(run: Run, other: Run, chosen: Sequence[str]) -> tuple[Run, list[_Pair]]:
    """Return both runs joined, and each system with that of its name in the other run, or with the only one there."""
    runs = {"run": run, "baseline": other}
    names = system_names(runs)
    only = other.systems[0] if len(other.systems) == 1 else None
    pairs = []
    for system in chosen:
        of_other = system if system in other.systems else only
        if of_other is None:
            hint = f"run.regressions(tertium.concat([…]), …) with one of {', '.join(other.systems)}"
            raise UsageError(f"the baseline has several systems and none is named {system!r}", hint=hint)
        # A copy of the run's own output has no name of its own.
        pairs.append(_Pair(names["run", system], names.get(("baseline", of_other), of_other), system))
    return join(runs), pairs


def _frame(run: Run, label: str, pair: _Pair) -> pd.DataFrame:
    """Return a row per segment of one pair by one metric."""
    data, measure = run.data, run.measures[label]
    starts = np.array([document.start for document in data.documents], dtype=np.intp)
    prepared = prepare(run, label, [pair.baseline, pair.system], starts)
    parts = contributions(run, prepared, pair.baseline, pair.system)
    changes = segment_changes(run, pair.system, pair.baseline)
    nothing: tuple[str, str] = ("", "")
    columns = {
        "id": data.ids,
        "document": data.document_ids,
        "domain": segment_domains(data),
        "system": pair.title,
        "baseline": pair.baseline,
        "metric": label,
        "contribution": parts,
        "gain": parts * {True: 1.0, False: -1.0, None: np.nan}[measure.higher_is_better],
        "score": run.values[Key(pair.system, label)].segments,
        "baseline_score": run.values[Key(pair.baseline, label)].segments,
        "new": [changes.get(row, nothing)[0] for row in range(len(data))],
        "fixed": [changes.get(row, nothing)[1] for row in range(len(data))],
        "source": data.sources,
        **{f"reference.{name}": column for name, column in data.references.items()},
        "hypothesis": data.outputs[pair.system],
        "baseline_hypothesis": data.outputs[pair.baseline],
    }
    return pd.DataFrame(
        {name: list(column) if isinstance(column, tuple) else column for name, column in columns.items()}
    )
