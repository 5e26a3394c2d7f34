"""Stores the results of a build so far in one SQLite file: it outlives a kill, and keeps articles out of memory.

The only file with SQL, opened by one process. Articles go by their number, see `tertium.corpora.building.records`.
Every method that adds writes all that it is given or, after a kill, nothing.
"""

from __future__ import annotations

import json
import math
import sqlite3
from itertools import islice
from typing import TYPE_CHECKING, Any, Final, TypeVar

import numpy as np

from tertium.corpora.building.records import (
    Comparison,
    Duplicate,
    Moved,
    Neighbour,
    PackedArticle,
    ReadArticle,
    Segment,
    SentenceVectors,
    Translations,
    pack_text,
    pack_vectors,
    unpack_article,
    unpack_text,
    unpack_vectors,
)
from tertium.corpora.cleaning.blocks import Block
from tertium.corpora.pairing.pair import PairVerdict
from tertium.corpora.pairing.similarity import Evidence
from tertium.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from tertium.corpora.building.prepare import Prepared
    from tertium.corpora.building.records import Composition, PreparedArticle
    from tertium.corpora.encoders.base import Vectors
    from tertium.corpora.pairing.pair import Decision

FORM: Final = 5
"""Version of what is kept: it rises with every change, so that what an older version left behind is not used."""
BATCH: Final = 64
"""Results that are added at a time; so many are computed again after a kill."""
TABLES: Final = """
CREATE TABLE IF NOT EXISTS about (key TEXT PRIMARY KEY, value TEXT);
CREATE TABLE IF NOT EXISTS plain (number INTEGER PRIMARY KEY, text BLOB);
CREATE TABLE IF NOT EXISTS left_out (number INTEGER PRIMARY KEY, blocks BLOB);
CREATE TABLE IF NOT EXISTS prepared (number INTEGER PRIMARY KEY, language TEXT, value BLOB, sizes BLOB, vectors BLOB);
CREATE TABLE IF NOT EXISTS prints (print INTEGER, number INTEGER, of INTEGER,
                                   PRIMARY KEY (print, number)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS copies (number INTEGER PRIMARY KEY, original INTEGER, shared REAL);
CREATE TABLE IF NOT EXISTS documents (number INTEGER PRIMARY KEY, language TEXT, vector BLOB);
CREATE TABLE IF NOT EXISTS parts (number INTEGER PRIMARY KEY, first INTEGER, place INTEGER);
CREATE TABLE IF NOT EXISTS near (target INTEGER PRIMARY KEY, sources TEXT);
CREATE TABLE IF NOT EXISTS compared (target INTEGER, source INTEGER, score REAL, coverage REAL, numbers REAL,
                                     PRIMARY KEY (target, source)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS decided (target INTEGER PRIMARY KEY, source INTEGER, decision TEXT, value TEXT);
CREATE TABLE IF NOT EXISTS composed (number INTEGER PRIMARY KEY, value BLOB);
CREATE TABLE IF NOT EXISTS moved (number INTEGER PRIMARY KEY, value BLOB);
CREATE TABLE IF NOT EXISTS alone (number INTEGER PRIMARY KEY, lines TEXT);
CREATE INDEX IF NOT EXISTS by_language ON prepared (language, number);
CREATE INDEX IF NOT EXISTS by_source ON compared (source, score);
CREATE INDEX IF NOT EXISTS by_pair ON decided (decision, source, target);
"""
SAME_SENTENCES: Final = """
SELECT a.number, b.number FROM prints a JOIN prints b ON a.print = b.print AND a.number < b.number
WHERE a.print IN (SELECT print FROM prints GROUP BY print HAVING COUNT(*) BETWEEN 2 AND ?)
GROUP BY a.number, b.number HAVING COUNT(*) >= ? * MIN(a.of, b.of) ORDER BY b.number, a.number
"""
"""Parameters: articles that may have a sentence; share of the sentences that two articles must have in common."""
TRANSLATIONS: Final = """
SELECT source, json_group_array(json_array(target, json_extract(value, '$.system')))
FROM (SELECT source, target, value FROM decided WHERE decision = 'paired' ORDER BY source, target)
GROUP BY source ORDER BY source
"""

Item = TypeVar("Item")

StorageError = sqlite3.Error
"""What reading and writing the journal may raise: the disk is full, or the file is damaged."""


class Journal:
    """The store of a build.

    Args:
        path: the file; it is created if it is not there.

    Raises:
        UsageError: the file is no journal, or can't be written.
    """

    def __init__(self, path: Path) -> None:
        try:
            self._db = sqlite3.connect(path, timeout=60)
            self._db.execute("PRAGMA journal_mode=WAL")
            self._db.execute("PRAGMA synchronous=NORMAL")
            self._db.executescript(TABLES)
        except sqlite3.Error as error:
            raise UsageError(f"can't use {path}: {error}", hint=_hint(error)) from error

    def close(self) -> None:
        """Close the file."""
        self._db.commit()
        self._db.close()

    @property
    def identity(self) -> str | None:
        """Hash of what the result depends on; None in a new journal."""
        text = self._value("SELECT value FROM about WHERE key = 'identity'")
        return None if text is None else str(json.loads(text))

    @identity.setter
    def identity(self, value: str) -> None:
        with self._db:
            self._insert("about", [("identity", json.dumps(value))])

    # Articles as read

    def add_texts(self, articles: Iterable[ReadArticle]) -> None:
        """Keep articles as plain text."""
        with self._db:
            for number, text, left_out in articles:
                self._insert("plain", [(number, pack_text(text))])
                self._insert("left_out", [(number, pack_text(json.dumps(left_out)))])

    def unread(self, count: int) -> list[int]:
        """Return the numbers below `count` of the articles that are not read yet."""
        return self._missing("plain", count)

    def text(self, number: int) -> ReadArticle:
        """Return an article as plain text."""
        text, blocks = self._row("SELECT text, blocks FROM plain JOIN left_out USING (number) WHERE number = ?", number)
        return ReadArticle(number, unpack_text(text), tuple(Block(*block) for block in json.loads(unpack_text(blocks))))

    # Prepared articles

    def add_prepared(self, articles: Iterable[PreparedArticle]) -> None:
        """Keep prepared articles and the hashes of their sentences."""
        with self._db:
            for packed, hashes in articles:
                self._insert("prints", [(value, packed.number, len(hashes)) for value in hashes])
                self._insert("prepared", [packed])

    def unprepared(self, count: int) -> list[int]:
        """Return the numbers below `count` of the articles that are not prepared yet."""
        return self._missing("prepared", count)

    def prepared_count(self) -> int:
        """Return how many articles are prepared."""
        return self._count("prepared")

    def prepared(self, number: int) -> Prepared:
        """Return an article without its vectors."""
        return unpack_article(self._value("SELECT value FROM prepared WHERE number = ?", number))

    def packed(self, number: int) -> PackedArticle:
        """Return an article and its vectors, as they are sent to other processes."""
        return PackedArticle(
            *self._row("SELECT number, language, value, sizes, vectors FROM prepared WHERE number = ?", number)
        )

    def in_language(self, language: str) -> list[int]:
        """Return the articles in a language, in order."""
        return [n for (n,) in self._rows("SELECT number FROM prepared WHERE language = ? ORDER BY number", language)]

    def sentence_vectors(self, language: str, dimensions: int) -> Iterator[SentenceVectors]:
        """Yield the sentence vectors of each article in a language, in order."""
        rows = self._rows("SELECT number, sizes, vectors FROM prepared WHERE language = ? ORDER BY number", language)
        for number, raw_sizes, raw_vectors in rows:
            sizes = np.frombuffer(raw_sizes, dtype=np.int32)
            yield SentenceVectors(number, sizes, unpack_vectors(raw_vectors, len(sizes), dimensions))

    # Duplicates

    def with_same_sentences(self, most: int, share: float) -> list[tuple[int, int]]:
        """Return pairs of articles, the earlier first, whose hashed sentences are the same.

        Args:
            most: articles that may have a sentence; one that more have tells nothing about duplicates.
            share: of the hashed sentences that both must have.
        """
        return list(self._rows(SAME_SENTENCES, most, share))

    def add_duplicates(self, duplicates: Iterable[Duplicate]) -> None:
        """Keep which articles repeat others."""
        with self._db:
            self._insert("copies", duplicates)

    def duplicates(self) -> Iterator[Duplicate]:
        """Yield the articles that repeat others, in order."""
        yield from map(Duplicate._make, self._rows("SELECT number, original, shared FROM copies ORDER BY number"))

    def duplicate(self, number: int) -> Duplicate | None:
        """Return what an article repeats."""
        row = self._row("SELECT number, original, shared FROM copies WHERE number = ?", number)
        return Duplicate(*row) if row else None

    # Articles in several files

    def add_parts(self, articles: Iterable[Sequence[int]]) -> None:
        """Keep which articles stand in several files, each as its parts in order; the first stands for the article."""
        with self._db:
            for parts in articles:
                self._insert("parts", ((number, parts[0], place) for place, number in enumerate(parts)))

    def parts(self, first: int) -> list[int]:
        """Return the parts of an article in order, by its first one; itself where it has no others."""
        rows = self._rows("SELECT number FROM parts WHERE first = ? ORDER BY place", first)
        return [number for (number,) in rows] or [first]

    def further_parts(self) -> dict[int, int]:
        """Return the parts behind the first of all articles in several files, each with that first one."""
        return dict(self._rows("SELECT number, first FROM parts WHERE place > 0"))

    def packed_parts(self, first: int) -> tuple[PackedArticle, ...]:
        """Return the parts of an article, as they are sent to other processes."""
        return tuple(map(self.packed, self.parts(first)))

    # Candidates and evidence

    def add_document_vectors(self, language: str, vectors: Iterable[tuple[int, Vectors]]) -> None:
        """Keep the vector of each article as a whole, by number, in half precision."""
        with self._db:
            self._insert("documents", ((number, language, pack_vectors(vector)) for number, vector in vectors))

    def document_vectors(self, language: str, first: int, last: int) -> Vectors:
        """Return the vectors of the articles in a language from one number to another: shape (articles, dimensions)."""
        rows = self._rows(
            "SELECT vector FROM documents WHERE number BETWEEN ? AND ? AND language = ? ORDER BY number",
            first,
            last,
            language,
        )
        return np.array([np.frombuffer(raw, dtype=np.float16) for (raw,) in rows]).astype(np.float32)

    def add_candidates(self, candidates: Iterable[tuple[int, Sequence[int]]]) -> None:
        """Keep for each target the sources to compare it with."""
        with self._db:
            self._insert("near", ((target, json.dumps(list(sources))) for target, sources in candidates))

    def candidates(self, target: int) -> list[int]:
        """Return the sources to compare a target with, the most similar first."""
        return list(json.loads(self._value("SELECT sources FROM near WHERE target = ?", target)))

    def target_count(self) -> int:
        """Return how many targets have got candidates."""
        return self._count("near")

    def uncompared(self) -> list[int]:
        """Return the targets that are not compared with their candidates yet."""
        rows = self._rows("SELECT target FROM near WHERE target NOT IN (SELECT target FROM compared) ORDER BY target")
        return [target for (target,) in rows]

    def add_comparisons(self, comparisons: Iterable[Comparison]) -> None:
        """Keep the evidence on targets and their candidates."""
        with self._db:
            self._insert("compared", ((target, source, *evidence) for target, source, evidence in comparisons))

    def comparisons(self, target: int) -> list[Comparison]:
        """Return the evidence on a target and each of its candidates."""
        rows = self._rows("SELECT source, score, coverage, numbers FROM compared WHERE target = ?", target)
        # SQLite stores nan as NULL.
        return [
            Comparison(target, source, Evidence(*(math.nan if value is None else value for value in values)))
            for source, *values in rows
        ]

    def best_scores(self) -> dict[int, float]:
        """Return each compared source's highest score with any target."""
        return dict(self._rows("SELECT source, MAX(score) FROM compared GROUP BY source"))

    def nearest_target(self, source: int) -> Neighbour | None:
        """Return the most similar of the targets that a source was compared with."""
        row = self._row(
            "SELECT target, score FROM compared WHERE source = ? ORDER BY score DESC, target LIMIT 1", source
        )
        return Neighbour(*row) if row else None

    def nearest_target_in_review(self, source: int) -> Neighbour | None:
        """Return the most similar of the targets that may be translations of a source."""
        row = self._row(
            "SELECT target, score FROM decided JOIN compared USING (source, target)"
            " WHERE decision = 'review' AND source = ? ORDER BY score DESC, target LIMIT 1",
            source,
        )
        return Neighbour(*row) if row else None

    # Verdicts

    def add_verdicts(self, verdicts: Iterable[tuple[int, int | None, PairVerdict]]) -> None:
        """Keep verdicts, each with the numbers of its target and its source."""
        with self._db:
            self._insert(
                "decided",
                (
                    (target, source, verdict.decision, json.dumps(verdict.to_json()))
                    for target, source, verdict in verdicts
                ),
            )

    def verdict(self, target: int) -> PairVerdict | None:
        """Return the verdict on an article; None if it is no target."""
        row = self._row("SELECT decision, value FROM decided WHERE target = ?", target)
        return _verdict(row) if row else None

    def verdicts(self, decision: Decision | None = None) -> Iterator[PairVerdict]:
        """Yield the verdicts with a decision, or all, in the order of the targets."""
        where = "" if decision is None else "WHERE decision = ?"
        values = () if decision is None else (decision,)
        rows = self._rows(f"SELECT decision, value FROM decided {where} ORDER BY target", *values)  # noqa: S608
        yield from map(_verdict, rows)

    def verdicts_on_duplicates(self, original: int) -> Iterator[PairVerdict]:
        """Yield the verdicts on the duplicates of a paired target that share its source."""
        rows = self._rows(
            "SELECT decision, value FROM decided JOIN copies ON target = number"
            " WHERE decision = 'copy' AND original = ? ORDER BY target",
            original,
        )
        yield from map(_verdict, rows)

    def paired_sources(self) -> set[int]:
        """Return the sources that have a translation."""
        rows = self._rows("SELECT DISTINCT source FROM decided WHERE decision IN ('paired', 'copy')")
        return {source for (source,) in rows}

    def translations(self) -> Iterator[Translations]:
        """Yield every original that has translations, in order."""
        for source, text in self._rows(TRANSLATIONS):
            pairs = json.loads(text)
            yield Translations(source, tuple(n for n, _ in pairs), tuple(system or "" for _, system in pairs))

    # Segments

    def add_compositions(self, compositions: Iterable[Composition]) -> None:
        """Keep segments, what moved, and the lines that are in none of them since no partner has them."""
        with self._db:
            for source, segments, removed, moved in compositions:
                self._insert("moved", [(source, pack_text(json.dumps(moved, ensure_ascii=False)))])
                self._insert("alone", ((number, json.dumps(lines)) for number, lines in removed.items()))
                self._insert("composed", [(source, pack_text(json.dumps(segments, ensure_ascii=False)))])

    def composed_count(self) -> int:
        """Return how many originals have their segments."""
        return self._count("composed")

    def is_composed(self, source: int) -> bool:
        """Whether an original has its segments."""
        return self._row("SELECT 1 FROM composed WHERE number = ?", source) is not None

    def segments(self, source: int) -> list[Segment]:
        """Return the segments of an original."""
        rows = json.loads(unpack_text(self._value("SELECT value FROM composed WHERE number = ?", source)))
        return [Segment(text, tuple(targets), confidence) for text, targets, confidence in rows]

    def moved(self, source: int) -> list[Moved]:
        """Return what the translations of an original have in another place."""
        return [
            Moved(*row)
            for row in json.loads(unpack_text(self._value("SELECT value FROM moved WHERE number = ?", source)))
        ]

    def lines_without_partner(self, number: int) -> frozenset[int]:
        """Return the numbers of an article's lines that no partner has."""
        return frozenset(json.loads(self._value("SELECT lines FROM alone WHERE number = ?", number) or "[]"))

    def has_partner(self, number: int) -> bool:
        """Whether an article is in the segments of an original that has them."""
        return self._row("SELECT 1 FROM alone WHERE number = ?", number) is not None

    # SQL

    def _rows(self, query: str, *values: Any) -> Iterator[tuple[Any, ...]]:
        yield from self._db.execute(query, values)

    def _row(self, query: str, *values: Any) -> Any:
        return self._db.execute(query, values).fetchone()

    def _value(self, query: str, *values: Any) -> Any:
        row = self._row(query, *values)
        return row[0] if row else None

    def _count(self, table: str) -> int:
        return int(self._value(f"SELECT COUNT(*) FROM {table}"))  # noqa: S608 - our own names

    def _missing(self, table: str, count: int) -> list[int]:
        numbers = {number for (number,) in self._rows(f"SELECT number FROM {table}")}  # noqa: S608 - our own names
        return [number for number in range(count) if number not in numbers]

    def _insert(self, table: str, rows: Iterable[Sequence[Any]]) -> None:
        """Add rows or replace those with the same key; the caller holds the transaction."""
        for row in rows:
            self._db.execute(f"INSERT OR REPLACE INTO {table} VALUES ({','.join('?' * len(row))})", row)  # noqa: S608


def batches(items: Iterable[Item]) -> Iterator[list[Item]]:
    """Yield the items in lists of `BATCH`."""
    rest = iter(items)
    while batch := list(islice(rest, BATCH)):
        yield batch


def _verdict(row: tuple[Decision, str]) -> PairVerdict:
    return PairVerdict.from_json(row[0], json.loads(row[1]))


def _hint(error: sqlite3.Error) -> str:
    """Return what helps where the file can't be used: room, or another file."""
    return (
        "again with more room on that disk, or another -o"
        if "disk" in str(error)  # "is full", or "I/O error" where its log has no room
        else "remove its folder, or another -o"
    )
