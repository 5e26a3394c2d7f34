"""`tertium pin`: what was pinned travels with a checkout, and the gate holds candidates against it."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tertium.cli import main
from tertium.commands.pin import pin
from tests.conftest import ROOT
from tests.evals.test_pin import write_old_pin
from tests.tertium.commands.making import HALVES, SHUFFLED, score

if TYPE_CHECKING:
    from pathlib import Path


def pinned(folder: Path, tmp_path: Path) -> Path:
    assert main(["pin", str(folder / "old"), "-o", str(tmp_path / "baseline"), "-q"]) == 0
    return tmp_path / "baseline"


def against(folder: Path, pin: Path) -> int:
    return main(["gate", str(folder / "new"), "--baseline", str(pin), "--policy", str(folder / "bleu.toml")])


def recipe() -> list[str]:
    """Return the shell lines that docs/decisions.md gives for GitHub Actions, after the installation."""
    text = (ROOT / "docs" / "decisions.md").read_text(encoding="utf-8").partition("GitHub Actions:")[2]
    block = re.findall(r"```yaml\n(.*?)```", text, flags=re.DOTALL)[0]
    joined = re.sub(r">\n\s+", "", block)
    lines = re.findall(r"- run: (tertium .*(?:\n {10}.*)*)", joined)
    return [" ".join(line.split()) for line in lines]


def test_the_recipe_of_the_docs_works_on_a_fresh_clone(folder: Path, tmp_path: Path) -> None:
    git = shutil.which("git")
    if git is None:
        pytest.skip("needs git")
    work, clone = tmp_path / "work", tmp_path / "clone"
    (work / "outputs").mkdir(parents=True)
    (work / "evaluation").mkdir()
    made = tmp_path / "made"
    made.mkdir()
    run = score(made, "old", SHUFFLED)
    shutil.copytree(made / "set", work / "evaluation" / "set")
    shutil.copy(folder / "bleu.toml", work / "evaluation" / "policy.toml")
    (work / "outputs" / "candidate.txt").write_text("\n".join(HALVES) + "\n", encoding="utf-8")
    assert main(["pin", str(run), "-o", str(work / "evaluation" / "baseline"), "-q"]) == 0
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    environment |= {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull, "PYTHONPATH": str(ROOT)}
    identity = ["-c", "user.name=x", "-c", "user.email=x@localhost"]
    for words in (["init", "-q"], ["add", "."], [*identity, "commit", "-q", "-m", "baseline"]):
        subprocess.run([git, *words], cwd=work, env=environment, check=True)
    # As on Windows: a text file gets other line ends, unless its folder says no.
    clone_words = [git, "-c", "core.autocrlf=true", "clone", "-q", str(work), str(clone)]
    subprocess.run(clone_words, env=environment, check=True)
    environment["GITHUB_STEP_SUMMARY"] = str(tmp_path / "summary.md")
    scoring, gating = recipe()
    python = f"{shlex.quote(sys.executable)} -m tertium"
    for line in (scoring, gating):
        shell = ["/bin/sh", "-c", line.replace("tertium", python, 1)]
        done = subprocess.run(shell, cwd=clone, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
    assert "PASS" in done.stdout
    assert "pass" in (tmp_path / "summary.md").read_text(encoding="utf-8").lower()
    assert (clone / "gate.xml").read_text(encoding="utf-8").startswith("<?xml")
    shown = subprocess.run(
        [git, "rev-parse", "HEAD"], cwd=clone, env=environment, capture_output=True, text=True, check=True
    )
    assert shown.stdout.strip() in (clone / "runs" / "candidate" / "manifest.json").read_text(encoding="utf-8")


def test_a_pin_is_small(folder: Path, tmp_path: Path) -> None:
    path = pinned(folder, tmp_path)
    assert sum(file.stat().st_size for file in path.rglob("*") if file.is_file()) < 20_000


def test_a_pin_is_replaced_only_when_told_to(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = pinned(folder, tmp_path)
    assert main(["pin", str(folder / "new"), "-o", str(path)]) == 2
    assert "--overwrite" in capsys.readouterr().err
    assert main(["pin", str(folder / "new"), "-o", str(path), "--overwrite"]) == 0
    assert against(folder, path) == 0


@pytest.mark.parametrize("harm", ["missing", "unfinished", "changed", "edited"])
def test_a_missing_killed_or_changed_baseline_never_passes(folder: Path, tmp_path: Path, harm: str) -> None:
    run = pinned(folder, tmp_path)
    manifest = run / "manifest.json"
    if harm == "missing":
        shutil.rmtree(run)
    elif harm == "unfinished":
        manifest.unlink()
    elif harm == "changed":
        (run / "scores.parquet").write_bytes(b"")
    else:
        manifest.write_text(manifest.read_text(encoding="utf-8").replace("mine", "yours"), encoding="utf-8")
    assert against(folder, run) == 3
    assert main(["gate", str(run), "--baseline", str(folder / "old"), "--policy", str(folder / "bleu.toml")]) == 3


@pytest.mark.parametrize("text", ["", 'schema = "tertium.baseline/1"', "not toml", 'schema = "x"\nrun = 1'])
def test_a_file_that_is_no_pin_is_refused(folder: Path, tmp_path: Path, text: str) -> None:
    (tmp_path / "pin.toml").write_text(text, encoding="utf-8")
    assert against(folder, tmp_path / "pin.toml") == 2


def test_a_file_of_an_earlier_version_is_still_a_baseline(folder: Path, tmp_path: Path) -> None:
    shutil.copytree(folder / "old", tmp_path / "base")
    path = write_old_pin(tmp_path / "baseline.toml", tmp_path / "base", "base", "mine")
    assert against(folder, path) == 0
    path.write_text(path.read_text(encoding="utf-8").replace("tokenize:13a", "tokenize:intl"), encoding="utf-8")
    assert against(folder, path) == 4
    shutil.rmtree(tmp_path / "base")
    assert against(folder, path) == 3


def test_the_command_names_the_system_that_is_pinned(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    pin(folder / "old", tmp_path / "base")
    assert f"mine of {folder / 'old'} is the baseline" in capsys.readouterr().err
