"""Scores by part of a set: each segment in one part, sums that agree with the whole, intervals that hold the score."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from tertium.corpora.types import Document, EvalSet
from tertium.evals.evaluate import evaluate
from tertium.evals.results import Resampling
from tertium.evals.slices import divisions, slices
from tertium.evals.types import Key, Run
from tests.evals.making import run_of

FEW = Resampling(samples=200)


@pytest.fixture(scope="module")
def run() -> Run:
    words = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
    data = EvalSet(
        name="counting",
        ids=tuple(f"d{i // 3}#{i % 3}" for i in range(12)),
        documents=tuple(Document(f"d{i}", 3 * i, 3 * i + 3, "odd" if i % 2 else "even") for i in range(4)),
        sources=tuple(" ".join(words[: i + 1]) for i in range(12)),
        references={"A": tuple(" ".join(reversed(words[: i + 1])) for i in range(12))},
        outputs={"whole": tuple(" ".join(reversed(words[: i + 1])) for i in range(12)), "half": tuple(words)},
        languages=("en", "en"),
        confidence=(*(i / 10 for i in range(11)), float("nan")),
    )
    return evaluate(data, ["chrf", "length"])


def test_a_set_is_divided_by_length_domain_and_confidence(run: Run) -> None:
    ways = {division.by: division for division in divisions(run.data)}
    assert list(ways) == ["source length in characters", "domain", "alignment confidence"]
    assert ways["domain"].parts == ("even", "odd")
    assert len(ways["source length in characters"].parts) == 4
    assert np.bincount(ways["source length in characters"].member).tolist() == [3, 3, 3, 3]
    assert ways["alignment confidence"].member.tolist().count(-1) == 1, "nobody can say how sure the last one is"


def test_a_domains_slice_is_the_runs_score_of_that_domain(run: Run) -> None:
    of_domains = [slice_ for slice_ in slices(run, FEW) if slice_.by == "domain"]
    for slice_ in of_domains:
        expected = run.values[Key(slice_.system, slice_.metric)].domains[run.data.domains.index(slice_.part)]
        assert slice_.score == pytest.approx(expected, abs=1e-9)
        assert slice_.segments == 6
        assert slice_.interval.low <= slice_.score <= slice_.interval.high
    assert len(of_domains) == 2 * 2 * 2, "domains, systems, metrics"


def test_equal_values_stay_together_and_one_part_alone_is_no_division(run: Run) -> None:
    same = replace(run.data, sources=("four",) * 12, confidence=None)
    assert [division.by for division in divisions(same)] == ["domain"]
    mostly_equal = replace(run.data, sources=("four",) * 9 + ("longer",) * 3, confidence=None)
    length = next(divisions(mostly_equal))
    assert length.parts == ("4", "6")
    assert length.member.tolist() == [0] * 9 + [1] * 3


def test_without_sources_the_reference_is_measured(run: Run) -> None:
    plain = replace(run.data, sources=None, confidence=None)
    assert next(divisions(plain)).by == "reference length in characters"


def test_only_segments_that_every_system_has_are_counted() -> None:
    nan = float("nan")
    run = run_of({"a": [1, 2, 3, 4], "b": [1, nan, 3, 4]}, [2, 2])
    of_domains = {(slice_.part, slice_.system): slice_ for slice_ in slices(run, FEW) if slice_.by == "domain"}
    assert (of_domains["even", "a"].segments, of_domains["odd", "a"].segments) == (1, 2)
    assert of_domains["even", "a"].score == of_domains["even", "b"].score == 1
    assert of_domains["odd", "b"].score == 3.5


def test_a_metric_whose_formula_isnt_here_is_left_out(run: Run) -> None:
    measures = {**run.measures, "chrf": replace(run.measures["chrf"], signature="chrf|of:another version")}
    assert {slice_.metric for slice_ in slices(replace(run, measures=measures), FEW)} == {"length"}


def test_the_same_seed_gives_the_same_intervals(run: Run) -> None:
    by_segment = replace(FEW, cluster="segment")
    first, again, reseeded = (slices(run, how) for how in (by_segment, by_segment, replace(by_segment, seed=1)))
    scores = {
        (slice_.by, slice_.part, slice_.system, slice_.metric): slice_ for slice_ in again if np.isfinite(slice_.score)
    }
    assert all(
        scores[slice_.by, slice_.part, slice_.system, slice_.metric] == slice_
        for slice_ in first
        if np.isfinite(slice_.score)
    )
    assert [slice_.interval for slice_ in first] != [slice_.interval for slice_ in reseeded]


def test_a_part_within_one_document_has_no_interval(run: Run) -> None:
    lengths = [slice_ for slice_ in slices(run, FEW) if "length" in slice_.by]
    assert len(lengths) == 4 * 2 * 2, "each quarter of this set is one document"
    assert all(np.isnan(slice_.interval).all() and np.isfinite(slice_.score) for slice_ in lengths)


def test_without_any_text_confidence_or_domain_there_is_nothing_to_divide_by() -> None:
    bare = run_of({"a": [1.0] * 8})
    plain = replace(
        bare.data, sources=None, documents=tuple(replace(document, domain=None) for document in bare.data.documents)
    )
    assert list(divisions(plain)) == []
    unknown = replace(plain, confidence=(float("nan"),) * 8)
    assert list(divisions(unknown)) == []
