"""An original and its translations → segments: doubtful lines are settled, sentences aligned, rows written out."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from tertium.corpora.building.records import Composition, Segment
from tertium.corpora.cleaning.page import Line
from tertium.corpora.journal import batches
from tertium.corpora.text.joiner import glue
from tertium.corpora.likeness import aligned, supported
from tertium.corpora.rows import merge

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tertium.corpora.building.records import EncodedArticle, PackedArticle
    from tertium.corpora.encoders.base import Vectors
    from tertium.corpora.journal import Journal
    from tertium.corpora.match import Means
    from tertium.corpora.plan import Progress
    from tertium.corpora.rows import Row
    from tertium.executor import Executor

SUPPORT: Final = {"doubtful": 0.3, "headline": 0.2}
"""Cosine with a sentence of a partner from which a line of this label stays. Measured: rests of web pages reach .29."""
BY_WORDS: Final = 1 / 3
"""What is left of that where the cosine is one of words."""
ALONE: Final = "no_partner_has_it"
"""The rule that removes a doubtful line."""


class Removed(NamedTuple):
    """A line that didn't make it into the set, and why."""

    article: str
    line: int
    rule: str
    text: str


class Settled(NamedTuple):
    """An article without the lines that no partner has.

    Attributes:
        encoded: the article and its vectors.
        stay: indices of the sentences that stay.
        alone: the lines that go.
    """

    encoded: EncodedArticle
    stay: tuple[int, ...]
    alone: tuple[Line, ...]

    @property
    def texts(self) -> tuple[str, ...]:
        """The sentences that stay."""
        return tuple(self.encoded.article.sentences[i].text for i in self.stay)

    @property
    def vectors(self) -> Vectors:
        """Their vectors."""
        return self.encoded.vectors[list(self.stay)]


def compose_all(journal: Journal, around: Means, executor: Executor, progress: Progress) -> None:
    """Keep the segments of every original with its translations; what was done before a kill is not done again."""
    translations = list(journal.translations())
    tasks = (
        ComposeTask(journal.packed(source), tuple(map(journal.packed, targets)))
        for source, targets, _ in translations
        if not journal.is_composed(source)
    )
    done = journal.composed_count()
    for batch in batches(executor.map(Composer(around), tasks)):
        journal.add_compositions(batch)
        done += len(batch)
        progress("aligned", done, len(translations))


class ComposeTask(NamedTuple):
    """An original and its translations."""

    source: PackedArticle
    targets: tuple[PackedArticle, ...]


@dataclass(frozen=True, slots=True)
class Composer:
    """Makes the segments of an original and its translations."""

    around: Means

    def __call__(self, task: ComposeTask) -> Composition:
        """Return the segments, and the lines that no partner has."""
        source, *targets = (packed.unpack() for packed in (task.source, *task.targets))
        original = settle(source, targets, self.around)
        translations = [settle(target, [source], self.around) for target in targets]
        rows = tuple(segments(original, translations, lexical=self.around.lexical))
        sides = zip((task.source, *task.targets), (original, *translations), strict=True)
        removed = {packed.number: tuple(line.number for line in side.alone) for packed, side in sides}
        return Composition(task.source.number, rows, removed)


def segments(source: Settled, targets: Sequence[Settled], *, lexical: bool = False) -> Iterator[Segment]:
    """Yield the rows of an original and its translations."""
    alignments = [
        aligned((source.texts, source.vectors), (target.texts, target.vectors), lexical=lexical) for target in targets
    ]
    for row in merge(len(source.texts), alignments):
        yield _segment(row, source, targets)


def settle(encoded: EncodedArticle, partners: Sequence[EncodedArticle], means: Means) -> Settled:
    """Return the article without the doubtful lines that no partner has."""
    best = supported(means.side(encoded).vectors, [means.side(partner).vectors for partner in partners])
    article = encoded.article
    lowest = [
        SUPPORT.get(article.line_of(i).label, -1.0) * (BY_WORDS if means.lexical else 1) for i in range(len(best))
    ]
    held = {article.sentences[i].line for i in range(len(best)) if best[i] >= lowest[i]}
    held = held or {sentence.line for sentence in article.sentences}  # a pair may be said by hand, and be unlike
    stay = tuple(i for i, sentence in enumerate(article.sentences) if sentence.line in held)
    gone = {sentence.line for sentence in article.sentences} - held
    return Settled(encoded, stay, tuple(article.lines[i] for i in sorted(gone)))


def removed(journal: Journal, count: int) -> Iterator[dict[str, Any]]:
    """Yield the lines that are in no segment, article by article, in order."""
    for number in range(count):
        article = journal.prepared(number)
        alone = journal.lines_without_partner(number)
        for line in article.lines:
            rule = ALONE if line.number in alone else "" if line.kept else line.rule
            if rule:
                yield Removed(article.id, line.number, rule, line.text)._asdict()


def explained(journal: Journal, count: int) -> Iterator[str]:
    """Yield what became of every line of every article, its cells between tabs; an empty article has one row."""
    yield "article\tlanguage\tsure\tline\tlabel\trule\ttext"
    for number in range(count):
        article = journal.prepared(number)
        alone = journal.lines_without_partner(number)
        sure = math.floor(article.guess.confidence * 1000) / 1000  # 1 only where it is
        for line in article.lines or (Line(0, "", 0, "removed", "empty"),):
            rule = ALONE if line.number in alone else line.rule
            place = (article.id, article.guess.described, f"{sure:.3f}", str(line.number))
            yield "\t".join((*place, line.label, rule, line.text.replace("\t", " ")))


def _segment(row: Row, source: Settled, targets: Sequence[Settled]) -> Segment:
    if not row.sources:
        texts = tuple(_text(one, chosen) if chosen else None for one, chosen in zip(targets, row.targets, strict=True))
        return Segment(None, texts, row.confidence)
    texts = tuple(_text(one, chosen) for one, chosen in zip(targets, row.targets, strict=True))
    return Segment(_text(source, row.sources), texts, row.confidence)


def _text(side: Settled, chosen: Sequence[int]) -> str:
    between = glue(side.encoded.article.language)
    texts = side.texts
    return between.join(texts[i] for i in chosen)
