"""Raw articles: the encodings of pages; tests of builds have odd folders."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tertium.corpora.readers import articles
from tertium.errors import DataError
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
        ('<meta charset="utf-8"><p>Gr\xfc\xdfe'.encode("latin-1"), '<meta charset="utf-8"><p>Grüße'),
        (b"<p>it\x92s", "<p>it\N{RIGHT SINGLE QUOTATION MARK}s"),
    ],
)
def test_a_page_is_read_in_the_encoding_that_it_is_in(page: bytes, text: str) -> None:
    assert articles.decoded(page) == text


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
