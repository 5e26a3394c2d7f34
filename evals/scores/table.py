"""The rows of a file of scores, as they stand in it; `matching` finds their segments, `conventions` their direction."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal

import numpy as np

from tertium.files import read_lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from tertium.metrics.base import Scores

LAST_ENDING: Final = re.compile(r"(?<=.)\.[A-Za-z]\w*$")
"""The ending of a file."""
ENDING: Final = re.compile(r"(?<=.)\.[A-Za-z_-]+$")
"""Further ones: of languages, .hyp, .metricx; what has digits, as in Llama-3.1, belongs to the name."""


def plain_name(path: Path) -> str:
    """Return a file's name without the ending of packed files, which are read as they are."""
    return path.name.removesuffix(".gz")


def first_object(path: Path) -> dict[str, Any]:
    """Return the object in the first line of a .jsonl file; an empty one of another file."""
    if not plain_name(path).endswith(".jsonl"):
        return {}
    lines, _ = read_lines(path)
    try:
        first = json.loads(lines[0]) if lines else None
    except (ValueError, RecursionError):
        return {}
    return first if isinstance(first, dict) else {}


def system_of(file: str) -> str:
    """Return the system that a file is called by: its name without folder and endings."""
    name = LAST_ENDING.sub("", Path(file).name)
    while (shorter := ENDING.sub("", name)) != name:
        name = shorter
    return name or file


def system_among(file: str, systems: Iterable[str]) -> str | None:
    """Return the system that a file is called by: the longest name at its beginning, else between dots; or None."""
    name = f".{Path(file).name}."
    found = [system for system in systems if f".{system}." in name]
    return max(found, key=lambda system: (name.startswith(f".{system}."), len(system)), default=None)


@dataclass(frozen=True, slots=True, eq=False)
class ScoreTable:
    """The rows of a file of scores, column by column; a row is an output, or a whole system.

    Attributes:
        path: the file, for messages.
        origin: the tool or format that the scores come from; part of the signature.
        scores: metric to scores, one per row; nan where the file has none.
        systems: of each row; None where the file names none, and all rows are of one system.
        files: system to the file that it is called by, where that is all that names it.
        segments: of each row: an id of the set or a number from 1; None where rows are in the set's order.
        documents: of each row; with them a number counts within the document.
        domains: of each row.
        pairs: language pair of each row, ``"en-de_DE"``, where the file has several or names its own.
        texts: ``"source"``, ``"hypothesis"`` and ``"reference"`` to one text per row, where the file has them.
        reasons: why a row has no score, where the file says so; an empty text elsewhere.
        level: whether rows are segments or whole systems.
        higher_is_better: the direction, where the format defines it.
        numbers: line of each row; empty for rows counted from 1.
        unread: titles of columns that are neither scores nor say what a row is.
        notes: what was not read, a sentence each.
    """

    path: Path
    origin: str
    scores: Mapping[str, Scores]
    systems: Sequence[str] | None = None
    files: Mapping[str, str] = field(default_factory=dict)
    segments: Sequence[str] | None = None
    documents: Sequence[str] | None = None
    domains: Sequence[str] | None = None
    pairs: Sequence[str] | None = None
    texts: Mapping[str, Sequence[str | None]] = field(default_factory=dict)
    reasons: Sequence[str] = ()
    level: Literal["segment", "system"] = "segment"
    higher_is_better: bool | None = None
    numbers: Sequence[int] = ()
    unread: Sequence[str] = ()
    notes: tuple[str, ...] = ()

    def __len__(self) -> int:
        return len(next(iter(self.scores.values()), ()))

    @property
    def stem(self) -> str:
        """The file's name without endings: the system of a file that names none."""
        return system_of(plain_name(self.path))

    @property
    def systems_by_row(self) -> Sequence[str]:
        """The system of each row; the file's stem where it names none."""
        return self.systems if self.systems is not None else (self.stem,) * len(self)

    def renamed(self, names: Mapping[str, str]) -> ScoreTable:
        """Return the table with systems renamed, the file's name to another."""
        if not names.keys() & set(self.systems_by_row):
            return self
        files = {system: file for system, file in self.files.items() if system not in names}
        return replace(self, systems=[names.get(system, system) for system in self.systems_by_row], files=files)

    def selected(self, rows: Sequence[int]) -> ScoreTable:
        """Return the table with these rows only."""
        if len(rows) == len(self):
            return self

        def of(column: Sequence[str] | None) -> list[str] | None:
            return None if column is None else [column[row] for row in rows]

        return replace(
            self,
            scores={name: values[list(rows)] for name, values in self.scores.items()},
            systems=of(self.systems),
            segments=of(self.segments),
            documents=of(self.documents),
            domains=of(self.domains),
            pairs=of(self.pairs),
            texts={role: [column[row] for row in rows] for role, column in self.texts.items()},
            reasons=[self.reasons[row] for row in rows] if self.reasons else (),
            numbers=[self.numbers[row] for row in rows] if self.numbers else [row + 1 for row in rows],
        )

    def of_pair(self, pair: str) -> ScoreTable:
        """Return the rows of a language pair, and the metrics that have scores in them."""
        table = self.selected([row for row, name in enumerate(self.pairs or ()) if name == pair])
        return replace(
            table, scores={name: scores for name, scores in table.scores.items() if not np.isnan(scores).all()}
        )

    def place(self, row: int) -> str:
        """Return how a message names a row, by its index."""
        return f"{self.path}, line {self.numbers[row]}" if self.numbers else f"{self.path}, row {row + 1}"
