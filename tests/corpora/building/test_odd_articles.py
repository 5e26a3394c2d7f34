"""Folders as they shouldn't be: each gives the right set, or an error of two lines, and never a wrong one."""

from __future__ import annotations

import gzip
import os
from typing import TYPE_CHECKING

import pytest

from tertium.cli import main
from tertium.corpora import store
from tertium.corpora.building.build import build
from tertium.corpora.building.plan import Plan
from tertium.corpora.readers.articles import find, read
from tertium.errors import DataError
from tertium.files import read_lines
from tertium.files.page_encoding import decode_page

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

DE = (
    "Der Gemeinderat von Ostheim hat am Montag beschlossen, das Bad zu schließen.\n\n"
    "Drei Mitglieder stimmten dagegen, und 12 Bürger pfiffen."
)
EN = (
    "The council of Ostheim voted on Monday to close the pool.\n\n"
    "Three members voted against it, and 12 people whistled."
)
PLAN = Plan("de", "en", encoder="lexical")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "in"
    made.mkdir()
    (made / "bad.txt").write_text(DE, encoding="utf-8")
    (made / "pool.txt").write_text(EN, encoding="utf-8")
    return made


def fails(folder: Path, capsys: pytest.CaptureFixture[str], *more: str | Path) -> str:
    words = ["build", folder, "--from", "de", "--to", "en", "-o", folder.parent / "set", "-q", "--encoder", "lexical"]
    code = main([str(word) for word in (*words, *more)])
    out, err = capsys.readouterr()
    assert code in {2, 3}, (code, out, err)
    assert len(err.splitlines()) == 2, err
    assert err.splitlines()[1].startswith("  try: ")
    assert not (folder.parent / "set").exists()
    return err


def utf16(path: Path) -> None:
    path.write_bytes(EN.encode("utf-16"))


def utf16_without_mark(path: Path) -> None:
    path.write_bytes(EN.encode("utf-16-le"))


def picture(path: Path) -> None:
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 9)


def zeros(path: Path) -> None:
    path.write_bytes(b"\0\1\2" * 500)


def latin(path: Path) -> None:
    path.write_bytes(b"Gr\xfc\xdfe aus Ostheim")


def gone(path: Path) -> None:
    path.symlink_to(path.parent / "nothing")


def itself(path: Path) -> None:
    path.symlink_to(path.name)


def pipe(path: Path) -> None:
    os.mkfifo(path)


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (utf16, "is not UTF-8: it begins like UTF-16\n  try: iconv -f UTF-16"),
        (utf16_without_mark, "is not UTF-8: it is full of zero bytes\n  try: iconv -f UTF-16"),
        (picture, "is not text: "),
        (zeros, "is not UTF-8: it is full of zero bytes"),
        (latin, "line 1, byte 2 of the file: 0xfc is not UTF-8\n  try: iconv -f WINDOWS-1252"),
        (gone, "is neither a file nor a link to one"),
        (itself, "can't read "),
        (pipe, "is neither a file nor a link to one"),
    ],
)
def test_what_is_no_text_is_named(
    make: Callable[[Path], None], says: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    make(folder / "odd one.txt")
    err = fails(folder, capsys)
    assert "odd one.txt" in err
    assert says in err


def test_a_link_to_a_folder_around_it_is_no_endless_walk(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "loop").symlink_to(folder)
    assert "loop is a link to a folder that contains it" in fails(folder, capsys)


@pytest.mark.parametrize("name", [b"b\xff.txt", b"a\tb.txt", b"c\xff/d.txt"])
def test_a_name_that_cannot_stand_in_a_list_is_refused(
    name: bytes, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = os.path.join(os.fsencode(folder), name)  # noqa: PTH118 - the names are bytes
    os.makedirs(os.path.dirname(path), exist_ok=True)  # noqa: PTH103, PTH120
    with open(path, "w", encoding="utf-8") as file:  # noqa: PTH123
        file.write(DE)
    assert "is not UTF-8, or has control characters\n  try: rename it" in fails(folder, capsys)


def test_a_folder_without_permission_is_named(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def scandir(path: object) -> object:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(os, "scandir", scandir)
    assert f"can't read {folder}: Permission denied\n  try: check its permissions" in fails(folder, capsys)


def test_odd_names_and_an_empty_file_are_no_trouble(folder: Path) -> None:
    (folder / "bad.txt").rename(folder / "das alte Bad – ä漢\u200f.txt")
    (folder / "#?&%.txt").write_bytes(b"")
    (folder / "copy.txt").symlink_to("pool.txt")
    made = build(folder, PLAN)
    assert [one.id for one in made.documents] == ["das alte Bad – ä漢\u200f"]
    assert {one["id"]: one["reason"] for one in made.provenance["unpaired"]} == {
        "#?&%": "no text is left after cleaning"
    }
    assert made.provenance["copies"] == [{"id": "pool", "of": "copy", "shared": 1.0}]


def test_line_ends_of_old_macs_part_paragraphs(folder: Path) -> None:
    expected = build(folder, PLAN)
    for name, text in (("bad", DE), ("pool", EN)):
        (folder / f"{name}.txt").write_bytes(text.replace("\n", "\r").encode())
    made = build(folder, PLAN)
    assert (made.sources, made.outputs) == (expected.sources, expected.outputs)


def test_a_very_long_line_and_marks_of_direction_are_text(folder: Path) -> None:
    (folder / "pool.txt").write_text("\u200f\u202b" + EN.replace("\n\n", "\u2028") + "\u202c", encoding="utf-8")
    (folder / "long.txt").write_text("x" * 1_000_000, encoding="utf-8")
    made = build(folder, PLAN)
    assert "\u202b" in (made.outputs["web"][0] or "")
    assert [one["id"] for one in made.provenance["unpaired"]] == ["long"]


@pytest.mark.parametrize(
    "page",
    [
        EN.encode("utf-16"),
        EN.encode("utf-8-sig"),
        b'<meta charset="utf-16">' + EN.encode(),
        b'<meta charset="undefined">' + EN.encode(),
        b'<meta charset="no such">' + EN.encode(),
        b'<meta charset="utf-7">' + EN.encode(),
    ],
)
def test_a_page_is_read_in_its_real_encoding(page: bytes) -> None:
    assert decode_page(page).endswith(EN)
    assert "\ufeff" not in decode_page(page)


@pytest.mark.parametrize("make", [picture, zeros, utf16_without_mark])
def test_a_page_that_is_no_text_is_refused(make: Callable[[Path], None], folder: Path) -> None:
    make(folder / "odd.html")
    with pytest.raises(DataError, match=r"odd\.html is no"):
        read(folder, "odd.html")
    assert "odd.html" in find(folder)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("nope\tpool\tpair", "no article is called 'nope'"),
        ("bad\tpol\tpair", "no article is called 'pol'\n  try: pool"),
        ("bad\tnope\tapart", "no article is called 'nope'"),
        ("pool\tbad\tpair", "'pool' is not in de but in en"),
        ("bad\tbad\tpair", "'bad' is not in en but in de"),
        ("bad\tnothing\tpair", "'nothing' is empty, or nothing of it is left"),
    ],
)
def test_pairs_of_articles_that_are_not_there_are_refused(
    text: str, says: str, folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "nothing.txt").write_bytes(b"")
    (tmp_path / "pairs.tsv").write_text(f"source\ttarget\tdecision\n{text}\n", encoding="utf-8")
    assert f"--pairs, line 2: {says}" in fails(folder, capsys, "--pairs", tmp_path / "pairs.tsv")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('[[line]]\narticle = "pol"\nnumber = 1\nlabel = "text"', "no article is called 'pol' (line 1)\n  try: pool"),
        ('[[line]]\narticle = "pool"\nnumber = 2\nlabel = "text"', "article 'pool' has no line 2, or an empty one"),
        ('[[line]]\narticle = "pool"\nnumber = "1"\nlabel = "text"', "number = '1' is no int"),
        ("[[rule]]\nname = 1\nlabel = 'text'\nmatch = 'x'", "name = 1 is no str"),
        ("[[rule]]\nname = 'a'\nlabel = ['text']\nmatch = 'x'", "label = ['text'] is no str"),
        ("line = [1]", "'line' is no list of entries\n  try: [[line]]"),
        ("rule = 'x'", "'rule' is no list of entries\n  try: [[rule]]"),
    ],
)
def test_rules_for_what_is_not_there_are_refused(
    text: str, says: str, folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "rules.toml").write_text(text, encoding="utf-8")
    assert says in fails(folder, capsys, "--rules", tmp_path / "rules.toml")


@pytest.mark.parametrize("name", ["", " ", "a\tb", "a\nb"])
def test_a_name_for_the_column_that_no_table_could_show_is_refused(
    name: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert f"invalid name {name!r}" in fails(folder, capsys, "--called", name)


def test_a_damaged_archive_and_a_lone_control_character(tmp_path: Path) -> None:
    packed = bytearray(gzip.compress(b"one\ntwo\n" * 100))
    packed[15:40] = b"\xff" * 25
    (tmp_path / "a.gz").write_bytes(packed)
    with pytest.raises(DataError, match=r"can't read .*a\.gz"):
        read_lines(tmp_path / "a.gz")
    (tmp_path / "b.txt").write_bytes(b"\x07\nb\x1b\0\n")
    assert read_lines(tmp_path / "b.txt")[0] == ["\x07", "b\x1b\0"]


def test_a_build_that_failed_leaves_nothing_behind(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    picture(folder / "odd.txt")
    fails(folder, capsys)
    (folder / "odd.txt").unlink()
    assert [path.name for path in folder.parent.iterdir()] == ["in"]
    assert main(["build", str(folder), "--from", "de", "--to", "en", "-o", str(folder.parent / "set"), "-q"]) == 0
    assert len(store.load(folder.parent / "set").documents) == 1
