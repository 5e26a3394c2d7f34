"""`tertium report`: a stored run as tables, and as one JSON object."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from tertium.cli import main
from tertium.commands.report import report
from tests.tertium.answering import fails

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_a_report_goes_to_stdout_and_everything_else_to_stderr(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert main(["report", str(place / "run"), "--by", "set", "--format", "json"]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    answer = json.loads(out)
    assert answer["schema"] == "tertium.tables/1"
    assert answer["tables"][0]["rows"][0][:3] == ["y", 2, 2]


def test_scores_come_before_what_is_wrong_with_the_set(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (place / "twice.tsv").write_text("source\treference\tsystem.x\nOne.\tEins.\tEins.\nTwo.\t\tZwei.\n")
    run = str(place / "doubted")
    assert main(["score", str(place / "twice.tsv"), "-m", "chrf", "-o", run, "-q"]) == 0
    for form in ("json", "csv", "tsv"):
        capsys.readouterr()
        assert main(["report", run, "--format", form]) == 0
        out = capsys.readouterr().out
        assert 0 < out.index("chrf") < out.index("problem"), form
    assert main(["report", run, "--format", "json"]) == 0
    titles = [table["title"] for table in json.loads(capsys.readouterr().out)["tables"]]
    assert titles[:2] == ["twice: scores", "twice: sources and references"]


def test_the_set_comes_before_its_documents_and_signatures_are_short_unless_asked_for(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    assert main(["report", str(place / "run")]) == 0
    out = capsys.readouterr().out
    assert out.index("small: scores\n") < out.index("scores by document")
    assert "chrf|char_order:6|word_order:0|beta:2|sacrebleu" in out
    assert "lowercase:False" not in out
    assert out.count("fingerprint") == 1, "what both tables rest on is said once"
    assert main(["report", str(place / "run"), "-v"]) == 0
    assert "chrf: chrf|char_order:6|word_order:0|beta:2|lowercase:False" in capsys.readouterr().out


def test_a_report_in_json_has_every_score_and_every_doubt(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (place / "void.txt").write_text("\nZwei.\n", encoding="utf-8")
    words = ["score", place / "set", "--system", f"void={place / 'void.txt'}", "-m", "chrf", "-q", "-o", place / "run2"]
    assert main([str(word) for word in words]) == 0
    capsys.readouterr()
    assert main(["report", str(place / "run2"), "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["schema"] == "tertium.scores/1"
    assert [score["unit"] for score in answer["scores"] if score["system"] == "void"] == [
        "small",
        "a",
        "b",
        "a#1",
        "b#1",
    ]
    assert answer["findings"] == []
    assert answer["doubts"] == [{"kind": "empty output", "system": "void", "said": "", "segments": ["a#1"]}]
    assert main(["report", str(place / "run2")]) == 0
    assert "empty output: void in 1 segment (a#1)" in capsys.readouterr().out


def test_a_report_is_written_to_a_file_whole(place: Path) -> None:
    assert main(["report", str(place / "run"), "-f", "csv", "-o", str(place / "r.csv")]) == 0
    assert (place / "r.csv").read_text(encoding="utf-8").startswith("system,segments,documents,chrf,chrf macro,")


def test_a_path_that_is_not_there_is_called_that(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, err = fails(capsys, "report", place / "nowhere")
    assert (code, "nowhere does not exist" in err) == (3, True)


def test_a_format_that_there_is_not_is_answered_with_the_nearest(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, err = fails(capsys, "report", place / "run", "-f", "htm")
    assert (code, err.splitlines()[1]) == (2, "  try: html")
    assert "csv, html, json, latex" in fails(capsys, "report", place / "run", "-f", "zzz")[1]


def test_the_command_may_be_called_from_python(place: Path) -> None:
    report(place / "run", ["domain"], format="csv", output=place / "domains.csv")
    assert (place / "domains.csv").is_file()


def test_only_a_comment_in_markdown_is_a_summary(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, err = fails(capsys, "report", place / "run", "--summary")
    assert (code, err.splitlines()[1]) == (2, "  try: --format markdown --summary")
    report(place / "run", format="markdown", summary=True, output=place / "comment.md")
    assert "chrf" in (place / "comment.md").read_text(encoding="utf-8")


def test_the_model_index_is_yaml_for_a_model_card(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["report", str(folder / "old"), "-f", "model-index"]) == 2
    assert "--model NAME" in capsys.readouterr().err
    system = f"mine={folder / 'output.txt'}"
    words = ["score", str(folder / "set"), "-m", "bleu", "--system", system, "--model", "opus", "-q"]
    assert main([*words, "-o", str(tmp_path / "run")]) == 0
    capsys.readouterr()
    assert main(["report", str(tmp_path / "run"), "-f", "model-index"]) == 0
    out = capsys.readouterr().out
    assert out.startswith("---\n")
    assert "name: opus" in out
    assert main(["report", str(folder / "set"), "-f", "model-index"]) == 2
