"""The decisions in a page or a comment: which are made, and which are left out."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest

from tertium.commands import decisions
from tertium.errors import CompareError, UsageError
from tertium.evals import store
from tertium.evals.join import single_system
from tertium.evals.results import Resampling
from tertium.evals.types import Key
from tests.evals.making import run_of

if TYPE_CHECKING:
    from pathlib import Path

    from tertium.evals.types import Run
    from tertium.reports.decisions import Decisions

QUICK = Resampling(samples=100)
POLICY = 'schema = "tertium.policy/1"\n[[rule]]\nkind = "required"\nmetric = "length"\n'


def decided_of(run: Run, options: decisions.ReportOptions) -> Decisions:
    return decisions.decide(run, options)[1]


def test_a_comment_compares_even_unasked_and_a_page_only_when_asked(run: Run, tmp_path: Path) -> None:
    options = decisions.ReportOptions(tmp_path, "markdown", QUICK, summary=True)
    decided = decided_of(run, options)
    assert decided.comparison
    assert decided.comparison.baseline == "old"
    assert decided.slices == ()
    page = decided_of(run, decisions.ReportOptions(tmp_path, "html", QUICK))
    assert (page.comparison, bool(page.slices), bool(page.standings)) == (None, True, True)
    assert (decided.contributions, page.contributions) == ({}, {})
    beside = decided_of(run, decisions.ReportOptions(tmp_path, "html", QUICK, baseline="old"))
    assert {key.system for key in beside.contributions} == set(run.systems) - {"old"}
    assert page.against_best
    assert {item.system for item in page.against_best.differences} == set(run.systems) - {page.against_best.baseline}
    assert (decided.against_best, beside.against_best) == (None, None)
    assert page.lead
    assert [item.system for item in page.lead.differences] == [page.against_best.baseline]
    single_run = run_of({"only": [1.0, 2.0, 3.0]})
    assert decided_of(single_run, options).comparison is None


def test_what_cannot_be_compared_is_left_out_unless_a_baseline_was_asked_for(run: Run, tmp_path: Path) -> None:

    counts = {key: np.full((12, 3), 1.0) for key in run.counts}
    measures = {label: replace(measure, signature="older") for label, measure in run.measures.items()}
    odd = replace(run, counts=counts, measures=measures)
    assert decided_of(odd, decisions.ReportOptions(tmp_path, "markdown", QUICK, summary=True)).comparison is None
    with pytest.raises(CompareError, match="older"):
        decisions.decide(odd, decisions.ReportOptions(tmp_path, "html", QUICK, baseline="old"))


def test_a_verdict_needs_both_a_policy_and_what_it_is_held_against(run: Run, tmp_path: Path) -> None:
    store.save(run, tmp_path / "run")
    policy = tmp_path / "policy.toml"
    policy.write_text(POLICY, encoding="utf-8")
    options = decisions.ReportOptions(tmp_path / "run", "html", QUICK, policy=policy)
    with pytest.raises(UsageError, match="a verdict needs --policy and --against"):
        decisions.decide(run, options)
    against = decisions.ReportOptions(
        tmp_path / "run", "html", QUICK, baseline="old", policy=policy, against=tmp_path / "run", system="new"
    )
    verdict = decided_of(run, against).verdict
    assert verdict
    assert (verdict.outcome, verdict.candidate, verdict.baseline) == ("pass", "new", "old")
    assert f"--policy {policy}" in against.command
    assert against.command.endswith("--cluster document --samples 100 --seed 12345 --level 0.95")


def against_pin(tmp_path: Path, pinned: Run, *, summary: bool = True) -> decisions.ReportOptions:
    """Return the options of a report whose run is held against this one, as the recipe for CI does."""
    store.save(pinned, tmp_path / "pin")
    policy = tmp_path / "policy.toml"
    policy.write_text(POLICY, encoding="utf-8")
    form = "markdown" if summary else "html"
    return decisions.ReportOptions(tmp_path, form, QUICK, policy=policy, against=tmp_path / "pin", summary=summary)


@pytest.mark.parametrize("summary", [True, False])
def test_a_report_against_a_pin_shows_both_systems_and_compares_them(run: Run, tmp_path: Path, summary: bool) -> None:  # noqa: FBT001
    candidate = single_system(run, "new", "new")
    shown, decided = decisions.decide(
        candidate, against_pin(tmp_path, single_system(run, "old", "old"), summary=summary)
    )
    assert shown.systems == ("new", "old")
    assert shown.description == candidate.description
    assert decided.comparison
    assert decided.comparison.baseline == "old"
    assert [item.system for item in decided.comparison.differences] == ["new"]
    assert decided.verdict
    assert (decided.verdict.candidate, decided.verdict.baseline) == ("new", "old")


def test_a_pinned_system_of_the_same_name_is_called_the_baseline(run: Run, tmp_path: Path) -> None:
    pinned = single_system(run, "old", "new")
    shown, decided = decisions.decide(single_system(run, "new", "new"), against_pin(tmp_path, pinned))
    assert shown.systems == ("new", "baseline")
    assert decided.comparison
    assert decided.comparison.baseline == "baseline"


def test_a_metric_that_the_pin_lacks_is_missing_with_the_reason(run: Run, tmp_path: Path) -> None:
    pinned = single_system(run, "old", "old")
    label = next(iter(run.measures))
    more = replace(run.measures[label], label="more")
    candidate = single_system(run, "new", "new")
    key = next(iter(candidate.counts))
    with_more = replace(
        candidate,
        measures={**candidate.measures, "more": more},
        counts={**candidate.counts, key_of_more(key): candidate.counts[key]},
        values={**candidate.values, key_of_more(key): candidate.values[key]},
    )
    shown, _ = decisions.decide(with_more, against_pin(tmp_path, pinned))
    assert shown.missing == {"more": "not in the baseline"}


def key_of_more(key: Key) -> Key:
    return Key(key.system, "more")


def test_a_run_that_cannot_be_compared_with_the_pin_is_shown_alone(run: Run, tmp_path: Path) -> None:
    pinned = single_system(run, "old", "old")
    older = replace(pinned, measures={name: replace(m, signature="older") for name, m in pinned.measures.items()})
    candidate = single_system(run, "new", "new")
    shown, decided = decisions.decide(candidate, against_pin(tmp_path, older))
    assert shown is candidate
    assert decided.comparison is None
    assert decided.verdict
