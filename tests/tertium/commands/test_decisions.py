"""The decisions in a page or a comment: which are made, and which are left out."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest

from tertium.commands import decisions
from tertium.errors import CompareError, UsageError
from tertium.evals import store
from tertium.evals.results import Resampling
from tests.evals.making import run_of

if TYPE_CHECKING:
    from pathlib import Path

    from tertium.evals.types import Run

QUICK = Resampling(samples=100)


def test_a_comment_compares_even_unasked_and_a_page_only_when_asked(run: Run, tmp_path: Path) -> None:
    options = decisions.ReportOptions(tmp_path, "markdown", QUICK, summary=True)
    decided = decisions.decide(run, options)
    assert decided.comparison
    assert decided.comparison.baseline == "old"
    assert decided.slices == ()
    page = decisions.decide(run, decisions.ReportOptions(tmp_path, "html", QUICK))
    assert (page.comparison, bool(page.slices), bool(page.standings)) == (None, True, True)
    assert (decided.contributions, page.contributions) == ({}, {})
    beside = decisions.decide(run, decisions.ReportOptions(tmp_path, "html", QUICK, baseline="old"))
    assert {key.system for key in beside.contributions} == set(run.systems) - {"old"}
    assert page.against_best
    assert {item.system for item in page.against_best.differences} == set(run.systems) - {page.against_best.baseline}
    assert (decided.against_best, beside.against_best) == (None, None)
    assert page.lead
    assert [item.system for item in page.lead.differences] == [page.against_best.baseline]
    single_run = run_of({"only": [1.0, 2.0, 3.0]})
    assert decisions.decide(single_run, options).comparison is None


def test_what_cannot_be_compared_is_left_out_unless_a_baseline_was_asked_for(run: Run, tmp_path: Path) -> None:

    counts = {key: np.full((12, 3), 1.0) for key in run.counts}
    measures = {label: replace(measure, signature="older") for label, measure in run.measures.items()}
    odd = replace(run, counts=counts, measures=measures)
    assert decisions.decide(odd, decisions.ReportOptions(tmp_path, "markdown", QUICK, summary=True)).comparison is None
    with pytest.raises(CompareError, match="older"):
        decisions.decide(odd, decisions.ReportOptions(tmp_path, "html", QUICK, baseline="old"))


def test_a_verdict_needs_both_a_policy_and_what_it_is_held_against(run: Run, tmp_path: Path) -> None:
    store.save(run, tmp_path / "run")
    policy = tmp_path / "policy.toml"
    policy.write_text('schema = "tertium.policy/1"\n[[rule]]\nkind = "required"\nmetric = "length"\n', encoding="utf-8")
    options = decisions.ReportOptions(tmp_path / "run", "html", QUICK, policy=policy)
    with pytest.raises(UsageError, match="a verdict needs --policy and --against"):
        decisions.decide(run, options)
    against = decisions.ReportOptions(
        tmp_path / "run", "html", QUICK, baseline="old", policy=policy, against=tmp_path / "run", system="new"
    )
    verdict = decisions.decide(run, against).verdict
    assert verdict
    assert (verdict.outcome, verdict.candidate, verdict.baseline) == ("pass", "new", "old")
    assert f"--policy {policy}" in against.command
    assert against.command.endswith("--cluster document --samples 100 --seed 12345 --level 0.95")
