"""`tertium plot`: where charts can be written."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tertium.cli import main
from tertium.commands.plot import FORMATS, _inches
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


def test_a_width_is_a_column_a_page_or_a_length(run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for word, inches in {"single": 3.3, "Double": 6.9, "5.5": 5.5, "140mm": 140 / 25.4, "8.4cm": 8.4 / 2.54}.items():
        assert _inches(word) == pytest.approx(inches)
    assert _inches(None) is None
    store.save(run, tmp_path / "run")
    for word in ("wide", "0", "nan", "300"):
        assert fails(capsys, "plot", tmp_path / "run", "--width", word, "-o", tmp_path / "charts")[0] == 2
