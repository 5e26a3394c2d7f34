"""A run's scores, segments and findings as tidy DataFrames: pandas at the notebook edge and nowhere else.

The functions take the parts of a run and not the run, whose attributes call them.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import pandas as pd

from tertium.evals.results.notebook import html
from tertium.evals.values import Key

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tertium.corpora.types import EvalSet
    from tertium.evals.coverage import Coverage
    from tertium.evals.values import Measure, Values
    from tertium.metrics.base import Span


def scores(
    measures: Mapping[str, Measure], values: Mapping[Key, Values], coverage: Mapping[Key, Coverage]
) -> pd.DataFrame:
    """Return one row per system and metric; see `Run.scores`."""
    rows = [
        {
            "system": key.system,
            "metric": key.metric,
            "score": value.total,
            "macro": value.macro,
            "unit": measures[key.metric].unit,
            "higher_is_better": measures[key.metric].higher_is_better,
            # nan is the one number that isn't equal to itself: undefined scores aren't counted
            "segments": int((value.segments == value.segments).sum()),
            "documents": int((value.documents == value.documents).sum()),
            "of": coverage[key].usable,
        }
        for key, value in values.items()
    ]
    return pd.DataFrame(rows)


def board(  # noqa: PLR0913, PLR0917 - the parts of a run
    title: str,
    systems: Sequence[str],
    measures: Mapping[str, Measure],
    values: Mapping[Key, Values],
    coverage: Mapping[Key, Coverage],
    notes: Sequence[str] = (),
) -> str:
    """Return the scores of the set as HTML, one row per system, one column per metric with its direction.

    Where totals stand on part of the set, a column per metric says on how much.
    """
    arrows = {True: " ↑", False: " ↓", None: ""}
    columns: dict[str, list[Any]] = {
        f"{label}{arrows[measure.higher_is_better]}": [values[Key(system, label)].total for system in systems]
        for label, measure in measures.items()
    }
    partial = [label for label in measures if any(not coverage[Key(system, label)].is_complete for system in systems)]
    columns |= {f"{label} segments": [str(coverage[Key(system, label)]) for system in systems] for label in partial}
    table = pd.DataFrame(columns, index=list(systems)).rename_axis("system").reset_index()
    return html(title, notes, table)


def documents(data: EvalSet, values: Mapping[Key, Values], coverage: Mapping[Key, Sequence[Coverage]]) -> pd.DataFrame:
    """Return one row per document, system and metric; see `Run.documents`."""
    rows = [
        {
            "document": document.id,
            "domain": document.domain,
            "system": key.system,
            "metric": key.metric,
            "score": score,
            "segments": document.stop - document.start,
            "scored": part.scored,
            "of": part.usable,
        }
        for key, value in values.items()
        for document, score, part in zip(data.documents, value.documents.tolist(), coverage[key], strict=True)
    ]
    return pd.DataFrame(rows)


def segments(data: EvalSet, measures: Mapping[str, Measure], values: Mapping[Key, Values]) -> pd.DataFrame:
    """Return one row per segment and system, a column per reference and per metric; see `Run.segments`.

    The columns of the user's frame that have another name come last.
    """
    domains = {document.id: document.domain for document in data.documents}
    frames = []
    for system, outputs in data.outputs.items():
        columns: dict[str, Any] = {
            "id": data.ids,
            "document": data.document_ids,
            "domain": [domains[document] for document in data.document_ids],
            "system": system,
            "source": data.sources if data.sources is not None else None,
        }
        columns |= {f"reference.{name}": column for name, column in data.references.items()}
        columns["hypothesis"] = outputs
        columns |= {label: values[Key(system, label)].segments for label in measures}
        own = data.own_columns
        columns |= {name: column for name, column in own.items() if name not in columns}
        frames.append(pd.DataFrame(columns))
    return pd.concat(frames, ignore_index=True)


def findings(data: EvalSet, spans: Mapping[Key, Sequence[Span]]) -> pd.DataFrame:
    """Return one row per span; see `Run.findings`."""
    columns = ["id", "document", "system", "metric", "start", "end", "text", "label", "severity", "note", "confidence"]
    document_ids = data.document_ids  # once: it is computed, one per segment
    rows = []
    for key, spans_of_system in spans.items():
        for span in spans_of_system:
            text = (data.outputs[key.system][span.segment] or "")[span.start : span.end]
            place = (data.ids[span.segment], document_ids[span.segment], key.system, key.metric)
            rows.append((*place, span.start, span.end, text, span.label, span.severity, span.note, span.confidence))
    return pd.DataFrame(rows, columns=columns)


def finding_counts(data: EvalSet, spans: Mapping[Key, Sequence[Span]]) -> pd.DataFrame:
    """Return one row per document, system and metric that points at places; see `Run.finding_counts`."""
    severities = ("minor", "major", "critical")
    document_ids = data.document_ids
    rows = []
    for key, spans_of_system in spans.items():
        counts = Counter((document_ids[span.segment], span.severity) for span in spans_of_system)
        rows += [
            (document.id, *key, *(counts[document.id, severity] for severity in severities))
            for document in data.documents
        ]
    return pd.DataFrame(rows, columns=["document", "system", "metric", *severities])
