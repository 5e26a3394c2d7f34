"""Safe parsing of XML from untrusted sources: no access outside the file, no entities, bounded size and depth."""

from __future__ import annotations

import gzip
import zlib
from typing import TYPE_CHECKING, Final
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from tertium.errors import DataError

if TYPE_CHECKING:
    from pathlib import Path

MAX_BYTES: Final = 512 * 2**20
"""Largest size of a file, unpacked: a small .gz may hold gigabytes."""
MAX_DEPTH: Final = 100
"""Deepest nesting of elements. Formats of the field need about ten; deeper trees overflow recursive readers."""
CHUNK: Final = 2**20
"""Number of bytes that are unpacked and parsed at a time."""
XML_NAMESPACE: Final = "http://www.w3.org/XML/1998/namespace"
"""Namespace that the prefix ``xml`` stands for."""
LANGUAGE: Final = "xml:lang"
"""Attribute of an element's language, the only name that keeps its prefix."""


def parse(path: Path) -> Element:
    """Return the root element; names lose their namespaces, except ``xml:lang``.

    Nothing outside the file is read and no entity is expanded. A DOCTYPE is accepted, since every TMX has one, but no
    internal subset. Memory is bounded by `MAX_BYTES` and `MAX_DEPTH`.

    Raises:
        DataError: the file can't be read, is not well-formed, too large, nested too deep, or declares entities; with
            line.
    """
    builder = _Builder(path)
    try:
        with gzip.open(path) if path.suffix == ".gz" else path.open("rb") as file:
            size = 0
            while chunk := file.read(CHUNK):
                size += len(chunk)
                if size > MAX_BYTES:
                    raise DataError(f"{path} is larger than {MAX_BYTES >> 20} MiB", hint="split the file")
                builder.parser.Parse(chunk, False)  # noqa: FBT003 - expat takes no keywords
            builder.parser.Parse(b"", True)  # noqa: FBT003
    except expat.ExpatError as error:
        reason = expat.ErrorString(error.code)
        raise DataError(f"{path}, line {error.lineno}: {reason}", hint="well-formed XML") from error
    except (OSError, EOFError, zlib.error) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise DataError(f"can't read {path}: {reason}", hint="check the path and its permissions") from error
    return builder.tree.close()


class _Builder:
    """Builds a tree from expat's events; raises DataError for declarations and for deep nesting."""

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
            raise self._error("declares entities or elements of its own", "remove the [ … ] from its DOCTYPE")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise self._error(f"elements are nested more than {MAX_DEPTH} deep", "a file of this format")
        self.tree.start(_local(name), {_local(key): value for key, value in attributes.items()})

    def _end(self, name: str) -> None:
        self.depth -= 1
        self.tree.end(_local(name))

    def _error(self, problem: str, hint: str) -> DataError:
        return DataError(f"{self.path}, line {self.parser.CurrentLineNumber}: {problem}", hint=hint)


def _local(name: str) -> str:
    """Return an element's or attribute's name without its namespace; expat writes ``namespace name``."""
    namespace, _, local = name.rpartition(" ")
    return f"xml:{local}" if namespace == XML_NAMESPACE else local
