"""`tertium build`: aligned texts become a set, or an error that names the place."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from tertium.cli import main
from tertium.commands.build import build
from tests.tertium.answering import fails

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


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
