"""Scores of texts in contexts: every context and text once, however many pairs share it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from tertium.corpora.types import EvalSet, blocks
from tertium.evals.evaluate import count
from tertium.evals.types import Key
from tertium.executor import Serial

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tertium.corpora.types import Column, Languages
    from tertium.evals.types import Measure, Run
    from tertium.metrics.base import Metric, Scores

SYSTEM: Final = "translations"
"""Name of the only system of the sets that are scored."""


class Translation(NamedTuple):
    """A text with what a metric may read beside it."""

    source: str
    references: tuple[str, ...]
    text: str
    languages: Languages


@dataclass(frozen=True, slots=True, eq=False)
class Scored:
    """One metric's scores of many translations.

    Attributes:
        measure: of the metric.
        scores: higher is better, nan where there is none; of a check the number of errors with a minus.
    """

    measure: Measure
    scores: Scores


class Scorings(NamedTuple):
    """Scores by label, and the reason of each metric that has none."""

    scored: dict[str, Scored]
    missing: dict[str, str]


def scored(
    name: str, translations: Sequence[Translation], metrics: Sequence[str | Metric], progress: Callable[[str], None]
) -> Scorings:
    """Score translations by every metric; those of one pair of languages are a set.

    Args:
        name: of the challenge set, for messages.
        translations: may be many times the same.
        metrics: specs or metrics.
        progress: called with lines on the progress.

    Raises:
        TertiumError: no metric can run; the error of the first.
    """
    places = {translation: i for i, translation in enumerate(dict.fromkeys(translations))}
    groups: dict[Languages, list[Translation]] = defaultdict(list)
    for translation in places:
        groups[translation.languages].append(translation)
    columns: dict[str, Scores] = {}
    measures: dict[str, Measure] = {}
    missing: dict[str, str] = {}
    errors = []
    for languages, group in groups.items():
        run, error = count(_set(name, group, languages), metrics, Serial(), progress)
        errors += [error] if error else []
        missing |= {label: reason for label, reason in run.missing.items() if label not in missing}
        for label, measure in run.measures.items():
            # The signature of a metric that adapts to languages is that of the first of them.
            measures.setdefault(label, measure)
            column = columns.setdefault(label, np.full(len(places), np.nan))
            column[[places[translation] for translation in group]] = _higher_is_better(run, measure)
    if not measures and errors:
        raise errors[0]
    index = np.array([places[translation] for translation in translations], np.intp)
    reasons = {label: reason for label, reason in missing.items() if label not in measures}
    return Scorings({label: Scored(measures[label], column[index]) for label, column in columns.items()}, reasons)


def _set(name: str, group: Sequence[Translation], languages: Languages) -> EvalSet:
    """Return the set of these translations; each is a document of its own, for none follows another."""
    most = max(len(translation.references) for translation in group)

    def reference(number: int) -> Column:
        return tuple(row.references[number] if number < len(row.references) else None for row in group)

    ids = tuple(map(str, range(1, len(group) + 1)))
    return EvalSet(
        name=name,
        ids=ids,
        documents=blocks(ids),
        sources=tuple(row.source or None for row in group),
        references={f"r{number + 1}": reference(number) for number in range(most)},
        outputs={SYSTEM: tuple(row.text for row in group)},
        languages=languages,
    )


def _higher_is_better(run: Run, measure: Measure) -> Scores:
    key = Key(SYSTEM, measure.label)
    if measure.is_check:  # its score is a share, which says less than that there is an error
        return -np.asarray(run.counts[key][:, 0])
    return run.values[key].segments * (-1 if measure.higher_is_better is False else 1)
