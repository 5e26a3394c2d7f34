"""pairs.tsv: a person's word on which article translates which; it overrules the evidence.

A header row, then one pair per line: `source`, `target`, `decision` (`pair` or `apart`), and, where wanted,
`system`: the name of the column that the translation goes to.
"""

from __future__ import annotations

import difflib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from tertium.errors import DataError
from tertium.files import read_lines

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

HEADER: Final = ("source", "target", "decision", "system")
REQUIRED: Final = 3


@dataclass(frozen=True, slots=True)
class Said:
    """What a person decided.

    Attributes:
        pairs: target to (source, system); the system is empty where it isn't named.
        apart: (source, target) that are no pair.
    """

    pairs: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    apart: frozenset[tuple[str, str]] = frozenset()

    def check(self, articles: Iterable[str]) -> None:
        """Raise DataError for an article that isn't there."""
        known = frozenset(articles)
        said = ((original, translation) for translation, (original, _) in self.pairs.items())
        for one in (one for pair in (*said, *sorted(self.apart)) for one in pair):
            if one not in known:
                near = ", ".join(difflib.get_close_matches(one, sorted(known)))
                raise DataError(f"--pairs: no article is called {one!r}", hint=near or "its id")

    def check_languages(self, found: Callable[[str], str | None], source: str, target: str) -> None:
        """Raise DataError for a pair of which one isn't in its language; `found` returns an article's, or None."""
        for translation, (original, _) in self.pairs.items():
            for one, wanted in ((original, source), (translation, target)):
                if (language := found(one)) != wanted:
                    raise DataError(
                        f"--pairs: {one!r} is not in {wanted} but in {language or 'neither language'}",
                        hint="an original in the first column, its translation in the second; --explain",
                    )


def load(path: Path) -> Said:
    """Return what the file says.

    Raises:
        DataError: no header, a line with other cells, an unknown decision, or a target with two sources.
    """
    lines, _ = read_lines(path)
    header = tuple(lines[0].split("\t")) if lines else ()
    if header not in {HEADER, HEADER[:REQUIRED]}:
        raise DataError(f"{path}: the first line is not the header", hint=" TAB ".join(HEADER))
    pairs: dict[str, tuple[str, str]] = {}
    apart: set[tuple[str, str]] = set()
    for number, line in enumerate(lines[1:], start=2):
        cells = line.split("\t")
        if len(cells) not in {REQUIRED, len(HEADER)} or cells[2] not in {"pair", "apart"}:
            raise DataError(f"{path}, line {number}: no pair", hint="source TAB target TAB pair (or apart) TAB system")
        source, target, decision, system = (*cells, "")[: len(HEADER)]
        if decision == "apart":
            apart.add((source, target))
        elif target in pairs:
            raise DataError(f"{path}, line {number}: target {target!r} has two sources", hint="one pair per target")
        else:
            pairs[target] = (source, system)
    return Said(pairs, frozenset(apart))
