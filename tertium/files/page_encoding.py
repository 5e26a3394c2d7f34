"""Decodes web pages as browsers do: by the labels of the WHATWG Encoding Standard, but never into garbage.

https://encoding.spec.whatwg.org/#names-and-labels
"""

from __future__ import annotations

import codecs
import re
from typing import Final

from tertium.errors import DataError
from tertium.files.encoding_labels import ENCODINGS

MARKS: Final = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
"""Byte order mark to Python's name of the encoding."""
XML_DECLARATION: Final = re.compile(rb"\s*<\?xml[^>]*?\sencoding\s*=\s*[\"']([^\"'>]+)[\"']")
META: Final = re.compile(rb"<meta\b[^>]*?[\s\"';/]charset\s*=\s*[\"']?\s*([^\s\"'/>;]+)", re.IGNORECASE)
NOT_MARKUP: Final = re.compile(rb"<!--.*?-->|<script\b.*?</script\s*>", re.IGNORECASE | re.DOTALL)
"""Comments and scripts, in which a declaration declares nothing."""
MULTIPLE_BYTES: Final = re.compile(rb"[\xc2-\xf4][\x80-\xbf]+")
MIN_CHARACTERS: Final = 8
"""Characters beyond ASCII from which valid UTF-8 is UTF-8, whatever the page declares: in another encoding so many
would hardly be valid by chance."""


def decode_page(raw: bytes, name: str = "the page") -> str:
    """Return a web page as text, in the encoding of its byte order mark, of its declaration, or UTF-8.

    Args:
        raw: the page.
        name: of its file, for the error.

    Raises:
        DataError: bytes don't fit the encoding; the message names the file, the first bad byte and the remedy.
    """
    encoding, label = encoding_of(raw), declared_label(raw)
    if raw.startswith(tuple(MARKS)):
        return _decoded(raw, encoding, name, f"{encoding.removesuffix('-sig')}, which its first bytes announce")
    if ENCODINGS.get(label) == encoding:
        return _decoded(raw, encoding, name, f"{label}, the encoding that the page declares")
    declares = f"declares the unknown encoding {label!r}" if label else "declares no encoding"
    return _decoded(raw, encoding, name, f"UTF-8, and the page {declares}")


def encoding_of(raw: bytes) -> str:
    """Return Python's name of the encoding in which a page is decoded, whether or not its bytes fit."""
    marked = next((encoding for mark, encoding in MARKS.items() if raw.startswith(mark)), "")
    declared = ENCODINGS.get(declared_label(raw), "")
    return marked or ("utf-8" if not declared or _is_utf8(raw) else declared)


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
