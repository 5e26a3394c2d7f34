"""Results are strict JSON: every attribute, unrounded, null where a number is undefined."""

from __future__ import annotations

import json

import numpy as np

from tertium.evals.results import (
    Interval,
    Pair,
    Pairs,
    Resampling,
)
from tertium.evals.types import Key, Run
from tertium.files import strict_json
from tertium.reports.objects import as_json, json_value, scores_of


def test_values_become_plain_and_what_is_not_finite_null() -> None:
    pair = Pair("a", "b", float("nan"))
    assert json_value(pair) == {"better": "a", "worse": "b", "p": None}
    assert json_value({1: (1.5, frozenset({"b", "a"})), "x": None}) == {"1": [1.5, ["a", "b"]], "x": None}
    assert json_value(Interval(1.0, float("inf"))) == {"low": 1.0, "high": None}


def test_pairs_are_written_one_after_another_as_objects() -> None:
    pairs = Pairs(("a", "b", "c"), np.array([0.25, np.nan, 1.0]))
    text = "".join(as_json("made/1", {"pairs": pairs}))
    assert text == strict_json({"schema": "made/1", "pairs": json_value(list(pairs))})
    assert json.loads(text)["pairs"][1] == {"better": "a", "worse": "c", "p": None}


def test_an_object_begins_with_its_schema_and_has_the_attributes_of_a_result() -> None:
    value = json.loads("".join(as_json("tertium.resampling/1", Resampling())))
    assert next(iter(value)) == "schema"
    assert value["samples"] == 10_000


def test_scores_and_warnings_of_a_run_have_the_keys_of_their_schema(run: Run) -> None:
    value = json.loads("".join(as_json("tertium.scores/1", scores_of(run, ["set", "domain"]))))
    assert len(value["scores"]) == len(run.systems) * len(run.measures) * (1 + len(run.data.domains))
    score = next(
        candidate for candidate in value["scores"] if candidate["system"] == "north" and candidate["metric"] == "chrf"
    )
    assert score["score"] == run.values[Key("north", "chrf")].total
    empty = next(candidate for candidate in value["doubts"] if candidate["kind"] == "empty output")
    assert empty == {"kind": "empty output", "system": "south", "said": "", "segments": ["bread#3"]}
