"""Alignments of Vecalign and hunalign."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tertium.corpora.readers import open_set, vecalign
from tertium.errors import DataError
from tests.corpora.making import write

if TYPE_CHECKING:
    from pathlib import Path


def test_beads_of_several_sentences_become_segments(tmp_path: Path) -> None:
    write(tmp_path / "a.source.txt", "One.\nTwo.\nThree.\n")
    write(tmp_path / "a.reference.A.txt", "Eins und zwei.\nDrei.\nVier.\n")
    write(tmp_path / "a.vecalign", "[0, 1]:[0]:0.25\n[2]:[1]:0.5\n[]:[2]:0\n")
    data = open_set(tmp_path)
    assert data.sources == ("One. Two.", "Three.", None)
    assert data.references["A"] == ("Eins und zwei.", "Drei.", "Vier.")
    assert data.confidence == (-0.25, -0.5, 0)


def indexed(folder: Path, index: str, suffix: str = "vecalign") -> Path:
    write(folder / "d.source.txt", "one\ntwo\n")
    write(folder / "d.reference.A.txt", "eins\nzwei\n")
    write(folder / f"d.{suffix}", index)
    return folder


@pytest.mark.parametrize(
    ("suffix", "index", "message"),
    [
        ("vecalign", "[0]:[0]\n\n[1]-[1]\n", r"d.vecalign, line 3: not \[0\]:\[0,1\]:COST\n  try: an index"),
        ("vecalign", "[0]:[0,2]:0.1\n", r"refers to a sentence that its texts don't have: \(0,\), \(0, 2\)"),
        ("vecalign", "[2]:[]:0.1\n", r"refers to a sentence that its texts don't have: \(2,\), \(\)"),
        ("ladder", "0\t0\t1\n1\tx\t1\n", "a line is not SOURCE<tab>TARGET<tab>SCORE\n  try: hunalign without -text"),
        ("ladder", "0\t0\t1\n1\n", "a line is not SOURCE<tab>TARGET<tab>SCORE"),
        ("ladder", "0\t0\t1\n3\t2\t0\n", "refers to a sentence that its texts don't have"),
    ],
)
def test_a_broken_index_is_named(tmp_path: Path, suffix: str, index: str, message: str) -> None:
    with pytest.raises(DataError, match=message):
        open_set(indexed(tmp_path / "set", index, suffix))


def test_an_index_without_its_texts_is_named(tmp_path: Path) -> None:
    folder = indexed(tmp_path / "set", "[0]:[0]:0.5\n[1]:[1]:-1\n")
    data = open_set(folder)
    assert (data.sources, data.confidence) == (("one", "two"), (-0.5, 1))
    (folder / "e.vecalign").write_text("[0]:[0]\n", encoding="utf-8")
    with pytest.raises(DataError, match=r"e\.vecalign has no texts beside it\n  try: e\.source"):
        open_set(folder)


@pytest.mark.parametrize(
    ("name", "text"), [("a.vecalign", "[0]:[7]:0\n"), ("a.vecalign", "0:0\n"), ("a.ladder", "0\t0\n")]
)
def test_a_broken_index_is_refused_by_the_parser(name: str, text: str, tmp_path: Path) -> None:
    with pytest.raises(DataError, match=name):
        vecalign.parse(write(tmp_path / name, text), (1, 1))
