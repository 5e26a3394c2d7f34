"""WMT's SGML until 2020: one file each for sources, references and every system, in one folder."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from tertium.corpora.columns import ONLY_REFERENCE, ONLY_SYSTEM, to_set
from tertium.corpora.readers.language_pairs import choose_pair, is_in
from tertium.corpora.readers.sgm_markup import SETS, Markup, Segment, Tag
from tertium.corpora.readers.wmtxml import Cell, columns_of
from tertium.errors import DataError
from tertium.files import read_text

if TYPE_CHECKING:
    from pathlib import Path

    from tertium.corpora.readers import Languages
    from tertium.corpora.types import EvalSet

SUFFIXES: Final = (".sgm", ".sgml", ".sgm.gz", ".sgml.gz")
ANY: Final = "any"
"""What WMT writes for the language of a source that isn't named."""


def claims(path: Path) -> bool:
    """Return whether the path is an SGML file, or a folder with such files."""
    return path.name.lower().endswith(SUFFIXES) or bool(_files(path))


def read(path: Path, languages: Languages) -> EvalSet:
    """Return the set that all files of the folder form together, or that the single file holds.

    Raises:
        DataError: a file has no segments, ends too early, or has a segment outside a document; a document or a segment
            occurs twice in one column; or there are several languages and none is requested.
    """
    contents = [content for file in _files(path) or [path] for content in _read_file(file)]
    chosen = choose_pair(path, [content.languages for content in contents], languages)
    kept = [content for content in contents if is_in(content.languages, chosen)]
    # The source comes first: it has all segments in order, where a system may leave some out.
    kept.sort(key=lambda content: content.kind != "srcset")
    domains: dict[str, str | None] = {}
    for content in kept:
        for document, genre in content.genres.items():
            domains[document] = domains.get(document) or genre
    other = dict.fromkeys(content.path.name for content in contents if not is_in(content.languages, chosen))
    notes = [note for content in kept for note in content.notes]
    return to_set(
        columns_of([cell for content in kept for cell in content.cells()], domains),
        name=path.name.split(".")[0],
        origin=path.name,
        languages=(languages[0] or chosen[0], languages[1] or chosen[1]),
        notes=[*notes, *([f"files in other languages are left out: {', '.join(other)}"] if other else [])],
    )


def _files(path: Path) -> list[Path]:
    return sorted(file for file in path.glob("*") if file.name.lower().endswith(SUFFIXES)) if path.is_dir() else []


def _read_file(path: Path) -> list[_Content]:
    """Return what a file holds: one set, or several one after the other."""
    text, notes = read_text(path)
    markup = Markup(path, text)
    contents: list[_Content] = []
    for item in markup:
        if isinstance(item, Tag) and item.name in SETS and not item.is_end:
            contents.append(_Content(path, item.name))
        if not contents:
            hint = "<srcset>, <refset> or <tstset> around its documents"
            raise DataError(f"{path}, line {item.line}: no set has begun", hint=hint)
        contents[-1].add(item)
    if not any(content.segments for content in contents):
        raise DataError(f"{path} has no segments", hint="<doc> elements with <seg> elements")
    contents[-1].check_end()
    contents[0].notes = [*notes, *(f"{path.name}: {note}" for note in markup.notes())]
    return contents


@dataclass(slots=True)
class _Content:
    """What one set of a file holds.

    Attributes:
        path: the file.
        kind: the set's tag: srcset, refset or tstset.
        name: of its reference or system, where the set has one.
        languages: source and target, as the file names them.
        segments: every segment behind its document's id and the name that the document gives its system.
        genres: the genre of each document, or None.
        notes: what people should know about the reading, of a file's first set.
    """

    path: Path
    kind: str
    name: str = ""
    languages: Languages = (None, None)
    segments: list[tuple[str, str, Segment]] = field(default_factory=list)
    genres: dict[str, str | None] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    _document: Tag | None = None
    _is_open: bool = False
    _document_lines: dict[tuple[str, str], int] = field(default_factory=dict)

    def add(self, item: Tag | Segment) -> None:
        """Add the next tag or segment of the file."""
        if isinstance(item, Segment):
            self._add_segment(item)
        elif item.name == "doc":
            self._add_document(item)
        else:
            self._add_set(item)

    def check_end(self) -> None:
        """Check that the set and its last document have ended."""
        if self._document is not None or self._is_open:
            what = f"document {self._document.attributes['docid']!r}" if self._document else f"its <{self.kind}>"
            raise DataError(f"{self.path} ends inside {what}", hint="the whole file: it is cut off")

    def cells(self) -> list[Cell]:
        """Return the set's segments as cells of columns."""
        return [
            Cell(
                document,
                segment.attributes.get("id") or str(number),
                self._column(system),
                segment.text,
                f"{self.path}, line {segment.line}",
            )
            for number, (document, system, segment) in enumerate(self.segments, start=1)
        ]

    def _add_set(self, tag: Tag) -> None:
        """Begin or end the set."""
        self._is_open = not tag.is_end
        if tag.is_end:
            self._document = None  # its end tag may be left out
            return
        self.name = tag.attributes.get("refid" if tag.name == "refset" else "sysid") or ""
        source, target = (tag.attributes.get(name) for name in ("srclang", "trglang"))
        self.languages = (None if source == ANY else source, None if target == ANY else target)

    def _add_document(self, tag: Tag) -> None:
        """Begin or end a document."""
        self._document = None if tag.is_end else tag
        if tag.is_end:
            return
        id_ = tag.attributes.get("docid")
        if not id_:
            raise self._error(tag.line, "a document has no id", '<doc docid="…">')
        key = id_, tag.attributes.get("sysid", "")
        if key in self._document_lines:
            first = self._document_lines[key]
            raise self._error(tag.line, f"document {id_!r} occurs twice, first on line {first}", "one <doc> for each")
        self._document_lines[key] = tag.line
        self.genres[id_] = self.genres.get(id_) or tag.attributes.get("genre")

    def _add_segment(self, segment: Segment) -> None:
        """Add a segment to the open document."""
        if self._document is None:
            raise self._error(segment.line, "a segment is outside a document", "<seg> within <doc docid=…>")
        attributes = self._document.attributes
        self.segments.append((attributes["docid"], attributes.get("sysid", ""), segment))

    def _column(self, system: str) -> str:
        """Return the column of a document; `system` is the name that it has itself."""
        if self.kind == "srcset":
            return "source"
        if self.kind == "tstset":
            return f"system.{system or self.name or ONLY_SYSTEM}"
        # A file of one reference names its documents at will; one of several tells them apart by these names.
        several = len({name for _, name in self._document_lines}) > 1
        return f"reference.{self.name or (several and system) or ONLY_REFERENCE}"

    def _error(self, line: int, problem: str, hint: str) -> DataError:
        return DataError(f"{self.path}, line {line}: {problem}", hint=hint)
