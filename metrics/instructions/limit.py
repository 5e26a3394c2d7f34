"""Length limits: outputs that are longer than was allowed."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from tertium.corpora.text.graphemes import graphemes
from tertium.corpora.text.words import words
from tertium.corpora.types import NOTHING, SOURCE
from tertium.errors import DataError, UsageError
from tertium.metrics.checks import items
from tertium.metrics.checks.base import Check, Checked, Finding, Inspector, SegmentTexts, unchecked
from tertium.metrics.excess import excess
from tertium.metrics.registry import register

if TYPE_CHECKING:
    from tertium.corpora.types import Role, Texts
    from tertium.metrics.base import Counter


class Bounds(NamedTuple):
    """The most that a hypothesis may have; infinity where there is no limit."""

    characters: float
    words: float


@register
@dataclass(frozen=True, slots=True)
class Limit(Check):
    """Outputs that are longer than allowed, per hundred with a limit.

    A character is what a reader takes for one: a letter with its accents, an emoji.

    Attributes:
        characters: the most characters of a segment; 0 for any number.
        words: the most words; in scripts without spaces each character is one.
        ratio: the most characters per character of the source: 1.2 allows a fifth more.
        items: path of a TSV file with a limit of characters for each segment; rows are met by the column id or item,
            else by their order, and an empty cell is no limit.
        column: the column of the limits.
    """

    name = "limit"

    characters: int = 0
    words: int = 0
    ratio: float = 0.0
    items: str = ""
    column: str = "limit"

    @property
    def needs(self) -> frozenset[Role]:  # type: ignore[override]  # depends on an option
        """The source where the limit is a ratio, else nothing."""
        return SOURCE if self.ratio else NOTHING

    @property
    def segmentwise(self) -> bool:  # depends on an option
        """Whether a segment needs no other one: rows of a table may be met by their order in the set."""
        return not self.items

    def bind(self, texts: Texts) -> Counter:
        """Return the counter of (too long, with a limit).

        Raises:
            UsageError: there is no limit, as what can find nothing would look passed, or one is below 0.
            DataError: the items don't fit the segments, or hold something else than numbers.
        """
        if min(self.characters, self.words, self.ratio) < 0 or not math.isfinite(self.ratio):
            raise UsageError(f"{self.name}: a limit is below 0 or no number", hint="limit:characters=40")
        if not (self.characters or self.words or self.ratio or self.items):
            raise UsageError(
                f"{self.name} has no limit", hint=f"{self.name}:characters=40, or words, ratio or items=FILE"
            )
        own, warnings = self._own(texts)
        inspectors = [self._of(self._bounds(source, limit)) for source, limit in zip(texts.sources, own, strict=True)]
        return self.counter(inspectors, [excess([source]) for source in texts.sources], warnings)

    def inspector(self, segment: SegmentTexts) -> Inspector:
        """Return the inspector of one segment by the limits that hold for all."""
        return self._of(self._bounds(segment.source, math.inf))

    def _own(self, texts: Texts) -> tuple[list[float], tuple[str, ...]]:
        """Return the limit of each segment by the items, and what is to be said of these."""
        if not self.items:
            return [math.inf] * len(texts), ()
        table = items.read(self.items)
        limits = [_number(self.items, row, cell) for row, cell in enumerate(table.column(self.column))]
        own = [math.inf if row is None else limits[row] for row in table.rows(texts.ids)]
        return own, table.warnings(texts.ids)

    def _bounds(self, source: str, own: float) -> Bounds:
        by_ratio = self.ratio * _length(source) if self.ratio else math.inf
        return Bounds(min(own, self.characters or math.inf, by_ratio), self.words or math.inf)

    def _of(self, bounds: Bounds) -> Inspector:
        if math.isinf(bounds.characters) and math.isinf(bounds.words):
            return unchecked

        def inspect(hypothesis: str) -> Checked:
            end = len(hypothesis)
            if (length := _length(hypothesis)) > bounds.characters:
                start = _place(hypothesis, math.floor(bounds.characters))
                note = f"{length} characters, {bounds.characters:g} allowed"
                return Checked(1, (Finding(start, end, "too long", note, 1.0),))
            if not math.isinf(bounds.words) and len(present := words(hypothesis)) > bounds.words:
                note = f"{len(present)} words, {bounds.words:g} allowed"
                return Checked(1, (Finding(present[int(bounds.words)].start, end, "too long", note, 1.0),))
            return Checked(1)

        return inspect

    @property
    def signature(self) -> str:
        """The options, with the hash of the items in place of their path, and the version of the rules."""
        content = f"{items.digest(self.items)}|column:{self.column}" if self.items else "none"
        numbers = f"characters:{self.characters}|words:{self.words}|ratio:{self.ratio}"
        return f"{self.name}|severity:{self.severity}|{numbers}|items:{content}|rules:{self.rules}"


def _length(text: str) -> int:
    """Return the number of characters as a reader counts them."""
    return len(text) if text.isascii() else len(graphemes(text))


def _place(text: str, characters: int) -> int:
    """Return the position behind so many characters."""
    return characters if text.isascii() else len("".join(graphemes(text)[:characters]))


def _number(path: str, row: int, cell: str) -> float:
    """Return a cell as a limit; DataError for what is no number of at least 0."""
    try:
        limit = float(cell) if cell.strip() else math.inf
    except ValueError:
        limit = math.nan
    if not limit >= 0:
        raise DataError(f"{path}, line {row + 2}: {cell!r:.40} is no limit", hint="a number of characters, or nothing")
    return limit
