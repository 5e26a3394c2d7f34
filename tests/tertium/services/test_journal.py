"""Answers survive every kill, a torn line is none, and damage is told."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tertium.errors import UsageError
from tertium.services.answer import Answer
from tertium.services.journal import Journal
from tests.conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path

DOG, CAT = Answer("A dog.", "m", 7, 2, 0.25, "stop"), Answer("Eine\nKatze \u2028 😀", "m")


def kept(path: Path, warnings: list[str] | None = None) -> dict[str, Answer]:
    with Journal.opened(path, (warnings if warnings is not None else []).append) as journal:
        return dict(journal._answers)


def test_answers_are_read_back_by_their_keys(tmp_path: Path) -> None:
    path = tmp_path / "new" / "journal"
    with Journal.opened(path, pytest.fail) as journal:
        assert journal.get("a") is None
        journal.put("a", DOG)
        journal.put("b", CAT)
    assert kept(path) == {"a": DOG, "b": CAT}


def test_an_answer_is_on_the_disk_when_put_returns(tmp_path: Path) -> None:
    path = tmp_path / "journal"
    with Journal.opened(path, pytest.fail) as journal:
        journal.put("a", DOG)
        assert path.read_bytes().endswith(b"}]\n")


def test_cut_at_any_byte_every_whole_line_is_an_answer_and_the_rest_is_asked_again(tmp_path: Path) -> None:
    path = tmp_path / "journal"
    with Journal.opened(path, pytest.fail) as journal:
        journal.put("a", DOG)
        first = path.stat().st_size
        journal.put("b", CAT)
    whole = path.read_bytes()
    for size in range(len(whole)):
        path.write_bytes(whole[:size])
        warnings: list[str] = []
        with Journal.opened(path, warnings.append) as journal:
            assert len(journal) == (size >= first)
            journal.put("c", DOG)
        assert warnings == []
        assert kept(path)["c"] == DOG


def test_a_damaged_line_is_left_out_and_told(tmp_path: Path) -> None:
    path = tmp_path / "journal"
    with Journal.opened(path, pytest.fail) as journal:
        journal.put("a", DOG)
        journal.put("b", CAT)
    path.write_bytes(path.read_bytes().replace(b"dog", b"fog"))
    warnings: list[str] = []
    assert kept(path, warnings) == {"b": CAT}
    assert warnings == [f"{path}: 1 damaged lines are left out; what they held is asked again"]


@pytest.mark.parametrize("content", [b"\xff\xfe\n[]\n{}\n\n", b"Notes of mine", b"\n", b'["key", {}]\nlast'])
def test_a_file_of_something_else_is_refused_and_stays_as_it_is(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "journal"
    path.write_bytes(content)
    with pytest.raises(UsageError, match="holds something else than answers"):
        kept(path, [])
    assert path.read_bytes() == content


def test_two_processes_do_not_write_to_one_journal(tmp_path: Path) -> None:
    pytest.importorskip("fcntl", reason="the system has no such locks")
    with (
        Journal.opened(tmp_path / "journal", pytest.fail),
        pytest.raises(UsageError, match="another process writes"),
        Journal.opened(tmp_path / "journal", pytest.fail),
    ):
        pass


def test_a_journal_in_memory_needs_no_file() -> None:
    journal = Journal()
    journal.put("a", DOG)
    assert journal.get("a") == DOG


def test_a_folder_that_can_not_be_written_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(UsageError, match="can't write"), Journal.opened(tmp_path / "file" / "journal", pytest.fail):
        pass


def test_a_full_disk_is_an_error_and_leaves_whole_lines(tmp_path: Path) -> None:
    code = f"""
import resource, sys
from pathlib import Path
from tertium.errors import UsageError
from tertium.services.answer import Answer
from tertium.services.journal import Journal
from tests.conftest import ROOT

resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
try:
    with Journal.opened(Path({str(tmp_path / "journal")!r}), print) as journal:
        for i in range(100):
            journal.put(str(i), Answer("x" * 50))
except UsageError as error:
    print(error)
"""
    result = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert result.stdout.startswith("can't write ")
    assert result.stderr == ""
    text = (tmp_path / "journal").read_text(encoding="utf-8")
    assert text.endswith("\n")
    with Journal.opened(tmp_path / "journal", pytest.fail) as journal:
        assert len(journal) == len(text.splitlines()) > 3
        journal.put_all({"a": Answer("a"), "b": Answer("b")})
    with Journal.opened(tmp_path / "journal", pytest.fail) as journal:
        assert journal.get("b") == Answer("b")
