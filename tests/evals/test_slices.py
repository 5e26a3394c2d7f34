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
    ways = {one.by: one for one in divisions(run.data)}
    assert list(ways) == ["source length in characters", "domain", "alignment confidence"]
    assert ways["domain"].parts == ("even", "odd")
    assert len(ways["source length in characters"].parts) == 4
    assert np.bincount(ways["source length in characters"].member).tolist() == [3, 3, 3, 3]
    assert ways["alignment confidence"].member.tolist().count(-1) == 1, "nobody can say how sure the last one is"


def test_a_domains_slice_is_the_runs_score_of_that_domain(run: Run) -> None:
    found = [one for one in slices(run, FEW) if one.by == "domain"]
    for one in found:
        expected = run.values[Key(one.system, one.metric)].domains[run.data.domains.index(one.part)]
        assert one.score == pytest.approx(expected, abs=1e-9)
        assert one.segments == 6
        assert one.interval.low <= one.score <= one.interval.high
    assert len(found) == 2 * 2 * 2, "domains, systems, metrics"


def test_equal_values_stay_together_and_one_part_alone_is_no_division(run: Run) -> None:
    same = replace(run.data, sources=("four",) * 12, confidence=None)
    assert [one.by for one in divisions(same)] == ["domain"]
    some = replace(run.data, sources=("four",) * 9 + ("longer",) * 3, confidence=None)
    length = next(divisions(some))
    assert length.parts == ("4", "6")
    assert length.member.tolist() == [0] * 9 + [1] * 3


def test_without_sources_the_reference_is_measured(run: Run) -> None:
    plain = replace(run.data, sources=None, confidence=None)
    assert next(divisions(plain)).by == "reference length in characters"


def test_only_segments_that_every_system_has_are_counted() -> None:
    nan = float("nan")
    run = run_of({"a": [1, 2, 3, 4], "b": [1, nan, 3, 4]}, [2, 2])
    found = {(one.part, one.system): one for one in slices(run, FEW) if one.by == "domain"}
    assert (found["even", "a"].segments, found["odd", "a"].segments) == (1, 2)
    assert found["even", "a"].score == found["even", "b"].score == 1
    assert found["odd", "b"].score == 3.5


def test_a_metric_whose_formula_isnt_here_is_left_out(run: Run) -> None:
    gone = {**run.measures, "chrf": replace(run.measures["chrf"], signature="chrf|of:another version")}
    assert {one.metric for one in slices(replace(run, measures=gone), FEW)} == {"length"}


def test_the_same_seed_gives_the_same_intervals(run: Run) -> None:
    by_segment = replace(FEW, cluster="segment")
    first, again, other = (slices(run, how) for how in (by_segment, by_segment, replace(by_segment, seed=1)))
    scores = {(one.by, one.part, one.system, one.metric): one for one in again if np.isfinite(one.score)}
    assert all(scores[one.by, one.part, one.system, one.metric] == one for one in first if np.isfinite(one.score))
    assert [one.interval for one in first] != [one.interval for one in other]


def test_a_part_within_one_document_has_no_interval(run: Run) -> None:
    lengths = [one for one in slices(run, FEW) if "length" in one.by]
    assert len(lengths) == 4 * 2 * 2, "each quarter of this set is one document"
    assert all(np.isnan(one.interval).all() and np.isfinite(one.score) for one in lengths)


def test_without_any_text_confidence_or_domain_there_is_nothing_to_divide_by() -> None:
    bare = run_of({"a": [1.0] * 8})
    plain = replace(bare.data, sources=None, documents=tuple(replace(one, domain=None) for one in bare.data.documents))
    assert list(divisions(plain)) == []
    unknown = replace(plain, confidence=(float("nan"),) * 8)
    assert list(divisions(unknown)) == []
