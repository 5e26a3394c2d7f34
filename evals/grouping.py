"""grouped(run, "customer", table) → Groups: corpus scores of groups, from counts, with intervals by document."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np

from tertium import arguments
from tertium.errors import CompareError, UsageError, counted
from tertium.evals.clusters import FEW, clusters_of
from tertium.evals.compare import check_resampling
from tertium.evals.formula import formula
from tertium.evals.membership import ACCEPTS, membership
from tertium.evals.names import chosen_labels, chosen_names, missing_reasons
from tertium.evals.results import Groups, Resampling
from tertium.evals.selection import with_systems
from tertium.evals.slices import BUILT_IN, Division, scores_of_parts

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tertium.corpora.types import EvalSet
    from tertium.evals.results import Slice
    from tertium.evals.types import Run

MOST: Final = 1000
"""Groups that a column of the user's own may make: more are mostly a number that wants to be cut into ranges."""
SHOWN: Final = 5
"""Ids that a sentence names."""


def grouped(  # noqa: PLR0913 - each a choice of its own, by name
    run: Run,
    by: Any,
    table: Any = None,
    *,
    on: str | None = None,
    metrics: str | Sequence[str] | None = None,
    systems: str | Sequence[str] | None = None,
    resampling: Resampling | None = None,
) -> Groups:
    """Return the corpus scores of each group of segments; see `Run.by`.

    Raises:
        CompareError: no metric's formula is installed.
        UsageError: no such column, metric or system, a table that doesn't fit, or an argument of another type.
    """
    check_resampling(resampling)
    if systems is not None:
        run = with_systems(run, chosen_names("system", systems, run.systems))
    division, unmatched = _division(run.data, by, table, on)
    clusters = clusters_of(run.data, resampling or Resampling())
    slices: list[Slice] = []
    left_out = missing_reasons(run) if metrics is None else {}
    for label in chosen_labels(run, metrics):
        try:
            slices += scores_of_parts(run, formula(run, label), label, division, clusters)
        except CompareError as error:
            left_out[label] = str(error).splitlines()[0]
    if not slices:
        raise CompareError("no metric has scores of groups: " + next(iter(left_out.values()), "there is none"))
    measures = {piece.metric: run.measures[piece.metric] for piece in slices}
    ungrouped = tuple(run.data.ids[row] for row in np.flatnonzero(division.member < 0).tolist())
    return Groups(
        name=run.data.name,
        fingerprint=run.fingerprint,
        by=division.by,
        slices=tuple(slices),
        resampling=clusters.resampling,
        clusters=len(clusters),
        signatures={label: measure.signature for label, measure in measures.items()},
        units={label: measure.unit for label, measure in measures.items()},
        higher_is_better={label: measure.higher_is_better for label, measure in measures.items()},
        left_out=left_out,
        unmatched=unmatched,
        ungrouped=ungrouped,
        warnings=(
            *_unmatched(unmatched, ungrouped, len(run.data)),
            *_partial(run, slices, len(run.data) - len(ungrouped)),
            *_few(slices, clusters.resampling),
        ),
    )


def _division(data: EvalSet, by: Any, table: Any, on: str | None) -> tuple[Division, tuple[str, ...]]:
    """Return the division of the set, and the ids of the table that found no partner."""
    if not isinstance(by, str):
        arguments.check("table", table, type(None), "run.by(NAME, table), or run.by(table)")
        by, table = str(getattr(by, "name", None) or "group"), by
    elif table is None:
        own = data.own_columns
        if by in own:
            table = own[by]
        elif by in BUILT_IN:
            if (division := BUILT_IN[by](data)) is None or not division.parts:
                raise UsageError(f"the set has no {by} to divide it by", hint=f"run.by(NAME, table): {ACCEPTS}")
            return division, ()
        else:
            raise UsageError(
                f"the set has no column {by!r}", hint=f"run.by({by!r}, table), or {', '.join([*own, *BUILT_IN])}"
            )
    groups = membership(data, by, table, on)
    if not groups.order:
        raise UsageError(f"{by}: every group is empty", hint=ACCEPTS)
    if len(groups.order) > MOST:
        raise UsageError(
            f"{by} makes {counted(len(groups.order), 'group')} of {len(data)} segments", hint="ranges: pandas.cut"
        )
    index = {name: i for i, name in enumerate(groups.order)}
    member = np.array([-1 if name is None else index[name] for name in groups.group], dtype=np.intp)
    return Division(by, groups.order, member), groups.unmatched


def _unmatched(unmatched: Sequence[str], ungrouped: Sequence[str], segments: int) -> Iterator[str]:
    if unmatched:
        yield f"{counted(len(unmatched), 'id')} of the table {_are(unmatched)} not in the run: {_first(unmatched)}"
    if ungrouped:
        yield f"{len(ungrouped)} of {segments} segments are in no group: {_first(ungrouped)}"


def _are(items: Sequence[str]) -> str:
    return "is" if len(items) == 1 else "are"


def _first(ids: Sequence[str]) -> str:
    return ", ".join(ids[:SHOWN]) + (", …" if len(ids) > SHOWN else "")


def _partial(run: Run, slices: Sequence[Slice], grouped_segments: int) -> Iterator[str]:
    """Yield a sentence per metric whose scores leave segments of groups out."""
    system = run.systems[0]
    for label in dict.fromkeys(piece.metric for piece in slices):
        scored = sum(piece.segments for piece in slices if piece.metric == label and piece.system == system)
        if scored < grouped_segments:
            out = grouped_segments - scored
            yield f"{label}: {out} of {grouped_segments} segments are left out, not every system has a score"


def _few(slices: Sequence[Slice], resampling: Resampling) -> Iterator[str]:
    """Yield a sentence if groups lie in few documents."""
    sizes: dict[str, int] = {}
    for piece in slices:
        sizes[piece.part] = max(piece.clusters, sizes.get(piece.part, 0))
    few, unit = [name for name, size in sizes.items() if size < FEW], resampling.cluster
    if all(size <= 1 for size in sizes.values()):
        yield f"no group has more than one {unit}, so there are no intervals"
    elif few:
        groups = f"{counted(len(few), 'group')} of {len(sizes)} {'lies' if len(few) == 1 else 'lie'}"
        yield f"{groups} in fewer than {FEW} {unit}s, where intervals are rough: {_first(few)}"
