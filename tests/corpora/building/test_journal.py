"""What a build keeps: values come back as they went in, and what fails half-way leaves nothing behind."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING

import numpy as np
import pytest

from tertium.corpora.building.journal import BATCH, Journal, batches
from tertium.corpora.building.prepare import Prepared, Sentence
from tertium.corpora.building.records import (
    Comparison,
    Composition,
    Duplicate,
    Moved,
    PreparedArticle,
    ReadArticle,
    Segment,
    Translations,
    pack,
)
from tertium.corpora.cleaning.blocks import Block
from tertium.corpora.cleaning.page import Line
from tertium.corpora.pairing.pair import PairVerdict
from tertium.corpora.pairing.similarity import Evidence
from tertium.corpora.text.identification import Guess
from tertium.errors import UsageError
from tests.conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    opened = Journal(tmp_path / "j.sqlite")
    yield opened
    opened.close()


def article(name: str, language: str | None, *sentences: str) -> Prepared:
    lines = tuple(Line(i, text, 0, "text", "") for i, text in enumerate(sentences, 1))
    return Prepared(name, Guess(language, 1.0), lines, tuple(Sentence(text, i) for i, text in enumerate(sentences)))


def prepared(number: int, language: str | None, *sentences: str, hashes: tuple[int, ...] = ()) -> PreparedArticle:
    vectors = np.full((len(sentences), 2), number + 0.5, dtype=np.float32)
    return PreparedArticle(pack(number, article(f"a{number}", language, *sentences), vectors), hashes)


def test_a_journal_outlives_its_process_and_knows_what_is_missing(tmp_path: Path) -> None:
    first = Journal(tmp_path / "j.sqlite")
    assert first.identity is None
    first.add_texts([ReadArticle(0, "a", ()), ReadArticle(2, "c", ())])
    first.identity = "x"
    first.close()
    again = Journal(tmp_path / "j.sqlite")
    assert again.identity == "x"
    assert again.unread(4) == [1, 3]
    again.close()


def test_a_batch_that_fails_half_way_leaves_nothing_behind(journal: Journal) -> None:
    def broken() -> Iterator[ReadArticle]:
        yield ReadArticle(0, "a", ())
        raise RuntimeError

    with pytest.raises(RuntimeError):
        journal.add_texts(broken())
    assert journal.unread(1) == [0]


def test_a_file_that_is_no_journal_is_a_two_line_error(tmp_path: Path) -> None:
    (tmp_path / "j.sqlite").write_bytes(b"not a database, but long enough to be looked at as one" * 40)
    with pytest.raises(UsageError, match="can't use"):
        Journal(tmp_path / "j.sqlite")


def test_texts_come_back_with_what_their_pages_have_beside_them(journal: Journal) -> None:
    read = ReadArticle(3, "Half a pair: \ud83d", (Block(1, "Headline", 0, headline=True),))
    journal.add_texts([read])
    assert journal.text(3) == read


def test_prepared_articles_come_back_whole_and_as_vectors_of_a_language(journal: Journal) -> None:
    articles = [prepared(0, "de", "Ein Satz."), prepared(1, "en", "Two", "lines"), prepared(2, "de"), prepared(3, None)]
    journal.add_prepared(articles)
    assert (journal.unprepared(5), journal.prepared_count()) == ([4], 4)
    assert journal.prepared(1) == article("a1", "en", "Two", "lines")
    assert journal.packed(1) == articles[1].packed
    assert (journal.in_language("de"), journal.in_language("fr")) == ([0, 2], [])
    first, empty = journal.sentence_vectors("de", 2)
    assert (first.number, first.sizes.tolist(), first.vectors.tolist()) == (0, [9], [[0.5, 0.5]])
    assert (empty.number, empty.vectors.shape) == (2, (0, 2))


def test_articles_that_share_most_of_their_hashes_are_looked_at_and_common_sentences_are_not(journal: Journal) -> None:
    journal.add_prepared(
        [
            prepared(0, "de", hashes=(1, 2, 3, 9)),
            prepared(1, "de", hashes=(1, 2, 4, 9)),
            prepared(2, "de", hashes=(3, 5, 6, 9)),
        ]
    )
    assert journal.with_same_sentences(2, 0.5) == [(0, 1)]
    assert journal.with_same_sentences(3, 0.5) == [(0, 1), (0, 2)]


def test_duplicates_are_found_by_article(journal: Journal) -> None:
    duplicates = [Duplicate(2, 0, 0.95), Duplicate(5, 0, 1.0)]
    journal.add_duplicates(reversed(duplicates))
    assert list(journal.duplicates()) == duplicates
    assert (journal.duplicate(5), journal.duplicate(0)) == (duplicates[1], None)


def test_document_vectors_are_those_of_one_language(journal: Journal) -> None:
    vectors = {number: np.array([number, 1], dtype=np.float32) for number in range(4)}
    journal.add_document_vectors("de", [(0, vectors[0]), (2, vectors[2]), (3, vectors[3])])
    journal.add_document_vectors("en", [(1, vectors[1])])
    assert journal.document_vectors("de", 0, 2).tolist() == [[0, 1], [2, 1]]


def test_a_target_is_compared_once(journal: Journal) -> None:
    journal.add_candidates([(1, [4, 0]), (3, [0])])
    assert (journal.target_count(), journal.candidates(1), journal.uncompared()) == (2, [4, 0], [1, 3])
    journal.add_comparisons(
        [
            Comparison(1, 4, Evidence(0.5, 0.6, math.nan)),
            Comparison(1, 0, Evidence(0.25, 0.5, 1.0)),
        ]
    )
    assert journal.uncompared() == [3]
    first, second = journal.comparisons(1)
    assert first == Comparison(1, 0, Evidence(0.25, 0.5, 1.0))
    assert (second.source, second.evidence[:2]) == (4, (0.5, 0.6))
    assert math.isnan(second.evidence.numbers)


def test_the_nearest_target_of_a_source_is_the_most_similar_then_the_first(journal: Journal) -> None:
    scores = {(1, 0): 0.5, (2, 0): 0.75, (3, 0): 0.75, (1, 9): 0.25}
    journal.add_comparisons(Comparison(*pair, Evidence(score, 1, 1)) for pair, score in scores.items())
    assert journal.best_scores() == {0: 0.75, 9: 0.25}
    assert journal.nearest_target(0) == (2, 0.75)
    assert journal.nearest_target(8) is None
    assert journal.nearest_target_in_review(0) is None
    journal.add_verdicts([(1, 0, PairVerdict("t1", "review", "s0"))])
    assert journal.nearest_target_in_review(0) == (1, 0.5)


def test_verdicts_come_back_by_target_by_decision_and_by_source(journal: Journal) -> None:
    verdicts = [
        PairVerdict("t1", "paired", "s0", Evidence(0.75, 1.0, 0.5), 0.25),
        PairVerdict("t2", "copy", "s0", Evidence(0.75, 1.0, 0.5), 0.25, "a re-post of t1"),
        PairVerdict("t3", "paired", "s0", reason="by the pairs file", system="north"),
        PairVerdict("t4", "unpaired", None, reason="none"),
    ]
    numbers = [(1, 0), (2, 0), (3, 0), (4, None)]
    journal.add_verdicts((*pair, verdict) for pair, verdict in zip(numbers, verdicts, strict=True))
    assert [str(verdict) for verdict in journal.verdicts()] == [str(verdict) for verdict in verdicts]
    assert [verdict.target for verdict in journal.verdicts("paired")] == ["t1", "t3"]
    assert journal.verdict(1) == verdicts[0]
    assert journal.verdict(0) is None
    assert journal.paired_sources() == {0}
    assert list(journal.translations()) == [Translations(0, (1, 3), ("", "north"))]
    journal.add_duplicates([Duplicate(2, 1, 1.0)])
    assert list(journal.verdicts_on_duplicates(1)) == [verdicts[1]]


def test_segments_come_back_with_the_lines_that_no_partner_has(journal: Journal) -> None:
    segments = (Segment("Eins.", ("One.", ""), 0.5), Segment(None, ("Added.", None), 0.25))
    moved = (Moved(0, 0, "Eins.", "One.", 0.5),)
    journal.add_compositions([Composition(0, segments, {0: (3, 7), 1: ()}, moved)])
    assert tuple(journal.moved(0)) == moved
    assert tuple(journal.segments(0)) == segments
    assert (journal.composed_count(), journal.is_composed(0), journal.is_composed(1)) == (1, True, False)
    assert [journal.lines_without_partner(number) for number in (0, 1, 2)] == [{3, 7}, set(), set()]


def test_batches_hold_all_items_in_order() -> None:
    made = list(batches(range(BATCH + 3)))
    assert [len(batch) for batch in made] == [BATCH, 3]
    assert [i for batch in made for i in batch] == list(range(BATCH + 3))


def test_only_the_journal_speaks_sql() -> None:
    sql = re.compile(r"\bsqlite3\b|\bSELECT\b|\bINSERT\b")
    files = [path for path in (ROOT / "corpora").rglob("*.py") if sql.search(path.read_text(encoding="utf-8"))]
    assert [path.name for path in files] == ["journal.py"]


def test_an_article_in_several_files_is_its_parts_in_order(journal: Journal) -> None:
    journal.add_prepared([prepared(number, "de", f"Satz {number}.") for number in range(4)])
    journal.add_parts([[2, 0, 1]])
    assert journal.parts(2) == [2, 0, 1]
    assert journal.parts(3) == [3]
    assert journal.further_parts() == {0: 2, 1: 2}
    assert [part.number for part in journal.packed_parts(2)] == [2, 0, 1]
