"""TSV with a header row."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given

from tertium.corpora.writers import tsv
from tertium.errors import DataError
from tests.corpora.making import SIMPLE, assert_same, round_trip
from tests.corpora.random_sets import LINE, WORD, as_lines, sets

if TYPE_CHECKING:
    from tertium.corpora.types import EvalSet


@given(data=sets(LINE, WORD))
def test_tsv_keeps_ids_confidence_and_every_text_without_a_tab(data: EvalSet) -> None:
    filled = as_lines(data)
    references = {name: filled.references[name] for name in data.references}
    outputs = {name: filled.outputs[name] for name in data.outputs}
    expected = replace(data, sources=filled.sources, references=references, outputs=outputs)
    with tempfile.TemporaryDirectory() as folder:
        assert_same(round_trip(data, "tsv", Path(folder))[0], expected)


def test_a_tab_in_a_text_is_refused_by_its_line(tmp_path: Path) -> None:
    data = replace(SIMPLE, sources=("a", "b\tc", "d"))
    with pytest.raises(DataError, match=r"a\.tsv, line 3: 'b\\tc' contains a tab or a line end\n  try: -f jsonl"):
        tsv.write(data, tmp_path / "a.tsv")
    assert not (tmp_path / "a.tsv").exists()
