"""Texts past a model's window, in windows of whole sentences that stand at the same place in each text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from tertium.corpora.segment import load as segmenter
from tertium.metrics.neural.comet.types import Outcome, Sample

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence


class Piece(NamedTuple):
    """A window of a sample.

    Attributes:
        sample: the parts of its texts.
        start: where its part begins in the hypothesis.
    """

    sample: Sample
    start: int


def windows(
    sample: Sample, languages: tuple[str | None, str | None], too_long: Callable[[Sequence[Sample]], set[Sample]]
) -> list[Piece]:
    """Return the fewest windows that fit: each text is cut at the sentence ends nearest to equal parts.

    A text with too few sentences is cut between words, and one with too few words between characters.
    """
    pieces = [Piece(sample, 0)]
    while too_long([piece.sample for piece in pieces]):
        pieces = list(_cut(sample, len(pieces) + 1, languages))
    return pieces


def joined(pieces: Sequence[Piece], outcomes: Sequence[Outcome]) -> Outcome:
    """Return the mean of windows' scores, weighted by the characters of the hypothesis, and all their errors."""
    weights = [len(piece.sample.hypothesis) for piece in pieces]
    if not any(weights):
        weights = [1] * len(pieces)
    score = sum(one.score * weight for one, weight in zip(outcomes, weights, strict=True)) / sum(weights)
    errors = [
        error._replace(start=error.start + piece.start, end=error.end + piece.start)
        for piece, one in zip(pieces, outcomes, strict=True)
        for error in one.errors
    ]
    return Outcome(score, tuple(errors))


def _cut(sample: Sample, count: int, languages: tuple[str | None, str | None]) -> Iterator[Piece]:
    source, target = languages
    spoken = (target, source, target)
    bounds = [_bounds(text, count, language) for text, language in zip(sample.texts, spoken, strict=False)]
    for part in range(count):
        texts = [text[one[part] : one[part + 1]].strip() for text, one in zip(sample.texts, bounds, strict=True)]
        raw = sample.hypothesis[bounds[0][part] : bounds[0][part + 1]]
        yield Piece(Sample(*texts), bounds[0][part] + len(raw) - len(raw.lstrip()))


def _bounds(text: str, count: int, language: str | None) -> list[int]:
    """Return count + 1 ascending offsets from 0 to the text's end."""
    for places in (_sentences, _words, _characters):
        inner = places(text, language)
        if len(inner) >= count - 1:
            break
    chosen = [0]
    for part in range(1, count):
        free = [one for one in inner if one > chosen[-1]]
        free = free[: max(len(free) - (count - 1 - part), 1)]  # as many as the later parts need stay free
        chosen.append(min(free, key=lambda one: abs(one - len(text) * part / count), default=len(text)))
    return [*chosen, len(text)]


def _sentences(text: str, language: str | None) -> list[int]:
    """Return where sentences but the first begin."""
    starts, end = [], 0
    for sentence in segmenter(language)(text):
        start = text.find(sentence, end)
        if start < 0:  # the segmenter changed it: no place to cut
            continue
        starts.append(start)
        end = start + len(sentence)
    return [one for one in starts if one]


def _words(text: str, language: str | None) -> list[int]:  # noqa: ARG001 - as the others
    return [match.start() for match in re.finditer(r"\S+", text) if match.start()]


def _characters(text: str, language: str | None) -> list[int]:  # noqa: ARG001 - as the others
    return list(range(1, len(text)))
