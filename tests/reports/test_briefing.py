"""The end of an evaluation fits a terminal: the best systems, at most five alarms."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from tertium.evals.evaluate import evaluate
from tertium.reports import briefing
from tertium.reports.decisions import Decisions
from tertium.reports.sections.alarms import first_alarms
from tests.evals.making import run_of
from tests.reports.making import plain_run

if TYPE_CHECKING:
    import pytest

    from tertium.evals.types import Run


def lines(run: Run) -> list[str]:
    return briefing.briefing(run)


def test_the_best_stand_first_and_what_is_alarming_below(run: Run) -> None:
    text = "\n".join(lines(run))
    assert text.index("town: best first by chrf") < text.index("north") < text.index("south") < text.index("! ")
    assert "! metric is missing: comet: comet is not installed" in text
    assert "! output is a copy of the source: 1 output of south" in text
    assert "not shown: length" in text


def test_its_alarms_are_those_of_the_page_in_their_order(run: Run) -> None:
    shown = [line.removeprefix("! ") for line in lines(run) if line.startswith("! ")]
    assert shown == [str(alarm) for alarm in first_alarms(run, Decisions())]


def test_warnings_in_free_words_are_one_line_without_those_that_stand_above() -> None:
    run = replace(plain_run(), warnings=tuple(f"doubt {i}" for i in range(20)))
    (line,) = (line for line in lines(run) if line.startswith("! other: doubt 0; "))
    assert len(line) <= len("! ") + briefing.LONGEST
    assert not [line for line in briefing.briefing(run, told=run.warnings) if "doubt" in line]


def test_many_systems_metrics_and_long_names_fit_eighty_columns() -> None:
    base = plain_run()
    outputs = {f"{'a-very-long-name-of-a-system-' * 2}{i}": base.data.outputs["north"] for i in range(14)}
    metrics = ["chrf", "bleu", "ter", "chrf++", "chrf:beta=1", "chrf:beta=3", "ter:case_sensitive=True"]
    run = evaluate(replace(base.data, outputs=outputs), metrics)
    board = [line for line in lines(run) if not line.startswith("! ")]
    assert max(map(len, board)) <= briefing.WIDTH
    assert any("and 4 more systems" in line for line in board)
    assert any("not shown: " in line for line in board)


def test_a_total_over_part_of_the_set_is_marked() -> None:
    text = "\n".join(lines(run_of({"a": [1.0, 2.0], "b": [3.0, np.nan]})))
    assert "3.000*" in text
    assert "*: over part of the set" in text


def test_of_a_large_run_only_what_is_known_already_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(briefing, "TEXTS", 3)
    text = "\n".join(lines(plain_run()))
    assert "metric is missing: comet" in text
    assert "copy" not in text
