"""Safe parsing of untrusted XML: names, languages, limits, and the position of errors."""

from __future__ import annotations

import gzip
import time
import tracemalloc
from typing import TYPE_CHECKING

import pytest

from tertium import untrusted
from tertium.errors import DataError
from tertium.limits import MAX_ATTRIBUTES, MAX_DEPTH
from tertium.untrusted import LANGUAGE, line_of, parse
from tests.corpora.making import CASES

if TYPE_CHECKING:
    from pathlib import Path


def test_names_lose_their_namespaces_and_languages_stay(tmp_path: Path) -> None:
    path = tmp_path / "a.xml.gz"
    path.write_bytes(gzip.compress(b'<x:a xmlns:x="urn:x"><x:b xml:lang="de" x:n="1">Tag</x:b></x:a>'))
    (child,) = parse(path)
    assert (child.tag, child.text, child.attrib) == ("b", "Tag", {LANGUAGE: "de", "n": "1"})


def test_attributes_and_elements_of_other_namespaces_keep_theirs(tmp_path: Path) -> None:
    path = tmp_path / "a.xml"
    text = '<a xmlns:x="urn:x" version="1" x:version="2">\n<x:b/>\n<b x:n="3"/></a>'
    path.write_text(text, encoding="utf-8")
    root = parse(path)
    assert root.attrib == {"version": "1", "{urn:x}version": "2"}
    assert [(child.tag, line_of(child)) for child in root] == [("{urn:x}b", 2), ("b", 3)]
    assert root[1].attrib == {"{urn:x}n": "3"}


DOCTYPE = '<!DOCTYPE tmx SYSTEM "tmx14.dtd">'


@pytest.mark.parametrize("doctype", ["", DOCTYPE])
@pytest.mark.parametrize("content", ["<b>caf&eacute;</b>", "<b n='caf&eacute;'/>", "<b>&amp;&lt;&eacute;</b>"])
def test_an_entity_that_nobody_declares_is_named_wherever_it_stands(doctype: str, content: str, tmp_path: Path) -> None:
    path = tmp_path / "a.xml"
    path.write_text(f'<?xml version="1.0"\n?>{doctype}\n<a>{content}</a>', encoding="utf-8")
    with pytest.raises(DataError, match=r"a\.xml, line 3: the entity &eacute; is not declared\n  try: &#233; in its"):
        parse(path)


@pytest.mark.parametrize("size", [1, 5, 7, 64])
def test_an_entity_is_named_wherever_the_pieces_of_a_file_end(
    size: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(untrusted, "CHUNK", size)
    path = tmp_path / "a.xml"
    path.write_text(f"<a>{'ü' * 20}&nothing;</a>", encoding="utf-8")
    with pytest.raises(DataError, match=r"line 1: the entity (&nothing;|here) is not declared"):
        parse(path)


@pytest.mark.parametrize("case", ["tmx-entities-dropped/e.tmx", "xml-entity-dropped/memory.tmx"])
def test_letters_never_vanish_with_their_entity(case: str) -> None:
    with pytest.raises(DataError, match=r"line [35]: the entity &eacute; is not declared\n  try: &#233;"):
        parse(CASES / case)


TEXTS = {
    "Shift_JIS": "\u6a4b\uff5e\u2460",  # with two characters of Windows that JIS X 0208 lacks
    "x-sjis": "\u6a4b",
    "EUC-JP": "\u6a4b",
    "ISO-2022-JP": "\u6a4b",
    "GB2312": "\u6865\u9555",  # the second is in GBK only
    "GBK": "\u6865",
    "gb18030": "\u6865\U0001f6a2",
    "Big5": "\u6a4b",
    "EUC-KR": "\ub2e4\ub9ac",
    "iso-8859-1": "\u201cpont\u201d",  # curly quotes are in Windows-1252 only
    "windows-1251": "\u043c\u043e\u0441\u0442",
    "KOI8-R": "\u043c\u043e\u0441\u0442",
}
CODECS = {"Shift_JIS": "cp932", "x-sjis": "cp932", "GB2312": "gbk", "iso-8859-1": "cp1252"}


@pytest.mark.parametrize("label", TEXTS)
@pytest.mark.parametrize("size", [5, 2**20])
def test_a_file_is_read_in_the_encoding_that_it_declares(
    label: str, size: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = f"<?xml version='1.0' encoding='{label}'?><a>{TEXTS[label]}</a>"
    path = tmp_path / "a.xml"
    path.write_bytes(text.encode(CODECS.get(label, label)))
    monkeypatch.setattr(untrusted, "CHUNK", max(size, len(text) - 5))
    assert parse(path).text == TEXTS[label]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("declared", ["", "<?xml version='1.0' encoding='utf-16'?>", "<?xml version='1.0'?>\n"])
def test_the_first_bytes_of_a_file_overrule_its_declaration(encoding: str, declared: str, tmp_path: Path) -> None:
    path = tmp_path / "a.xml"
    path.write_bytes(f"{declared}<a>Br\u00fccke</a>".encode(encoding))
    assert parse(path).text == "Br\u00fccke"


@pytest.mark.parametrize(
    ("raw", "problem"),
    [
        (b"<?xml version='1.0' encoding='UTF8x'?><a/>", "line 1: declares the encoding 'UTF8x', which is unknown"),
        (b"<?xml version='1.0' encoding='rot13'?><a/>", "line 1: declares the encoding 'rot13', which is unknown"),
        (b"<a>\n\n\xfc</a>", "line 3: byte 0xfc is not utf-8"),
        (b"<?xml version='1.0' encoding='EUC-JP'?>\n<a>\xb6\x20</a>", "line 2: byte 0xb6 is not euc_jp"),
        (b"<?xml version='1.0' encoding='EUC-JP'?>\n<a>\xb6", "line 2: byte 0xb6 is not euc_jp"),
        ("<a>\n</a>".encode("utf-16")[:-1], "is not utf-16"),
        (b"<?xml version='1.0' x?><a/>", "line 1: the XML declaration is broken"),
        (b" <?xml version='1.0'?><a/>", "line 1: XML or text declaration not at start of entity"),
    ],
)
def test_bytes_that_are_not_text_are_named_with_their_line(raw: bytes, problem: str, tmp_path: Path) -> None:
    path = tmp_path / "a.xml"
    path.write_bytes(raw)
    with pytest.raises(DataError, match=problem) as refused:
        parse(path)
    assert str(refused.value).count("\n  try: ") == 1


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("<a>\n<b></a>", "line 2: mismatched tag"),
        ("<a>" * (MAX_DEPTH + 1), f"line 1: elements are nested more than {MAX_DEPTH} deep"),
        (
            "<a " + " ".join(f"b{i}=''" for i in range(MAX_ATTRIBUTES + 1)) + "/>",
            f"line 1: an element has more than {MAX_ATTRIBUTES} attributes",
        ),
        ('<!DOCTYPE a [<!ENTITY b "c">]><a/>', "line 1: declares entities or elements of its own"),
    ],
)
def test_what_is_wrong_is_named_with_its_line(tmp_path: Path, text: str, problem: str) -> None:
    path = tmp_path / "a.xml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DataError, match=problem) as refused:
        parse(path)
    assert str(refused.value).startswith(f"{path}, line ")
    assert str(refused.value).count("\n  try: ") == 1


def test_a_file_that_can_t_be_read_is_named(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"can't read .*none\.xml: No such file"):
        parse(tmp_path / "none.xml")
    (tmp_path / "a.xml.gz").write_bytes(b"<a/>")
    with pytest.raises(DataError, match=r"can't read .*a\.xml\.gz: Not a gzipped file"):
        parse(tmp_path / "a.xml.gz")


def test_a_packed_gigabyte_of_nesting_ends_at_once(tmp_path: Path) -> None:
    path = tmp_path / "a.xml.gz"
    path.write_bytes(gzip.compress(b"<a>" * (2**24 // 3), 1) * 64)
    tracemalloc.start()
    start = time.process_time()
    with pytest.raises(DataError, match="deep"):
        parse(path)
    assert time.process_time() - start < 2
    assert tracemalloc.get_traced_memory()[1] < 50 * 2**20
    tracemalloc.stop()


def test_a_file_larger_than_the_limit_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(untrusted, "MAX_BYTES", 2**20)
    path = tmp_path / "a.xml"
    path.write_text(f"<a>{'a' * 2**21}</a>", encoding="utf-8")
    with pytest.raises(DataError, match="larger than 1 MiB"):
        parse(path)


def test_elements_and_attributes_are_counted_together(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(untrusted, "MAX_NODES", 6)
    path = tmp_path / "a.xml"
    path.write_text('<a><b c=""/><b c=""/></a>', encoding="utf-8")
    assert len(parse(path)) == 2
    path.write_text('<a><b c=""/>\n<b c="" d="" e=""/></a>', encoding="utf-8")
    with pytest.raises(DataError, match="line 2: there are more than 6 elements and attributes"):
        parse(path)
