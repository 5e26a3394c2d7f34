"""Reads a pairs file: a user's decisions on which article translates which; they overrule the evidence.

A pair per line: `source`, `target`, and optionally `decision` (`pair`, the default, or `apart`) and `system`: the name
of the column that the translation goes to. An article that stands in several files is written `page-1 + page-2`.
"""

from __future__ import annotations

import difflib
import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from tertium.corpora.pairing import pairs_table
from tertium.corpora.text import tags
from tertium.errors import DataError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

PLUS: Final = re.compile(r"\s+\+\s+")
"""Joins the parts of an article."""
ENDING: Final = re.compile(r"\.(?:txt|html?)$", re.IGNORECASE)
"""The ending of a file, which the name of its article lacks."""


@dataclass(frozen=True, slots=True)
class UserPairs:
    """A user's decisions on pairs.

    Attributes:
        pairs: target to (source, system); the system is empty where it isn't named. Of an article in several parts it
            is the first, once `resolved` has split them.
        excluded: (source, target) that are no pair, sorted, so that equal decisions look the same in every process.
        lines: the line of the file on each (source, target), for messages.
        parts: first part of an article in several files, to the other parts in order.
    """

    pairs: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    excluded: tuple[tuple[str, str], ...] = ()
    lines: Mapping[tuple[str, str], int] = field(default_factory=dict)
    parts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def check(self, articles: Iterable[str]) -> None:
        """Check that every article of a pair is there.

        Raises:
            DataError: one is not.
        """
        ids = frozenset(articles)
        for pair in self._all_pairs():
            for name in (part for first in pair for part in self.whole(first)):
                if name not in ids:
                    similar = ", ".join(difflib.get_close_matches(name, sorted(ids)))
                    raise DataError(
                        f"{self.place(pair)}: no article is called {name!r}",
                        hint=similar or "the name of the article's file, without the ending",
                    )

    def place(self, pair: tuple[str, str]) -> str:
        """Return where a (source, target) stands, for messages."""
        return f"--pairs, line {self.lines[pair]}" if pair in self.lines else "--pairs"

    def whole(self, first: str) -> tuple[str, ...]:
        """Return all parts of an article, by its first one; itself where it has no others."""
        return (first, *self.parts.get(first, ()))

    def resolved(self, articles: Iterable[str]) -> UserPairs:
        """Return these decisions with the names of articles: no endings of files, and articles in parts split.

        A first line of two language tags that are no articles is a header, and is dropped.

        Raises:
            DataError: an article is not there, has two sources, or is a part of one article and stands elsewhere too.
        """
        ids = frozenset(articles)
        pairs = [pair for pair in self._all_pairs() if not self._is_header(pair, ids)]
        names = {cell: _split(cell, ids) for pair in pairs for cell in pair}
        first = {cell: parts[0] for cell, parts in names.items()}
        heads = {pair: (first[pair[0]], first[pair[1]]) for pair in pairs}
        user_pairs = UserPairs(
            {
                first[target]: (first[source], system)
                for target, (source, system) in self.pairs.items()
                if target in first
            },
            tuple(sorted(heads[pair] for pair in self.excluded if pair in heads)),
            {heads[pair]: line for pair, line in self.lines.items() if pair in heads},
            {parts[0]: parts[1:] for parts in names.values() if len(parts) > 1},
        )
        user_pairs.check(ids)
        if len(user_pairs.pairs) < sum(target in first for target in self.pairs):
            raise DataError("--pairs: a target stands in two pairs", hint="one source per target")
        _check_parts({*names.values()})
        return user_pairs

    def _all_pairs(self) -> Iterator[tuple[str, str]]:
        yield from ((source, target) for target, (source, _) in self.pairs.items())
        yield from self.excluded

    def _is_header(self, pair: tuple[str, str], ids: frozenset[str]) -> bool:
        is_first = self.lines.get(pair, 0) == min(self.lines.values(), default=0) > 0
        return is_first and not ids.intersection(pair) and all(tags.parse(name) for name in pair)


def load(path: Path) -> UserPairs:
    """Read a file of pairs.

    Raises:
        DataError: the table can't be read, a target has two sources, or a pair is both `pair` and `apart`.
    """
    pairs: dict[str, tuple[str, str]] = {}
    excluded: set[tuple[str, str]] = set()
    places: dict[tuple[str, str], int] = {}
    for number, source, target, decision, system in pairs_table.read(path):
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
                f"{path}, lines {first} and {number}: target {target!r} has two sources",
                hint="one source per target; of a source in several files: page-1 + page-2",
            )
        else:
            pairs[target] = (source, system)
        places.setdefault(pair, number)
    return UserPairs(pairs, tuple(sorted(excluded)), places)


def _split(cell: str, ids: frozenset[str]) -> tuple[str, ...]:
    """Return the articles that a cell names: one, or the parts of one."""
    names = (cell,) if cell in ids else PLUS.split(cell)
    return tuple(name if name in ids else ENDING.sub("", name) for name in names)


def _check_parts(articles: set[tuple[str, ...]]) -> None:
    """Check that no file is in two articles, each given by its parts.

    Raises:
        DataError: one is.
    """
    counts = Counter(part for parts in articles for part in parts)
    name, count = max(counts.items(), key=lambda item: item[1], default=("", 0))
    if count > 1:
        raise DataError(
            f"--pairs: {name!r} is a part of an article, and stands elsewhere too",
            hint="write the article with all its parts each time",
        )
