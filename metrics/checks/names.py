"""Names altered, lost or replaced: parts of full names that weren't kept, and names that the source doesn't have."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from tertium.corpora.encoders.choice import load
from tertium.corpora.text.words import words
from tertium.metrics.checks.base import Check, Checked, Finding, SegmentTexts, unchecked
from tertium.metrics.checks.full_names import LOST, kept_parts, missing_part, nothing
from tertium.metrics.checks.name_odds import contradicted, unsupported
from tertium.metrics.checks.name_spelling import plain
from tertium.metrics.checks.name_support import NamedText
from tertium.metrics.checks.name_vectors import finished, knows
from tertium.metrics.checks.script import writes
from tertium.metrics.registry import register

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tertium.corpora.text.words import Word
    from tertium.metrics.checks.base import Inspector, Question
    from tertium.metrics.checks.name_vectors import Asking

EXONYM: Final = 0.7
"""Cosine from which two spellings are of two languages: misspelt names stay below."""

GERMAN_LOST: Final = 3.0
"""Log odds from which a name is lost in German, whose nouns are capitalised: nothing tells what stands for it."""

AT_ONCE: Final = 100_000
"""Characters of hypotheses that are inspected side by side, so that their vectors are computed together.

The sentences of a set are a few hundred at once; documents fewer, whose words and phrases would fill the memory.
"""


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

    References are further witnesses, unless they are the hypothesis itself: what one of them has is right, and less
    evidence is enough against a name that none has (see `name_odds`).
    """

    name = "names"
    rules = 3

    @property
    def signature(self) -> str:
        """The options, the rules' version and that of the encoder, by which names are compared where it can be."""
        base = super(Names, self).signature  # slots make another class, which bare super() doesn't know
        return f"{base}|{load('use').signature.partition('|')[2]}"

    def inspector(self, segment: SegmentTexts) -> Inspector:
        """Return the inspector of one segment."""
        if not {writes(language) for language in segment.languages} <= {"LATIN", "CYRILLIC"}:
            return unchecked
        return NameInspector(segment)

    def results(self, questions: Sequence[Question]) -> Iterator[Checked]:
        """Yield what the inspectors find; what needs vectors gets them together."""
        for batch in _batches(questions):
            yield from finished(
                [
                    inspect.inspection(hypothesis) if isinstance(inspect, NameInspector) else nothing(hypothesis)
                    for inspect, hypothesis in batch
                ]
            )


class NameInspector:
    """Inspects hypotheses of one segment.

    Args:
        segment: its texts; both languages are written in Latin or Cyrillic letters.
    """

    def __init__(self, segment: SegmentTexts) -> None:
        self._segment = segment
        self._kept = kept_parts(segment)
        self._by_vectors = knows(segment.bases)
        source, self._target = segment.bases
        self._source = NamedText(segment.source, source)
        self._references = [NamedText(reference, self._target) for reference in segment.references]

    def __call__(self, hypothesis: str) -> Checked:
        """Return what is found in a hypothesis."""
        return finished([self.inspection(hypothesis)])[0]

    def inspection(self, hypothesis: str) -> Asking[Checked]:
        """Return what is found in a hypothesis, asking for vectors on the way."""
        opportunities, findings = yield from self._kept(hypothesis)
        if self._source.language == self._target:
            return Checked(opportunities, findings)
        text = NamedText(hypothesis, self._target)
        witnesses = self._segment.witnesses(hypothesis)
        references = [reference for reference in self._references if reference.text in witnesses]
        kept = []
        for finding in findings:
            if not (_is_excused(finding, text, references) or (yield from self._is_translated(finding, text))):
                kept.append(finding)  # noqa: PERF401 - a comprehension can't ask
        if not (self._by_vectors or references):
            return Checked(opportunities, tuple(kept))
        total = len(self._source.runs if self._target == "de" else text.runs)
        # A part that is altered, or lost behind a kept one, is one finding, not two.
        known = {missing_part(finding) for finding in kept}
        altered = [finding.start for finding in kept if finding.end > finding.start]
        wrong = [
            finding
            for finding in (yield from self._wrong(text, references))
            if finding.note.split(" ")[-1] not in known
            and not any(finding.start <= start < finding.end for start in altered)
        ]
        return Checked(opportunities + total, tuple(sorted([*kept, *wrong])))

    def _wrong(self, text: NamedText, references: Sequence[NamedText]) -> Asking[list[Finding]]:
        """Return the names that are lost (in German) or replaced."""
        if self._target == "de":
            lost = (yield from unsupported((self._source, text), GERMAN_LOST)) if self._by_vectors else []
            return [_lost(part, text) for part in lost if _may_be_kept(part, references)]
        if not references:
            replaced = yield from unsupported((text, self._source))
            return [_replaced(part, "the source has no such name") for part in replaced]
        replaced = yield from contradicted((text, self._source), references, by_vectors=self._by_vectors)
        return [_replaced(part, "neither the source nor a reference has such a name") for part in replaced]

    def _is_translated(self, finding: Finding, text: NamedText) -> Asking[bool]:
        """Return whether a part that seems to be altered or lost is there in the other language: Munich for München."""
        if not self._by_vectors:
            return False
        name = NamedText(missing_part(finding), self._source.language)
        if finding.label == LOST:
            return (yield from text.cosine(name.words, name.words, EXONYM)) >= EXONYM
        spelling = words(text.text[finding.start : finding.end])
        return (yield from name.cosine(spelling, spelling)) >= EXONYM


def _batches(questions: Sequence[Question]) -> Iterator[list[Question]]:
    """Yield the questions in order, so many that their hypotheses have no more than `AT_ONCE` characters, or one."""
    batch: list[Question] = []
    size = 0
    for question in questions:
        if batch and size + len(question[1]) > AT_ONCE:
            yield batch
            batch, size = [], 0
        batch.append(question)
        size += len(question[1])
    if batch:
        yield batch


def _is_excused(finding: Finding, text: NamedText, references: Sequence[NamedText]) -> bool:
    """Whether a reference, too, lacks the part that is lost, or has the spelling that is altered."""
    if finding.label == LOST:
        return any(not reference.has(missing_part(finding)) for reference in references)
    spelling = [plain(word.text) for word in words(text.text[finding.start : finding.end])]
    return any(set(spelling) <= set(reference.plain_words) for reference in references)


def _may_be_kept(part: Sequence[Word], references: Sequence[NamedText]) -> bool:
    """Whether a reference keeps the spelling of a name, or there is none."""
    return not references or any(reference.has_all(part) for reference in references)


def _lost(part: Sequence[Word], text: NamedText) -> Finding:
    end = len(text.text)
    return Finding(end, end, LOST, " ".join(word.text for word in part), 0.5)


def _replaced(part: Sequence[Word], note: str) -> Finding:
    return Finding(part[0].start, part[-1].end, "name replaced", note, 0.6)
