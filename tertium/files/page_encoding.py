"""Decodes web pages as browsers do: by the labels of the WHATWG Encoding Standard, but never into garbage.

https://encoding.spec.whatwg.org/#names-and-labels
"""

from __future__ import annotations

import codecs
import re
from typing import Final

from tertium.errors import DataError

MARKS: Final = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
"""Byte order mark to Python's name of the encoding."""
_LABELS: Final = """
utf-8: unicode-1-1-utf-8 unicode11utf8 unicode20utf8 utf-8 utf8 x-unicode20utf8 utf-16 utf-16be utf-16le unicodefffe
    csunicode iso-10646-ucs-2 ucs-2 unicode unicodefeff
cp866: 866 cp866 csibm866 ibm866
iso8859-2: csisolatin2 iso-8859-2 iso-ir-101 iso8859-2 iso88592 iso_8859-2 iso_8859-2:1987 l2 latin2
iso8859-3: csisolatin3 iso-8859-3 iso-ir-109 iso8859-3 iso88593 iso_8859-3 iso_8859-3:1988 l3 latin3
iso8859-4: csisolatin4 iso-8859-4 iso-ir-110 iso8859-4 iso88594 iso_8859-4 iso_8859-4:1988 l4 latin4
iso8859-5: csisolatincyrillic cyrillic iso-8859-5 iso-ir-144 iso8859-5 iso88595 iso_8859-5 iso_8859-5:1988
iso8859-6: arabic asmo-708 csiso88596e csiso88596i csisolatinarabic ecma-114 iso-8859-6 iso-8859-6-e iso-8859-6-i
    iso-ir-127 iso8859-6 iso88596 iso_8859-6 iso_8859-6:1987
iso8859-7: csisolatingreek ecma-118 elot_928 greek greek8 iso-8859-7 iso-ir-126 iso8859-7 iso88597 iso_8859-7
    iso_8859-7:1987 sun_eu_greek
iso8859-8: csiso88598e csisolatinhebrew hebrew iso-8859-8 iso-8859-8-e iso-ir-138 iso8859-8 iso88598 iso_8859-8
    iso_8859-8:1988 visual csiso88598i iso-8859-8-i logical
iso8859-10: csisolatin6 iso-8859-10 iso-ir-157 iso8859-10 iso885910 l6 latin6
iso8859-13: iso-8859-13 iso8859-13 iso885913
iso8859-14: iso-8859-14 iso8859-14 iso885914
iso8859-15: csisolatin9 iso-8859-15 iso8859-15 iso885915 iso_8859-15 l9
iso8859-16: iso-8859-16
koi8-r: cskoi8r koi koi8 koi8-r koi8_r
koi8-u: koi8-ru koi8-u
mac-roman: csmacintosh mac macintosh x-mac-roman
cp874: dos-874 iso-8859-11 iso8859-11 iso885911 tis-620 windows-874
cp1250: cp1250 windows-1250 x-cp1250
cp1251: cp1251 windows-1251 x-cp1251
cp1252: ansi_x3.4-1968 ascii cp1252 cp819 csisolatin1 ibm819 iso-8859-1 iso-ir-100 iso8859-1 iso88591 iso_8859-1
    iso_8859-1:1987 l1 latin1 us-ascii windows-1252 x-cp1252 x-user-defined
cp1253: cp1253 windows-1253 x-cp1253
cp1254: cp1254 csisolatin5 iso-8859-9 iso-ir-148 iso8859-9 iso88599 iso_8859-9 iso_8859-9:1989 l5 latin5 windows-1254
    x-cp1254
cp1255: cp1255 windows-1255 x-cp1255
cp1256: cp1256 windows-1256 x-cp1256
cp1257: cp1257 windows-1257 x-cp1257
cp1258: cp1258 windows-1258 x-cp1258
mac-cyrillic: x-mac-cyrillic x-mac-ukrainian
gb18030: chinese csgb2312 csiso58gb231280 gb2312 gb_2312 gb_2312-80 gbk iso-ir-58 x-gbk gb18030
big5hkscs: big5 big5-hkscs cn-big5 csbig5 x-x-big5
euc_jp: cseucpkdfmtjapanese euc-jp x-euc-jp
iso2022_jp: csiso2022jp iso-2022-jp
cp932: csshiftjis ms932 ms_kanji shift-jis shift_jis sjis windows-31j x-sjis
cp949: cseuckr csksc56011987 euc-kr iso-ir-149 korean ks_c_5601-1987 ks_c_5601-1989 ksc5601 ksc_5601 windows-949
"""
ENCODINGS: Final = {
    label: encoding
    for group in _LABELS.replace("\n    ", " ").strip().split("\n")
    for encoding, _, labels in (group.partition(":"),)
    for label in labels.split()
}
"""Label in small letters to Python's name of the encoding that browsers take it for: ``latin1`` is Windows-1252,
``gb2312`` GB 18030. A page in which ``utf-16`` can be read as ASCII is in UTF-8. What browsers refuse (``utf-7``,
``iso-2022-kr``) isn't here."""
XML_DECLARATION: Final = re.compile(rb"\s*<\?xml[^>]*?\sencoding\s*=\s*[\"']([^\"'>]+)[\"']")
META: Final = re.compile(rb"<meta\b[^>]*?[\s\"';/]charset\s*=\s*[\"']?\s*([^\s\"'/>;]+)", re.IGNORECASE)
NOT_MARKUP: Final = re.compile(rb"<!--.*?-->|<script\b.*?</script\s*>", re.IGNORECASE | re.DOTALL)
"""Comments and scripts, in which a declaration declares nothing."""
MULTIPLE_BYTES: Final = re.compile(rb"[\xc2-\xf4][\x80-\xbf]+")
MIN_CHARACTERS: Final = 8
"""Characters beyond ASCII from which valid UTF-8 is UTF-8, whatever the page declares: in another encoding so many
would hardly be valid by chance."""


def decode_page(raw: bytes, name: str) -> str:
    """Return a web page as text, in the encoding of its byte order mark, of its declaration, or UTF-8.

    Args:
        raw: the page.
        name: of its file, for the error.

    Raises:
        DataError: bytes don't fit the encoding; the message names the file, the first bad byte and the remedy.
    """
    for mark, encoding in MARKS.items():
        if raw.startswith(mark):
            return _decoded(raw, encoding, name, f"{encoding.removesuffix('-sig')}, which its first bytes announce")
    label = declared_label(raw)
    encoding = ENCODINGS.get(label, "")
    if not encoding or _is_utf8(raw):
        declares = f"declares the unknown encoding {label!r}" if label else "declares no encoding"
        return _decoded(raw, "utf-8", name, f"UTF-8, and the page {declares}")
    return _decoded(raw, encoding, name, f"{label}, the encoding that the page declares")


def declared_label(raw: bytes) -> str:
    """Return the label of the encoding that a page declares, in small letters; "" where it declares none."""
    declaration = XML_DECLARATION.match(raw) or META.search(NOT_MARKUP.sub(b"", raw))
    return declaration[1].decode("latin-1").strip().lower() if declaration else ""


def _is_utf8(raw: bytes) -> bool:
    """Whether bytes are surely UTF-8: valid, with several characters beyond ASCII."""
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return len(MULTIPLE_BYTES.findall(raw)) >= MIN_CHARACTERS


def _decoded(raw: bytes, encoding: str, name: str, what: str) -> str:
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError as error:
        raise DataError(
            f"{name}, byte {error.start}: 0x{raw[error.start]:02x} is not {what}",
            hint=f"save it as UTF-8 (iconv -f ITS-ENCODING -t UTF-8 {name}) and declare that, or remove it",
        ) from error
