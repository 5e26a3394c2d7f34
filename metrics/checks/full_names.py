"""Full names of which a translation kept a part, and altered or lost the next one."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Final, NamedTuple

from tertium.corpora.encoders.languages import USE_LANGUAGES
from tertium.corpora.text.words import Word, words
from tertium.metrics.checks.base import Checked, Finding
from tertium.metrics.checks.name_spelling import plain, same_consonants
from tertium.metrics.checks.name_vectors import is_common
from tertium.metrics.checks.script import writes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from tertium.metrics.checks.base import SegmentTexts
    from tertium.metrics.checks.name_vectors import Asking

LOST: Final = "name lost"
ALTERED: Final = "name altered"
BEHIND: Final = " behind "
"""What stands in a note between a part that is lost and the one before it."""

SHORTEST_PART: Final = 3
"""Letters of a part of a name: what is shorter is an initial or a particle."""

HEADLINE: Final = 0.5
"""Share of capitalised words above which a text is a headline, where capitals show no names."""

ENDING: Final = 2
"""Letters of an ending, as a genitive has."""

UNINFLECTED: Final = frozenset(
    {"ca", "da", "de", "en", "es", "fr", "gl", "id", "it", "ms", "nb", "nl", "nn", "no", "pt", "sv", "vi"}
)
"""Base languages whose names have no case but a genitive in -s."""

ALIKE: Final = 0.6
"""Similarity of letters from which two spellings are of one name: below it the name is lost, not altered."""


def kept_parts(segment: SegmentTexts) -> Callable[[str], Asking[Checked]]:
    """Return the inspection of full names of which a part is kept."""
    source_words = words(segment.source)
    full_names = list(_full_names(source_words, segment.source))
    if not full_names:
        return nothing
    source = segment.bases[0]

    def may_be_common(part: str) -> Asking[bool]:
        # German capitalises all nouns, and the vectors of other languages tell nothing.
        return source == "de" or (source in USE_LANGUAGES and (yield from is_common(part)))

    vocabulary = {plain(word.text) for word in source_words}
    inflects = not set(segment.bases) <= UNINFLECTED
    across_scripts = len({writes(language) for language in segment.languages}) > 1

    def inspect(hypothesis: str) -> Asking[Checked]:
        target_words = words(hypothesis)
        spellings = [plain(word.text) for word in target_words]
        target = Target(target_words, spellings, across_scripts, inflects, has_capital_nouns=segment.bases[1] == "de")
        results = [_checked(name, target, vocabulary) for name in full_names]
        findings = []
        for finding in (finding for result in results for finding in result.findings):
            if finding.label != LOST or not (yield from may_be_common(missing_part(finding))):
                findings.append(finding)  # noqa: PERF401 - a comprehension can't ask
        return Checked(sum(result.opportunities for result in results), tuple(sorted(findings)))

    return inspect


def missing_part(finding: Finding) -> str:
    """Return the part of a name that a finding says is altered or lost."""
    return finding.note.partition(BEHIND)[0]


def nothing(_hypothesis: str) -> Asking[Checked]:
    """Return no opportunities."""
    yield from ()
    return Checked(0)


class Target(NamedTuple):
    """The words of a hypothesis.

    Attributes:
        words: in order.
        plain: the same without case, accents and possessive.
        across_scripts: whether the source has another script, so that consonants are compared.
        inflects: whether either language inflects names.
        has_capital_nouns: whether its language writes all nouns with a capital.
    """

    words: Sequence[Word]
    plain: Sequence[str]
    across_scripts: bool
    inflects: bool
    has_capital_nouns: bool


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


def _checked(name: Sequence[str], target: Target, vocabulary: set[str]) -> Checked:
    """Return the result for one full name; an opportunity is the part behind the first one that is kept."""
    positions = [_position(part, target) for part in name]
    # A common noun that begins the sentence may share its consonants with another one: Мер, mayor.
    kept = (i for i, position in enumerate(positions) if position is not None and _is_capitalised(target, position))
    first = next(kept, None)
    if first is None or first + 1 == len(name):
        return Checked(0)
    part, anchor = name[first + 1], positions[first]
    if positions[first + 1] is not None or anchor is None:
        return Checked(1)
    after = target.words[anchor + 1] if anchor + 1 < len(target.words) else None
    if (after is None or not after.text[0].isupper()) and len(name) == first + 2:
        end = target.words[anchor].end
        lost = Finding(end, end, LOST, f"{part}{BEHIND}{name[first]}", 0.6)
        return Checked(1, () if _is_in_front(target, anchor, vocabulary) else (lost,))
    if after is None:
        return Checked(1)
    # A word that the source has elsewhere is no misspelling of this one.
    is_misspelt = len(part) > SHORTEST_PART and target.plain[anchor + 1] not in vocabulary
    if is_misspelt and not target.across_scripts and _similarity(plain(part), target.plain[anchor + 1]) >= ALIKE:
        return Checked(1, (Finding(after.start, after.end, ALTERED, part, 0.7),))
    return Checked(1)


def _is_in_front(target: Target, anchor: int, vocabulary: set[str]) -> bool:
    """Whether a part may stand in front of the one that is kept, translated: Korea Utara, North Korea."""
    if anchor == 0 or target.has_capital_nouns:
        return False
    return _is_capitalised(target, anchor - 1) and target.plain[anchor - 1] not in vocabulary


def _is_capitalised(target: Target, position: int) -> bool:
    return target.words[position].text[0].isupper()


def _position(part: str, target: Target) -> int | None:
    """Return the index of the word that is the part, its genitive, or has its consonants; None where none is."""
    name = plain(part)
    size, has_article = len(name), "'" in name
    # Ramirezovou, Mengy: in languages that inflect names, endings are longer and the last letters change.
    stem = name[: max(SHORTEST_PART, size - ENDING)]
    for i, word in enumerate(target.plain):
        if (
            (abs(len(word) - size) <= ENDING and (word.startswith(name) or name.startswith(word)))
            or (target.inflects and abs(len(word) - size) <= 2 * ENDING and _share_stem(word, name, stem))
            or ("-" in word and name in word.split("-"))
            or (has_article and name.endswith(f"'{word}"))
        ):
            return i
    if not target.across_scripts:
        return None
    return next((i for i, word in enumerate(target.words) if same_consonants(part, word.text)), None)


def _share_stem(word: str, name: str, stem: str) -> bool:
    """Whether a word and a name are forms of one another."""
    return word.startswith(stem) or name.startswith(word[: max(SHORTEST_PART, len(word) - ENDING)])


def _similarity(a: str, b: str) -> float:
    """Return the share of common letters, 0 to 1; short words of different first letters are never similar."""
    return SequenceMatcher(None, a, b, autojunk=False).ratio() if a[:1] == b[:1] or len(a) > SHORTEST_PART else 0.0
