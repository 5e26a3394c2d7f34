"""A run's scores as the model-index of a model card on the Hugging Face Hub, through its own library."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, Final

from tertium.errors import DataError, UsageError
from tertium.evals.types import Key

if TYPE_CHECKING:
    from tertium.evals.types import Run

HUB_TYPES: Final = {"bleu": "bleu", "chrf": "chrf", "chrf++": "chrf", "ter": "ter", "comet": "comet"}
"""Name of a metric here to its id on the Hub; others keep their names."""


def render(run: Run, system: str | None = None) -> str:
    """Return the YAML between two lines ``---`` that a model card begins with.

    Args:
        run: a run whose description names the model.
        system: the model's outputs; required if the run has several systems.

    Raises:
        DataError: the system has no score.
        UsageError: the run doesn't name its model, or has several systems and none is chosen.
    """
    from huggingface_hub import EvalResult, ModelCardData

    name = run.description.model
    if not name:
        raise UsageError("the run doesn't say which model it scores", hint="tertium score … --model NAME")
    chosen = _chosen(run, system)
    totals = {label: run.values[Key(chosen, label)].total for label in run.measures}
    results = [
        EvalResult(
            task_type="translation",
            task_name=_task(run),
            dataset_type=run.data.name,
            dataset_name=run.data.name,
            dataset_revision=run.fingerprint,
            metric_type=HUB_TYPES.get(label.partition(":")[0], label.partition(":")[0]),
            metric_name=label,
            metric_value=total,
            metric_config=run.measures[label].signature,
        )
        for label, total in totals.items()
        if math.isfinite(total)
    ]
    if not results:
        raise DataError(f"{chosen} has no score", hint="tertium report RUN says why")
    languages = [language for language in run.data.languages if language]
    details: dict[str, Any] = {"language": languages} if languages else {}
    return f"---\n{ModelCardData(model_name=name, eval_results=results, **details).to_yaml()}\n---\n"


def _chosen(run: Run, system: str | None) -> str:
    if system is None and len(run.systems) == 1:
        return run.systems[0]
    if system not in run.systems:
        problem = f"has no system {system!r}" if system else "has several systems"
        raise UsageError(f"the run {problem}", hint=f"--system with one of {', '.join(run.systems)}")
    return system


def _task(run: Run) -> str:
    source, target = run.data.languages
    return f"Translation {source}-{target}" if source and target else "Translation"
