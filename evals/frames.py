"""A Run as tidy DataFrames: pandas at the notebook edge and nowhere else."""

from __future__ import annotations

from collections import Counter
from dataclasses import fields
from html import escape
from typing import TYPE_CHECKING, Any

import pandas as pd

from tertium.evals.types import Key

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tertium.evals.results import Check, Comparison, Meta, Place, Standings, Tally, Trust, Verdict
    from tertium.evals.types import Run


def scores(run: Run) -> pd.DataFrame:
    """Return one row per system and metric; see `Run.scores`."""
    rows = [
        {
            "system": key.system,
            "metric": key.metric,
            "score": values.total,
            "macro": values.macro,
            "unit": run.measures[key.metric].unit,
            "higher_is_better": run.measures[key.metric].higher_is_better,
            "segments": int((values.segments == values.segments).sum()),
            "documents": int((values.documents == values.documents).sum()),
        }
        for key, values in run.values.items()
    ]
    return pd.DataFrame(rows)


def board(run: Run) -> str:
    """Return the scores of the set as HTML, one row per system, one column per metric with its direction."""
    arrows = {True: " ↑", False: " ↓", None: ""}
    columns = {
        f"{one.label}{arrows[one.higher_is_better]}": [
            run.values[Key(system, one.label)].total for system in run.systems
        ]
        for one in run.measures.values()
    }
    table = pd.DataFrame(columns, index=list(run.systems)).rename_axis("system").reset_index()
    return html(repr(run), (), table)


def html(title: str, notes: Sequence[str], frame: pd.DataFrame) -> str:
    """Return a titled frame as HTML, the notes above it; all texts are escaped."""
    said = "".join(f"<p>{escape(note)}</p>" for note in notes)
    with pd.option_context("display.max_colwidth", None):
        return f"<p><b>{escape(title)}</b></p>{said}{frame.to_html(index=False, na_rep='–')}"


def documents(run: Run) -> pd.DataFrame:
    """Return one row per document, system and metric; see `Run.documents`."""
    rows = [
        {
            "document": document.id,
            "domain": document.domain,
            "system": key.system,
            "metric": key.metric,
            "score": score,
            "segments": document.stop - document.start,
        }
        for key, values in run.values.items()
        for document, score in zip(run.data.documents, values.documents.tolist(), strict=True)
    ]
    return pd.DataFrame(rows)


def segments(run: Run) -> pd.DataFrame:
    """Return one row per segment and system, a column per reference and per metric; see `Run.segments`."""
    data = run.data
    domains = {document.id: document.domain for document in data.documents}
    frames = []
    for system in run.systems:
        columns: dict[str, Any] = {
            "id": data.ids,
            "document": data.document_ids,
            "domain": [domains[one] for one in data.document_ids],
            "system": system,
            "source": data.sources if data.sources is not None else None,
        }
        columns |= {f"reference.{name}": column for name, column in data.references.items()}
        columns["hypothesis"] = data.outputs[system]
        columns |= {metric: run.values[Key(system, metric)].segments for metric in run.measures}
        frames.append(pd.DataFrame(columns))
    return pd.concat(frames, ignore_index=True)


def findings(run: Run) -> pd.DataFrame:
    """Return one row per span; see `Run.findings`."""
    columns = ["id", "document", "system", "metric", "start", "end", "text", "label", "severity", "note", "confidence"]
    documents_of = run.data.document_ids
    rows = []
    for key, spans in run.spans.items():
        for span in spans:
            text = (run.data.outputs[key.system][span.segment] or "")[span.start : span.end]
            place = (run.data.ids[span.segment], documents_of[span.segment], key.system, key.metric)
            rows.append((*place, span.start, span.end, text, span.label, span.severity, span.note, span.confidence))
    return pd.DataFrame(rows, columns=columns)


def differences(comparison: Comparison) -> pd.DataFrame:
    """Return one row per system and metric; see `Comparison.frame`."""
    rows = [
        {
            "metric": one.metric,
            "system": one.system,
            "score": one.score,
            "baseline": one.baseline,
            "baseline_score": one.other,
            "delta": one.delta,
            "low": one.interval.low,
            "high": one.interval.high,
            "p": one.p,
            "p_holm": one.p_holm,
            "p_bh": one.p_bh,
            "significant": one.significant(comparison.resampling.alpha),
            "detectable": one.detectable,
            "agreement": one.agreement,
            "segments": one.segments,
        }
        | _tally("segment", one.by_segment)
        | _tally("document", one.by_document)
        for one in comparison.differences
    ]
    return pd.DataFrame(rows)


def places(standings: Standings) -> pd.DataFrame:
    """Return one row per metric and system, best first; see `Standings.frame`."""
    rows = [
        {"metric": ranking.metric} | _flat(place) | {"over_metrics": standings.overall.get(place.system)}
        for ranking in standings.rankings
        for place in ranking.places
    ]
    return pd.DataFrame(rows)


def checks(verdict: Verdict) -> pd.DataFrame:
    """Return one row per rule; see `Verdict.frame`."""
    return pd.DataFrame([_flat(one) | {"doubts": "; ".join(one.doubts)} for one in verdict.checks])


def trusts(meta: Meta) -> pd.DataFrame:
    """Return one row per part, statistic and metric; see `Meta.frame`."""
    return pd.DataFrame([_flat(one) for one in meta.trusts])


def _flat(one: Place | Check | Trust) -> dict[str, Any]:
    """Return the attributes by name, an interval as low and high."""
    row: dict[str, Any] = {}
    for name, value in ((field.name, getattr(one, field.name)) for field in fields(one)):
        row |= value._asdict() if name == "interval" else {name: value}
    return row


def _tally(unit: str, tally: Tally | None) -> dict[str, int | None]:
    wins, ties, losses = tally or (None, None, None)
    return {f"{unit}_wins": wins, f"{unit}_ties": ties, f"{unit}_losses": losses}


def finding_counts(run: Run) -> pd.DataFrame:
    """Return one row per document, system and metric that points at places; see `Run.finding_counts`."""
    severities = ("minor", "major", "critical")
    documents_of = run.data.document_ids
    rows = []
    for key, spans in run.spans.items():
        found = Counter((documents_of[span.segment], span.severity) for span in spans)
        rows += [(one.id, *key, *(found[one.id, severity] for severity in severities)) for one in run.data.documents]
    return pd.DataFrame(rows, columns=["document", "system", "metric", *severities])
