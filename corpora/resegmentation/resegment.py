"""A translation that lost its segments gets them back: sentences find their segment, cuts within sentences included."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from tertium.corpora.resegmentation.cuts import best_cuts
from tertium.corpora.resegmentation.running_text import text_of
from tertium.corpora.text import sentences
from tertium.corpora.text.joiner import glue

if TYPE_CHECKING:
    from collections.abc import Sequence


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
        glue: what stands between two sentences of the language.
    """

    texts: tuple[str, ...]
    additions: tuple[Addition, ...]
    glue: str = " "

    @property
    def omitted(self) -> tuple[int, ...]:
        """Indices of the segments that the translation left out."""
        return tuple(i for i, text in enumerate(self.texts) if not text)

    @property
    def with_additions(self) -> tuple[str, ...]:
        """One text per segment, additions behind the segment they follow: nothing of the translation is lost."""
        parts = [[text] if text else [] for text in self.texts]
        for addition in self.additions:
            if addition.after >= 0:
                parts[addition.after].append(addition.text)
        parts[0] = [*(one.text for one in self.additions if one.after < 0), *parts[0]]
        return tuple(self.glue.join(part) for part in parts)


def realign(anchors: Sequence[str], lines: Sequence[str], language: str | None) -> Realigned:
    """Return the translation cut into the segments of the anchors.

    Args:
        anchors: the segments' references, in order.
        lines: the translation in any division, in the same order of contents and in the references' language.
        language: of both, ISO 639-1.
    """
    split = sentences.load(language)
    between = glue(language)
    text = text_of([sentence for line in lines for sentence in split(line)], glued=not between)
    parts, added = best_cuts(anchors, text)
    return Realigned(
        tuple(text.between(start, stop) for start, stop in parts),
        tuple(Addition(after, text.between(start, stop)) for after, start, stop in added),
        between,
    )
