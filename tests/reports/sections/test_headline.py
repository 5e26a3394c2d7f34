"""The answer in a sentence: who leads, by how much, how surely, and what speaks against it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest

from tertium.commands.decisions import ReportOptions, decide
from tertium.evals.results import Resampling
from tertium.reports.decisions import Decisions
from tertium.reports.sections.headline import Headline, headline
from tests.evals.making import MEAN, run_of
from tests.reports.making import plain_run

if TYPE_CHECKING:
    from tertium.evals.types import Run


def directed(run: Run, *, better: bool | None = True) -> Run:
    """Return the run with this direction for its one metric."""
    measure = replace(run.measures[MEAN], higher_is_better=better)
    return replace(run, measures={MEAN: measure})


def answer(run: Run) -> Headline:
    return headline(*decide(run, ReportOptions(Path("run"), "html", Resampling(samples=400))))


def scores(seed: int, mean: float, documents: int) -> list[float]:
    return [float(score) for score in np.random.default_rng(seed).normal(mean, 1, documents)]


def test_a_clear_lead_is_significant_with_its_interval() -> None:
    result = answer(directed(run_of({"a": scores(1, 50, 24), "b": scores(2, 60, 24)})))
    assert result.leader == "b"
    assert result.claim.startswith("leads by ")
    assert " over a" in result.claim
    assert "[" in result.claim
    assert (result.certainty[:11], result.is_sure) == ("significant", True)


def test_a_lead_by_chance_is_not_shown_and_of_several_systems_all_that_could_lead_are_named() -> None:
    run = directed(run_of({"a": scores(1, 50, 24), "b": scores(2, 50, 24), "c": scores(3, 20, 24)}))
    result = answer(run)
    assert result.certainty.startswith("not shown (p ")
    assert not result.is_sure
    assert "2 of 3 systems are beaten by none: " in result.notes[0]


@pytest.mark.parametrize("documents", [2, 4, 5])
def test_few_documents_that_show_nothing_are_too_few_to_tell(documents: int) -> None:
    result = answer(directed(run_of({"a": scores(1, 50, documents), "b": scores(2, 50, documents)})))
    assert result.certainty == "too few documents to tell"


def test_a_metric_whose_lower_scores_are_better_leads_by_a_positive_number() -> None:
    run = directed(run_of({"a": scores(1, 50, 24), "b": scores(2, 60, 24)}), better=False)
    result = answer(run)
    assert result.leader == "a"
    assert result.claim.startswith("leads by 1") or result.claim.startswith("leads by 9")


def test_a_system_that_comes_first_by_more_segments_does_not_lead_where_both_have_scores() -> None:
    nan = float("nan")
    run = directed(run_of({"all": scores(1, 50, 24), "few": [*scores(2, 60, 23), nan]}))
    result = answer(run)
    assert (result.leader, result.is_sure) == ("all", True)
    assert result.claim.startswith(f"stands first by {MEAN}, but few is better by ")
    assert "\N{MINUS SIGN}" not in result.claim
    assert result.claim.endswith("] where both have scores")
    untested = headline(run, Decisions()).claim
    assert untested == f"stands first by {MEAN}, on more segments than few, which has a better score"
    alone = answer(directed(run_of({"all": scores(1, 50, 24), "none": [nan] * 24})))
    assert alone.claim.startswith("is the only system with a score: ")
    assert alone.certainty == ""


def test_equal_scores_and_single_systems_lead_nobody() -> None:
    same = directed(run_of({"a": [1.0] * 12, "b": [1.0] * 12}))
    assert "and b have the same score" in headline(same, Decisions()).claim
    assert headline(directed(run_of({"a": [1.0] * 12})), Decisions()).claim.startswith("is the only system")
    assert headline(directed(run_of({"a": [1.0] * 4, "b": [2.0] * 4}), better=None), Decisions()).claim.startswith(
        "No order"
    )


def test_without_tests_the_lead_is_said_and_nothing_of_how_surely() -> None:
    result = headline(plain_run(), Decisions())
    assert result.claim.startswith("leads by ")
    assert "[" not in result.claim
    assert (result.certainty, result.is_sure) == ("", False)
    assert any(note.startswith("First by bleu") for note in result.notes)
