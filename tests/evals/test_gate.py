"""The gate chooses the systems, and the worst outcome of its rules is the verdict."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest

from tertium.errors import UsageError
from tertium.evals.gate import gate, worst
from tertium.evals.policy import parse, read
from tertium.evals.store import save
from tests.evals.making import MEAN, run_of

if TYPE_CHECKING:
    from pathlib import Path

FLAT = [50.0] * 40
BASE = run_of({"old": FLAT})
SUPERIOR = {"schema": "tertium.policy/1", "rule": [{"kind": "superior", "metric": MEAN}]}


def test_of_several_systems_one_must_be_chosen() -> None:
    both = run_of({"old": FLAT, "new": [51.0] * 40})
    policy = parse(SUPERIOR, "p")
    with pytest.raises(UsageError, match=r"has several systems\n  try: --system with one of old, new"):
        gate(both, BASE, policy)
    with pytest.raises(UsageError, match=r"has no system 'c'\n  try: --baseline-system with one of old"):
        gate(both, BASE, policy, system="new", baseline_system="c")
    verdict = gate(both, both, policy, system="new", baseline_system="old")
    assert (verdict.outcome, verdict.candidate, verdict.baseline) == ("pass", "new", "old")


def test_among_several_baselines_the_one_called_like_the_candidate_is_meant() -> None:
    both, policy = run_of({"old": FLAT, "new": [51.0] * 40}), parse(SUPERIOR, "p")
    candidate = run_of({"new": [52.0] * 40})
    assert gate(candidate, both, policy).baseline == "new"
    assert gate(candidate, both, policy, baseline_system="old").baseline == "old"
    assert gate(candidate, run_of({"old": FLAT}), policy).baseline == "old", (
        "the only one is meant, whatever it is called"
    )
    with pytest.raises(UsageError, match="has several systems"):
        gate(run_of({"third": FLAT}), both, policy)


def test_paths_stand_for_runs_and_for_the_policy(tmp_path: Path) -> None:
    both = run_of({"old": FLAT, "new": [51.0] * 40})
    policy = tmp_path / "policy.toml"
    policy.write_text(
        f'schema = "tertium.policy/1"\n[[rule]]\nkind = "superior"\nmetric = "{MEAN}"\n', encoding="utf-8"
    )
    save(both, tmp_path / "run")
    verdicts = [
        gate(tmp_path / "run", str(tmp_path / "run"), policy, system="new", baseline_system="old"),
        gate(both, str(policy), system="new", baseline_system="old"),
        gate(both, policy, baseline_system="old"),
        gate(both, policy, system="new"),
        gate(both, policy),
        gate(both, read(policy)),
    ]
    assert {(verdict.outcome, verdict.candidate, verdict.baseline) for verdict in verdicts} == {("pass", "new", "old")}
    assert gate(both, policy, system="old").baseline == "new"


def test_a_run_of_one_system_needs_a_baseline_where_rules_compare() -> None:
    with pytest.raises(
        UsageError, match=r"^baseline is missing, and rules of the policy compare with one\n  try: base"
    ):
        gate(BASE, parse(SUPERIOR, "p"))
    minimum = {**SUPERIOR, "rule": [{"kind": "minimum", "metric": MEAN, "score": 40}]}
    verdict = gate(BASE, parse(minimum, "p"))
    assert verdict.outcome == "pass"
    assert not any("all outputs" in warning for warning in verdict.warnings)


def test_a_gate_without_rules_names_them() -> None:
    with pytest.raises(UsageError, match=r"^policy is missing\n  try: gate"):
        gate(BASE, BASE)
    with pytest.raises(UsageError, match=r"^policy can't be 5\n  try: a policy, as tertium.read_policy returns, or"):
        gate(BASE, BASE, 5)  # type: ignore[arg-type]


def test_the_worst_outcome_is_the_verdict_and_no_check_at_all_is_no_pass() -> None:
    assert worst(["pass", "inconclusive", "missing"]) == "missing"
    assert worst(["pass", "fail", "missing"]) == "fail"
    assert worst(["fail", "not comparable"]) == "not comparable"
    assert worst(["pass", "pass"]) == "pass"
    assert worst([]) == "missing"


def test_few_documents_are_a_warning() -> None:
    candidate, baseline_run = run_of({"new": FLAT}, [10] * 4), run_of({"old": FLAT}, [10] * 4)
    policy = parse(SUPERIOR, "p")
    assert "only 4 documents" in gate(candidate, baseline_run, policy).warnings[0]


def test_identical_outputs_pass_and_are_said_to_be_the_baselines() -> None:
    policy = parse({**SUPERIOR, "rule": [{"kind": "non-inferior", "metric": MEAN, "margin": 0}]}, "p")
    run = run_of({"old": [*FLAT[:-1], 40.0]})
    copy = replace(run, data=run.data.with_outputs({"old": tuple(run.data.outputs["old"])}))
    verdict = gate(copy, run, policy)
    assert verdict.outcome == "pass"
    assert verdict.warnings[0].startswith(
        "all outputs are the baseline's: if a new system was meant, its file is a copy"
    )
    outputs = (*run.data.outputs["old"][:-1], "another")
    changed = replace(run, data=run.data.with_outputs({"old": outputs}))
    assert not any("all outputs" in warning for warning in gate(changed, run, policy).warnings)


def test_bounds_are_the_same_with_any_seed_and_any_number_of_samples() -> None:
    rng = np.random.default_rng(1)
    candidate, baseline = (run_of({name: rng.normal(50, 3, size=40).tolist()}) for name in ("new", "old"))
    policy = parse(SUPERIOR, "p")
    verdicts = [
        gate(candidate, baseline, replace(policy, resampling=replace(policy.resampling, samples=samples, seed=samples)))
        for samples in (100, 999)
    ]
    assert verdicts[0].checks == verdicts[1].checks
