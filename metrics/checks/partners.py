"""Omissions and additions by alignment: sentences of a segment without a partner on the other side."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

from tertium.corpora.alignment.align import Settings, pair_sentences
from tertium.corpora.alignment.beads import Gap
from tertium.corpora.text import sentences
from tertium.metrics.checks.base import Checked, Finding
from tertium.metrics.checks.lengths import weight

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tertium.corpora.encoders.base import Encoder
    from tertium.corpora.types import Bead
    from tertium.metrics.checks.base import Inspector, SegmentTexts

SHORTEST: Final = 30
"""Weight of a sentence that makes a finding: a shorter one, such as an item's number, may be split off or not."""

SETTINGS: Final = Settings(Gap(opens=0.0, extends=0.09), neighbours=0.5, length=0.0)
"""For few sentences: partners must be more similar than those of an article, whatever their lengths."""


def inspector(segment: SegmentTexts, encoder: Encoder) -> Inspector:
    """Return the inspector of one segment; an opportunity is a sentence of either side, where one side has several."""
    split_source, split_target = map(sentences.load, segment.languages)
    sources = split_source(segment.source)
    vectors = cache(lambda: encoder.encode(sources))

    def inspect(hypothesis: str) -> Checked:
        targets = split_target(hypothesis)
        if len(sources) < 2 and len(targets) < 2:  # noqa: PLR2004 - several
            return Checked(0)
        beads = pair_sentences(sources, targets, vectors(), encoder.encode(targets), SETTINGS)
        opportunities = sum(map(_is_judged, [*sources, *targets]))
        return Checked(opportunities, tuple(_findings(beads, sources, targets, hypothesis)))

    return inspect


def _findings(
    beads: Sequence[Bead], sources: Sequence[str], targets: Sequence[str], hypothesis: str
) -> Iterator[Finding]:
    """Yield omissions, at the end of the sentence before, and additions; short sentences are passed over."""
    positions, end = _positions(targets, hypothesis), 0
    for bead in beads:
        if not bead.targets and _is_judged(lost := sources[bead.sources[0]]):
            yield Finding(end, end, "omission", lost, 0.8)
        if not bead.sources and _is_judged(targets[bead.targets[0]]):
            yield Finding(*positions[bead.targets[0]], "addition", "no sentence of the source says it", 0.8)
        if bead.targets:
            end = positions[bead.targets[-1]][1]


def _is_judged(sentence: str) -> bool:
    return weight(sentence) >= SHORTEST


def _positions(sentences: Sequence[str], text: str) -> list[tuple[int, int]]:
    """Return each sentence's start and end in the text that it was split from."""
    positions, end = [], 0
    for sentence in sentences:
        start = text.index(sentence, end)
        end = start + len(sentence)
        positions.append((start, end))
    return positions
