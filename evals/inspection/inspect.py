"""inspect(set) → SetInspection: what is wrong with its sources and references, before anything is scored."""

from __future__ import annotations

from tertium import arguments
from tertium.corpora.types import EvalSet
from tertium.evals.inspection.derived import derived_problems
from tertium.evals.inspection.texts import text_problems
from tertium.evals.results import SetInspection, by_seriousness


def inspect(data: EvalSet) -> SetInspection:
    """Check the sources and references of a set as outputs are checked, and whether outputs are still tokenized.

    Found are texts that are empty, copied from the source, in another language, still tokenized, of an odd length or
    repeated, references with other numbers than their source, and references that seem to be made from a system.

    Raises:
        UsageError: `data` is no set.
    """
    arguments.check("data", data, EvalSet, arguments.SET)
    problems = sorted((*text_problems(data), *derived_problems(data)), key=by_seriousness)
    return SetInspection(data.name, data.fingerprint, data.ids, tuple(problems))
