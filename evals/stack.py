"""Puts runs of different sets below each other: their documents become those of one set, their counts one column."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import accumulate
from textwrap import shorten
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from tertium.corpora.types import Document, EvalSet
from tertium.errors import CompareError, counted
from tertium.evals.filter import formulas_of
from tertium.evals.join import check_signatures, common_description, missing_reason
from tertium.evals.types import Key, Run, values_of_rows

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from tertium.corpora.types import Languages
    from tertium.evals.types import Skip
    from tertium.metrics.base import Span

SET: Final = "set"
"""Name of the user's own column that says from which set a segment is: ``run.by("set")``."""
LONGEST: Final = 60
"""Characters of the name of a set of sets."""


def stacked(runs: Mapping[str, Run]) -> Run:
    """Return the run of different sets below each other, by the names of these.

    Raises:
        CompareError: a metric has different signatures, no metric or system is common, or no formula is installed.
    """
    check_signatures(runs)
    first = next(iter(runs.values()))
    labels = [label for label in first.measures if all(label in run.measures for run in runs.values())]
    all_labels = dict.fromkeys(label for run in runs.values() for label in [*run.measures, *run.missing])
    if not labels:
        raise CompareError(f"{', '.join(runs)} have no metric in common", hint="score them with one metric")
    systems = [system for system in first.systems if all(system in run.systems for run in runs.values())]
    if not systems:
        raise CompareError(f"{', '.join(runs)} have no system in common", hint="outputs under the same names in all")
    formulas, refused = formulas_of(replace(first, measures={label: first.measures[label] for label in labels}))
    places = _Places.of(runs)
    data = _data(places, systems)
    keys = [Key(system, label) for label in formulas for system in systems]
    counts = {key: np.concatenate([run.counts[key] for run in runs.values()]) for key in keys}
    return Run(
        data=data,
        measures={label: first.measures[label] for label in formulas},
        counts=counts,
        values={
            key: values_of_rows(
                formulas[key.metric],
                np.concatenate([run.values[key].segments for run in runs.values()]),
                of_key,
                data,
            )
            for key, of_key in counts.items()
        },
        spans={key: spans for key in keys if (spans := tuple(_spans(places, key)))},
        skips=tuple(skip for key in keys for skip in _skips(places, key)),
        missing={label: missing_reason(runs, label) for label in all_labels if label not in labels} | refused,
        warnings=tuple(_warnings(runs, systems)),
        versions=first.versions,
        description=common_description(runs),
    )


@dataclass(frozen=True, slots=True)
class _Places:
    """Where the sets begin in the set that they are put in.

    Attributes:
        runs: by the names of their sets.
        starts: index of each one's first segment.
        prefixes: what is put before the ids of each.
    """

    runs: Mapping[str, Run]
    starts: tuple[int, ...]
    prefixes: tuple[str, ...]

    @classmethod
    def of(cls, runs: Mapping[str, Run]) -> _Places:
        """Return the places of these runs; ids that are distinct already stay as they are."""
        segments = [name for run in runs.values() for name in run.data.ids]
        documents = [document.id for run in runs.values() for document in run.data.documents]
        distinct = len({*segments}) == len(segments) and len({*documents}) == len(documents)
        starts = tuple(accumulate((len(run.data) for run in runs.values()), initial=0))[:-1]
        return cls(runs, starts, tuple("" if distinct else f"{name}/" for name in runs))

    def __iter__(self) -> Iterator[tuple[str, Run, int, str]]:
        """Yield name, run, start and prefix."""
        return iter(zip(self.runs, self.runs.values(), self.starts, self.prefixes, strict=True))


def _data(places: _Places, systems: Sequence[str]) -> EvalSet:
    """Return the sets below each other, with these systems."""
    sets = [run.data.in_memory() for run in places.runs.values()]
    references = dict.fromkeys(name for data in sets for name in data.references)
    sized = [(None,) * len(data) for data in sets]
    own = _own_columns(places, sets)
    return EvalSet(
        name=shorten(" + ".join(places.runs), LONGEST, placeholder=" …"),
        ids=tuple(f"{prefix}{name}" for _, run, _, prefix in places for name in run.data.ids),
        documents=tuple(
            Document(f"{prefix}{document.id}", start + document.start, start + document.stop, document.domain)
            for _, run, start, prefix in places
            for document in run.data.documents
        ),
        sources=_column([data.sources or nothing for data, nothing in zip(sets, sized, strict=True)])
        if any(data.sources for data in sets)
        else None,
        references={
            name: _column([data.references.get(name, nothing) for data, nothing in zip(sets, sized, strict=True)])
            for name in references
        },
        outputs={system: _column([data.outputs[system] for data in sets]) for system in systems},
        languages=_languages([data.languages for data in sets]),
        confidence=tuple(number for data in sets for number in (data.confidence or (float("nan"),) * len(data)))
        if any(data.confidence for data in sets)
        else None,
        provenance={
            "concatenated": [
                {"name": name, "fingerprint": run.fingerprint, "segments": len(run.data)} for name, run, _, _ in places
            ],
            "notes": [f"{name}: {note}" for name, run, _, _ in places for note in run.data.notes],
            "left_out": [
                f"{name}: {note}" for name, run, _, _ in places for note in run.data.provenance.get("left_out", [])
            ],
            "columns": own,
        },
    )


def _column(columns: Sequence[Sequence[str | None]]) -> tuple[str | None, ...]:
    return tuple(text for column in columns for text in column)


def _languages(pairs: Sequence[Languages]) -> Languages:
    """Return the languages that all sets have in common; None for a side on which they differ."""
    sources, targets = ({pair[side] for pair in pairs} for side in (0, 1))
    return sources.pop() if len(sources) == 1 else None, targets.pop() if len(targets) == 1 else None


def _own_columns(places: _Places, sets: Sequence[EvalSet]) -> dict[str, list[Any]]:
    """Return the user's own columns, None where a set lacks one; and that of the sets, unless there is one."""
    columns: list[Mapping[str, Sequence[Any]]] = [data.own_columns for data in sets]
    names = dict.fromkeys(name for own in columns for name in own)
    own = {
        name: [
            value for of_set, data in zip(columns, sets, strict=True) for value in of_set.get(name, [None] * len(data))
        ]
        for name in names
    }
    return {SET: [name for name, run, _, _ in places for _ in range(len(run.data))], **own}


def _spans(places: _Places, key: Key) -> Iterator[Span]:
    for _, run, start, _ in places:
        for span in run.spans.get(key, ()):
            yield replace(span, segment=span.segment + start)


def _skips(places: _Places, key: Key) -> Iterator[Skip]:
    for _, run, _, prefix in places:
        for skip in run.skips:
            if (skip.system, skip.metric) == key:
                yield replace(skip, segment=f"{prefix}{skip.segment}")


def _warnings(runs: Mapping[str, Run], systems: Sequence[str]) -> Iterator[str]:
    """Yield what is left out or doubtful of a run of several sets."""
    for system in dict.fromkeys(system for run in runs.values() for system in run.systems):
        if system not in systems:
            without = ", ".join(name for name, run in runs.items() if system not in run.systems)
            yield f"{system} is left out: it has no outputs of {without}"
    seen: set[str] = set()
    for name, run in runs.items():
        texts = {text for text in run.data.sources or () if text}
        if repeated := texts & seen:
            yield f"{counted(len(repeated), 'source')} of {name} stand in an earlier set too, and count twice"
        seen |= texts
    yield from (f"{name}: {warning}" for name, run in runs.items() for warning in run.warnings)
