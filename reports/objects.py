"""A result as one strict JSON object: every attribute, unrounded, null where a number is undefined."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from tertium.evals.types import Key
from tertium.files import strict_json
from tertium.reports.warnings import inspect_run

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tertium.evals.types import Run

Level: TypeAlias = Literal["document", "domain", "set"]


def as_json(schema: str, value: Any) -> str:
    """Return ``{"schema": …}`` and the attributes of a frozen result, named tuples as objects too."""
    return strict_json({"schema": schema} | plain(value))


def plain(value: Any) -> Any:
    """Return the value as what JSON knows."""
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if is_dataclass(value):
        return {one.name: plain(getattr(value, one.name)) for one in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): plain(one) for key, one in value.items()}
    if hasattr(value, "_asdict"):
        return plain(value._asdict())
    if isinstance(value, (list, tuple, frozenset)):
        return [plain(one) for one in (sorted(value) if isinstance(value, frozenset) else value)]
    return value


def scores_of(run: Run, levels: Sequence[Level]) -> dict[str, Any]:
    """Return a run's scores at these levels, one object per system, metric and unit, and all that is doubtful."""
    return {
        "name": run.data.name,
        "fingerprint": run.fingerprint,
        "systems": run.systems,
        "references": tuple(run.data.references),
        "segments": len(run.data),
        "metrics": run.measures,
        "scores": [one for level in levels for one in _scores(run, level)],
        "doubts": [
            plain(one) | {"segments": [run.data.ids[i] for i in one.segments]} for one in inspect_run(run).warnings
        ],
        "versions": run.versions,
        "created": run.created,
    }


def _scores(run: Run, level: Level) -> Iterator[dict[str, Any]]:
    documents = [one.id for one in run.data.documents]
    units: dict[str, Sequence[str]] = {"set": [run.data.name], "domain": run.data.domains, "document": documents}
    for system in run.systems:
        for metric in run.measures:
            values = run.values[Key(system, metric)]
            columns = {"set": [values.total], "domain": values.domains.tolist(), "document": values.documents.tolist()}
            for unit, score in zip(units[level], columns[level], strict=True):
                yield {"level": level, "unit": unit, "system": system, "metric": metric, "score": score}
