"""A folder of articles → a journal of prepared ones: read, count what recurs, label, segment, encode."""

from __future__ import annotations

import json
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

from tertium.corpora import recurring
from tertium.corpora.clean import Cleaner, left_out, plain
from tertium.corpora.copies import prints
from tertium.corpora.journal import opened, packed, prepared_row
from tertium.corpora.prepare import prepare
from tertium.corpora.readers import articles
from tertium.corpora.types import Article
from tertium.corpora.workers import mapped

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from tertium.corpora.journal import Journal
    from tertium.corpora.plan import Plan, Progress

SKETCH: Final = "recurring.npy"
BATCH: Final = 64
"""Results that are written to the journal at a time; so many are made again after a kill."""


def read_all(journal: Journal, folder: Path, names: Sequence[str], plan: Plan, progress: Progress) -> None:
    """Read every article that the journal doesn't have yet; `names` are paths below the folder."""
    todo = journal.missing("plain", len(names))
    found = mapped(Reader(folder), ((number, names[number]) for number in todo), plan.workers)
    done = int(journal.one("SELECT COUNT(*) FROM plain"))
    for batch in batches(found):
        journal.put("left_out", ((number, left) for number, _, left in batch))
        journal.put("plain", ((number, text) for number, text, _ in batch))
        done += len(batch)
        progress("read", done, len(names))


def count_lines(journal: Journal, count: int) -> None:
    """Count the lines that articles share, and headlines that pages do, for `prepare_all`."""
    sketch = recurring.Recurring()
    for number in range(count):
        headlines = (block.text for block in journal.left_out(number) if block.headline)
        sketch.add((*journal.plain(number).split("\n"), *headlines))
    sketch.save(journal.path.with_name(SKETCH))


def prepare_all(journal: Journal, names: Sequence[str], plan: Plan, progress: Progress) -> None:
    """Label, segment and encode every article that the journal doesn't have yet."""
    work = Preparer(journal.path, recurring.fewest(len(names)), plan)
    todo = journal.missing("prepared", len(names))
    found = mapped(work, ((number, names[number]) for number in todo), plan.workers)
    done = int(journal.one("SELECT COUNT(*) FROM prepared"))
    for batch in batches(found):
        journal.put("prints", ((one, row[0], len(hashes)) for row, hashes in batch for one in hashes))
        journal.put("prepared", (row for row, _ in batch))
        done += len(batch)
        progress("prepared", done, len(names))


def batches(results: Iterable[Any]) -> Iterable[list[Any]]:
    """Yield results in lists of `BATCH`."""
    rest = iter(results)
    while batch := list(islice(rest, BATCH)):
        yield batch


@dataclass(frozen=True, slots=True)
class Reader:
    """Work of a process: a file to plain text, and to what isn't in it."""

    folder: Path

    def __call__(self, item: tuple[int, str]) -> tuple[int, bytes, bytes]:
        """Return the number, the packed text and, packed, what a web page has beside it."""
        number, name = item
        article = articles.read(self.folder, name)
        text = plain(article)
        return number, packed(text), packed(json.dumps(left_out(article, text)))


@dataclass(frozen=True, slots=True)
class Preparer:
    """Work of a process: plain text to the row of a prepared article, and the hashes its copies are found by."""

    journal: Path
    fewest: int
    plan: Plan

    def __call__(self, item: tuple[int, str]) -> tuple[tuple[Any, ...], list[int]]:
        """Return both."""
        number, name = item
        counted = recurring.load(self.journal.with_name(SKETCH), self.fewest)
        cleaner = Cleaner(self.plan.languages, counted.has, self.plan.overrides)
        journal = opened(self.journal)
        raw = Article(articles.id_of(name), journal.plain(number), origin=name)
        article = prepare(raw, cleaner, journal.left_out(number))
        encoder, _ = self.plan.loaded()
        return prepared_row(number, article, encoder.encode(article.texts)), prints(article.texts)
