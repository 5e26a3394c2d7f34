"""What translating took becomes measures of a run: by segment, with reasons where it is unknown."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest

import tertium
from tertium.evals.types import Key, Run
from tertium.evals.usage import Part, usage_of, with_usage, with_usage_record
from tertium.services.answer import Answer
from tertium.services.budget import Prices

PRICES = Prices(1, 2, currency="EUR")


def run() -> Run:
    outputs = {"new": ["x", None, "z"], "old": ["x"] * 3}
    data = tertium.EvalSet.from_lists(outputs, ["x", "y", "z"], ["a", "b", "c"])
    parts = {
        data.ids[0]: Part(Answer("x", "m-1", 10, 20, 0.5)),
        data.ids[2]: Part(Answer("z", "m-2", None, None, 1.5), 2),
    }
    usage = usage_of("openai|model:m", parts, PRICES, {data.ids[1]: "status 400"})
    return tertium.evaluate(with_usage_record(data, "new", usage), ["chrf"])


def test_means_are_over_what_is_known() -> None:
    measured = run()
    assert list(measured.measures) == ["chrf", "latency", "tokens", "cost"]
    assert measured.values[Key("new", "latency")].total == pytest.approx((0.5 + 0.75) / 2)
    assert measured.values[Key("new", "tokens")].total == 30
    assert measured.values[Key("new", "cost")].total == pytest.approx(50 / 1e6)
    assert math.isnan(measured.values[Key("old", "latency")].total)


def test_what_is_unknown_has_a_reason() -> None:
    skips = {(skip.system, skip.metric, skip.segment): skip.reason for skip in run().skips}
    ids = run().data.ids
    assert skips["new", "latency", ids[1]] == "status 400"
    assert skips["new", "tokens", ids[2]] == "not measured"
    assert ("old", "latency", ids[0]) not in skips


def test_units_and_directions() -> None:
    measures = run().measures
    assert [measures[name].unit for name in ("latency", "tokens", "cost")] == ["s", "tokens", "EUR"]
    assert all(measures[name].higher_is_better is False for name in ("latency", "tokens", "cost"))
    assert all(
        measures[name].is_of_usage and not measures[name].is_of_quality for name in ("latency", "tokens", "cost")
    )
    assert measures["chrf"].is_of_quality


def test_a_run_has_them_once_and_a_set_without_any_has_none() -> None:
    measured = run()
    assert with_usage(measured) is measured
    assert list(tertium.evaluate({"hypothesis": ["a"], "reference": ["a"]}, ["chrf"]).measures) == ["chrf"]


def test_damaged_provenance_measures_nothing() -> None:
    for record in (3, {"new": 3}, {"new": {"rows": 3}}, {"new": {"rows": {"x": [1]}}}):
        whole = tertium.EvalSet.from_lists({"new": ["a"]}, ["a"])
        data = replace(whole, provenance={"usage": record})
        assert list(tertium.evaluate(data, ["chrf"]).measures) == ["chrf"]


def test_a_stored_run_keeps_them(tmp_path: object) -> None:
    tertium.save_run(run(), f"{tmp_path}/run")
    stored = tertium.open_run(f"{tmp_path}/run")
    assert stored.values[Key("new", "cost")].total == run().values[Key("new", "cost")].total
    assert "usage" in stored.data.provenance
