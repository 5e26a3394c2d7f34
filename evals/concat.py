"""concat(runs) → Run: systems of one set side by side, or the documents of several sets, without scoring anew."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from tertium import arguments
from tertium.calls import explained
from tertium.errors import CompareError, UsageError
from tertium.evals.columns import engines_of
from tertium.evals.inspection.inspect import problems_of
from tertium.evals.join import data_differences, join
from tertium.evals.names import chosen_names
from tertium.evals.opening import opened
from tertium.evals.selection import with_metrics
from tertium.evals.stack import stacked
from tertium.evals.types import COUNTED_BY, Run
from tertium.executor import Serial

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from tertium.corpora.types import EvalSet

ACCEPTS: Final = 'a list of runs or their paths: [run, other]; or runs by name: {"news": run, "talks": other}'


@explained("concat")
def concat(
    runs: Mapping[str, Run | Path | str] | Sequence[Run | Path | str] | Run | Path | str,
    *others: Run | Path | str,
    metrics: str | Sequence[str] | None = None,
) -> Run:
    """Return one run of several, with the counts that they have: nothing is scored.

    Runs of the same set are put side by side by system: systems of one name and the same outputs become one, with the
    metrics of both; those with different outputs are called ``system@run``. Runs of different sets are put below each
    other, with the systems and metrics that all have: where ids occur in two sets, all are prefixed with ``SET/``, and
    ``run.by("set")`` gives the scores of each. What only some of the runs have is named in warnings and in `missing`.

    Example:
        >>> import tertium
        >>> texts = {"reference": ["A cat.", "A dog."], "hypothesis": ["A cat.", "The dog."]}
        >>> run = tertium.evaluate(tertium.EvalSet.from_dict(texts, name="pets"), ["chrf"])
        >>> tertium.concat({"first": run, "second": run}).systems
        ('system',)

    Args:
        runs: a list of runs, or of the paths of their folders; or runs by name, which sets are then called by.
        others: more runs, where the first argument is one.
        metrics: labels; by default all that the runs have in common.

    Returns:
        The run; the set in it has as provenance what it was made of.

    Raises:
        CompareError: runs of one set have different texts, a metric has different signatures, or nothing is common.
        UsageError: there is no run, a label is unknown, or an argument has another type.
    """
    named = _opened(runs, others)
    if metrics is not None:
        labels = chosen_names(
            "metric", metrics, dict.fromkeys(label for run in named.values() for label in run.measures)
        )
        named = {
            name: with_metrics(run, [label for label in labels if label in run.measures]) for name, run in named.items()
        }
    by_set: list[dict[str, Run]] = []
    for name, run in named.items():
        same = (group for group in by_set if not data_differences(next(iter(group.values())).data, run.data))
        if (group := next(same, None)) is not None:
            group[name] = run
        else:
            by_set.append({name: run})
    joined = [join(group) if len(group) > 1 else next(iter(group.values())) for group in by_set]
    if len(named) == 1:
        return joined[0]
    run = joined[0] if len(joined) == 1 else stacked(_set_names(by_set, joined, is_named=isinstance(runs, Mapping)))
    inspected = all(run.problems is not None for run in named.values())
    engines = {engine for run in named.values() for engine in engines_of(run)}
    return replace(
        run,
        problems=problems_of(run.data, None, Serial()) if inspected else None,
        versions={**run.versions, **({COUNTED_BY: ", ".join(sorted(engines))} if engines else {})},
        created=max(run.created for run in named.values()),
    )


def _opened(runs: Any, others: Sequence[Any]) -> dict[str, Run]:
    """Return the runs by name: those that the caller gave, else 1, 2 …."""
    if isinstance(runs, Mapping):
        if others:
            raise UsageError("runs can't be runs by name with others behind them", hint=ACCEPTS)
        given = {name: ("runs", run) for name, run in arguments.mapping("runs", runs, ACCEPTS).items()}
    else:
        several = isinstance(runs, Iterable) and not arguments.is_of(runs, str)
        listed = [("runs", run) for run in (arguments.listed("runs", runs, ACCEPTS) if several else [runs])]
        listed += [("others", run) for run in others]
        given = {str(i): of_argument for i, of_argument in enumerate(listed, start=1)}
    if not given:
        raise UsageError("runs can't be empty", hint=ACCEPTS)
    return {name: opened(f"{argument}: {name}", run) for name, (argument, run) in given.items()}


def _set_names(by_set: Sequence[Mapping[str, Run]], joined: Sequence[Run], *, is_named: bool) -> dict[str, Run]:
    """Return the runs of different sets by the names of these.

    Raises:
        CompareError: two sets look like versions of one.
    """
    if is_named:
        return {next(iter(group)): run for group, run in zip(by_set, joined, strict=True)}
    names: dict[str, Run] = {}
    for run in joined:
        for name, other in names.items():
            if name == run.data.name or _same_sources(run.data, other.data):
                reasons = "; ".join(data_differences(other.data, run.data))
                hint = 'score both on the same set; or name them: tertium.concat({"old": run, "new": other})'
                raise CompareError(
                    f"runs of {name!r} and {run.data.name!r} measure different data: {reasons}", hint=hint
                )
        names[run.data.name] = run
    return names


def _same_sources(first: EvalSet, second: EvalSet) -> bool:
    return first.sources is not None and second.sources is not None and tuple(first.sources) == tuple(second.sources)
