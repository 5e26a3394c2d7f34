"""The commit of the working folder, or nothing; it never fails."""

from __future__ import annotations

import os
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

from tertium.commit import current_commit

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    if shutil.which("git") is None:
        pytest.skip("needs git")
    monkeypatch.delenv("GIT_DIR", raising=False)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def git(*words: str) -> str:
    identity = ["-c", "user.name=x", "-c", "user.email=x@localhost"]
    done = subprocess.run(["git", *identity, *words], capture_output=True, text=True, check=True)  # noqa: S607
    return done.stdout.strip()


def test_it_is_the_whole_hash_and_says_where_files_differ(repository: Path) -> None:
    git("init", "-q")
    (repository / "file").write_text("a", encoding="utf-8")
    git("add", ".")
    git("commit", "-q", "-m", "first")
    git("tag", "v1")
    commit_hash = git("rev-parse", "HEAD")
    assert current_commit() == commit_hash
    (repository / "new").write_text("untracked", encoding="utf-8")
    assert current_commit() == commit_hash
    (repository / "file").write_text("b", encoding="utf-8")
    assert current_commit() == f"{commit_hash}-dirty"


def test_another_folder_has_its_own(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    git("init", "-q")
    git("commit", "-q", "-m", "first", "--allow-empty")
    commit_hash = current_commit()
    (repository / "inside").mkdir()
    monkeypatch.chdir(repository.parent)
    assert (current_commit(), current_commit(repository), current_commit(repository / "inside")) == (
        "",
        commit_hash,
        commit_hash,
    )


def test_without_a_repository_or_a_commit_it_is_empty(repository: Path) -> None:
    assert repository.is_dir()
    assert current_commit() == ""
    git("init", "-q")
    assert current_commit() == ""


def test_without_git_it_is_empty(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert current_commit() == ""


def test_a_git_that_takes_too_long_gives_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def slow(*_: object, **__: object) -> None:
        raise subprocess.TimeoutExpired("git", 5)

    monkeypatch.setattr(subprocess, "run", slow)
    assert current_commit() == ""
