"""The columns of a run, one per system and metric: those that are known already are kept, all others are counted."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from tertium.containment import contained, without_secrets
from tertium.errors import DataError, MetricError, TertiumError
from tertium.evals.count_rows import joined
from tertium.evals.evaluate import count, created, versions
from tertium.evals.inspection.inspect import problems_of
from tertium.evals.types import COUNTED_BY, Key
from tertium.evals.usage import with_usage
from tertium.metrics.base import UNANSWERED, Adapts, HasCard, NamesEngine, secrets
from tertium.metrics.registry import label_of, load, origin

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from tertium.corpora.types import EvalSet
    from tertium.evals.evaluate import Counting
    from tertium.evals.results import SetInspection
    from tertium.evals.types import Run, Skip
    from tertium.executor import Executor


class Updated(NamedTuple):
    """A run of which part was known.

    Attributes:
        run: equal to the run of an evaluation from the start.
        kept: the columns that were not counted, by metric and system in the order of the run.
    """

    run: Run
    kept: tuple[Key, ...]


def update(  # noqa: PLR0913 - each a choice of its own
    old: Run,
    data: EvalSet,
    specs: Sequence[str],
    *,
    executor: Executor,
    progress: Callable[[str], None],
    inspection: SetInspection | None = None,
) -> Updated:
    """Return the evaluation of a set, for which only what an older run of the same set lacks is counted.

    A column is kept where the system's outputs and the metric's signature are the same, and a service left no segment
    without an answer. Whether references look as if
    they were made from a system is a question about all systems, and is asked anew.

    Args:
        old: a run of the same sources, references and documents, by the same versions of tertium and its packages;
            its own warnings are those of its columns.
        data: the set with all outputs.
        specs: of the metrics, in the order of the new run.
        executor: see `tertium.evaluate`.
        progress: see `tertium.evaluate`.
        inspection: see `tertium.evaluate`.

    Raises:
        DataError: the set has no outputs, or lacks what every metric needs.
        UsageError: a metric is unknown.
    """
    if not data.outputs:
        raise DataError(f"set {data.name!r} has no system outputs", hint="the outputs of a system")
    labels = [run_label(spec) for spec in specs]
    systems = [name for name, output in data.outputs.items() if old.data.outputs.get(name) == output]
    # A label lacks settings, such as a judge's address.
    spec_of = dict(zip(labels, specs, strict=True))
    unchanged = [label for label in labels if _is_unchanged(old, label, spec_of[label])] if systems else []
    whole = [label for label in labels if label not in unchanged]
    if len(set(labels)) < len(labels):  # which is an error of the evaluation
        whole = labels
    others = [name for name in data.outputs if name not in systems]
    countings: dict[str, Counting] = {}
    if whole or not labels:
        in_full = [spec for spec, label in zip(specs, labels, strict=True) if label in whole]
        countings |= dict.fromkeys(whole, count(data, in_full, executor, progress))
    if unchanged and others:
        of_others = [spec_of[label] for label in unchanged]
        countings |= dict.fromkeys(unchanged, count(data.with_systems(others), of_others, executor, progress))
    missing = {label: countings[label].run.missing[label] for label in labels if _fails(countings, label)}
    keys = [Key(system, label) for label in labels if label not in missing for system in data.outputs]
    if not keys:  # every metric fails, and the error of the first is that of the evaluation
        raise next(counting.error for counting in countings.values() if counting.error)
    kept = {key for key in keys if key.metric in unchanged and key.system in systems}
    owners = {key: old if key in kept else countings[key.metric].run for key in keys}
    engines = {*_engines(old, [*dict.fromkeys(key.metric for key in kept)])}
    engines |= {engine for counting in countings.values() for engine in engines_of(counting.run)}
    run = assembled(replace(old, data=data, missing=missing), owners)
    cards = {label: current_card(spec_of[label]) for label in run.measures if label in unchanged}
    run = replace(
        run,
        measures={**run.measures, **{label: replace(run.measures[label], card=card) for label, card in cards.items()}},
        warnings=tuple(_warnings(owners)),
        problems=problems_of(data, inspection, executor),
        versions=versions(engines),
        created=created(),
    )
    return Updated(with_usage(run), tuple(key for key in keys if key in kept))


def assembled(run: Run, owners: Mapping[Key, Run]) -> Run:
    """Return a run with the columns of others, in this order; a metric's measure is that of its first column's run."""
    first = {key.metric: owner for key, owner in reversed([*owners.items()])}
    labels = dict.fromkeys(key.metric for key in owners)
    skips = {id(owner): _by_key(owner.skips) for owner in owners.values()}
    return replace(
        run,
        measures={label: first[label].measures[label] for label in labels},
        counts=joined([(key, owner.counts, key) for key, owner in owners.items()]),
        values={key: owner.values[key] for key, owner in owners.items()},
        spans={key: owner.spans[key] for key, owner in owners.items() if key in owner.spans},
        skips=tuple(skip for key, owner in owners.items() for skip in skips[id(owner)].get(key, ())),
    )


def run_label(spec: str) -> str:
    """Return the label under which a run has a metric, or that it is missing."""
    try:
        return label_of(spec)
    except MetricError:  # of another distribution, and broken: its options aren't known
        return spec.partition(":")[0]


def current_signature(label: str, languages: tuple[str | None, str | None]) -> str:
    """Return the signature of the installed metric for these languages, without secrets.

    Raises:
        UsageError: it can't be loaded.
    """
    metric = load(label)
    with contained(label, origin=partial(origin, type(metric)), secrets=secrets(metric)):
        metric = metric.adapted(languages) if isinstance(metric, Adapts) else metric
        return without_secrets(metric.signature, secrets(metric))


def current_card(spec: str) -> Mapping[str, Any] | None:
    """Return the card of a judge that a spec names; None of any other metric.

    Raises:
        TertiumError: it can't be read, or the metric can't be loaded.
    """
    metric = load(spec)
    with contained(spec, origin=partial(origin, type(metric)), secrets=secrets(metric)):
        return metric.measured_errors() if isinstance(metric, HasCard) else None


def engines_of(run: Run) -> list[str]:
    """Return names and versions of the programs that counted a run."""
    return [engine for engine in run.versions.get(COUNTED_BY, "").split(", ") if engine]


def _is_unchanged(old: Run, label: str, spec: str) -> bool:
    """Whether a run's columns by a metric are those of today."""
    if any(skip.metric == label and skip.reason.startswith(UNANSWERED) for skip in old.skips):
        return False
    try:
        current_card(spec)  # of a card that can't be read, the evaluation says why
        return label in old.measures and current_signature(label, old.data.languages) == old.measures[label].signature
    except TertiumError:
        return False


def _fails(countings: Mapping[str, Counting], label: str) -> bool:
    return label in countings and label in countings[label].run.missing


def _engines(old: Run, labels: Sequence[str]) -> list[str]:
    """Return the engines that counted these metrics of a run; it doesn't say which one counted which metric."""
    engines = engines_of(old)
    if set(labels) == set(old.measures):
        return engines
    of_today = {str(metric.counted_by) for metric in map(load, labels) if isinstance(metric, NamesEngine)}
    return [engine for engine in engines if engine in of_today or (of_today and len(engines) == 1)]


def _by_key(skips: Iterable[Skip]) -> dict[Key, list[Skip]]:
    rows: dict[Key, list[Skip]] = {}
    for skip in skips:
        rows.setdefault(Key(skip.system, skip.metric), []).append(skip)
    return rows


def _warnings(owners: Mapping[Key, Run]) -> Iterator[str]:
    """Yield the warnings of these columns in their order; each begins with the names of its metric and system."""
    warnings: dict[tuple[int, Key], list[str]] = {}
    for owner in {id(owner): owner for owner in owners.values()}.values():
        starts = {f"{key.metric}, {key.system}: ": key for key in owner.counts}
        for warning in owner.warnings:
            # The longest: a system may be called "new: again" beside one called "new".
            if start := max(filter(warning.startswith, starts), key=len, default=""):
                warnings.setdefault((id(owner), starts[start]), []).append(warning)
    for key, owner in owners.items():
        yield from warnings.get((id(owner), key), ())
