"""Results as strict JSON objects: every attribute, unrounded, null where a number is undefined."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from tertium.evals.results import Pairs
from tertium.evals.types import Key
from tertium.files import json_pieces
from tertium.reports.warnings import inspect_run

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tertium.evals.types import Run
    from tertium.reports.warnings import RunWarning

Level: TypeAlias = Literal["set", "domain", "document", "segment", "finding"]
"""The units that scores are given for; a finding has a place and no score."""


def as_json(schema: str, value: Any) -> Iterator[str]:
    """Yield ``{"schema": …}`` with the attributes of a frozen result, in pieces; named tuples become objects too."""
    return json_pieces({"schema": schema} | json_value(value))


def json_value(value: Any) -> Any:
    """Return the value as dicts, lists, texts and numbers; a number that isn't finite becomes None.

    A sequence that makes its items when they are looked at becomes an iterator.
    """
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if is_dataclass(value) and not isinstance(value, Pairs):
        return {field.name: json_value(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): json_value(item) for key, item in value.items()}
    if as_dict := getattr(value, "_asdict", None):  # a named tuple; must come before tuples
        return json_value(as_dict())
    if isinstance(value, (list, tuple, frozenset)):
        # A frozenset has another order in every process; sorting gives the same bytes.
        return [json_value(item) for item in (sorted(value) if isinstance(value, frozenset) else value)]
    return map(json_value, value) if isinstance(value, Pairs) else value


def scores_of(run: Run, levels: Sequence[Level]) -> dict[str, Any]:
    """Return a run's scores at these levels, an object per system, metric and unit, with all warnings.

    Scores and findings are iterators, which `as_json` writes as arrays: a run may have millions of them.
    """
    return {
        "name": run.data.name,
        "fingerprint": run.fingerprint,
        "systems": run.systems,
        "references": tuple(run.data.references),
        "segments": len(run.data),
        "metrics": run.measures,
        "scores": (json_value(score) for level in levels if level != "finding" for score in _scores(run, level)),
        **({"findings": map(json_value, _findings(run))} if "finding" in levels else {}),
        "doubts": [_warning_object(run, warning) for warning in inspect_run(run).warnings],
        "versions": run.versions,
        "created": run.created,
        **({"description": run.description.to_json()} if run.description else {}),
    }


def _warning_object(run: Run, warning: RunWarning) -> dict[str, Any]:
    """Return a warning under the keys of the schema ``tertium.scores/1``, which are older than our names."""
    segments = [run.data.ids[i] for i in warning.segments]
    return {"kind": warning.kind, "system": warning.system, "said": warning.message, "segments": segments}


def _scores(run: Run, level: Level) -> Iterator[dict[str, Any]]:
    if level == "segment":
        yield from _segment_scores(run)
        return
    parts = run.part_coverage
    coverage = {
        "set": {key: [of] for key, of in run.coverage.items()},
        "domain": parts.domains,
        "document": parts.documents,
    }
    documents = [document.id for document in run.data.documents]
    units: dict[str, Sequence[str]] = {"set": [run.data.name], "domain": run.data.domains, "document": documents}
    for system in run.systems:
        for metric in run.measures:
            values = run.values[Key(system, metric)]
            scores = {"set": [values.total], "domain": values.domains.tolist(), "document": values.documents.tolist()}
            of = coverage[level][Key(system, metric)]
            for unit, score, part in zip(units[level], scores[level], of, strict=True):
                row = {"level": level, "unit": unit, "system": system, "metric": metric, "score": score}
                # Only a score over part of its segments says so, in keys that are newer than the schema.
                yield row if part.is_complete else row | {"segments": part.scored, "of": part.usable}


def _segment_scores(run: Run) -> Iterator[dict[str, Any]]:
    """Yield the scores of segments; one that has none, or that a metric skipped, is null."""
    for system in run.systems:
        for metric in run.measures:
            for unit, score in zip(run.data.ids, run.values[Key(system, metric)].segments.tolist(), strict=True):
                yield {"level": "segment", "unit": unit, "system": system, "metric": metric, "score": score}


def _findings(run: Run) -> Iterator[dict[str, Any]]:
    for key, spans in run.spans.items():
        for span in spans:
            yield {"unit": run.data.ids[span.segment], "system": key.system, "metric": key.metric} | {
                name: getattr(span, name) for name in ("start", "end", "label", "severity", "note", "confidence")
            }
