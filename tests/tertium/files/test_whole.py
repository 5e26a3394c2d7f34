"""Files and folders are written whole or not at all."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tertium.errors import DataError, UsageError
from tertium.files.text import read_lines
from tertium.files.whole import (
    append_text,
    check_free,
    check_new,
    recover,
    recover_all,
    whole_folder,
    write_bytes,
    write_text,
)
from tests.conftest import ROOT


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


def test_a_text_that_no_reader_would_take_for_one_is_not_written(tmp_path: Path) -> None:
    write_text(tmp_path / "a.txt", "\x08 is a single control character\n")
    assert read_lines(tmp_path / "a.txt")[0] == ["\x08 is a single control character"]
    with pytest.raises(
        DataError, match=r"can't write .*b\.txt is not text: 9 of its 10 bytes are control characters\n"
    ):
        write_text(tmp_path / "b.txt", "\x08" * 9 + "\n")
    with pytest.raises(
        DataError, match=r"can't write .*c\.txt is not UTF-8: it is full of zero bytes\n  try: texts without"
    ):
        write_text(tmp_path / "c.txt", "\0a\n")
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]


def test_a_file_is_replaced_as_a_whole_and_leaves_nothing_beside(tmp_path: Path) -> None:
    check_new(None, overwrite=False)
    check_new(tmp_path / "a", overwrite=False)
    write_bytes(tmp_path / "a", b"1")
    write_bytes(tmp_path / "a", b"22")
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"22"]
    with pytest.raises(UsageError, match="is already there\n  try: --overwrite, or another path"):
        check_new(tmp_path / "a", overwrite=False)
    check_new(tmp_path / "a", overwrite=True)


KILLED = """
import os, sys
from pathlib import Path
from tertium.files import whole

def kill_behind(function):
    def killed(*arguments):
        answer = function(*arguments)
        if answer is not False:
            os._exit(137)  # as kill -9 would, here
        return answer
    return killed

if sys.argv[2] == "exchange":
    whole.exchange = kill_behind(whole.exchange)
else:
    whole.exchange = lambda *_: False
    Path.rename = kill_behind(Path.rename)
with whole.whole_folder(Path(sys.argv[1]), marker="m", overwrite=True) as work:
    (work / "m").write_text("new")
"""


# Case overwrite-window.
@pytest.mark.parametrize(("step", "content"), [("exchange", "new"), ("rename", "old")])
def test_a_kill_while_a_folder_is_replaced_leaves_a_whole_one_in_its_place(
    tmp_path: Path, step: str, content: str
) -> None:
    (tmp_path / "set").mkdir()
    write_text(tmp_path / "set" / "m", "old")
    done = subprocess.run([sys.executable, "-c", KILLED, str(tmp_path / "set"), step], cwd=ROOT, check=False)
    assert done.returncode == 137
    assert (tmp_path / "set").exists() == (step == "exchange")
    recover_all(tmp_path, marker="m")
    assert (tmp_path / "set" / "m").read_text(encoding="utf-8") == content


def test_a_folder_that_stepped_aside_comes_back_only_as_what_it_was(tmp_path: Path) -> None:
    for name in (".set.abc.old", ".settings.old", ".set.x.y.old", ".other.abc.old"):
        (tmp_path / name).mkdir()
    write_text(tmp_path / ".set.abc.old" / "m", "old")
    recover(tmp_path / "set", marker="another")
    recover(tmp_path / "nowhere" / "set", marker="m")
    assert not (tmp_path / "set").exists()
    recover(tmp_path / "set", marker="m")
    assert (tmp_path / "set" / "m").is_file()
    recover_all(tmp_path, marker="m")
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        ".other.abc.old",
        ".set.x.y.old",
        ".settings.old",
        "set",
    ]


def test_a_link_stays_a_link_and_what_it_leads_to_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    write_text(tmp_path / "real" / "m", "old")
    write_text(tmp_path / "file", "old")
    (tmp_path / "set").symlink_to("real")
    (tmp_path / "link").symlink_to("file")
    with whole_folder(tmp_path / "set", marker="m", overwrite=True) as work:
        write_text(work / "m", "new")
    write_text(tmp_path / "link", "new")
    assert (tmp_path / "set").is_symlink()
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real" / "m").read_text(encoding="utf-8") == "new"
    assert (tmp_path / "file").read_text(encoding="utf-8") == "new"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file", "link", "real", "set"]


LIMITED = """
import resource, sys
resource.setrlimit(resource.RLIMIT_FSIZE, (3000, 3000))
from tertium.cli import main
sys.exit(main(sys.argv[1:]))
"""


@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), OSError("[Errno 28] Error writing bytes")])
def test_a_full_disk_leaves_no_file_behind_and_is_what_the_hint_is_about(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: OSError
) -> None:
    write_bytes(tmp_path / "a", b"old")

    def no_room(_: int) -> None:
        raise error

    monkeypatch.setattr("tertium.files.whole.os.fsync", no_room)
    with pytest.raises(UsageError, match=r"\n  try: again with more room on that disk, or another path for it$"):
        write_bytes(tmp_path / "a", b"new")
    with pytest.raises(UsageError, match="more room on that disk"), whole_folder(tmp_path / "set", marker="m") as work:
        (work / "m").write_text("x", encoding="utf-8")
    assert [path.name for path in tmp_path.iterdir()] == ["a"]
    assert (tmp_path / "a").read_bytes() == b"old"


# Case full-disk-leaves-temp.
def test_a_page_that_does_not_fit_is_removed_and_the_old_one_stays(place: Path) -> None:
    (place / "page.html").write_text("old", encoding="utf-8")
    words = ["report", "run", "-f", "html", "-o", "page.html", "--overwrite"]
    done = subprocess.run(
        [sys.executable, "-c", LIMITED, *words],
        cwd=place,
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    )
    assert done.returncode == 2
    hint = "again with more room on that disk, or another path for it"
    assert done.stderr == f"tertium: can't write page.html: File too large\n  try: {hint}\n"
    assert sorted(path.name for path in place.iterdir()) == ["page.html", "run", "set", "small.tsv"]
    assert (place / "page.html").read_text(encoding="utf-8") == "old"


def test_what_is_appended_is_appended_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    append_text(tmp_path / "a", "ä\n")
    append_text(tmp_path / "a", "b\n")
    assert (tmp_path / "a").read_text(encoding="utf-8") == "ä\nb\n"
    real = os.write
    written: list[int] = []

    def fills(descriptor: int, raw: bytes) -> int:
        if written:
            raise OSError(28, "No space left on device")
        written.append(real(descriptor, raw[:2]))
        return written[0]

    monkeypatch.setattr(os, "write", fills)
    with pytest.raises(UsageError, match="more room on that disk"):
        append_text(tmp_path / "a", "cdefgh")
    assert (tmp_path / "a").read_text(encoding="utf-8") == "ä\nb\n"


def test_half_a_character_is_refused_before_a_file_is_made(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"can't write .*a: U\+DCFF is half a character"):
        write_text(tmp_path / "a", "p\udcffq")
    assert list(tmp_path.iterdir()) == []


def test_the_current_folder_is_never_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for folder in (Path(), tmp_path):
        with pytest.raises(UsageError, match="it is the current folder\n  try: another folder"):
            check_free(folder, marker="m.json", overwrite=True)
