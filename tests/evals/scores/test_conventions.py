"""Which direction is better: asked for, told by the sign or the name, or defined by the format."""

from __future__ import annotations

import pytest

from tertium.errors import UsageError
from tertium.evals.scores.conventions import Wishes
from tests.evals.scores.writing import table


def test_the_user_decides_by_name_or_pattern() -> None:
    scores = table({"COMET": [0.5]}, higher_is_better=True)
    assert Wishes(lower=("COM*",)).convention("COMET", scores, "COMET") == (False, "points")
    assert Wishes(higher=("mine",), units={"m*": "%"}).convention("mine", table({"s": [1]}), "s") == (True, "%")


def test_errors_are_penalties_where_they_are_positive_and_negated_as_in_wmt_where_not() -> None:
    assert not Wishes().convention("MetricX-24", table({"MetricX-24": [3.5, 2]}), "MetricX-24").higher_is_better
    assert Wishes().convention("MetricX-24", table({"MetricX-24": [-3.5, 0.1]}), "MetricX-24").higher_is_better
    # The name in the file tells as well, and so does the sign where the format has a convention that was not kept.
    assert not Wishes().convention("x", table({"TER": [40]}, higher_is_better=True), "TER").higher_is_better


def test_names_of_metrics_of_quality_are_known_and_others_are_asked_for() -> None:
    assert Wishes().convention("CometKiwi-XL", table({"CometKiwi-XL": [0.5]}), "CometKiwi-XL").higher_is_better
    assert Wishes().convention("odd", table({"odd": [0.5]}, higher_is_better=True), "odd").higher_is_better
    with pytest.raises(UsageError, match="whether a higher odd is better"):
        Wishes().convention("odd", table({"odd": [0.5]}), "odd")
    with pytest.raises(UsageError, match="better both ways"):
        Wishes(("o*",), ("odd",)).convention("odd", table({"odd": [0.5]}), "odd")


def test_penalties_that_are_all_nothing_tell_no_direction() -> None:
    with pytest.raises(UsageError, match="--lower-is-better MetricX"):
        Wishes().convention("MetricX", table({"MetricX": [0.0]}), "MetricX")
