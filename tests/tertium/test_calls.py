"""A call that doesn't fit a function ends in two lines with what to write; one that fits is left alone."""

from __future__ import annotations

import inspect
import pickle
from typing import TYPE_CHECKING, Any

import pytest

from tertium.calls import explained, explained_class
from tertium.errors import ArgumentError

if TYPE_CHECKING:
    from collections.abc import Callable


@explained("score", count="how many: 3", otherwise="another function")
def score(texts: list[str], count: int, *, languages: tuple[str, str] = ("en", "de"), metrics: str = "chrf") -> str:
    """Return what it was given."""
    return f"{len(texts) + count} {languages[1]} {metrics}"


@explained("plain")
def plain(first: int = 0) -> int:
    """Return a number, and fail inside for one."""
    if first == 1:
        raise TypeError("from inside")
    return len(first) if first == 2 else first  # type: ignore[arg-type]  # what fails inside, without a raise


@explained_class("Point")
class Point:
    """Two numbers."""

    def __init__(self, x: int, y: int = 0) -> None:
        self.place = (x, y)


def test_a_call_that_fits_is_that_of_the_function() -> None:
    assert score(["a"], 2, metrics="bleu") == "3 de bleu"
    assert Point(1, y=2).place == (1, 2)


def test_name_signature_and_documentation_stay() -> None:
    assert (score.__name__, score.__doc__) == ("score", "Return what it was given.")
    assert list(inspect.signature(score).parameters) == ["texts", "count", "languages", "metrics"]
    assert list(inspect.signature(Point).parameters) == ["x", "y"]
    assert pickle.loads(pickle.dumps(score)) is score  # noqa: S301 - our own


@pytest.mark.parametrize(
    ("call", "message", "remedy"),
    [
        (lambda call: call(["a"], 1, metric="bleu"), "score has no argument 'metric'", "metrics=…"),
        (
            lambda call: call(["a"], 1, source_lang="en"),
            "score has no argument 'source_lang'",
            'languages=("en", "de"), s',
        ),
        (lambda call: call(["a"], 1, zzz=1), "score has no argument 'zzz'", "another function"),
        (lambda call: call(["a"]), "count is missing in score", "how many: 3"),
        (lambda call: call(), "texts is missing in score", "texts=…"),
        (
            lambda call: call(["a"], 1, count=2),
            "count is given twice to score, by its place and by its name",
            "how many",
        ),
        (
            lambda call: call(["a"], 1, texts=2),
            "texts is given twice to score, by its place and by its name",
            "texts=… a",
        ),
        (
            lambda call: call(["a"], 1, 2, metrics="chrf"),
            "score takes 2 arguments by place, not 3",
            "languages=…",
        ),
    ],
)
def test_a_call_that_does_not_fit_says_what_to_write(call: Callable[[Any], Any], message: str, remedy: str) -> None:
    with pytest.raises(ArgumentError) as refusal:
        call(score)
    first, second = str(refusal.value).splitlines()
    assert first == message
    assert second.startswith(f"  try: {remedy}")


def test_a_class_is_no_different() -> None:
    with pytest.raises(TypeError, match=r"^Point has no argument 'z'\n  try: x=…, y=…$"):
        Point(1, z=2)  # type: ignore[call-arg]
    with pytest.raises(ArgumentError, match=r"^Point takes 2 arguments by place, not 3\n  try: fewer$"):
        Point(1, 2, 3)  # type: ignore[call-arg]


@pytest.mark.parametrize(("value", "message"), [(1, "from inside"), (2, "has no len")])
def test_an_error_from_inside_stays_what_it_is(value: int, message: str) -> None:
    with pytest.raises(TypeError, match=message) as failure:
        plain(value)
    assert not isinstance(failure.value, ArgumentError)


def test_the_name_that_was_given_is_shortened_and_shown_as_a_text() -> None:
    with pytest.raises(ArgumentError, match=r"^plain has no argument 'x{59}\n  try: first=…$"):
        plain(**{"x" * 200: 1})
