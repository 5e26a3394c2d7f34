"""Safe parsing of XML from untrusted sources: no access outside the file, no entities, bounded size and depth."""

from __future__ import annotations

import codecs
import gzip
import re
import zlib
from functools import lru_cache
from html.entities import html5
from typing import TYPE_CHECKING, Final
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from tertium.errors import DataError
from tertium.files.encoding_labels import ENCODINGS
from tertium.files.page_encoding import MARKS
from tertium.files.text import too_large, unreadable
from tertium.limits import MAX_ATTRIBUTES, MAX_BYTES, MAX_DEPTH, MAX_NODES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

CHUNK: Final = 2**20
"""Number of bytes that are unpacked and parsed at a time."""
XML_NAMESPACE: Final = "http://www.w3.org/XML/1998/namespace"
"""Namespace that the prefix ``xml`` stands for."""
LANGUAGE: Final = "xml:lang"
"""Attribute of an element's language, the only name that keeps its prefix."""
FIRST_BYTES: Final = {
    **MARKS,
    "<".encode("utf-16-le"): "utf-16-le",
    "<".encode("utf-16-be"): "utf-16-be",
}
"""First bytes of a file to its encoding, whatever it declares; without a mark, the zero byte beside ``<`` shows it."""
DECLARATION: Final = re.compile(
    r"<\?xml\s+version\s*=\s*{0}(?:\s+encoding\s*=\s*{0})?(?:\s+standalone\s*=\s*{0})?\s*\?>".format(
        r"(?:\"[\w.:-]+\"|'[\w.:-]+')"
    )
)
ENCODING: Final = re.compile(rb"<\?xml\s[^>]*?\sencoding\s*=\s*[\"']([^\"'>]*)[\"']")
STANDALONE: Final = '<?xml version="1.0" standalone="yes"?>'
"""Declaration that the parser gets in place of the file's own: the text is decoded already, and in a file that says
that it stands alone expat refuses an unknown entity, which under a DOCTYPE it would skip without a word."""
ENTITY: Final = re.compile(rb"&(?!(?:amp|lt|gt|quot|apos);|#)([^&;<\s]+);")
"""An entity that XML itself doesn't define."""


class PlacedElement(Element):
    """An element that knows its line in the file."""

    line: int = 0


def parse(path: Path) -> Element:
    """Return the root element; `line_of` returns the line of each element.

    Elements of the root's namespace and attributes of their element's namespace lose it, except ``xml:lang``; the
    names of others read ``{namespace}name``. Nothing outside the file is read and no entity is expanded. A DOCTYPE is
    accepted, since every TMX has one, but no internal subset. Memory is bounded by `tertium.limits`.

    Raises:
        DataError: the file can't be read, doesn't fit its encoding, is not well-formed, too large, nested too deep, has
            too many elements or attributes, or declares or uses entities; with line.
    """
    builder = _Builder(path)
    try:
        for text in _decoded(path):
            builder.feed(text)
        return builder.finish()
    except (OSError, EOFError, zlib.error) as error:
        raise unreadable(path, error) from error


def line_of(element: Element) -> int:
    """Return the line of the file on which an element that `parse` read begins."""
    return element.line if isinstance(element, PlacedElement) else 0


def _chunks(path: Path) -> Iterator[bytes]:
    """Yield the file's bytes, unpacked, up to `MAX_BYTES`."""
    with gzip.open(path) if path.suffix.lower() == ".gz" else path.open("rb") as file:
        size = 0
        while chunk := file.read(CHUNK):
            size += len(chunk)
            if size > MAX_BYTES:
                raise too_large(path, MAX_BYTES)
            yield chunk


def _decoded(path: Path) -> Iterator[str]:
    """Yield the file's text: in the encoding of its first bytes, else of its declaration, else UTF-8."""
    decoder: codecs.IncrementalDecoder | None = None
    encoding, read_lines = "", 1
    for chunk in _chunks(path):
        if decoder is None:
            encoding = _encoding(path, chunk)
            decoder = codecs.getincrementaldecoder(encoding)()
        try:
            text = decoder.decode(chunk)
        except UnicodeDecodeError as error:
            raise _misfit(path, encoding, read_lines, error) from error
        read_lines += text.count("\n")
        yield text
    if decoder is not None:
        try:
            decoder.decode(b"", final=True)
        except UnicodeDecodeError as error:
            raise _misfit(path, encoding, read_lines, error) from error


def _encoding(path: Path, chunk: bytes) -> str:
    """Return Python's name of the encoding of a file that begins with these bytes."""
    for first_bytes, encoding in FIRST_BYTES.items():
        if chunk.startswith(first_bytes):
            return encoding
    declaration = ENCODING.match(chunk)
    if declaration is None:
        return "utf-8"
    label = declaration[1].decode("latin-1").strip()
    if label.lower() not in ENCODINGS:
        message = f"{path}, line 1: declares the encoding {label!r}, which is unknown"
        raise DataError(message, hint=f"iconv -f ITS-ENCODING -t UTF-8 {path.name}, and declare UTF-8")
    return ENCODINGS[label.lower()]


def _misfit(path: Path, encoding: str, read_lines: int, error: UnicodeDecodeError) -> DataError:
    """Return the error for bytes that don't fit the encoding, on or after line `read_lines`."""
    line_number = read_lines + error.object[: error.start].decode(encoding, "replace").count("\n")
    hint = f"iconv -f ITS-ENCODING -t UTF-8 {path.name}, and declare UTF-8"
    byte = error.object[error.start]
    return DataError(f"{path}, line {line_number}: byte 0x{byte:02x} is not {encoding.removesuffix('-sig')}", hint=hint)


class _Builder:
    """Builds a tree from expat's events; raises DataError for declarations and for deep nesting."""

    def __init__(self, path: Path) -> None:
        self._path, self._depth, self._nodes, self._namespace = path, 0, 0, ""
        self._tree = TreeBuilder(element_factory=PlacedElement)
        self._begun = False
        self._chunk, self._chunk_start, self._previous = b"", 0, b""  # the last two chunks, to name an entity in them
        self._parser = expat.ParserCreate("utf-8", namespace_separator=" ")
        self._parser.buffer_text = True
        self._parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
        self._parser.StartDoctypeDeclHandler = self._doctype
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._tree.data

    def feed(self, text: str) -> None:
        """Parse a piece of the file."""
        if not self._begun and text:
            self._begun, text = True, self._with_own_declaration(text)
        self._parse(text.encode("utf-8"), final=False)

    def finish(self) -> Element:
        """Return the root after the last piece."""
        self._parse(b"", final=True)
        return self._tree.close()

    def _parse(self, data: bytes, *, final: bool) -> None:
        self._previous, self._chunk_start, self._chunk = self._chunk, self._chunk_start + len(self._chunk), data
        try:
            self._parser.Parse(data, final)
        except expat.ExpatError as error:
            if error.code == expat.errors.codes[expat.errors.XML_ERROR_UNDEFINED_ENTITY]:
                raise self._undeclared() from error
            reason = expat.ErrorString(error.code)
            raise DataError(f"{self._path}, line {error.lineno}: {reason}", hint="well-formed XML") from error

    def _undeclared(self) -> DataError:
        """Return the error for an entity that XML itself doesn't define; it ends in the last chunk."""
        start = self._parser.ErrorByteIndex - self._chunk_start + len(self._previous)
        # For one in an attribute, expat's position is that of the element.
        match = ENTITY.search(self._previous + self._chunk, max(start, 0))
        name = match[1].decode("utf-8") if match else ""
        references = "".join(f"&#{ord(character)};" for character in html5.get(f"{name};", ""))
        hint = f"{references} in its place" if references else "the characters that it stands for"
        return self._error(f"the entity {f'&{name};' if name else 'here'} is not declared", hint)

    def _doctype(self, _name: str, _system: str | None, _public: str | None, internal: int) -> None:
        if internal:
            raise self._error("declares entities or elements of its own", "remove the [ … ] from its DOCTYPE")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise self._error(f"elements are nested more than {MAX_DEPTH} deep", "a file of this format")
        self._nodes += 1 + len(attributes)
        if self._nodes > MAX_NODES:
            raise self._error(f"there are more than {MAX_NODES} elements and attributes", "split the file")
        if len(attributes) > MAX_ATTRIBUTES:
            raise self._error(f"an element has more than {MAX_ATTRIBUTES} attributes", "a file of this format")
        namespace = name.rpartition(" ")[0]
        if self._depth == 1:
            self._namespace = namespace
        if any(" " in key for key in attributes):
            # One without a prefix comes last: it wins over one of the same name with the element's own prefix.
            names = sorted(attributes, key=lambda key: " " not in key)
            attributes = {_local(key, namespace): attributes[key] for key in names}
        element = self._tree.start(_local(name, self._namespace), attributes)
        if isinstance(element, PlacedElement):
            element.line = self._parser.CurrentLineNumber

    def _end(self, name: str) -> None:
        self._depth -= 1
        self._tree.end(_local(name, self._namespace))

    def _with_own_declaration(self, text: str) -> str:
        """Return the start of a file with `STANDALONE` in place of its XML declaration, on as many lines."""
        declaration = DECLARATION.match(text)
        if declaration is not None:
            return STANDALONE + "\n" * declaration[0].count("\n") + text[declaration.end() :]
        if re.match(r"<\?xml\s", text):
            raise DataError(f"{self._path}, line 1: the XML declaration is broken", hint='<?xml version="1.0"?>')
        return STANDALONE + text

    def _error(self, problem: str, hint: str) -> DataError:
        return DataError(f"{self._path}, line {self._parser.CurrentLineNumber}: {problem}", hint=hint)


@lru_cache(maxsize=1024)
def _local(name: str, own: str) -> str:
    """Return a name without its namespace where that is `own`; expat writes ``namespace name``."""
    namespace, _, local = name.rpartition(" ")
    if namespace == XML_NAMESPACE:
        return f"xml:{local}"
    return local if namespace in {"", own} else f"{{{namespace}}}{local}"
