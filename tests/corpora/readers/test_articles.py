"""Raw articles: the encodings of pages; tests of builds have odd folders."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tertium.corpora.readers import articles
from tertium.errors import DataError
from tertium.files.page_encoding import decode_page
from tests.corpora.making import write

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ("<p>Grüße".encode("utf-16"), "<p>Grüße"),
        (b"\xef\xbb\xbf" + "<p>Grüße".encode(), "<p>Grüße"),
        ('<meta charset="iso-8859-15"><p>10 €'.encode("iso-8859-15"), '<meta charset="iso-8859-15"><p>10 €'),
        ('<meta charset="no-such"><p>Grüße'.encode(), '<meta charset="no-such"><p>Grüße'),
        ("<meta charset=utf-16><p>Grüße".encode(), "<meta charset=utf-16><p>Grüße"),
        (b"<meta charset=latin1><p>it\x92s", "<meta charset=latin1><p>it\N{RIGHT SINGLE QUOTATION MARK}s"),
    ],
)
def test_a_page_is_read_in_the_encoding_that_it_is_in(page: bytes, text: str) -> None:
    assert decode_page(page) == text


@pytest.mark.parametrize("page", [b'<meta charset="utf-8"><p>Gr\xfc\xdfe', b"<p>it\x92s"])
def test_a_page_that_is_not_in_its_encoding_is_refused(page: bytes, tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(page)
    with pytest.raises(DataError, match=r"a\.html, byte \d+: 0x.. is not .* the page declares"):
        articles.read(tmp_path, "a.html")


def test_files_that_are_no_articles_are_listed_with_the_reason(tmp_path: Path) -> None:
    for name in ("a.txt", "b/c.MD", "d", ".git/e.txt", ".f"):
        write(tmp_path / name, "text")
    unread = articles.unread(tmp_path)
    assert unread == [(".f", "hidden"), (".git", "hidden"), ("b/c.MD", "ends in .MD"), ("d", "no ending")]
    assert articles.unread_line(unread) == "not read: .f, .git, b/c.MD, d (only .txt, .html, .htm)"
    assert articles.unread_line(unread * 4).endswith("d, .f, .git and 6 more (only .txt, .html, .htm)")
    assert not articles.unread_line([])


def test_a_folder_without_articles_is_told_with_what_it_has(tmp_path: Path) -> None:
    write(tmp_path / "a.docx", "text")
    with pytest.raises(DataError, match=r"holds no articles; not read: a\.docx"):
        articles.find(tmp_path)


def test_a_folder_that_no_reader_claims_is_one_of_articles(tmp_path: Path) -> None:
    write(tmp_path / "a.txt", "An article.")
    assert articles.is_articles(tmp_path)
    assert not articles.is_articles(tmp_path / "a.txt")
    write(tmp_path / "source.txt", "A segment.\n")
    assert not articles.is_articles(tmp_path), "the layout of WMT test sets"


def test_an_id_is_the_path_without_the_suffix(tmp_path: Path) -> None:
    for name in ("b.txt", "a/c.d.html", "a/.hidden.txt", "notes.pdf"):
        write(tmp_path / name, "text")
    assert articles.find(tmp_path) == ["a/c.d.html", "b.txt"]
    assert articles.id_of("a/c.d.html") == "a/c.d"
    write(tmp_path / "b.html", "text")
    with pytest.raises(DataError, match=r"b\.html and b\.txt would both be article 'b'\n  try: rename"):
        articles.find(tmp_path)


def test_articles_with_a_byte_order_mark_are_named_in_a_note(tmp_path: Path) -> None:
    for i in range(12):
        write(tmp_path / f"{i:02}.txt", "\ufeffGrüße." if i != 3 else "Grüße.")
    write(tmp_path / "page.html", "\ufeff<p>Grüße.")
    names = articles.find(tmp_path)
    (note,) = articles.mark_notes(tmp_path, names)
    assert note == f"byte order mark stripped: {', '.join(n for n in names[:11] if n != '03.txt')} and 2 more"
    assert articles.mark_notes(tmp_path, ["03.txt", "page.html"]) == ["byte order mark stripped: page.html"]
    assert articles.mark_notes(tmp_path, ["03.txt"]) == []
    assert articles.read(tmp_path, "00.txt").text == "Grüße."


def test_a_file_in_the_place_of_the_folder_is_answered_with_what_opens_it(tmp_path: Path) -> None:
    write(tmp_path / "shop.csv", "source,reference\n")
    with pytest.raises(DataError, match=r"Not a directory\n  try: a folder of articles; tertium\.open_set, or"):
        articles.find(tmp_path / "shop.csv")
