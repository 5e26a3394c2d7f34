"""The page's still charts: ticks are round, what is undefined is not drawn, and names are cropped."""

from __future__ import annotations

import math
import re
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tertium.evals.results import (
    Interval,
    Slice,
)
from tertium.evals.types import Key, Run
from tertium.reports.page.charts import (
    COLOURED,
    Scale,
    _tick,
    _ticks,
    distribution_chart,
    interval_strip,
    key_mark,
    marker,
    slices_chart,
)
from tests.evals.making import MEAN, run_of

if TYPE_CHECKING:
    from collections.abc import Sequence

NAN = float("nan")


def run_with(segments: dict[str, Sequence[float]]) -> Run:
    """Return a run whose systems have these scores by segment."""
    run = run_of({name: [1.0] * len(values) for name, values in segments.items()})
    values = {
        Key(name, MEAN): replace(run.values[Key(name, MEAN)], segments=np.array(scores))
        for name, scores in segments.items()
    }
    return replace(run, values=values)


def places(svg: str, name: str) -> list[float]:
    return [float(number) for number in re.findall(rf'{name}="([-\d.]+)"', svg)]


def slice_of(system: str, part: str, score: float, low: float, high: float) -> Slice:
    return Slice("domain", part, system, MEAN, score, Interval(low, high), 7)


@given(st.floats(-1e6, 1e6), st.just(0.0) | st.floats(1e-3, 1e6), st.integers(2, 9))
def test_ticks_are_round_and_within_and_about_as_many_as_asked_for(low: float, width: float, about: int) -> None:
    high = low + width
    ticks = _ticks(low, high, about)
    slack = 1e-9 * max(abs(low), abs(high), 1)
    assert all(low - slack <= number <= high + slack for number in ticks)
    assert ticks == sorted(set(ticks))
    assert len(ticks) <= about + 1


@pytest.mark.parametrize(
    ("low", "high", "ticks"),
    [
        (0, 100, [0, 20, 40, 60, 80, 100]),
        (0, 1, [0, 0.2, 0.4, 0.6, 0.8, 1]),
        (3, 3, [3]),
        (-1, 1, [-1, -0.5, 0, 0.5, 1]),
    ],
)
def test_ticks_of_usual_scales(low: float, high: float, ticks: list[float]) -> None:
    assert _ticks(low, high, 5) == pytest.approx(ticks)


@pytest.mark.parametrize(
    ("value", "digits", "shown"),
    [(20.0, 2, "20"), (0.5, 2, "0.5"), (0.25, 2, "0.25"), (0.0, 2, "0"), (1234.0, 0, "1234")],
)
def test_a_tick_has_no_digits_that_it_does_not_need(value: float, digits: int, shown: str) -> None:
    assert _tick(value, digits) == shown


def test_a_scale_keeps_what_is_outside_at_its_edge() -> None:
    scale = Scale(10, 20, 100, 200)
    assert [scale(number) for number in (10, 15, 20, 5, 99)] == [100, 150, 200, 100, 200]
    assert Scale(10, 10, 100, 200)(10) == 100


def test_a_strip_shows_score_and_interval_and_nothing_where_one_is_undefined() -> None:
    drawn = interval_strip(10, 15, 20, (0, 20))
    assert places(drawn, "x1") == pytest.approx([50, 74.5])
    assert places(drawn, "x2") == pytest.approx([99, 74.5])
    assert (
        interval_strip(NAN, 15, 20, (0, 20))
        == interval_strip(10, NAN, 20, (0, 20))
        == interval_strip(10, 15, math.inf, (0, 20))
        == ""
    )


def test_a_distribution_has_a_row_per_system_and_its_median_where_there_are_scores() -> None:
    run = run_with({"first": [1.0, 2.0, 3.0, 4.0, NAN], "none": [NAN] * 5, "W" * 40: [2.0] * 5})
    drawn = distribution_chart(run, run.measures[MEAN])
    assert drawn.count('class="ridge"') == drawn.count('class="median"') == 2
    assert ">none</text>" in drawn
    assert f">{'W' * 16}…</text>" in drawn
    assert ">2.5</text>" in drawn.replace("2.50", "2.5")
    nothing = run_with({"none": [NAN] * 5})
    assert distribution_chart(nothing, nothing.measures[MEAN]) == ""


def test_scores_by_part_have_no_mark_where_one_is_undefined_and_no_whisker_without_an_interval() -> None:
    run = run_with({"a": [1.0], "b": [1.0]})
    slices = [
        *(slice_of("a", "x", 1, 0.5, 1.5), slice_of("a", "y", NAN, NAN, NAN), slice_of("a", "z", 3, NAN, NAN)),
        *(slice_of("b", "x", NAN, NAN, NAN), slice_of("b", "y", 2, 1, 3), slice_of("b", "z", NAN, NAN, NAN)),
    ]
    drawn = slices_chart(run, run.measures[MEAN], slices)
    assert (drawn.count("dot s1"), drawn.count("dot s2")) == (2, 1)
    assert drawn.count("whisker") == 2
    assert drawn.count(">n=7</text>") == 3
    assert slices_chart(run, run.measures[MEAN], [slice_of("a", "x", NAN, NAN, NAN)]) == ""


@pytest.mark.parametrize(("parts", "named"), [(8, 8), (9, 5), (40, 8)])
def test_of_many_parts_some_are_named(parts: int, named: int) -> None:
    run = run_with({"a": [1.0]})
    drawn = slices_chart(run, run.measures[MEAN], [slice_of("a", f"p{i}", i, i - 1, i + 1) for i in range(parts)])
    assert drawn.count(">n=7</text>") == named
    assert drawn.count("<circle") == parts


def test_systems_beyond_the_colours_are_grey_dots_of_one_path_without_whiskers() -> None:
    names = [f"s{i}" for i in range(8)]
    run = run_with({name: [1.0] for name in names})
    drawn = slices_chart(run, run.measures[MEAN], [slice_of(name, part, 1, 0, 2) for name in names for part in "xy"])
    assert drawn.count("whisker") == 0
    crowds = re.findall(r'd="([^"]*)" class="crowd"', drawn)
    assert [crowd.count("h0") for crowd in crowds] == [4]
    assert drawn.count('class="dot ') == 12


def test_parts_are_kinds_so_nothing_joins_their_scores() -> None:
    run = run_with({"a": [1.0]})
    drawn = slices_chart(run, run.measures[MEAN], [slice_of("a", part, 1, 0, 2) for part in "xyz"])
    assert not re.search(r'<path[^>]*class="(?!dot|crowd)', drawn)


def test_every_coloured_system_has_a_shape_of_its_own_which_the_legend_shows() -> None:
    shapes = {re.sub(r"[-\d.]+|s\d", "", marker(rank, 6.0, 6.0)) for rank in range(COLOURED)}
    assert len(shapes) >= 3
    assert len({marker(rank, 6.0, 6.0).replace(f"s{rank + 1}", "") for rank in range(COLOURED)}) == COLOURED
    assert all(marker(rank, 6.0, 6.0) in key_mark(rank) for rank in range(COLOURED))
    assert "crowd" in key_mark(COLOURED)


@pytest.mark.parametrize("scores", [[1.8e19, 1.8e19], [1e19, 1e19 + 2048], [0.0, 5e-324], [-1e308, 1e308]])
def test_scores_between_which_no_scale_can_be_drawn_have_no_chart(scores: list[float]) -> None:
    run = run_with({"a": scores})
    assert not distribution_chart(run, run.measures[MEAN])
    assert _ticks(min(scores), max(scores), 5) == [min(scores)]
