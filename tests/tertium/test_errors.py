"""Errors: two lines, an exit code for each, and the nearest word."""

from __future__ import annotations

import pytest

from tertium import errors
from tertium.errors import (
    ArgumentError,
    CompareError,
    DataError,
    MetricError,
    PartialError,
    TertiumError,
    UsageError,
    counted,
    in_one_line,
    nearest,
)


@pytest.mark.parametrize(
    ("kind", "code"),
    [
        (TertiumError, 1),
        (UsageError, 2),
        (ArgumentError, 2),
        (MetricError, 2),
        (DataError, 3),
        (CompareError, 4),
        (PartialError, 5),
    ],
)
def test_every_error_has_its_exit_code_and_is_drawn_in_the_tree(kind: type[TertiumError], code: int) -> None:
    assert kind.exit_code == code
    assert f"{kind.__name__} " in str(errors.__doc__)
    assert str(kind("a is wrong", hint="b")) == "a is wrong\n  try: b"
    assert str(kind("a is wrong")) == "a is wrong"


def test_a_wrong_value_is_a_value_error_and_a_wrong_type_a_type_error() -> None:
    assert issubclass(UsageError, ValueError)
    assert issubclass(ArgumentError, TypeError)
    assert not issubclass(DataError, (ValueError, TypeError)), "files are parsed where these are caught"


def test_the_nearest_words_are_offered_or_else_all() -> None:
    assert nearest("tre", ["bleu", "ter", "chrf"]) == "ter"
    assert nearest("zzz", ["ter", "bleu"]) == "bleu, ter"


@pytest.mark.parametrize(("count", "phrase"), [(0, "0 blank lines"), (1, "1 blank line"), (2, "2 blank lines")])
def test_a_number_takes_its_noun_in_the_plural_unless_it_is_1(count: int, phrase: str) -> None:
    assert counted(count, "blank line") == phrase


def test_a_message_and_its_remedy_are_one_line_where_there_is_no_room_for_two() -> None:
    assert in_one_line(UsageError("no such file", hint="a.txt")) == "no such file; try: a.txt"
    assert in_one_line("alone") == "alone"
