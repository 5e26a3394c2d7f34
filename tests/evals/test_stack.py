"""Sets below each other keep what belongs to a segment; see test_concat.py for the scores."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from tertium.evals.stack import stacked
from tests.evals.making import run_of


def test_confidence_sources_and_own_columns_are_filled_where_a_set_lacks_them() -> None:
    first, second = run_of({"a": [1.0, 2.0]}), run_of({"a": [3.0]})
    first = replace(first, data=replace(first.data, confidence=(0.5, 0.7), provenance={"columns": {"who": ["x", "y"]}}))
    second = replace(second, data=replace(second.data, sources=None, references={"A": ("text",)}))
    data = stacked({"one": first, "two": second}).data
    assert data.sources == ("four", "four", None)
    assert data.confidence is not None
    assert list(data.confidence[:2]) == [0.5, 0.7]
    assert np.isnan(data.confidence[2])
    assert data.provenance["columns"] == {"set": ["one", "one", "two"], "who": ["x", "y", None]}
    assert [entry["segments"] for entry in data.provenance["concatenated"]] == [2, 1]


def test_the_name_of_many_sets_is_short() -> None:
    runs = {f"a set of a long name {i}": run_of({"a": [float(i)]}) for i in range(9)}
    assert len(stacked(runs).data.name) <= 60
