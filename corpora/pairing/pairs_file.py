"""Reads pairs.tsv: a user's decisions on which article translates which; they overrule the evidence.

A header row, then one pair per line: `source`, `target`, `decision` (`pair` or `apart`), and optionally `system`: the
name of the column that the translation goes to.
"""

from __future__ import annotations

import difflib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from tertium.errors import DataError
from tertium.files import read_lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

HEADER: Final = ("source", "target", "decision", "system")
REQUIRED: Final = 3


@dataclass(frozen=True, slots=True)
class UserPairs:
    """A user's decisions on pairs.

    Attributes:
        pairs: target to (source, system); the system is empty where it isn't named.
        excluded: (source, target) that are no pair, sorted, so that equal decisions look the same in every process.
        lines: the line of the file on each (source, target), for messages.
    """

    pairs: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    excluded: tuple[tuple[str, str], ...] = ()
    lines: Mapping[tuple[str, str], int] = field(default_factory=dict)

    def check(self, articles: Iterable[str]) -> None:
        """Check that every article of a pair is there.

        Raises:
            DataError: one is not.
        """
        ids = frozenset(articles)
        pairs = ((original, translation) for translation, (original, _) in self.pairs.items())
        for pair in (*pairs, *self.excluded):
            for name in pair:
                if name not in ids:
                    similar = ", ".join(difflib.get_close_matches(name, sorted(ids)))
                    raise DataError(
                        f"{self.place(pair)}: no article is called {name!r}",
                        hint=similar or "the name of the article's file, without the ending",
                    )

    def place(self, pair: tuple[str, str]) -> str:
        """Return where a (source, target) stands, for messages."""
        return f"--pairs, line {self.lines[pair]}" if pair in self.lines else "--pairs"


def load(path: Path) -> UserPairs:
    """Read a file of pairs.

    Raises:
        DataError: no header, a line with other cells, an unknown decision, a target with two sources, or a pair that
            is both `pair` and `apart`.
    """
    lines, _ = read_lines(path)
    header = tuple(lines[0].split("\t")) if lines else ()
    if header not in {HEADER, HEADER[:REQUIRED]}:
        raise DataError(f"{path}: the first line is not the header", hint=" TAB ".join(HEADER))
    pairs: dict[str, tuple[str, str]] = {}
    excluded: set[tuple[str, str]] = set()
    places: dict[tuple[str, str], int] = {}
    for number, line in enumerate(lines[1:], start=2):
        cells = line.split("\t")
        if len(cells) not in {REQUIRED, len(HEADER)} or cells[2] not in {"pair", "apart"}:
            raise DataError(f"{path}, line {number}: no pair", hint="source TAB target TAB pair (or apart) TAB system")
        source, target, decision, system = (*cells, "")[: len(HEADER)]
        pair = (source, target)
        if pair in places and (decision == "pair") == (pair in excluded):
            raise DataError(
                f"{path}, lines {places[pair]} and {number}: {source!r} and {target!r} are pair and apart",
                hint="keep one of the two lines",
            )
        if decision == "apart":
            excluded.add(pair)
        elif target in pairs:
            first = places[pairs[target][0], target]
            raise DataError(
                f"{path}, lines {first} and {number}: target {target!r} has two sources", hint="one pair per target"
            )
        else:
            pairs[target] = (source, system)
        places.setdefault(pair, number)
    return UserPairs(pairs, tuple(sorted(excluded)), places)
