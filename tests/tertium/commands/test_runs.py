"""`tertium runs`: what the commands answer; tests/evals/test_runs.py has what makes a run whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tertium.commands import runs
from tertium.errors import DataError
from tertium.metrics.lexical.engine import BleuOptions, described
from tests.tertium.answering import answer, outcome

if TYPE_CHECKING:
    from pathlib import Path


def test_runs_are_listed_with_their_systems_and_metrics(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = answer(capsys, "runs", "list", folder)["runs"]
    assert {row["run"] for row in rows} == {"new", "old", "other", "same"}
    assert (rows[0]["systems"], rows[0]["metrics"], rows[0]["state"]) == (["mine"], ["bleu", "chrf"], "complete")


def test_a_run_shows_who_counted_its_scores(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    counted_by = described(BleuOptions("13a", lowercase=False))
    assert f"counted by {counted_by}" in " ".join(outcome(capsys, "runs", "show", str(folder / "old"))[1].split())


def test_damage_is_an_error_behind_the_list(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (place / "run" / "scores.parquet").write_bytes(b"")
    with pytest.raises(DataError, match="1 of 1 runs can't be trusted: run"):
        runs.verify(place / "run")
    assert "scores.parquet" in capsys.readouterr().out
