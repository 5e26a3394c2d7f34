"""Segments of an original and its translations: unsupported lines go, additions and omissions are rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tertium.corpora.building import compose
from tertium.corpora.building.journal import Journal
from tertium.corpora.building.rows import Row
from tertium.corpora.pairing.pair import PairVerdict
from tertium.executor import Serial
from tests.corpora.building.making import MEANS, article, encoded, silent

if TYPE_CHECKING:
    from pathlib import Path

GERMAN = [("Die Fähre hielt.", 0), ("Niemand protestierte dagegen.", 1)]
ENGLISH = [("The ferry stopped.", 0), ("Nobody protested against it.", 1)]


def test_a_doubtful_line_goes_if_no_partner_has_it_and_a_line_of_text_never() -> None:
    source = encoded(0, "de", [*GERMAN, ("Mehr zum Thema", 2), ("Ganz anderes.", 3)], {1: "doubtful", 2: "doubtful"})
    filtered = compose.drop_unsupported(source, [encoded(1, "en", ENGLISH)], MEANS)
    assert filtered.texts == ("Die Fähre hielt.", "Niemand protestierte dagegen.", "Ganz anderes.")
    assert [line.text for line in filtered.removed] == ["Mehr zum Thema"]
    assert filtered.vectors.shape == (3, 8)


def test_an_article_of_which_no_line_is_supported_is_kept_whole() -> None:
    source = encoded(0, "de", [("Eins", 4), ("Zwei", 5)], {0: "doubtful", 1: "headline"})
    assert compose.drop_unsupported(source, [encoded(1, "en", ENGLISH)], MEANS).indices == (0, 1)


def test_what_one_translation_adds_the_others_do_not_leave_out() -> None:
    articles = [encoded(0, "de", GERMAN), encoded(1, "en", ENGLISH), encoded(2, "en", ENGLISH)]
    source, *targets = (compose.join([compose.drop_unsupported(article, articles, MEANS)]) for article in articles)
    addition = compose._segment(Row((), ((), (1,)), 0.5), source, targets)
    assert addition == (None, (None, "Nobody protested against it."), 0.5)
    omission = compose._segment(Row((0,), ((), (0, 1)), 0.5), source, targets)
    assert omission == ("Die Fähre hielt.", ("", "The ferry stopped. Nobody protested against it."), 0.5)


def test_sentences_stand_beside_their_translations() -> None:
    source, target = encoded(0, "de", GERMAN), encoded(1, "en", ENGLISH)
    original, translation = (
        compose.join([compose.drop_unsupported(article, [partner], MEANS)])
        for article, partner in ((source, target), (target, source))
    )
    rows = [(row.source, row.targets) for row in compose.segments(original, [translation])[0]]
    assert rows == [(german, (english,)) for (german, _), (english, _) in zip(GERMAN, ENGLISH, strict=True)]


@pytest.fixture
def journal(tmp_path: Path) -> Journal:
    journal = Journal(tmp_path / "j.sqlite")
    labelled = [*GERMAN, ("Mehr zum Thema", 2)]
    journal.add_prepared([article(0, "de", labelled, {2: "doubtful"}), article(1, "en", ENGLISH), article(2, None, [])])
    journal.add_verdicts([(1, 0, PairVerdict("a1", "paired", "a0"))])
    return journal


def test_originals_are_composed_once_and_removed_lines_are_told(journal: Journal) -> None:
    done: list[tuple[str, int, int]] = []
    for _ in range(2):
        compose.compose_all(journal, MEANS, Serial(), lambda *step: done.append(step))
    assert done == [("aligned", 1, 1)], "the second time nothing is left to do"
    assert [segment.targets for segment in journal.segments(0)] == [(text,) for text, _ in ENGLISH]
    assert list(compose.removed_lines(journal, 3)) == [
        {"article": "a0", "line": 3, "rule": "no_partner_has_it", "text": "Mehr zum Thema"}
    ]


def test_every_line_is_explained_and_an_empty_article_has_a_row(journal: Journal) -> None:
    compose.compose_all(journal, MEANS, Serial(), silent)
    rows = [line.split("\t") for line in compose.explain(journal, 3)]
    assert len(rows) == 1 + 3 + 2 + 1
    assert rows[3] == ["a0", "de", "1.000", "3", "doubtful", "no_partner_has_it", "Mehr zum Thema"]
    assert rows[-1][3:] == ["0", "removed", "empty", ""]
    journal.close()


def test_lines_that_cleaning_leaves_out_come_back_if_the_partner_has_them(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "back.sqlite")
    beside = ("Die Bäckerei öffnet um sechs Uhr morgens.", len(GERMAN))
    labelled = [(text, line) for text, line in [*GERMAN, beside]]
    journal.add_prepared([article(0, "de", labelled, {0: "aside", len(GERMAN): "teaser"}), article(1, "en", ENGLISH)])
    journal.add_verdicts([(1, 0, PairVerdict("a1", "paired", "a0"))])
    compose.compose_all(journal, MEANS, Serial(), silent)
    assert [segment.source for segment in journal.segments(0)] == [text for text, _ in GERMAN]
    fates = [(fate.label, fate.rule, fate.removed) for _, fate in compose.fates(journal, 0)]
    assert fates[0] == ("text", "partner_has_it", False)
    assert fates[-1][0::2] == ("teaser", True)
    journal.close()
