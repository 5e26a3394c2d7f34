"""`tertium build`: aligned texts become a set, or an error that names the place."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tertium.cli import main
from tertium.commands.build import build
from tertium.corpora import store
from tertium.evals.inspection.inspect import inspect
from tests.conftest import ROOT
from tests.tertium.answering import fails

if TYPE_CHECKING:
    from pathlib import Path


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


def test_empty_set(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (place / "empty.tsv").write_text("source\thypothesis\n", encoding="utf-8")
    code, err = fails(capsys, "build", place / "empty.tsv", "-o", place / "new")
    assert (code, "has no rows" in err) == (3, True)
    (place / "void").mkdir()
    assert fails(capsys, "build", place / "void", "-o", place / "new")[0] >= 2
    assert not (place / "new").exists()


def test_duplicate_ids(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (place / "twice.tsv").write_text("id\tsource\n1\ta\n1\tb\n", encoding="utf-8")
    code, err = fails(capsys, "build", place / "twice.tsv", "-o", place / "new")
    assert (code, "segment id '1' occurs twice" in err) == (3, True)


def test_invalid_utf8(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (place / "bad.tsv").write_bytes(b"source\nGr\xfc\xdfe\n")
    code, err = fails(capsys, "build", place / "bad.tsv", "-o", place / "new")
    assert (code, "bad.tsv, line 2, byte 9 of the file: 0xfc is not UTF-8" in err) == (3, True)


def test_a_set_is_built_from_python_too(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    build(place / "again", place / "small.tsv", "en", "de")
    assert capsys.readouterr().err == f"{place / 'again'}: 2 segments in 2 documents\n"


def test_segments_with_a_problem_are_left_out_of_aligned_texts(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = "".join(
        f"This is sentence {i} of many.\t{'' if i == 1 else f'Das ist Satz {i} von vielen.'}\n" for i in range(9)
    )
    (place / "gap.tsv").write_text("source\treference.A\n" + rows, encoding="utf-8")
    words = ["build", str(place / "gap.tsv"), "--from", "en", "--to", "de"]
    assert main([*words, "-o", str(place / "gap")]) == 0
    assert capsys.readouterr().err.splitlines()[-1] == "references: 1 of 9 empty in A"
    assert main([*words, "-o", str(place / "whole"), "--leave-out", "empty"]) == 0
    assert capsys.readouterr().err.splitlines() == [
        f"{place / 'whole'}: 8 segments in 1 document",
        "1 of 9 segments are left out: references: 1 of 9 empty in A",
    ]
    assert len(store.load(place / "whole")) == 8


def test_segments_of_articles_are_left_out_of_the_written_set(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = ROOT / "examples" / "articles"
    words = ["build", str(folder), "--from", "en", "--to", "de", "--role", "reference", "-q"]
    assert main([*words, "-o", str(place / "all")]) == 0
    assert main([*words, "-o", str(place / "some"), "--leave-out", "number"]) == 0
    capsys.readouterr()
    whole, kept = store.load(place / "all"), store.load(place / "some")
    numbers = [problem for problem in inspect(whole).problems if problem.kind == "number"]
    assert len(kept) == len(whole) - len({row for problem in numbers for row in problem.segments})
    assert [problem for problem in inspect(kept).problems if problem.kind == "number"] == []


def test_a_byte_order_mark_of_a_pairs_file_is_reported_and_is_no_part_of_a_name(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    articles = place / "articles"
    articles.mkdir()
    (articles / "tram.txt").write_text("The old tram is back on the line.\n", encoding="utf-8")
    (articles / "bahn.txt").write_text("Der alte Wagen fährt jetzt wieder durch die Stadt.\n", encoding="utf-8")
    (place / "pairs.csv").write_text("\ufefftram,bahn\n", encoding="utf-8")
    words = ["build", str(articles), "--from", "en", "--to", "de", "--pairs", str(place / "pairs.csv")]
    assert main([*words, "-o", str(place / "paired")]) == 0
    assert "pairs.csv: byte order mark stripped" in capsys.readouterr().err
    assert [pair["source"] for pair in store.load(place / "paired").provenance["pairs"]] == ["tram"]


def test_options_that_an_input_has_no_use_for_are_refused(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (place / "articles").mkdir()
    (place / "articles" / "a.txt").write_text("A text.\n", encoding="utf-8")
    (place / "s.txt").write_text("One.\n", encoding="utf-8")
    articles = [place / "articles", "--from", "en", "--to", "de", "-o", place / "new"]
    for words, option in (
        ([*articles, "--keep-bom"], "--keep-bom"),
        ([*articles, "--column", "source=x"], "--column"),
        (["--source", place / "s.txt", "--column", "source=x", "-o", place / "new"], "--column"),
    ):
        code, err = fails(capsys, "build", *words)
        assert (code, f"{option} changes nothing in this input" in err, f"try: no {option}" in err) == (2, True, True)


def test_what_is_wrong_with_the_texts_is_kept_in_the_set_so_that_score_does_not_look_again(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(place / "kept", place / "small.tsv", "en", "de", quiet=True)
    words = ["score", str(place / "kept"), "-m", "length", "-q", "-o"]
    (place / "bare").mkdir()
    for name in ("set.json", "segments.parquet"):
        (place / "bare" / name).write_bytes((place / "kept" / name).read_bytes())
    assert main([words[0], str(place / "bare"), *words[2:], str(place / "run-bare")]) == 0

    def fail(_: object) -> None:
        pytest.fail("the texts are read again")

    monkeypatch.setattr("tertium.evals.inspection.inspect.set_problems", fail)
    assert main([*words, str(place / "run-kept")]) == 0
    assert (place / "run-kept" / "set" / "set.json").is_file()
    ids = [json.loads((place / f"run-{name}" / "manifest.json").read_text())["problems"] for name in ("kept", "bare")]
    assert ids[0] == ids[1]
