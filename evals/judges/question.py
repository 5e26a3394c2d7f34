"""What a judge should say of two sides, and what is wrong where it doesn't."""

from __future__ import annotations

from dataclasses import dataclass
from math import comb
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

import numpy as np

from tertium.evals.results.judge_card import Probe

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from tertium.evals.judges.bench import Bench, Side
    from tertium.metrics.base import Scores

Wish: TypeAlias = Literal["second is worse", "second is not better", "both are equal", "neither side is preferred"]
"""What a judge should say of two sides."""

CHANCE: Final = 0.05
"""Level of the test that a judge prefers sound translations more often than a coin."""
CHANCE_OF_NOISE: Final = 0.01
"""Level of the test that a judge whose answers vary is misled: a card has several such probes."""
FEWEST: Final = 5
"""Cases of which the test can say that they aren't chance: all of four happen to a coin in 6 %."""
MOST_FAILURES: Final = 0.1
"""Share of cases in which a judge may be misled without a fault on its card: of twelve cases, one."""
DEVIATIONS: Final = 3.0
"""Standard deviations of a difference that judging again makes: a raise of fewer is none."""


@dataclass(frozen=True, slots=True)
class Question:
    """A comparison that a judge is asked for.

    Attributes:
        name: short, as on the card.
        asks: what is compared, in a sentence.
        first: the side that the other is compared with.
        second: the other.
        wish: the right answer.
    """

    name: str
    asks: str
    first: Side
    second: Side
    wish: Wish = "second is worse"

    @property
    def sides(self) -> tuple[Side, Side]:
        """Both, which have as many texts."""
        return self.first, self.second


def answered(bench: Bench, question: Question, noise: float) -> Probe:
    """Return how often a judge says what it should; where a side has no score, the case isn't judged.

    Args:
        bench: the judge.
        question: the comparison.
        noise: standard deviation of a difference of two scores that judging again makes; 0 or nan where there is none.
    """
    first, second = (bench.scores(side) for side in question.sides)
    sign = -1.0 if bench.metric.higher_is_better is False else 1.0
    changes = (sign * (second - first))[~np.isnan(second - first)]
    cases, judged = len(first), len(changes)
    if question.wish in {"both are equal", "neither side is preferred"}:
        noise *= 2**0.5  # of one order, which is half of what a score of both is
    passed = int(_passes(changes, question.wish, DEVIATIONS * noise if noise > 0 else 0.0).sum())
    change = sign * float(np.mean(changes)) if judged else float("nan")
    fault = _fault(question, changes, passed, cases, noise)
    return Probe(question.name, question.asks, cases, judged, passed, change, fault and f"{question.name}{fault}")


def _passes(changes: Scores, wish: Wish, margin: float) -> NDArray[np.bool_]:
    if wish == "second is worse":
        return changes < 0
    if wish == "second is not better":
        return changes <= margin
    return np.abs(changes) <= margin


def _fault(question: Question, changes: Scores, passed: int, cases: int, noise: float) -> str:
    """Return what is wrong with a judge, to be read after the question's name, or nothing."""
    if not len(changes):
        return ": no answer can be read"
    if question.wish == "second is worse":
        return _blindness(passed, len(changes), cases)
    if question.wish == "neither side is preferred":
        return _lean(changes)
    return _misled(question.wish, changes, passed, noise)


def _blindness(passed: int, judged: int, cases: int) -> str:
    if judged < FEWEST:
        return f": only {judged} of {cases} can be judged, too few to tell from chance"
    if _chance(passed, judged) >= CHANCE:
        return f": the sound translation is preferred in {passed} of {judged}, no better than chance"
    return ""


def _lean(changes: Scores) -> str:
    raised, lowered = int((changes > 0).sum()), int((changes < 0).sum())
    if 2 * _chance(max(raised, lowered), raised + lowered) >= CHANCE:
        return ""
    place = "second" if raised > lowered else "first"
    return f": the {place} is better in {max(raised, lowered)} of {len(changes)}, whichever it is"


def _misled(wish: Wish, changes: Scores, passed: int, noise: float) -> str:
    what = "raises the score" if wish == "second is not better" else "changes the score"
    judged = len(changes)
    failed = judged - passed
    if failed > MOST_FAILURES * judged:
        return f" {what} in {failed} of {judged}"
    raised, lowered = int((changes > 0).sum()), int((changes < 0).sum())
    # Each time by less than the judge's own noise may do, but in more cases than it would.
    if noise > 0 and wish == "second is not better" and _chance(raised, raised + lowered) < CHANCE_OF_NOISE:
        return f" {what} in {raised} of {judged}, by little and more often than chance"
    return ""


def _chance(successes: int, of: int) -> float:
    """Return the probability that a coin has so many successes or more."""
    return float(sum(comb(of, k) for k in range(successes, of + 1)) / 2**of)
