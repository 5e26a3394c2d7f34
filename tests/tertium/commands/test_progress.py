"""Progress on stderr: not too often, and nothing with --quiet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tertium.commands import progress

if TYPE_CHECKING:
    import pytest


def test_steps_are_told_when_they_are_done_or_take_long(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = iter([0.0, 1.0, 4.9, 5.1, 6.0, 7.0, 8.0])
    monkeypatch.setattr("tertium.commands.progress.time.monotonic", lambda: next(clock))
    report = progress.Progress()
    for count in (0, 1, 2, 3, 4, 9):
        report("read", count, 9)
    report("align", 1, 5)
    assert capsys.readouterr().err.splitlines() == ["read: 3 of 9", "read: 9 of 9"]


def test_quiet_says_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    progress.tell("loud", quiet=False)
    progress.tell("silent", quiet=True)
    assert capsys.readouterr().err == "loud\n"
