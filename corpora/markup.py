"""Readable text of XML elements, and XML that every XML reader accepts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final
from xml.sax.saxutils import escape, quoteattr

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


def readable_text(element: Element | None) -> str | None:
    """Return an element's text without native codes and deleted passages; None for no element."""
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
    return (f"{count} control characters, which XML can't contain, are written as U+FFFD",) if count else ()


def _quoted(value: str) -> str:
    # Readers turn literal white space in an attribute into spaces.
    return quoteattr(ILLEGAL.sub("\ufffd", value), {"\r": "&#13;", "\n": "&#10;", "\t": "&#9;"})


def _texts(element: Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if child.tag not in NATIVE and child.get("mtype") != DELETED:
            yield from _texts(child)
        yield child.tail or ""
