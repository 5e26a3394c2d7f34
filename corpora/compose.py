"""An original and its translations → segments: doubtful lines are settled, sentences aligned, rows written out."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from tertium.corpora.cleaning.page import Line
from tertium.corpora.gather import batches
from tertium.corpora.journal import opened, packed
from tertium.corpora.likeness import aligned, supported
from tertium.corpora.rows import merge
from tertium.corpora.text.joiner import glue
from tertium.corpora.workers import mapped

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from tertium.corpora.encoders.base import Vectors
    from tertium.corpora.journal import Journal, Kept
    from tertium.corpora.match import Means
    from tertium.corpora.plan import Plan, Progress
    from tertium.corpora.rows import Row

SUPPORT: Final = {"doubtful": 0.3, "headline": 0.2}
"""Cosine with a sentence of a partner from which a line of this label stays. Measured: rests of web pages reach .29."""
BY_WORDS: Final = 1 / 3
"""What is left of that where the cosine is one of words."""
ALONE: Final = "no_partner_has_it"
"""The rule that removes a doubtful line."""


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

    @property
    def vectors(self) -> Vectors:
        """Their vectors."""
        return self.kept.vectors[list(self.stay)]


def compose_all(journal: Journal, around: Means, plan: Plan, progress: Progress) -> None:
    """Keep the segments of every original with its translations; what was done before a kill is not done again."""
    total = int(journal.one("SELECT COUNT(DISTINCT source) FROM decided WHERE decision = 'paired'"))
    done = int(journal.one("SELECT COUNT(*) FROM composed"))
    for batch in batches(mapped(Composer(journal.path, around), _left(journal), plan.workers)):
        journal.put("alone", [row for _, _, alone in batch for row in alone])
        journal.put("composed", [(source, made) for source, made, _ in batch])
        done += len(batch)
        progress("aligned", done, total)


@dataclass(frozen=True, slots=True)
class Composer:
    """Work of a process: an original and its translations to segments."""

    journal: Path
    around: Means

    def __call__(self, item: tuple[int, list[int]]) -> tuple[int, bytes, list[tuple[int, str]]]:
        """Return the original's number, its packed segments, and the lines that no partner has, by article."""
        source, targets = item
        journal = opened(self.journal)
        first, *rest = (journal.kept(number) for number in (source, *targets))
        original = settle(first, rest, self.around)
        translations = [settle(one, [first], self.around) for one in rest]
        made = [list(one) for one in segments(original, translations, lexical=self.around.lexical)]
        sides = zip((source, *targets), (original, *translations), strict=True)
        alone = [(number, json.dumps([line.number for line in side.alone])) for number, side in sides]
        return source, packed(json.dumps(made, ensure_ascii=False)), alone


def segments(source: Settled, targets: Sequence[Settled], *, lexical: bool = False) -> Iterator[Segment]:
    """Yield the rows of an original and its translations."""
    alignments = [aligned((source.texts, source.vectors), (one.texts, one.vectors), lexical=lexical) for one in targets]
    for row in merge(len(source.texts), alignments):
        yield _segment(row, source, targets)


def settle(kept: Kept, partners: Sequence[Kept], means: Means) -> Settled:
    """Return the article without the doubtful lines that no partner has."""
    best = supported(means.side(kept).vectors, [means.side(partner).vectors for partner in partners])
    article = kept.article
    lowest = [
        SUPPORT.get(article.line_of(i).label, -1.0) * (BY_WORDS if means.lexical else 1) for i in range(len(best))
    ]
    held = {article.sentences[i].line for i in range(len(best)) if best[i] >= lowest[i]}
    held = held or {sentence.line for sentence in article.sentences}  # a pair may be said by hand, and be unlike
    stay = tuple(i for i, sentence in enumerate(article.sentences) if sentence.line in held)
    gone = {sentence.line for sentence in article.sentences} - held
    return Settled(kept, stay, tuple(article.lines[i] for i in sorted(gone)))


def removed(journal: Journal, count: int) -> Iterator[dict[str, Any]]:
    """Yield the lines that are in no segment, article by article, in order."""
    for number in range(count):
        article = journal.prepared(number)
        alone = json.loads(journal.one("SELECT lines FROM alone WHERE number = ?", number) or "[]")
        for line in article.lines:
            rule = ALONE if line.number in alone else "" if line.kept else line.rule
            if rule:
                yield Removed(article.id, line.number, rule, line.text)._asdict()


def explained(journal: Journal, count: int) -> Iterator[str]:
    """Yield what became of every line of every article, its cells between tabs; an empty article has one row."""
    yield "article\tlanguage\tsure\tline\tlabel\trule\ttext"
    for number in range(count):
        article = journal.prepared(number)
        alone = json.loads(journal.one("SELECT lines FROM alone WHERE number = ?", number) or "[]")
        sure = math.floor(article.guess.confidence * 1000) / 1000  # 1 only where it is
        for line in article.lines or (Line(0, "", 0, "removed", "empty"),):
            rule = ALONE if line.number in alone else line.rule
            place = (article.id, article.guess.described, f"{sure:.3f}", str(line.number))
            yield "\t".join((*place, line.label, rule, line.text.replace("\t", " ")))


def _left(journal: Journal) -> Iterator[tuple[int, list[int]]]:
    """Yield the originals that aren't composed yet, with their translations, without copies of these."""
    rows = journal.rows(
        "SELECT source, json_group_array(target) FROM (SELECT source, target FROM decided WHERE decision = 'paired'"
        " AND source NOT IN (SELECT number FROM composed) ORDER BY source, target) GROUP BY source ORDER BY source"
    )
    yield from ((source, json.loads(targets)) for source, targets in list(rows))


def _segment(row: Row, source: Settled, targets: Sequence[Settled]) -> Segment:
    if not row.sources:
        texts = tuple(_text(one, chosen) if chosen else None for one, chosen in zip(targets, row.targets, strict=True))
        return Segment(None, texts, row.confidence)
    texts = tuple(_text(one, chosen) for one, chosen in zip(targets, row.targets, strict=True))
    return Segment(_text(source, row.sources), texts, row.confidence)


def _text(side: Settled, chosen: Sequence[int]) -> str:
    between = glue(side.kept.article.language)
    texts = side.texts
    return between.join(texts[i] for i in chosen)
