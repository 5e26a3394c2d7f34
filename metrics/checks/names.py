"""Names altered, lost or replaced: parts of full names that weren't kept, and names that the source doesn't have."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Final, NamedTuple

from tertium.corpora.encoders.choice import load
from tertium.corpora.encoders.languages import USE_LANGUAGES
from tertium.corpora.text.words import Word, words
from tertium.metrics.checks.base import Check, Checked, Finding, Inspector, SegmentTexts, unchecked
from tertium.metrics.checks.name_support import (
    Counterparts,
    is_common,
    knows,
    names,
    plain,
    same_consonants,
    unsupported,
)
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


EXONYM: Final = 0.7
"""Cosine from which two spellings are of two languages: misspelt names stay below."""

LOST: Final = 1.0
"""Log odds from which a name is lost: German nouns are capitalised too, so that nothing tells what stands for it."""


@register
@dataclass(frozen=True, slots=True)
class Names(Check):
    """Names altered, lost or replaced, per hundred names that are checked.

    A full name is two or more capitalised words in a row. The part behind the first one that the hypothesis keeps is
    checked; where it keeps none, the name may have been translated (White House). Across Latin and Cyrillic the
    consonants are compared. Other pairs of scripts aren't checked.

    Where the encoder USE knows both languages, every capitalised word of the hypothesis is a name that the source must
    have, by letters, consonants or vectors (see `name_support`); in German, whose nouns are capitalised, every one of
    the source is a name that the hypothesis must have.
    """

    name = "names"
    rules = 2

    @property
    def signature(self) -> str:
        """The options, the rules' version and that of the encoder, by which names are compared where it can be."""
        base = super(Names, self).signature  # slots make another class, which bare super() doesn't know
        return f"{base}|{load('use').signature.partition('|')[2]}"

    def inspector(self, segment: SegmentTexts) -> Inspector:
        """Return the inspector of one segment."""
        if not {writes(language) for language in segment.languages} <= {"LATIN", "CYRILLIC"}:
            return unchecked
        source, target = segment.bases
        kept = _kept_parts(segment)
        if not knows(segment.bases) or source == target:
            return kept
        counterparts = Counterparts(segment.source)

        def inspect(hypothesis: str) -> Checked:
            opportunities, kept_findings = kept(hypothesis)
            other = Counterparts(hypothesis)
            first = [finding for finding in kept_findings if not _is_exonym(finding, hypothesis)]
            if target == "de":
                total = sum(1 for _ in names(segment.source, source))
                lost = unsupported((counterparts, other), (source, target), LOST)
                notes = [" ".join(word.text for word in part) for part in lost]
                end = len(hypothesis)
                findings = [Finding(end, end, "name lost", note, 0.5) for note in notes]
            else:
                total = sum(1 for _ in names(hypothesis, target))
                findings = [
                    Finding(part[0].start, part[-1].end, "name replaced", "the source has no such name", 0.6)
                    for part in unsupported((other, counterparts), (target, source))
                ]
            # A part that is altered, or lost behind a kept one, is one finding, not two.
            known = {finding.note.partition(" behind ")[0] for finding in first}
            altered = [finding.start for finding in first if finding.end > finding.start]
            findings = [
                finding
                for finding in findings
                if finding.note.split(" ")[-1] not in known
                and not any(finding.start <= start < finding.end for start in altered)
            ]
            return Checked(opportunities + total, tuple(sorted([*first, *findings])))

        return inspect


def _is_exonym(finding: Finding, hypothesis: str) -> bool:
    """Whether what seems to be altered is the name in the other language: Munich for München."""
    word = hypothesis[finding.start : finding.end]
    return bool(word) and Counterparts(finding.note).nearness([word])[0] >= EXONYM


def _kept_parts(segment: SegmentTexts) -> Inspector:
    """Return the inspector of full names of which a part is kept."""
    source_words = words(segment.source)
    full_names = list(_full_names(source_words, segment.source))
    if not full_names:
        return unchecked
    source = segment.bases[0]

    def may_be_common(part: str) -> bool:
        # German capitalises all nouns, and the vectors of other languages tell nothing.
        return source == "de" or (source in USE_LANGUAGES and is_common(part))

    vocabulary = {plain(word.text) for word in source_words}
    across_scripts = len({writes(language) for language in segment.languages}) > 1

    def inspect(hypothesis: str) -> Checked:
        target_words = words(hypothesis)
        target = Target(target_words, [plain(word.text) for word in target_words], across_scripts=across_scripts)
        results = [_checked(name, target, vocabulary) for name in full_names]
        findings = [
            finding
            for result in results
            for finding in result.findings
            if finding.label != "name lost" or not may_be_common(finding.note.partition(" behind ")[0])
        ]
        return Checked(sum(result.opportunities for result in results), tuple(sorted(findings)))

    return inspect


class Target(NamedTuple):
    """The words of a hypothesis.

    Attributes:
        words: in order.
        plain: the same without case, accents and possessive.
        across_scripts: whether the source has another script, so that consonants are compared.
    """

    words: Sequence[Word]
    plain: Sequence[str]
    across_scripts: bool


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
        return Checked(1, (Finding(end, end, "name lost", f"{part} behind {name[first]}", 0.6),))
    if after is None:
        return Checked(1)
    # A word that the source has elsewhere is no misspelling of this one.
    is_misspelt = len(part) > SHORTEST_PART and target.plain[anchor + 1] not in vocabulary
    if is_misspelt and not target.across_scripts and _similarity(plain(part), target.plain[anchor + 1]) >= ALIKE:
        return Checked(1, (Finding(after.start, after.end, "name altered", part, 0.7),))
    return Checked(1)


def _is_capitalised(target: Target, position: int) -> bool:
    return target.words[position].text[0].isupper()


def _position(part: str, target: Target) -> int | None:
    """Return the index of the word that is the part, its genitive, or has its consonants; None where none is."""
    name = plain(part)
    size, has_article = len(name), "'" in name
    for i, word in enumerate(target.plain):
        if (
            (-2 <= len(word) - size <= 2 and (word.startswith(name) or name.startswith(word)))  # noqa: PLR2004 - endings
            or ("-" in word and name in word.split("-"))
            or (has_article and name.endswith(f"'{word}"))
        ):
            return i
    if not target.across_scripts:
        return None
    return next((i for i, word in enumerate(target.words) if same_consonants(part, word.text)), None)


def _similarity(a: str, b: str) -> float:
    """Return the share of common letters, 0 to 1; short words of different first letters are never similar."""
    return SequenceMatcher(None, a, b, autojunk=False).ratio() if a[:1] == b[:1] or len(a) > SHORTEST_PART else 0.0
