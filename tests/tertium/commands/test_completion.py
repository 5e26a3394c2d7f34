"""A shell completes metrics, formats, levels, and the systems of the run that stands on the line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tertium.cli import main
from tertium.commands import completion

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def completed(line: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return what bash is offered for the last word of a line."""
    monkeypatch.setenv("_TERTIUM_COMPLETE", "complete_bash")
    monkeypatch.setenv("COMP_WORDS", line)
    monkeypatch.setenv("COMP_CWORD", str(len(line.split(" ")) - 1))
    capsys.readouterr()
    assert main([]) == 0
    return capsys.readouterr().out.split()


def test_commands_metrics_formats_and_levels_are_completed(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert completed("tertium resc", capsys, monkeypatch) == ["rescore"]
    assert completed("tertium score x -m chr", capsys, monkeypatch) == ["chrf", "chrf++"]
    assert completed("tertium report x --format mark", capsys, monkeypatch) == ["markdown"]
    assert completed("tertium rank x -f p", capsys, monkeypatch) == ["parquet"]
    assert "segment" in completed("tertium report x --by ", capsys, monkeypatch)
    assert completed("tertium plot x h", capsys, monkeypatch) == ["heatmap"]


def test_systems_and_metrics_are_those_of_the_run_on_the_line(
    place: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    run = place / "run"
    assert completed(f"tertium report {run} --system ", capsys, monkeypatch) == ["x", "y"]
    assert completed(f"tertium report {run} -m ", capsys, monkeypatch) == ["chrf", "length"]
    assert completed(f"tertium compare {run} --baseline y", capsys, monkeypatch) == ["y"]
    assert completed("tertium compare nowhere --baseline ", capsys, monkeypatch) == []


def test_a_line_that_is_no_words_completes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COMP_WORDS", "tertium report 'open")
    assert completion.run_systems("") == []


def test_completion_is_typer_s_own(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("_TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION", "1")  # tests may run without a shell above them
    assert main(["--show-completion", "bash"]) == 0
    assert "_TERTIUM_COMPLETE=complete_bash" in capsys.readouterr().out
