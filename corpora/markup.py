"""Readable text of XML elements, and XML that every XML reader accepts."""

from __future__ import annotations

import re
import sys
from collections import Counter
from typing import TYPE_CHECKING, Final
from xml.sax.saxutils import escape, quoteattr

from tertium.errors import counted

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from xml.etree.ElementTree import Element

    from tertium.corpora.types import EvalSet

ILLEGAL: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Matches characters that XML 1.0 can't contain, not even escaped."""
NATIVE: Final = frozenset({"bpt", "ept", "ph", "it", "ut", "x", "bx", "ex", "sc", "ec"})
"""Inline elements of TMX and XLIFF that contain codes of the native format, or nothing; they hold no readable text."""

DELETED: Final = "x-sdl-deleted"
"""`mtype` of a passage that a reviser took out, where Trados keeps track of changes."""
HEXADECIMAL: Final = re.compile("[0-9A-Fa-f]{1,8}")
"""Matches the number of a character in a <cp>."""
LINE_BREAKS: Final = frozenset({"lb", "x-html-br", "xlf:lb"})
"""Kinds of a code that breaks the line: TMX's `type`, XLIFF 1.2's `ctype`, XLIFF 2's `subType`."""


def readable_text(element: Element | None) -> str | None:
    """Return an element's text without what `omissions` counts; None for no element.

    The text of a code (`NATIVE`) is in a language of machines. XLIFF 2's <cp> is the character that it names.
    """
    return None if element is None else "".join(_texts(element))


def stray_texts(root: Element, structure: Collection[str]) -> int:
    """Return how many texts, white space apart, stand directly in elements that hold only other elements.

    Args:
        root: the elements at and below it are searched.
        structure: names of the elements that may hold no text, as the format says.
    """
    texts = (
        text
        for element in root.iter()
        if element.tag in structure
        for text in (element.text, *(child.tail for child in element))
    )
    return sum(1 for text in texts if text and text.strip())


def omissions(element: Element | None) -> Counter[str]:
    """Return how many passages `readable_text` leaves out of an element though people read them, by kind."""
    kinds: Counter[str] = Counter()
    for child in () if element is None else element:
        if child.get("mtype") == DELETED:
            kinds["passages that are marked as deleted"] += 1
            continue
        if child.tag in NATIVE:
            # Text that a code contains, such as a picture's description, is a text of its own: <sub> marks it.
            kinds["texts within codes (sub)"] += sum(bool("".join(_texts(sub)).strip()) for sub in child.iter("sub"))
            kinds["line breaks that are codes"] += not LINE_BREAKS.isdisjoint(
                child.get(key) for key in ("type", "ctype", "subType")
            )
        elif child.tag == "cp":
            kinds["characters that XML can't contain (cp)"] += not _character(child)
        else:
            kinds += omissions(child)
    return +kinds


def element_markup(name: str, content: str | None = None, /, **attributes: str | None) -> str:
    """Return ``<name attributes>content</name>``; the content is already escaped, attributes of None are left out.

    In an attribute's name ``_`` stands for ``:``, as in xml_lang, and ``__`` for ``-``.
    """
    attribute_markup = "".join(
        f" {key.replace('__', '-').replace('_', ':')}={_quoted(value)}"
        for key, value in attributes.items()
        if value is not None
    )
    return f"<{name}{attribute_markup}/>" if content is None else f"<{name}{attribute_markup}>{content}</{name}>"


def escaped(text: str) -> str:
    """Return a text as markup; characters that XML can't contain become U+FFFD."""
    return escape(ILLEGAL.sub("\ufffd", text), {"\r": "&#13;"})  # readers turn a literal CR into a line feed


def replaced_characters(data: EvalSet) -> tuple[str, ...]:
    """Return a note where the set's texts, ids or names have characters that XML can't contain."""
    columns = [data.sources or (), *data.references.values(), *data.outputs.values()]
    documents = [document.id for document in data.documents]
    names = [data.ids, documents, data.domains, tuple(data.references), tuple(data.outputs)]
    count = sum(len(ILLEGAL.findall(text)) for column in (*columns, *names) for text in column if text)
    return (f"{counted(count, 'control character')}, not allowed in XML, written as U+FFFD",) if count else ()


def _quoted(value: str) -> str:
    # Readers turn literal white space in an attribute into spaces.
    return quoteattr(ILLEGAL.sub("\ufffd", value), {"\r": "&#13;", "\n": "&#10;", "\t": "&#9;"})


def _texts(element: Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if child.tag == "cp":
            yield _character(child)
        elif child.tag not in NATIVE and child.get("mtype") != DELETED:
            yield from _texts(child)
        yield child.tail or ""


def _character(element: Element) -> str:
    """Return the character whose hexadecimal number a <cp> gives; "" where XML can't contain it, or there is none."""
    digits = element.get("hex", "")
    number = int(digits, 16) if HEXADECIMAL.fullmatch(digits) else 0
    # A control character in a text would be scored, and be written to XML as U+FFFD.
    return ILLEGAL.sub("", chr(number)) if number <= sys.maxunicode else ""
