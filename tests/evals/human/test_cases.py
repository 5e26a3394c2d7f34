"""Human scores as people hold them, from public reports: each gives its right value."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tertium.corpora.readers import open_set
from tertium.evals.human.ratings import average
from tertium.evals.human.reading import read
from tests.conftest import ROOT
from tests.tertium.answering import answer

if TYPE_CHECKING:
    from collections.abc import Mapping

CASES = ROOT / "tests" / "data" / "cases"


def meta(capsys: pytest.CaptureFixture[str], case: str, human: str, *words: str) -> Mapping[str, Any]:
    folder = CASES / case
    command = ["meta", str(folder / "set.jsonl"), "--human", str(folder / human), "-m", "chrf", "--samples", "100"]
    return answer(capsys, *command, *words)


def test_segments_that_people_scored_for_some_systems_count(capsys: pytest.CaptureFixture[str]) -> None:
    result = meta(capsys, "partially-scored-items", "human.tsv")
    outputs = next(trust for trust in result["trusts"] if trust["level"] == "segment")
    assert outputs["value"] == pytest.approx(0.75)
    assert (outputs["pairs"], result["segments"]) == (8, 4)
    assert any(warning.startswith("people scored 2 of 4 segments for every system") for warning in result["warnings"])


def human_scores(case: str, file: str, column: str | None = None) -> dict[str, list[float]]:
    data = open_set(CASES / case / "set.jsonl")
    human = average(read(CASES / case / file, data, column=column), data)
    return {system: scores.tolist() for system, scores in human.scores.items()}


def test_several_raters_of_an_output_are_averaged(capsys: pytest.CaptureFixture[str]) -> None:
    scores = human_scores("da-several-raters", "da.tsv", "score")
    assert scores == {"A": [86.5] * 4, "B": [56.5] * 4, "C": [36.5] * 4}
    result = meta(capsys, "da-several-raters", "da.tsv", "--column", "score")
    assert result["human_signature"] == "score|raters:2|mean over raters"


def test_rows_of_mqm_errors_are_summed_by_rater_and_averaged(capsys: pytest.CaptureFixture[str]) -> None:
    scores = human_scores("mqm-rater-rows", "mqm.tsv")
    assert scores == {"A": [0.0] * 4, "B": [-3.0] * 4, "C": [pytest.approx(-5.1)] * 4}
    result = meta(capsys, "mqm-rater-rows", "mqm.tsv")
    assert result["human"] == "mqm"
    assert "Minor/Fluency/Punctuation=0.1|sum per rater|raters:2" in result["human_signature"]
    heavier = meta(capsys, "mqm-rater-rows", "mqm.tsv", "--weight", "Minor/Fluency/Punctuation=9")
    assert "Minor/Fluency/Punctuation=9" in heavier["human_signature"]


def test_penalties_are_turned_round_when_asked(capsys: pytest.CaptureFixture[str]) -> None:
    pearson = [
        next(trust["value"] for trust in meta(capsys, "da-several-raters", "da.tsv", *words)["trusts"])
        for words in ((), ("--lower-is-better",))
    ]
    assert pearson[0] == pytest.approx(-pearson[1])
