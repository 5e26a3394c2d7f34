"""A translation that lost its segments gets them back: sentences find their segment, cuts within sentences included."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

from tertium.corpora import lexical, segment
from tertium.corpora.align import align_vectors
from tertium.corpora.compose import GLUED
from tertium.corpora.grams import best_cuts
from tertium.errors import DataError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tertium.corpora.types import Bead

SKIP: Final = 0.01
"""Score of a sentence without partner: two texts of one language are nearly alike, or not at all."""
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
            parts[max(addition.after, 0)].append(addition.text)
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
    beads = align_vectors(sentences, found, vectors[: len(sentences)], vectors[len(sentences) :], skip=SKIP)
    return _gathered(beads, len(anchors), wanted, found, "" if (language or "")[:2] in GLUED else " ")


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
