"""Estimates are rather too high, and a spent budget admits nothing."""

from __future__ import annotations

import math

import pytest

from tertium.errors import UsageError
from tertium.services.answer import Answer, Message, Request
from tertium.services.budget import Budget, Prices, estimate

ASKED = Request((Message("user", "a" * 276),), completion=50)  # 92 + 8 tokens
PRICES = Prices(prompt=1, completion=10, request=0.001)


def test_an_estimate_sums_tokens_and_money() -> None:
    cost = estimate([ASKED, ASKED], PRICES)
    assert (cost.requests, cost.prompt_tokens, cost.completion_tokens, cost.tokens) == (2, 200, 100, 300)
    assert cost.money == pytest.approx(2 * 0.001 + 200 / 1e6 + 10 * 100 / 1e6)
    assert estimate([]).tokens == 0


def test_an_answer_is_taken_to_be_as_long_as_the_question() -> None:
    assert estimate([Request((Message("user", "a" * 276),))]).completion_tokens == 100


def test_without_prices_money_is_unknown_and_not_nothing() -> None:
    assert math.isnan(estimate([ASKED]).money)
    with pytest.raises(UsageError, match="needs prices"):
        Budget(money=1)


def test_what_an_answer_took_counts_instead_of_the_estimate() -> None:
    budget = Budget(tokens=310, prices=PRICES)
    first = budget.admit(ASKED)
    second = budget.admit(ASKED)
    assert isinstance(first, tuple)
    assert isinstance(second, tuple)
    assert budget.admit(ASKED) == "not asked: the budget of 310 tokens is spent"
    budget.settle(first, Answer("", "", 90, 10))
    assert budget.spent[1:] == (250, 2)
    budget.settle(second, None)
    assert budget.spent[1:] == (100, 2)
    third = budget.admit(ASKED)
    assert isinstance(third, tuple)
    budget.settle(third, Answer(""))  # a service that counts no tokens: the estimate stays
    assert budget.spent[1:] == (250, 3)


def test_money_and_requests_are_limits_too() -> None:
    assert isinstance(Budget(money=0.0017, prices=PRICES).admit(ASKED), tuple)
    assert Budget(money=0.0015, prices=PRICES).admit(ASKED) == "not asked: the budget of 0.0015 USD is spent"
    budget = Budget(requests=1)
    assert isinstance(budget.admit(ASKED), tuple)
    assert budget.admit(ASKED) == "not asked: the budget of 1 request is spent"


def test_a_budget_is_spent_to_its_last_cent() -> None:
    request = Request((Message("user", "x"),), completion=0)
    price = 0.1 * 1e6 / estimate([request]).prompt_tokens
    budget = Budget(money=1, prices=Prices(price, 0))
    assert [isinstance(budget.admit(request), tuple) for _ in range(11)] == [True] * 10 + [False]
    assert sum([0.1] * 3) > 0.3, "binary numbers"
    budget = Budget(money=0.3, prices=Prices(price, 0))
    assert [isinstance(budget.admit(request), tuple) for _ in range(4)] == [True] * 3 + [False]


def test_negative_limits_and_prices_are_errors() -> None:
    with pytest.raises(UsageError, match="can't be -1"):
        Budget(tokens=-1)
    with pytest.raises(UsageError, match="can't be nan"):
        Budget(requests=math.nan)
    with pytest.raises(UsageError, match="can't be -1"):
        Prices(prompt=-1)
