"""The texts of XML elements, and XML written so that every XML reader takes it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final
from xml.sax.saxutils import escape, quoteattr

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

    from tertium.corpora.types import EvalSet

ILLEGAL: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 can't hold, escaped or not."""
NATIVE: Final = frozenset({"bpt", "ept", "ph", "it", "ut", "x", "bx", "ex", "sc", "ec"})
"""Inline elements that hold code of another format or nothing: no text for a reader."""


def plain(element: Element | None) -> str | None:
    """Return the text that people read: that of inline elements too, but no codes; None where there is no element."""
    return None if element is None else "".join(_texts(element))


def markup(name: str, content: str | None = None, /, **attributes: str | None) -> str:
    """Return ``<name attributes>content</name>``; the content is markup already, attributes of None are left out.

    ``_`` in an attribute's name stands for ``:``, as in xml_lang; ``__`` for ``-``.
    """
    given = "".join(
        f" {key.replace('__', '-').replace('_', ':')}={_quoted(value)}"
        for key, value in attributes.items()
        if value is not None
    )
    return f"<{name}{given}/>" if content is None else f"<{name}{given}>{content}</{name}>"


def text(content: str) -> str:
    """Return text as markup; characters that XML can't hold become U+FFFD."""
    return escape(ILLEGAL.sub("\ufffd", content), {"\r": "&#13;"})


def spoilt(data: EvalSet) -> tuple[str, ...]:
    """Return a note where the set's texts, ids or names hold characters that XML can't."""
    columns = [data.sources or (), *data.references.values(), *data.outputs.values()]
    documents = [one.id for one in data.documents]
    named = [data.ids, documents, data.domains, tuple(data.references), tuple(data.outputs)]
    count = sum(len(ILLEGAL.findall(one)) for column in (*columns, *named) for one in column if one)
    return (f"{count} control characters, which XML can't hold, are written as U+FFFD",) if count else ()


def _quoted(value: str) -> str:
    return quoteattr(ILLEGAL.sub("\ufffd", value), {"\r": "&#13;", "\n": "&#10;", "\t": "&#9;"})


def _texts(element: Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if child.tag not in NATIVE:
            yield from _texts(child)
        yield child.tail or ""
