"""mt-metrics-eval's files of one system after the other: ``*.seg.rating`` with JSON errors, ``*.seg.score``."""

from __future__ import annotations

import json
import re
from collections import Counter
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from tertium.errors import DataError, counted
from tertium.evals.human.ratings import Rating, Ratings
from tertium.metrics.base import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from tertium.corpora.types import EvalSet

ENDING: Final = re.compile(r"[.](seg|sys|doc)[.](rating|score)$")
"""Of files; scores of whole systems are those of a run that has one segment."""
WIDTHS: Final = (2, 3)
"""Cells of a line: system, rating, and the rater where the file has several."""


def is_rating_file(line: str) -> bool:
    """Return whether a file's first line is a system and its rating of the first segment."""
    cells = line.split("\t")
    return len(cells) in WIDTHS and (cells[1].startswith("{") or cells[1] == "None" or _is_number(cells[1]))


def read_rating_file(path: Path, lines: Sequence[str], data: EvalSet, renamed: Mapping[str, str]) -> Ratings:
    """Return the ratings of a file; each system has a line per segment, in order, ``None`` where nobody rated.

    A rating is the sum of its errors' own scores, which are penalties; errors in the source count, without a place.

    Raises:
        DataError: a line has another form, or a system has more or fewer lines than the set has segments.
    """
    name, rater = ENDING.sub("", path.name.removesuffix(".gz")), ""
    name = name.partition(".")[2] or name  # without the languages: en-de.mqm
    if ".rater" in name:  # zh-en.mqm.rater1.seg.rating
        name, _, rater = name.rpartition(".")
    seen: Counter[str] = Counter()
    rows: list[Rating] = []
    penalties = any("{" in line for line in lines)
    for number, line in enumerate(lines, start=1):
        where, cells = f"{path}, line {number}", line.split("\t")
        if len(cells) not in WIDTHS:
            raise DataError(f"{where} has {counted(len(cells), 'cell')}", hint="system, rating, rater")
        system, segment = cells[0], seen[cells[0]]
        seen[system] += 1
        if segment < len(data) and cells[1] != "None":
            who = cells[2] if len(cells) == WIDTHS[1] else rater
            score, spans = _rating(cells[1], segment, where)
            rows.append(Rating(renamed.get(system, system), segment, who, score, spans))
    if wrong := next((system for system, count in seen.items() if count != len(data)), None):
        message = f"{path} has {counted(seen[wrong], 'line')} for {wrong!r}, set {data.name!r} has {len(data)} segments"
        raise DataError(message, hint="ratings of this set")
    rule = "errors with their own scores|sum per rater" if penalties else ""
    return Ratings(name or "human", tuple(rows), higher_is_better=not penalties, rule=rule)


def _rating(text: str, segment: int, where: str) -> tuple[float, tuple[Span, ...]]:
    try:
        if text.startswith("{"):
            errors = json.loads(text)["errors"]
            return sum(float(error.get("score") or 0) for error in errors), tuple(_spans(errors, segment))
        if np.isfinite(score := float(text)):
            return score, ()
    except (ValueError, TypeError, KeyError, AttributeError):
        pass
    raise DataError(f"{where}: {text!r:.60} is no rating", hint='a number, None, or {"errors": [...]}')


def _spans(errors: list[dict[str, Any]], segment: int) -> Iterator[Span]:
    for error in errors:
        severity = str(error.get("severity") or "minor").lower()
        if not error.get("is_source_error") and severity in {"minor", "major", "critical"}:
            start, end = int(error["start"]), int(error["end"])
            if not 0 <= start <= end:
                raise ValueError
            yield Span(segment, start, end, error.get("category") or "error", severity)


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True
