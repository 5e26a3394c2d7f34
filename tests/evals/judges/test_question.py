"""What a judge should say of two sides, and when it is at fault."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tertium.evals.judges.bench import Bench, Side
from tertium.evals.judges.pairs import texts_of
from tertium.evals.judges.question import Question, answered
from tests.evals.judges.judging import FakeJudge

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tertium.evals.judges.question import Wish
    from tertium.evals.results.judge_card import Probe

ORDERS: tuple[Wish, ...] = ("both are equal", "neither side is preferred")


def asked(changes: Sequence[float | None], wish: Wish, noise: float = 0.0) -> Probe:
    """Return the probe of a judge whose score changes so from the first side to the second."""
    names = tuple(f"s{i}" for i in range(len(changes)))
    texts = texts_of(names, names, ("de", "en"))
    change = dict(zip(names, changes, strict=True))
    judge = FakeJudge(lambda _, source, __, text: 0.0 if text == "first" else change[source])
    first, second = (Side(texts, (name,) * len(names)) for name in ("first", "second"))
    return answered(Bench(judge, lambda _: None), Question("it", "", first, second, wish), noise)


@pytest.mark.parametrize(
    ("changes", "wish", "fault"),
    [
        ([-1] * 12, "second is worse", ""),
        ([-1] * 10 + [0, 0], "second is worse", ""),
        ([-1] * 9 + [0, 1, 1], "second is worse", "it: the sound translation is preferred in 9 of 12, no better"),
        ([-1] * 4 + [None] * 8, "second is worse", "it: only 4 of 12 can be judged, too few"),
        ([None] * 12, "second is worse", "it: no answer can be read"),
        ([5] + [0] * 11, "second is not better", ""),
        ([5, 1] + [-9] * 10, "second is not better", "it raises the score in 2 of 12"),
        ([5, -5] + [0] * 10, "both are equal", "it changes the score in 2 of 12"),
        ([100] * 5 + [0] * 7, "neither side is preferred", ""),
        ([100] * 6 + [0] * 6, "neither side is preferred", "it: the second is better in 6 of 12, whichever it is"),
        ([-100] * 9 + [100] * 1, "neither side is preferred", "it: the first is better in 9 of 10, whichever it is"),
    ],
)
def test_a_judge_that_says_the_same_each_time_is_taken_at_its_word(
    changes: list[float | None], wish: Wish, fault: str
) -> None:
    probe = asked(changes, wish)
    assert probe.fault.startswith(fault)
    assert bool(probe.fault) == bool(fault)


def test_what_judging_again_does_too_is_no_raise() -> None:
    assert asked([2, -2] * 6, "second is not better", noise=1.0).fault == ""
    assert asked([2, -2] * 6, "second is not better", noise=1.0).passed == 12
    assert asked([4, 4, 4] + [0] * 9, "second is not better", noise=1.0).fault == "it raises the score in 3 of 12"
    for wish in ORDERS:
        assert asked([4, -4] * 6, wish, noise=1.0).passed == 12, "one order varies by more than both"


def test_many_small_raises_are_found() -> None:
    fault = "it raises the score in 12 of 12, by little and more often than chance"
    assert asked([1] * 12, "second is not better", noise=1.0).fault == fault
    assert asked([1] * 9 + [-1] * 3, "second is not better", noise=1.0).fault == ""
