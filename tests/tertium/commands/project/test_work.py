"""The work folder: one writer at a time, and nothing stays of those that were killed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tertium.commands.project.work import Work, writing
from tertium.errors import UsageError

if TYPE_CHECKING:
    from pathlib import Path


def test_only_one_writer_at_a_time(tmp_path: Path) -> None:
    work = Work(tmp_path / "work")
    with writing(work), pytest.raises(UsageError, match="another process writes to"), writing(work):
        pass
    with writing(work):
        pass


def test_what_killed_writers_left_is_removed_and_nothing_else(tmp_path: Path) -> None:
    work = Work(tmp_path)
    (tmp_path / "runs" / ".news.0123abcd").mkdir(parents=True)
    (tmp_path / "runs" / ".news.0123abcd" / "counts.parquet").write_bytes(b"x")
    (tmp_path / ".verdict.json.0123abcd").write_bytes(b"x")
    (tmp_path / "runs" / "news").mkdir()
    (tmp_path / ".mine.0123abcd").write_bytes(b"x")
    with writing(work):
        kept = sorted(path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*"))
    assert kept == [".lock", ".mine.0123abcd", "runs", "runs/news"]


def test_a_run_that_stepped_aside_for_a_successor_comes_back(tmp_path: Path) -> None:
    aside = tmp_path / "runs" / ".news.0123abcd.old"
    aside.mkdir(parents=True)
    (aside / "manifest.json").write_text("{}", encoding="utf-8")
    with writing(Work(tmp_path)):
        assert (tmp_path / "runs" / "news" / "manifest.json").is_file()
    assert not aside.exists()


def test_a_place_that_cannot_be_written_to_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(UsageError, match="can't write to"), writing(Work(tmp_path / "file")):
        pass


def test_beside_a_report_only_what_was_to_become_it_is_removed(tmp_path: Path) -> None:
    for name in (".page.html.0123abcd", ".other.html.0123abcd", "page.html"):
        (tmp_path / name).write_bytes(b"x")
    with writing(Work(tmp_path / "work"), [tmp_path / "page.html"]):
        pass
    assert sorted(path.name for path in tmp_path.iterdir()) == [".other.html.0123abcd", "page.html", "work"]
