"""Untranslated words: passages and single words of the source that the hypothesis has unchanged."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from tertium.corpora.text import tags
from tertium.corpora.text.letters import fold
from tertium.corpora.text.scripts import script
from tertium.corpora.text.words import Word, words
from tertium.metrics.checks.base import Check, Checked, Finding, Inspector, SegmentTexts, unchecked
from tertium.metrics.checks.mixing import mixing
from tertium.metrics.registry import register

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


@register
@dataclass(frozen=True, slots=True)
class Untranslated(Check):
    """Hypothesis words in passages taken over from the source, per hundred hypothesis words.

    A passage is a run of the same words in the same order, enough of them in lower case, which names and loan words
    don't reach. Where the languages have different scripts, every word of the source in the source's script is one too
    (Latin words excepted: they are names and symbols everywhere). Where they share one, a single word counts if it
    fits the source's language far better than the target's (see `mixing`). A reference is a second witness: a single
    word that it has is right, and one that no reference has needs less evidence.

    Attributes:
        run: smallest number of words of a passage.
        plain: smallest number of them that have two letters or more and begin in lower case.
        single: whether single words are found too.
    """

    name = "untranslated"
    rules = 5

    run: int = 4
    plain: int = 3
    single: bool = True

    def inspector(self, segment: SegmentTexts) -> Inspector:
        """Return the inspector of one segment."""
        if tags.is_one_language(*segment.languages):
            return unchecked
        source = words(segment.source)
        runs = set(self._runs([fold(word.text) for word in source]))
        mixed = mixing(segment.source, segment.bases) if self.single else None
        foreign = {fold(word.text) for word in source if script(word.text[0]) != "LATIN"}

        def inspect(hypothesis: str) -> Checked:
            target = words(hypothesis)
            passages = list(self._passages(runs, target))
            if script_of(target) != script_of(source):
                passages += _copied_runs(foreign, target)
            elif mixed:
                covered = {word.start for passage in passages for word in passage}
                foreign_words = mixed.foreign_words(hypothesis, target, segment.witnesses(hypothesis))
                passages += [[word] for word in foreign_words if word.start not in covered]
            return Checked(len(target), tuple(sorted(_finding(hypothesis, passage) for passage in passages)))

        return inspect

    def _runs(self, folded: Sequence[str]) -> Iterator[tuple[str, ...]]:
        """Yield every run of so many words that make a passage."""
        yield from (tuple(folded[i : i + self.run]) for i in range(len(folded) - self.run + 1))

    def _passages(self, runs: set[tuple[str, ...]], target: list[Word]) -> Iterator[Sequence[Word]]:
        """Yield the stretches of target words that runs of the source cover."""
        # Runs are looked up, not searched: the longest common passages of two texts take the square of their length.
        covered = [False] * len(target)
        for i, run in enumerate(self._runs([fold(word.text) for word in target])):
            if run in runs:
                covered[i : i + self.run] = [True] * self.run
        for is_covered, stretch in groupby(range(len(target)), key=covered.__getitem__):
            passage = [target[i] for i in stretch] if is_covered else []
            if passage and sum(word.text[0].islower() and len(word.text) > 1 for word in passage) >= self.plain:
                yield passage


def script_of(sequence: Sequence[Word]) -> str:
    """Return the script that most of the words are written in; empty without words."""
    scripts = [script(word.text[0]) for word in sequence]
    return max(scripts, key=scripts.count, default="")


def _copied_runs(foreign: set[str], target: list[Word]) -> Iterator[Sequence[Word]]:
    """Yield runs of target words that are among the source's words in its own script."""
    for is_foreign, run in groupby(target, key=lambda word: fold(word.text) in foreign):
        if is_foreign:
            yield list(run)


def _finding(hypothesis: str, passage: Sequence[Word]) -> Finding:
    start, end = passage[0].start, passage[-1].end
    return Finding(start, end, "untranslated", f"{hypothesis[start:end]!r} translated", 0.9, len(passage))
