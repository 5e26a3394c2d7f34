"""A system's hypotheses to counts, spans and warnings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from tertium.errors import counted
from tertium.metrics.base import Counted, Span
from tertium.metrics.neural.comet import windows
from tertium.metrics.neural.comet.samples import over_references, without_context
from tertium.metrics.neural.comet.windows import Window

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from tertium.metrics.neural.comet.samples import SampleBuilder
    from tertium.metrics.neural.comet.score import SampleScore, Scorer
    from tertium.metrics.neural.comet.types import Prediction, Sample

NAMED: Final = 5
"""The number of truncated texts that a warning names."""


@dataclass(frozen=True, slots=True)
class CometCounter:
    """A counter: scores the samples that the store doesn't have, and warns of texts that were truncated.

    Attributes:
        builder: builds the samples.
        scorer: scores them.
        in_windows: whether texts past the model's window are scored in windows.
        store_warnings: warnings of the store; emptied with every system.
    """

    builder: SampleBuilder
    scorer: Scorer
    in_windows: bool
    store_warnings: list[str]

    def __call__(self, hypotheses: Sequence[str]) -> Counted:
        """Return the rows (score, 1), the errors as spans, and a warning of the texts that were truncated."""
        samples = self.builder.samples(hypotheses)
        plan = self._plan(dict.fromkeys(sample for row in samples for sample in row))
        scores = self.scorer.score([window.sample for parts in plan.values() for window in parts])
        merged = {
            sample: windows.merge(parts, [scores[window.sample].prediction for window in parts])
            for sample, parts in plan.items()
        }
        predictions = [over_references([merged[sample] for sample in row], self.builder.references) for row in samples]
        warnings = [*self._truncated(samples, plan, scores), *self.store_warnings]
        self.store_warnings.clear()
        return Counted(
            np.array([(prediction.score, 1) for prediction in predictions], dtype=np.float64),
            tuple(self._spans(predictions, hypotheses)),
            tuple(warnings),
        )

    def _plan(self, samples: Iterable[Sample]) -> dict[Sample, list[Window]]:
        """Return the windows of each sample: one that is the sample itself, or several of a long one."""
        samples = list(samples)
        long = self.scorer.too_long(samples) if self.in_windows else set()
        languages = self.builder.texts.languages
        return {
            sample: windows.split(sample, languages, self.scorer.too_long) if sample in long else [Window(sample, 0)]
            for sample in samples
        }

    def _spans(self, predictions: Sequence[Prediction], hypotheses: Sequence[str]) -> Iterator[Span]:
        for row, prediction in enumerate(predictions):
            start = self.builder.start(hypotheses, row)
            for error in without_context(prediction.errors, start):
                yield Span(row, error.start, error.end, "error", error.severity, confidence=error.confidence)

    def _truncated(
        self,
        samples: Sequence[Sequence[Sample]],
        plan: Mapping[Sample, Sequence[Window]],
        scores: Mapping[Sample, SampleScore],
    ) -> Iterator[str]:
        """Yield one warning that counts and names the texts past the window."""
        texts = [
            f"{name} of {segment} ({tokens} tokens)"
            for segment, row in zip(self.builder.texts.ids, samples, strict=True)
            # The samples of several references share hypothesis and source: each text is named once.
            for name, tokens in dict.fromkeys(
                text for sample in row for window in plan[sample] for text in scores[window.sample].truncated
            )
        ]
        if texts:
            more = f" and {len(texts) - NAMED} more" if len(texts) > NAMED else ""
            yield (
                f"{counted(len(texts), 'text')} longer than the model reads, so cut: {', '.join(texts[:NAMED])}{more}; "
                "windows=true scores them whole"
            )
