"""The calibration benchmark counts wrong passes and fails, and the gate's stay near 5 %."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import numpy as np
import pytest

from benchmarks import calibration
from benchmarks.calibration import DOCUMENTS, documented_sets, gate_rates, suite_cells, suite_rates
from benchmarks.figure import GATES, draw, read
from benchmarks.populations import Draws, population, ter_of
from benchmarks.populations import draw as draw_sets
from tertium.evals.evaluate import evaluate
from tests.conftest import ROOT
from tests.evals.test_populations import made, news

if TYPE_CHECKING:
    from pathlib import Path


def draws_of(low: list[float], high: list[float], *, passable: bool = True, p: float = 0.5) -> Draws:
    """Return draws of one pair whose true gain is -1, with the same bounds, moved up by 1, at the null."""
    lows, highs = np.array(low)[:, None], np.array(high)[:, None]
    null_p, passes = np.full(lows.shape, p), np.full(lows.shape, passable)
    return Draws(np.array([-1.0]), lows, highs, lows + 1, highs + 1, null_p, passes)


def test_a_pass_is_false_where_the_bound_reaches_the_margin_and_a_fail_where_it_falls_short() -> None:
    draws = draws_of([-3, -0.9, -1.0, -4], [1, 2, 3, -1.5])
    rates = {figure.name: figure.value for figure in gate_rates(8, [{"chrf": draws}])}
    assert rates["calibration/gate/8/chrf/false_pass"] == 50
    assert rates["calibration/gate/8/chrf/false_fail"] == 25
    assert rates["calibration/gate/8/chrf/null_false_pass"] == 25, "superiority must be shown, equality is not enough"
    assert rates["calibration/gate/8/chrf/null_false_fail"] == 25


def test_what_the_gate_holds_back_is_no_false_pass_but_shown_beside() -> None:
    draws = draws_of([-0.9, -3.0], [1.0, 1.0], passable=False)
    rates = {figure.name: figure.value for figure in gate_rates(20, [{"chrf": draws}])}
    assert rates["calibration/gate/20/chrf/false_pass"] == 0
    assert rates["calibration/gate/20/chrf/unguarded_false_pass"] == 50


def test_rates_are_means_over_sets_and_the_largest_is_named() -> None:
    sets = [{"chrf": draws_of([-0.9], [1.0])}, {"chrf": draws_of([-3.0], [1.0]), "ter": draws_of([-3.0], [1.0])}]
    figures = {figure.name: figure for figure in gate_rates(8, sets)}
    figure = figures["calibration/gate/8/chrf/false_pass"]
    assert (figure.value, figure.against) == (50, "2 cells of 1 draws, the largest 100.0 %")
    assert figures["calibration/gate/8/ter/false_pass"].against.startswith("1 cells")


def test_a_suite_has_all_sets_in_turn_and_no_set_twice_with_one_number_of_documents() -> None:
    cells = suite_cells(["a", "b", "c"], 12)
    assert [name for name, _ in cells[:4]] == ["a", "b", "c", "a"]
    assert len(set(cells)) == 12
    assert {count for _, count in cells} == set(DOCUMENTS)


def test_a_suite_passes_falsely_where_the_rule_at_its_margin_does_and_fails_after_holm() -> None:
    one = draws_of([-0.9, -3.0], [1.0, 1.0], p=0.04)
    columns = (one.low, one.high, one.null_low, one.null_high, one.null_p, one.passable)
    pairs = Draws(np.full(4, -1.0), *(np.repeat(column, 4, axis=1) for column in columns))  # type: ignore[arg-type]
    passing: dict[str, Draws] = dict.fromkeys(("bleu", "chrf"), pairs)
    rates = {figure.name: figure.value for figure in suite_rates([passing] * 3)}
    assert rates["calibration/suite/3/false_pass"] == 50
    assert rates["calibration/suite/3/false_fail"] == 0, "six rules at .04 are nothing after Holm"
    assert rates["calibration/suite/3/false_fail_unadjusted"] == 100


def test_the_gate_holds_its_level_on_a_made_population() -> None:
    sets = [draw_sets(made(seed=seed), 20, 300, seed) for seed in range(3)]
    rates = {figure.name: figure.value for figure in gate_rates(20, sets)}
    assert 2.5 < rates["calibration/gate/20/mean/false_pass"] < 8
    assert rates["calibration/gate/20/mean/unguarded_false_pass"] > rates["calibration/gate/20/mean/false_pass"]


@pytest.mark.shared
@pytest.mark.slow
def test_on_real_sets_gates_and_suites_pass_wrongly_in_about_5_percent(shared: Path) -> None:
    populations = {}
    for name, data in documented_sets(shared / "data").items():
        run = evaluate(data, ["bleu", "chrf"])
        populations[name] = population(run, ter_of(run))
    assert len(populations) >= 6
    drawn = {
        (name, count): draw_sets(documents, count, 150, seed)
        for count in DOCUMENTS
        for seed, (name, documents) in enumerate(populations.items())
    }
    for count in DOCUMENTS:
        figures = list(gate_rates(count, [drawn[name, count] for name in populations]))
        rates = {figure.name.split("/", 2)[2]: figure.value for figure in figures}
        for label in ("bleu", "chrf", "mean"):
            assert 3 <= rates[f"{count}/{label}/false_pass"] <= 7
            assert 2 <= rates[f"{count}/{label}/false_fail"] <= 7
    for size in calibration.SUITES:
        figures = list(suite_rates([drawn[cell] for cell in suite_cells(list(populations), size)]))
        assert 3 <= figures[0].value <= 7
        assert figures[1].value <= 8


def test_the_benchmark_starts_from_any_folder_and_takes_the_number_of_draws(tmp_path: Path) -> None:
    folder = tmp_path / "deeper" / "made-en-de"
    (folder / "systems").mkdir(parents=True)
    data = news()
    columns = {"source": data.references["A"], "reference.A": data.references["A"], "docs": data.document_ids}
    columns |= {f"systems/{name}": texts for name, texts in data.outputs.items()}
    for name, texts in columns.items():
        (folder / f"{name}.txt").write_text("".join(f"{text}\n" for text in texts), encoding="utf-8")
    command = [sys.executable, str(ROOT / "benchmarks" / "calibration.py"), str(tmp_path), "--draws", "3", "--json"]
    process = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True)
    tests, gates = read(process.stdout.splitlines())
    assert set(tests) == {"made-en-de, bleu", "made-en-de, chrf", "made-en-de, mean"}
    assert len(gates) == len(DOCUMENTS) * 4 + len(calibration.SUITES)


def test_the_figure_has_a_row_and_two_dots_for_each_of_its_names() -> None:
    lines = [
        '{"name": "calibration/wmt/segments_per_document", "value": 9}',
        '{"name": "calibration/wmt/bleu/reject_at_5", "value": 5}',
        '{"name": "calibration/wmt/bleu/reject_at_5_by_segment", "value": 30}',
        '{"name": "calibration/gate/8/bleu/false_pass", "value": 5}',
        '{"name": "calibration/gate/8/bleu/false_fail", "value": 99}',
        '{"name": "calibration/suite/6/false_pass", "value": 4}',
        '{"name": "resample/cpu", "value": 4}',
    ]
    svg = draw(*read(lines))
    assert svg.count("<circle") == 4 + 5
    assert ">wmt, bleu<" in svg
    assert ">8 documents, bleu<" in svg
    assert ">suite of 6 sets<" in svg
    assert f'cx="{GATES.x(10):.1f}"' in svg, "what lies beyond the scale is drawn at its end"
