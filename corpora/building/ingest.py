"""Ingests a folder of articles into the journal: read, count recurring lines, label, segment, encode."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from tertium.corpora.building.journal import batches
from tertium.corpora.building.prepare import prepare
from tertium.corpora.building.records import PreparedArticle, ReadArticle, pack
from tertium.corpora.cleaning import recurring
from tertium.corpora.cleaning.clean import Cleaner, left_out, plain_text
from tertium.corpora.pairing.duplicates import sentence_hashes
from tertium.corpora.pairing.pairs_file import UserPairs
from tertium.corpora.readers import articles
from tertium.corpora.types import Article
from tertium.errors import DataError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from tertium.corpora.building.journal import Journal
    from tertium.corpora.building.plan import Plan, Progress
    from tertium.corpora.cleaning.recurring import Recurring
    from tertium.executor import Executor


def read_all(journal: Journal, folder: Path, names: Sequence[str], executor: Executor, progress: Progress) -> None:
    """Read every article that the journal does not have yet; `names` are paths below the folder."""
    unread = journal.unread(len(names))
    completed = len(names) - len(unread)
    for batch in batches(executor.map(Reader(folder), ((number, names[number]) for number in unread))):
        journal.add_texts(batch)
        completed += len(batch)
        progress("read", completed, len(names))


def count_lines(journal: Journal, count: int) -> Recurring:
    """Return in how many of the articles each line stands; of what extraction left out, headlines count."""
    counts = recurring.Recurring(recurring.min_articles(count))
    for number in range(count):
        counts.add(_countable(journal.text(number)))
    return counts


def prepare_all(journal: Journal, names: Sequence[str], plan: Plan, executor: Executor, progress: Progress) -> None:
    """Label, segment and encode every article that the journal does not have yet."""
    unprepared = journal.unprepared(len(names))
    completed = len(names) - len(unprepared)
    tasks = _tasks(journal, unprepared, names, count_lines(journal, len(names)))
    preparer = Preparer(replace(plan, user_pairs=UserPairs()))  # a long file of pairs would be sent with every article
    for batch in batches(executor.map(preparer, tasks)):
        journal.add_prepared(batch)
        completed += len(batch)
        progress("prepared", completed, len(names))


def check_pairs(journal: Journal, ids: Sequence[str], plan: Plan) -> None:
    """Check the articles of the pairs that a user has decided.

    Raises:
        DataError: one is empty, or not in its language.
    """
    numbers = {name: number for number, name in enumerate(ids)}
    user_pairs = plan.user_pairs
    for translation, (original, _) in user_pairs.pairs.items():
        place = user_pairs.place((original, translation))
        originals = ((name, plan.source) for name in user_pairs.whole(original))
        for name, expected in (*originals, *((name, plan.target) for name in user_pairs.whole(translation))):
            article = journal.prepared(numbers[name])
            if not article.sentences:
                raise DataError(
                    f"{place}: {name!r} is empty, or nothing of it is left",
                    hint="--explain shows what became of its lines",
                )
            if article.language != expected:
                language = article.language or article.guess.other or "neither language"
                raise DataError(
                    f"{place}: {name!r} is not in {expected} but in {language}",
                    hint="an original in the first column, its translation in the second; --explain",
                )


class PrepareTask(NamedTuple):
    """An article to prepare.

    Attributes:
        name: its file, below the folder.
        article: its text.
        recurring: those of its lines and headlines that many articles have.
    """

    name: str
    article: ReadArticle
    recurring: frozenset[str]


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads a file of the folder as plain text."""

    folder: Path

    def __call__(self, item: tuple[int, str]) -> ReadArticle:
        """Return the article with this number and name."""
        number, name = item
        article = articles.read(self.folder, name)
        text = plain_text(article)
        return ReadArticle(number, text, tuple(left_out(article, text)))


@dataclass(frozen=True, slots=True)
class Preparer:
    """Labels, segments and encodes an article."""

    plan: Plan

    def __call__(self, task: PrepareTask) -> PreparedArticle:
        """Return the prepared article."""
        number, text, blocks = task.article
        cleaner = Cleaner(self.plan.languages, task.recurring.__contains__, self.plan.overrides)
        article = prepare(Article(articles.id_of(task.name), text, origin=task.name), cleaner, blocks)
        encoder, _ = self.plan.load_encoder()
        return PreparedArticle(
            pack(number, article, encoder.encode(article.texts)), tuple(sentence_hashes(article.texts))
        )


def _tasks(journal: Journal, numbers: Sequence[int], names: Sequence[str], counts: Recurring) -> Iterator[PrepareTask]:
    for number in numbers:
        article = journal.text(number)
        yield PrepareTask(names[number], article, frozenset(line for line in _countable(article) if counts.has(line)))


def _countable(article: ReadArticle) -> set[str]:
    return {*article.text.split("\n"), *(block.text for block in article.left_out if block.headline)}
