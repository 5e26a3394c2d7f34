"""A metric over runs: since when it changed, and whether data, metric or system changed with it."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

import tertium
from tertium.corpora.types import UNPENALISED
from tertium.errors import DataError, UsageError
from tertium.evals import store
from tertium.evals.description import Description
from tertium.evals.history import timeline
from tests.evals.making import MEAN, run_of

if TYPE_CHECKING:
    from pathlib import Path

    from tertium.evals.types import Run

LOW = [1.0, 2.0, 1.5, 1.2, 2.2, 1.8, 1.1, 1.9, 1.4, 1.6]
HIGH = [value + 1 + 0.1 * (i % 3) for i, value in enumerate(LOW)]


def save(folder: Path, name: str, day: int, run: Run) -> None:
    store.save(replace(run, created=f"2026-01-{day:02}T00:00:00+00:00"), folder / name)


def of(system: str, values: list[float], text: str = "") -> Run:
    """Return a run whose outputs are these texts with their number."""
    run = run_of({system: values})
    outputs = {system: tuple(f"{text or values[0]} {i}" for i in range(len(values)))}
    return replace(run, data=replace(run.data, outputs=outputs))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder in which the system gets better in the third of four runs; the last is the third again."""
    save(tmp_path, "d", 4, of("x", HIGH))
    save(tmp_path, "a", 1, of("x", LOW))
    save(tmp_path, "b", 2, of("x", LOW))
    save(tmp_path, "c", 3, replace(of("x", HIGH), description=Description(tags=("v2",), commit="abc")))
    return tmp_path


def test_points_are_in_the_order_of_time_with_intervals_around_the_scores(folder: Path) -> None:
    (series,) = timeline(folder).series
    assert [point.run for point in series.points] == ["a", "b", "c", "d"]
    assert (series.metric, series.system, series.name) == (MEAN, "", "made")
    for point in series.points:
        assert point.interval.low < point.score < point.interval.high
        assert point.segments == len(LOW)


def test_the_change_is_dated_and_named(folder: Path) -> None:
    (series,) = timeline(folder).series
    since = series.since
    assert since is not None
    assert (since.run, since.changed) == ("c", ("system",))
    assert since.change == pytest.approx(sum(HIGH) / 10 - sum(LOW) / 10)
    assert since.change_interval.low > 0
    assert since.description == (("tags", "v2"), ("commit", "abc"))
    assert [point.is_shown for point in series.points] == [False, False, True, False]


def test_some_runs_of_a_folder_make_a_history_of_their_own(folder: Path) -> None:
    (series,) = timeline(folder, runs=["a", "c"]).series
    assert [point.run for point in series.points] == ["a", "c"]
    with pytest.raises(DataError, match="there are no runs"):
        timeline(folder, runs=[])


def test_other_data_and_another_metric_can_not_be_compared(folder: Path) -> None:
    other = of("x", HIGH)
    assert other.data.sources is not None
    data = replace(other.data, sources=("five", *other.data.sources[1:]))
    save(folder, "e", 5, replace(other, data=data))
    measure = replace(other.measures[MEAN], signature="length|v2")
    save(folder, "f", 6, replace(other, data=data, measures={MEAN: measure}))
    series = timeline(folder).series[0]
    points = series.points
    assert [point.changed for point in points[-2:]] == [("data",), ("metric version",)]
    assert all(math.isnan(point.change) for point in points[-2:])
    assert series.since is points[-1]


def test_runs_of_one_system_each_are_one_series_whatever_it_is_called(folder: Path) -> None:
    save(folder, "e", 5, of("y", HIGH))
    (series,) = timeline(folder).series
    assert series.points[-1].system == "y"
    assert series.points[-1].changed == ("system",)
    assert series.points[-1].change == 0


def test_of_several_systems_each_has_its_own_series_and_copies_have_none(folder: Path) -> None:
    save(folder, "e", 5, run_of({"x": HIGH, f"x{UNPENALISED}": HIGH, "y": LOW}))
    assert [(series.system, len(series.points)) for series in timeline(folder).series] == [("x", 5), ("y", 1)]
    (series,) = timeline(folder, systems=["y"]).series
    assert series.since is None


def test_a_damaged_run_is_left_out_with_its_reason(folder: Path) -> None:
    (folder / "b" / "scores.parquet").unlink()
    (folder / "d" / "scores.parquet").write_bytes(b"")
    result = timeline(folder)
    assert [point.run for point in result.series[0].points] == ["a", "c"]
    assert [warning.partition(":")[0] for warning in result.warnings] == ["b is left out", "d is left out"]


def test_the_frame_has_a_row_per_point(folder: Path) -> None:
    frame = tertium.history(folder)
    assert list(frame["run"]) == ["a", "b", "c", "d"]
    assert frame["changed"].tolist() == ["", "", "system", ""]
    assert frame["said"].tolist()[2] == "tags: v2; commit: abc"
    assert frame["change_low"].isna().tolist() == [True, False, False, False]


def test_a_folder_without_runs_and_names_that_no_run_has_are_refused(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(DataError, match="there are no runs"):
        timeline(tmp_path / "empty")
    with pytest.raises(UsageError, match="no run in"):
        timeline(folder, metrics=["comet"])
    with pytest.raises(DataError, match="is no folder"):
        timeline(tmp_path / "nowhere")
