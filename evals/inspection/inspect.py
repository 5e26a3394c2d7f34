"""inspect(set) → SetInspection: what is wrong with its sources and references, before anything is scored."""

from __future__ import annotations

from tertium import arguments
from tertium.corpora.types import EvalSet
from tertium.evals.inspection.derived import derived_problems
from tertium.evals.inspection.texts import output_problems, set_problems
from tertium.evals.results import Problem, SetInspection, by_seriousness


def inspect(data: EvalSet, known: SetInspection | None = None) -> SetInspection:
    """Check the sources and references of a set as outputs are checked, and whether outputs are still tokenized.

    Found are texts that are empty, copied from the source, in another language, still tokenized, of an odd length or
    repeated, references with other numbers than their source, and references that seem to be made from a system.

    Args:
        data: the set.
        known: what an earlier inspection found; of a set with the same sources and references, these aren't read again.

    Raises:
        UsageError: `data` is no set.
    """
    arguments.check("data", data, EvalSet, arguments.SET)
    problems = (*problems_of_set(data, known), *output_problems(data), *derived_problems(data))
    return SetInspection(data.name, data.fingerprint, data.ids, tuple(sorted(problems, key=by_seriousness)))


def problems_of_set(data: EvalSet, known: SetInspection | None = None) -> tuple[Problem, ...]:
    """Return the problems of the sources and references: those that are known of this very set, or found now."""
    if known is not None and known.fingerprint == data.fingerprint:
        return tuple(problem for problem in known.problems if problem.is_of_set)
    return tuple(set_problems(data))
