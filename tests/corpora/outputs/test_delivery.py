"""What a system delivered is read from a file, a folder or memory, whatever set it is for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tertium.corpora.outputs.delivery import Delivery, from_memory, read
from tertium.errors import DataError

if TYPE_CHECKING:
    from pathlib import Path


def test_a_file_is_its_lines_and_what_was_stripped(tmp_path: Path) -> None:
    path = tmp_path / "x.txt"
    path.write_bytes(b"\xef\xbb\xbfEins.\r\n\r\nDrei.\r\n")
    delivery = read(path)
    assert (delivery.origin, delivery.label) == (str(path), "x.txt")
    assert (delivery.lines, delivery.files) == (("Eins.", "", "Drei."), None)
    assert len(delivery.stripped) == 2


def test_a_folder_is_its_text_files_but_hidden_ones(tmp_path: Path) -> None:
    for name in ("a.txt", "news/b.c.txt", ".hidden.txt", ".cache/d.txt", "README.md"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("\ufeffEins.\nZwei.\n", encoding="utf-8")
    delivery = read(tmp_path)
    assert (delivery.lines, delivery.files) == ((), {"a": ("Eins.", "Zwei."), "news/b.c": ("Eins.", "Zwei.")})
    assert len(delivery.stripped) == 2


def test_a_missing_file_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(DataError):
        read(tmp_path / "x.txt")


@pytest.mark.parametrize(
    ("texts", "lines"),
    [
        (["Eins.", None, ""], ("Eins.", None, "")),
        ("Eins.\n\nDrei.\n", ("Eins.", "", "Drei.")),
        ("Eins.", ("Eins.",)),
        ("", ()),
        ([], ()),
    ],
)
def test_a_list_is_its_texts_and_one_text_is_the_content_of_a_file(
    texts: str | list[str | None], lines: tuple[str | None, ...]
) -> None:
    assert from_memory("x", texts) == Delivery("system 'x'", "x", lines)


def test_what_is_no_text_is_refused_with_its_row(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="system 'x', row 2: 3 is no text but int\n  try: a text, or None"):
        from_memory("x", ["Eins.", 3])
    assert from_memory("x", ["Eins.", float("nan")]).lines == ("Eins.", None)
    with pytest.raises(DataError, match="system 'x' is a single text"):
        from_memory("x", b"Eins.")
    with pytest.raises(DataError, match=r"system 'x' is given as .*Path, not as texts\n  try: a list of texts"):
        from_memory("x", tmp_path)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("x.jsonl", '{"id": 2, "hypothesis": "Zwei.", "score": 1}\n{"id": "1", "hypothesis": "Eins."}\n'),
        ("x.json", '[{"id": 2, "hypothesis": "Zwei."}, {"id": 1, "hypothesis": ["Eins."]}]'),
        ("x.csv", 'id,hypothesis\n2,"Zwei."\n1,Eins.\n'),
        ("x.tsv", "id\tsystem.other\n2\tZwei.\n1\tEins.\n"),
        ("x.jsonl", '{"doc_id": 2, "hypothesis": "Zwei."}\n{"doc_id": 1, "hypothesis": "Eins."}\n'),
    ],
)
def test_a_table_is_its_column_of_outputs_with_their_ids(name: str, content: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(content, encoding="utf-8")
    delivery = read(tmp_path / name)
    assert (delivery.lines, delivery.ids) == (("Zwei.", "Eins."), ("2", "1"))


def test_the_column_of_outputs_is_that_of_the_system_or_the_one_that_is_named(tmp_path: Path) -> None:
    path = tmp_path / "x.jsonl"
    path.write_text('{"system.a": "1", "system.b": "2", "answer": "3", "doc_id": "d"}\n' * 2, encoding="utf-8")
    assert read(path, system="b").lines == ("2", "2")
    delivery = read(path, {"hypothesis": "answer"})
    assert (delivery.lines, delivery.ids) == (("3", "3"), None)  # what repeats names documents
    with pytest.raises(DataError, match=r"x\.jsonl has no column 'hypothesis' of outputs\n  try: --column hypothesis="):
        read(path)


def test_a_tsv_of_one_column_is_lines_unless_its_column_is_named(tmp_path: Path) -> None:
    (tmp_path / "x.tsv").write_text("hypothesis\nEins.\n", encoding="utf-8")
    assert read(tmp_path / "x.tsv").lines == ("hypothesis", "Eins.")
    assert read(tmp_path / "x.tsv", {"hypothesis": "hypothesis"}).lines == ("Eins.",)


def test_a_tsv_that_begins_with_a_blank_line_is_a_table(tmp_path: Path) -> None:
    (tmp_path / "x.tsv").write_text("\nid\thypothesis\n1\tEins.\n", encoding="utf-8")
    assert read(tmp_path / "x.tsv").lines == ("Eins.",)


def test_an_id_that_occurs_twice_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text("id,hypothesis\n1,a\n1,b\n", encoding="utf-8")
    with pytest.raises(DataError, match=r"x\.csv: segment id '1' occurs twice"):
        read(tmp_path / "x.csv")


@pytest.mark.parametrize("cell", ['"id": null, ', '"id": "", ', ""])
def test_an_id_in_some_rows_only_is_refused(cell: str, tmp_path: Path) -> None:
    path = tmp_path / "x.jsonl"
    path.write_text(f'{{"id": "b", "hypothesis": "Zwei."}}\n{{{cell}"hypothesis": "Eins."}}\n', encoding="utf-8")
    with pytest.raises(DataError, match=r"x.jsonl, line 2: no id, as in 1 of 2 rows\n  try: an id in each row"):
        read(path)


def test_the_ending_of_a_table_may_be_in_capitals(tmp_path: Path) -> None:
    (tmp_path / "X.CSV").write_text("id,hypothesis\n2,Zwei.\n", encoding="utf-8")
    (tmp_path / "X.TSV").write_text("Eins.\nZwei.\n", encoding="utf-8")
    assert read(tmp_path / "X.CSV").ids == ("2",)
    assert read(tmp_path / "X.TSV").lines == ("Eins.", "Zwei.")
