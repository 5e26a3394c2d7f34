"""An original and its translations → segments: doubtful lines are settled, sentences aligned, rows written out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from tertium.corpora.align import align_vectors
from tertium.corpora.likeness import supported
from tertium.corpora.rows import merge

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tertium.corpora.cleaning.page import Line
    from tertium.corpora.journal import Kept
    from tertium.corpora.match import Means
    from tertium.corpora.prepare import Prepared
    from tertium.corpora.rows import Row

SUPPORT: Final = {"doubtful": 0.3, "headline": 0.2}
"""Cosine with a sentence of a partner from which a line of this label stays. Measured: rests of web pages reach .29."""
ALONE: Final = "no_partner_has_it"
"""The rule that removes a doubtful line."""
GLUED: Final = frozenset({"zh", "ja", "th", "lo", "km", "my"})
"""Languages that put no space between sentences."""


class Segment(NamedTuple):
    """A row of the set.

    Attributes:
        source: None where a translation added something.
        targets: one text per translation, "" where it left the segment out; None where another one added something.
        confidence: of the alignment.
    """

    source: str | None
    targets: tuple[str | None, ...]
    confidence: float


class Removed(NamedTuple):
    """A line that didn't make it into the set, and why."""

    article: str
    line: int
    rule: str
    text: str


class Settled(NamedTuple):
    """An article without the lines that no partner has.

    Attributes:
        kept: the article and its vectors.
        stay: indices of the sentences that stay.
        alone: the lines that go.
    """

    kept: Kept
    stay: tuple[int, ...]
    alone: tuple[Line, ...]

    @property
    def texts(self) -> tuple[str, ...]:
        """The sentences that stay."""
        return tuple(self.kept.article.sentences[i].text for i in self.stay)


def segments(source: Settled, targets: Sequence[Settled]) -> Iterator[Segment]:
    """Yield the rows of an original and its translations."""
    ours = source.texts
    alignments = [
        align_vectors(ours, one.texts, source.kept.vectors[list(source.stay)], one.kept.vectors[list(one.stay)])
        for one in targets
    ]
    for row in merge(len(ours), alignments):
        yield _segment(row, source, targets)


def settle(kept: Kept, partners: Sequence[Kept], means: Means) -> Settled:
    """Return the article without the doubtful lines that no partner has."""
    best = supported(means.side(kept).vectors, [means.side(partner).vectors for partner in partners])
    article = kept.article
    lowest = [SUPPORT.get(article.line_of(i).label, -1.0) for i in range(len(best))]
    held = {article.sentences[i].line for i in range(len(best)) if best[i] >= lowest[i]}
    stay = tuple(i for i, sentence in enumerate(article.sentences) if sentence.line in held)
    gone = {sentence.line for sentence in article.sentences} - held
    return Settled(kept, stay, tuple(article.lines[i] for i in sorted(gone)))


def removed(article: Prepared, alone: Sequence[Line] = ()) -> Iterator[Removed]:
    """Yield the lines of an article that are in no segment, in order."""
    numbers = {line.number for line in alone}
    for line in article.lines:
        if line.number in numbers:
            yield Removed(article.id, line.number, ALONE, line.text)
        elif not line.kept:
            yield Removed(article.id, line.number, line.rule, line.text)


def _segment(row: Row, source: Settled, targets: Sequence[Settled]) -> Segment:
    if not row.sources:
        texts = tuple(_text(one, chosen) if chosen else None for one, chosen in zip(targets, row.targets, strict=True))
        return Segment(None, texts, row.confidence)
    texts = tuple(_text(one, chosen) for one, chosen in zip(targets, row.targets, strict=True))
    return Segment(_text(source, row.sources), texts, row.confidence)


def _text(side: Settled, chosen: Sequence[int]) -> str:
    between = "" if side.kept.article.language in GLUED else " "
    texts = side.texts
    return between.join(texts[i] for i in chosen)
