"""pearmut's logs: a JSON object a line, of one rater and one document: its items, and the annotation of each."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import numpy as np

from tertium.errors import DataError, counted
from tertium.evals.human.appraise import spans_of
from tertium.evals.human.ratings import Rating, Ratings
from tertium.evals.human.weights import by_name, weigh

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from tertium.corpora.types import EvalSet
    from tertium.evals.human.weights import Weights

NAME: Final = "pearmut"
MQM_NAME: Final = "mqm"
FORM: Final = '{"user_id": …, "item_i": …, "item": [{"tgt": {…}}], "annotation": [{"SYSTEM": {"score": …}}]}'


def is_pearmut(line: str) -> bool:
    """Return whether a file's first line is an entry of such a log."""
    return line.startswith("{") and '"annotation"' in line and '"item"' in line


def read_pearmut(
    path: Path, lines: Sequence[str], data: EvalSet, renamed: Mapping[str, str], weights: Weights
) -> Ratings:
    """Return the ratings of a log; of a document that a rater submitted twice, the last entry counts.

    Welcome and random items, items with a validation (tutorials, attention checks) and forms are counted, not read.
    Where no annotation has a score, as with MQM, a rating is the sum of its errors' weights: a penalty.

    Raises:
        DataError: an entry has another form, or an item is no segment of the set.
    """
    entries: dict[tuple[str, str], tuple[str, Any]] = {}
    for number, line in enumerate(lines, start=1):
        if line:
            where = f"{path}, line {number}"
            entry = _entry(line, where)
            entries[str(entry["user_id"]), str(entry["item_i"])] = where, entry
    notes = _Notes(Counter(), Counter())
    if repeated := sum(map(bool, lines)) - len(entries):
        notes.skipped["earlier entry of a document"] = repeated
    rows = [row for where, entry in entries.values() for row in _rows(where, entry, data, renamed, notes)]
    warnings = [
        *(f"skipped {counted(number, reason)}" for reason, number in notes.skipped.items()),
        *(f"{counted(number, 'span')} {what}" for what, number in notes.spans.items()),
    ]
    rule = "spans: last character included there"
    if rows and all(np.isnan(row.score) for row in rows):
        points = by_name(weights)
        weighed = tuple(replace(row, score=_penalty(row, points)) for row in rows)
        rule = f"{weights.signature}|sum per rater|{rule}"
        return Ratings(MQM_NAME, weighed, higher_is_better=False, rule=rule, warnings=tuple(warnings))
    return Ratings(NAME, tuple(rows), rule=rule, warnings=tuple(warnings))


def _entry(line: str, where: str) -> Any:
    try:
        entry = json.loads(line)
    except ValueError as error:
        raise DataError(f"{where} is no JSON: {error}", hint=FORM) from error
    if not isinstance(entry, dict) or not {"user_id", "item_i", "item", "annotation"} <= set(entry):
        raise DataError(f"{where} is no entry of pearmut", hint=FORM)
    return entry


class _Notes(NamedTuple):
    """Counts what isn't read: documents and items, and marks that are no span, by reason."""

    skipped: Counter[str]
    spans: Counter[str]


def _rows(where: str, entry: Any, data: EvalSet, renamed: Mapping[str, str], notes: _Notes) -> Iterator[Rating]:
    if str(entry["item_i"]).startswith(("welcome_", "random_")):
        notes.skipped["welcome or random document"] += 1
        return
    try:
        for item, annotation in zip(entry["item"], entry["annotation"], strict=True):
            if "validation" in item or "form" in item:
                notes.skipped["form" if "form" in item else "tutorial or attention check"] += 1
                continue
            segment = _segment(item, data, where)
            for model, rating in annotation.items():
                score = rating.get("score")
                spans = spans_of(rating.get("error_spans") or [], segment, item["tgt"][model], notes.spans)
                value = float("nan") if score is None else float(score)
                yield Rating(renamed.get(model, model), segment, str(entry["user_id"]), value, tuple(spans))
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise DataError(f"{where}: its items or annotations have another form", hint=FORM) from error


def _segment(item: Mapping[str, Any], data: EvalSet, where: str) -> int:
    """Return the segment of an item: by its id, or by its source where that occurs once."""
    ids = [i for i, name in enumerate(data.ids) if name == item.get("item_id")]
    if not ids and data.sources:
        ids = [i for i, source in enumerate(data.sources) if source is not None and source == item.get("src")]
    if len(ids) != 1:
        name = item.get("item_id", item.get("src", ""))
        raise DataError(f"{where}: {name!r:.60} is no segment of set {data.name!r}", hint="item_id as in the set")
    return ids[0]


def _penalty(row: Rating, points: Mapping[str, float]) -> float:
    return sum(weigh(points, span.severity, span.label) or 0.0 for span in row.spans)
