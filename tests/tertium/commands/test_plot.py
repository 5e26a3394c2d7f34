"""`tertium plot`: where charts can be written."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tertium.cli import main
from tertium.commands.plot import FORMATS
from tertium.evals import store
from tests.tertium.answering import fails

if TYPE_CHECKING:
    from pathlib import Path

    from tertium.evals.types import Run


@pytest.mark.parametrize("kind", ["leaderboard", "scatter"])
def test_a_chart_that_cannot_be_written_is_two_lines(run: Run, tmp_path: Path, kind: str) -> None:
    pytest.importorskip("matplotlib")
    store.save(run, tmp_path / "run")
    (tmp_path / "file").write_text("", encoding="utf-8")
    assert main(["plot", str(tmp_path / "run"), kind, "-o", str(tmp_path / "file" / "charts"), "--samples", "100"]) == 2


def test_a_file_s_name_and_the_format_must_agree(run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    store.save(run, tmp_path / "run")
    for words in (
        ["-o", "a.svg"],
        ["leaderboard", "-o", "a.svg", "-f", "png"],
        ["leaderboard", "-o", "a", "-f", "gif"],
    ):
        assert fails(capsys, "plot", tmp_path / "run", *words)[0] == 2
    assert set(FORMATS) == {"svg", "png", "pdf"}
