"""A folder in the layout of WMT test sets: source.txt, reference.NAME.txt, docs.txt, domains.txt, systems/NAME.txt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tertium.corpora.readers import lines

if TYPE_CHECKING:
    from pathlib import Path

    from tertium.corpora.readers import Languages
    from tertium.corpora.types import EvalSet

ONLY = "ref"
"""What a reference without a name is called."""


def claims(path: Path) -> bool:
    """Whether the folder has a source or a reference of this layout."""
    return path.is_dir() and bool(_file(path, "source") or _references(path))


def read(path: Path, languages: Languages) -> EvalSet:
    """Return the set; references stand in the order of their names."""
    files = lines.Files(
        source=_file(path, "source"),
        references=_references(path),
        outputs={_stem(file): file for file in _texts(path / "systems")},
        documents=_file(path, "docs"),
        domains=_file(path, "domains"),
    )
    return lines.read(files, name=path.resolve().name, languages=languages)


def _references(path: Path) -> dict[str, Path]:
    found = {_stem(file): file for file in _texts(path) if _stem(file).split(".")[0] == "reference"}
    return {stem.partition(".")[2] or ONLY: file for stem, file in found.items()}


def _file(path: Path, stem: str) -> Path | None:
    return next((file for file in _texts(path) if _stem(file) == stem), None)


def _texts(path: Path) -> list[Path]:
    return sorted(file for file in path.glob("*") if file.name.endswith((".txt", ".txt.gz")))


def _stem(file: Path) -> str:
    return file.name.removesuffix(".gz").removesuffix(".txt")
