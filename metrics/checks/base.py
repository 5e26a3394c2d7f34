"""What all error checks share: findings become (errors, opportunities), and their ratio in percent is the score."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

import numpy as np

from tertium.corpora.text import tags
from tertium.corpora.types import SOURCE
from tertium.metrics.base import Counted, Span, ratio, signature

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tertium.corpora.types import Texts
    from tertium.metrics.base import Counter, Counts, Scores

Severity: TypeAlias = Literal["minor", "major", "critical"]


class Given(NamedTuple):
    """What is known of a segment before any hypothesis; empty where the check doesn't need it and there is none."""

    source: str
    references: tuple[str, ...]
    languages: tuple[str | None, str | None]

    @property
    def bases(self) -> tuple[str, str]:
        """The base languages of source and target; empty where nobody has said."""
        return tags.base(self.languages[0]), tags.base(self.languages[1])


class Finding(NamedTuple):
    """One thing that is wrong in a hypothesis.

    Attributes:
        start: first character, in code points.
        end: behind the last one; equal to start where something is missing.
        label: what is wrong, in a word or two.
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
    """What a check found in one hypothesis, and how often it could have found something."""

    opportunities: int
    findings: tuple[Finding, ...] = ()


NOTHING = Checked(0)
Inspector: TypeAlias = Callable[[str], Checked]
"""One segment's hypothesis to what was found in it."""


@dataclass(frozen=True, slots=True)
class Check(ABC):
    """Errors per hundred opportunities, lower is better; nan where nothing could be checked.

    Counts per segment: errors, opportunities.

    Attributes:
        rules: raised when the check finds something else than before, so that runs are not compared across it.
        severity: of all its findings, the user's to say.
    """

    name = ""  # no annotations here: an annotated attribute is an option
    rules = 1
    needs = SOURCE
    unit = "%"
    higher_is_better = False
    source = "tertium"

    severity: Severity = "major"

    @abstractmethod
    def inspector(self, given: Given) -> Inspector:
        """Return what checks a hypothesis of this segment; the other texts are read here, once for all systems."""

    def bind(self, texts: Texts) -> Counter:
        """Return the counter of (errors, opportunities)."""
        columns = zip(texts.sources, texts.references, strict=True)
        inspectors = [self.inspector(Given(*row, texts.languages)) for row in columns]

        def count(hypotheses: Sequence[str]) -> Counted:
            rows, spans = np.zeros((len(inspectors), 2)), []
            for i, (inspect, hypothesis) in enumerate(zip(inspectors, hypotheses, strict=True)):
                opportunities, findings = inspect(hypothesis)
                errors = sum(one.errors for one in findings)
                rows[i] = errors, max(errors, opportunities)
                spans += [self._span(i, one) for one in findings]
            return Counted(rows, tuple(spans))

        return count

    def _span(self, segment: int, found: Finding) -> Span:
        return Span(segment, found.start, found.end, found.label, self.severity, found.note, found.confidence)

    def score(self, totals: Counts) -> Scores:
        """Return 100 * errors / opportunities, over any leading axes; nan without opportunities."""
        return ratio(totals, times=100)

    @property
    def signature(self) -> str:
        """The name, every option and the version of the check's rules."""
        return f"{signature(self)}|rules:{self.rules}"
