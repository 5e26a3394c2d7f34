"""Omission and addition, told by alignment: sentences of a segment without a partner on the other side."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

from tertium.corpora.alignment.align import Settings, align_vectors
from tertium.corpora.text import sentences
from tertium.metrics.checks.base import NOTHING, Checked, Finding
from tertium.metrics.checks.lengths import weight

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tertium.corpora.encoders.base import Encoder
    from tertium.corpora.types import Bead
    from tertium.metrics.checks.base import Given, Inspector

SHORTEST: Final = 30
"""Weight of a sentence worth a finding: a numeral before a list's item is a sentence to some and none to others."""

SETTINGS: Final = Settings(skip=0.09, length=0.0, more=0.0)
"""Of a few sentences: partners must resemble each other by more than an article's would, whatever their lengths."""


def inspector(given: Given, encoder: Encoder) -> Inspector:
    """Return the check for one source; an opportunity is a sentence of either side, where one side has several."""
    of_source, of_target = map(sentences.load, given.languages)
    sources = of_source(given.source)
    vectors = cache(lambda: encoder.encode(sources))

    def inspect(hypothesis: str) -> Checked:
        targets = of_target(hypothesis)
        if len(sources) < 2 and len(targets) < 2:  # noqa: PLR2004 - several
            return NOTHING
        beads = align_vectors(sources, targets, vectors(), encoder.encode(targets), settings=SETTINGS)
        judged = sum(map(_is_judged, [*sources, *targets]))
        return Checked(judged, tuple(_findings(beads, sources, targets, hypothesis)))

    return inspect


def _findings(
    beads: Sequence[Bead], sources: Sequence[str], targets: Sequence[str], hypothesis: str
) -> Iterator[Finding]:
    """Yield the single sentences without partner that are long enough to tell."""
    places, at = _places(targets, hypothesis), 0
    for bead in beads:
        if not bead.targets and _is_judged(lost := sources[bead.sources[0]]):
            yield Finding(at, at, "omission", lost, 0.8)
        if not bead.sources and _is_judged(targets[bead.targets[0]]):
            yield Finding(*places[bead.targets[0]], "addition", "no sentence of the source says it", 0.8)
        if bead.targets:
            at = places[bead.targets[-1]][1]


def _is_judged(sentence: str) -> bool:
    return weight(sentence) >= SHORTEST


def _places(sentences: Sequence[str], text: str) -> list[tuple[int, int]]:
    """Return each sentence's start and end in the text that it was split from."""
    places, at = [], 0
    for sentence in sentences:
        start = text.index(sentence, at)
        at = start + len(sentence)
        places.append((start, at))
    return places
