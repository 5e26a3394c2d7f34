"""Appraise's export, as WMT publishes it: CSV without titles, a row per rating; ESA has error spans, DA has none.

A row has the account, system, segment, kind, two languages and the score; then, where documents were rated, the
document and whether the score is of all of it; with ESA the spans; two times; with ``--batch-info`` batch and item.
"""

from __future__ import annotations

import csv
import json
from collections import Counter
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from tertium.errors import DataError, counted
from tertium.evals.human.ratings import Rating, Ratings
from tertium.metrics.base import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from tertium.corpora.types import EvalSet

NAME: Final = "esa"
DA_NAME: Final = "da"
TYPES: Final = frozenset({"TGT", "BAD", "REF", "CHK", "DUP"})
"""Kinds of items; only TGT are translations as the systems wrote them, rated once."""
WHOLE: Final = frozenset({"True", "False"})
"""Cells that say whether a whole document was rated."""
CELLS: Final = {9: (False, False), 11: (True, False), 12: (True, True), 13: (True, False), 14: (True, True)}
"""Number of cells to whether a row has a document, and spans. 11 without a document are 9 and the batch."""
MARKED: Final = {"#bad": "attention check", "#dup": "repetition", "#incomplete": "padding", "-tutorial": "tutorial row"}
"""Ends of a document's name to what such a row is: none of them is a rating of the test set."""
LAST_OF_ONE_UNIT: Final = "\uffff"
"""The last code point that is one unit in UTF-16."""
HIGHEST: Final = 100
"""Score of a perfect output."""
NO_SPANS: Final = frozenset({"", "null", "none", "nan"})
"""Cells without spans, in lower case, as exports and what people made of them have."""
SEVERITIES: Final = frozenset({"minor", "major", "critical"})


class Item(NamedTuple):
    """One row of the export.

    Attributes:
        rater: the account; one person may hold several.
        system: name in the set.
        line: number of the segment, from 1.
        kind: one of `TYPES`.
        score: 0 to 100.
        document: name of the document, with a mark where it is no document of the set; "" where the row has none.
        whole: whether the document as a whole was rated.
        spans: JSON; empty for DA.
        where: file and row, for messages.
    """

    rater: str
    system: str
    line: str
    kind: str
    score: str
    document: str
    whole: bool
    spans: str
    where: str


def is_appraise(line: str) -> bool:
    """Return whether a file's first line is a row of Appraise's export."""
    return _is_row(next(csv.reader([line]), []))


def _is_row(cells: Sequence[str]) -> bool:
    return len(cells) in CELLS and cells[3] in TYPES


def read_appraise(path: Path, lines: Sequence[str], data: EvalSet, renamed: Mapping[str, str]) -> Ratings:
    """Return the ratings in an export; tutorial rows, attention checks, repetitions and padding are counted, not read.

    The last character of a span is given by its own index there; here `Span.end` is behind it.

    Raises:
        DataError: a row has no such form, score or segment.
    """
    rows: list[Rating] = []
    skipped: Counter[str] = Counter()
    elsewhere = 0
    names = data.document_ids
    notes: Counter[str] = Counter()
    has_spans = False
    for item in _items(path, lines):
        if reason := _reason(item):
            skipped[reason] += 1
            continue
        segment = _segment(item, data)
        # ids of lines were one lower in files of before December 2024
        elsewhere += bool(item.document) and item.document != names[segment]
        system = renamed.get(item.system, item.system)
        has_spans = has_spans or bool(item.spans)
        text = (data.outputs[system][segment] or "") if system in data.outputs else None
        spans = tuple(_spans(item, segment, text, notes))
        rows.append(Rating(system, segment, item.rater, _score(item), spans))
    warnings = [f"skipped {counted(number, reason)}" for reason, number in sorted(skipped.items())]
    if elsewhere:
        warnings.append(
            f"{elsewhere} of {len(rows)} ratings are of another document than their line is here: "
            "check that lines are numbered from 1 as in the set"
        )
    warnings += [f"{counted(number, 'span')} {what}" for what, number in notes.items()]
    rule = "spans: last character included there" if has_spans else ""
    return Ratings(NAME if has_spans else DA_NAME, tuple(rows), rule=rule, warnings=tuple(warnings))


def _items(path: Path, lines: Sequence[str]) -> Iterator[Item]:
    reader = csv.reader(lines, strict=True)
    try:
        for cells in reader:
            where = f"{path}, line {reader.line_num}"
            if not cells:
                continue
            if not _is_row(cells):
                raise DataError(
                    f"{where} is no row of Appraise", hint="12 cells, 11 without spans, 9 without documents"
                )
            rater, system, line, kind, _, _, score, document, whole = cells[:9]
            has_document, has_spans = CELLS[len(cells)]
            if not (has_document and whole in WHOLE):
                document = ""
            spans = cells[9] if has_spans else ""
            yield Item(rater, system, line, kind, score, document, whole == "True", spans, where)
    except csv.Error as error:
        raise DataError(f"{path}, line {reader.line_num}: {error}", hint="comma-separated, quotes doubled") from error


def _reason(item: Item) -> str:
    """Return why a row is no rating of the set; an empty text if it is one."""
    marked = next((what for mark, what in MARKED.items() if mark in item.document), "")
    if marked or item.kind == "TGT":
        return marked or ("document score" if item.whole else "")
    return {"BAD": "attention check", "DUP": "repetition"}.get(item.kind, f"{item.kind} row")


def _segment(item: Item, data: EvalSet) -> int:
    if item.line.isdecimal() and 1 <= int(item.line) <= len(data):
        return int(item.line) - 1
    raise DataError(f"{item.where}: {item.line!r} is no line of set {data.name!r}", hint="ratings of this set")


def _score(item: Item) -> float:
    try:
        value = float(item.score)
    except ValueError:
        value = float("nan")
    if not 0 <= value <= HIGHEST:
        raise DataError(f"{item.where}: {item.score!r} is no score", hint="a number from 0 to 100")
    return value


def _spans(item: Item, segment: int, text: str | None, notes: Counter[str]) -> Iterator[Span]:
    """Yield the places of a row's errors; what can't be one is counted in `notes`."""
    try:
        marks = [] if item.spans.strip().lower() in NO_SPANS else json.loads(item.spans)
        if isinstance(marks, str):  # some versions write JSON within JSON
            marks = json.loads(marks)
        yield from spans_of([in_code_points(mark, text) for mark in marks], segment, text, notes)
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        hint = '[{"start_i": 0, "end_i": 4, "severity": "minor"}]'
        raise DataError(f"{item.where}: its spans have another form", hint=hint) from error


def in_code_points(mark: dict[str, Any], text: str | None) -> dict[str, Any]:
    """Return a mark whose places count code points: a browser counts an emoji as two (seen in WMT24's files)."""
    if text is None or text.isascii() or max(text, default="") <= LAST_OF_ONE_UNIT:
        return mark
    # the index of the code point that each UTF-16 unit belongs to
    points = [i for i, letter in enumerate(text) for _ in range(1 + (letter > LAST_OF_ONE_UNIT))]
    places = {name: mark[name] for name in ("start_i", "end_i") if mark[name] != "missing"}
    beyond = len(text)
    return mark | {name: points[i] if 0 <= (i := int(at)) < len(points) else beyond for name, at in places.items()}


def spans_of(marks: list[dict[str, Any]], segment: int, text: str | None, notes: Counter[str]) -> Iterator[Span]:
    """Yield the spans of Appraise's and pearmut's marks, whose `end_i` is the index of the last character.

    Args:
        marks: with start_i, end_i (or "missing": an omission), severity, and error_type or category.
        segment: index into the set.
        text: the rated output; None if it isn't known.
        notes: counts the marks that are no span, by reason.
    """
    end_of_text = len(text or "")
    for mark in marks:
        severity = str(mark["severity"]).lower()
        label = mark.get("error_type") or mark.get("category") or "error"
        start, end = mark["start_i"], mark["end_i"]
        if severity not in SEVERITIES:
            notes[f"of severity {severity!r} left out"] += 1
        elif "missing" not in {start, end} and not 0 <= int(start) <= int(end):
            notes["that end before they start left out"] += 1
        elif "missing" in {start, end} or (text is not None and int(start) >= end_of_text):
            yield Span(segment, end_of_text, end_of_text, "omission" if label == "error" else str(label), severity)
        elif text is not None and int(end) >= end_of_text:
            notes["beyond the output here left out"] += 1
        else:
            yield Span(segment, int(start), int(end) + 1, str(label), severity)
