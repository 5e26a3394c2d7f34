"""`tertium spans`: predictions against gold."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.tertium.answering import answer, fails, outcome

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

TITLES = "doc_id\tsegment_id\tsystem_id\tstart_indices\tend_indices\terror_types"


def test_precision_recall_and_f1_of_each_prediction(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "gold.tsv").write_text(f"{TITLES}\nd\t1\tx\t0\t4\tmajor\ne\t1\tx\t-1\t-1\tno-error\n", "utf-8")
    (tmp_path / "prediction.m.tsv").write_text(f"{TITLES}\nd\t1\tx\t0\t4\tminor\ne\t1\tx\t-1\t-1\tno-error\n", "utf-8")
    words = ("spans", str(tmp_path / "gold.tsv"), str(tmp_path / "prediction.m.tsv"))
    result = answer(capsys, *words, "--samples", "100")
    assert result["schema"] == "tertium.spans/1"
    assert [(score["prediction"], score["system"], score["f1"]) for score in result["scores"]] == [
        ("m", "", 0.5),
        ("m", "x", 0.5),
    ]
    assert "0.5000" in outcome(capsys, *words)[1]
    code, message = fails(capsys, *words, words[-1])
    assert (code, "given twice" in message) == (2, True)
