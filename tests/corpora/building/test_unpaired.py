"""Articles that are in no pair: each has an entry with its nearest article and the reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tertium.corpora.building.journal import Journal
from tertium.corpora.building.plan import Plan
from tertium.corpora.building.records import Comparison, Duplicate
from tertium.corpora.building.unpaired import no_pair_error, pairs_to_review, unpaired_articles
from tertium.corpora.pairing.pair import PairVerdict
from tertium.corpora.pairing.pairs_file import UserPairs
from tertium.corpora.pairing.similarity import Evidence
from tests.corpora.building.making import article

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PLAN = Plan("de", "en", encoder="lexical")
IDS = [f"a{number}" for number in range(9)]
NEAR = Evidence(0.25, 0.5, 1.0)


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    """Targets 1 (paired with 0), 3 (in review with 2), 5 (unpaired); sources 4, 6, 7; 8 is in neither language."""
    journal = Journal(tmp_path / "j.sqlite")
    german, english = (0, 2, 4, 6, 7), (1, 3, 5)
    journal.add_prepared(article(number, "de", [("Ein Satz.", 0)]) for number in german)
    journal.add_prepared(article(number, "en", [("A sentence.", 0)]) for number in english)
    journal.add_prepared([article(8, None, [("Паром.", 1)])])
    journal.add_comparisons(Comparison(target, source, NEAR) for target, source in ((3, 2), (5, 6), (3, 4)))
    journal.add_duplicates([Duplicate(7, 0, 0.95)])
    journal.add_verdicts(
        [
            (1, 0, PairVerdict("a1", "paired", "a0", Evidence(0.75, 1, 1))),
            (3, 2, PairVerdict("a3", "review", "a2", NEAR, reason="too little")),
            (5, None, PairVerdict("a5", "unpaired", None, reason="none")),
        ]
    )
    yield journal
    journal.close()


def test_every_article_outside_a_pair_has_an_entry_in_order(journal: Journal) -> None:
    entries = {entry["id"]: entry for entry in unpaired_articles(journal, IDS, PLAN)}
    assert list(entries) == ["a2", "a3", "a4", "a5", "a6", "a7", "a8"]
    assert {name: entry["nearest"] for name, entry in entries.items() if entry["nearest"]} == {
        "a2": "a3",
        "a3": "a2",
        "a4": "a3",
        "a6": "a5",
        "a7": "a0",
    }
    assert [name for name, entry in entries.items() if entry.get("decision") == "review"] == ["a2", "a3"]
    assert (entries["a7"]["score"], entries["a7"]["reason"]) == (0.95, "a re-post of a0")
    assert (entries["a3"]["score"], entries["a3"]["reason"]) == (0.25, "too little")
    assert entries["a8"]["reason"].startswith("neither de nor en")
    assert [entry["target"] for entry in pairs_to_review(journal)] == ["a3"]


def test_a_source_whose_nearest_target_the_user_excludes_says_so(journal: Journal) -> None:
    plan = Plan("de", "en", encoder="lexical", user_pairs=UserPairs({}, (("a4", "a3"),)))
    entries = {entry["id"]: entry["reason"] for entry in unpaired_articles(journal, IDS, plan)}
    assert entries["a4"] == "a3 is excluded by the pairs file (likeness 0.25)"
    assert entries["a6"] == "no translation found; the nearest article, a5, has likeness 0.25"


def test_a_build_without_a_pair_counts_the_articles_and_names_the_nearest(journal: Journal) -> None:
    message = str(no_pair_error(journal, PLAN))
    assert "5 in de and 3 in en among 9; nearest: a0 and a1 (); a2 and a3 (too little)" in message
