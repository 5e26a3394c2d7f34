"""What COMET reads and what it answers: samples, outcomes with errors."""

from __future__ import annotations

from typing import NamedTuple


class Sample(NamedTuple):
    """What one score is of.

    Attributes:
        hypothesis: the translation.
        source: what was translated.
        reference: a translation to compare with; None where the model reads none.
    """

    hypothesis: str
    source: str
    reference: str | None = None

    @property
    def texts(self) -> tuple[str, ...]:
        """The texts that are there."""
        return (self.hypothesis, self.source) if self.reference is None else (*self[:2], self.reference)


class Error(NamedTuple):
    """A part of the hypothesis that the model takes for wrong.

    Attributes:
        start: first character.
        end: behind the last character.
        severity: minor, major or critical.
        confidence: the mean probability of that severity over its tokens, 0 to 1.
    """

    start: int
    end: int
    severity: str
    confidence: float


class Outcome(NamedTuple):
    """What a model says of one sample.

    Attributes:
        score: as the model gives it.
        errors: in order of their place; empty from models that look for none.
    """

    score: float
    errors: tuple[Error, ...] = ()
