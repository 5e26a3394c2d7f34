"""Cuts a translation that lost its segments along their references, within sentences where need be."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from tertium.corpora.resegmentation.cuts import best_cuts
from tertium.corpora.resegmentation.running_text import split_words
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
class Resegmentation:
    """A text cut into segments.

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
        # Additions before the first segment go in front of it.
        parts[0] = [*(addition.text for addition in self.additions if addition.after < 0), *parts[0]]
        return tuple(self.glue.join(part) for part in parts)


def resegment(references: Sequence[str], lines: Sequence[str], language: str | None) -> Resegmentation:
    """Return the translation cut into segments.

    Args:
        references: the segments' references, in order.
        lines: the translation in any division, in the same order of contents and in the references' language.
        language: the tag of that language, or None.
    """
    split = sentences.load(language)
    between = glue(language)
    text = split_words([sentence for line in lines for sentence in split(line)], unspaced=not between)
    parts, added = best_cuts(references, text)
    return Resegmentation(
        tuple(text.between(start, stop) for start, stop in parts),
        tuple(Addition(after, text.between(start, stop)) for after, start, stop in added),
        between,
    )
