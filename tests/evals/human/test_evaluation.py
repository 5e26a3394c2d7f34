"""Systems by people's ratings: order, clusters, rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from tertium.errors import DataError, UsageError
from tertium.evals.human.evaluation import human_evaluation
from tertium.evals.human.rated_texts import set_of
from tertium.evals.human.ratings import Rating, Ratings
from tertium.evals.human.reading import read
from tests.evals.human.test_rated_texts import SIDE_BY_SIDE
from tests.evals.making import run_of

if TYPE_CHECKING:
    from pathlib import Path

QUALITY = {"best": 9.0, "twin": 8.95, "worst": 2.0}
DATA = run_of({name: [1.0] * 40 for name in QUALITY}, sizes=[2] * 20).data


def ratings(quality: dict[str, float], raters: int = 8) -> Ratings:
    rng = np.random.default_rng(8)
    rows = [
        Rating(name, i, f"r{i % raters}", value + rng.normal())
        for name, value in quality.items()
        for i in range(len(DATA))
    ]
    return Ratings("esa", tuple(rows))


def test_equal_systems_share_a_cluster_and_a_worse_one_is_below() -> None:
    result = human_evaluation(ratings(QUALITY), DATA)
    assert [(item.cluster, item.best, item.worst) for item in result.systems] == [(1, 1, 2), (1, 1, 2), (2, 3, 3)]
    assert result.systems[2].system == "worst"
    close, *others = sorted(result.pairs, key=lambda pair: -pair.p)
    assert {close.first, close.second} == {"best", "twin"}
    assert close.needed > close.documents
    assert all(pair.needed == 0 and pair.interval.low > 0 for pair in others)
    assert repr(result) == "<HumanEvaluation of 'made': 3 systems by esa>"
    assert list(result.frame["system"])[2] == "worst"


def test_wmt24_orders_by_the_macro_average_over_domains() -> None:
    rows = [Rating("x", i, "r", 10.0 if i < 2 else 6.0) for i in range(6)]
    rows += [Rating("y", i, "r", 8.0) for i in range(6)]
    # documents of made sets are of even and odd domains in turn: of x all of 10 is in the first
    data = run_of({name: [1.0] * 6 for name in "xy"}, sizes=[2, 4]).data
    orders = {
        rule: [item.system for item in human_evaluation(Ratings("esa", tuple(rows)), data, rule=rule).systems]
        for rule in ("two-way", "wmt24", "wmt25")
    }
    assert orders == {"two-way": ["y", "x"], "wmt24": ["x", "y"], "wmt25": ["y", "x"]}
    result = human_evaluation(Ratings("esa", tuple(rows)), data, rule="wmt24")
    assert [item.score for item in result.systems] == [8, 8]
    assert any("p are too small" in warning for warning in result.warnings)


def test_what_the_result_rests_on_is_said() -> None:
    few = human_evaluation(ratings(QUALITY, raters=3), DATA).warnings
    assert any(warning.startswith("only 3 raters: 2 degrees of freedom") for warning in few)
    one = human_evaluation(ratings(QUALITY, raters=1), DATA).warnings
    assert any(warning.startswith("one rater, or none is named") for warning in one)
    systems = dict(list(QUALITY.items())[1:])
    assert human_evaluation(ratings(systems), DATA).warnings[0] == f"nobody rated {next(iter(QUALITY))}"


def test_one_system_and_unknown_rules_are_refused() -> None:
    with pytest.raises(DataError, match="people rated 1 system\n"):
        human_evaluation(ratings({"best": 1.0}), DATA)
    with pytest.raises(UsageError, match="a level of 2 is not between"):
        human_evaluation(ratings(QUALITY), DATA, level=2)
    with pytest.raises(UsageError, match="no rule 'wmt23'\n  try: wmt2"):
        human_evaluation(ratings(QUALITY), DATA, rule="wmt23")  # type: ignore[arg-type]


@pytest.mark.shared
def test_eight_raters_of_three_per_segment_find_three_clusters(shared: Path) -> None:
    file = shared / "data" / "mqm-raters" / "wmt23-sxs-zh-en" / "ratings.tsv.gz"
    data = set_of(file)
    result = human_evaluation(read(file, data, own_ids=True, weights=SIDE_BY_SIDE), data)
    assert {item.cluster for item in result.systems} == {1, 2, 3}
    assert result.systems[0].system == "Lan-BridgeMT"
    assert result.agreement.outputs == 3770
    assert 0.4 < result.agreement.alpha < 0.5
    assert {rater.name for rater in result.raters if rater.unusual} == {"rater6"}
    # Wilcoxon takes the same ratings for more than they are
    other = human_evaluation(read(file, data, own_ids=True, weights=SIDE_BY_SIDE), data, rule="wmt25")
    assert other.systems[-1].cluster > result.systems[-1].cluster
