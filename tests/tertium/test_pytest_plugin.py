"""The plug-in of pytest: a project's test fails where its system is worse than the pinned baseline."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tertium.cli import main
from tertium.evals import store
from tertium.pytest_plugin import PinnedSet, Suite, assert_not_worse
from tests.conftest import ROOT
from tests.tertium.commands.making import HALVES, SHUFFLED, score

if TYPE_CHECKING:
    from pathlib import Path

TESTS = f"""
HALVES = {HALVES!r}
SHUFFLED = {SHUFFLED!r}

def test_good(tertium_suite):
    assert list(tertium_suite) == ["news"]
    assert tertium_suite["news"].assert_not_worse(HALVES, metric="bleu", margin=0.5).outcome == "pass"

def test_bad(tertium_suite):
    tertium_suite["news"].assert_not_worse(HALVES, metric="chrf", margin=0.5)

def test_unknown(tertium_suite):
    tertium_suite["olds"]
"""


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a project with one pinned baseline, and runs of it and of another system."""
    folder = tmp_path_factory.mktemp("project")
    old = score(folder, "old", SHUFFLED)
    score(folder, "new", HALVES)
    assert main(["pin", str(old), "-o", str(folder / "pins" / "news"), "-q"]) == 0
    return folder


def test_a_projects_tests_pass_and_fail_by_its_baseline(project: Path) -> None:
    (project / "test_model.py").write_text(TESTS, encoding="utf-8")
    (project / "pytest.ini").write_text("[pytest]\ntertium_suite = pins\n", encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "-q", "-p", "tertium.pytest_plugin", "-p", "no:cacheprovider"]
    # Without its entry point, which the installed package has and a checkout hasn't.
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
    done = subprocess.run(command, cwd=project, env=environment, capture_output=True, text=True, check=False)
    assert "2 failed, 1 passed" in done.stdout, done.stdout + done.stderr
    assert "fail: chrf not worse by more than 0.5: gain -" in done.stdout
    assert "'olds' is no pinned baseline" in done.stdout
    assert "news" in done.stdout


def test_runs_and_their_folders_are_held_against_each_other(project: Path) -> None:
    verdict = assert_not_worse(project / "new", project / "pins" / "news", metric="bleu")
    assert verdict.outcome == "pass"
    new, old = store.load(project / "new"), store.load(project / "old")
    assert assert_not_worse(new, old, metric="bleu").checks == verdict.checks
    with pytest.raises(pytest.fail.Exception, match="fail: chrf"):
        assert_not_worse(new, old)


def test_what_is_not_shown_does_not_pass(project: Path) -> None:
    with pytest.raises(pytest.fail.Exception, match="missing: ter"):
        assert_not_worse(project / "new", project / "old", metric="ter")


def test_a_folder_that_is_not_there_is_an_empty_suite(tmp_path: Path) -> None:
    assert len(Suite(tmp_path / "nowhere")) == 0
    with pytest.raises(KeyError, match="there is none"):
        Suite(tmp_path / "nowhere")["news"]


def test_a_set_without_sources_says_so(project: Path) -> None:
    from tertium.errors import DataError

    with pytest.raises(DataError, match="has no sources"):
        _ = PinnedSet(store.load(project / "old")).sources
