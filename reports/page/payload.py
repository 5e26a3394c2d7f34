"""The data of the page's script, compressed: texts and scores of every segment."""

from __future__ import annotations

import gzip
import json
import math
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from tertium.evals.types import Key
from tertium.reports.measures import metric_column, part_marks, systems_best_first
from tertium.reports.page.packing import encode_bytes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from tertium.evals.types import Run
    from tertium.reports.warnings import RunWarning

DIGITS: Final = 6
"""Significant digits of a segment's or document's score in the page; tables have all of them."""

PART_DIGITS: Final = 4
"""Significant digits of a contribution."""

SIGNS: Final = {True: 1, False: -1, None: 0}
"""The better direction of a metric as a factor, by `higher_is_better`."""


def encoded_payload(
    run: Run, warnings: Sequence[RunWarning], contributions: Mapping[Key, NDArray[np.float64]] = MappingProxyType({})
) -> str:
    """Return the payload as gzipped JSON in text form; the same run gives the same text."""
    text = json.dumps(payload(run, warnings, contributions), ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return encode_bytes(gzip.compress(text.encode(), 9, mtime=0))  # without a time of writing


def payload(
    run: Run, warnings: Sequence[RunWarning], contributions: Mapping[Key, NDArray[np.float64]] = MappingProxyType({})
) -> dict[str, Any]:
    """Return the payload as plain values; scores are by metric, system and unit, None where undefined.

    The keys are those that the page's script reads.

    Args:
        run: with its texts.
        warnings: about it.
        contributions: see `Decisions`; the only system that has none is the baseline.
    """
    data = run.data
    systems = systems_best_first(run)
    return {
        "name": data.name,
        "fingerprint": run.fingerprint,
        "languages": list(data.languages),
        "systems": systems,
        "metrics": [
            {
                "label": measure.label,
                "unit": measure.unit,
                "better": SIGNS[measure.higher_is_better],
                "digits": metric_column(measure, measure.label).digits,
            }
            for measure in run.measures.values()
        ],
        "references": list(data.references),
        "domains": list(data.domains),
        "documents": [[document.id, document.stop - document.start, document.domain] for document in data.documents],
        "ids": list(data.ids),
        "rows": list(_text_rows(run, systems)),
        "confidence": None if data.confidence is None else _numbers(data.confidence),
        "scores": [[_numbers(run.values[Key(s, m)].segments.tolist()) for s in systems] for m in run.measures],
        "adds": [[_parts(contributions.get(Key(s, m))) for s in systems] for m in run.measures]
        if contributions
        else [],
        "baseline": _baseline(systems, contributions),
        "documentScores": [[_numbers(run.values[Key(s, m)].documents.tolist()) for s in systems] for m in run.measures],
        "documentParts": list(document_parts(run, systems)),
        "spans": list(_spans(run, systems)),
        "doubts": [
            [warning.kind, systems.index(warning.system) if warning.system else None, list(warning.segments)]
            for warning in warnings
            if warning.segments
        ],
    }


def _text_rows(run: Run, systems: list[str]) -> Iterator[list[str | None]]:
    """Yield the source, references and hypotheses of each segment: similar texts side by side compress best."""
    data = run.data
    sources = data.sources or (None,) * len(data)
    columns = [*data.references.values(), *(data.outputs[system] for system in systems)]
    for i in range(len(data)):
        yield [sources[i], *(column[i] for column in columns)]


def document_parts(run: Run, systems: Sequence[str]) -> Iterator[list[int]]:
    """Yield metric, system, document, "scored" and "usable" of each document's score over part of its segments."""
    coverage = run.part_coverage.documents
    for m, metric in enumerate(run.measures):
        for s, system in enumerate(systems):
            parts = coverage[Key(system, metric)]
            for d, (part, is_marked) in enumerate(zip(parts, part_marks(parts), strict=True)):
                if is_marked:
                    yield [m, s, d, *part]


def _spans(run: Run, systems: list[str]) -> Iterator[list[Any]]:
    metrics = list(run.measures)
    for key, spans in run.spans.items():
        system, metric = systems.index(key.system), metrics.index(key.metric)
        for span in spans:
            yield [span.segment, system, metric, span.start, span.end, span.label, span.severity, span.note]


def _baseline(systems: Sequence[str], contributions: Mapping[Key, NDArray[np.float64]]) -> int | None:
    """Return the index of the system that the others are held against; None without contributions."""
    compared = {key.system for key in contributions}
    return next((i for i, system in enumerate(systems) if compared and system not in compared), None)


def _parts(values: NDArray[np.float64] | None) -> list[float | None] | None:
    """Return contributions with fewer digits than scores: a page has one for every score."""
    if values is None:
        return None
    return [float(f"{value:.{PART_DIGITS}g}") if math.isfinite(value) else None for value in values.tolist()]


def _numbers(values: Iterable[float]) -> list[float | None]:
    return [float(f"{value:.{DIGITS}g}") if math.isfinite(value) else None for value in values]
