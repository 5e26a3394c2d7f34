"""Untranslated words: passages of the source that stand in the hypothesis as they were."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from tertium.corpora.text import tags
from tertium.corpora.text.letters import fold
from tertium.corpora.text.scripts import script
from tertium.corpora.text.words import Word, words
from tertium.metrics.checks.base import NOTHING, Check, Checked, Finding, Given, Inspector
from tertium.metrics.registry import register

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


@register
@dataclass(frozen=True, slots=True)
class Untranslated(Check):
    """Hypothesis words in passages taken over from the source, per hundred hypothesis words.

    Where both languages share a script, a passage is a run of the same words in the same order, enough of them in lower
    case: names and loan words stay below. Where they don't, every word of the source that is kept in the source's own
    script is one (Latin words excepted: they are names and symbols everywhere).

    Attributes:
        run: words that make a passage.
        plain: of them, words of two letters or more that begin in lower case.
    """

    name = "untranslated"
    rules = 2

    run: int = 4
    plain: int = 3

    def inspector(self, given: Given) -> Inspector:
        """Return the check for one source."""
        if tags.is_one_language(*given.languages):
            return lambda _: NOTHING
        source = words(given.source)
        folded = [fold(word.text) for word in source]
        foreign = {fold(word.text) for word in source if script(word.text[0]) != "LATIN"}

        def inspect(hypothesis: str) -> Checked:
            found = words(hypothesis)
            passages = list(self._passages(folded, found))
            if script_of(found) != script_of(source):
                passages += list(_kept(foreign, found))
            return Checked(len(found), tuple(_finding(hypothesis, passage) for passage in passages))

        return inspect

    def _passages(self, source: list[str], found: list[Word]) -> Iterator[Sequence[Word]]:
        matcher = SequenceMatcher(None, source, [fold(word.text) for word in found], autojunk=False)
        for block in matcher.get_matching_blocks():
            passage = found[block.b : block.b + block.size]
            if (
                len(passage) >= self.run
                and sum(word.text[0].islower() and len(word.text) > 1 for word in passage) >= self.plain
            ):
                yield passage


def script_of(found: Sequence[Word]) -> str:
    """Return the script that most of the words are written in; empty without words."""
    seen = [script(word.text[0]) for word in found]
    return max(seen, key=seen.count, default="")


def _kept(foreign: set[str], found: list[Word]) -> Iterator[Sequence[Word]]:
    """Yield runs of words in the source's script that the source has too."""
    run: list[Word] = []
    for word in found:
        if fold(word.text) in foreign:
            run.append(word)
        elif run:
            yield run
            run = []
    if run:
        yield run


def _finding(hypothesis: str, passage: Sequence[Word]) -> Finding:
    start, end = passage[0].start, passage[-1].end
    return Finding(start, end, "untranslated", f"{hypothesis[start:end]!r} translated", 0.9, len(passage))
