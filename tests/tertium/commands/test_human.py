"""`tertium human`: ratings of a file, with the set beside or with the texts in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.tertium.answering import answer, fails, outcome
from tests.tertium.commands.making import SHUFFLED, score

if TYPE_CHECKING:
    from pathlib import Path

TITLES = "system\tdoc\tseg_id\trater\tsource\ttarget\tcategory\tseverity"


@pytest.fixture
def ratings(tmp_path: Path) -> Path:
    file = tmp_path / "mqm.tsv"
    rows = [
        f"{system}\td{i // 2}\t{i + 1}\tr{i % 3}\tquelle {i}\ttext <v>{i}</v>\tStyle\t{severity}"
        for i in range(12)
        for system, severity in (("x", "Major"), ("y", "Minor" if i % 2 else "Major"))
    ]
    file.write_text("\n".join([TITLES, *rows]) + "\n", encoding="utf-8")
    return file


def test_systems_pairs_raters_and_agreement_are_shown(ratings: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, text, _ = outcome(capsys, "human", str(ratings))
    assert code == 0
    for title in ("systems by mqm", "differences by mqm", "raters", "agreement of raters"):
        assert f"mqm: {title}" in text
    result = answer(capsys, "human", str(ratings), "--rule", "wmt25")
    assert (result["schema"], result["rule"]) == ("tertium.human/1", "wmt25")
    assert [(item["system"], item["mean"]) for item in result["systems"]] == [("y", -3), ("x", -5)]


def test_averages_of_outputs_are_written_with_the_weights_that_are_stated(
    ratings: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "averages.tsv"
    words = ("human", str(ratings), "--averages", str(file), "--weight", "Minor=2", "--quiet")
    assert "Minor=2" in answer(capsys, *words)["signature"]
    lines = file.read_text(encoding="utf-8").splitlines()
    assert lines[0] == "system\tsegment\tdocument\tscore"
    assert (len(lines), lines[-1]) == (25, "y\t12\td5\t-2.0")
    assert fails(capsys, *words)[0] == 2


def test_scores_without_texts_need_the_set_beside_them(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    scores = tmp_path / "da.tsv"
    lines = [f"{name}\t{i + 1}\t{50 + 10 * (name == 'a') + i % 3}" for name in ("a", "b") for i in range(40)]
    scores.write_text("system\tline\tda\n" + "\n".join(lines) + "\n", encoding="utf-8")
    code, message = fails(capsys, "human", str(scores))
    assert (code, "--set SET" in message) == (3, True)
    run = score(tmp_path, "run", SHUFFLED)
    result = answer(capsys, "human", str(scores), "--set", str(run), "--rename", "a=mine")
    assert [item["system"] for item in result["systems"]] == ["mine", "b"]
    assert result["name"] == answer(capsys, "human", str(scores), "--set", str(tmp_path / "set"))["name"]
