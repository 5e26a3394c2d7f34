"""WMT's SGML until 2020: one file each for sources, references and every system, in one folder."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import TYPE_CHECKING, Final

from tertium.corpora.columns import ONLY_REFERENCE, ONLY_SYSTEM, to_set
from tertium.corpora.readers.wmtxml import Cell, columns_of
from tertium.errors import DataError
from tertium.files import read_text

if TYPE_CHECKING:
    from pathlib import Path

    from tertium.corpora.readers import Languages
    from tertium.corpora.types import EvalSet

SUFFIXES: Final = (".sgm", ".sgml", ".sgm.gz")


def claims(path: Path) -> bool:
    """Return whether the path is an SGML file, or a folder with such files."""
    return path.name.endswith(SUFFIXES) or bool(_files(path))


def read(path: Path, languages: Languages) -> EvalSet:
    """Return the set that all files of the folder form together, or that the single file holds.

    Raises:
        DataError: a file has no segments, or a segment is outside a document.
    """
    files = _files(path) or [path]
    # The source comes first: it has all segments in order, where a system may leave some out.
    parsers = sorted((_parse(file) for file in files), key=lambda parser: parser.column != "source")
    cells = [cell for parser in parsers for cell in parser.cells]
    domains = {document: genre for parser in parsers for document, genre in parser.genres.items()}
    source, target = (
        next((parser.languages[side] for parser in parsers if parser.languages[side]), None) for side in (0, 1)
    )
    return to_set(
        columns_of(cells, domains),
        name=path.name.split(".")[0],
        origin=path.name,
        languages=(languages[0] or source, languages[1] or target),
    )


def _files(path: Path) -> list[Path]:
    return sorted(file for file in path.glob("*") if file.name.endswith(SUFFIXES)) if path.is_dir() else []


def _parse(path: Path) -> _Parser:
    parser = _Parser()
    parser.feed(read_text(path)[0])
    parser.close()
    if not parser.cells:
        raise DataError(f"{path} has no segments", hint="<doc> elements with <seg> elements")
    if any(not cell.document for cell in parser.cells):
        raise DataError(f"{path}: a segment is outside a document", hint="<seg> within <doc docid=…>")
    return parser


class _Parser(HTMLParser):
    """Collects the cells of a file; accepts tags in either case, entities, and segments that are never closed.

    Attributes:
        column: the column that the file holds, as in columns.py.
        languages: source and target, as the file names them.
        cells: its segments.
        genres: the genre of each document, or None.
    """

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.column = ""
        self.languages: tuple[str | None, str | None] = (None, None)
        self.cells: list[Cell] = []
        self.genres: dict[str, str | None] = {}
        self._document, self._segment = "", ""
        self._parts: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        if tag in {"srcset", "refset", "tstset"}:
            self.languages = (attributes.get("srclang"), attributes.get("trglang"))
            self._start_set(tag, attributes)
        elif tag == "doc":
            self._document = attributes.get("docid") or ""
            self.genres[self._document] = attributes.get("genre")
            if self.column.startswith("system") and attributes.get("sysid"):
                self.column = f"system.{attributes['sysid']}"
        elif tag == "seg":
            self._end_segment()
            self._segment, self._parts = attributes.get("id") or str(len(self.cells) + 1), []

    def handle_endtag(self, tag: str) -> None:
        if tag in {"seg", "doc", "p", "hl"}:
            self._end_segment()

    def handle_data(self, data: str) -> None:
        if self._parts is not None:
            self._parts.append(data)

    def _start_set(self, tag: str, attributes: dict[str, str | None]) -> None:
        if tag == "srcset":
            self.column = "source"
        elif tag == "refset":
            self.column = f"reference.{attributes.get('refid') or ONLY_REFERENCE}"
        else:
            self.column = f"system.{attributes.get('sysid') or ONLY_SYSTEM}"

    def _end_segment(self) -> None:
        if self._parts is not None:
            self.cells.append(Cell(self._document, self._segment, self.column, "".join(self._parts).strip()))
        self._parts = None
