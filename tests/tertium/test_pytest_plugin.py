"""The plug-in of pytest: a project's test fails where its system is worse than the pinned baseline."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tertium.cli import main
from tertium.errors import DataError
from tertium.evals import store
from tertium.pytest_plugin import PinnedSet, ProjectSuite, Suite, assert_not_worse
from tests.conftest import ROOT
from tests.tertium.commands import projects
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
    with pytest.raises(DataError, match="has no sources"):
        _ = PinnedSet(store.load(project / "old")).sources


PROJECT_TESTS = """
def words(name):
    with open(f"outputs/{name}.new.txt", encoding="utf-8") as file:
        return file.read().splitlines()

def test_whole(tertium_suite):
    verdict = tertium_suite.assert_passes({name: words(name) for name in tertium_suite})
    assert [row.outcome for row in verdict.sets] == ["pass", "pass"]

def test_one(tertium_suite):
    assert len(tertium_suite["news-en-de"].sources) == 24
    assert tertium_suite["news-en-de"].assert_not_worse(words("news-en-de")).outcome == "pass"

def test_own_rule(tertium_suite):
    tertium_suite["news-en-de"].assert_not_worse(words("news-en-de"), metric="chrf", margin=1)

def test_missing(tertium_suite):
    tertium_suite.assert_passes({"news-en-de": words("news-en-de")})

def test_worse(tertium_suite):
    tertium_suite.assert_passes({name: ["Nein."] * 24 for name in tertium_suite})
"""
NAMES = ("news-en-de", "news-de-en")


@pytest.fixture(params=["system", "pinned"])
def toml(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    """Return the folder of a project that was run, whose baseline is a system of it or a folder of pins."""
    projects.make(tmp_path, projects.RULES, NAMES)
    assert main(["run", str(tmp_path), "-q", "--json"]) == 0
    if request.param == "pinned":
        for name in NAMES:
            run = str(tmp_path / "work" / "runs" / name)
            assert main(["pin", run, "--system", "base", "-o", str(tmp_path / "pins" / name), "-q"]) == 0
        file = tmp_path / "tertium.toml"
        text = file.read_text(encoding="utf-8").replace('baseline = "base"', 'baseline = "pins"')
        file.write_text(text, encoding="utf-8")
        shutil.rmtree(tmp_path / "work")
    return tmp_path


def test_a_projects_file_brings_its_sets_its_baseline_and_its_rules(toml: Path) -> None:
    (toml / "test_model.py").write_text(PROJECT_TESTS, encoding="utf-8")
    (toml / "pytest.ini").write_text("[pytest]\ntertium_suite = .\n", encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "-q", "-p", "tertium.pytest_plugin", "-p", "no:cacheprovider"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
    done = subprocess.run(command, cwd=toml, env=environment, capture_output=True, text=True, check=False)
    assert "2 failed, 3 passed" in done.stdout, done.stdout + done.stderr
    assert "MISSING: new against" in done.stdout
    assert "news-de-en: missing: it was not scored" in done.stdout
    assert "FAIL: new against" in done.stdout
    assert "news-en-de: chrf not worse by more than 3: fail -" in done.stdout


def test_a_set_that_a_project_has_not_or_has_no_baseline_of_is_an_error(toml: Path) -> None:
    suite = ProjectSuite(toml / "tertium.toml")
    assert (list(suite), len(suite)) == ([*NAMES], 2)
    with pytest.raises(KeyError, match="'mail' is no set of"):
        suite["mail"]
    with pytest.raises(KeyError, match="'mail' is no set of"):
        suite.assert_passes({"mail": []})
    for folder in ("work/runs", "pins"):
        shutil.rmtree(toml / folder / "news-de-en", ignore_errors=True)
    with pytest.raises(DataError, match="'news-de-en' has no baseline"):
        ProjectSuite(toml)["news-de-en"]
    assert ProjectSuite(toml)["news-en-de"].policy is not None
