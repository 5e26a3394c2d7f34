"""MQM as WMT's public releases have it: a row per rater and error, the error marked in the text with <v> and </v>."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Final, NamedTuple

from tertium.errors import DataError, counted
from tertium.evals.human.ratings import Rating, Ratings
from tertium.evals.human.rows import rows_of
from tertium.evals.human.weights import ATTENTION, Weights, by_name, weigh
from tertium.metrics.base import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from tertium.corpora.types import EvalSet
    from tertium.evals.human.rows import Row, Table

NAME: Final = "mqm"
COLUMNS: Final = frozenset({"category", "severity"})
"""Columns that no table of scores has."""
MARK: Final = re.compile(r"</?v>")
NO_ERROR: Final = "no-error"
ANSWER: Final = "No-error where a rater found none"


class Marked(NamedTuple):
    """A text without its marks.

    Attributes:
        text: what the rater saw.
        places: start and end of each marked stretch of it, in code points.
    """

    text: str
    places: tuple[tuple[int, int], ...]


def unmarked(text: str) -> Marked:
    """Return a text without marks, and where they stood; a mark that isn't closed ends with the text."""
    plain, starts, places = "", list[int](), list[tuple[int, int]]()
    end = 0
    for mark in MARK.finditer(text):
        plain += text[end : mark.start()]
        end = mark.end()
        if mark.group() == "<v>":
            starts.append(len(plain))
        elif starts:
            places.append((starts.pop(), len(plain)))
    plain += text[end:]
    return Marked(plain, (*places, *((start, len(plain)) for start in starts)))


def read_mqm(table: Table, data: EvalSet, renamed: Mapping[str, str], weights: Weights) -> Ratings:
    """Return the ratings of a file of errors: of a rater and an output, the sum of the errors' weights.

    A No-error row is a rating of 0, one without category and severity is none. Rows of attention checks are counted,
    not read. Errors with a severity that has no weight count 0, with a warning. Spans stand in the output; those of a
    rated text that isn't the output are left out, with a warning.

    Raises:
        DataError: a row's source isn't that of its segment, a row has no severity, or none has an answer.
    """
    points, penalties = by_name(weights), dict[tuple[str, int, str], float]()
    spans = dict[tuple[str, int, str], list[Span]]()
    unweighted: Counter[str] = Counter()
    others: dict[tuple[str, int], None] = {}  # outputs of which another text was rated
    checks: Counter[str] = Counter()
    unanswered = 0  # rows of a campaign that nobody has rated yet
    for row in rows_of(table, data, renamed):
        key = (row.system, row.segment, row.rater)
        if not any(row.cells.get(name, "").strip() for name in COLUMNS):
            unanswered += 1
            continue
        category, severity = (_cell(row, name) for name in ("category", "severity"))
        if severity.lower() == ATTENTION:
            checks[category.lower()] += 1
            continue
        _check_source(row, data)
        if (weight := weigh(points, severity, category)) is None:
            unweighted[severity] += 1
        penalties[key] = penalties.get(key, 0.0) + (weight or 0.0)
        marked = _rated_text(row, data)
        if marked is None:
            others[row.system, row.segment] = None
        elif severity.lower() != NO_ERROR and weight is not None:
            spans.setdefault(key, []).extend(_spans(row, marked, category, severity))
    if unanswered and not penalties:
        raise DataError(f"none of {counted(unanswered, 'row')} has an answer", hint=ANSWER)
    rows = tuple(Rating(*key, penalty, tuple(spans.get(key, ()))) for key, penalty in penalties.items())
    rule = f"{weights.signature}|sum per rater"
    warnings = (
        *_attention(checks),
        *([f"skipped {counted(unanswered, 'row')} without an answer"] if unanswered else []),
        *_without_weight(unweighted),
        *_other_texts(others if "target" in table.titles else {}),
    )
    return Ratings(NAME, rows, higher_is_better=False, rule=rule, warnings=warnings)


def _cell(row: Row, name: str) -> str:
    if not (text := row.cells.get(name, "").strip()):
        raise DataError(f"{row.where} has no {name}", hint=ANSWER)
    return text


def _check_source(row: Row, data: EvalSet) -> None:
    """Raise DataError if the row's source is another text; blanks don't count, they were changed in some releases."""
    source = data.sources[row.segment] if data.sources else None
    if "source" in row.cells and source is not None:
        rated = unmarked(row.cells["source"]).text
        if "".join(rated.split()) != "".join(source.split()):
            raise DataError(
                f"{row.where}: its source isn't that of segment {data.ids[row.segment]!r}",
                hint="ratings of this set, with segments numbered as in it",
            )


def _rated_text(row: Row, data: EvalSet) -> Marked | None:
    """Return the text that was rated; None if the row has none, or one that isn't the output here."""
    if "target" not in row.cells:
        return None
    marked = unmarked(row.cells["target"])
    if (outputs := data.outputs.get(row.system)) is None:
        return marked
    output = outputs[row.segment] or ""
    if output.rstrip() != marked.text.rstrip():
        return None
    # some releases have lost blanks at the end: a mark that takes one in ends with the output
    return Marked(output, tuple((min(start, len(output)), min(end, len(output))) for start, end in marked.places))


def _spans(row: Row, marked: Marked, category: str, severity: str) -> Iterator[Span]:
    """Yield the places of an error; one that isn't marked in the output has none and stands, empty, at its end."""
    for start, end in marked.places:
        yield Span(row.segment, start, end, category, severity.lower())
    if not marked.places:
        source = unmarked(row.cells.get("source", ""))
        note = ", ".join(source.text[start:end] for start, end in source.places)
        end = len(marked.text)
        yield Span(row.segment, end, end, category, severity.lower(), note)


def _without_weight(unweighted: Mapping[str, int]) -> Iterator[str]:
    for severity, number in unweighted.items():
        yield f"severity {severity!r} has no weight: its {counted(number, 'row')} add 0"


def _attention(checks: Mapping[str, int]) -> Iterator[str]:
    if checks:
        answers = ", ".join(f"{number} {answer}" for answer, number in checks.items())
        yield f"skipped {counted(sum(checks.values()), 'attention check')}: {answers}"


def _other_texts(others: Iterable[tuple[str, int]]) -> Iterator[str]:
    for system, number in Counter(system for system, _ in others).items():
        yield f"{counted(number, 'rated text')} of {system} other than its output here: scored, but without marks"
