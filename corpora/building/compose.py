"""Makes segments of an original and its translations: drops unsupported lines, aligns sentences, merges rows."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import numpy as np

from tertium.corpora.alignment.moved import Placed, place_moved
from tertium.corpora.building.journal import batches
from tertium.corpora.building.records import Composition, Moved, Segment
from tertium.corpora.building.rows import merge
from tertium.corpora.cleaning.page import KEPT, RESTORED, Label, Line
from tertium.corpora.cleaning.rules import UNMARKED_LIST
from tertium.corpora.pairing.similarity import align_articles, best_cosines
from tertium.corpora.text.joiner import glue

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from tertium.corpora.building.journal import Journal
    from tertium.corpora.building.match import Means
    from tertium.corpora.building.plan import Plan, Progress
    from tertium.corpora.building.prepare import Prepared
    from tertium.corpora.building.records import EncodedArticle, PackedArticle
    from tertium.corpora.building.rows import Row
    from tertium.corpora.encoders.base import Encode, Vectors
    from tertium.corpora.types import Bead
    from tertium.executor import Executor

SUPPORT: Final[dict[Label, float]] = {"doubtful": 0.3, "headline": 0.2, "aside": 0.4, "candidate": 0.4, "teaser": 0.5}
"""Cosine with a sentence of a partner from which a line with this label is kept. Measured: boilerplate reaches .29.
What cleaning leaves out needs more than what it keeps."""
SUPPORTERS: Final[dict[Label, frozenset[Label]]] = {
    "doubtful": frozenset({"text", "headline", "doubtful", "aside"}),
    "headline": frozenset({"text", "headline", "doubtful", "candidate"}),
    "aside": frozenset({"text", "headline", "doubtful", "aside"}),
    "candidate": frozenset({"headline"}),
    "teaser": frozenset({"text", "headline"}),
}
"""Labels of the partner's lines that such a sentence may stand in: a link to another article is one there, too."""
LEXICAL_FACTOR: Final = 1 / 3
"""Factor on that threshold where vectors are those of words, whose cosines are lower."""
NO_PARTNER: Final = "no_partner_has_it"
"""Name of the rule that removes a doubtful line."""
PARTNER: Final = "partner_has_it"
"""Name of the rule that keeps a line that cleaning alone would leave out."""


class Removed(NamedTuple):
    """A line that is in no segment, and the rule that removed it."""

    article: str
    line: int
    rule: str
    text: str


class FilteredArticle(NamedTuple):
    """An article without the doubtful lines that no partner has.

    Attributes:
        encoded: the article and its vectors.
        indices: of the sentences that are kept.
        removed: the lines that are not.
    """

    encoded: EncodedArticle
    indices: tuple[int, ...]
    removed: tuple[Line, ...]

    @property
    def texts(self) -> tuple[str, ...]:
        """The sentences that are kept."""
        return tuple(self.encoded.article.sentences[i].text for i in self.indices)

    @property
    def vectors(self) -> Vectors:
        """Their vectors: shape (sentences, dimensions)."""
        return self.encoded.vectors[list(self.indices)]


class Side(NamedTuple):
    """An article as it is aligned: the sentences that are kept, of all its parts.

    Attributes:
        texts: of the sentences.
        vectors: shape (sentences, dimensions).
        language: None where it is none of those of the build.
    """

    texts: tuple[str, ...]
    vectors: Vectors
    language: str | None


def compose_all(
    journal: Journal, means: Means, executor: Executor, progress: Progress, plan: Plan | None = None
) -> None:
    """Make the segments of every original that has none yet, and store them; see `Composer`."""
    translations = list(journal.translations())
    tasks = (
        ComposeTask(journal.packed_parts(source), tuple(map(journal.packed_parts, targets)))
        for source, targets, _ in translations
        if not journal.is_composed(source)
    )
    completed = journal.composed_count()
    for batch in batches(executor.map(Composer(means, plan), tasks)):
        journal.add_compositions(batch)
        completed += len(batch)
        progress("aligned", completed, len(translations))


class ComposeTask(NamedTuple):
    """An original and its translations, each with all its parts."""

    source: tuple[PackedArticle, ...]
    targets: tuple[tuple[PackedArticle, ...], ...]


@dataclass(frozen=True, slots=True)
class Composer:
    """Makes the segments of an original and its translations.

    Attributes:
        means: of the languages.
        plan: tells the encoder that is asked for the vectors of several sentences; None takes sums of vectors.
    """

    means: Means
    plan: Plan | None = None

    def __call__(self, task: ComposeTask) -> Composition:
        """Return the segments, what moved, and the lines that no partner has."""
        source, *targets = ([part.unpack() for part in parts] for parts in (task.source, *task.targets))
        original = [drop_unsupported(part, list(chain(*targets)), self.means) for part in source]
        translations = [[drop_unsupported(part, source, self.means) for part in target] for target in targets]
        joined = map(join, translations)
        encode = partial(_encode, self.plan) if self.plan else None
        rows, moved = segments(join(original), list(joined), lexical=self.means.lexical, encode=encode)
        sides = zip(chain(task.source, *task.targets), chain(original, *translations), strict=True)
        removed = {packed.number: tuple(line.number for line in side.removed) for packed, side in sides}
        return Composition(task.source[0].number, rows, removed, moved)


def _encode(plan: Plan, texts: Sequence[str]) -> Vectors:
    """Return the vectors of texts; a process loads the encoder only when the first are asked for."""
    return plan.load_encoder()[0].encode(texts)


def join(parts: Sequence[FilteredArticle]) -> Side:
    """Return the parts of an article as one."""
    texts = tuple(text for part in parts for text in part.texts)
    return Side(texts, np.vstack([part.vectors for part in parts]), parts[0].encoded.article.language)


def segments(
    source: Side, targets: Sequence[Side], *, lexical: bool = False, encode: Encode | None = None
) -> tuple[tuple[Segment, ...], tuple[Moved, ...]]:
    """Return the rows of an original and its translations, and what of them moved; words alone don't tell that."""
    alignments: list[tuple[Bead, ...]] = []
    moved: list[tuple[Bead, ...]] = []
    for target in targets:
        sides = (source.texts, source.vectors), (target.texts, target.vectors)
        beads = align_articles(*sides, lexical=lexical, encode=encode)
        placed = Placed(beads, ())
        if not lexical:
            placed = place_moved(beads, source.texts, target.texts, source.vectors, target.vectors)
        alignments.append(placed.beads)
        moved.append(placed.moved)
    rows = tuple(merge(len(source.texts), alignments))
    row_of = {i: number for number, row in enumerate(rows) for i in row.sources}
    entries = (
        Moved(row_of[bead.sources[0]], k, _text(source, bead.sources), _text(target, bead.targets), bead.confidence)
        for k, (target, beads) in enumerate(zip(targets, moved, strict=True))
        for bead in beads
    )
    return tuple(_segment(row, source, targets) for row in rows), tuple(sorted(entries))


def drop_unsupported(encoded: EncodedArticle, partners: Sequence[EncodedArticle], means: Means) -> FilteredArticle:
    """Return the article without the lines that need a partner and have none; a line of plain text is always kept."""
    article = encoded.article
    factor = LEXICAL_FACTOR if means.lexical else 1
    cosines = _support(encoded, partners, means)
    least = [SUPPORT.get(article.line_of(i).label, -1.0) * factor for i in range(len(cosines))]
    lines = {sentence.line for sentence in article.sentences}
    supported = {article.sentences[i].line for i in range(len(cosines)) if cosines[i] >= least[i]}
    # A pair by the user's decision may have nothing in common: what cleaning kept of it stays.
    supported = supported or {line for line in lines if article.lines[line].kept}
    indices = tuple(i for i, sentence in enumerate(article.sentences) if sentence.line in supported)
    return FilteredArticle(encoded, indices, tuple(article.lines[i] for i in sorted(lines - supported)))


def _support(encoded: EncodedArticle, partners: Sequence[EncodedArticle], means: Means) -> NDArray[np.float32]:
    """Return for each sentence the highest cosine with one of a partner that may support its line."""
    article, vectors = encoded.article, means.centre(encoded).vectors
    others = [(means.centre(partner).vectors, _labels(partner.article)) for partner in partners]
    labels = _labels(article)
    support = np.zeros(len(labels), dtype=np.float32)
    for label in SUPPORTERS.keys() & set(labels):
        rows = [i for i, own in enumerate(labels) if own == label]
        supporters = [
            theirs[[i for i, own in enumerate(names) if own in SUPPORTERS[label]]] for theirs, names in others
        ]
        support[rows] = best_cosines(vectors[rows], supporters)
    for group in _lists(article):
        support[group] = support[group].mean()
    return support


def _lists(article: Prepared) -> Iterator[list[int]]:
    """Yield the sentences of each list without bullets: its items are short, and stay or go together."""
    group: list[int] = []
    for i in range(len(article.sentences)):
        if article.line_of(i).rule == UNMARKED_LIST:
            if group and article.sentences[i].line != article.sentences[group[-1]].line + 1:
                yield group
                group = []
            group.append(i)
    if group:
        yield group


def _labels(article: Prepared) -> list[Label]:
    """Return the label of each sentence's line."""
    return [article.line_of(i).label for i in range(len(article.sentences))]


def removed_lines(journal: Journal, count: int) -> Iterator[dict[str, Any]]:
    """Yield the lines that are in no segment, article by article, in order."""
    for number in range(count):
        article = journal.prepared(number).id
        for line, fate in fates(journal, number):
            if fate.removed:
                yield Removed(article, line.number, fate.rule, line.text)._asdict()


class Fate(NamedTuple):
    """What became of a line: its label in the end, and the rule that gave the label."""

    label: Label
    rule: str

    @property
    def removed(self) -> bool:
        """Whether the line is in no segment of a pair."""
        return self.label not in KEPT or self.rule == NO_PARTNER


def fates(journal: Journal, number: int) -> Iterator[tuple[Line, Fate]]:
    """Yield every line of an article and what became of it: the partner's lines have the last word."""
    unsupported, has_partner = journal.lines_without_partner(number), journal.has_partner(number)
    for line in journal.prepared(number).lines:
        if line.kept and line.number in unsupported:
            yield line, Fate(line.label, NO_PARTNER)
        elif line.label in RESTORED and has_partner and line.number not in unsupported:
            yield line, Fate("text", PARTNER)
        else:
            yield line, Fate(line.label, line.rule)


def explain(journal: Journal, count: int) -> Iterator[str]:
    """Yield a row for every line of every article, tab-separated, with a header; an empty article has one row."""
    yield "article\tlanguage\tsure\tline\tlabel\trule\ttext"
    for number in range(count):
        article = journal.prepared(number)
        confidence = math.floor(article.guess.confidence * 1000) / 1000  # never shown as 1 unless it is
        empty = (Line(0, "", 0), Fate("removed", "empty"))
        for line, fate in list(fates(journal, number)) or [empty]:
            place = (article.id, article.guess.described, f"{confidence:.3f}", str(line.number))
            yield "\t".join((*place, fate.label, fate.rule, line.text.replace("\t", " ")))


def _segment(row: Row, source: Side, targets: Sequence[Side]) -> Segment:
    texts = tuple(_text(target, indices) for target, indices in zip(targets, row.targets, strict=True))
    if row.sources:
        return Segment(_text(source, row.sources), texts, row.confidence)
    # An addition: the other translations did not leave anything out.
    return Segment(None, tuple(text or None for text in texts), row.confidence)


def _text(article: Side, indices: Sequence[int]) -> str:
    return glue(article.language).join(article.texts[i] for i in indices)
