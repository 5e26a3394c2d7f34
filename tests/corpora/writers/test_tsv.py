"""TSV with a header row."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tertium.corpora.named_columns import segment_columns
from tertium.corpora.types import Document, EvalSet
from tertium.corpora.writers import tsv
from tertium.errors import DataError
from tests.corpora.making import SIMPLE, assert_same, round_trip
from tests.corpora.random_sets import LINE, WORD, as_lines, sets


@given(data=sets(LINE, WORD))
def test_tsv_keeps_ids_confidence_and_every_text_without_a_tab(data: EvalSet) -> None:
    filled = as_lines(data)
    references = {name: filled.references[name] for name in data.references}
    outputs = {name: filled.outputs[name] for name in data.outputs}
    expected = replace(data, sources=filled.sources, references=references, outputs=outputs)
    with tempfile.TemporaryDirectory() as folder:
        try:
            read, _ = round_trip(data, "tsv", Path(folder))
        except DataError:  # quotes that would be taken for those of a program
            assert not list(Path(folder).iterdir())
            assert any(
                '"' in (text or "")
                for name, column in segment_columns(data).items()
                if name != "confidence"
                for text in column
            )
            return
    assert_same(read, expected)


@given(texts=st.lists(st.text('a", ', max_size=4), min_size=1))
def test_quotes_are_read_back_or_were_refused(texts: list[str]) -> None:
    data = EvalSet("q", tuple(map(str, range(len(texts)))), (Document("d", 0, len(texts)),), tuple(texts))
    with tempfile.TemporaryDirectory() as folder:
        try:
            read, _ = round_trip(data, "tsv", Path(folder))
        except DataError:
            assert any('"' in text for text in texts)
            return
    assert read.sources == tuple(texts)


def test_hardly_anything_but_control_characters_is_refused_as_the_reader_would_refuse_it(tmp_path: Path) -> None:
    data = replace(SIMPLE, sources=("\x1f\x08" * 5, "", ""))
    with pytest.raises(DataError, match=r"a\.tsv is not text: 10 of its .*\n  try: texts without control characters"):
        tsv.write(data, tmp_path / "a.tsv")
    assert not (tmp_path / "a.tsv").exists()


def test_a_tab_in_a_text_is_refused_by_its_line(tmp_path: Path) -> None:
    data = replace(SIMPLE, sources=("a", "b\tc", "d"))
    with pytest.raises(DataError, match=r"a\.tsv, line 3: 'b\\tc' contains a tab or a line end\n  try: -f jsonl"):
        tsv.write(data, tmp_path / "a.tsv")
    assert not (tmp_path / "a.tsv").exists()
