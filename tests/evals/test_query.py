"""Conditions written as texts: what they choose, that a missing value meets none, and that nothing of them is run."""

from __future__ import annotations

import pandas as pd
import pytest

from tertium.errors import UsageError
from tertium.evals.query import LONGEST, rows_of_query

TABLE = pd.DataFrame(
    {
        "chrf": [30.0, 50.0, float("nan"), 70.0],
        "chrf++": [20.0, 40.0, 60.0, 80.0],
        "words": [3, 4, 5, 6],
        "customer": ["acme", "zenith", None, "a`b"],
        "approved": [True, False, True, False],
        "source": ["a", "zenith", "c", "d"],
    }
)


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("chrf < 40", [0]),
        ("40 > chrf", [0]),
        ("chrf <= 50", [0, 1]),
        ("chrf != 30", [1, 3]),
        ("chrf > -1", [0, 1, 3]),
        ("20 < chrf < 60", [0, 1]),
        ("`chrf++` >= 60", [2, 3]),
        ("chrf < 40 or words == 5", [0, 2]),
        ('chrf > 40 and customer == "zenith"', [1]),
        ("(words > 3) & (words < 6) | (chrf == 30)", [0, 1, 2]),
        ('customer in ["acme", "zenith"]', [0, 1]),
        ('customer not in ("acme",)', [1, 3]),
        ("customer == 'a`b'", [3]),
        ("customer == source", [1]),
        ("approved == True", [0, 2]),
        ('customer == "\\d"', []),
        ("  words == 3 ", [0]),
        ("words < 1e400", [0, 1, 2, 3]),
    ],
)
def test_rows_that_meet_a_condition(text: str, rows: list[int]) -> None:
    assert rows_of_query("where", text, TABLE).nonzero()[0].tolist() == rows


@pytest.mark.parametrize(
    "text",
    [
        "",
        "chrf",
        "chrf = 40",
        "chrf < ",
        "1 < 2",
        "not chrf < 40",
        "chrf is None",
        "chrf == None",
        "chrf < 40 + 1",
        "chrf + 1 < 40",
        "chrf++ < 40",
        "words > 3 & words < 5",
        'customer == -"a"',
        "customer == b'acme'",
        "words in words",
        "words in [chrf]",
        "3 in words",
        "chrf.values == 3",
        "customer.str.len() == 3",
        '__import__("os").getcwd() == "x"',
        "[x for x in (1,)] == chrf",
        "words == 3\0",
        "(" * 400 + "words > 3" + ")" * 400,
        f"words == 3 or source == '{'a' * LONGEST}'",
    ],
)
def test_anything_else_is_refused_in_two_lines(text: str) -> None:
    with pytest.raises(UsageError, match=r"^where is no condition: .*\n  try: 'chrf < 40', or 'customer == \"acme\""):
        rows_of_query("where", text, TABLE)


def test_a_column_that_is_not_there_is_answered_with_the_nearest() -> None:
    with pytest.raises(UsageError, match=r"^where: run.segments has no column 'chrff'\n  try: chrf, chrf\+\+$"):
        rows_of_query("where", "chrff < 3", TABLE)


@pytest.mark.parametrize("text", ['words > "a"', "customer > 5"])
def test_what_cannot_be_compared_is_said(text: str) -> None:
    with pytest.raises(
        UsageError, match=r"^where compares what has another type: .*\n  try: texts in quotes, numbers wi"
    ):
        rows_of_query("where", text, TABLE)
