"""Two folders are swapped in one step, where the system can."""

from __future__ import annotations

import ctypes
import errno
import sys
from typing import TYPE_CHECKING

import pytest

from tertium.files import exchange as module
from tertium.files.exchange import exchange

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux swaps folders in one step")
def test_two_folders_swap_their_names(tmp_path: Path) -> None:
    for name in ("one\udcff", "two"):
        (tmp_path / name).mkdir()
        (tmp_path / name / name[:3]).touch()
    assert exchange(tmp_path / "one\udcff", tmp_path / "two")
    assert [path.name for path in (tmp_path / "two").iterdir()] == ["one"]
    assert [path.name for path in (tmp_path / "one\udcff").iterdir()] == ["two"]
    with pytest.raises(FileNotFoundError):
        exchange(tmp_path / "two", tmp_path / "three")


def test_a_system_that_cannot_says_so_and_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "one").mkdir()
    for function in (None, lambda *_: -1):
        monkeypatch.setattr(module, "_renameat2", lambda function=function: function)
        monkeypatch.setattr(ctypes, "get_errno", lambda: errno.EINVAL)
        assert not exchange(tmp_path / "one", tmp_path / "two")
    assert [path.name for path in tmp_path.iterdir()] == ["one"]
