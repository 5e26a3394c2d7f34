"""Repetition: words said twice, clauses repeated, loops that a model did not get out of."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from tertium.corpora.text.letters import fold
from tertium.corpora.text.scripts import starts_unspaced
from tertium.corpora.text.words import Word, words
from tertium.corpora.types import NOTHING
from tertium.metrics.checks.base import Check, Checked, Finding, Given, Inspector
from tertium.metrics.registry import register

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_DOUBLED = "that had is her you very so no bye ha die der das sie ihr sich es zu in nous vous se что так co sem"
DOUBLED: Final = frozenset(_DOUBLED.split())
"""Words that stand twice in good sentences (that that, die die), or for emphasis."""


@register
@dataclass(frozen=True, slots=True)
class Repetition(Check):
    """Words in repetitions that the source doesn't have, per hundred words of the hypothesis.

    A repetition is the same words twice in a row (one word, if it isn't one that good sentences double), or a longer
    passage that comes again later. Where the source repeats too, only a loop (four times or more) counts.

    Attributes:
        passage: words that make a passage; twice as many letters in Chinese, Japanese or Thai.
    """

    name = "repetition"
    rules = 2
    needs = NOTHING

    passage: int = 7

    def inspector(self, given: Given) -> Inspector:
        """Return the check; a source is read where there is one."""
        source = words(given.source)
        repeats = any(True for _ in self._found(given.source, source)) or _doubles(source)

        def inspect(hypothesis: str) -> Checked:
            found = words(hypothesis)
            runs = self._found(hypothesis, found)
            kept = [run for run in runs if not repeats or run[1] >= LOOP]
            return Checked(len(found), tuple(_finding(found, *run) for run in kept))

        return inspect

    def _found(self, text: str, found: Sequence[Word]) -> Iterator[tuple[int, int, int, int]]:
        """Yield (first repeated word, times, words per time, index of the first time)."""
        folded = [fold(word.text) for word in found]
        i = 0
        while i < len(folded):
            size, times = _in_a_row(folded, i)
            if times > 1 and _counts(text, found[i : i + size * times], size, times):
                yield i + size, times, size, i
                i += size * times
            else:
                i += 1
        yield from self._later(folded, found)

    def _later(self, folded: list[str], found: Sequence[Word]) -> Iterator[tuple[int, int, int, int]]:
        """Yield passages that come again, not in a row; the longest once."""
        size = 2 * self.passage if any(starts_unspaced(word.text) for word in found[:1]) else self.passage
        seen: dict[tuple[str, ...], int] = {}
        i = 0
        while i + size <= len(folded):
            first = seen.setdefault(tuple(folded[i : i + size]), i)
            if first + size < i:
                length = size
                while i + length < len(folded) and folded[first + length] == folded[i + length]:
                    length += 1
                yield i, 2, length, first
                i += length
            else:
                i += 1


LOOP: Final = 4
"""Times that no source excuses."""

CLAUSE: Final = 4
"""Words that are a repetition even with a comma between: the user, the user will see it."""

CHARACTERS: Final = 6
"""Of a repetition in Chinese or Japanese: 天天 and 很多很多 are words."""

LONGEST: Final = 12
"""Words of the longest passage that is looked for twice in a row."""


def _in_a_row(folded: Sequence[str], i: int) -> tuple[int, int]:
    """Return the size and the times of the shortest passage at `i` that is said again at once; (0, 1) for none."""
    for size in range(1, min(LONGEST, (len(folded) - i) // 2) + 1):
        times = 1
        while folded[i + times * size : i + (times + 1) * size] == folded[i : i + size]:
            times += 1
        if times > 1:
            return size, times
    return 0, 1


def _counts(text: str, run: Sequence[Word], size: int, times: int) -> bool:
    """Whether words in a row are a repetition and no figure of speech, list or grammar."""
    gaps = {text[a.end : b.start] for a, b in pairwise(run)}
    if any(char.isdigit() for gap in gaps for char in gap):
        return False  # 540 days, 720 days
    between = text[run[size - 1].end : run[size].start]
    if starts_unspaced(run[0].text):
        return not between and size * times >= CHARACTERS and (size > 1 or times >= CHARACTERS)
    first = run[0].text
    usual = size == 1 and (len(first) == 1 or first.casefold() in DOUBLED or first[0].isupper())
    if times > 2:  # noqa: PLR2004
        return not usual or times >= LOOP
    return not usual and (between.isspace() or size >= CLAUSE)


def _doubles(found: Sequence[Word]) -> bool:
    return any(len(a.text) > 1 and a.text.casefold() == b.text.casefold() for a, b in pairwise(found))


def _finding(found: Sequence[Word], start: int, times: int, size: int, _first: int) -> Finding:
    stop = min(start + size * (times - 1), len(found))
    confidence = 0.95 if times >= LOOP or size > 1 else 0.8
    return Finding(found[start].start, found[stop - 1].end, "repeated", "said once", confidence, stop - start)
