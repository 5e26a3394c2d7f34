"""`tertium compare`: several runs, as tables and as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tertium.cli import main
from tertium.commands.compare import compare
from tests.tertium.answering import answer

if TYPE_CHECKING:
    from pathlib import Path


def test_several_runs_are_compared(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    runs = [str(folder / "old"), str(folder / "new")]
    found = answer(capsys, "compare", *runs, "--samples", "500")
    assert found["schema"] == "tertium.comparison/1"
    assert found["baseline"] == "mine@old"
    assert {(one["system"], one["metric"]) for one in found["differences"]} == {
        ("mine@new", "bleu"),
        ("mine@new", "chrf"),
    }
    assert len(found["conflicts"]) == 1


@pytest.mark.parametrize("format", ["text", "markdown", "csv"])
def test_tables_are_shown_in_every_format(folder: Path, capsys: pytest.CaptureFixture[str], format: str) -> None:  # noqa: A002
    runs = [str(folder / "old"), str(folder / "new")]
    assert main(["compare", *runs, "--examples", "--samples", "200", "-f", format]) == 0
    assert "mine@new" in capsys.readouterr().out.replace("&#64;", "@")


def test_what_the_differences_are_made_of_is_shown_where_it_is_asked_for(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    runs = [str(folder / "old"), str(folder / "new")]
    found = answer(capsys, "compare", *runs, "-m", "chrf", "--triage", "--samples", "200")
    (difference,) = found["differences"]
    parts = [part["share"] for part in found["triage"]["parts"] if part["by"] == "document"]
    assert found["triage"]["metric"] == "chrf"
    assert sum(parts) == pytest.approx(difference["delta"])
    assert answer(capsys, "compare", *runs, "--samples", "200")["triage"] is None
    assert main(["compare", *runs, "--triage", "--samples", "200"]) == 0
    shown = capsys.readouterr().out
    assert "word accuracy by frequency" in shown
    assert main(["compare", *runs, "--samples", "200"]) == 0
    assert "word accuracy" not in capsys.readouterr().out


def test_contradicting_metrics_are_pointed_out_first(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["compare", str(folder / "old"), str(folder / "new"), "--samples", "500"]) == 0
    notes = [line.strip() for line in capsys.readouterr().out.split("\n\n")[2].splitlines()]
    assert notes[0].startswith("Metrics contradict each other about mine@new")


def test_compare_refuses_other_data(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["compare", str(folder / "old"), str(folder / "other")]) == 4
    assert "reference 'A' of 1 of 40 segments differs" in capsys.readouterr().err


def test_unknown_choices_are_usage_errors(folder: Path) -> None:
    for option in (["--cluster", "word"], ["--test", "t"], ["--level", "2"], ["--baseline", "nobody"], ["-m", "ter"]):
        assert main(["compare", str(folder / "old"), str(folder / "new"), *option]) == 2


def test_the_command_may_be_called_from_python(folder: Path, tmp_path: Path) -> None:
    compare([folder / "old", folder / "new"], samples=200, metric=["chrf"], output=tmp_path / "c.csv", format="csv")
    assert (tmp_path / "c.csv").read_text(encoding="utf-8").count("mine@new")
