"""Repetitions: words written twice, clauses repeated, loops of a model."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import partial
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from tertium.corpora.text.letters import fold
from tertium.corpora.text.scripts import starts_unspaced
from tertium.corpora.text.words import Word, words
from tertium.corpora.types import NOTHING
from tertium.metrics.checks.base import Check, Checked, Finding, Inspector, SegmentTexts
from tertium.metrics.registry import register

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tertium.corpora.types import Texts
    from tertium.metrics.base import Counter

_DOUBLED = "that had is her you very so no bye ha die der das sie ihr sich es zu in nous vous se что так co sem"
DOUBLED: Final = frozenset(_DOUBLED.split())
"""Words that good sentences have twice in a row (that that, die die), or that are doubled for emphasis."""


class _Repetition(NamedTuple):
    """A passage that is repeated.

    Attributes:
        start: index of its first word at the second time.
        times: how often it stands there, the first time included.
        size: its words.
    """

    start: int
    times: int
    size: int


@register
@dataclass(frozen=True, slots=True)
class Repetition(Check):
    """Words in repetitions that the source doesn't have, per hundred words of the hypothesis.

    A repetition is the same words twice in a row (one word, if it isn't one that good sentences double), or a longer
    passage that comes again later. Where the source repeats too, only a loop (four times or more) counts. A character
    that goes on where the source's doesn't is a loop too, of whatever kind it is. Where the set's references double
    single words, as Bengali and Igbo do for emphasis or the plural, a doubled word is none.

    Attributes:
        passage: words that make a passage; twice as many letters in Chinese, Japanese or Thai.
    """

    name = "repetition"
    rules = 4
    needs = NOTHING

    passage: int = 7

    @property
    def segmentwise(self) -> bool:
        """Whether a segment needs no other one: whether words are doubled is learned from all references."""
        return False

    def bind(self, texts: Texts) -> Counter:
        """Return the counter of (repeated words, words); whether the language doubles words is learned here."""
        return self.counter_with(texts, partial(self._inspector, doubles=self._doubled(texts) >= REDUPLICATING))

    def _doubled(self, texts: Texts) -> float:
        """Return the share of references with a doubled word, of sources without any; 0 with few references."""
        doubled = [
            any(map(_is_doubled, self._repetitions(reference, sequence))) if _doubles(sequence) else False
            for source, references in zip(texts.sources, texts.references, strict=True)
            if references and not _doubles(words(source))
            for reference in references
            for sequence in [words(reference)]
        ]
        return doubled.count(True) / len(doubled) if len(doubled) >= FEWEST else 0.0

    def inspector(self, segment: SegmentTexts) -> Inspector:
        """Return the inspector of one segment alone; the source is read where there is one."""
        return self._inspector(segment, doubles=False)

    def _inspector(self, segment: SegmentTexts, *, doubles: bool) -> Inspector:
        source = words(segment.source)
        source_repeats = any(True for _ in self._repetitions(segment.source, source)) or _doubles(source)

        def inspect(hypothesis: str) -> Checked:
            target = words(hypothesis)
            repeated = self._repetitions(hypothesis, target)
            errors = [
                repetition
                for repetition in repeated
                if repetition.times >= LOOP or not (source_repeats or (doubles and _is_doubled(repetition)))
            ]
            findings = [_finding(target, repetition) for repetition in errors]
            if not findings and (row := _ENDLESS.search(hypothesis)) and not _ROW.search(segment.source):
                findings = [Finding(*row.span(), "repeated", "said once", 0.9)]
            return Checked(len(target), tuple(findings))

        return inspect

    def _repetitions(self, text: str, sequence: Sequence[Word]) -> Iterator[_Repetition]:
        """Yield passages that are repeated at once, then passages that come again later."""
        folded = [fold(word.text) for word in sequence]
        rows = _Rows(folded)
        numbers = _numbers_before(text, sequence)
        i = 0
        while i < len(folded):
            size, times = rows.at(i)
            # 540 days, 720 days: numbers are no words
            has_number = times > 1 and numbers[i + size * times - 1] > numbers[i]
            if times > 1 and not has_number and _is_error(text, sequence[i : i + size + 1], size, times):
                yield _Repetition(i + size, times, size)
                i += size * times
            else:
                i += 1
        yield from self._later(folded, sequence)

    def _later(self, folded: list[str], sequence: Sequence[Word]) -> Iterator[_Repetition]:
        """Yield passages that come again, not in a row, each as long as it is the same."""
        is_unspaced = 2 * sum(starts_unspaced(word.text) for word in sequence) > len(sequence)
        size = 2 * self.passage if is_unspaced else self.passage
        seen: dict[tuple[str, ...], int] = {}
        i = 0
        while i + size <= len(folded):
            first = seen.setdefault(tuple(folded[i : i + size]), i)
            if first + size < i:
                length = size
                while i + length < len(folded) and folded[first + length] == folded[i + length]:
                    length += 1
                yield _Repetition(i, 2, length)
                i += length
            else:
                i += 1


_ENDLESS: Final = re.compile(r"(\S)\1{39,}")
"""A character forty times in a row: no underline or line of dots that a translator writes of his own."""
_ROW: Final = re.compile(r"(\S)\1{9,}")
"""A row of characters that a source may have, of any length in the translation."""

FEWEST: Final = 100
"""References from which is learned whether the language doubles words."""

REDUPLICATING: Final = 0.01
"""Share of references with a doubled word from which doubling is the language's: 1.2 to 4.0 % in Bengali, Igbo, Pashto,
Sindhi, Swahili and Urdu, 1.0 % at most in 80 other languages."""

LOOP: Final = 4
"""Times from which a repetition is a loop, which no source excuses."""

CLAUSE: Final = 4
"""Words from which a passage repeated behind a comma is an error: the user sees it all, the user sees it all."""

CHARACTERS: Final = 6
"""Characters from which a repetition in an unspaced script is an error: 天天 and 很多很多 are words."""

LONGEST: Final = 12
"""Words of the longest passage that is searched twice in a row: the search costs this many comparisons a word."""


class _Rows:
    """The passages of up to `LONGEST` words that stand twice or more in a row."""

    def __init__(self, folded: Sequence[str]) -> None:
        self.lengths: list[list[int]] = []
        """By size - 1 and index: how many words from there on equal the word `size` further; counted from the end, so
        that a long row is not read again from each of its words."""
        for size in range(1, LONGEST + 1):
            lengths = [0] * (len(folded) + 1)
            for i in range(len(folded) - size - 1, -1, -1):
                lengths[i] = lengths[i + 1] + 1 if folded[i] == folded[i + size] else 0
            self.lengths.append(lengths)

    def at(self, i: int) -> tuple[int, int]:
        """Return words and times of the shortest passage at `i` that is repeated at once; (0, 1) where none is."""
        for size, lengths in enumerate(self.lengths, start=1):
            if lengths[i] >= size:
                return size, 1 + lengths[i] // size
        return 0, 1


def _numbers_before(text: str, sequence: Sequence[Word]) -> list[int]:
    """Return, for each word, how many gaps between words up to it hold a digit."""
    digits = (any(char.isdigit() for char in text[a.end : b.start]) for a, b in pairwise(sequence))
    return [0, *accumulate(digits)]


def _is_error(text: str, run: Sequence[Word], size: int, times: int) -> bool:
    """Whether a passage repeated at once is an error, not a figure of speech, a list or grammar.

    Args:
        text: all of the hypothesis.
        run: the passage and the first word of its repetition.
        size: words of the passage.
        times: how often it stands there.
    """
    between = text[run[size - 1].end : run[size].start]
    if starts_unspaced(run[0].text):
        return not between and size * times >= CHARACTERS and (size > 1 or times >= CHARACTERS)
    first = run[0].text
    usual = size == 1 and (len(first) == 1 or first.casefold() in DOUBLED or first[0].isupper())
    if times > 2:  # noqa: PLR2004 - said three times, a comma between excuses nothing
        return not usual or times >= LOOP
    return not usual and (between.isspace() or size >= CLAUSE)


def _is_doubled(repetition: _Repetition) -> bool:
    """Whether a repetition is a single word that stands twice."""
    return repetition.size == 1 and repetition.times == 2  # noqa: PLR2004 - twice


def _doubles(sequence: Sequence[Word]) -> bool:
    """Whether a word of two letters or more stands twice in a row."""
    return any(len(a.text) > 1 and a.text.casefold() == b.text.casefold() for a, b in pairwise(sequence))


def _finding(sequence: Sequence[Word], repetition: _Repetition) -> Finding:
    """Return the finding that marks all times but the first."""
    start, times, size = repetition
    stop = min(start + size * (times - 1), len(sequence))
    confidence = 0.95 if times >= LOOP or size > 1 else 0.8
    return Finding(sequence[start].start, sequence[stop - 1].end, "repeated", "said once", confidence, stop - start)
