"""history(folder) → scores over runs: since when a score changed, and what changed with it."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from tertium import arguments
from tertium.calls import explained
from tertium.corpora.types import UNPENALISED
from tertium.errors import CompareError, DataError, UsageError
from tertium.evals import store
from tertium.evals.clusters import clusters_of
from tertium.evals.count_rows import scored_rows
from tertium.evals.formula import prepare
from tertium.evals.join import data_differences, join, single_system
from tertium.evals.results import History, Interval, Point, Resampling, Series
from tertium.evals.runs import list_runs
from tertium.evals.types import Key

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Sequence
    from pathlib import Path

    import pandas as pd

    from tertium.evals.types import Run

NOTHING: Final = Interval(float("nan"), float("nan"))


class _Place(NamedTuple):
    """A run of one system, where it came from, and the id of its manifest."""

    run: Run
    folder: str
    id: str

    @property
    def system(self) -> str:
        return self.run.systems[0]


@explained("history")
def history(
    folder: Path | str,
    *,
    metrics: Sequence[str] | None = None,
    systems: Sequence[str] | None = None,
    level: float = 0.95,
) -> pd.DataFrame:
    """Return how scores developed over the runs of a folder, the oldest run first; see `timeline`.

    Args:
        folder: its folders are runs; a run that is damaged is left out.
        metrics: labels; all by default.
        systems: names; all by default.
        level: of two-sided intervals, by the jackknife over documents.

    Returns:
        A DataFrame with a row per metric, system and run; see `History.frame`.

    Raises:
        DataError: there is no run in the folder.
        UsageError: no run has such a metric or system, or an argument has another type.

    Example:
        >>> run = tertium.evaluate({"hypothesis": ["Hund."], "reference": ["Ein Hund."]}, ["chrf"])
        >>> _ = tertium.save_run(run, "runs/monday")
        >>> list(tertium.history("runs")["run"])
        ['monday']
    """
    return timeline(folder, metrics=metrics, systems=systems, level=level).frame


def timeline(
    folder: Path | str,
    *,
    metrics: Sequence[str] | None = None,
    systems: Sequence[str] | None = None,
    runs: Container[str] | None = None,
    level: float = 0.95,
) -> History:
    """Return how scores developed over the runs of a folder, the oldest run first.

    Runs of sets of one name make a series for each metric and system. Where each of them has one system, there is one
    series whatever it is called, and another name is a change of the system.

    Args:
        folder: its folders are runs; a run that is damaged is left out, with a warning.
        metrics: labels; all by default.
        systems: names; all by default.
        runs: names of folders; all by default.
        level: of two-sided intervals, by the jackknife over documents.

    Raises:
        DataError: there is no run in the folder.
        UsageError: no run has such a metric or system, or an argument has another type.
    """
    place = arguments.path("folder", folder)
    wanted = [
        None if names is None else arguments.texts(what, names, accepts)
        for what, names, accepts in (("metrics", metrics, arguments.METRICS), ("systems", systems, "names of systems"))
    ]
    settings = Resampling(level=level)
    entries = [entry for entry in list_runs(place) if runs is None or entry.name in runs]
    warnings = [f"{entry.name} is left out: {entry.trouble}" for entry in entries if entry.trouble]
    alone = _sets_of_single_systems([entry.manifest["systems"] for entry in entries if not entry.trouble])
    points: dict[tuple[str, str, str], list[Point]] = {}
    measures = {}
    latest: dict[tuple[str, str, str], _Place] = {}
    for entry in entries:
        if entry.trouble:
            continue
        try:
            path = place if (place / store.MARKER).is_file() else place / entry.name
            run = store.open_stored(path)
        except DataError as error:
            warnings.append(f"{entry.name} is left out: {str(error).splitlines()[0]}")
            continue
        for system in _own_systems(run.systems):
            of_system = _Place(single_system(run, system, system), entry.name, str(entry.manifest["id"]))
            if wanted[1] is not None and system not in wanted[1]:
                continue
            for label in run.measures:
                if wanted[0] is not None and label not in wanted[0]:
                    continue
                key = (run.data.name, "" if alone else system, label)
                points.setdefault(key, []).append(_point(of_system, label, latest.get(key), settings))
                measures[key] = run.measures[label]
                latest[key] = of_system
    if not points:
        if wanted != [None, None] and any(not entry.trouble for entry in entries):
            raise UsageError(f"no run in {place} has these metrics and systems", hint=f"tertium runs list {place}")
        raise DataError(f"there are no runs in {place}", hint=f"tertium score SET -m chrf -o {place}/NAME")
    return History(
        str(place),
        level,
        tuple(
            Series(*key, measures[key].unit, measures[key].higher_is_better, tuple(of_key))
            for key, of_key in points.items()
        ),
        tuple(warnings),
    )


def _own_systems(systems: Sequence[str]) -> list[str]:
    """Return the systems without the copies that are scored without omissions and additions."""
    return [name for name in systems if name.removesuffix(UNPENALISED) == name]


def _sets_of_single_systems(systems: Sequence[Sequence[str]]) -> bool:
    return all(len(_own_systems(names)) == 1 for names in systems)


def _point(place: _Place, label: str, before: _Place | None, settings: Resampling) -> Point:
    run, measure = place.run, place.run.measures[label]
    changed = tuple(_changes(before, place, label)) if before else ()
    change, of_change = float("nan"), NOTHING
    if before and not {"data", "metric version"} & set(changed):
        change, of_change = _change(before, place, label, settings)
    key = Key(place.system, label)
    return Point(
        run=place.folder,
        id=place.id,
        created=run.created,
        system=place.system,
        fingerprint=run.fingerprint,
        signature=measure.signature,
        score=run.values[key].total,
        interval=_interval(run, label, settings),
        segments=int(scored_rows(run.counts, key).sum()),
        change=change,
        change_interval=of_change,
        changed=changed,
        description=tuple(run.description.entries()),
    )


def _changes(before: _Place, after: _Place, label: str) -> Iterator[str]:
    """Yield what differs between two runs of one system."""
    if data_differences(before.run.data, after.run.data):
        yield "data"
    if before.run.measures[label].signature != after.run.measures[label].signature:
        yield "metric version"
    outputs = [place.run.data.outputs[place.system] for place in (before, after)]
    if outputs[0] != outputs[1] or before.system != after.system:
        yield "system"


def _interval(run: Run, label: str, settings: Resampling) -> Interval:
    with suppress(CompareError):
        clusters = clusters_of(run.data, settings)
        jackknife = prepare(run, label, run.systems, clusters.starts).jackknife(np.asarray, clusters.sizes)
        low, high = jackknife.interval(settings.level)
        return Interval(float(low[0]), float(high[0]))
    return NOTHING


def _change(before: _Place, after: _Place, label: str, settings: Resampling) -> tuple[float, Interval]:
    """Return the change of the score on segments that both have a score for, and its interval."""
    with suppress(CompareError):
        runs = {
            name: single_system(_only(place.run, label), place.system, name)
            for name, place in (("before", before), ("after", after))
        }
        joined = join(runs)
        clusters = clusters_of(joined.data, settings)
        prepared = prepare(joined, label, ("before", "after"), clusters.starts)
        jackknife = prepared.jackknife(lambda scores: scores[..., 1:] - scores[..., :1], clusters.sizes)
        low, high = jackknife.interval(settings.level)
        return float(jackknife.estimates[0]), Interval(float(low[0]), float(high[0]))
    return float("nan"), NOTHING


def _only(run: Run, label: str) -> Run:
    from dataclasses import replace

    return replace(run, measures={label: run.measures[label]}, missing={})
