"""A chart is made with matplotlib only where it is asked for, in the kinds there are."""

from __future__ import annotations

import sys

import pytest

from tertium.errors import UsageError
from tertium.reports.chart import Chart, empty_axes, finish_chart


def test_a_chart_is_refused_in_a_kind_that_there_is_not() -> None:
    pytest.importorskip("matplotlib")
    axes = empty_axes(2, 1)
    chart = finish_chart("name", axes, "title")
    assert isinstance(chart, Chart)
    assert axes.get_title(loc="left") == "title"
    with pytest.raises(UsageError, match="a chart can't be 'gif'\n  try: svg, png, pdf"):
        chart.render("gif")  # type: ignore[arg-type]


def test_without_matplotlib_a_chart_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ["matplotlib", *(name for name in sys.modules if name.startswith("matplotlib."))]:
        monkeypatch.setitem(sys.modules, name, None)
    with pytest.raises(UsageError, match=r"matplotlib is not installed\n  try: pip install 'tertium\[plot\]'"):
        empty_axes(1, 1)
