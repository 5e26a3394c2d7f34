"""What the page's script works on: texts and scores of every segment, packed small."""

from __future__ import annotations

import gzip
import json
import math
from typing import TYPE_CHECKING, Any, Final

from tertium.evals.types import Key
from tertium.reports.measures import metric_column, ordered
from tertium.reports.page import packing

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from tertium.evals.types import Run
    from tertium.reports.warnings import Doubt

DIGITS: Final = 6
"""Significant digits of a segment's or document's score in the page; tables have all of them."""

SIGNS: Final = {True: 1, False: -1, None: 0}


def packed(run: Run, warnings: Sequence[Doubt]) -> str:
    """Return the payload as strict JSON, gzipped, as text; the same run gives the same text."""
    text = json.dumps(payload(run, warnings), ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return packing.packed(gzip.compress(text.encode(), 9, mtime=0))


def payload(run: Run, warnings: Sequence[Doubt]) -> dict[str, Any]:
    """Return plain values; scores are by metric, system and unit, null where undefined."""
    data = run.data
    systems = ordered(run)
    return {
        "name": data.name,
        "languages": list(data.languages),
        "systems": systems,
        "metrics": [
            {
                "label": one.label,
                "unit": one.unit,
                "better": SIGNS[one.higher_is_better],
                "digits": metric_column(one, one.label).digits,
            }
            for one in run.measures.values()
        ],
        "references": list(data.references),
        "domains": list(data.domains),
        "documents": [[one.id, one.stop - one.start, one.domain] for one in data.documents],
        "ids": list(data.ids),
        "rows": list(_rows(run, systems)),
        "confidence": None if data.confidence is None else _numbers(data.confidence),
        "scores": [[_numbers(run.values[Key(s, m)].segments.tolist()) for s in systems] for m in run.measures],
        "documentScores": [[_numbers(run.values[Key(s, m)].documents.tolist()) for s in systems] for m in run.measures],
        "spans": list(_spans(run, systems)),
        "doubts": [
            [doubt.kind, systems.index(doubt.system) if doubt.system else None, list(doubt.segments)]
            for doubt in warnings
            if doubt.segments
        ],
    }


def _rows(run: Run, systems: list[str]) -> Iterator[list[str | None]]:
    """Yield source, references and hypotheses of a segment together: alike texts beside each other pack best."""
    data = run.data
    sources = data.sources or (None,) * len(data)
    columns = [*data.references.values(), *(data.outputs[system] for system in systems)]
    for i in range(len(data)):
        yield [sources[i], *(column[i] for column in columns)]


def _spans(run: Run, systems: list[str]) -> Iterator[list[Any]]:
    metrics = list(run.measures)
    for key, spans in run.spans.items():
        system, metric = systems.index(key.system), metrics.index(key.metric)
        for one in spans:
            yield [one.segment, system, metric, one.start, one.end, one.label, one.severity, one.note]


def _numbers(values: Iterable[float]) -> list[float | None]:
    return [float(f"{value:.{DIGITS}g}") if math.isfinite(value) else None for value in values]
