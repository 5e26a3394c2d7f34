"""A folder in the layout of WMT test sets."""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING

import pytest

from tertium.corpora.readers import open_set, wmt
from tertium.errors import DataError, UsageError
from tests.corpora.making import TABLE, assert_table, write

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    columns = {
        "source": TABLE["source"],
        "reference.A": TABLE["reference"],
        "docs": TABLE["document"],
        "domains": ["n", "n", "s"],
        "systems/x": TABLE["hypothesis"],
    }
    for name, texts in columns.items():
        write(tmp_path / "small-en-de" / f"{name}.txt", "\n".join(texts) + "\n")
    return tmp_path / "small-en-de"


def test_every_file_is_a_column(folder: Path) -> None:
    data = open_set(folder, ("en", "de"))
    assert wmt.claims(folder)
    assert_table(data)
    assert (data.name, data.languages, data.domains) == ("small-en-de", ("en", "de"), ("n", "s"))
    assert data.ids == ("a#1", "a#2", "b#1")
    assert list(data.references) == ["A"]


def test_files_may_be_packed_and_a_reference_without_a_name(folder: Path) -> None:
    (folder / "source.txt").unlink()
    with gzip.open(folder / "source.txt.gz", "wt", encoding="utf-8") as file:
        file.write("\n".join(TABLE["source"]))
    (folder / "reference.A.txt").rename(folder / "reference.txt")
    data = open_set(folder)
    assert_table(data)
    assert list(data.references) == ["ref"]


def test_files_of_different_length_are_refused(folder: Path) -> None:
    (folder / "systems" / "x.txt").write_text("one\n", encoding="utf-8")
    with pytest.raises(DataError, match=r"x\.txt has 1 line, source\.txt has 3"):
        open_set(folder)


def test_documents_that_are_not_contiguous_are_refused(folder: Path) -> None:
    (folder / "docs.txt").write_text("a\nb\na\n", encoding="utf-8")
    with pytest.raises(DataError, match="'a' occurs twice"):
        open_set(folder)


def test_a_byte_order_mark_is_told_and_kept_where_that_is_asked(tmp_path: Path) -> None:
    write(tmp_path / "source.txt", "\ufeffOne.\n")
    write(tmp_path / "reference.txt", "Eins.\n")
    assert (open_set(tmp_path).sources, open_set(tmp_path).notes) == (
        ("One.",),
        ("source.txt: byte order mark stripped",),
    )
    kept = open_set(tmp_path, keep_bom=True)
    assert (kept.sources, kept.notes) == (("\ufeffOne.",), ("source.txt: byte order mark kept as text",))
    table = write(tmp_path / "a.jsonl", '\ufeff{"source": "One."}')
    assert open_set(table).notes == ("a.jsonl: byte order mark stripped",)
    for columns in (None, {"source": "source"}):
        with pytest.raises(UsageError, match="is no folder of text files"):
            open_set(table, columns=columns, keep_bom=True)
