"""The folder layout of mt-metrics-eval."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from tertium.corpora import writers
from tertium.corpora.types import blocks
from tertium.corpora.writers import mteval
from tertium.errors import DataError
from tests.corpora.making import SIMPLE

if TYPE_CHECKING:
    from pathlib import Path


def test_references_are_named_as_mt_metrics_eval_names_them(tmp_path: Path) -> None:
    data = replace(SIMPLE, references={"A": ("1", "2", "3"), "refB": ("1", "2", "3")}, languages=(None, "de"))
    assert mteval.write(data, tmp_path) == ()
    assert sorted(path.name for path in (tmp_path / "references").iterdir()) == ["und-de.refA.txt", "und-de.refB.txt"]
    lines = (tmp_path / mteval.MARKER / "und-de.docs").read_text(encoding="utf-8")
    assert lines == "all\tnews/a\nall\tnews/a\nall\tb c\n"


def test_two_references_that_would_be_one_file_are_refused(tmp_path: Path) -> None:
    text = SIMPLE.sources or ()
    with pytest.raises(DataError, match="two references would be one file"):
        writers.save_as(replace(SIMPLE, references={"A": text, "refA": text}), "mteval", tmp_path / "out")


def test_a_tab_in_a_documents_id_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="a document's id or domain contains a tab"):
        mteval.write(replace(SIMPLE, documents=blocks(["a\tb", "c", "c"])), tmp_path)
