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
    with pytest.raises(DataError, match="system 'x', row 2: nan is no text\n  try: a text, or None"):
        from_memory("x", ["Eins.", float("nan")])  # type: ignore[list-item]
    with pytest.raises(DataError, match="system 'x', row 1: 69 is no text"):
        from_memory("x", b"Eins.")  # type: ignore[arg-type]
    with pytest.raises(DataError, match=r"system 'x' is given as .*Path, not as texts\n  try: a list of texts"):
        from_memory("x", tmp_path)  # type: ignore[arg-type]
