"""Files and folders are written whole or not at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tertium.errors import UsageError
from tertium.files.whole import check_free, check_new, whole_folder, write_bytes, write_text

if TYPE_CHECKING:
    from pathlib import Path


def test_what_cannot_be_written_is_two_lines(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    for place in ("none", "file"):
        with pytest.raises(UsageError, match=r"can't write .*\n  try: another path"):
            write_text(tmp_path / place / "a.txt", "x")
    with (
        pytest.raises(UsageError, match="is not a writable folder"),
        whole_folder(tmp_path / "file" / "set", marker="m"),
    ):
        pytest.fail("unreachable")


def test_a_folder_appears_when_it_is_whole_and_not_at_all_after_an_error(tmp_path: Path) -> None:
    with whole_folder(tmp_path / "in" / "set", marker="m") as work:
        write_text(work / "m", "1")
        assert not (tmp_path / "in" / "set").exists()
    assert (tmp_path / "in" / "set" / "m").read_text(encoding="utf-8") == "1"
    with pytest.raises(RuntimeError), whole_folder(tmp_path / "other", marker="m"):
        raise RuntimeError
    assert [path.name for path in tmp_path.iterdir()] == ["in"]


def test_only_a_folder_of_the_same_kind_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "set").mkdir()
    check_free(tmp_path / "set", marker="m", overwrite=False)  # an empty folder is free
    write_text(tmp_path / "set" / "mine.txt", "x")
    for overwrite in (False, True):
        with pytest.raises(UsageError, match="is already there\n  try: another folder"):
            check_free(tmp_path / "set", marker="m", overwrite=overwrite)
    write_text(tmp_path / "set" / "m", "old")
    with pytest.raises(UsageError, match="is already there\n  try: --overwrite"):
        check_free(tmp_path / "set", marker="m", overwrite=False)
    with whole_folder(tmp_path / "set", marker="m", overwrite=True) as work:
        write_text(work / "m", "new")
    assert [path.name for path in (tmp_path / "set").iterdir()] == ["m"]


def test_a_file_is_replaced_as_a_whole_and_leaves_nothing_beside(tmp_path: Path) -> None:
    check_new(None, overwrite=False)
    check_new(tmp_path / "a", overwrite=False)
    write_bytes(tmp_path / "a", b"1")
    write_bytes(tmp_path / "a", b"22")
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"22"]
    with pytest.raises(UsageError, match="is already there\n  try: --overwrite, or another path"):
        check_new(tmp_path / "a", overwrite=False)
    check_new(tmp_path / "a", overwrite=True)
