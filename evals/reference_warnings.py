"""Says when a comparison rests on a reference that was made from a system which takes part in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from tertium.evals.results import Problem
    from tertium.evals.types import Run


def reference_warnings(run: Run, labels: Iterable[str], systems: Sequence[str] | None = None) -> Iterator[str]:
    """Yield a sentence per reference and system that it seems to be made from.

    Args:
        run: with the problems of its set; those of references are looked for now if it has none.
        labels: metrics that the comparison rests on; without one that needs references there is nothing to say.
        systems: those compared; None for all of the run.
    """
    measures = (run.measures[label] for label in labels if label in run.measures)
    if not any("references" in measure.needs for measure in measures):
        return
    for problem in _problems(run):
        if problem.kind == "derived" and problem.system in (run.systems if systems is None else systems):
            yield (
                f"this rests on reference {problem.name}, which seems to be made from {problem.system}, a system "
                f"compared here: {len(problem.segments)} of {problem.texts} long lines are its own word for word"
            )


def _problems(run: Run) -> Iterable[Problem]:
    """Return the problems of the run's set; of a run of a version that stored none, those of its references."""
    if run.problems is not None:
        return run.problems
    from tertium.evals.inspection.derived import derived_problems  # loads classes of letters

    return derived_problems(run.data)
