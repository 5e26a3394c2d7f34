"""rescore(run) → Run: the same outputs by today's metrics; counts of a metric with the same signature are kept."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from tertium import arguments
from tertium.errors import MetricError, UsageError
from tertium.evals.columns import assembled, current_card, current_signature, engines_of
from tertium.evals.evaluate import created, evaluate
from tertium.evals.opening import opened
from tertium.evals.types import COUNTED_BY, Key, Run
from tertium.metrics.registry import label_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path


class Rescored(NamedTuple):
    """A run by today's metrics.

    Attributes:
        run: the run; its metrics stand in the order of the old one, then those that were added.
        kept: labels of the metrics whose counts are the old run's.
        changed: label to the signatures, the old and the new one, of metrics that were counted anew.
        unavailable: label to the reason why a metric's old counts were kept under their old signature.
    """

    run: Run
    kept: tuple[str, ...]
    changed: Mapping[str, tuple[str, str]]
    unavailable: Mapping[str, str]


def rescore(
    run: Run | Path | str, metrics: Sequence[str] = (), *, progress: Callable[[str], None] = lambda _: None
) -> Rescored:
    """Score the outputs of a run with today's metrics.

    Args:
        run: a run with its texts.
        metrics: specs of metrics to add to those that the run has, or lacks with a reason; the card of a judge that it
            has is taken over.
        progress: see `tertium.evaluate`.

    Raises:
        UsageError: a metric is unknown, an argument has another type, or a card is that of another judge.
    """
    run = opened("run", run)
    # A label lacks settings, such as a judge's address.
    added = {label_of(spec): spec for spec in arguments.texts("metrics", metrics, arguments.METRICS)}
    kept: list[str] = []
    unavailable: dict[str, str] = {}
    for label, measure in run.measures.items():
        try:
            if current_signature(label, run.data.languages) == measure.signature:
                kept.append(label)
        except UsageError as error:  # its package, its model or its plug-in isn't here
            unavailable[label] = str(error).splitlines()[0]
    labels = list(dict.fromkeys([*run.measures, *run.missing, *added]))
    carried = [*kept, *unavailable, *(label for label in run.missing if not _is_known(label))]
    if new := [label for label in labels if label not in carried]:
        new_run = _combined(
            run, _evaluated(run, {label: added.get(label, label) for label in new}, progress), carried, labels
        )
    else:
        new_run = replace(run, created=created())
    cards = {label: current_card(spec) for label, spec in added.items() if label in kept}
    with_cards = {
        label: replace(new_run.measures[label], card=card) for label, card in cards.items() if card is not None
    }
    new_run = replace(new_run, measures={**new_run.measures, **with_cards})
    pairs = {
        label: (measure.signature, new_run.measures[label].signature)
        for label, measure in run.measures.items()
        if label not in kept and label not in unavailable and label in new_run.measures
    }
    return Rescored(new_run, tuple(kept), pairs, unavailable)


def _is_known(label: str) -> bool:
    try:
        label_of(label)
    except UsageError:
        return False
    return True


def _evaluated(run: Run, specs: Mapping[str, str], progress: Callable[[str], None]) -> Run:
    """Return the run by metrics, label to spec; one without any where none of them can run."""
    try:
        return evaluate(run.data, [*specs.values()], progress=progress)
    except MetricError as error:
        missing = dict.fromkeys(specs, str(error))
        return replace(run, measures={}, counts={}, values={}, spans={}, skips=(), missing=missing, warnings=())


def _combined(old: Run, new: Run, kept: Sequence[str], labels: Sequence[str]) -> Run:
    """Return the counts of the kept metrics and those of the new run, in the order of the labels."""
    engines = {engine for run in (old, new) for engine in engines_of(run)}
    versions = dict(new.versions)
    if kept and engines:
        versions[COUNTED_BY] = ", ".join(sorted(engines))
    owners = {label: old if label in kept else new for label in labels}
    columns = {
        Key(system, label): run for label, run in owners.items() if label in run.measures for system in run.systems
    }
    return replace(
        assembled(old, columns),
        missing={label: run.missing[label] for label, run in owners.items() if label in run.missing},
        warnings=tuple(dict.fromkeys((*old.warnings, *new.warnings))),
        problems=new.problems if old.problems is None else old.problems,
        versions=versions,
        created=created(),
    )
