"""A translation that lost its segments gets them back: sentences find their segment, cuts within sentences included."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Final, NamedTuple

from tertium.corpora import lexical, segment
from tertium.corpora.align import Settings, align_vectors
from tertium.corpora.compose import GLUED
from tertium.corpora.grams import best_cuts, dice, grams
from tertium.corpora.types import Bead
from tertium.errors import DataError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

SETTINGS: Final = Settings(mean=0.0, skip=0.03)
"""Of shared pieces of words: two texts of one language are nearly alike, or not at all."""
LONG: Final = 20
"""Pieces of words from which two texts that say the same share some."""
ALIKE: Final = 0.08
"""Share of pieces that a long text and a bad translation have in common at least."""
LARGEST: Final = 400_000_000
"""Cells of the alignment of one text, a byte each."""


class Addition(NamedTuple):
    """A sentence of the translation that belongs to no segment.

    Attributes:
        after: index of the segment it follows; -1 before the first.
        text: the sentence.
    """

    after: int
    text: str


@dataclass(frozen=True, slots=True)
class Realigned:
    """What became of one text.

    Attributes:
        texts: one per segment, "" where the translation left it out; additions are in none.
        additions: in order.
    """

    texts: tuple[str, ...]
    additions: tuple[Addition, ...]

    @property
    def omitted(self) -> tuple[int, ...]:
        """Indices of the segments that the translation left out."""
        return tuple(i for i, text in enumerate(self.texts) if not text)

    @property
    def with_additions(self) -> tuple[str, ...]:
        """One text per segment, additions at the end of the segment they follow: nothing of the translation is lost."""
        parts = [[text] if text else [] for text in self.texts]
        for addition in self.additions:
            if addition.after >= 0:
                parts[addition.after].append(addition.text)
        parts[0] = [*(one.text for one in self.additions if one.after < 0), *parts[0]]
        return tuple(" ".join(part) for part in parts)


def realign(anchors: Sequence[str], lines: Sequence[str], language: str | None) -> Realigned:
    """Return the translation cut into the segments of the anchors.

    Args:
        anchors: the segments' references, in order.
        lines: the translation in any division, in the same order of contents and in the references' language.
        language: of both, ISO 639-1.

    Raises:
        DataError: both texts together are too long to be aligned at once.
    """
    split = segment.load(language)
    wanted = [(i, sentence) for i, anchor in enumerate(anchors) for sentence in split(anchor)]
    found = [sentence for line in lines for sentence in split(line)]
    if len(wanted) * len(found) > LARGEST:
        raise DataError(
            f"{len(found)} sentences are too many to be realigned with {len(wanted)} at once",
            hint="a folder with one file per document, or one line per document",
        )
    sentences = [sentence for _, sentence in wanted]
    vectors = lexical.vectors([*sentences, *found])
    beads = align_vectors(sentences, found, vectors[: len(sentences)], vectors[len(sentences) :], settings=SETTINGS)
    return _gathered(
        list(_paired(beads, sentences, found)),
        len(anchors),
        wanted,
        found,
        "" if (language or "")[:2] in GLUED else " ",
    )


def _paired(beads: Sequence[Bead], wanted: Sequence[str], found: Sequence[str]) -> Iterator[Bead]:
    """Yield the beads, with what is left over on both sides at one place put together where it may be a translation."""
    for skipped, run in groupby(beads, lambda bead: not (bead.sources and bead.targets)):
        left = list(run)
        sources = tuple(i for bead in left for i in bead.sources)
        targets = tuple(j for bead in left for j in bead.targets)
        if skipped and _plausible(" ".join(wanted[i] for i in sources), " ".join(found[j] for j in targets)):
            yield Bead(sources, targets)
        else:
            yield from left


def _plausible(wanted: str, found: str) -> bool:
    """Whether the text may be a translation, if a bad one: long texts of which one is have something in common."""
    one, other = grams(wanted), grams(found)
    shortest = min(one.total(), other.total())
    return 0 < shortest < LONG or (shortest > 0 and dice(one, other) >= ALIKE)


def _gathered(
    beads: Sequence[Bead], size: int, wanted: Sequence[tuple[int, str]], found: Sequence[str], glue: str
) -> Realigned:
    texts: list[list[str]] = [[] for _ in range(size)]
    additions = []
    last = -1
    for bead in beads:
        text = glue.join(found[j] for j in bead.targets)
        if not bead.sources:
            additions.append(Addition(last, text))
            continue
        rows = list(dict.fromkeys(wanted[i][0] for i in bead.sources))
        anchors = ["\n".join(wanted[i][1] for i in bead.sources if wanted[i][0] == row) for row in rows]
        words = (text.split() if glue else list(text)) if len(rows) > 1 else [text]
        for row, part in zip(rows, best_cuts(words, anchors, glue), strict=True):
            texts[row] += [part] if part else []
        last = rows[-1]
    return Realigned(tuple(glue.join(part) for part in texts), tuple(additions))
