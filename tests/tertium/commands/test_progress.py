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
    monkeypatch.setattr(progress, "PAUSE", 5.0)
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


def test_in_a_pipe_lines_stand_below_each_other_and_estimates_are_rare(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = iter([0.0, 0.0, 1.0, 5.5, 5.5, 6.0])
    monkeypatch.setattr(progress, "PAUSE", 5.0)
    monkeypatch.setattr("tertium.commands.progress.time.monotonic", lambda: next(clock))
    with progress.MovingLine(quiet=False) as line:
        line("chrf: x")
        for text in ("1 of 4, 9 s left", "2 of 4, 6 s left"):
            line(text)
        line("4 of 4")
    assert capsys.readouterr().err.splitlines() == ["chrf: x", "2 of 4, 6 s left", "4 of 4"]


def test_on_a_terminal_each_line_takes_the_place_of_the_one_before(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    monkeypatch.setenv("COLUMNS", "12")
    with progress.MovingLine(quiet=False) as line:
        line("1 of 4, 9 s left")
        line("bad \x1b")
    assert capsys.readouterr().err == "\r\x1b[K1 of 4, 9 s\r\x1b[Kbad <U+001B\r\x1b[K"


def test_a_quiet_line_says_nothing_even_on_a_terminal(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    with progress.MovingLine(quiet=True) as line:
        line("1 of 4")
    assert capsys.readouterr().err == ""


def test_a_step_says_how_many_there_are_and_how_long_they_will_take(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = iter([0.0, 0.0, 2.0, 150.0])
    monkeypatch.setattr("tertium.commands.progress.time.monotonic", lambda: next(clock))
    lines: list[str] = []
    steps = progress.Steps(lines.append, ["a", "b: c"], 2)
    for line in ("chrf: preparing 6 segments", "chrf: a", "chrf: b: c", "comet: loading", "comet: a"):
        steps(line)
    assert lines == [
        "chrf: preparing 6 segments",
        "chrf: a",
        "chrf: b: c, 2 of 4, 6 s left",
        "comet: loading",
        "comet: a, 3 of 4, 2 min left",
    ]
