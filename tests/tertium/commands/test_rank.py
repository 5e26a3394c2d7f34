"""`tertium rank`: the systems of several runs, best first, as tables and as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tertium.cli import main
from tertium.commands.rank import rank
from tests.tertium.answering import answer, fails

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


def test_the_rank_over_metrics_is_of_the_metrics_rule_and_systems_that_are_asked_for(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    runs = (folder / "old", folder / "new", "--samples", "100")
    standings = answer(capsys, "rank", *runs, "--over", "chrf", "--aggregate", "wmt24")
    assert (standings["over"], standings["aggregate"]) == (["chrf"], "wmt24")
    assert list(standings["overall"]) == ["mine@old", "mine@new"]
    assert fails(capsys, "rank", *runs, "--aggregate", "wmt23")[0] == 2
    assert fails(capsys, "rank", *runs, "--only", "mine@old") == (
        *(2, "tertium: there is only 'mine@old'\n  try: runs of two systems or more\n"),
    )
