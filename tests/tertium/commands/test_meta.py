"""`tertium meta`: human scores beside a run, or beside a set that is scored first."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tertium.cli import main
from tertium.commands.meta import meta
from tertium.errors import UsageError
from tests.tertium.answering import answer
from tests.tertium.commands.making import HALVES, SHUFFLED, score

if TYPE_CHECKING:
    from pathlib import Path


def test_meta_takes_a_run_or_a_set(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    score(tmp_path, "run", SHUFFLED)
    (tmp_path / "halves.txt").write_text("\n".join(HALVES) + "\n", encoding="utf-8")
    systems = [f"--system=a={tmp_path / 'output.txt'}", f"--system=b={tmp_path / 'halves.txt'}"]
    both = str(tmp_path / "both")
    assert main(["score", str(tmp_path / "set"), "-m", "chrf", *systems, "-o", both, "-q"]) == 0
    human = tmp_path / "human.tsv"
    rows = [f"{system}\t{i + 1}\t{value + i % 3}" for i in range(40) for system, value in (("A", 5), ("b", 1))]
    human.write_text("system\tline\tda\n" + "\n".join(rows) + "\n", encoding="utf-8")
    result = answer(capsys, "meta", both, "--human", str(human), "--rename", "A=a", "--samples", "200")
    assert result["schema"] == "tertium.meta/1"
    accuracy = next(agreement for agreement in result["trusts"] if agreement["statistic"] == "pairwise accuracy")
    assert (accuracy["value"], accuracy["pairs"]) == (1, 1)
    again = main(["meta", str(tmp_path / "both" / "set"), "--human", str(human), "--rename", "A=a", "-m", "chrf", "-q"])
    assert again == 0
    assert "people: da, 40 segments of 2 systems: a, b" in capsys.readouterr().out
    assert main(["meta", str(folder / "set"), "--human", str(human)]) == 2
    assert main(["meta", both, "--human", str(human), "--rename", "A"]) == 2


def test_what_is_no_run_needs_a_metric(folder: Path, tmp_path: Path) -> None:
    human = tmp_path / "human.tsv"
    human.write_text("system\tline\tda\nmine\t1\t3\n", encoding="utf-8")
    with pytest.raises(UsageError, match="is not a run\n  try: -m chrf"):
        meta(folder / "set", human)
    with pytest.raises(UsageError, match="--rename 'a' is not THEIRS=OURS"):
        meta(folder / "set", human, ["chrf"], rename=["a"])


def test_several_sets_are_pooled_and_metrics_contrasted(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    score(tmp_path, "run", SHUFFLED)
    (tmp_path / "halves.txt").write_text("\n".join(HALVES) + "\n", encoding="utf-8")
    systems = [f"--system=a={tmp_path / 'output.txt'}", f"--system=b={tmp_path / 'halves.txt'}"]
    both, human = str(tmp_path / "both"), tmp_path / "human.tsv"
    rows = [f"{system}\t{i + 1}\t{value + i % 3}" for i in range(40) for system, value in (("a", 5), ("b", 1))]
    human.write_text("system\tline\tda\n" + "\n".join(rows) + "\n", encoding="utf-8")
    words = ["score", str(tmp_path / "set"), "-m", "chrf", "-m", "bleu", *systems, "-o", both, "-q"]
    assert main([*words, "--human", str(human)]) == 0
    command = ("meta", both, "--human", str(human), "--samples", "100")
    alone = answer(capsys, *command)
    assert {(item["first"], item["second"]) for item in alone["contrasts"]} == {("chrf", "bleu")}
    assert main([*command, "--format", "htm"]) == 2
    assert "try: html" in capsys.readouterr().err
    page = tmp_path / "metrics.html"
    assert main([*command, "--format", "html", "-o", str(page)]) == 0
    assert "agrees best with people" in page.read_text(encoding="utf-8")
    assert main([*command, "--format", "latex"]) == 0
    assert capsys.readouterr().out.count(r"\begin{table") > 2
    assert main([*command, "--spans"]) == 4
    result = answer(capsys, *command, "--pool", f"{tmp_path / 'set'}/../both={human}")
    assert result["schema"] == "tertium.pooled-meta/1"
    assert [(item["pairs"], item["sets"]) for item in result["pooled"]] == [(2, 2), (2, 2)]
    scores = {row["metric"] for row in answer(capsys, "report", both, "--by", "set")["scores"]}
    assert scores == {"chrf", "bleu", "da"}
    assert main(["score", str(tmp_path / "set"), "-m", "chrf", *systems, "-o", f"{both}2", "--weight", "Major=1"]) == 2
