"""filter(run) → Run: some of a run's segments and systems, scored anew from their counts and not from their texts."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np

from tertium.errors import CompareError, UsageError, counted
from tertium.evals.conditions import conditions
from tertium.evals.formula import formula
from tertium.evals.inspection.inspect import problems_of
from tertium.evals.inspection.leave_out import only_rows
from tertium.evals.names import chosen_names
from tertium.evals.selection import with_systems
from tertium.evals.types import values_of_rows
from tertium.executor import Serial

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from tertium.corpora.types import EvalSet
    from tertium.evals.types import Run
    from tertium.metrics.base import Counts, Scores


def filtered(  # noqa: PLR0913 - each is a condition of its own, by name
    run: Run,
    where: Any = None,
    *,
    documents: str | Sequence[str] | None = None,
    domain: str | Sequence[str] | None = None,
    systems: str | Sequence[str] | None = None,
    length: tuple[float | None, float | None] | None = None,
    how: str | None = None,
) -> Run:
    """Return the run of the segments that meet every condition; see `Run.filter`.

    Scores of documents, domains and the set are those of the counts that are left. A metric whose formula isn't
    installed is missing in the result, with the reason.

    Raises:
        CompareError: no metric's formula is installed.
        UsageError: no segment meets the conditions, a name is unknown, or an argument has another type.
    """
    if systems is not None:
        run = with_systems(run, chosen_names("system", systems, run.systems))
    met = list(conditions(run, where, how, documents, domain, length))
    if not met:
        return run
    mask = np.logical_and.reduce([rows for _, rows in met])
    words = "; ".join(name for name, _ in met)
    if not mask.any():
        raise UsageError(f"no segment of {len(run.data)} is left: {words}", hint="fewer or wider conditions")
    return run if mask.all() else _of_rows(run, np.flatnonzero(mask), words)


def _of_rows(run: Run, rows: NDArray[np.intp], words: str) -> Run:
    """Return the run of these segments."""
    data = only_rows(run.data.in_memory(), rows.tolist(), _note(run.data, rows, words))
    formulas, refused = formulas_of(run)
    counts = {key: run.counts[key][rows] for key in run.counts if key.metric in formulas}
    place = {int(row): i for i, row in enumerate(rows)}
    ids = set(data.ids)
    return replace(
        run,
        data=data,
        measures={label: run.measures[label] for label in formulas},
        counts=counts,
        values={
            key: values_of_rows(formulas[key.metric], run.values[key].segments[rows], of_key, data)
            for key, of_key in counts.items()
        },
        spans={
            key: tuple(replace(span, segment=place[span.segment]) for span in spans if span.segment in place)
            for key, spans in run.spans.items()
            if key in counts
        },
        skips=tuple(skip for skip in run.skips if skip.segment in ids and skip.metric in formulas),
        missing={**run.missing, **refused},
        problems=None if run.problems is None else problems_of(data, None, Serial()),
    )


def formulas_of(run: Run) -> tuple[dict[str, Callable[[Counts], Scores]], dict[str, str]]:
    """Return the formulas of a run's metrics by label, and label to the reason why there is none.

    Raises:
        CompareError: there is none at all.
    """
    formulas: dict[str, Callable[[Counts], Scores]] = {}
    refused: dict[str, CompareError] = {}
    for label in run.measures:
        try:
            formulas[label] = formula(run, label)
        except CompareError as error:
            refused[label] = error
    if not formulas:
        raise next(iter(refused.values()))
    return formulas, {label: str(error).splitlines()[0] for label, error in refused.items()}


def _note(data: EvalSet, rows: NDArray[np.intp], words: str) -> str:
    ids = data.document_ids
    documents = len({ids[row] for row in rows.tolist()})
    of_documents = f"{documents} of {counted(len(data.documents), 'document')}"
    out = len(data) - len(rows)
    return f"{out} of {len(data)} segments are left out; {len(rows)} in {of_documents} are left: {words}"
