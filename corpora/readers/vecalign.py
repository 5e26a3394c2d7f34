"""Alignments of Vecalign or hunalign: DOC.source.txt, DOC.COLUMN.txt, and DOC.vecalign or DOC.ladder with beads."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote

from tertium.corpora.columns import to_set
from tertium.corpora.types import Bead
from tertium.errors import DataError
from tertium.files import read_lines

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from tertium.corpora.readers import Languages
    from tertium.corpora.types import EvalSet

LINE: Final = re.compile(r"\[([\d, ]*)\]:\[([\d, ]*)\](?::(\S+))?\s*")
SOURCE: Final = ".source.txt"
LIST: Final = "documents.list"
"""A file that our writer adds: the documents in their order."""
NAN: Final = float("nan")


def claims(path: Path) -> bool:
    """Return whether the folder holds an index of beads and the two texts beside it."""
    return path.is_dir() and any(_texts(index) for index in _indices(path))


def read(path: Path, languages: Languages) -> EvalSet:
    """Return the set: one document per index, one segment per bead, its sentences joined by a space.

    The confidence is Vecalign's negated cost, or hunalign's score.

    Raises:
        DataError: a text is missing, or an index is broken or names sentences that don't exist.
    """
    rows: list[dict[str, str | None]] = []
    for index in _indices(path):
        texts = _texts(index)
        if texts is None:
            raise DataError(
                f"{index} has no texts beside it", hint=f"{index.stem}{SOURCE} and {index.stem}.reference.txt"
            )
        rows += _rows(index, *texts)
    columns = {key: [row.get(key) for row in rows] for key in dict.fromkeys(key for row in rows for key in row)}
    return to_set(columns, name=path.resolve().name, origin=path.name, languages=languages)


def parse(path: Path, size: tuple[int, int]) -> tuple[Bead, ...]:
    """Return the beads of a .vecalign or .ladder file.

    Args:
        path: the index.
        size: number of sentences of the source and of the target.

    Raises:
        DataError: a line is broken, or names a sentence that doesn't exist.
    """
    lines = [(number, line) for number, line in enumerate(read_lines(path)[0], start=1) if line.strip()]
    beads = tuple(PARSERS[path.suffix](path, lines))
    for bead in beads:
        if max(bead.sources, default=-1) >= size[0] or max(bead.targets, default=-1) >= size[1]:
            raise DataError(
                f"{path} refers to a sentence that its texts don't have: {bead.sources}, {bead.targets}",
                hint="the two texts that were aligned, a sentence a line",
            )
    return beads


def _vecalign(path: Path, lines: Sequence[tuple[int, str]]) -> Iterator[Bead]:
    for number, line in lines:
        match = LINE.fullmatch(line)
        if not match:
            raise DataError(f"{path}, line {number}: not [0]:[0,1]:COST", hint="an index as Vecalign writes it")
        sources, targets = (
            tuple(int(index) for index in side.split(",") if index.strip()) for side in match.group(1, 2)
        )
        yield Bead(sources, targets, -float(match[3]) if match[3] else NAN)


def _ladder(path: Path, lines: Sequence[tuple[int, str]]) -> Iterator[Bead]:
    """Yield the beads between rungs: a rung has the start of a bead on both sides and its score; the last, the end."""
    try:
        rungs = [(int(i), int(j), float(score)) for _, line in lines for i, j, score in [line.split("\t")]]
    except ValueError as error:
        raise DataError(f"{path}: a line is not SOURCE<tab>TARGET<tab>SCORE", hint="hunalign without -text") from error
    for (i, j, score), (i_stop, j_stop, _) in pairwise(rungs):
        yield Bead(tuple(range(i, i_stop)), tuple(range(j, j_stop)), score)


PARSERS: Final[dict[str, Callable[[Path, Sequence[tuple[int, str]]], Iterator[Bead]]]] = {
    ".vecalign": _vecalign,
    ".ladder": _ladder,
}


def _indices(path: Path) -> list[Path]:
    """Return the index files in the order of our writer's list of documents, unlisted ones at the end by name."""
    order = read_lines(path / LIST)[0] if (path / LIST).is_file() else []
    ranks = {name: rank for rank, name in enumerate(order)}
    indices = (file for file in path.glob("*") if file.suffix in PARSERS)
    return sorted(indices, key=lambda file: (ranks.get(file.stem, len(ranks)), file.name))


def _texts(index: Path) -> tuple[Path, Path] | None:
    """Return the source and the target beside an index; None unless there is exactly one of each."""
    source = index.with_name(index.stem + SOURCE)
    targets = [file for file in sorted(index.parent.glob(f"{_escaped(index.stem)}.*.txt")) if file != source]
    return (source, targets[0]) if source.is_file() and len(targets) == 1 else None


def _escaped(stem: str) -> str:
    """Return a glob pattern that matches the stem only."""
    return re.sub(r"([*?[])", r"[\1]", stem)


def _rows(index: Path, source: Path, target: Path) -> Iterator[dict[str, str | None]]:
    sources, targets = read_lines(source)[0], read_lines(target)[0]
    column = target.name.removeprefix(f"{index.stem}.").removesuffix(".txt")
    for bead in parse(index, (len(sources), len(targets))):
        yield {
            "document": unquote(index.stem),
            "source": " ".join(sources[i] for i in bead.sources) if bead.sources else None,
            unquote(column): " ".join(targets[j] for j in bead.targets) if bead.targets else None,
            "confidence": str(bead.confidence),
        }
