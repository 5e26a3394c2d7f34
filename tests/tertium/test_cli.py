"""The commands, in process: what they print, where, and what they say when something is wrong."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

import pytest

from tertium.cli import main

if TYPE_CHECKING:
    from pathlib import Path

TSV = "document\tsource\treference\tsystem.x\tsystem.y\na\tOne.\tEins.\tEins.\tEin.\nb\tTwo.\tZwei.\tZwo.\tZwei.\n"


@pytest.fixture
def place(tmp_path: Path) -> Path:
    (tmp_path / "small.tsv").write_text(TSV, encoding="utf-8")
    assert main(["build", str(tmp_path / "small.tsv"), "--from", "en", "--to", "de", "-o", str(tmp_path / "set")]) == 0
    assert main(["score", str(tmp_path / "set"), "-m", "chrf", "-m", "length", "-o", str(tmp_path / "run")]) == 0
    return tmp_path


def fails(capsys: pytest.CaptureFixture[str], *words: object) -> tuple[int, str]:
    """Run a command that ends in an error of two lines and nothing on stdout."""
    capsys.readouterr()
    code = main([str(word) for word in words])
    out, err = capsys.readouterr()
    assert out == ""
    assert len(err.splitlines()) == 2, err
    assert err.startswith("tertium: ")
    assert err.splitlines()[1].startswith("  try: ")
    return code, err


def test_a_report_goes_to_stdout_and_everything_else_to_stderr(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert main(["report", str(place / "run"), "--by", "set", "--format", "json"]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    found = json.loads(out)
    assert found["schema"] == "tertium.tables/1"
    assert found["tables"][0]["rows"][0][:3] == ["x", 2, 2]


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
    found = json.loads(capsys.readouterr().out)
    assert found["schema"] == "tertium.scores/1"
    assert [one["unit"] for one in found["scores"] if one["system"] == "void"] == ["small", "a", "b"]
    assert found["doubts"] == [{"kind": "empty output", "system": "void", "said": "", "segments": ["a#1"]}]
    assert main(["report", str(place / "run2")]) == 0
    assert "empty output: void in 1 segment (a#1)" in capsys.readouterr().out


def test_a_file_that_is_there_is_replaced_only_when_asked(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for command in ("report", "compare", "rank"):
        (place / "old").write_text("mine", encoding="utf-8")
        code, err = fails(capsys, command, place / "run", "-o", place / "old")
        assert (code, "old is already there\n  try: --overwrite" in err) == (2, True)
        assert (place / "old").read_text(encoding="utf-8") == "mine"
        assert main([command, str(place / "run"), "-o", str(place / "old"), "--overwrite"]) == 0
        assert (place / "old").read_text(encoding="utf-8") != "mine"


def test_a_report_is_written_to_a_file_whole(place: Path) -> None:
    assert main(["report", str(place / "run"), "-f", "csv", "-o", str(place / "r.csv")]) == 0
    assert (place / "r.csv").read_text(encoding="utf-8").startswith("system,segments,documents,chrf,chrf macro,")


def test_outputs_join_a_set_from_files(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (place / "z.txt").write_bytes("\N{ZERO WIDTH NO-BREAK SPACE}Eins.\r\nZwei.\r\n".encode())
    words = [
        "score",
        place / "set",
        "--system",
        f"z={place / 'z.txt'}",
        "--only",
        "x",
        "-m",
        "chrf",
        "-o",
        place / "r2",
    ]
    capsys.readouterr()
    assert main([str(word) for word in words]) == 0
    assert "z.txt: byte order mark stripped" in capsys.readouterr().err
    assert main(["report", str(place / "r2"), "--by", "set", "-f", "csv"]) == 0
    rows = capsys.readouterr().out.splitlines()
    assert rows[2].startswith("z,2,2,100.0,")


def test_line_aligned_files_become_a_set(place: Path) -> None:
    for name, text in {"s": "One.\nTwo.\n", "r": "Eins.\nZwei.\n", "d": "a\nb\n"}.items():
        (place / f"{name}.txt").write_text(text, encoding="utf-8")
    words = [
        "build",
        "--source",
        place / "s.txt",
        "--reference",
        f"A={place / 'r.txt'}",
        "--documents",
        place / "d.txt",
    ]
    assert main([str(word) for word in [*words, "-o", place / "lines"]]) == 0
    assert json.loads((place / "lines" / "set.json").read_text())["references"] == ["A"]


def test_a_missing_metric_ends_in_exit_code_5_with_the_others_stored(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (place / "plain.tsv").write_text("source\thypothesis\nOne.\tEins.\n", encoding="utf-8")
    code = main(["score", str(place / "plain.tsv"), "-m", "chrf", "-m", "length", "-q", "-o", str(place / "part")])
    assert code == 5
    err = capsys.readouterr().err.splitlines()
    assert len(err) == 2
    assert "part lacks chrf (chrf needs references" in err[0]
    assert err[1].startswith("  try: a metric that needs less")
    assert main(["report", str(place / "part")]) == 0
    assert "metric is missing: chrf: chrf needs references" in capsys.readouterr().out


def test_quiet_says_nothing(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert main(["score", str(place / "set"), "-m", "chrf", "-o", str(place / "q"), "--quiet"]) == 0
    assert capsys.readouterr() == ("", "")


def test_line_count_mismatch(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (place / "short.txt").write_text("Eins.\n", encoding="utf-8")
    system = f"z={place / 'short.txt'}"
    code, err = fails(capsys, "score", place / "set", "--system", system, "-m", "chrf", "-o", place / "new")
    assert (code, "short.txt has 1 lines, set 'small' has 2 segments" in err) == (3, True)
    assert not (place / "new").exists()


def test_empty_set(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (place / "empty.tsv").write_text("source\thypothesis\n", encoding="utf-8")
    code, err = fails(capsys, "build", place / "empty.tsv", "-o", place / "new")
    assert (code, "has no rows" in err) == (3, True)
    (place / "void").mkdir()
    assert fails(capsys, "build", place / "void", "-o", place / "new")[0] >= 2
    assert not (place / "new").exists()


@pytest.mark.parametrize(
    ("metric", "says", "tries"),
    [
        ("tre", "no metric is named 'tre'", "ter"),
        ("ter:cased=true", "metric 'ter' has no option 'cased'", "case_sensitive"),
        ("chrf:word_order=two", "option 'word_order' of metric 'chrf' can't be 'two'", "int"),
        ("bleu:tokenize=14a", "option 'tokenize' of metric 'bleu' can't be '14a'", "13a"),
    ],
)
def test_unknown_metric_or_option(
    place: Path, capsys: pytest.CaptureFixture[str], metric: str, says: str, tries: str
) -> None:
    code, err = fails(capsys, "score", place / "set", "-m", metric, "-o", place / "new")
    assert code == 2
    assert says in err
    assert tries in err.splitlines()[1]
    assert not (place / "new").exists()


def test_duplicate_ids(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (place / "twice.tsv").write_text("id\tsource\n1\ta\n1\tb\n", encoding="utf-8")
    code, err = fails(capsys, "build", place / "twice.tsv", "-o", place / "new")
    assert (code, "segment id '1' occurs twice" in err) == (3, True)


def test_a_folder_that_is_no_set_or_no_run(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (place / "void").mkdir()
    assert fails(capsys, "score", place / "void", "-m", "chrf", "-o", place / "new")[0] == 3
    assert fails(capsys, "score", place / "nowhere", "-m", "chrf", "-o", place / "new")[0] == 3
    assert fails(capsys, "report", place / "set")[0] == 2


def test_invalid_utf8(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (place / "bad.tsv").write_bytes(b"source\nGr\xfc\xdfe\n")
    code, err = fails(capsys, "build", place / "bad.tsv", "-o", place / "new")
    assert (code, "bad.tsv, line 2, byte 9 of the file: 0xfc is not UTF-8" in err) == (3, True)


def test_an_unwritable_output(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (place / "file").write_text("in the way", encoding="utf-8")
    assert fails(capsys, "score", place / "set", "-m", "chrf", "-o", place / "file" / "run")[0] == 2
    assert fails(capsys, "report", place / "run", "-o", place / "file" / "r.txt")[0] == 2
    if os.geteuid():
        (place / "locked").mkdir(mode=0o500)
        assert fails(capsys, "score", place / "set", "-m", "chrf", "-o", place / "locked" / "run")[0] == 2


def test_an_output_that_is_there_is_kept_unless_asked(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = (place / "run" / "manifest.json").read_bytes()
    code, err = fails(capsys, "score", place / "set", "-m", "ter", "-o", place / "run")
    assert (code, "--overwrite" in err) == (2, True)
    assert (place / "run" / "manifest.json").read_bytes() == before
    assert main(["score", str(place / "set"), "-m", "ter", "-q", "-o", str(place / "run"), "--overwrite"]) == 0
    assert (place / "run" / "manifest.json").read_bytes() != before


@pytest.mark.parametrize(
    "words",
    [
        ["report", "{run}", "--by", "sentence"],
        ["report", "{run}", "--format", "pdf"],
        ["score", "{set}", "-m", "chrf", "--only", "nobody", "-o", "{new}"],
        ["score", "{set}", "-m", "chrf", "--reference", "B", "-o", "{new}"],
        ["score", "{set}", "-m", "chrf", "--system", "nofile", "-o", "{new}"],
        ["build", "-o", "{new}"],
    ],
)
def test_what_is_not_there_is_named_with_what_is(
    place: Path, capsys: pytest.CaptureFixture[str], words: list[str]
) -> None:
    paths = {"run": place / "run", "set": place / "set", "new": place / "new"}
    assert fails(capsys, *(word.format(**paths) for word in words))[0] == 2
    assert not (place / "new").exists()


def test_metrics_lists_every_metric(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["metrics"]) == 0
    out = capsys.readouterr().out
    for name in ("bleu", "chrf", "ter", "length"):
        assert f"\n{name} " in out


def test_a_system_that_the_set_has_is_not_replaced_in_silence(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (place / "x.txt").write_text("Eins.\nZwei.\n", encoding="utf-8")
    system = f"x={place / 'x.txt'}"
    code, err = fails(capsys, "score", place / "set", "--system", system, "-m", "chrf", "-o", place / "new")
    assert (code, "set 'small' has a system 'x' already" in err) == (2, True)


def test_a_metric_without_anything_to_judge_says_so(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert main(["build", str(place / "small.tsv"), "-o", str(place / "nameless")]) == 0
    assert "the set doesn't name its languages" in capsys.readouterr().err
    assert main(["score", str(place / "nameless"), "-m", "untranslated", "-q", "-o", str(place / "blank")]) == 0
    assert main(["report", str(place / "blank"), "--by", "set"]) == 0
    out = " ".join(capsys.readouterr().out.split())
    assert "score is undefined: x, y: untranslated finds nothing in the texts that it could judge, and the set" in out


def test_a_path_that_is_not_there_is_called_that(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, err = fails(capsys, "report", place / "nowhere")
    assert (code, "nowhere does not exist" in err) == (3, True)


@pytest.mark.parametrize("option", ["char_order=0", "word_order=-1", "beta=0"])
def test_options_out_of_range_are_refused(place: Path, capsys: pytest.CaptureFixture[str], option: str) -> None:
    code, err = fails(capsys, "score", place / "set", "-m", f"chrf:{option}", "-o", place / "new")
    assert (code, "chrf can't have" in err) == (2, True)


def test_models_and_the_cache_answer_in_json(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("TERTIUM_CACHE", str(tmp_path))
    for words, schema, key in (
        (["models"], "tertium.models/1", "models"),
        (["cache", "show"], "tertium.cached/1", "kept"),
        (["cache", "verify"], "tertium.cache/1", "results"),
    ):
        assert main([*words, "--json"]) == 0
        found = json.loads(capsys.readouterr().out)
        assert (found["schema"], key in found) == (schema, True)


def test_a_format_that_there_is_not_is_answered_with_the_nearest(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, err = fails(capsys, "report", place / "run", "-f", "htm")
    assert (code, err.splitlines()[1]) == (2, "  try: html")
    assert "csv, html, json, latex" in fails(capsys, "report", place / "run", "-f", "zzz")[1]
