"""Texts past a model's window, in windows of whole sentences that stand at the same place in each text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from tertium.corpora.text.sentences import load as segmenter
from tertium.metrics.neural.comet.types import Prediction, Sample

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence


class Window(NamedTuple):
    """A part of a sample that is scored by itself.

    Attributes:
        sample: the parts of its texts.
        start: the offset at which its part of the hypothesis begins.
    """

    sample: Sample
    start: int


def split(
    sample: Sample, languages: tuple[str | None, str | None], too_long: Callable[[Sequence[Sample]], set[Sample]]
) -> list[Window]:
    """Return the fewest windows that fit: each text is cut at the sentence ends nearest to equal parts.

    A text with too few sentences is cut between words, and one with too few words between characters.
    """
    windows = [Window(sample, 0)]
    while too_long([window.sample for window in windows]):
        windows = list(_cut(sample, len(windows) + 1, languages))
    return windows


def merge(windows: Sequence[Window], predictions: Sequence[Prediction]) -> Prediction:
    """Return the mean of the windows' scores, weighted by the characters of the hypothesis, and all their errors."""
    weights = [len(window.sample.hypothesis) for window in windows]
    if not any(weights):
        weights = [1] * len(windows)
    weighted = sum(prediction.score * weight for prediction, weight in zip(predictions, weights, strict=True))
    errors = [
        error._replace(start=error.start + window.start, end=error.end + window.start)
        for window, prediction in zip(windows, predictions, strict=True)
        for error in prediction.errors
    ]
    return Prediction(weighted / sum(weights), tuple(errors))


def _cut(sample: Sample, count: int, languages: tuple[str | None, str | None]) -> Iterator[Window]:
    """Yield so many windows of a sample."""
    source, target = languages
    # The reference may be missing, so this zip isn't strict.
    text_languages = zip(sample.texts, (target, source, target), strict=False)
    bounds = [_bounds(text, count, language) for text, language in text_languages]
    for part in range(count):
        texts = [text[ends[part] : ends[part + 1]].strip() for text, ends in zip(sample.texts, bounds, strict=True)]
        raw = sample.hypothesis[bounds[0][part] : bounds[0][part + 1]]
        yield Window(Sample(*texts), bounds[0][part] + len(raw) - len(raw.lstrip()))


def _bounds(text: str, count: int, language: str | None) -> list[int]:
    """Return count + 1 ascending offsets from 0 to the text's end."""
    for offsets in (_sentences, _words, _characters):
        candidates = offsets(text, language)
        if len(candidates) >= count - 1:
            break
    chosen = [0]
    for part in range(1, count):
        free = [offset for offset in candidates if offset > chosen[-1]]
        free = free[: max(len(free) - (count - 1 - part), 1)]  # as many as the later parts need stay free
        ideal = len(text) * part / count
        chosen.append(min(free, key=lambda offset: abs(offset - ideal), default=len(text)))
    return [*chosen, len(text)]


def _sentences(text: str, language: str | None) -> list[int]:
    """Return the offsets at which sentences but the first begin."""
    starts, end = [], 0
    for sentence in segmenter(language)(text):
        start = text.find(sentence, end)
        if start < 0:  # the segmenter changed the sentence: there is no offset to cut at
            continue
        starts.append(start)
        end = start + len(sentence)
    return [start for start in starts if start]


def _words(text: str, language: str | None) -> list[int]:  # noqa: ARG001 - as the others
    return [match.start() for match in re.finditer(r"\S+", text) if match.start()]


def _characters(text: str, language: str | None) -> list[int]:  # noqa: ARG001 - as the others
    return list(range(1, len(text)))
