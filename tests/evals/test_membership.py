"""A user's column finds its segments: by id, by document or by position; what finds no partner is named."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import datasets
import numpy as np
import pandas as pd
import pytest

from tertium.errors import UsageError
from tertium.evals.membership import membership
from tests.evals.making import run_of

DATA = run_of({"north": [1.0, 2.0, 3.0, 4.0]}, [2, 1, 1]).data  # d0#1, d0#2, d1#1, d2#1
ACME = ("acme", "acme", "zenith", None)


@pytest.mark.parametrize(
    "table",
    [
        pd.DataFrame({"document": ["d1", "d0"], "customer": ["zenith", "acme"]}),
        pd.DataFrame({"id": ["d1#1", "d0#1", "d0#2"], "customer": ["zenith", "acme", "acme"]}),
        pd.DataFrame({"customer": ["zenith", "acme"]}, index=["d1", "d0"]),
        pd.DataFrame({"customer": ["acme", "acme", "zenith", None]}),
        pd.DataFrame({"id": ["d0#1"] * 2 + ["d0#2", "d1#1"], "customer": ["acme", "acme", "acme", "zenith"]}),
        pd.Series(["acme", "zenith"], index=["d0", "d1"]),
        pd.Series(["acme", "acme", "zenith", np.nan]),
        {"d0": "acme", "d1": "zenith"},
        {"d0#1": "acme", "d0#2": "acme", "d1#1": "zenith", "d2#1": ""},
        ["acme", "acme", "zenith", None],
        np.array(["acme", "acme", "zenith", ""]),
        datasets.Dataset.from_dict({"document": ["d0", "d1"], "customer": ["acme", "zenith"]}),
    ],
)
def test_every_natural_table_gives_the_same_groups(table: Any) -> None:
    groups = membership(DATA, "customer", table)
    assert groups.group == ACME
    assert groups.order == ("acme", "zenith")
    assert groups.unmatched == ()


def test_a_column_of_another_name_is_joined_by_if_it_is_named() -> None:
    table = pd.DataFrame({"key": ["d0", "d1"], "id": ["x", "y"], "customer": ["acme", "zenith"]})
    assert membership(DATA, "customer", table, on="key").group == ACME


def test_ids_without_partner_are_all_named() -> None:
    assert membership(DATA, "customer", {"d0": "acme", "d7": "acme", "d9": "zenith"}).unmatched == ("d7", "d9")


@pytest.mark.parametrize(
    ("values", "order"),
    [
        ([10, 9, 9, 100], ("9", "10", "100")),
        ([2021.0, np.nan, 2020.0, 2021.0], ("2020", "2021")),
        ([True, False, True, None], ("False", "True")),
        (
            pd.Categorical(["low", "high", "low", "mid"], categories=["low", "mid", "high", "none"]),
            ("low", "mid", "high"),
        ),
        (pd.to_datetime(pd.Series(["2024-02-01", "2023-01-01", None, "2024-02-01"])), ("2023-01-01", "2024-02-01")),
        (["b", 1, "b", None], ("1", "b")),
    ],
)
def test_groups_are_in_the_order_of_their_values(values: Any, order: tuple[str, ...]) -> None:
    assert membership(DATA, "x", pd.Series(values)).order == order


def test_ids_that_are_numbers_are_texts_in_a_set() -> None:
    data = run_of({"north": [1.0, 2.0]}).data.in_memory()
    numbered = replace(data, ids=("7", "12"))
    assert membership(numbered, "x", pd.DataFrame({"id": [12.0, 7.0], "x": ["b", "a"]})).group == ("a", "b")


@pytest.mark.parametrize(
    ("table", "on", "message", "remedy"),
    [
        (pd.DataFrame({"customr": ["a"]}), None, "the table has no column 'customer'", "customr"),
        (pd.DataFrame({"customer": ["a"], "key": ["d0"]}), "id", "the table has no column 'id'", "key"),
        ({"x": "a"}, None, "customer: none of the ids is one of the run: x", "segments, such as d0#1, or of documents"),
        (["a"], None, "customer has 1 values for 4 segments", "one value per segment"),
        ("acme", None, "customer can't be 'acme'", "a DataFrame with a column id or document"),
        (5, None, "customer can't be 5", "a dict of id to group"),
        (
            pd.DataFrame({"id": ["d0#1", "d0#1"], "customer": ["a", "b"]}),
            None,
            "customer: 'd0#1' has two groups, a and b",
            "one",
        ),
    ],
)
def test_a_table_that_does_not_fit_is_refused_in_two_lines(
    table: Any, on: str | None, message: str, remedy: str
) -> None:
    with pytest.raises(UsageError) as caught:
        membership(DATA, "customer", table, on)
    first, second = str(caught.value).splitlines()
    assert first == message
    assert remedy in second


def test_a_list_of_columns_is_answered_with_one_of_them() -> None:
    with pytest.raises(UsageError, match=r"group has 2 values for 4 segments\n  try: one column: by\('domain'\)"):
        membership(DATA, "group", ["domain", "document"])
