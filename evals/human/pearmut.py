"""pearmut's logs: a JSON object a line, of one rater and one document: its items, and the annotation of each."""

from __future__ import annotations

import json
import statistics
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import numpy as np

from tertium.errors import DataError, counted
from tertium.evals.human.appraise import in_code_points, spans_of
from tertium.evals.human.ratings import Rating, Ratings
from tertium.evals.human.weights import by_name, weigh

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from tertium.corpora.types import EvalSet
    from tertium.evals.human.weights import Weights

NAME: Final = "pearmut"
MQM_NAME: Final = "mqm"
RESET: Final = "__RESET__"
"""The annotation of an entry with which pearmut takes back what a rater did before."""
ASIDE: Final = ("welcome_", "goodbye_", "random_")
"""How numbers of documents begin that are shown beside a rater's own."""
FORM: Final = '{"user_id": …, "item_i": …, "item": [{"tgt": {…}}], "annotation": [{"SYSTEM": {"score": …}}]}'


def is_pearmut(line: str) -> bool:
    """Return whether a file's first line is an entry of such a log."""
    return line.startswith("{") and '"annotation"' in line and ('"item"' in line or RESET in line)


def is_reset(entry: Any) -> bool:
    """Return whether an entry takes back those before it of its rater."""
    return isinstance(entry, dict) and "user_id" in entry and entry.get("annotation") == RESET


def read_pearmut(
    path: Path, lines: Sequence[str], data: EvalSet, renamed: Mapping[str, str], weights: Weights
) -> Ratings:
    """Return the ratings of a log; of a document that a rater submitted twice, the last entry counts.

    A rating is the score, or, as in pearmut's own results, the mean of the sliders that a campaign has instead.
    Welcome, goodbye and random items, items with a validation (tutorials, attention checks) and forms are counted, not
    read; failed checks are told rater by rater. What spans were pre-filled by is a part of the rule.
    Where no annotation has a score, as with MQM, a rating is the sum of its errors' weights: a penalty.

    Raises:
        DataError: an entry has another form, an item is no segment of the set, or nothing is rated.
    """
    notes = _Notes(Counter(), Counter(), Counter(), Counter(), {}, {})
    entries = _last_entries(path, lines, notes)
    rows = [row for where, entry in entries for row in _rows(where, entry, data, renamed, notes)]
    prefilled = ", ".join(notes.prefilled)
    warnings = [
        *(f"skipped {counted(number, reason)}" for reason, number in notes.skipped.items()),
        *(f"{counted(number, 'span')} {what}" for what, number in notes.spans.items()),
        *(f"{user} failed {failed} of {counted(notes.checks[user], 'check')}" for user, failed in notes.failed.items()),
        *(
            [f"raters saw spans of {prefilled} before they rated: theirs are not independent of it"]
            if prefilled
            else []
        ),
    ]
    without = sum(bool(np.isnan(row.score)) for row in rows)
    scale = f"mean of {', '.join(notes.sliders)}|" if notes.sliders else ""
    rule = scale + "spans: last character included there" + (f"|prefilled:{prefilled}" if prefilled else "")
    if rows and without == len(rows):
        if not (any(row.spans for row in rows) or notes.spans):
            message = f"{path} has neither scores nor error spans"
            raise DataError(message, hint="the log of a campaign that asks for one of them")
        points = by_name(weights)
        weighed = tuple(replace(row, score=_penalty(row, points)) for row in rows)
        rule = f"{weights.signature}|sum per rater|{rule}"
        return Ratings(MQM_NAME, weighed, higher_is_better=False, rule=rule, warnings=tuple(warnings))
    warnings += [f"{counted(without, 'rating')} without a score, left out"] if without else []
    return Ratings(NAME, tuple(rows), rule=rule, warnings=tuple(warnings))


def _last_entries(path: Path, lines: Sequence[str], notes: _Notes) -> list[tuple[str, Any]]:
    """Return the entries that count, each with its place in the file; the others are counted in `notes`."""
    entries: dict[tuple[str, str, str], tuple[str, Any]] = {}
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        where = f"{path}, line {number}"
        entry = entry_of(line, where)
        if is_reset(entry):
            for key in [key for key in entries if key[0] == str(entry["user_id"])]:
                del entries[key]
                notes.skipped["entry taken back by a reset"] += 1
            continue
        # logs of several campaigns number documents alike, and a dynamic one shows a document with other systems
        key = str(entry["user_id"]), str(entry["item_i"]), json.dumps(_shown(entry["item"]))
        if key in entries:
            notes.skipped["earlier entry of a document"] += 1
        entries[key] = where, entry
    return list(entries.values())


def _shown(items: Any) -> Any:
    """Return what tells apart the items of two entries: their texts and systems, without what pearmut adds."""
    shown = isinstance(items, list) and all(isinstance(item, dict) for item in items)
    return [[item.get("item_id"), item.get("src"), item.get("tgt")] for item in items] if shown else items


def entry_of(line: str, where: str) -> Any:
    """Return the entry in a line of a log; DataError where it is none."""
    try:
        entry = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise DataError(f"{where} is no JSON: {error}", hint=FORM) from error
    if is_reset(entry):
        return entry
    if not isinstance(entry, dict) or not {"user_id", "item_i", "item", "annotation"} <= set(entry):
        raise DataError(f"{where} is no entry of pearmut", hint=FORM)
    return entry


class _Notes(NamedTuple):
    """Counts what isn't read: documents and items, and marks that are no span, by reason; and what to know of raters.

    Attributes:
        skipped: documents and items by reason.
        spans: marks by reason.
        checks: validated items by rater, as pearmut logged them.
        failed: those of them that failed.
        prefilled: what spans were pre-filled by, in order; values are None.
        sliders: names of the sliders that raters had instead of a score; a rating is their mean.
    """

    skipped: Counter[str]
    spans: Counter[str]
    checks: Counter[str]
    failed: Counter[str]
    prefilled: dict[str, None]
    sliders: dict[str, None]


def _rows(where: str, entry: Any, data: EvalSet, renamed: Mapping[str, str], notes: _Notes) -> Iterator[Rating]:
    try:
        passed = [bool(check) for check in entry.get("validations") or ()]
        notes.checks[str(entry["user_id"])] += len(passed)
        if not all(passed):
            notes.failed[str(entry["user_id"])] += passed.count(False)
        if str(entry["item_i"]).startswith(ASIDE):
            notes.skipped["welcome, goodbye or random document"] += 1
            return
        for item, annotation in zip(entry["item"], entry["annotation"], strict=True):
            if "validation" in item or "form" in item:
                notes.skipped["form" if "form" in item else "tutorial or attention check"] += 1
                continue
            if annotation is None:
                notes.skipped["item that the rater left out"] += 1
                continue
            segment = _segment(item, data, where)
            if item.get("prefilled"):
                notes.prefilled[str(item["prefilled"])] = None
            for model, rating in annotation.items():
                score = rating.get("score")
                if score is None and (values := [v for v in (rating.get("sliders") or {}).values() if v is not None]):
                    score = statistics.fmean(values)
                    notes.sliders.update(dict.fromkeys(map(str, rating["sliders"])))
                text = item["tgt"][model]
                marks = [in_code_points(mark, text) for mark in rating.get("error_spans") or []]
                spans = spans_of(marks, segment, text, notes.spans)
                yield Rating(renamed.get(model, model), segment, str(entry["user_id"]), _score(score), tuple(spans))
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise DataError(f"{where}: its items or annotations have another form", hint=FORM) from error


def _score(value: Any) -> float:
    """Return a score, nan for none; ValueError for what is no number."""
    if value is None:
        return float("nan")
    if isinstance(value, bool) or not np.isfinite(float(value)):
        raise ValueError(value)
    return float(value)


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
