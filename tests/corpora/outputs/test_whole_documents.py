"""Whole documents are compared where an output has no segments, and only where it says which document is which."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tertium.corpora.outputs.attach import attach
from tertium.corpora.outputs.whole_documents import whole_documents
from tertium.errors import DataError
from tests.corpora.outputs.making import DATA, OUTPUT, REFERENCES, attach_files, write

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "x.txt"


def test_documents_are_compared_whole(file: Path) -> None:
    data = attach_files(DATA.with_outputs({"y": OUTPUT}), write(file, "Alles.", "Nichts."), "document").data
    assert data.ids == ("a", "b")
    assert data.sources == ("One.", "Three. Four.")
    assert data.references == {"A": (" ".join(REFERENCES[:2]), " ".join(REFERENCES[2:])), "B": (None, None)}
    assert data.outputs == {"y": (" ".join(OUTPUT[:2]), " ".join(OUTPUT[2:])), "x": ("Alles.", "Nichts.")}
    assert whole_documents(data).fingerprint == data.fingerprint


def test_lines_of_no_known_document_are_refused(file: Path) -> None:
    with pytest.raises(DataError, match="which lines are of which of the 2 documents"):
        attach_files(DATA, write(file, *OUTPUT[:3]), "document")


def test_texts_in_memory_are_compared_document_by_document() -> None:
    data, warnings = attach(DATA, {"x": ["Alles.\nUnd mehr.", "Nichts."]}, "document")
    assert data.outputs == {"x": ("Alles. Und mehr.", "Nichts.")}
    assert warnings == ("segments are whole documents: 2 instead of 4",)
