"""Alignments of Vecalign and hunalign."""

from __future__ import annotations

import tracemalloc
from typing import TYPE_CHECKING

import pytest

from tertium.corpora.readers import open_set, vecalign
from tertium.errors import DataError
from tests.corpora.making import CASES, write

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


def test_sentences_that_no_bead_holds_are_named() -> None:
    data = open_set(CASES / "vecalign-gap" / "folder")
    assert (data.sources, data.references["r"]) == (("a", "c"), ("x", "z"))
    assert data.notes == (
        "d.vecalign: no bead holds 1 sentence of d.source.txt, line 2: left out",
        "d.vecalign: no bead holds 1 sentence of d.reference.r.txt, line 2: left out",
    )


def test_sentences_before_and_behind_the_ladder_are_named(tmp_path: Path) -> None:
    folder = indexed(tmp_path / "set", "1\t0\t1\n2\t1\t0\n", "ladder")
    data = open_set(folder)
    assert (data.sources, data.references["A"]) == (("two",), ("eins",))
    assert data.notes == (
        "d.ladder: no bead holds 1 sentence of d.source.txt, line 1: left out",
        "d.ladder: no bead holds 1 sentence of d.reference.A.txt, line 2: left out",
    )


def test_many_sentences_are_counted(tmp_path: Path) -> None:
    write(tmp_path / "d.source.txt", "x\n" * 30)
    write(tmp_path / "d.reference.A.txt", "x\n")
    write(tmp_path / "d.vecalign", "[0]:[0]:0\n")
    lines = ", ".join(map(str, range(2, 12)))
    assert open_set(tmp_path).notes == (
        f"d.vecalign: no bead holds 29 sentences of d.source.txt, lines {lines}, …: left out",
    )


def test_a_cost_that_is_no_number_is_refused() -> None:
    with pytest.raises(DataError, match=r"d\.vecalign, line 1: an index or the cost is not a number: \[0\]:\[0\]:x"):
        open_set(CASES / "vecalign-gap" / "broken")


@pytest.mark.parametrize(
    ("suffix", "index", "message"),
    [
        (
            "vecalign",
            "[0]:[0]\n[0]:[1]\n",
            r"line 2: source sentence 0 is in two beads or twice in one\n  try: .*line 1",
        ),
        ("vecalign", "[0]:[0,1]\n[1]:[1]\n", "line 2: target sentence 1 is in two beads"),
        ("vecalign", "[0]:[0,0]\n", "line 1: target sentence 0 is in two beads or twice in one"),
        ("vecalign", "[0 1]:[0]\n", "line 1: an index or the cost is not a number"),
        ("vecalign", "[0,,1]:[0]\n", "line 1: an index or the cost is not a number"),
        ("vecalign", f"[{'9' * 5000}]:[0]\n", "line 1: an index or the cost is not a number"),
        ("vecalign", "[-1]:[0]\n", r"line 1: not \[0\]:\[0,1\]:COST"),
        ("ladder", "0\t0\t1\n-1\t1\t1\n", "line 2 refers to a sentence that its texts don't have: -1 of 2"),
        ("ladder", "0\t0\t1\n1\t2\t1\n2\t1\t0\n", "line 3: a rung below the one before it"),
    ],
)
def test_a_sentence_is_in_one_bead_and_indices_are_numbers(
    suffix: str, index: str, message: str, tmp_path: Path
) -> None:
    with pytest.raises(DataError, match=message):
        open_set(indexed(tmp_path / "set", index, suffix))


def test_a_ladder_takes_no_more_memory_than_its_texts() -> None:
    folder = CASES / "ladder-memory" / "folder"

    def refused() -> None:
        with pytest.raises(DataError, match=r"d\.ladder, line 2 refers to a .*: 500000000 of 3"):
            open_set(folder)

    refused()  # what is loaded at the first call takes memory, too
    tracemalloc.start()
    refused()
    assert tracemalloc.get_traced_memory()[1] < 10 * 2**20
    tracemalloc.stop()


def test_a_document_has_one_index(tmp_path: Path) -> None:
    folder = indexed(tmp_path / "set", "[0]:[0]\n[1]:[1]\n")
    write(folder / "d.ladder", "0\t0\t1\n2\t2\t0\n")
    with pytest.raises(DataError, match="the index of document 'd' occurs twice"):
        open_set(folder)


@pytest.mark.parametrize(
    ("suffix", "index"), [("vecalign", "[0]:[0]:0\n[1]:[1]:0\n"), ("ladder", "0\t0\t1\n1\t1\t1\n2\t2\t1\n")]
)
def test_a_byte_order_mark_of_a_text_is_reported(tmp_path: Path, suffix: str, index: str) -> None:
    indexed(tmp_path, index, suffix)
    write(tmp_path / "d.source.txt", "\ufeffone\ntwo\n")
    write(tmp_path / "d.reference.A.txt", "\ufeffeins\r\nzwei\r\n")
    data = open_set(tmp_path)
    assert (data.sources, data.references["A"]) == (("one", "two"), ("eins", "zwei"))
    assert data.notes == (
        "d.source.txt: byte order mark stripped",
        "d.reference.A.txt: byte order mark stripped",
        "d.reference.A.txt: 2 CRLF line ends read as LF",
    )


@pytest.mark.parametrize(("index", "suffix"), [("[0]:[0]:1e999\n", "vecalign"), ("0\t0\t-inf\n1\t1\t0\n", "ladder")])
def test_an_infinite_confidence_is_refused(index: str, suffix: str, tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"row 1: confidence '-inf' is infinite"):
        open_set(indexed(tmp_path / "folder", index, suffix))
