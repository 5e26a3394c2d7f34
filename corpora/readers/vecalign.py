"""Alignments of Vecalign or hunalign: DOC.source.txt, DOC.COLUMN.txt, and DOC.vecalign or DOC.ladder with beads."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Final, TypeAlias
from urllib.parse import unquote

from tertium.corpora.columns import to_set
from tertium.corpora.types import Bead
from tertium.corpora.validation import check_unique
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
SIDES: Final = ("source", "target")
SHOWN: Final = 40
"""Characters of a broken line that a message shows."""
SHOWN_LINES: Final = 10
"""Lines that a note names before they are only counted."""


def claims(path: Path) -> bool:
    """Return whether the folder holds an index of beads and the two texts beside it."""
    return path.is_dir() and any(_texts(index) for index in _indices(path))


def read(path: Path, languages: Languages) -> EvalSet:
    """Return the set: one document per index, one segment per bead, its sentences joined by a space.

    The confidence is Vecalign's negated cost, or hunalign's score. Sentences that no bead holds are in no segment: they
    are named in the notes.

    Raises:
        DataError: a text is missing, a document has two indices, or an index is broken, names sentences that don't
            exist, or one twice.
    """
    rows: list[dict[str, str | None]] = []
    notes: list[str] = []
    indices = _indices(path)
    check_unique([index.stem for index in indices], f"{path}: the index of document")
    for index in indices:
        texts = _texts(index)
        if texts is None:
            raise DataError(
                f"{index} has no texts beside it", hint=f"{index.stem}{SOURCE} and {index.stem}.reference.txt"
            )
        index_rows, index_notes = _rows(index, *texts)
        rows += index_rows
        notes += index_notes
    columns = {key: [row.get(key) for row in rows] for key in dict.fromkeys(key for row in rows for key in row)}
    return to_set(columns, name=path.resolve().name, origin=path.name, languages=languages, notes=notes)


def parse(path: Path, size: tuple[int, int]) -> tuple[Bead, ...]:
    """Return the beads of a .vecalign or .ladder file.

    Args:
        path: the index.
        size: number of sentences of the source and of the target.

    Raises:
        DataError: a line is broken, or names a sentence that doesn't exist, or one that an earlier bead holds.
    """
    lines = [(number, line) for number, line in enumerate(read_lines(path)[0], start=1) if line.strip()]
    beads: list[Bead] = []
    held: tuple[dict[int, int], dict[int, int]] = ({}, {})
    for number, bead in PARSERS[path.suffix](path, lines, size):
        for side, indices in enumerate((bead.sources, bead.targets)):
            for index in indices:
                if index >= size[side]:
                    raise _absent(path, number, f"{bead.sources}, {bead.targets}"[:SHOWN])
                if index in held[side]:
                    message = f"{path}, line {number}: {SIDES[side]} sentence {index} is in two beads or twice in one"
                    raise DataError(message, hint=f"each sentence once; see line {held[side][index]}")
                held[side][index] = number
        beads.append(bead)
    return tuple(beads)


def _absent(path: Path, number: int, sentences: str) -> DataError:
    """Return the error for a line that names a sentence that isn't there."""
    message = f"{path}, line {number} refers to a sentence that its texts don't have: {sentences}"
    return DataError(message, hint="the two texts that were aligned, a sentence a line; the first is 0")


def _vecalign(path: Path, lines: Sequence[tuple[int, str]], _size: tuple[int, int]) -> Iterator[tuple[int, Bead]]:
    """Yield the beads with their lines."""
    for number, line in lines:
        match = LINE.fullmatch(line)
        if not match:
            raise DataError(f"{path}, line {number}: not [0]:[0,1]:COST", hint="an index as Vecalign writes it")
        try:
            sources, targets = (
                tuple(int(index) for index in side.split(",")) if side.strip() else () for side in match.group(1, 2)
            )
            cost = float(match[3]) if match[3] else NAN
        except ValueError as error:
            message = f"{path}, line {number}: an index or the cost is not a number: {line[:SHOWN]}"
            raise DataError(message, hint="[0]:[0,1]:COST, as Vecalign writes it") from error
        yield number, Bead(sources, targets, -cost)


def _ladder(path: Path, lines: Sequence[tuple[int, str]], size: tuple[int, int]) -> Iterator[tuple[int, Bead]]:
    """Yield the beads between rungs: a rung has the start of a bead on both sides and its score; the last, the end."""
    rungs: list[tuple[int, int, float]] = []
    for number, line in lines:
        try:
            source, target, value = line.split("\t")
            rung = int(source), int(target), float(value)
        except ValueError as error:
            message = f"{path}, line {number}: a line is not SOURCE<tab>TARGET<tab>SCORE"
            raise DataError(message, hint="hunalign without -text") from error
        # Before any range is made of them: a range of a billion sentences would take all memory.
        for index, limit in zip(rung, size, strict=False):
            if not 0 <= index <= limit:  # a rung may stand behind the last sentence
                raise _absent(path, number, f"{index} of {limit}")
        if rungs and (rung[0] < rungs[-1][0] or rung[1] < rungs[-1][1]):
            raise DataError(f"{path}, line {number}: a rung below the one before it", hint="rungs in ascending order")
        rungs.append(rung)
    numbers = (number for number, _ in lines)
    for number, ((i, j, score), (i_stop, j_stop, _)) in zip(numbers, pairwise(rungs), strict=False):
        yield number, Bead(tuple(range(i, i_stop)), tuple(range(j, j_stop)), score)


Parser: TypeAlias = "Callable[[Path, Sequence[tuple[int, str]], tuple[int, int]], Iterator[tuple[int, Bead]]]"
"""Takes the index, its lines with their numbers, and the sizes of both texts."""
PARSERS: Final[dict[str, Parser]] = {
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


def _rows(index: Path, source: Path, target: Path) -> tuple[list[dict[str, str | None]], list[str]]:
    """Return a row for each bead of an index, and notes on what was stripped and on sentences that no bead holds."""
    (source_lines, notes), (target_lines, target_notes) = read_lines(source), read_lines(target)
    texts = source_lines, target_lines
    column = unquote(target.name.removeprefix(f"{index.stem}.").removesuffix(".txt"))
    beads = parse(index, (len(texts[0]), len(texts[1])))
    rows: list[dict[str, str | None]] = [
        {
            "document": unquote(index.stem),
            "source": " ".join(texts[0][i] for i in bead.sources) if bead.sources else None,
            column: " ".join(texts[1][j] for j in bead.targets) if bead.targets else None,
            "confidence": str(bead.confidence),
        }
        for bead in beads
        if bead.sources or bead.targets
    ]
    held = {i for bead in beads for i in bead.sources}, {j for bead in beads for j in bead.targets}
    left_out = [
        f"{index.name}: no bead holds {_named_lines(file, [i + 1 for i in range(len(lines)) if i not in side])}"
        for file, lines, side in zip((source, target), texts, held, strict=True)
        if len(side) < len(lines)
    ]
    return rows, [*notes, *target_notes, *left_out]


def _named_lines(file: Path, numbers: Sequence[int]) -> str:
    """Return ``2 sentences of a.txt: lines 3, 7``, with the first `SHOWN_LINES` lines."""
    first = ", ".join(map(str, numbers[:SHOWN_LINES])) + (", …" if len(numbers) > SHOWN_LINES else "")
    plural = "s" if len(numbers) > 1 else ""
    return f"{len(numbers)} sentence{plural} of {file.name}, line{plural} {first}: left out"
