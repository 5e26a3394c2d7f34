"""A system's hypotheses to counts, spans and warnings; here a stand-in scores them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tertium.corpora.types import Texts
from tertium.metrics.neural.comet.count import CometCounter
from tertium.metrics.neural.comet.samples import SampleBuilder
from tertium.metrics.neural.comet.score import SampleScore
from tertium.metrics.neural.comet.types import ErrorSpan, Prediction, Sample

if TYPE_CHECKING:
    from collections.abc import Sequence

SEGMENTS = 8
TEXTS = Texts(
    ids=tuple(f"d#{row}" for row in range(SEGMENTS)),
    sources=("Ein Satz.",) * SEGMENTS,
    references=(("One.", "First."),) + (("Sentence.",),) * (SEGMENTS - 1),
    documents=("d",) * SEGMENTS,
)


class Scorer:
    """Scores with the length of the reference, marks the first word, truncates hypotheses of more than 20 letters."""

    def score(self, samples: Sequence[Sample]) -> dict[Sample, SampleScore]:
        return {
            sample: SampleScore(
                Prediction(float(len(sample.reference or "")), (ErrorSpan(0, 3, "major", 0.5),)),
                (("hypothesis", len(sample.hypothesis)),) if len(sample.hypothesis) > 20 else (),
            )
            for sample in samples
        }

    def too_long(self, samples: Sequence[Sample]) -> set[Sample]:
        return {sample for sample in samples if len(sample.hypothesis) > 20}


def counter(*, in_windows: bool = False, store_warnings: list[str] | None = None) -> CometCounter:
    scorer: Any = Scorer()
    return CometCounter(SampleBuilder(TEXTS, "mean", 0, last=False), scorer, in_windows, store_warnings or [])


def test_a_row_is_the_mean_over_references_and_one() -> None:
    counted = counter()(["The sentence."] * SEGMENTS)
    assert counted.counts.tolist() == [[5, 1], *[[9, 1]] * (SEGMENTS - 1)]
    assert counted.warnings == ()


def test_errors_become_spans_of_their_segment() -> None:
    (span, *others) = counter()(["The sentence."] * SEGMENTS).spans
    assert (span.segment, span.start, span.end, span.severity, span.confidence) == (0, 0, 3, "major", 0.5)
    assert [other.segment for other in others] == list(range(1, SEGMENTS))


def test_truncated_texts_are_counted_and_the_first_five_named_once_each() -> None:
    (warning,) = counter()(["A sentence of more than twenty letters."] * SEGMENTS).warnings
    assert warning.startswith("8 texts longer than the model reads, so cut: hypothesis of d#0 (39 tokens), ")
    assert warning.endswith("hypothesis of d#4 (39 tokens) and 3 more; windows=true scores them whole")
    assert warning.count("d#0") == 1, "two references, one hypothesis"


def test_in_windows_nothing_is_truncated() -> None:
    counted = counter(in_windows=True)(["The first part. The second part."] * SEGMENTS)
    assert counted.warnings == ()
    assert [(span.start, span.end) for span in counted.spans if span.segment == 0] == [(0, 3), (16, 19)]


def test_warnings_of_the_store_are_told_once() -> None:
    count = counter(store_warnings=["1 results were damaged"])
    assert count(["The sentence."] * SEGMENTS).warnings == ("1 results were damaged",)
    assert count(["The sentence."] * SEGMENTS).warnings == ()
