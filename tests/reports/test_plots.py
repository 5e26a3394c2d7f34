"""Charts show the run's numbers, are the same bytes each time, and take no text for markup or formula."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest

from tertium.cli import main
from tertium.errors import UsageError
from tertium.evals import store
from tertium.evals.slices import slices
from tertium.evals.types import Key, Run
from tertium.reports.chart import Size
from tertium.reports.plots import KINDS, Plots
from tests.reports.making import FEW, example_standings, hostile_run

if TYPE_CHECKING:
    from pathlib import Path

pytest.importorskip("matplotlib")

MAGIC = {"svg": b"<?xml", "png": b"\x89PNG", "pdf": b"%PDF"}


def texts(svg: bytes) -> list[str]:
    return [node.text or "" for node in ET.fromstring(svg).iter("{http://www.w3.org/2000/svg}text")]  # noqa: S314 - ours


def test_the_leaderboard_has_the_best_first_with_its_interval(run: Run) -> None:
    axes = Plots(run, lambda: example_standings(run)).leaderboard().figure.axes[0]
    assert [label.get_text() for label in axes.get_yticklabels()] == ["north", "south"]
    points = [line.get_xdata()[0] for line in axes.lines if line.get_marker() == "o"]  # type: ignore[index]
    assert points == [run.values[Key(system, "chrf")].total for system in ("north", "south")]
    interval = example_standings(run).rankings[0].places[0].interval
    assert tuple(axes.lines[0].get_xdata()) == tuple(interval)  # type: ignore[arg-type]


def test_a_metric_where_lower_is_better_turns_order_and_colours(run: Run) -> None:
    plots = Plots(run)
    axes = plots.leaderboard("ter").figure.axes[0]
    assert [label.get_text() for label in axes.get_yticklabels()] == ["north", "south"]
    up, down = (plots.heatmap(metric).figure.axes[0].images[0].get_cmap()(0.0) for metric in ("chrf", "ter"))
    assert up == plots.heatmap("ter").figure.axes[0].images[0].get_cmap()(1.0)
    assert up != down


def test_scatter_and_delta_hold_every_segment_once(run: Run) -> None:
    scatter = run.plot.scatter("south", "north")
    assert scatter.figure.axes[0].get_xlabel() == "south"
    offsets = scatter.figure.axes[0].collections[0].get_offsets()
    assert len(offsets) == len(run.data)
    bars = run.plot.delta().figure.axes[0].patches
    assert sum(bar.get_height() for bar in bars) == len(run.data)


def test_a_notebook_draws_everything_with_intervals(run: Run) -> None:
    assert "shops" not in texts(run.plot.length()._repr_svg_().encode())
    assert run.plot.length().figure.axes[0].get_xlabel() == "source length in characters"
    assert len(run.plot.leaderboard().figure.axes[0].lines) >= 4


@pytest.mark.parametrize("kind", sorted(MAGIC))
def test_every_kind_of_file_is_the_same_bytes_each_time(run: Run, kind: str) -> None:
    content = [Plots(run).leaderboard().render(kind) for _ in range(2)]  # type: ignore[arg-type]
    assert content[0].startswith(MAGIC[kind])
    assert content[0] == content[1]


@pytest.mark.filterwarnings("ignore:Glyph")
def test_hostile_names_are_drawn_as_texts() -> None:
    run = hostile_run()
    for chart in (Plots(run).leaderboard(), Plots(run).heatmap(), Plots(run).scatter(), Plots(run).delta()):
        content = chart.render("svg")
        assert b"<script" not in content
        assert not [text for text in texts(content) if "\N{RIGHT-TO-LEFT OVERRIDE}" in text or "\x1b" in text]


def test_what_cant_be_drawn_is_said(run: Run) -> None:
    alone = replace(run, data=replace(run.data, outputs={"north": run.data.outputs["north"]}))
    for call, message in (
        (lambda: Plots(alone).scatter(), "two systems"),
        (lambda: Plots(run).heatmap("comet"), "no metric 'comet'"),
        (lambda: Plots(run).delta("east"), "no system 'east'"),
        (lambda: Plots(run).length(), "no lengths"),
        (lambda: Plots(run).heatmap().render("gif"), "can't be 'gif'"),  # type: ignore[arg-type]
    ):
        with pytest.raises(UsageError, match=message):
            call()


def test_the_command_writes_what_is_asked_for(run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    store.save(run, tmp_path / "run")
    words = ["plot", str(tmp_path / "run"), "-o", str(tmp_path / "out"), "--samples", "200"]
    assert main(words) == 0
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == sorted(f"{kind}.svg" for kind in KINDS)
    assert main([*words, "delta", "-m", "ter", "--a", "south", "-f", "pdf", "-q"]) == 0
    assert (tmp_path / "out" / "delta.pdf").read_bytes().startswith(b"%PDF")
    assert main([*words, "pie"]) == 2
    assert "no chart is named 'pie'" in capsys.readouterr().err
    assert main([*words, "delta"]) == 2
    assert "delta.svg is already there\n  try: --overwrite" in capsys.readouterr().err
    assert main([*words, "delta", "--overwrite", "-q"]) == 0


def test_one_chart_goes_to_the_file_that_is_named(run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    store.save(run, tmp_path / "run")
    words = ["plot", str(tmp_path / "run"), "--samples", "200", "-q", "-o"]
    assert main([*words, str(tmp_path / "new" / "board.pdf"), "leaderboard"]) == 0
    assert (tmp_path / "new" / "board.pdf").read_bytes().startswith(b"%PDF")
    for more, message in (
        ([str(tmp_path / "x.svg")], "x.svg is one file, and 5 charts are to be drawn\n  try: -o FOLDER"),
        ([str(tmp_path / "x.svg"), "delta", "-f", "png"], f"not the name of a png\n  try: -o {tmp_path / 'x.png'}"),
        ([str(tmp_path / "new" / "board.pdf"), "delta"], "board.pdf is already there"),
        ([str(tmp_path / "x"), "delta", "-f", "gif"], "a chart can't be 'gif'"),
    ):
        assert main([*words, *more]) == 2
        assert message in capsys.readouterr().err
    assert not (tmp_path / "x.svg").exists()


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("width", [3.3, 6.9])
def test_a_chart_for_a_journal_is_exactly_as_wide_and_holds_its_fonts(run: Run, kind: str, width: float) -> None:
    plots = replace(Plots(run, lambda: example_standings(run), lambda: tuple(slices(run, FEW))), size=Size(width))
    chart = getattr(plots, kind)()
    pdf = chart.render("pdf")
    box = next(iter(re.findall(rb"/MediaBox \[ 0 0 ([0-9.]+) [0-9.]+ \]", pdf)))
    assert float(box) == pytest.approx(72 * width)
    assert b"/FontFile2" in pdf, "TrueType, embedded"
    assert pdf == getattr(plots, kind)().render("pdf")


def test_its_text_names_the_charts(run: Run) -> None:
    assert repr(Plots(run)) == f"<Plots of {run!r}: leaderboard, heatmap, scatter, delta, length>"
