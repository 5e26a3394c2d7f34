"""The GitHub Action and the GitLab template work: their steps run as shell on a small checkout."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from typing import TYPE_CHECKING, Any

import pytest

from tertium.cli import main
from tests.conftest import ROOT
from tests.tertium.commands.conftest import POLICY
from tests.tertium.commands.making import HALVES, SHUFFLED, score

if TYPE_CHECKING:
    from pathlib import Path

yaml = pytest.importorskip("yaml", reason="reads the pipelines' YAML")
ACTION = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
JOB = yaml.safe_load((ROOT / "templates" / "gitlab.yml").read_text(encoding="utf-8"))[".tertium-gate"]


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """Return a checkout with a set, a pinned baseline, a policy, a candidate, and commands named tertium and pip."""
    run = score(tmp_path, "old", SHUFFLED)
    (tmp_path / "evaluation").mkdir()
    (tmp_path / "set").rename(tmp_path / "evaluation" / "set")
    assert main(["pin", str(run), "-o", str(tmp_path / "evaluation" / "baseline"), "-q"]) == 0
    (tmp_path / "evaluation" / "policy.toml").write_text(POLICY, encoding="utf-8")
    (tmp_path / "outputs").mkdir()
    (tmp_path / "outputs" / "candidate.txt").write_text("\n".join(HALVES) + "\n", encoding="utf-8")
    (tmp_path / "bin").mkdir()
    for name, line in {"tertium": f'exec "{sys.executable}" -m tertium "$@"', "pip": 'echo "pip $*"'}.items():
        (tmp_path / "bin" / name).write_text(f"#!/bin/sh\n{line}\n", encoding="utf-8")
        (tmp_path / "bin" / name).chmod(0o755)
    return tmp_path


def environment(checkout: Path, more: dict[str, str]) -> dict[str, str]:
    files = {name: str(checkout / name.lower()) for name in ("GITHUB_STEP_SUMMARY", "GITHUB_OUTPUT")}
    path = f"{checkout / 'bin'}{os.pathsep}{os.environ['PATH']}"
    return {**os.environ, **files, "PATH": path, "PYTHONPATH": str(ROOT), **more}


def run_action(checkout: Path, **inputs: str) -> subprocess.CompletedProcess[str]:
    """Run the steps of the action as GitHub does, up to the first that fails."""
    done: list[subprocess.CompletedProcess[str]] = []
    values = {name: str(item.get("default", "")) for name, item in ACTION["inputs"].items()} | inputs
    for step in ACTION["runs"]["steps"]:
        variables = {
            name: re.sub(r"\$\{\{ inputs\.(\w+) }}", lambda match: values[match[1]], text)
            for name, text in step["env"].items()
        }
        ended = subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],  # noqa: S607
            cwd=checkout,
            env=environment(checkout, variables),
            capture_output=True,
            text=True,
            check=False,
        )
        done.append(ended)
        if ended.returncode:
            break
    return done[-1]


def run_job(checkout: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run the lines of the GitLab job as its runner does: one script that ends at the first failure."""
    return subprocess.run(
        ["bash", "-eo", "pipefail", "-c", "\n".join(JOB["script"])],  # noqa: S607
        cwd=checkout,
        env=environment(checkout, {**JOB["variables"], **variables}),
        capture_output=True,
        text=True,
        check=False,
    )


def outcome(checkout: Path) -> str:
    return (checkout / "github_output").read_text(encoding="utf-8").splitlines()[-1]


def junit(checkout: Path) -> Any:
    return ET.parse(checkout / "gate.xml").getroot()  # noqa: S314 - our own file


def test_the_action_passes_a_good_candidate_and_writes_everything(checkout: Path) -> None:
    done = run_action(checkout, candidate="outputs/candidate.txt", model="opus v2")
    assert done.returncode == 0, done.stderr
    assert outcome(checkout) == "outcome=pass"
    assert "pass" in (checkout / "github_step_summary").read_text(encoding="utf-8").lower()
    assert junit(checkout).findall(".//testcase")
    assert (checkout / "comment.md").read_text(encoding="utf-8")
    assert "opus v2" in (checkout / "runs" / "candidate" / "manifest.json").read_text(encoding="utf-8")


def test_the_action_fails_a_bad_one(checkout: Path) -> None:
    (checkout / "evaluation" / "policy.toml").write_text(POLICY.replace("bleu", "chrf"), encoding="utf-8")
    done = run_action(checkout, candidate="outputs/candidate.txt")
    assert done.returncode == 10
    assert outcome(checkout) == "outcome=fail"
    assert junit(checkout).findall(".//failure")


@pytest.mark.parametrize(("setting", "code"), [("fail", 11), ("warn", 0)])
def test_an_inconclusive_verdict_fails_or_warns_as_told(checkout: Path, setting: str, code: int) -> None:
    superior = POLICY.replace("non-inferior", "superior").replace("0.5", "0")
    (checkout / "evaluation" / "policy.toml").write_text(superior, encoding="utf-8")
    (checkout / "outputs" / "candidate.txt").write_text("\n".join(SHUFFLED) + "\n", encoding="utf-8")
    done = run_action(checkout, candidate="outputs/candidate.txt", inconclusive=setting)
    assert done.returncode == code
    assert outcome(checkout) == "outcome=inconclusive"


def test_comment_and_summary_show_both_systems_and_the_largest_losses(checkout: Path) -> None:
    (checkout / "evaluation" / "policy.toml").write_text(POLICY.replace("bleu", "chrf"), encoding="utf-8")
    run_action(checkout, candidate="outputs/candidate.txt")
    comment = (checkout / "comment.md").read_text(encoding="utf-8")
    assert "largest losses against mine" in comment
    assert {line.split(" | ")[0] for line in comment.splitlines()} >= {"| mine", "| candidate"}
    assert (checkout / "github_step_summary").read_text(encoding="utf-8") == comment


def test_an_input_is_never_code(checkout: Path) -> None:
    for name in ("candidate", "metrics", "model", "run"):
        inputs = {"candidate": "outputs/candidate.txt"} | {name: "$(touch owned); `touch owned`; touch owned"}
        run_action(checkout, **inputs)
        assert not (checkout / "owned").exists(), name
    assert not [step for step in ACTION["runs"]["steps"] if "${{" in step["run"]]


def test_the_gitlab_job_passes_and_fails_by_its_exit_code(checkout: Path) -> None:
    done = run_job(checkout)
    assert done.returncode == 0, done.stderr
    assert junit(checkout).findall(".//testcase")
    (checkout / "evaluation" / "policy.toml").write_text(POLICY.replace("bleu", "chrf"), encoding="utf-8")
    assert run_job(checkout, RUN="runs/second").returncode == 10
    assert JOB["allow_failure"]["exit_codes"] == [11]
