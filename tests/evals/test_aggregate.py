"""One rank over several metrics, by WMT's rules."""

from __future__ import annotations

import numpy as np
import pytest

from tertium.errors import UsageError
from tertium.evals.aggregate import check_rule, overall

GOOD, MIXED = np.array([3.0, 2.0, 1.0]), np.array([10.0, 30.0, 20.0])


def test_wmt24_averages_what_it_stretched() -> None:
    places = overall(["a", "b", "c"], [GOOD, MIXED], "wmt24")
    assert places == {"b": pytest.approx(1.5), "a": pytest.approx(2.0), "c": pytest.approx(2.5)}
    assert list(places) == ["b", "a", "c"]


def test_wmt25_stretches_what_it_averaged_so_that_the_best_is_first() -> None:
    places = overall(["a", "b", "c"], [GOOD, MIXED], "wmt25")
    assert places == overall(["a", "b", "c"], [GOOD, MIXED])
    assert next(iter(places.values())) == 1
    assert list(places.values())[-1] == 3


def test_one_hopeless_system_squeezes_the_others_by_the_rule_of_2024_only() -> None:
    scores = np.array([90.0, 89.0, 88.0, 87.0, -1000.0])
    old, new = (overall(list("abcde"), [scores, np.arange(5.0)[::-1]], rule) for rule in ("wmt24", "wmt25"))
    assert old["d"] - old["a"] > new["d"] - new["a"]


def test_equal_systems_are_all_first_and_a_system_without_a_score_has_no_rank() -> None:
    for rule in ("wmt24", "wmt25"):
        assert overall(["a", "b"], [np.array([2.0, 2.0])], rule) == {"a": 1, "b": 1}
        places = overall(["a", "b", "c"], [np.array([np.nan, 1.0, 2.0])], rule)
        assert list(places) == ["c", "b", "a"]
        assert np.isnan(places["a"])


def test_another_rule_is_refused() -> None:
    check_rule(None)
    with pytest.raises(UsageError, match="no rule of aggregation is called 'wmt23'"):
        check_rule("wmt23")
    with pytest.raises(UsageError, match="aggregate"):
        check_rule(24)  # type: ignore[arg-type]
