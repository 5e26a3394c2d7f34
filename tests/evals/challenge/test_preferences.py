"""Shares of the set, of severities and of phenomena: shares add up to 1, the least seen phenomenon first."""

from __future__ import annotations

from dataclasses import replace
from math import isnan

import numpy as np
import pytest

from tertium.evals.challenge.preferences import cluster_numbers, preferences
from tertium.evals.challenge.voters import Voter
from tests.evals.challenge.making import ARTICLE, EQUAL, NUMBERS, made

VOTER = Voter("m", "", np.array([2.0, 1.0, 1.0]), np.array([1.0, 2.0, 1.0]))


def test_parts_are_the_set_its_severities_and_its_phenomena() -> None:
    data = made()
    rows = list(preferences(data, VOTER, cluster_numbers(data), 0.95))
    assert [(row.part, row.name, row.severity, row.pairs) for row in rows] == [
        ("set", "made", "", 3),
        ("severity", "critical", "", 1),
        ("severity", "minor", "", 2),
        ("phenomenon", "article", "minor", 2),
        ("phenomenon", "nothing", "minor", 1),
        ("phenomenon", "number", "critical", 1),
    ]
    for row in rows:
        assert row.better + row.tied + row.worse == pytest.approx(1)
        assert row.interval.low <= row.better <= row.interval.high
    assert (rows[0].better, rows[0].tied, rows[0].worse) == pytest.approx((1 / 3, 1 / 3, 1 / 3))


def test_pairs_without_a_score_are_in_no_share_and_a_phenomenon_without_any_comes_last() -> None:
    data = made()
    voter = VOTER._replace(good=np.array([np.nan, 1.0, 1.0]))
    rows = list(preferences(data, voter, cluster_numbers(data), 0.95))
    assert rows[0].pairs == 2
    assert (rows[-1].name, rows[-1].pairs) == ("number", 0)
    assert isnan(rows[-1].better)
    assert isnan(rows[-1].interval.low)


def test_pairs_of_one_source_are_a_cluster_and_those_in_other_languages_another() -> None:
    one = replace(NUMBERS, cluster="a")
    data = made(one, replace(ARTICLE, cluster="a"), replace(EQUAL, cluster="a", languages=("fr", "en")))
    first, second, third = cluster_numbers(data)
    assert first == second != third
    assert next(preferences(data, VOTER, cluster_numbers(data), 0.95)).clusters == 2


def test_a_phenomenon_of_several_severities_has_none() -> None:
    data = made(NUMBERS, replace(NUMBERS, severity="minor"), ARTICLE)
    rows = preferences(data, VOTER, cluster_numbers(data), 0.95)
    assert next(row for row in rows if row.name == "number").severity == ""


def test_without_a_judgement_phenomena_stay_in_the_order_of_the_set() -> None:
    data = replace(made(), is_judged=False)
    rows = [row.name for row in preferences(data, VOTER, cluster_numbers(data), 0.95) if row.part == "phenomenon"]
    assert rows == ["number", "article", "nothing"]
