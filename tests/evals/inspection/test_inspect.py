"""inspect(set) gathers every problem, the most serious first."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

import tertium
from tertium.evals.inspection.inspect import inspect, problems_of
from tertium.executor import ProcessDiedError, processes, threads
from tests.corpora.making_stored import many_segments, small_groups, stored
from tests.evals.inspection.making import made, planted, reference, source, systems

if TYPE_CHECKING:
    from pathlib import Path


def test_the_most_serious_problems_come_first() -> None:
    texts = planted({1: "", 2: source(2), 5: reference(6), **{i: systems(1)["x0"][i] for i in range(20, 50)}})
    result = inspect(made({"A": texts}))
    kinds = [problem.kind for problem in result.problems]
    assert kinds == ["empty", "copy", "language", "derived", "number", "duplicate"]  # a copy is in another language
    assert result.lines[0] == "references: 1 of 60 empty in A"
    assert result.lines[3].startswith("references: A seems to be made from x0: 30 of ")


def test_the_front_door_has_it() -> None:
    assert tertium.inspect(made()).problems == ()
    assert tertium.inspect(made()).fingerprint == made().fingerprint


def test_outputs_in_a_file_are_looked_at_part_by_part_by_any_executor_with_the_same_result(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = {"A": planted({i: systems(1)["x0"][i] for i in range(20, 50)})}
    data = made(texts, outputs={**systems(1), "y": [text.replace(",", " ,") for text in systems(1)["x0"]]})
    expected = inspect(data).problems
    assert {"derived", "tokenized"} <= {problem.kind for problem in expected}
    small_groups(monkeypatch)
    in_file = stored(data, tmp_path / "set")
    with processes(2) as some, threads(2) as others:
        for executor in (some, others):
            assert problems_of(in_file, None, executor) == expected


def test_outputs_are_looked_at_here_where_the_executor_has_lost_its_processes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    small_groups(monkeypatch)
    data = stored(many_segments(), tmp_path / "set")
    with processes(1) as executor:
        with pytest.raises(ProcessDiedError):
            list(executor.map(os._exit, [1]))
        assert problems_of(data, None, executor) == inspect(data).problems
