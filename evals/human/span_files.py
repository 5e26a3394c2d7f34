"""Files of WMT25's second metrics task: a row per output, its error spans as lists of starts, ends and severities."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from tertium.errors import DataError, counted
from tertium.evals.human.span_matching import matching_counts, matching_f1
from tertium.evals.human.span_overlap import f1, overlap, span_counts
from tertium.evals.resample import CountBlock, bootstrap, interval
from tertium.evals.results import Interval
from tertium.evals.results.span_scores import SpanScore, SpanScores
from tertium.files import read_lines

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from tertium.evals.human.span_overlap import Place
    from tertium.evals.results import Resampling
    from tertium.metrics.base import Counts

KEY: Final = ("doc_id", "segment_id", "source_lang", "target_lang", "set_id", "system_id", "domain_name", "method")
"""Columns that identify an output; those that a file lacks are left out of the comparison."""
SPANS: Final = ("start_indices", "end_indices", "error_types")
NEEDED: Final = ("doc_id", "segment_id", "system_id", *SPANS)
TEXT: Final = "hypothesis_segment"
NONE: Final = "-1"
MISSING: Final = "missing"
SKIPPED: Final = frozenset({"undecided", "no-error"})
SEVERITIES: Final = frozenset({"minor", "major", "critical"})


TRIVIAL: Final = {"(nothing)": "", "(everything major)": "major", "(everything minor)": "minor"}
"""Predictions that any metric has to beat, which see no text: name to the severity of all characters."""


class MarkedOutput(NamedTuple):
    """The spans of one output.

    Attributes:
        system: who translated.
        document: where, for resampling.
        places: the spans.
        length: characters of the output; None where the file has no texts.
    """

    system: str
    document: str
    places: tuple[Place, ...]
    length: int | None


def read_spans(path: Path) -> tuple[tuple[str, ...], dict[tuple[str, ...], MarkedOutput]]:
    """Return the names of a file's key columns, and its outputs by their key.

    Omissions ("missing") and spans of undecided severity have no place and are left out, as by WMT's scorer.

    Raises:
        DataError: a column is missing, an output occurs twice, or spans aren't lists of equal length.
    """
    lines, _ = read_lines(path)
    titles = lines[0].split("\t") if lines else []
    if absent := [name for name in NEEDED if name not in titles]:
        raise DataError(f"{path} has no column {', '.join(absent)}", hint="the columns of WMT25's second metrics task")
    key = tuple(name for name in KEY if name in titles)
    outputs: dict[tuple[str, ...], MarkedOutput] = {}
    for number, line in enumerate(lines[1:], start=2):
        if not line:
            continue
        where, row = f"{path}, line {number}", line.split("\t")
        if len(row) != len(titles):
            raise DataError(f"{where} has {counted(len(row), 'cell')}", hint=f"{len(titles)}, as in line 1")
        cells = dict(zip(titles, row, strict=True))
        name = tuple(cells[column] for column in key)
        if name in outputs:
            raise DataError(f"{where}: {', '.join(name)} has a row already", hint="one row per output")
        places = tuple(_places(cells, where))
        outputs[name] = MarkedOutput(
            cells["system_id"], cells["doc_id"], places, len(cells[TEXT]) if TEXT in cells else None
        )
    return key, outputs


def _places(cells: Mapping[str, str], where: str) -> Iterator[Place]:
    lists = [cells[name].split() for name in SPANS]
    if len({len(values) for values in lists}) != 1:
        raise DataError(f"{where}: starts, ends and severities differ in number", hint="blanks between the values")
    for start, end, severity in zip(*lists, strict=True):
        kind = severity.lower()
        if MISSING in {start, end} or start == NONE or kind in SKIPPED:
            continue
        if not (start.isdecimal() and end.isdecimal()) or kind not in SEVERITIES:
            raise DataError(f"{where}: {start}, {end}, {severity} is no span", hint="0, 5, minor: the end is exclusive")
        yield int(start), int(end), kind


def score_spans(gold: Path, predictions: Mapping[str, Path], resampling: Resampling) -> SpanScores:
    """Return the character F1 of each prediction, over all outputs and by system, beside trivial predictions.

    Intervals are drawn by document.

    Raises:
        DataError: a file is invalid, or a prediction isn't of the same outputs.
    """
    key, outputs = read_spans(gold)
    if not outputs:
        raise DataError(f"{gold} has no outputs", hint="a row per output")
    scores: list[SpanScore] = []
    for name, path in predictions.items():
        their_key, predicted = read_spans(path)
        by_gold = {_shared(key, their_key, full): output for full, output in outputs.items()}
        theirs = {_shared(their_key, key, full): output for full, output in predicted.items()}
        if len(by_gold) != len(outputs) or set(theirs) != set(by_gold):
            absent = next((row for row in by_gold if row not in theirs), next(iter(set(theirs) - set(by_gold)), ()))
            raise DataError(f"{path} and {gold} are not of the same outputs: {', '.join(absent)}", hint="all of gold's")
        rows = [_counts(output.places, theirs[full].places, output.length) for full, output in by_gold.items()]
        scores += _scores(name, list(outputs.values()), np.array(rows), resampling)
    if lengths := [output.length for output in outputs.values() if output.length is not None]:
        for name, severity in TRIVIAL.items():
            rows = [
                _counts(output.places, ((0, length, severity),) if severity else (), length)
                for output, length in zip(outputs.values(), lengths, strict=True)
            ]
            scores += _scores(name, list(outputs.values()), np.array(rows), resampling)[:1]
    return SpanScores(gold.name.partition(".")[0], tuple(scores), resampling)


def _counts(gold: Sequence[Place], predicted: Sequence[Place], length: int | None) -> Counts:
    """Return the counts of characters (4) and of matched spans (4) of an output."""
    return np.concatenate([span_counts(gold, predicted, length), matching_counts(gold, predicted, length)])


def _shared(key: tuple[str, ...], others: tuple[str, ...], name: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(value for column, value in zip(key, name, strict=True) if column in others)


def _scores(prediction: str, outputs: list[MarkedOutput], rows: Counts, resampling: Resampling) -> list[SpanScore]:
    """Return the scores over all outputs, and then by system."""
    systems = np.array([output.system for output in outputs])
    documents = np.array([output.document for output in outputs])
    chosen = [("", np.ones(len(rows), dtype=bool)), *((name, systems == name) for name in dict.fromkeys(systems))]
    scores = []
    for system, inside in chosen:
        names, index = np.unique(documents[inside], return_inverse=True)
        sums = np.zeros((len(names), 1, rows.shape[1]))
        np.add.at(sums[:, 0], index, rows[inside])
        totals = rows[inside].sum(axis=0)
        low = high = float("nan")
        if len(names) > 1:
            samples = bootstrap([CountBlock(sums[..., :4], f1)], resampling)[0]
            low, high = (float(bound[0]) for bound in interval(samples, resampling.level, len(names)))
        without = overlap(totals[:4], partial=0.0).f1
        agreement = overlap(totals[:4])
        bounds, of_spans = Interval(low, high), float(matching_f1(totals[4:]))
        scores.append(SpanScore(prediction, str(system), int(inside.sum()), *agreement, without, bounds, of_spans))
    return scores
