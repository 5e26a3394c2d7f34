"""The charts of a run compute what they show when it is drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tertium.evals import rank
from tertium.evals.results import Resampling
from tertium.plotting import plots
from tests.evals.making import run_of

if TYPE_CHECKING:
    from tertium.evals.types import Run


def test_intervals_are_computed_once_and_only_when_a_chart_needs_them(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("matplotlib")
    calls: list[object] = []

    def counting(run: Run, resampling: Resampling) -> object:
        calls.append(run)
        return original(run, resampling)

    original = rank.rank_if_possible
    monkeypatch.setattr(rank, "rank_if_possible", counting)
    charts = plots(run_of({"x": [1.0, 2.0, 3.0], "y": [2.0, 3.0, 5.0]}), Resampling(samples=100))
    charts.heatmap()
    assert calls == []
    charts.leaderboard()
    charts.leaderboard()
    assert len(calls) == 1
