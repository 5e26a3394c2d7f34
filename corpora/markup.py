"""XML read without trusting it, and written so that every XML reader takes it."""

from __future__ import annotations

import gzip
import re
from typing import TYPE_CHECKING, Final
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

from tertium.errors import DataError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tertium.corpora.types import EvalSet

LARGEST: Final = 512 * 2**20
"""Bytes of a file, unpacked."""
DEEPEST: Final = 100
"""Elements within each other; formats of the field need about ten."""
CHUNK: Final = 2**20
XML: Final = "http://www.w3.org/XML/1998/namespace"
LANGUAGE: Final = "xml:lang"
ILLEGAL: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 can't hold, escaped or not."""
NATIVE: Final = frozenset({"bpt", "ept", "ph", "it", "ut", "x", "bx", "ex", "sc", "ec"})
"""Inline elements that hold code of another format or nothing: no text for a reader."""


def parse(path: Path) -> Element:
    """Return the root element; namespaces are taken off the names, but ``xml:lang`` stays.

    Nothing outside the file is read and no entity is declared: a DOCTYPE may stand (every TMX has one), but an internal
    subset may not. Memory is bounded: by the size of the file and by how deep elements stand in each other.

    Raises:
        DataError: the file can't be read, is not well-formed, too large, too deep, or declares entities; with line.
    """
    builder = _Builder(path)
    try:
        with gzip.open(path) if path.suffix == ".gz" else path.open("rb") as file:
            size = 0
            while chunk := file.read(CHUNK):
                size += len(chunk)
                if size > LARGEST:
                    raise DataError(f"{path} is larger than {LARGEST >> 20} MiB", hint="split the file")
                builder.parser.Parse(chunk, False)  # noqa: FBT003 - expat takes no keywords
            builder.parser.Parse(b"", True)  # noqa: FBT003
    except expat.ExpatError as error:
        reason = expat.ErrorString(error.code)
        raise DataError(f"{path}, line {error.lineno}: {reason}", hint="well-formed XML") from error
    except (OSError, EOFError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise DataError(f"can't read {path}: {reason}", hint="check the path and its permissions") from error
    return builder.tree.close()


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
    """Return a note where the set's texts hold characters that XML can't."""
    columns = [data.sources or (), *data.references.values(), *data.outputs.values()]
    count = sum(len(ILLEGAL.findall(one)) for column in columns for one in column if one)
    return (f"{count} control characters, which XML can't hold, are written as U+FFFD",) if count else ()


def _quoted(value: str) -> str:
    return quoteattr(ILLEGAL.sub("\ufffd", value), {"\r": "&#13;", "\n": "&#10;", "\t": "&#9;"})


def _texts(element: Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if child.tag not in NATIVE:
            yield from _texts(child)
        yield child.tail or ""


class _Builder:
    """Expat's events made into a tree."""

    def __init__(self, path: Path) -> None:
        self.path, self.depth, self.tree = path, 0, TreeBuilder()
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.buffer_text = True
        self.parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
        self.parser.StartDoctypeDeclHandler = self._doctype
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self.tree.data

    def _doctype(self, _name: str, _system: str | None, _public: str | None, internal: int) -> None:
        if internal:
            raise self._refused("declares entities or elements of its own", "remove the [ … ] from its DOCTYPE")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self.depth += 1
        if self.depth > DEEPEST:
            raise self._refused(f"elements stand more than {DEEPEST} deep in each other", "a file of this format")
        self.tree.start(_local(name), {_local(key): value for key, value in attributes.items()})

    def _end(self, name: str) -> None:
        self.depth -= 1
        self.tree.end(_local(name))

    def _refused(self, why: str, hint: str) -> DataError:
        return DataError(f"{self.path}, line {self.parser.CurrentLineNumber}: {why}", hint=hint)


def _local(name: str) -> str:
    space, _, local = name.rpartition(" ")
    return f"xml:{local}" if space == XML else local
