"""Compare, rank and gate say when they rest on a reference that was made from a system."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from tertium.evals.compare import compare
from tertium.evals.evaluate import evaluate
from tertium.evals.gate import gate
from tertium.evals.policy import Policy, Rule
from tertium.evals.rank import rank
from tertium.evals.reference_warnings import reference_warnings
from tertium.evals.results import Resampling
from tests.evals.inspection.making import good, made, systems

if TYPE_CHECKING:
    from tertium.evals.types import Run

FEW = Resampling(samples=100)
EXPECTED = "this rests on reference B, which seems to be made from x0, a system compared here: 30 of 60 long lines"


@pytest.fixture(scope="module")
def run() -> Run:
    return evaluate(made({"B": [*systems(1)["x0"][:30], *good()[30:]]}), ["chrf", "length"])


def of_systems(run: Run, names: list[str]) -> Run:
    return evaluate(run.data.with_systems(names), ["chrf", "length"])


def test_a_comparison_and_a_ranking_say_it_first(run: Run) -> None:
    assert compare(run, metrics=["chrf"], resampling=FEW).warnings[0].startswith(EXPECTED)
    assert rank(run, metrics=["chrf"], resampling=FEW).warnings[0].startswith(EXPECTED)


def test_a_metric_without_references_rests_on_none(run: Run) -> None:
    assert not any("rests on" in warning for warning in compare(run, metrics=["length"], resampling=FEW).warnings)


def test_joined_and_older_runs_are_looked_at_again(run: Run) -> None:
    joined = compare(of_systems(run, ["x0"]), of_systems(run, ["x1"]), metrics=["chrf"], resampling=FEW)
    assert joined.warnings[0].startswith(EXPECTED)
    assert next(reference_warnings(replace(run, problems=None), ["chrf"])).startswith(EXPECTED)


def test_a_gate_says_it_of_candidate_and_baseline_only(run: Run) -> None:
    policy = Policy((Rule("non-inferior", "chrf", margin=1.0),), resampling=FEW)
    assert gate(run, run, policy, system="x0", baseline_system="x1").warnings[0].startswith(EXPECTED)
    assert gate(run, run, policy, system="x1", baseline_system="x0").warnings[0].startswith(EXPECTED)
    other = gate(run, run, policy, system="x1", baseline_system="x2")
    assert not any(warning.startswith("this rests on") for warning in other.warnings)
