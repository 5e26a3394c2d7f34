"""Pipes and devices are written to and never replaced."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
import threading
from typing import TYPE_CHECKING

import pytest

from tertium.cli import main
from tertium.errors import UsageError
from tertium.files import special
from tertium.files.special import is_special, write, write_all
from tertium.files.whole import append_text, check_new, write_bytes
from tests.conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

POLICY = 'schema = "tertium.policy/1"\n[[rule]]\nkind = "required"\nmetric = "chrf"\n'


def reading(pipe: Path) -> Callable[[], bytes]:
    """Start to read a pipe; return a function that waits for its end and returns what came."""
    parts: list[bytes] = []
    thread = threading.Thread(target=lambda: parts.append(pipe.read_bytes()))
    thread.start()

    def content() -> bytes:
        thread.join(30)
        return b"".join(parts)

    return content


def gate(place: Path, *more: str) -> int:
    (place / "policy.toml").write_text(POLICY, encoding="utf-8")
    run = str(place / "run")
    words = ["gate", run, "--baseline", run, "--policy", str(place / "policy.toml")]
    return main([*words, "--system", "x", "--baseline-system", "x", *more])


@pytest.mark.parametrize("option", ["--junit", "--summary", "-o"])
def test_a_pipe_gets_the_result_and_stays_a_pipe(place: Path, option: str) -> None:
    os.mkfifo(place / "pipe")
    content = reading(place / "pipe")
    assert gate(place, option, str(place / "pipe")) == 0
    assert b"chrf" in content()
    assert stat.S_ISFIFO((place / "pipe").stat().st_mode)


# Case junit-replaces-a-device.
def test_every_command_that_writes_a_file_leaves_a_device_as_it_is(place: Path) -> None:
    (place / "null").symlink_to(os.devnull)
    run, null = str(place / "run"), str(place / "null")
    for words in (
        ["report", run],
        ["report", run, "-f", "html"],
        ["compare", run],
        ["rank", run],
    ):
        assert main([*words, "-o", null]) == 0
    assert gate(place, "--junit", null, "--summary", null) == 0
    assert main(["export", str(place / "set"), "-f", "tsv", "-o", null, "--overwrite"]) in {0, 2}
    assert (place / "null").is_symlink()
    assert stat.S_ISCHR(os.stat(os.devnull).st_mode)  # noqa: PTH116 - a device
    assert not [path for path in place.iterdir() if path.name.startswith(".")]


def test_stdout_by_its_path_gets_what_a_file_would_get(place: Path) -> None:
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    line = f"{sys.executable} -m tertium report run -f csv -o /dev/stdout"
    piped = subprocess.run(["/bin/sh", "-c", line], cwd=place, capture_output=True, check=True, env=environment)
    (place / "log").write_bytes(b"before\n")
    subprocess.run(["/bin/sh", "-c", f"{line} >> log"], cwd=place, check=True, env=environment)
    assert piped.stdout.startswith(b"system,")
    assert (place / "log").read_bytes() == b"before\n" + piped.stdout


def test_a_pipe_that_nobody_reads_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(special, "PATIENCE", 0.1)
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(UsageError, match=r"can't write .*pipe: nobody reads it\n  try: another path"):
        write_bytes(tmp_path / "pipe", b"x")
    with pytest.raises(UsageError, match="nobody reads it"):
        append_text(tmp_path / "pipe", "x")
    assert is_special(tmp_path / "pipe")


def test_a_folder_and_a_file_and_nothing_are_not_special(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for name in ("file", "none", ".", "file/x"):
        assert not is_special(tmp_path / name)
    check_new(tmp_path / "none", overwrite=False)


def test_all_bytes_are_written_however_few_a_call_takes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    os.mkfifo(tmp_path / "pipe")
    content = reading(tmp_path / "pipe")
    real = os.write
    monkeypatch.setattr(os, "write", lambda descriptor, raw: real(descriptor, raw[:3]))
    write(tmp_path / "pipe", [b"01234", b"56789"])
    monkeypatch.undo()
    assert content() == b"0123456789"
    write_all(1, b"")
