"""`tertium rank`: the systems of several runs, best first, as tables and as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tertium.cli import main
from tertium.commands.rank import rank
from tests.tertium.answering import answer

if TYPE_CHECKING:
    from pathlib import Path


def test_several_runs_are_ranked(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    standings = answer(capsys, "rank", folder / "old", folder / "new", "--samples", "500", "--adjust", "holm")
    assert standings["schema"] == "tertium.standings/1"
    assert [ranking["places"][0]["system"] for ranking in standings["rankings"]] == ["mine@new", "mine@old"]


@pytest.mark.parametrize("format", ["text", "markdown", "csv"])
def test_tables_are_shown_in_every_format(folder: Path, capsys: pytest.CaptureFixture[str], format: str) -> None:  # noqa: A002
    capsys.readouterr()
    assert main(["rank", str(folder / "old"), str(folder / "new"), "--samples", "200", "-f", format]) == 0
    assert "mine@new" in capsys.readouterr().out.replace("&#64;", "@")


def test_a_file_that_is_there_is_replaced_only_when_asked(folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "ranks.csv"
    rank([folder / "old", folder / "new"], samples=100, format="csv", output=file)
    words = ["rank", str(folder / "old"), str(folder / "new"), "--samples", "100", "-o", str(file)]
    assert main(words) == 2
    assert main([*words, "--overwrite"]) == 0
