"""The payload holds every text and every score of the run."""

from __future__ import annotations

import gzip
import json
import math

import pytest

from tertium.evals.contributions import all_contributions
from tertium.evals.types import Key, Run
from tertium.reports.page.payload import encoded_payload, payload
from tertium.reports.warnings import inspect_run
from tests.evals.making import run_of
from tests.reports.making import (
    NORTH,
    REFERENCE,
    SOURCES,
    SOUTH,
)
from tests.reports.page.reading import unpack


def test_the_payload_holds_every_text_and_every_score_to_six_digits(run: Run) -> None:
    data = json.loads(gzip.decompress(unpack(encoded_payload(run, ()))))
    assert data["systems"] == ["north", "south"]
    assert data["rows"][0] == [SOURCES[0], REFERENCE[0], NORTH[0], SOUTH[0]]
    for m, metric in enumerate(run.measures):
        for s, system in enumerate(data["systems"]):
            values = run.values[Key(system, metric)]
            for kept, exact in ((data["scores"], values.segments), (data["documentScores"], values.documents)):
                for score, value in zip(kept[m][s], exact.tolist(), strict=True):
                    assert (score is None) == math.isnan(value)
                    assert score is None or score == pytest.approx(value, rel=1e-5)


def test_warnings_about_segments_and_spans_are_in_the_payload(run: Run) -> None:
    data = payload(run, inspect_run(run).warnings)
    assert ["empty output", 1, [2]] in data["doubts"]
    assert not any(kind == "metric is missing" for kind, _, _ in data["doubts"]), "it is about no segment"
    assert [3, 0, 0, 19, 21, "number", "major", "expected 14"] in data["spans"]
    assert encoded_payload(run, ()) == encoded_payload(run, ()), "the same bytes each time"


def test_scores_over_part_of_a_document_are_in_the_payload() -> None:
    nan = float("nan")
    holed = run_of({"a": [9.0, 9.0, 9.0, 9.0], "b": [1.0, nan, nan, nan]}, sizes=[2, 2])
    assert payload(holed, ())["documentParts"] == [[0, 1, 0, 1, 2]], "one without any score has no mark"
    assert payload(run_of({"a": [1.0]}), ())["documentParts"] == []


def test_what_segments_add_to_the_difference_is_in_the_payload_beside_a_baseline(run: Run) -> None:
    assert (payload(run, ())["adds"], payload(run, ())["baseline"]) == ([], None)
    contributions = all_contributions(run, "north")
    data = payload(run, (), contributions)
    assert data["systems"][data["baseline"]] == "north"
    for m, metric in enumerate(run.measures):
        of_north, of_south = data["adds"][m]
        assert of_north is None
        if Key("south", metric) not in contributions:
            assert of_south is None
            continue
        for part, exact in zip(of_south, contributions[Key("south", metric)].tolist(), strict=True):
            assert (part is None) == math.isnan(exact)
            assert part is None or part == pytest.approx(exact, rel=1e-3)
