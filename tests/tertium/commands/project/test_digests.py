"""Hashes of inputs: they change with bytes and names, and with nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tertium.commands.project.digests import ABSENT, digest, size

if TYPE_CHECKING:
    from pathlib import Path


def test_a_file_has_the_hash_of_its_bytes(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"x")
    (tmp_path / "b").write_bytes(b"x")
    assert digest(tmp_path / "a") == digest(tmp_path / "b")
    (tmp_path / "b").write_bytes(b"y")
    assert digest(tmp_path / "a") != digest(tmp_path / "b")


def test_a_folder_changes_with_each_name_and_each_byte(tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    (folder / "in").mkdir(parents=True)
    (folder / "in" / "a").write_bytes(b"x")
    seen = {digest(folder)}
    (folder / "in" / "a").write_bytes(b"y")
    seen.add(digest(folder))
    (folder / "in" / "a").rename(folder / "a")
    seen.add(digest(folder))
    assert len(seen) == 3


def test_hidden_files_are_nobodys_input(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"x")
    before = digest(tmp_path)
    (tmp_path / ".hidden").write_bytes(b"x")
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "b").write_bytes(b"x")
    assert digest(tmp_path) == before
    assert size(tmp_path) == 1


def test_what_is_not_there_says_so(tmp_path: Path) -> None:
    assert digest(tmp_path / "nothing") == ABSENT
    assert size(tmp_path / "nothing") == 0


def test_what_a_link_leads_to_counts_and_a_link_back_up_ends(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "a").write_bytes(b"x")
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "in").symlink_to(tmp_path / "elsewhere")
    (folder / "up").symlink_to(folder)
    before = digest(folder)
    (tmp_path / "elsewhere" / "a").write_bytes(b"other")
    assert digest(folder) != before
