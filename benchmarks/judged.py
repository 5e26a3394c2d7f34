"""Sets that people judged: WMT folders with scores in human/*.seg.tsv, and sets that come with their raters' rows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from benchmarks.judged_ratings import rated_sets
from benchmarks.sets import open_named
from tertium.errors import DataError
from tertium.evals.human.ratings import average
from tertium.evals.human.reading import read
from tertium.files import read_lines

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from numpy.typing import NDArray

    from tertium.corpora.types import EvalSet
    from tertium.metrics.base import Scores

SUFFIX = ".seg.tsv"


@dataclass(frozen=True, slots=True, eq=False)
class Judged:
    """A set and the human scores of its systems; references that were judged as systems are left out.

    Attributes:
        data: with the judged systems only.
        label: the set's name; with the kind of scores behind it where it has several and these aren't the first.
        kind: of the scores, the file's name: ``mqm``, ``da`` …
        scores: shape (segments, systems), higher is better, nan where nobody judged.
    """

    data: EvalSet
    label: str
    kind: str
    scores: Scores

    @property
    def rated(self) -> NDArray[np.bool_]:
        """Whether anybody judged the segment, shape (segments,)."""
        return np.asarray((~np.isnan(self.scores)).any(axis=1))


def judged_sets(folder: Path) -> Iterator[Judged]:
    """Yield every set with segment scores under a folder, or the folder's own; one per file of scores, MQM first.

    After them those with raters' rows beside their texts, see `rated_sets`.

    Raises:
        DataError: there is none.
    """
    files = sorted(folder.rglob(f"human/*{SUFFIX}"), key=lambda file: (file.parent, file.name != f"mqm{SUFFIX}", file))
    rated = list(rated_sets(folder))
    if not files and not rated:
        raise DataError(f"no human/*{SUFFIX} under {folder}", hint="a folder of WMT folders with human scores")
    seen: set[str] = set()
    for file in files:
        data = open_named(file.parent.parent)
        column = "z" if "z" in read_lines(file)[0][0].split("\t") else None
        human = average(read(file, data, column=column, renamed=_renamed(file, data)), data)
        chosen = data.with_systems(list(human.scores))
        kind = file.name.removesuffix(SUFFIX)
        label = f"{data.name}-{kind}" if data.name in seen else data.name
        seen.add(data.name)
        yield Judged(chosen, label, kind, np.stack(list(human.scores.values()), axis=1))
    for data, kind, human in rated:
        yield Judged(data, data.name, kind, np.stack(list(human.scores.values()), axis=1))


def _renamed(file: Path, data: EvalSet) -> Mapping[str, str]:
    """Return the file's names of systems to the set's: equal but for case and signs, or a part of it."""
    names = {line.partition("\t")[0] for line in read_lines(file)[0][1:]} - set(data.outputs)
    renamed = {}
    for name in names:
        similar = [system for system in data.outputs if _bare(name) == _bare(system)]
        similar = similar or [
            system for system in data.outputs if len(_bare(name)) > LONG and _bare(name) in _bare(system)
        ]
        if len(similar) == 1:
            renamed[name] = similar[0]
    return renamed


LONG = 3
"""A name must be longer to be found as a part of another."""


def _bare(name: str) -> str:
    return "".join(char for char in name.casefold() if char.isalnum())
