"""Names of one text that have no counterpart in the other by letters, and how near their vectors come to one.

A capitalised run has a counterpart where its words are spelled alike in the other text, where they have the same
consonants (another script), or where the CLDR calls a word of the other text so (Deutschland, Germany). Only what is
left needs vectors: of the run, and of the words of the other text, alone and two or three in a row.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import TYPE_CHECKING, Final, NamedTuple

from tertium.corpora.text.function_words import function_words
from tertium.corpora.text.letters import fold
from tertium.corpora.text.words import words
from tertium.metrics.checks.name_lexicon import Standing, calendar_names, standing
from tertium.metrics.checks.name_spelling import CONTAINED, SPELLED_ALIKE_SMALL, plain, same_consonants, spelled_alike
from tertium.metrics.checks.name_vectors import Asking, commonness, vectors

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tertium.corpora.text.words import Word

LEAST_COMMON: Final = 0.5
"""Least cosine of a word and the same in lower case that counts."""


@dataclass(frozen=True)
class NamedText:
    """A text whose names are looked at, or that should have those of the other text.

    Attributes:
        text: the whole text.
        language: its base language.
    """

    text: str
    language: str

    @cached_property
    def words(self) -> list[Word]:
        """The words in order."""
        return words(self.text)

    @cached_property
    def plain_words(self) -> list[str]:
        """The different plain words, and the parts of those with a hyphen or an apostrophe."""
        whole = [plain(word.text) for word in self.words]
        parts = [part for word in whole if "-" in word or "'" in word for part in word.replace("'", "-").split("-")]
        return [part for part in dict.fromkeys([*whole, *parts]) if part]

    @cached_property
    def _plain_set(self) -> frozenset[str]:
        return frozenset(self.plain_words)

    @cached_property
    def runs(self) -> list[list[Word]]:
        """The names, see `names`."""
        return list(names(self.text, self.words, self.language))

    def has(self, word: str) -> bool:
        """Whether a word is spelled alike, or has the same consonants in another script."""
        name = plain(word)
        if name in self._plain_set or any(spelled_alike(name, other) for other in self._capitalised):
            return True
        if any(spelled_alike(name, other, SPELLED_ALIKE_SMALL) for other in self._small):
            return True
        return any(same_consonants(word, other.text) for other in self.words)

    @cached_property
    def _capitalised(self) -> list[str]:
        """The different plain words with a capital, and parts of words; their variants are spelled more freely."""
        capitals = {plain(word.text) for word in self.words if not word.text.islower()}
        whole = {plain(word.text) for word in self.words}
        return [word for word in self.plain_words if word in capitals or word not in whole]

    @cached_property
    def _small(self) -> list[str]:
        """The different plain words in lower case that are long enough to be like a name not by chance alone."""
        return [word for word in self._plain_set - frozenset(self._capitalised) if len(word) >= CONTAINED]

    def has_all(self, part: Sequence[Word]) -> bool:
        """Whether every word of a part of a name is spelled alike here."""
        return all(self.has(word.text) for word in part)

    def calls(self, run: Sequence[Word], part: Sequence[Word], language: str) -> Standing:
        """Return whether the text has what a name in another language, whole or in part, is called in its own."""
        return standing([joined(run), joined(part)], self.plain_words, (language, self.language))

    def cosine(self, run: Sequence[Word], part: Sequence[Word], enough: float = 1.0) -> Asking[float]:
        """Return the cosine of what is nearest to a part of a name, to its whole run, or to its farthest word; else 1.

        Words with a capital come first, then other words, then words in a row; where something is as near as is
        enough, the rest isn't compared.
        """
        import numpy as np

        if not self.words:
            return 1.0
        own = [joined(run), joined(part), *(word.text for word in part)]
        nearest, cosine = np.full(len(own), -1.0), -1.0
        for phrases in self._phrases:
            yield [*own, *phrases]
            nearest = np.maximum(nearest, (vectors(own) @ vectors(phrases).T).max(axis=1))
            cosine = max(nearest[0], nearest[1], nearest[2:].min())
            if cosine >= enough:
                break
        return float(cosine)

    @cached_property
    def _phrases(self) -> list[list[str]]:
        """The phrases in the order in which they are compared, without frequent words at their ends."""
        frequent = function_words(self.language)
        found = self.words
        is_end = [word.text[0].isupper() or fold(word.text) not in frequent for word in found]
        rows = [
            (i, i + size - 1)
            for size in (2, 3)
            for i in range(len(found) - size + 1)
            if is_end[i] and is_end[i + size - 1]
        ]
        parts = [part for word in found if "-" in word.text for part in word.text.split("-") if part]
        capitals = dict.fromkeys(word.text for word in found if word.text[0].isupper())
        small = dict.fromkeys(
            word.text for word, is_one in zip(found, is_end, strict=True) if is_one and word.text not in capitals
        )
        longer = dict.fromkeys([*(self.text[found[i].start : found[j].end] for i, j in rows), *parts])
        return [list(phrases) for phrases in (capitals, small, longer) if phrases]


class Weak(NamedTuple):
    """A part of a name that has no counterpart by letters in the other text.

    Attributes:
        run: the whole name.
        part: the words of it that have none.
        starts: whether it is a single word that begins a sentence, whose capital says nothing.
        is_known: whether the CLDR knows the name, and what the other text should call it isn't there.
    """

    run: list[Word]
    part: list[Word]
    starts: bool
    is_known: bool

    @property
    def in_capitals(self) -> bool:
        """Whether the part is in capitals."""
        return all(word.text.isupper() for word in self.part)

    def commonness(self) -> Asking[float]:
        """Return the cosine of the least common word and the same in lower case: near 1 for common nouns."""
        return max((yield from commonness([word.text for word in self.part])), LEAST_COMMON)


def weak_parts(first: NamedText, other: NamedText, references: Sequence[NamedText] = ()) -> list[Weak]:
    """Return the parts of the first text's names without a counterpart by letters in the other, nor in a reference."""
    weak = []
    for run in first.runs:
        starts = len(run) == 1 and begins_sentence(first.text, run[0])
        parts = [list(group) for has, group in groupby(run, key=lambda word: other.has(word.text)) if not has]
        for part in parts:
            if any(reference.has_all(part) for reference in references):
                continue
            if (stands := other.calls(run, part, first.language)) < 1:
                weak.append(Weak(run, part, starts, stands < 0))
    return weak


def names(text: str, text_words: Sequence[Word], language: str) -> Iterator[list[Word]]:
    """Yield runs of capitalised words, without frequent words of the language at a sentence's start.

    A run of nothing but frequent words (*They'll*), months and weekdays is no name.
    """
    frequent, calendar = function_words(language), calendar_names(language)
    run: list[Word] = []
    for word in [*text_words, None]:
        is_part = word is not None and word.text[0].isupper()
        if run and not (is_part and word is not None and text[run[-1].end : word.start] == " "):
            while run and begins_sentence(text, run[0]) and fold(run[0].text) in frequent:
                run = run[1:]
            if any(
                len(part.text) > 1 and not _is_frequent(part, frequent) and plain(part.text) not in calendar
                for part in run
            ):
                yield run
            run = []
        if is_part and word is not None:
            run.append(word)


def _is_frequent(word: Word, frequent: frozenset[str]) -> bool:
    """Whether a word is frequent, with a clitic or without."""
    folded = fold(word.text).replace("’", "'")
    return folded in frequent or ("'" in folded and folded.partition("'")[0] in frequent)


def begins_sentence(text: str, word: Word) -> bool:
    """Whether a word is the first of a sentence."""
    before = text[: word.start].rstrip(" \"'“„«‘(¿¡—–-")
    return not before or before[-1] in ".!?:…"


def joined(part: Sequence[Word]) -> str:
    """Return the words of a name with spaces between them."""
    return " ".join(word.text for word in part)
