"""Errors that pass are asked again with growing pauses; others are not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tertium.services.answer import ServiceError
from tertium.services.retry import Patience

if TYPE_CHECKING:
    from collections.abc import Callable


def failing(*errors: ServiceError) -> Callable[[], str]:
    """Raise these one after the other, then answer."""
    rest = [*errors]

    def ask() -> str:
        if rest:
            raise rest.pop(0)
        return "answer"

    return ask


def busy(wait: float | None = None) -> ServiceError:
    return ServiceError("status 429", is_temporary=True, wait=wait)


def test_pauses_double_and_are_shortened_by_at_most_a_half() -> None:
    pauses: list[float] = []
    assert Patience(5, sleep=pauses.append)(failing(busy(), busy(), busy(), busy())) == "answer"
    for pause, longest in zip(pauses, [1, 2, 4, 8], strict=True):
        assert longest / 2 <= pause <= longest


def test_no_pause_is_longer_than_the_longest() -> None:
    pauses: list[float] = []
    Patience(12, longest=10, sleep=pauses.append)(failing(*[busy()] * 11))
    assert max(pauses) <= 10


def test_the_service_says_when_to_come_back() -> None:
    pauses: list[float] = []
    assert Patience(3, sleep=pauses.append)(failing(busy(2.5), busy(0))) == "answer"
    assert pauses == [2.5, 0]


def test_a_service_that_wants_to_rest_for_a_day_is_not_asked_again() -> None:
    pauses: list[float] = []
    with pytest.raises(ServiceError, match=r"^status 429; it asks to wait 86400 s$"):
        Patience(5, sleep=pauses.append)(failing(busy(86400)))
    assert pauses == []


def test_the_last_error_says_how_often_it_was_asked() -> None:
    with pytest.raises(ServiceError, match=r"^status 429 \(asked 3 times\)$"):
        Patience(3, sleep=lambda _: None)(failing(busy(), busy(), busy()))


def test_an_error_that_does_not_pass_is_raised_at_once() -> None:
    pauses: list[float] = []
    with pytest.raises(ServiceError, match=r"^status 400$"):
        Patience(3, sleep=pauses.append)(failing(ServiceError("status 400")))
    assert pauses == []
