"""What a campaign holds and can decide: values that compare by what they say, and whose fields JSON has by name."""

from __future__ import annotations

import json
from dataclasses import FrozenInstanceError, replace
from math import nan

import pytest

from tertium.evals.results.campaign import Expectation, Forecast
from tertium.reports.objects import as_json

EXPECTATION = Expectation(documents=2, chosen=True, segments=9, margin=0.5, decided=1.25, ordered=2.75)
FORECAST = Forecast(
    name="made",
    fingerprint="f00",
    protocol="esa",
    choice="2 of 8, at random",
    systems=("a", "b", "c"),
    documents=("d1", "d7"),
    annotators=4,
    outputs=27,
    attention=8,
    prefilled=("numbers",),
    basis="chrf",
    signature="chrf|x",
    level=0.95,
    pairs=3,
    expectations=(EXPECTATION, replace(EXPECTATION, documents=8, chosen=False)),
    domains=(("news", 1, 6), ("talk", 1, 2)),
    warnings=("few documents",),
)


def test_a_forecast_is_a_value_that_nobody_changes() -> None:
    assert replace(FORECAST) == FORECAST
    assert len({FORECAST, replace(FORECAST), replace(FORECAST, annotators=5)}) == 2
    with pytest.raises(FrozenInstanceError):
        FORECAST.annotators = 5  # type: ignore[misc]
    with pytest.raises(FrozenInstanceError):
        EXPECTATION.margin = 0.1  # type: ignore[misc]


def test_json_has_every_field_by_name_and_what_is_unknown_as_null() -> None:
    unknown = replace(EXPECTATION, margin=nan)
    content = json.loads("".join(as_json("tertium.campaign/1", replace(FORECAST, expectations=(EXPECTATION, unknown)))))
    assert (content["protocol"], content["documents"], content["outputs"]) == ("esa", ["d1", "d7"], 27)
    assert content["domains"] == [["news", 1, 6], ["talk", 1, 2]]
    first, second = content["expectations"]
    assert first == {"documents": 2, "chosen": True, "segments": 9, "margin": 0.5, "decided": 1.25, "ordered": 2.75}
    assert second["margin"] is None
