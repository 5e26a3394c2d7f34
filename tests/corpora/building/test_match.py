"""From prepared articles to verdicts: duplicates, candidates, evidence, and the user's decisions above it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tertium.corpora.building import match
from tertium.corpora.building.journal import Journal
from tertium.corpora.building.plan import Plan
from tertium.corpora.pairing.pairs_file import UserPairs
from tertium.executor import Serial
from tests.corpora.building.making import MEANS, article, silent

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PLAN = Plan("de", "en", encoder="use")
IDS = ["a0", "a1", "a2", "a3"]
FERRY = [("Die Fähre zur Insel hielt am Sonntag zum letzten Mal.", 0), ("Dagegen hat niemand im Ort protestiert.", 1)]
STOPPED = [("The ferry to the island stopped for good on Sunday.", 0), ("Nobody in town has protested against it.", 1)]
BREAD = [("Bread is getting more expensive in the whole country.", 2), ("Bakers blame the price of electricity.", 3)]


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    journal = Journal(tmp_path / "j.sqlite")
    journal.add_prepared([
        article(0, "de", FERRY), article(1, "en", STOPPED), article(2, "en", BREAD), article(3, "en", STOPPED)
    ])  # fmt: skip
    yield journal
    journal.close()


def compared(journal: Journal) -> list[int]:
    match.find_duplicates(journal)
    match.find_candidates(journal, MEANS, IDS, PLAN)
    done: list[int] = []
    match.compare_all(journal, MEANS, Serial(), lambda _, count, __: done.append(count))
    return done


def decisions(journal: Journal, plan: Plan) -> dict[str, str]:
    match.decide_all(journal, IDS, plan)
    return {verdict.target: verdict.decision for verdict in journal.verdicts()}


def test_the_pair_the_duplicate_and_the_rest_are_told_apart(journal: Journal) -> None:
    assert compared(journal) == [3]
    assert list(journal.duplicates()) == [(3, 1, 1.0)]
    assert decisions(journal, PLAN) == {"a1": "paired", "a2": "unpaired", "a3": "copy"}
    assert journal.comparisons(1)[0].evidence.coverage == 1


def test_targets_that_are_compared_are_not_compared_again(journal: Journal) -> None:
    compared(journal)
    assert compared(journal) == []


def test_the_user_overrules_the_evidence(journal: Journal) -> None:
    compared(journal)
    user_pairs = UserPairs({"a2": ("a0", "north")}, (("a0", "a1"),))
    assert decisions(journal, Plan("de", "en", encoder="use", user_pairs=user_pairs)) == {
        "a1": "unpaired",
        "a2": "paired",
        "a3": "paired",
    }
    verdict = journal.verdict(2)
    assert verdict is not None
    assert (verdict.system, verdict.reason) == ("north", "by the pairs file")


def test_the_source_of_the_same_name_is_compared_even_if_four_others_are_nearer(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "names.sqlite")
    journal.add_prepared([*(article(number, "de", FERRY) for number in range(6)), article(6, "en", STOPPED)])
    ids = [*(f"r{number}.de" for number in range(6)), "r5.en"]
    match.find_candidates(journal, MEANS, ids, PLAN)
    assert journal.candidates(6) == [0, 1, 2, 3, 5]
    match.compare_all(journal, MEANS, Serial(), silent)
    match.decide_all(journal, ids, PLAN)
    verdict = journal.verdict(6)
    assert verdict is not None
    assert (verdict.decision, verdict.source) == ("paired", "r5.de")
    journal.close()


def test_with_names_alone_the_user_still_has_the_last_word(journal: Journal) -> None:
    compared(journal)
    user_pairs = UserPairs({"a1": ("a0", "")})
    by_name = Plan("de", "en", encoder="use", pair_by="name", user_pairs=user_pairs)
    assert decisions(journal, by_name) == {"a1": "paired", "a2": "unpaired", "a3": "unpaired"}


def test_an_article_in_several_files_is_compared_as_one(journal: Journal) -> None:
    parts = (journal.packed(1), journal.packed(2))
    joined = MEANS.join(parts)
    assert joined.texts == tuple(text for text, _ in (*STOPPED, *BREAD))
    assert joined.vectors.shape == (4, 8)


def test_articles_in_two_languages_are_no_duplicates(journal: Journal) -> None:
    journal.add_prepared([article(4, "de", STOPPED)])
    match.find_duplicates(journal)
    assert list(journal.duplicates()) == [(3, 1, 1.0)]


def test_means_are_those_of_each_language(journal: Journal) -> None:
    plan = Plan("de", "en", encoder="lexical")
    prior = match.prior_mean(Serial(), plan)
    means = match.language_means(_empty(journal), plan, prior)
    assert means.lexical
    assert means.by_language.keys() == {"de", "en"}
    assert means.by_language["de"] == pytest.approx(prior)
    assert means.by_language["de"] == pytest.approx(means.by_language["en"]), "without articles both are the prior"
    silent("", 0, 0)


def _empty(journal: Journal) -> Journal:
    journal.add_prepared(article(number, None, []) for number in range(4))
    return journal
