"""inspect(set) → SetInspection: what is wrong with its sources and references, before anything is scored."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tertium.calls import explained
from tertium.corpora.types import EvalSet
from tertium.evals.inspection.derived import derived_problems
from tertium.evals.inspection.texts import output_problems, set_problems
from tertium.evals.results import Problem, SetInspection, by_seriousness
from tertium.executor import ProcessDiedError, Serial

if TYPE_CHECKING:
    from pathlib import Path

    from tertium.executor import Executor


@explained("inspect")
def inspect(data: EvalSet | Path | str | Any, known: SetInspection | None = None) -> SetInspection:
    """Check the sources and references of a set as outputs are checked, and whether outputs are still tokenized.

    Found are texts that are empty, copied from the source, in another language, still tokenized, of an odd length or
    repeated, references with other numbers than their source, and references that seem to be made from a system.

    Args:
        data: the set, or what `tertium.open_set` takes.
        known: what an earlier inspection found; of a set with the same sources and references, these aren't read again.

    Returns:
        The problems, the most serious first, with their segments; a notebook shows a table.

    Raises:
        UsageError: `data` is no set.
        DataError: what it opens is broken.

    Example:
        >>> found = tertium.inspect({"source": ["A dog."], "reference": [""], "hypothesis": ["Hund."]})
        >>> [(problem.kind, problem.segments) for problem in found.problems]
        [('empty', (0,))]
    """
    data = EvalSet.opened("data", data)
    return SetInspection(data.name, data.fingerprint, data.ids, problems_of(data, known, Serial()))


def problems_of(data: EvalSet, known: SetInspection | None, executor: Executor) -> tuple[Problem, ...]:
    """Return the problems that `inspect` finds, the most serious first.

    Args:
        data: the set.
        known: as for `inspect`.
        executor: looks at outputs that stay in their file, where it has processes: others would have to be sent.
    """
    try:
        found = _problems_of_outputs(data, executor if data.is_stored and not executor.shares_memory else Serial())
    except ProcessDiedError:  # while a metric was counted, too: then the executor has no process any more
        found = _problems_of_outputs(data, Serial())
    return tuple(sorted((*problems_of_set(data, known), *found), key=by_seriousness))


def _problems_of_outputs(data: EvalSet, executor: Executor) -> list[Problem]:
    return [*output_problems(data, executor), *derived_problems(data, executor)]


def problems_of_set(data: EvalSet, known: SetInspection | None = None) -> tuple[Problem, ...]:
    """Return the problems of the sources and references: those that are known of this very set, or found now."""
    if known is not None and known.fingerprint == data.fingerprint:
        return tuple(problem for problem in known.problems if problem.is_of_set)
    return tuple(set_problems(data))
