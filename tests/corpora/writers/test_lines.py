"""What the formats with one segment per line share."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given

from tertium.corpora import writers
from tertium.corpora.writers import lines
from tertium.errors import DataError
from tests.corpora.making import BLANKLESS, RICH, SIMPLE, assert_same, round_trip
from tests.corpora.random_sets import LINE, WORD, as_lines, sets

if TYPE_CHECKING:
    from tertium.corpora.types import EvalSet

FORMATS = ("wmt", "mteval")


@given(data=sets(LINE, WORD))
def test_folders_of_lines_keep_every_text_without_a_line_end(data: EvalSet) -> None:
    with tempfile.TemporaryDirectory() as folder:
        read, notes = round_trip(data, "wmt", Path(folder))
    assert_same(read, as_lines(data))
    missing = any(None in column for column in (data.sources or (), *data.references.values(), *data.outputs.values()))
    assert any("missing text" in note for note in notes) == missing
    assert any("ids" in note for note in notes)
    for kind, written, reread in (("ref", data.references, read.references), ("sys", data.outputs, read.outputs)):
        noted = any(note.startswith(kind) and "order of their names" in note for note in notes)
        assert noted == (list(written) != list(reread))


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("names", [("b", "a"), ("a", "a-b")])
def test_an_order_of_columns_that_files_cannot_hold_is_noted(form: str, names: tuple[str, str], tmp_path: Path) -> None:
    data = replace(BLANKLESS, references={}, outputs=dict.fromkeys(names, BLANKLESS.sources or ()))
    read, notes = round_trip(data, form, tmp_path)
    assert list(read.outputs) == sorted(names, reverse=names[0] == "a")
    assert "systems are read back in the order of their names" in notes
    assert not any(note.startswith("references") for note in notes)


def test_notes_name_all_that_lines_cannot_hold() -> None:
    assert lines.loss_notes(SIMPLE) == ()
    assert lines.loss_notes(RICH) == (
        "segment ids are left out: they are read back as document#number",
        "the confidence of the alignment is left out",
        "4 missing texts written as empty",
    )


@pytest.mark.parametrize("names", [("../up",), ("/abs",), (".", ".."), ("a/b",), ("a\\b",)])
@pytest.mark.parametrize("form", FORMATS)
def test_a_name_never_becomes_a_path(names: tuple[str, ...], form: str, tmp_path: Path) -> None:
    data = replace(BLANKLESS, outputs=dict.fromkeys(names, ("1", "2", "3")))
    with pytest.raises(DataError, match="is not a valid file name\n  try: another name, or -f jsonl"):
        writers.save_as(data, form, tmp_path / "out")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["a/b", "a\\b"])
def test_a_name_that_would_be_a_path_is_no_file_stem(name: str) -> None:
    with pytest.raises(DataError, match="is not a valid file name\n  try: another name, or -f jsonl"):
        lines.file_stem(name)


@pytest.mark.parametrize("name", [".hidden.txt", "nul\0.txt"])
def test_a_hidden_or_impossible_name_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(DataError, match="is not a valid file name"):
        lines.write_lines(tmp_path / name, ["a"])


def test_a_byte_order_mark_of_a_text_would_be_stripped_and_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"a\.txt would begin with a byte order mark, which readers strip"):
        lines.write_lines(tmp_path / "a.txt", ["\ufeffa"])
    lines.write_lines(tmp_path / "a.txt", ["a", None, "\ufeffb"])
    assert (tmp_path / "a.txt").read_text(encoding="utf-8") == "a\n\n\ufeffb\n"
