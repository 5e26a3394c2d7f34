"""Hypotheses of one system to rows, spans and warnings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from tertium.metrics.base import Counted, Span
from tertium.metrics.neural.comet.rows import combined, own
from tertium.metrics.neural.comet.windows import Piece, joined, windows

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from tertium.metrics.neural.comet.rows import Rows
    from tertium.metrics.neural.comet.score import Found, Scorer
    from tertium.metrics.neural.comet.types import Outcome, Sample

NAMED: Final = 5
"""Cut texts that a warning names."""


@dataclass(frozen=True, slots=True)
class Counting:
    """A counter: scores what the store hasn't, and says what the model didn't read.

    Attributes:
        rows: how segments are read.
        scorer: what scores them.
        in_windows: whether texts past the window are scored in windows.
        said: warnings of the store, emptied with every system.
    """

    rows: Rows
    scorer: Scorer
    in_windows: bool
    said: list[str]

    def __call__(self, hypotheses: Sequence[str]) -> Counted:
        """Return the rows (score, 1), the errors as spans, and the texts that were cut."""
        samples = self.rows.samples(hypotheses)
        planned = self._planned({one: None for some in samples for one in some})
        found = self.scorer.score([piece.sample for pieces in planned.values() for piece in pieces])
        said = {
            sample: joined(pieces, [found[one.sample].outcome for one in pieces]) for sample, pieces in planned.items()
        }
        outcomes = [combined([said[sample] for sample in some], self.rows.references) for some in samples]
        warnings = [*self._cut(samples, planned, found), *self.said]
        self.said.clear()
        return Counted(
            np.array([(one.score, 1) for one in outcomes], dtype=np.float64),
            tuple(self._spans(outcomes, hypotheses)),
            tuple(warnings),
        )

    def _planned(self, samples: Mapping[Sample, None]) -> dict[Sample, list[Piece]]:
        """Return what each sample is scored as: itself, or its windows."""
        long = self.scorer.too_long(list(samples)) if self.in_windows else set()
        languages = self.rows.texts.languages
        return {
            one: windows(one, languages, self.scorer.too_long) if one in long else [Piece(one, 0)] for one in samples
        }

    def _spans(self, outcomes: Sequence[Outcome], hypotheses: Sequence[str]) -> Iterator[Span]:
        for row, one in enumerate(outcomes):
            for start, end, severity, confidence in own(one.errors, self.rows.start(hypotheses, row)):
                yield Span(row, start, end, "error", severity, confidence=confidence)

    def _cut(
        self, samples: list[list[Sample]], planned: dict[Sample, list[Piece]], found: dict[Sample, Found]
    ) -> Iterator[str]:
        """Yield one warning that counts and names the texts past the window."""
        cut = [
            f"{name} of {segment} ({tokens} tokens)"
            for segment, some in zip(self.rows.texts.ids, samples, strict=True)
            for name, tokens in dict.fromkeys(
                one for sample in some for piece in planned[sample] for one in found[piece.sample].cut
            )
        ]
        if cut:
            more = f" and {len(cut) - NAMED} more" if len(cut) > NAMED else ""
            yield (
                f"{len(cut)} texts are longer than the model reads and were cut: {', '.join(cut[:NAMED])}{more}; "
                "windows=true scores them whole"
            )
