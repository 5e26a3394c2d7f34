"""The base of all error checks: findings become (errors, opportunities), and their ratio in percent is the score."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

import numpy as np

from tertium.corpora.text import tags
from tertium.corpora.types import REFERENCES, SOURCE
from tertium.metrics.base import Counted, Span, ratio, signature
from tertium.metrics.excess import excess

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from tertium.corpora.types import Texts
    from tertium.metrics.base import Counter, Counts, Scores

Severity: TypeAlias = Literal["minor", "major", "critical"]


class SegmentTexts(NamedTuple):
    """Source, references and languages of a segment; a text that the check doesn't need may be empty."""

    source: str
    references: tuple[str, ...]
    languages: tuple[str | None, str | None]

    @property
    def bases(self) -> tuple[str, str]:
        """The base languages of source and target; empty where the set names none."""
        return tags.base(self.languages[0]), tags.base(self.languages[1])

    def witnesses(self, hypothesis: str) -> tuple[str, ...]:
        """Return the references of other words than the hypothesis's: a reference can't vouch for itself."""
        own = hypothesis.split()
        texts = (text for text in self.references if text != hypothesis and not excess([text]))
        return tuple(text for text in texts if (other := text.split()) and other != own)


class Finding(NamedTuple):
    """One error in a hypothesis.

    Attributes:
        start: first character, in code points.
        end: behind the last one; equal to start where something is missing.
        label: the kind of error, in a word or two.
        note: what was expected, for people.
        confidence: 0 to 1.
        errors: how many of the opportunities it spoils (words of an untranslated passage).
    """

    start: int
    end: int
    label: str
    note: str = ""
    confidence: float = 0.9
    errors: int = 1


class Checked(NamedTuple):
    """The findings of a check in one hypothesis, and the number of its opportunities to find something."""

    opportunities: int
    findings: tuple[Finding, ...] = ()


Inspector: TypeAlias = Callable[[str], Checked]
"""Checks one hypothesis of a segment."""

Question: TypeAlias = "tuple[Inspector, str]"
"""The inspector of a segment, and the hypothesis that it is asked about."""


def unchecked(_hypothesis: str) -> Checked:
    """Return no opportunities: the inspector of a segment that a check doesn't apply to."""
    return Checked(0)


@dataclass(frozen=True, slots=True)
class Check(ABC):
    """Errors per hundred opportunities, lower is better; nan where nothing could be checked.

    Counts per segment: errors, opportunities.

    Attributes:
        rules: version of what the check finds; runs with different ones are not compared.
        severity: of all its findings, chosen by the user.
    """

    name = ""  # no annotations here: an annotated attribute is an option
    rules = 1
    needs = SOURCE
    unit = "%"
    higher_is_better = False
    source = "tertium"

    severity: Severity = "major"

    @abstractmethod
    def inspector(self, segment: SegmentTexts) -> Inspector:
        """Return the inspector of this segment's hypotheses; its other texts are read here, once for all systems."""

    @property
    def segmentwise(self) -> bool:
        """Whether the findings in a segment depend on no other one; a check that learns from the set says False."""
        return True

    def bind(self, texts: Texts) -> Counter:
        """Return the counter of (errors, opportunities); segments with a text that is too long are not scored."""
        return self.counter_with(texts, self.inspector)

    def counter_with(self, texts: Texts, inspector: Callable[[SegmentTexts], Inspector]) -> Counter:
        """Return the counter that asks the inspectors that a function makes of the segments."""
        columns = list(zip(texts.sources, texts.references, strict=True))
        reads_references = self.needs >= REFERENCES
        reasons = [excess((source, *(references if reads_references else ()))) for source, references in columns]
        inspectors = [
            unchecked if reason else inspector(SegmentTexts(*row, texts.languages))
            for row, reason in zip(columns, reasons, strict=True)
        ]
        return self.counter(inspectors, reasons)

    def counter(
        self, inspectors: Sequence[Inspector], reasons: Sequence[str], warnings: tuple[str, ...] = ()
    ) -> Counter:
        """Return the counter of (errors, opportunities) of these inspectors, one per segment.

        Args:
            inspectors: of the segments.
            reasons: why a segment isn't scored; empty where it is.
            warnings: of every system's scores.
        """

        def count(hypotheses: Sequence[str]) -> Counted:
            rows, spans = np.zeros((len(inspectors), 2)), []
            unscored: dict[int, str] = {}
            questions: dict[int, Question] = {}
            for i, question in enumerate(zip(inspectors, hypotheses, strict=True)):
                if reason := reasons[i] or excess([question[1]]):
                    unscored[i] = reason
                else:
                    questions[i] = question
            results = self.results(list(questions.values()))
            for i, (opportunities, findings) in zip(questions, results, strict=True):
                errors = sum(finding.errors for finding in findings)
                rows[i] = errors, max(errors, opportunities)  # no text has more than 100 errors per 100 opportunities
                spans += [self._span(i, finding) for finding in findings]
            return Counted(rows, tuple(spans), warnings, unscored)

        return count

    def results(self, questions: Sequence[Question]) -> Iterable[Checked]:
        """Return what the inspectors find, in order; a check that computes for many texts at once does it here."""
        return (inspect(hypothesis) for inspect, hypothesis in questions)

    def _span(self, segment: int, finding: Finding) -> Span:
        return Span(segment, finding.start, finding.end, finding.label, self.severity, finding.note, finding.confidence)

    def score(self, totals: Counts) -> Scores:
        """Return 100 * errors / opportunities, over any leading axes; nan without opportunities."""
        return ratio(totals, times=100)

    @property
    def signature(self) -> str:
        """The name, every option and the version of the check's rules."""
        return f"{signature(self)}|rules:{self.rules}"
