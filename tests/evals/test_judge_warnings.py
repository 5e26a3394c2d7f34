"""A judge's own errors and its noise stand beside what rests on its scores."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from tertium.evals.compare import compare
from tertium.evals.formula import prepare
from tertium.evals.gate import gate
from tertium.evals.judge_warnings import judge_warnings
from tertium.evals.policy import parse
from tertium.evals.rank import rank
from tertium.evals.results import Resampling
from tertium.evals.store import load, save
from tests.evals.making import JUDGE, card, judged, run_of

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

QUICK = Resampling(samples=200)
NOISE = "judge noise of"


def draws(mean: float, noise: float, seed: int, *, segments: int = 40, n: int = 3) -> list[list[float]]:
    rng = np.random.default_rng(seed)
    quality = rng.normal(mean, 3, segments)
    drawn: list[list[float]] = (quality[:, None] + rng.normal(0, noise, (segments, n))).tolist()
    return drawn


RUN = judged({"old": draws(60, 5, 1), "new": draws(70, 5, 2)})


def test_a_judge_without_a_card_is_told_and_one_with_a_card_by_its_faults() -> None:
    assert list(judge_warnings(RUN, [JUDGE, JUDGE])) == [
        f"this rests on {JUDGE}, a judge without a card: how far it errs isn't known (tertium judge-check)"
    ]
    with_card = judged({"old": draws(60, 5, 1)}, card=card("padding raises the score in 9 of 12"))
    assert list(judge_warnings(with_card, [JUDGE])) == [
        f"this rests on {JUDGE}, a judge whose card has 1 fault: padding raises the score in 9 of 12"
    ]
    many = judged({"old": draws(60, 5, 1)}, card=card(*"abcde"))
    assert next(judge_warnings(many, [JUDGE])).endswith("a judge whose card has 5 faults: a; b; c; and 2 more")
    assert list(judge_warnings(judged({"old": draws(60, 5, 1)}, card=card()), [JUDGE])) == []
    assert list(judge_warnings(run_of({"old": [1.0, 2.0]}), ["length", "absent"])) == []


@pytest.mark.parametrize("with_card", [True, False])
def test_a_gate_that_rests_on_a_judge_without_a_card_says_so(with_card: bool) -> None:  # noqa: FBT001
    run = judged({"old": draws(60, 5, 1), "new": draws(70, 5, 2)}, card=card() if with_card else None)
    policy = parse({"schema": "tertium.policy/1", "rule": [{"kind": "superior", "metric": JUDGE}]}, "p")
    verdict = gate(run, policy)
    assert verdict.outcome == "pass"
    assert any("without a card" in warning for warning in verdict.warnings) is not with_card


def test_a_ranking_names_the_faults_of_its_judges() -> None:
    run = judged({"old": draws(60, 5, 1), "new": draws(70, 5, 2)}, card=card("padding"))
    assert f"this rests on {JUDGE}, a judge whose card has 1 fault: padding" in rank(run, resampling=QUICK).warnings


def test_a_gate_that_rests_on_another_metric_says_nothing_of_the_judge() -> None:
    run = judged({"old": draws(60, 5, 1), "new": draws(70, 5, 2)})
    policy = parse({"schema": "tertium.policy/1", "rule": [{"kind": "required", "metric": "chrf"}]}, "p")
    assert not any("card" in warning for warning in gate(run, policy).warnings)


def test_a_comparison_says_how_much_of_it_is_judge_noise() -> None:
    (sentence,) = [line for line in compare(RUN, resampling=QUICK).warnings if line.startswith(NOISE)]
    # Three judgements of 40 segments each, standard deviation 5: 5 * sqrt(2 / 120) = .65.
    assert "would change a difference by about 0.6" in sentence
    assert "% of its variance" in sentence
    once = judged({"old": draws(60, 5, 1, n=1), "new": draws(70, 5, 2, n=1)})
    (sentence,) = [line for line in compare(once, resampling=QUICK).warnings if "judged each text once" in line]
    assert sentence.startswith(JUDGE)


def test_a_judge_that_said_the_same_again_has_no_noise() -> None:
    same = judged({"old": [[60.0, 60.0]] * 20, "new": [[70.0, 70.0], [65.0, 65.0]] * 10})
    assert f"{JUDGE} judged texts again and said the same each time" in compare(same, resampling=QUICK).warnings


def test_the_spread_is_never_below_the_noise() -> None:
    # Two documents whose differences are equal by chance, though each judgement varies by 20.
    scores = [[40.0, 60.0, 80.0], [40.0, 60.0, 80.1]]
    better = [[50.0, 70.0, 90.0], [50.0, 70.0, 90.2]]
    run = judged({"old": scores, "new": better})
    prepared = prepare(run, JUDGE, ["old", "new"], np.array([0, 1]))

    def gains(block: NDArray[np.float64]) -> NDArray[np.float64]:
        return block[..., 1:] - block[..., :1]

    bounds = prepared.jackknife(gains, np.array([10.0, 10.0]))
    assert bounds.spread[0] == pytest.approx(prepared.noise_of(gains)[0])
    assert bounds.spread[0] == pytest.approx(20 * np.sqrt(2 / 6), rel=0.01)


def test_equal_outputs_are_judged_once_and_have_no_difference_nor_noise() -> None:
    run = judged({"old": draws(60, 5, 1), "new": draws(60, 5, 1)})
    (difference,) = compare(run, resampling=QUICK).differences
    assert (difference.delta, difference.interval.low, difference.interval.high) == (0, 0, 0)


def test_intervals_hold_the_true_difference_whatever_the_judge_s_noise() -> None:
    rng = np.random.default_rng(5)
    held = 0
    for _ in range(200):
        gains = rng.normal(0.5, 2, 25)
        old = 60 + rng.normal(0, 6, (25, 2))
        new = 60 + gains[:, None] + rng.normal(0, 6, (25, 2))
        run = judged({"old": old.tolist(), "new": new.tolist()})
        prepared = prepare(run, JUDGE, ["old", "new"], np.arange(25))
        low, high = prepared.jackknife(lambda s: s[..., 1:] - s[..., :1], np.full(25, 10.0)).interval(0.95)
        held += bool(low[0] <= 0.5 <= high[0])
    assert 180 <= held <= 198


def test_a_card_travels_with_its_run(tmp_path: Path) -> None:
    run = judged({"old": draws(60, 5, 1)}, card=card("padding"))
    save(run, tmp_path / "run")
    assert load(tmp_path / "run").measures[JUDGE].card == card("padding")
    plain = judged({"old": draws(60, 5, 1)})
    assert save(plain, tmp_path / "plain") != ""
    assert '"card"' not in (tmp_path / "plain" / "manifest.json").read_text(encoding="utf-8")


def test_a_damaged_card_is_a_damaged_run(tmp_path: Path) -> None:
    from tertium.errors import DataError

    broken: Any = card() | {"probes": [{"name": "x"}]}
    save(judged({"old": draws(60, 5, 1)}, card=broken), tmp_path / "run")
    with pytest.raises(DataError, match="damaged"):
        load(tmp_path / "run")
