"""inspect(set) gathers every problem, the most serious first."""

from __future__ import annotations

import tertium
from tertium.evals.inspection.inspect import inspect
from tests.evals.inspection.making import made, planted, reference, source, systems


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
