"""The scores of one system by one metric."""

from __future__ import annotations

import math

import numpy as np

from tertium.evals.values import Key, Measure, Values


def values(*documents: float) -> Values:
    return Values(np.array([1.0]), np.array(documents), np.array([1.0]), 1.0)


def test_macro_leaves_out_documents_without_a_score() -> None:
    assert values(1.0, math.nan, 3.0).macro == 2.0
    assert math.isnan(values(math.nan).macro)


def test_a_key_is_its_system_and_metric() -> None:
    assert Key("north", "chrf") == ("north", "chrf")
    assert Measure("chrf", "chrf|x", "points", True, ("references",)).label == "chrf"  # noqa: FBT003 - a direction


def test_checks_and_people_s_ratings_are_told_by_their_signature() -> None:
    kinds = [
        Measure("numbers", "numbers|severity:all|rules:2", "%", False, ()),  # noqa: FBT003 - a direction
        Measure("mqm", "mqm|people:mqm", "points", False, ()),  # noqa: FBT003
        Measure("chrf", "chrf|x", "points", True, ()),  # noqa: FBT003
    ]
    assert [(kind.is_check, kind.is_of_people) for kind in kinds] == [(True, False), (False, True), (False, False)]
