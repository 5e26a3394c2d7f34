"""What the formats of Vecalign and hunalign share."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import assume, given

from tertium.corpora.writers import indices
from tertium.errors import DataError
from tests.corpora.making import RICH, SIMPLE, round_trip
from tests.corpora.random_sets import LINE, WORD, sets

if TYPE_CHECKING:
    from tertium.corpora.types import EvalSet

FORMATS = ("vecalign", "hunalign")


@pytest.mark.parametrize("form", FORMATS)
def test_index_files_keep_confidence_and_sentences_without_partner(form: str, tmp_path: Path) -> None:
    data = replace(
        SIMPLE, sources=("a", None, "c"), references={"A": (None, "B", "C")}, confidence=(0.5, float("nan"), 0.25)
    )
    read, _ = round_trip(data, form, tmp_path)
    assert (read.sources, read.references["A"]) == (data.sources, data.references["A"])
    assert repr(read.confidence) == repr(data.confidence)


@pytest.mark.parametrize("form", FORMATS)
@given(data=sets(LINE, WORD))
def test_indices_keep_the_first_translation_and_which_side_is_missing(form: str, data: EvalSet) -> None:
    assume(data.references)
    name, column = next(iter(data.references.items()))
    rows = [i for i, pair in enumerate(zip(data.sources or (), column, strict=True)) if pair != (None, None)]
    assume(rows)
    with tempfile.TemporaryDirectory() as folder:
        read, notes = round_trip(data, form, Path(folder))
    assert [(read.sources or ())[i] for i in range(len(read))] == [(data.sources or ())[i] for i in rows]
    assert [read.references[name][i] for i in range(len(read))] == [column[i] for i in rows]
    assert list(read.document_ids) == [data.document_ids[i] for i in rows]
    assert any("are left out" in note for note in notes)
    assert any(f"without source and reference.{name}" in note for note in notes) == (len(rows) < len(data))
    assert read.notes == ()


@pytest.mark.parametrize("data", [replace(SIMPLE, sources=None), replace(SIMPLE, references={})])
def test_a_set_needs_sources_and_a_translation(data: EvalSet, tmp_path: Path) -> None:
    with pytest.raises(DataError, match="set 'harbour' lacks sources or a translation\n  try: -f tsv"):
        indices.write_indexed(data, tmp_path, ".x", lambda _: "")


def test_what_is_left_out_is_noted(tmp_path: Path) -> None:
    data = replace(RICH, sources=("a", "b", "c"), references={"A": ("x", "y", "z"), "B": ("u", "v", "w")}, outputs={})
    assert indices.write_indexed(data, tmp_path, ".x", lambda _: "") == (
        "segment ids are left out: they are read back as document#number",
        "only reference.A is written: 1 other columns are left out",
        "domains are left out",
    )
