"""`tertium report --paper` and `--pivot`: metrics, systems, order and names to choose, in every format of tables."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

import pytest

from tertium.cli import main
from tests.tertium.answering import fails, outcome

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def run(tmp_path: Path) -> str:
    """Return a run of three systems on twelve documents, by metrics in no alphabetical order, checks among them."""
    lines = ["document\tsource\treference\tsystem.good\tsystem.fair\tsystem.poor_1"]
    for i in range(12):
        reference = f"Der {i}. Zug fährt heute um {i + 3} Uhr in den Hafen ein."
        fair, poor = reference.replace("fährt heute", "geht"), "Ein Schiff kam nie an."
        lines.append(f"d{i}\tTrain {i} arrives at {i + 3} today.\t{reference}\t{reference}\t{fair}\t{poor}")
    (tmp_path / "set.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    words = ["score", str(tmp_path / "set.tsv"), "-o", str(tmp_path / "run"), "-q", "--from", "en", "--to", "de"]
    assert main([*words, "-m", "ter", "-m", "numbers", "-m", "chrf", "-m", "length"]) == 0
    return str(tmp_path / "run")


def table(capsys: pytest.CaptureFixture[str], *words: str) -> list[list[str]]:
    code, out, _ = outcome(capsys, "report", *words, "-f", "csv")
    assert code == 0
    return list(csv.reader(io.StringIO(out)))


def test_a_paper_s_table_has_the_metrics_of_quality_in_order_and_says_what_it_leaves_out(
    run: str, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, err = outcome(capsys, "report", run, "--paper", "-f", "markdown")
    assert code == 0
    assert "| System | TER ↓ | chrF ↑ |" in out
    assert "| good | **0.0** | **100.0** |" in out
    assert "left out: numbers, length, which don't measure quality" in err
    assert "n = 12 segments in 12 documents." in out


def test_metrics_systems_order_and_names_are_the_author_s(run: str, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["--paper", "-m", "chrF", "-m", "numbers", "--system", "POOR_1", "--system", "good", "--order", "given"]
    rows = table(capsys, run, *words, "--name", "poor_1=Poor (2021)", "--name", "chrf=chrF2")
    assert rows[0][:2] == ["system", "chrF2"]
    assert [row[0] for row in rows[1:3]] == ["Poor (2021)", "good"]
    by_other = table(capsys, run, "--paper", "-m", "chrf", "-m", "ter", "--order", "ter")
    assert [row[0] for row in by_other[1:4]] == ["good", "fair", "poor_1"]


def test_text_has_ranks_where_other_formats_have_bold(run: str, capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = outcome(capsys, "report", run, "--paper", "--intervals")
    assert "ranks" in out
    assert "95 % CI" in out
    assert "Ranks from 1: no other system is significantly better" in out


@pytest.mark.usefixtures("run")
def test_people_s_scores_come_first(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = ["system\tline\tesa", *(f"{name}\t{i + 1}\t{60 + i}" for name in ("good", "fair") for i in range(12))]
    (tmp_path / "esa.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    words = ["score", str(tmp_path / "set.tsv"), "-m", "chrf", "--human", str(tmp_path / "esa.tsv"), "-q"]
    assert main([*words, "-o", str(tmp_path / "rated")]) == 0
    code, out, _ = outcome(capsys, "report", str(tmp_path / "rated"), "--paper", "-f", "latex")
    assert code == 0
    assert r"System & ESA $\uparrow$ & chrF $\uparrow$ \\" in out
    assert r"poor\_1 & \textendash{}" in out, "nobody rated it, and its chrF stands there all the same"


def test_what_the_run_has_not_is_refused_with_the_nearest(run: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert "try: good" in fails(capsys, "report", run, "--paper", "--system", "godo")[1]
    assert "is not NAME=SHOWN" in fails(capsys, "report", run, "--paper", "--name", "chrf")[1]
    assert "there is no system or metric 'chrg'" in fails(capsys, "report", run, "--paper", "--name", "chrg=x")[1]
    assert "no scores of 'comet'" in fails(capsys, "report", run, "--paper", "-m", "comet")[1]
    assert "--order is about --paper" in fails(capsys, "report", run, "--order", "chrf")[1]
    assert "about tables" in fails(capsys, "report", run, "--paper", "-f", "html")[1]
    assert "table of its own" in fails(capsys, "report", run, "--paper", "--json")[1]


def test_documents_by_systems_for_one_metric(run: str, capsys: pytest.CaptureFixture[str]) -> None:
    rows = table(capsys, run, "--pivot", "chrf")
    assert rows[0] == ["document", "segments", "good", "fair", "poor_1"]
    assert rows[1][:3] == ["d0", "1", "100.0"]
    assert table(capsys, run, "--pivot", "chrF", "--by", "segments")[0] == ["segment", "good", "fair", "poor_1"]
    assert "not of 'set'" in fails(capsys, "report", run, "--pivot", "chrf", "--by", "set")[1]


def test_columns_stand_in_the_order_of_the_request_with_metrics_of_quality_first(
    run: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert table(capsys, run, "--by", "documents")[0] == ["document", "system", "segments", *TABLE]
    assert table(capsys, run, "--by", "segment", "-m", "length", "-m", "chrf")[0][2:4] == ["chrf", "length"]


TABLE = ["ter", "chrf", "numbers", "length"]
