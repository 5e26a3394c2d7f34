"""The folder of an unfinished build: it stays after a kill, and goes when the build ends or its input must change."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

import pytest

from tertium.corpora.building.plan import Plan
from tertium.corpora.building.records import ReadArticle
from tertium.corpora.building.work_folder import WORK, open_journal
from tertium.errors import DataError, UsageError

if TYPE_CHECKING:
    from pathlib import Path

NAMES = ["a.txt"]
PLAN = Plan("de", "en", encoder="lexical")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text("One.", encoding="utf-8")
    return tmp_path / "in"


def interrupt(folder: Path, error: BaseException) -> None:
    """Read an article, then end with an error."""
    with open_journal(folder.parent / "set", folder, NAMES, PLAN) as journal:
        journal.add_texts([ReadArticle(0, "One.", ())])
        raise error


def unread(folder: Path, plan: Plan = PLAN) -> list[int]:
    with open_journal(folder.parent / "set", folder, NAMES, plan) as journal:
        return journal.unread(len(NAMES))


def test_a_killed_build_is_continued(folder: Path) -> None:
    with pytest.raises(KeyboardInterrupt):
        interrupt(folder, KeyboardInterrupt())
    assert unread(folder) == []


def test_another_number_of_workers_continues_a_build_and_other_languages_or_files_do_not(folder: Path) -> None:
    for plan, numbers in (
        (Plan("de", "en", encoder="lexical", workers=2), []),
        (Plan("fr", "en", encoder="lexical"), [0]),
    ):
        with pytest.raises(KeyboardInterrupt):
            interrupt(folder, KeyboardInterrupt())
        assert unread(folder, plan) == numbers
    with pytest.raises(KeyboardInterrupt):
        interrupt(folder, KeyboardInterrupt())
    (folder / "a.txt").write_text("Another one.", encoding="utf-8")
    assert unread(folder) == [0]


def test_nothing_is_left_of_a_finished_build_and_of_one_whose_input_must_change(folder: Path) -> None:
    unread(folder)
    with pytest.raises(DataError):
        interrupt(folder, DataError("an article can't be read"))
    assert [path.name for path in folder.parent.iterdir()] == ["in"]


def test_a_work_folder_that_cannot_be_made_is_a_two_line_error(folder: Path) -> None:
    (folder.parent / f"set{WORK}").write_text("x", encoding="utf-8")
    with pytest.raises(UsageError, match=r"can't write to .*set\.work: .*\n  try: another folder for -o"):
        unread(folder)


def test_a_full_disk_is_two_lines_and_the_build_goes_on_when_there_is_room(folder: Path) -> None:
    with pytest.raises(
        UsageError, match=r"database or disk is full\n  try: again with more room on that disk: the build"
    ):
        interrupt(folder, sqlite3.OperationalError("database or disk is full"))
    assert unread(folder) == []


def test_a_journal_that_cannot_be_begun_leaves_no_folder(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr("tertium.corpora.building.journal.sqlite3.connect", full)
    with pytest.raises(UsageError, match=r"\n  try: again with more room on that disk, or another -o"):
        unread(folder)
    assert not (folder.parent / f"set{WORK}").exists()
