"""What chooses segments is checked, and a message names the argument and what it accepts."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest

from tertium.errors import UsageError
from tertium.evals.conditions import conditions
from tertium.evals.filter import filtered
from tests.evals.making import run_of

RUN = run_of({"north": [1.0, 2.0, 3.0, 4.0], "south": [4.0, 3.0, 2.0, 1.0]}, [2, 1, 1])


@pytest.mark.parametrize(
    ("given", "message", "remedy"),
    [
        ({"where": [True]}, "where has 1 values for 4 segments (8 rows of run.segments)", "True or False per segment"),
        ({"where": [1, 0, 1, 0]}, "where can't hold 1", "True or False per segment"),
        ({"where": 5}, "where can't be 5", "a function of run.segments"),
        ({"where": ["d0#9"]}, "no segment is named 'd0#9'", "d0#1"),
        ({"where": pd.DataFrame({"x": [1]})}, "where can't be a table without a column 'id'", "rows of run.segments"),
        ({"where": [True] * 4, "how": "some"}, "how can't be 'some'", '"any" or "all"'),
        ({"documents": "e0"}, "no document is named 'e0'", "d0"),
        ({"documents": 3}, "documents can't be 3", "the name of a document, or a list of them"),
        ({"domain": "evn"}, "no domain is named 'evn'", "even"),
        ({"systems": "nort"}, "no system is named 'nort'", "north"),
        ({"length": 5}, "length can't be 5", "(20, 100), or (20, None)"),
        ({"length": (1, 2, 3)}, "length can't have 3 values", "(20, 100), or (20, None)"),
        ({"length": ("a", 2)}, "length: a value can't be 'a'", "(20, 100), or (20, None)"),
        (
            {"length": (100, None)},
            "no segment of 4 is left: source of 100 characters or more",
            "fewer or wider conditions",
        ),
    ],
)
def test_what_does_not_fit_is_refused_in_two_lines(given: dict[str, Any], message: str, remedy: str) -> None:
    with pytest.raises(UsageError) as caught:
        filtered(RUN, **given)
    first, second = str(caught.value).splitlines()
    assert first == message
    assert second.startswith("  try: ")
    assert remedy in second


def test_masks_may_be_of_any_library() -> None:
    expected = [True, False, True, True]
    for mask in (
        expected,
        tuple(expected),
        np.array(expected),
        pd.Series(expected),
        pd.array(expected, dtype="boolean"),
    ):
        [(words, rows)] = conditions(RUN, mask, None, None, None, None)
        assert words == "by a mask"
        assert rows.tolist() == expected


def test_a_condition_has_its_words() -> None:
    met = conditions(RUN, None, None, "d0", ["even", "odd"], (None, 4))
    assert [words for words, _ in met] == ["document d0", "2 domains", "source of 0 to 4 characters"]
