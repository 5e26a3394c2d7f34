"""Cells hold numbers, nothing, or what is an error."""

from __future__ import annotations

import math

import pytest

from tertium.errors import DataError
from tertium.evals.scores.numbers import is_number, number


@pytest.mark.parametrize("cell", [None, "", " ", "None", "NA", "nan", "null", math.nan])
def test_a_missing_score_is_nan(cell: object) -> None:
    assert math.isnan(number(cell, "here"))
    assert is_number(cell)


@pytest.mark.parametrize(("cell", "value"), [("0.5", 0.5), (3, 3.0), (" -1e-3 ", -0.001)])
def test_a_number_is_read(cell: object, value: float) -> None:
    assert number(cell, "here") == value


@pytest.mark.parametrize("cell", ["good", "1_000", True, [1], {"a": 1}, "inf", float("inf"), 10**400])
def test_anything_else_is_an_error_that_names_the_place(cell: object) -> None:
    assert not is_number(cell)
    with pytest.raises(DataError, match=r"here: .* is no score"):
        number(cell, "here")
