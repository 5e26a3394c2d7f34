"""Names altered or lost: the hypothesis keeps one part of a full name and not the other."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from tertium.corpora.text.words import Word, words
from tertium.metrics.checks.base import Check, Checked, Finding, Inspector, SegmentTexts, unchecked
from tertium.metrics.checks.script import writes
from tertium.metrics.registry import register

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

SHORTEST_PART: Final = 3
"""Letters of a part of a name: what is shorter is an initial or a particle."""

HEADLINE: Final = 0.5
"""Share of capitalised words above which a text is a headline, where capitals show no names."""

ALIKE: Final = 0.6
"""Similarity of letters from which two spellings are of one name: below it the name is lost, not altered."""

SAME: Final = 0.72
"""Similarity from which a part counts as kept across scripts, where it is transliterated and inflected."""

_CYRILLIC: Final = dict(zip("абвгґдеєжзиіїйклмнопрстуфхцчшщьюяыэё", (
    "a b v h g d e je z z y i ji j k l m n o p r s t u f ch c c s sc _ ju ja y e jo"
).replace("_", "").split(" "), strict=True))  # fmt: skip
"""Cyrillic letter to Latin ones; ``_`` in the table stands for none (the soft sign)."""


@register
@dataclass(frozen=True, slots=True)
class Names(Check):
    """Parts of full names altered or lost, per hundred parts that follow a kept one.

    A full name is two or more capitalised words in a row. The part behind the first one that the hypothesis keeps is
    checked; where it keeps none, the name may have been translated (White House). Across Latin and Cyrillic the letters
    are compared after transliteration. Other pairs of scripts aren't checked.
    """

    name = "names"

    def inspector(self, segment: SegmentTexts) -> Inspector:
        """Return the inspector of one segment."""
        scripts = {writes(language) for language in segment.languages}
        if not scripts <= {"LATIN", "CYRILLIC"}:
            return unchecked
        all_nouns_capitalised = segment.bases[0] == "de"  # so that a lost word may be no name
        source_words = words(segment.source)
        full_names = list(_full_names(source_words, segment.source))
        if not full_names:
            return unchecked
        vocabulary = {_folded(word.text) for word in source_words}
        threshold = SAME if len(scripts) > 1 else 1.0

        def inspect(hypothesis: str) -> Checked:
            target_words = words(hypothesis)
            folded = [_folded(word.text) for word in target_words]
            results = [_checked(name, target_words, folded, vocabulary, threshold) for name in full_names]
            findings = [
                finding
                for result in results
                for finding in result.findings
                if not (all_nouns_capitalised and finding.label == "name lost")
            ]
            return Checked(sum(result.opportunities for result in results), tuple(sorted(findings)))

        return inspect


def _full_names(source_words: Sequence[Word], text: str) -> Iterator[tuple[str, ...]]:
    """Yield capitalised words in a row; none in a headline, where most words are capitalised."""
    if sum(word.text[0].isupper() for word in source_words) > HEADLINE * len(source_words):
        return
    run: list[Word] = []
    for word in [*source_words, Word("", len(text) + 2, len(text) + 2)]:  # an empty word ends the last run
        is_part = word.text[:1].isupper() and not word.text.isupper() and len(word.text) >= SHORTEST_PART
        if run and not (is_part and text[run[-1].end : word.start] == " "):
            if len(run) > 1:
                yield tuple(part.text.partition("-")[0] for part in run)
            run = []
        if is_part:
            run.append(word)


def _checked(
    name: Sequence[str], target_words: Sequence[Word], folded: Sequence[str], vocabulary: set[str], threshold: float
) -> Checked:
    """Return the result for one full name; an opportunity is the part behind the first one that is kept."""
    positions = [_position(_folded(part), folded, threshold) for part in name]
    first = next((i for i, position in enumerate(positions) if position is not None), None)
    if first is None or first + 1 == len(name):
        return Checked(0)
    part, anchor = name[first + 1], positions[first]
    if positions[first + 1] is not None or anchor is None:
        return Checked(1)
    after = target_words[anchor + 1] if anchor + 1 < len(target_words) else None
    if (after is None or not after.text[0].isupper()) and len(name) == first + 2:
        end = target_words[anchor].end
        return Checked(1, (Finding(end, end, "name lost", f"{part} behind {name[first]}", 0.6),))
    if after is None:
        return Checked(1)
    # A word that the source has elsewhere is no misspelling of this one.
    is_misspelt = len(part) > SHORTEST_PART and folded[anchor + 1] not in vocabulary
    if is_misspelt and _similarity(_folded(part), folded[anchor + 1]) >= ALIKE:
        return Checked(1, (Finding(after.start, after.end, "name altered", part, 0.7),))
    return Checked(1)


def _position(part: str, folded: Sequence[str], threshold: float) -> int | None:
    """Return the index of the word that is the part, its genitive, or similar enough to it; None where none is."""
    size, has_article = len(part), "'" in part
    for i, word in enumerate(folded):
        if (
            (-2 <= len(word) - size <= 2 and (word.startswith(part) or part.startswith(word)))  # noqa: PLR2004 - endings
            or ("-" in word and part in word.split("-"))
            or (has_article and part.endswith(f"'{word}"))
        ):
            return i
    if threshold >= 1:  # only an equal word is so similar, and there is none
        return None
    return next((i for i, word in enumerate(folded) if _may_be(part, word, threshold)), None)


def _may_be(part: str, word: str, threshold: float) -> bool:
    """Whether the similarity reaches the threshold; where lengths alone rule that out, letters aren't compared."""
    letters = len(part) + len(word)
    return 2 * min(len(part), len(word)) >= threshold * letters and _similarity(part, word) >= threshold


def _similarity(a: str, b: str) -> float:
    """Return the share of common letters, 0 to 1; short words of different first letters are never similar."""
    return SequenceMatcher(None, a, b, autojunk=False).ratio() if a[:1] == b[:1] or len(a) > SHORTEST_PART else 0.0


@lru_cache(maxsize=100_000)  # the same words come again and again
def _folded(text: str) -> str:
    """Return a word without case, accents and possessive, in Latin letters."""
    latin = unicodedata.normalize("NFD", "".join(_CYRILLIC.get(char, char) for char in text.casefold()))
    letters = "".join(char for char in latin if not unicodedata.combining(char))
    return letters.replace("’", "'").removesuffix("'s").rstrip("'")
