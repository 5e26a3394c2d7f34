"""A folder in the layout of WMT test sets: source.txt, reference.NAME.txt, docs.txt, domains.txt, systems/NAME.txt."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tertium.corpora.readers import lines

if TYPE_CHECKING:
    from pathlib import Path

    from tertium.corpora.readers import Languages
    from tertium.corpora.types import EvalSet

KEEPS_BOM: Final = True
"""Byte order marks may be kept; see `LineReader`."""
UNNAMED = "ref"
"""Name of the reference in reference.txt."""


def claims(path: Path) -> bool:
    """Return whether the folder has a source or a reference in this layout."""
    return path.is_dir() and bool(_file(path, "source") or _references(path))


def read(path: Path, languages: Languages, *, keep_bom: bool = False) -> EvalSet:
    """Return the set; references and systems are sorted by name. With `keep_bom`, byte order marks are text."""
    files = lines.Files(
        source=_file(path, "source"),
        references=_references(path),
        outputs={_stem(file): file for file in _texts(path / "systems")},
        documents=_file(path, "docs"),
        domains=_file(path, "domains"),
    )
    return lines.read(files, name=path.resolve().name, languages=languages, keep_bom=keep_bom)


def _references(path: Path) -> dict[str, Path]:
    files = {_stem(file): file for file in _texts(path) if _stem(file).split(".")[0] == "reference"}
    return {stem.partition(".")[2] or UNNAMED: file for stem, file in files.items()}


def _file(path: Path, stem: str) -> Path | None:
    return next((file for file in _texts(path) if _stem(file) == stem), None)


def _texts(path: Path) -> list[Path]:
    return sorted(file for file in path.glob("*") if file.name.endswith((".txt", ".txt.gz")))


def _stem(file: Path) -> str:
    return file.name.removesuffix(".gz").removesuffix(".txt")
