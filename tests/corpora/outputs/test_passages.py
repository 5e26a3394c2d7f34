"""An output tells by files, lines or empty lines which of its lines belong to which document."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tertium.corpora.outputs.delivery import Delivery
from tertium.corpora.outputs.passages import Passage, passages
from tertium.errors import DataError
from tests.corpora.outputs.making import DATA, OUTPUT, attach_files, write

if TYPE_CHECKING:
    from pathlib import Path

    from tertium.corpora.outputs.attach import Alignment


@pytest.mark.parametrize(
    "lines",
    [
        ("One.\nTwo.", "Three."),
        ("One.", "Two.", "", "Three."),
        ("", "One.", "Two.", "", "Three.", ""),
        ("One.\nTwo.", "", "Three."),
    ],
)
def test_a_text_or_a_block_per_document_is_a_passage_per_document(lines: tuple[str, ...]) -> None:
    assert passages(Delivery("x.txt", "x", lines), DATA) == [
        Passage(slice(0, 2), ("One.", "Two.")),
        Passage(slice(2, 4), ("Three.",)),
    ]


def test_any_other_lines_are_one_passage() -> None:
    assert passages(Delivery("x.txt", "x", ("One.", None, "Three.")), DATA) == [
        Passage(slice(0, 4), ("One.", "Three."))
    ]
    assert passages(Delivery("x.txt", "x"), DATA) == [Passage(slice(0, 4), ())]


def test_a_folder_with_a_file_per_document_is_realigned(tmp_path: Path) -> None:
    write(tmp_path / "a.txt", " ".join(OUTPUT[:2]))
    write(tmp_path / "b.txt", *OUTPUT[2:])
    assert attach_files(DATA, {"x": tmp_path}, "realign").data.outputs["x"] == OUTPUT
    (tmp_path / "b.txt").unlink()
    with pytest.raises(DataError, match=r"no file for document 'b'\n  try: b\.txt"):
        attach_files(DATA, {"x": tmp_path}, "realign")


@pytest.mark.parametrize("alignment", ["realign", "document"])
def test_a_file_of_no_document_is_refused_with_the_nearest_documents(tmp_path: Path, alignment: Alignment) -> None:
    for name in ("a.txt", "b.txt", "bb.txt", ".hidden.txt", "README.md"):
        write(tmp_path / name, *OUTPUT[:2])
    with pytest.raises(
        DataError, match=r"bb\.txt belongs to no document of the set\n  try: .*the nearest documents: b$"
    ):
        attach_files(DATA, {"x": tmp_path}, alignment)
    (tmp_path / "bb.txt").unlink()
    assert "x" in attach_files(DATA, {"x": tmp_path}, alignment).data.outputs
