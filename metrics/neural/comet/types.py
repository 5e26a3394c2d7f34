"""What a COMET model reads and what it answers: samples, predictions with error spans."""

from __future__ import annotations

from typing import NamedTuple


class Sample(NamedTuple):
    """The texts of one prediction.

    Attributes:
        hypothesis: the translation.
        source: the text that was translated.
        reference: a translation to compare with; None where the model reads none.
    """

    hypothesis: str
    source: str
    reference: str | None = None

    @property
    def texts(self) -> tuple[str, ...]:
        """The texts that the model reads."""
        return (self.hypothesis, self.source) if self.reference is None else (*self[:2], self.reference)


class ErrorSpan(NamedTuple):
    """A part of the hypothesis that the model takes for wrong.

    Attributes:
        start: offset of the first character.
        end: offset behind the last character.
        severity: minor, major or critical.
        confidence: the mean probability of that severity over its tokens, 0 to 1.
    """

    start: int
    end: int
    severity: str
    confidence: float


class Prediction(NamedTuple):
    """A model's answer to one sample.

    Attributes:
        score: as the model gives it, neither rounded nor scaled.
        errors: in the order of their offsets; empty from models that don't look for errors.
    """

    score: float
    errors: tuple[ErrorSpan, ...] = ()
