"""Accuracy over several sets counts pairs, not sets."""

from __future__ import annotations

import pytest

from tertium.errors import CompareError
from tertium.evals.human.pooled import pool
from tertium.evals.results import Interval, Meta, Resampling, Trust

NO = Interval(float("nan"), float("nan"))


def meta(**values: tuple[float, int]) -> Meta:
    trusts = [
        Trust(name, "", "pairwise accuracy", "system", value, NO, pairs) for name, (value, pairs) in values.items()
    ]
    other = Trust("chrf", "news", "pairwise accuracy", "system", 0.0, NO, 100)
    return Meta("set", "f", "mqm", (*trusts, other), ("a", "b"), 9, Resampling(), {})


def test_a_set_with_more_pairs_weighs_more() -> None:
    result = pool([meta(bleu=(1, 10), chrf=(0.5, 10)), meta(chrf=(0.9, 90), bleu=(2 / 3, 90), ter=(1, 90))])
    assert [(item.metric, item.accuracy, item.pairs) for item in result.pooled] == [
        ("chrf", 86 / 100, 100),
        ("bleu", 70 / 100, 100),
    ]


def test_sets_without_a_common_metric_are_refused() -> None:
    with pytest.raises(CompareError, match="no metric in common"):
        pool([meta(bleu=(1, 10)), meta(ter=(1, 10))])
