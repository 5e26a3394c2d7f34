"""A judge on its bench: what is asked together, what is asked once, and who is to blame for what is missing."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
import pytest

from tertium.errors import PartialError
from tertium.evals.judges.bench import Bench, Side, joined
from tertium.evals.judges.pairs import texts_of
from tertium.metrics.base import Counted, setting
from tertium.services.budget import Budget, Estimate
from tests.evals.judges.judging import FakeJudge, Plain

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tertium.corpora.types import Texts
    from tertium.metrics.base import Counter

TEXTS = texts_of(("eins", "zwei"), ("one", "two"), ("de", "en"))
OTHERS = texts_of(("trois",), ("three",), ("fr", "en"))


@dataclass(frozen=True)
class Service(FakeJudge):
    """A judge that writes down how many texts it was given, and whose service may be silent."""

    given: tuple[list[int], ...] = setting(())
    reason: str = setting("")
    base_url: str = setting("http://127.0.0.1:1/v1")

    def bind_reporting(self, texts: Texts, tell: Callable[[str], None]) -> Counter:
        count = FakeJudge.bind(self, texts)

        def counted(hypotheses: Sequence[str]) -> Counted:
            tell(f"{len(hypotheses)} requests")
            self.given[0].append(len(hypotheses))
            result = count(hypotheses)
            return replace(result, unscored=dict.fromkeys(result.unscored, self.reason)) if self.reason else result

        return counted


@dataclass(frozen=True)
class Priced(Service):
    """A judge that costs half a euro and ten tokens a text, and writes down within which budget it was asked."""

    budgets: tuple[list[Budget], ...] = setting(())

    def estimate(self, texts: Texts, outputs: Sequence[Sequence[str]]) -> Estimate:
        count = len(texts) * len(outputs)
        return Estimate(count, 10 * count, 0, count / 2, "EUR")

    def limits(self) -> Budget:
        return Budget(requests=3)

    def bind_within(self, texts: Texts, tell: Callable[[str], None], budget: Budget) -> Counter:
        self.budgets[0].append(budget)
        return self.bind_reporting(texts, tell)


def by_length(judge: FakeJudge, *texts: str) -> float:
    return float(len(texts[2])) + judge.n


def test_sides_with_the_same_options_and_languages_are_asked_together_and_once() -> None:
    given: list[int] = []
    told: list[str] = []
    bench = Bench(Service(by_length, given=(given,)), told.append)
    first, second = Side(TEXTS, ("a", "bb")), Side(TEXTS, ("ccc", "dddd"))
    third, again = Side(OTHERS, ("e",)), Side(TEXTS, ("a", "bb"), {"n": 3})
    bench.ask([first, second, first, third, again])
    assert given == [4, 1, 2]
    assert told == ["4 requests", "1 requests", "n=3: 2 requests"]
    assert [bench.scores(side).tolist() for side in (first, second, third)] == [[2, 3], [4, 5], [2]]
    assert bench.scores(again).tolist() == [4, 5]
    assert given == [4, 1, 2], "all was known"
    assert bench.asked == 7
    assert np.isnan(bench.noise(first)).all()
    assert bench.noise(again).tolist() == [0, 0]


def test_texts_that_are_joined_are_documents_of_their_own() -> None:
    texts = joined([TEXTS, TEXTS])
    assert texts.sources == ("eins", "zwei", "eins", "zwei")
    assert len(set(texts.ids)) == len(set(texts.documents)) == 4


@pytest.mark.parametrize(
    ("reason", "remedy"),
    [
        ("no answer: the connection failed", r"is the service running, at 127.0.0.1:1\?"),
        ("no answer: the budget of 0 requests is spent", "a larger budget"),
        ("no answer: status 401: bad key", "model, base_url and key=VARIABLE as the service wants them"),
    ],
)
def test_a_service_that_answers_nothing_is_an_error_before_more_is_asked(reason: str, remedy: str) -> None:
    given: list[int] = []
    bench = Bench(Service(lambda *_: None, given=(given,), reason=reason), lambda _: None)
    with pytest.raises(PartialError, match=f"got no answer to any question: {reason[11:]}\n  try: {remedy}"):
        bench.ask([Side(TEXTS, ("a", "b")), Side(OTHERS, ("c",))])
    assert given == [2]


def test_a_metric_that_is_no_judge_knows_no_noise() -> None:
    bench = Bench(Plain(), lambda _: None)
    assert np.isnan(bench.noise(Side(TEXTS, ("a", "b")))).all()
    assert not bench.has("n")


def test_an_estimate_adds_up_what_each_group_costs_and_asks_nothing() -> None:
    given: list[int] = []
    sides = [Side(TEXTS, ("a", "bb")), Side(OTHERS, ("c",)), Side(TEXTS, ("a", "bb"), {"n": 3})]
    cost = Bench(Priced(by_length, given=(given,)), lambda _: None).estimate(sides)
    assert cost is not None
    assert (cost.requests, cost.prompt_tokens, cost.money, cost.currency) == (5, 50, 2.5, "EUR")
    assert not given
    assert Bench(Plain(), lambda _: None).estimate(sides[:2]) is None


def test_all_that_is_paid_for_shares_one_budget() -> None:
    budgets: list[Budget] = []
    bench = Bench(Priced(by_length, given=([],), budgets=(budgets,)), lambda _: None)
    bench.ask([Side(TEXTS, ("a", "bb")), Side(OTHERS, ("c",)), Side(TEXTS, ("a", "bb"), {"n": 3})])
    assert len(budgets) == 3
    assert len({id(budget) for budget in budgets}) == 1
