"""WMT's SGML until 2020: one file each for sources, references and every system, in one folder."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import TYPE_CHECKING, Final

from tertium.corpora.columns import ONLY_REFERENCE, ONLY_SYSTEM, to_set
from tertium.corpora.readers.wmtxml import Cell, gather
from tertium.errors import DataError
from tertium.files import read_text

if TYPE_CHECKING:
    from pathlib import Path

    from tertium.corpora.readers import Languages
    from tertium.corpora.types import EvalSet

SUFFIXES: Final = (".sgm", ".sgml", ".sgm.gz")


def claims(path: Path) -> bool:
    """Whether it is a file of this kind, or a folder that holds some."""
    return path.name.endswith(SUFFIXES) or bool(_files(path))


def read(path: Path, languages: Languages) -> EvalSet:
    """Return the set that all files of the folder, or the one file, make together.

    Raises:
        DataError: a file has no segments, or a segment no document.
    """
    files = _files(path) or [path]
    parsers = [_parsed(file) for file in files]
    order = sorted(parsers, key=lambda one: one.column != "source")
    cells = [cell for one in order for cell in one.cells]
    domains = {document: genre for one in order for document, genre in one.genres.items()}
    said = [next((one.languages[side] for one in order if one.languages[side]), None) for side in (0, 1)]
    return to_set(
        gather(cells, domains),
        name=path.name.split(".")[0],
        origin=path.name,
        languages=(languages[0] or said[0], languages[1] or said[1]),
    )


def _files(path: Path) -> list[Path]:
    return sorted(one for one in path.glob("*") if one.name.endswith(SUFFIXES)) if path.is_dir() else []


def _parsed(path: Path) -> _Parser:
    parser = _Parser()
    parser.feed(read_text(path)[0])
    parser.close()
    if not parser.cells:
        raise DataError(f"{path} has no segments", hint="<doc> elements with <seg> elements")
    if any(not cell.document for cell in parser.cells):
        raise DataError(f"{path}: a segment stands outside a document", hint="<seg> within <doc docid=…>")
    return parser


class _Parser(HTMLParser):
    """Reads tags in either case, entities, and segments that never close."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.column = ""
        self.languages: tuple[str | None, str | None] = (None, None)
        self.cells: list[Cell] = []
        self.genres: dict[str, str | None] = {}
        self._document, self._segment = "", ""
        self._parts: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        if tag in {"srcset", "refset", "tstset"}:
            self.languages = (found.get("srclang"), found.get("trglang"))
            self._set(tag, found)
        elif tag == "doc":
            self._document = found.get("docid") or ""
            self.genres[self._document] = found.get("genre")
            if self.column.startswith("system") and found.get("sysid"):
                self.column = f"system.{found['sysid']}"
        elif tag == "seg":
            self._close()
            self._segment, self._parts = found.get("id") or str(len(self.cells) + 1), []

    def handle_endtag(self, tag: str) -> None:
        if tag in {"seg", "doc", "p", "hl"}:
            self._close()

    def handle_data(self, data: str) -> None:
        if self._parts is not None:
            self._parts.append(data)

    def _set(self, tag: str, found: dict[str, str | None]) -> None:
        if tag == "srcset":
            self.column = "source"
        elif tag == "refset":
            self.column = f"reference.{found.get('refid') or ONLY_REFERENCE}"
        else:
            self.column = f"system.{found.get('sysid') or ONLY_SYSTEM}"

    def _close(self) -> None:
        if self._parts is not None:
            self.cells.append(Cell(self._document, self._segment, self.column, "".join(self._parts).strip()))
        self._parts = None
