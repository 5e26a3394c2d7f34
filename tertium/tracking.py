"""A run's scores in MLflow: a run there for each system, so that its charts and searches find them."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING, Final

from tertium.errors import UsageError
from tertium.evals.types import Key

if TYPE_CHECKING:
    from tertium.evals.types import Run

NO_KEY: Final = re.compile(r"[^\w\-. /:]", re.ASCII)
"""Characters that MLflow takes in no name of a metric or a tag."""


def log_run(run: Run, run_id: str, *, name: str = "", uri: str = "", experiment: str = "tertium") -> list[str]:
    """Log a run to MLflow and return the ids of the runs there, one for each system.

    Args:
        run: the run.
        run_id: its id, kept as a tag.
        name: name of the runs there, with the system's after it where there are several.
        uri: of the tracking server; that of the environment (MLFLOW_TRACKING_URI) if it is empty.
        experiment: made where it is missing.

    Raises:
        UsageError: MLflow isn't installed, can't be reached, or refuses the run.
    """
    try:
        from mlflow.entities import Metric, Param, RunTag
        from mlflow.exceptions import MlflowException
        from mlflow.tracking import MlflowClient
    except ModuleNotFoundError as error:
        raise UsageError("MLflow is not installed", hint="pip install 'tertium[mlflow]'") from error
    ids = []
    try:
        client = MlflowClient(tracking_uri=uri or None)
        known = client.get_experiment_by_name(experiment)
        experiment_id = known.experiment_id if known else client.create_experiment(experiment)
        params = [Param(_key(label), measure.signature) for label, measure in run.measures.items()]
        tags = {"tertium.id": run_id, "tertium.set": run.data.name, "tertium.fingerprint": run.fingerprint}
        tags |= {f"tertium.{key}": text for key, text in run.description.entries()}
        for system in run.systems:
            title = f"{name or run.data.name}: {system}" if len(run.systems) > 1 else name or system
            started = client.create_run(experiment_id, run_name=title)
            moment = started.info.start_time
            totals = {label: run.values[Key(system, label)].total for label in run.measures}
            client.log_batch(
                started.info.run_id,
                metrics=[Metric(_key(k), total, moment, 0) for k, total in totals.items() if math.isfinite(total)],
                params=params,
                tags=[RunTag(_key(key), text) for key, text in {**tags, "tertium.system": system}.items()],
            )
            client.set_terminated(started.info.run_id)
            ids.append(str(started.info.run_id))
    except (MlflowException, OSError) as error:
        reason = (str(error).splitlines() or [type(error).__name__])[0]
        if uri:
            reason = reason.replace(uri, "the server")  # it may hold a password
        raise UsageError(f"MLflow can't log the run: {reason:.300}", hint="--server URI") from error
    return ids


def _key(text: str) -> str:
    """Return a name that MLflow takes: chrf++ becomes chrfpp."""
    return NO_KEY.sub("_", text.replace("+", "p"))
