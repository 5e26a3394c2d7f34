"""What judging again would change: of single systems, of differences, and where systems share outputs."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest

from tertium.evals.formula import prepare
from tests.evals.making import JUDGE, judged

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from tertium.evals.formula import Prepared
    from tertium.evals.types import Run

SEGMENTS, N, SPREAD = 60, 3, 10.0


def drawn(rng: np.random.Generator, shared: int) -> Run:
    """Return a run of two systems, the first so many of whose outputs are the same and were judged once."""
    old, new = 60 + rng.normal(0, SPREAD, (2, SEGMENTS, N))
    new[:shared] = old[:shared]
    run = judged({"old": old.tolist(), "new": new.tolist()})
    texts = [f"text {i}" for i in range(SEGMENTS)]
    others = [text if i < shared else f"other {i}" for i, text in enumerate(texts)]
    return replace(run, data=replace(run.data, outputs={"old": tuple(texts), "new": tuple(others)}))


def prepared(run: Run) -> Prepared:
    return prepare(run, JUDGE, ["old", "new"], np.arange(0, SEGMENTS, 6))


def gain(scores: NDArray[np.float64]) -> NDArray[np.float64]:
    return scores[..., 1:] - scores[..., :1]


@pytest.mark.parametrize("shared", [0, 30, 54])
def test_the_noise_of_a_difference_is_what_judging_again_shows(shared: int) -> None:
    rng = np.random.default_rng(7)
    runs = [prepared(drawn(rng, shared)) for _ in range(200)]
    differences = [gain(item.block.scores)[0] for item in runs]
    told = [item.noise_of(gain)[0] for item in runs]
    right = SPREAD * np.sqrt(2 * (SEGMENTS - shared) / N) / SEGMENTS
    # The deviation of 200 draws is within 15 % of the right one, at three of its own errors.
    assert np.std(differences) == pytest.approx(right, rel=0.15)
    assert np.mean(told) == pytest.approx(right, rel=0.04)


def test_the_noise_of_a_sum_knows_that_shared_outputs_move_both() -> None:
    item = prepared(drawn(np.random.default_rng(7), SEGMENTS))
    total = item.noise_of(lambda scores: scores.sum(axis=-1, keepdims=True))
    assert total[0] == pytest.approx(2 * item.noise_of(lambda scores: scores[..., :1])[0])


def test_the_same_output_judged_otherwise_is_not_shared() -> None:
    run = drawn(np.random.default_rng(7), 0)
    alike = replace(run, data=replace(run.data, outputs=dict.fromkeys(("old", "new"), ("text",) * SEGMENTS)))
    assert prepared(alike).noise_of(gain) == pytest.approx(prepared(run).noise_of(gain))


def test_a_single_judgement_has_a_noise_that_nobody_knows() -> None:
    run = judged({"old": [[60.0]] * SEGMENTS, "new": [[70.0], [50.0]] * (SEGMENTS // 2)})
    item = prepared(run)
    assert item.noise is not None
    assert not item.noise.is_known
    assert item.noise_of(gain).tolist() == [0.0]
