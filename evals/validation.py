"""Checks that a metric returns what a metric must return."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from numbers import Real
from operator import index
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from tertium.containment import ResultError
from tertium.errors import counted
from tertium.limits import MAX_WARNINGS
from tertium.metrics.base import Counted, Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from numpy.typing import NDArray

    from tertium.metrics.base import Counts, Scores

NUMBERS: Final = "biuf"
"""numpy's kinds of dtypes that are real numbers: bool, int, unsigned int, float."""


def validated(counted: object, hypotheses: Sequence[str], width: int | None) -> Counted:
    """Return the result of a counter for one system, with counts as floats and indices as plain ints.

    Args:
        counted: result of the counter.
        hypotheses: texts that were counted.
        width: counts per row for the previous systems; None for the first system.

    Raises:
        ResultError: the result isn't what a counter must return.
    """
    if not isinstance(counted, Counted):
        raise ResultError(f"returned {_kind(counted)} from its counter", hint="a Counted")
    unscored = _unscored(counted.unscored, len(hypotheses))
    return Counted(
        _counts(counted.counts, unscored, len(hypotheses), width),
        tuple(_spans(counted.spans, hypotheses)),
        tuple(_warnings(counted.warnings)),
        unscored,
    )


def validated_scores(score: Callable[[Counts], Scores], totals: Counts) -> Scores:
    """Return the scores of sums of rows.

    Raises:
        ResultError: the result isn't one finite number or nan per sum.
    """
    fixed = totals.view()
    fixed.flags.writeable = False  # the sums are also those of other levels
    returned = score(fixed)
    if _is_masked(returned):
        raise ResultError("scored sums as an array that is masked in part", hint="nan where a score is undefined")
    scores = np.asarray(returned)
    if scores.dtype.kind not in NUMBERS or scores.shape != totals.shape[:-1] or np.isinf(scores).any():
        what = f"scored sums of shape {totals.shape} as {scores.dtype} of shape {scores.shape}"
        hint = f"finite numbers of shape {totals.shape[:-1]}, nan where a score is undefined"
        raise ResultError(f"{what}{', some infinite' * _infinite(scores)}", hint=hint)
    return scores.astype(np.float64)


def _is_masked(values: object) -> bool:
    """Whether an array hides some of its values; who hasn't loaded numpy's masked arrays has none."""
    masked_arrays = sys.modules.get("numpy.ma")
    return masked_arrays is not None and bool(masked_arrays.is_masked(values))


def _infinite(scores: NDArray[Any]) -> bool:
    return scores.dtype.kind in NUMBERS and bool(np.isinf(scores).any())


def _kind(value: object) -> str:
    return "None" if value is None else f"a value of type {type(value).__name__}"


def _counts(counts: object, unscored: Mapping[int, str], rows: int, width: int | None) -> Counts:
    """Return the counts, finite in every row that has a score."""
    hint = f"one finite row per segment: an array of floats of shape ({rows}, {width or 'k'})"
    if not isinstance(counts, np.ndarray) or counts.dtype.kind not in NUMBERS:
        dtype = f" of dtype {counts.dtype}" if isinstance(counts, np.ndarray) else ""
        raise ResultError(f"returned counts that are {_kind(counts)}{dtype}", hint=hint)
    if _is_masked(counts):  # the numbers below a mask are no counts
        raise ResultError(
            "returned counts of which some are masked", hint="nan, and the row with its reason in unscored"
        )
    if counts.ndim != 2 or len(counts) != rows or not counts.shape[1]:  # noqa: PLR2004 - segments and counts
        raise ResultError(f"returned counts of shape {counts.shape} for {counted(rows, 'segment')}", hint=hint)
    if width is not None and counts.shape[1] != width:
        raise ResultError(
            f"returned {counts.shape[1]} counts per segment, and {width} for the systems before", hint=hint
        )
    with np.errstate(over="ignore"):  # a longer float may become infinite here
        floats = np.asarray(counts, dtype=np.float64)
    undefined = [row for row in np.flatnonzero(~np.isfinite(floats).all(axis=1)).tolist() if row not in unscored]
    if undefined:
        value = floats[undefined[0]][~np.isfinite(floats[undefined[0]])][0]
        raise ResultError(
            f"returned {value} as a count of {counted(len(undefined), 'segment')}, first of row {undefined[0]}",
            hint=hint,
        )
    return floats


def _unscored(unscored: object, rows: int) -> dict[int, str]:
    hint = f"a mapping from rows, 0 to {rows - 1}, to the reasons why they have no score"
    if not isinstance(unscored, Mapping):
        raise ResultError(f"returned {_kind(unscored)} as unscored", hint=hint)
    for row, reason in unscored.items():
        if _whole(row) not in range(rows) or not isinstance(reason, str) or not reason.strip():
            raise ResultError("returned a row or a reason as unscored that isn't one", hint=hint)
    return {index(row): reason for row, reason in unscored.items()}


def _spans(spans: Any, hypotheses: Sequence[str]) -> Iterator[Span]:
    if not isinstance(spans, (tuple, list)):
        raise ResultError(f"returned {_kind(spans)} as spans", hint="a tuple of Span")
    for span in spans:
        if not isinstance(span, Span):
            raise ResultError(f"returned {_kind(span)} as a span", hint="Span(segment, start, end, label)")
        yield _span(span, hypotheses)


def _span(span: Span, hypotheses: Sequence[str]) -> Span:
    segment, start, end = map(_whole, (span.segment, span.start, span.end))
    if segment not in range(len(hypotheses)):
        raise ResultError("returned a span of a segment that isn't there", hint=f"0 to {len(hypotheses) - 1}")
    length = len(hypotheses[segment])
    if not 0 <= start <= end <= length:
        place = f"from {start} to {end} in a hypothesis of {length} characters"
        raise ResultError(f"returned a span {place} (row {segment})", hint="0 <= start <= end <= characters")
    texts = (span.label, span.severity, span.note)
    sure = span.confidence
    if not all(isinstance(word, str) for word in texts) or not (isinstance(sure, Real) and not (sure < 0 or sure > 1)):
        raise ResultError(
            "returned a span whose label, severity or note isn't a text, or whose confidence isn't from 0 to 1 or nan",
            hint='Span(0, 3, 5, "number", "minor", "12 expected", confidence=0.9)',
        )
    return Span(segment, start, end, *texts, float(sure))


def _whole(value: object) -> int:
    """Return a whole number of Python or numpy as an int; -1, which is never a valid index, for anything else."""
    try:
        return index(value)  # type: ignore[arg-type]
    except TypeError:
        return -1


def _warnings(warnings: Any) -> list[str]:
    if not isinstance(warnings, (tuple, list)) or not all(isinstance(line, str) for line in warnings):
        raise ResultError(f"returned {_kind(warnings)} as warnings", hint="a tuple of texts")
    more = len(warnings) - MAX_WARNINGS
    return [*warnings[:MAX_WARNINGS], *([f"{more} more warnings are left out"] if more > 0 else [])]
