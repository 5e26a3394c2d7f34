"""Ratings as a measure of a run: rows of (score, 1), and the raters' spans beside those of metrics."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

import numpy as np

from tertium.errors import DataError, UsageError, counted
from tertium.evals.human.ratings import average
from tertium.evals.resample import mean
from tertium.evals.types import Key, Measure, Skip, Values, document_sums
from tertium.metrics.registry import is_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tertium.corpora.types import EvalSet
    from tertium.evals.human.ratings import Ratings
    from tertium.evals.types import Run
    from tertium.metrics.base import Counts, Scores, Span

UNIT: Final = "points"
UNRATED: Final = "nobody rated it"


def with_ratings(run: Run, ratings: Ratings) -> Run:
    """Return the run with people's ratings as a measure of the ratings' name.

    A score is the mean over the raters of an output, in the ratings' own direction: penalties stay positive, and lower
    ones are better. What nobody rated is skipped with that reason. Spans are ordered by segment and rater, whom the
    note names.

    Raises:
        DataError: people rated none of the systems.
        UsageError: the run has a metric of that name, or no metric may be called so.
    """
    name = ratings.name
    if not is_name(name):
        raise UsageError(f"no metric can be called {name!r}", hint="a column of scores without blanks in its name")
    if name in run.measures:
        raise UsageError(f"the run has a metric {name!r} already", hint="another name for the column of scores")
    human = average(ratings, run.data)
    if not human.scores:
        theirs = ", ".join(human.unknown)
        raise DataError(f"people rated {theirs}; the set has {', '.join(run.systems)}", hint="--rename THEIRS=OURS")
    sign = 1.0 if ratings.higher_is_better else -1.0
    nothing = np.full(len(run.data), np.nan)
    # + 0: a penalty of 0 is 0, not -0
    columns = {system: sign * human.scores.get(system, nothing) + 0.0 for system in run.systems}
    counts = {Key(system, name): _rows(scores) for system, scores in columns.items()}
    spans, beyond = _spans(ratings, run.data)
    unknown = (
        [f"people rated {', '.join(human.unknown)} too, of which there is no output here"] if human.unknown else []
    )
    left_out = [f"{counted(beyond, 'span')} of {name} beyond the output here left out"] if beyond else []
    signature = f"{name}|people:{human.signature.removeprefix(f'{name}|')}"
    measure = Measure(name, signature.replace("|penalties, negated", ""), UNIT, ratings.higher_is_better, ())
    return replace(
        run,
        measures={**run.measures, name: measure},
        counts={**run.counts, **counts},
        values={**run.values, **{key: _values(rows, run.data) for key, rows in counts.items()}},
        spans={**run.spans, **{Key(system, name): of_system for system, of_system in spans.items()}},
        skips=(*run.skips, *_skips(columns, name, run.data)),
        warnings=(*run.warnings, *(f"{name}: {line}" for line in (*human.warnings, *unknown, *left_out))),
    )


def _rows(scores: Scores) -> Counts:
    """Return the rows (score, 1), nan where nobody rated; shape (segments, 2)."""
    return np.stack([scores, np.where(np.isnan(scores), np.nan, 1.0)], axis=1)


def _values(rows: Counts, data: EvalSet) -> Values:
    sums = document_sums(rows, data)
    domain_of = np.array([document.domain for document in data.documents], dtype=object)
    domains = [sums[domain_of == domain].sum(axis=0) for domain in data.domains]
    means = mean(np.array([*domains, sums.sum(axis=0)]))
    return Values(rows[:, 0], mean(sums), means[:-1], float(means[-1]))


def _skips(columns: dict[str, Scores], name: str, data: EvalSet) -> Iterator[Skip]:
    for system, scores in columns.items():
        for row in np.flatnonzero(np.isnan(scores)).tolist():
            yield Skip(system, name, data.ids[row], UNRATED)


def _spans(ratings: Ratings, data: EvalSet) -> tuple[dict[str, tuple[Span, ...]], int]:
    """Return the spans of each system that has some, and how many lie beyond their output and are left out."""
    by_system: dict[str, list[tuple[int, str, Span]]] = {}
    beyond = 0
    for row in ratings.rows:
        for span in row.spans if row.system in data.outputs else ():
            if not 0 <= span.start <= span.end <= len(data.outputs[row.system][row.segment] or ""):
                beyond += 1
                continue
            note = ": ".join(part for part in (row.rater, span.note) if part)
            by_system.setdefault(row.system, []).append((row.segment, row.rater, replace(span, note=note)))
    ordered = {
        system: tuple(span for *_, span in sorted(spans, key=lambda item: item[:2]))
        for system, spans in by_system.items()
    }
    return ordered, beyond
