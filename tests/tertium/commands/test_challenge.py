"""`tertium challenge`: tables, JSON and files of every kind of set, and two lines for what is wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tertium.cli import main
from tests.evals.challenge.making import demetr_table, gender_tables, mslc, write_lines, write_table
from tests.tertium.answering import answer, fails

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def pairs(tmp_path: Path) -> Path:
    """Return a table of three pairs."""
    rows = [
        ["source", "reference", "good", "bad", "phenomenon", "severity"],
        ["Es sind 12.", "There are 12.", "There are 12.", "There are 21.", "number", "critical"],
        ["Nein.", "No, never.", "Never.", "Always.", "negation", "critical"],
        ["Ja.", "Yes.", "Yes.", "Yes!", "punctuation", "minor"],
    ]
    return write_table(tmp_path / "pairs.tsv", rows)


def test_metrics_are_compared_by_phenomenon(pairs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["challenge", str(pairs), "-m", "chrf", "-m", "numbers", "-q"]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    assert out.startswith("pairs: how often a metric prefers the better translation\n")
    assert "pairs: how often numbers prefers the better translation" in out
    assert max(len(line) for line in out.splitlines() if not line.startswith("  ")) <= 80


def test_json_has_everything(pairs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    result = answer(capsys, "challenge", pairs, "-m", "numbers", "--from", "de", "--to", "en", "-q")
    assert (result["schema"], result["pairs"], result["is_judged"]) == ("tertium.challenge/1", 3, True)
    rows = {row["name"]: row for row in result["preferences"]}
    assert (rows["number"]["better"], rows["negation"]["tied"]) == (1.0, 1.0)
    assert rows["number"]["interval"]["low"] < 1


@pytest.mark.parametrize("format", ["markdown", "csv", "tsv", "json", "latex"])
def test_every_format_of_tables_is_written(pairs: Path, tmp_path: Path, format: str) -> None:  # noqa: A002
    file = tmp_path / "out"
    words = ["challenge", str(pairs), "-m", "chrf", "-q", "-f", format, "-o", str(file), "--worst", "1"]
    assert main(words) == 0
    text = file.read_text(encoding="utf-8")
    assert "number" in text
    assert "punctuation" not in text
    assert main(words) == 2
    assert main([*words, "--overwrite"]) == 0


def test_the_page_is_a_file_of_its_own(pairs: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "page.html"
    assert main(["challenge", str(pairs), "-m", "chrf", "-q", "-f", "html", "-o", str(file)]) == 0
    assert file.read_text(encoding="utf-8").startswith("<!doctype html>")
    code, message = fails(capsys, "challenge", pairs, "-m", "chrf", "-q", "-f", "htm")
    assert (code, message) == (2, "tertium: no format is named 'htm'\n  try: html\n")


def test_outputs_of_a_system_are_nearer_to_one_of_both(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = gender_tables(tmp_path / "gender")
    outputs = write_lines(tmp_path / "out.txt", ["Die Autorin gewann es.", "Sie ist Lehrerin.", "Sie ist Lehrerin!"])
    result = answer(capsys, "challenge", folder, "-m", "chrf", "--system", f"ours={outputs}", "-q")
    rows = {row["name"]: (row["system"], row["better"]) for row in result["preferences"]}
    assert rows["feminine in the sentence"] == ("ours", 1.0)
    assert rows["masculine in the sentence"] == ("ours", 0.0)


def test_published_scores_are_metrics_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    order = ("--better", "hyp-2", "--better", "hyp-1")
    result = answer(capsys, "challenge", mslc(tmp_path), *order, "-q")
    assert list(result["signatures"]) == ["MetricX-25", "Half"]
    assert result["preferences"][0]["better"] == 0.0


def test_demetr_is_read_by_its_columns(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    demetr_table(tmp_path / "demetr")
    result = answer(capsys, "challenge", tmp_path / "demetr", "-m", "negation", "-q")
    assert result["pairs"] == 2


def test_a_metric_that_can_say_nothing_is_named_and_the_others_are_shown(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bare = write_table(tmp_path / "bare.tsv", [["good", "bad"], ["a b", "b b b"]])
    assert main(["challenge", str(bare), "-m", "chrf", "-m", "repetition", "-q"]) == 5
    out, err = capsys.readouterr()
    assert "repetition  all" in out
    assert err.splitlines() == [
        "tertium: nothing by chrf (chrf needs references, and no segment of set 'bare' has that)",
        "  try: the other metrics alone, or a set that has what these need",
    ]


def test_what_is_wrong_is_said_in_two_lines(pairs: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert fails(capsys, "challenge", pairs, "-q") == (
        2,
        'tertium: no metric is asked for\n  try: -m chrf, in Python metrics=["chrf"]\n',
    )
    code, message = fails(capsys, "challenge", tmp_path / "absent", "-m", "chrf", "-q")
    assert (code, message.splitlines()[1]) == (3, "  try: check the path")
    short = write_lines(tmp_path / "short.txt", ["one"])
    code, message = fails(capsys, "challenge", pairs, "-m", "chrf", "--system", f"x={short}", "-q")
    assert (code, "has 1 output for 3 pairs" in message) == (3, True)
    code, message = fails(capsys, "challenge", pairs, "-m", "chff", "-q")
    assert (code, message.splitlines()[1]) == (2, "  try: chrf, chrf++")
