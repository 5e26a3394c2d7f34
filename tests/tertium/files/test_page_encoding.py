"""Web pages are decoded as browsers do, and never into garbage."""

from __future__ import annotations

import pytest

from tertium.errors import DataError
from tertium.files.encoding_labels import ENCODINGS
from tertium.files.page_encoding import declared_label, decode_page

TEXT = "<p>„Grüße“ – 10 €"


def page(label: str, text: str, encoding: str) -> bytes:
    return f'<meta charset="{label}">'.encode() + text.encode(encoding)


@pytest.mark.parametrize("label", ["iso-8859-1", "latin1", "ASCII", "us-ascii", "windows-1252", "ISO_8859-1:1987"])
def test_labels_of_latin_1_mean_windows_1252(label: str) -> None:
    assert decode_page(page(label, TEXT, "cp1252"), "a").endswith(TEXT)


@pytest.mark.parametrize(
    ("label", "text", "encoding"),
    [
        ("gb2312", "朱镕基", "gbk"),
        ("gbk", "朱镕基", "gbk"),
        ("x-sjis", "①橋が開通", "cp932"),
        ("shift_jis", "①橋が開通", "cp932"),
        ("euc-jp", "橋が開通", "euc_jp"),
        ("iso-2022-jp", "橋が開通", "iso2022_jp"),
        ("euc-kr", "똠방각하", "cp949"),
        ("ks_c_5601-1987", "똠방각하", "cp949"),
        ("big5", "新大橋通車", "big5"),
        ("tis-620", "สะพาน", "cp874"),
        ("iso-8859-9", "köprü “açıldı”", "cp1254"),
        ("windows-1251", "Мост", "cp1251"),
        ("koi8-r", "Мост", "koi8_r"),
        ("iso-8859-8-i", "גשר", "iso8859_8"),
        ("x-user-defined", "it’s", "cp1252"),
    ],
)
def test_labels_mean_what_browsers_take_them_for(label: str, text: str, encoding: str) -> None:
    assert decode_page(page(label, text, encoding), "a").endswith(text)


def test_every_encoding_is_one_that_python_knows() -> None:
    assert len(ENCODINGS) > 200
    for encoding in set(ENCODINGS.values()):
        "a".encode(encoding)


@pytest.mark.parametrize(
    "head",
    [
        b"<meta http-equiv='Content-Type' content='text/html; charset=windows-1251'>",
        b"<META content=text/html;charset=windows-1251>",
        b"<?xml version='1.0' encoding='windows-1251'?><html>",
        b"<!-- <meta charset='utf-8'> --><script>'<meta charset=utf-8>'</script><meta charset = windows-1251 />",
        b"<p>" + b" " * 50_000 + b"<meta charset=windows-1251>",
    ],
)
def test_a_declaration_is_found_wherever_it_stands(head: bytes) -> None:
    assert declared_label(head) == "windows-1251"
    assert decode_page(head + "Мост".encode("cp1251"), "a").endswith("Мост")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_a_byte_order_mark_is_stronger_than_a_declaration(encoding: str) -> None:
    assert decode_page(f"<meta charset=koi8-r>{TEXT}".encode(encoding), "a") == f"<meta charset=koi8-r>{TEXT}"


@pytest.mark.parametrize("label", ["iso-8859-1", "gb2312", "koi8-r", "utf-16", "utf-7", "no-such", ""])
def test_what_is_surely_utf_8_is_read_as_utf_8(label: str) -> None:
    text = "Über allen Gipfeln größte Ruhe, kühle Lüfte, Vögel schweigen, Bäume grünen."
    assert decode_page(page(label, text, "utf-8"), "a").endswith(text)


@pytest.mark.parametrize(
    ("raw", "says"),
    [
        (b"<p>it\x92s", "a.html, byte 5: 0x92 is not UTF-8, and the page declares no encoding"),
        (page("utf-8", "Grüße", "cp1252"), "a.html, byte 24: 0xfc is not utf-8, the encoding that the page declares"),
        (page("utf-7", "Grüße", "cp1252"), "declares the unknown encoding 'utf-7'"),
        (page("shift_jis", "橋", "cp932") + b"\x81", "is not shift_jis"),
        (page("windows-1252", "Мост", "cp866") + b"\x81", "is not windows-1252"),
    ],
)
def test_bytes_that_do_not_fit_are_an_error_that_names_file_byte_and_remedy(raw: bytes, says: str) -> None:
    with pytest.raises(DataError, match=r"(?s)a\.html.*try: save it as UTF-8") as error:
        decode_page(raw, "a.html")
    assert says in str(error.value)
