"""A table shows numbers rounded, never to a 0 or 100 that they are not, and refuses rows of another width."""

from __future__ import annotations

import math

import pytest

from tertium.reports.table import MISSING, Column, Provenance, Table, rounded


def test_a_row_of_another_width_is_refused() -> None:
    with pytest.raises(ValueError, match="a row has 1 cell for 2 columns"):
        Table("t", (Column("a"), Column("b")), (("1",),))


@pytest.mark.parametrize(
    ("value", "digits", "shown"),
    [
        *((0.0, 2, "0.00"), (100.0, 2, "100.00"), (33.333333, 2, "33.33"), (99.994, 2, "99.99")),
        *((0.004, 2, "0.004"), (-0.004, 2, "-0.004"), (99.996, 2, "99.996"), (99.6, 0, "99.6"), (61.235, 0, "61")),
        *((1e-20, 2, "1e-20"), (1e-13, 1, "1e-13")),
    ],
)
def test_0_and_100_are_shown_only_when_true(value: float, digits: int, shown: str) -> None:
    assert rounded(value, digits) == shown


def test_a_column_shows_two_digits_unless_it_says_otherwise_and_a_dash_for_nothing() -> None:
    assert Column("x").show(1.0) == "1.00"
    assert [Column("x", 3).show(cell) for cell in (1.0, 1, "1", None, math.nan, math.inf)] == [
        *("1.000", "1", "1", MISSING, MISSING, MISSING)
    ]


def test_the_short_form_cuts_long_texts_and_has_the_brief_provenance() -> None:
    column = Column("text", letters=5)
    table = Table(
        "t", (column, Column("n")), (("abcdef", 1), ("abcde", None)), provenance=Provenance(("full",), ("brief",))
    )
    short = table.shortened()
    assert short.rows == (("abcd…", 1), ("abcde", None))
    assert (table.footnotes, short.footnotes) == (("full",), ("brief",))
    assert short.shortened() == short
