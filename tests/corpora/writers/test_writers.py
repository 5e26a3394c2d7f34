"""What all formats share: a set reads back equal, and what a format can't hold is refused or noted."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings

from tertium.corpora import writers
from tertium.corpora.markup import ILLEGAL
from tertium.corpora.readers import open_set
from tertium.errors import DataError, UsageError
from tests.corpora.making import BLANKLESS, RICH, SIMPLE, assert_same, round_trip, write
from tests.corpora.random_sets import sets

if TYPE_CHECKING:
    from tertium.corpora.types import Column, EvalSet

FULL = ("jsonl", "parquet", "hub", "tmx", "xliff", "xliff2")
"""Formats that hold all there is."""
INDICES = ("vecalign", "hunalign")
"""Formats that hold one translation only."""
XML = ("tmx", "xliff", "xliff2", "wmtxml")


@pytest.mark.parametrize("form", sorted(writers.names()))
def test_every_format_reads_back_what_it_wrote(form: str, tmp_path: Path) -> None:
    simple = BLANKLESS if form == "mteval" else SIMPLE
    data = simple if form in INDICES else simple.with_outputs({"x": ["Der alte Kran.", "", "Ende"]})
    read, _ = round_trip(data, form, tmp_path)
    assert_same(replace(read, confidence=None) if form in INDICES else read, data)


@pytest.mark.parametrize("form", FULL)
def test_rich_formats_keep_missing_texts_line_ends_orders_and_confidence(form: str, tmp_path: Path) -> None:
    assert_same(round_trip(RICH, form, tmp_path)[0], RICH)


@pytest.mark.parametrize("form", XML)
def test_what_xml_cannot_contain_is_noted(form: str, tmp_path: Path) -> None:
    read, notes = round_trip(replace(SIMPLE, sources=("bell \x07", "\ufffe", "plain")), form, tmp_path)
    assert "2 control characters" in " ".join(notes)
    assert read.sources == ("bell \ufffd", "\ufffd", "plain")


@pytest.mark.parametrize("form", ["tsv", "wmt", "mteval", *INDICES])
@pytest.mark.parametrize("end", ["\n", "\r", "\r\n"])
def test_a_format_of_lines_refuses_a_line_end_wherever_it_stands(form: str, end: str, tmp_path: Path) -> None:
    for text in (f"{end}a", f"a{end}b", f"a{end}"):
        simple = BLANKLESS if form == "mteval" else SIMPLE
        for data in (replace(simple, sources=("a", text, "c")), replace(simple, references={"A": ("a", "b", text)})):
            with pytest.raises(DataError, match="line end"):
                writers.save_as(data, form, tmp_path / "out")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("form", ["tsv", "wmt"])
def test_a_format_of_lines_notes_that_missing_texts_become_empty(form: str, tmp_path: Path) -> None:
    notes = writers.save_as(replace(RICH, sources=(None, "b", "c")), form, tmp_path / "out")
    assert "4 missing texts written as empty" in notes


def test_an_unknown_format_names_the_known() -> None:
    with pytest.raises(UsageError, match="xliff2"):
        writers.load("docx")


def test_a_file_is_replaced_only_when_asked(tmp_path: Path) -> None:
    path = write(tmp_path / "a.tsv", "mine")
    with pytest.raises(UsageError, match=r"a\.tsv is already there\n  try: --overwrite"):
        writers.save_as(SIMPLE, "tsv", path)
    assert path.read_text(encoding="utf-8") == "mine"
    writers.save_as(SIMPLE, "tsv", path, overwrite=True)
    assert open_set(path, SIMPLE.languages).sources == SIMPLE.sources
    (tmp_path / "folder").mkdir()
    with pytest.raises(UsageError, match="folder is already there\n  try: another path for -o"):
        writers.save_as(SIMPLE, "tsv", tmp_path / "folder", overwrite=True)


def temporary_round_trip(data: EvalSet, form: str) -> tuple[EvalSet, tuple[str, ...]]:
    """Round trip for property tests, where one tmp_path would serve every example."""
    with tempfile.TemporaryDirectory() as folder:
        return round_trip(data, form, Path(folder))


@pytest.mark.parametrize("form", ["jsonl", "parquet"])
@given(data=sets())
def test_full_formats_keep_every_text(form: str, data: EvalSet) -> None:
    read, notes = temporary_round_trip(data, form)
    assert_same(read, data)
    assert notes == ()


@given(data=sets())
@settings(max_examples=4)
def test_so_does_a_folder_for_the_hub(data: EvalSet) -> None:
    assert_same(temporary_round_trip(data, "hub")[0], data)


@pytest.mark.parametrize("form", XML)
@given(data=sets())
def test_xml_keeps_every_text_but_for_control_characters(form: str, data: EvalSet) -> None:
    def replaced(column: Column) -> Column:
        return tuple(None if text is None else ILLEGAL.sub("\ufffd", text) for text in column)

    read, notes = temporary_round_trip(data, form)
    expected = replace(
        data,
        sources=replaced(data.sources or ()),
        references={name: replaced(column) for name, column in data.references.items()},
        outputs={name: replaced(column) for name, column in data.outputs.items()},
        confidence=None if form == "wmtxml" else data.confidence,
    )
    assert_same(read, expected)
    assert any("control character" in note for note in notes) == (
        (expected.sources, expected.references, expected.outputs) != (data.sources, data.references, data.outputs)
    )
