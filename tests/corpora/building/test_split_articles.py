"""Articles split over several files: which files are a pair only together, and how it is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tertium.corpora.building import match
from tertium.corpora.building.journal import Journal
from tertium.corpora.building.plan import Plan
from tertium.corpora.building.split_articles import Whole, hint, report_split_articles
from tertium.corpora.pairing.pair import PairVerdict
from tertium.corpora.pairing.pairs_file import UserPairs
from tertium.executor import Serial
from tests.corpora.building.making import MEANS, article, silent

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

PLAN = Plan("de", "en", encoder="use")
GERMAN = [(f"Das hier ist der deutsche Satz mit der Nummer {i} in diesem Text.", i) for i in range(6)]
ENGLISH = [(f"This here is the English sentence with number {i} in this text.", i) for i in range(6)]


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    journal = Journal(tmp_path / "j.sqlite")
    yield journal
    journal.close()


def reasons(journal: Journal, ids: Sequence[str], plan: Plan = PLAN) -> dict[str, str]:
    match.join_parts(journal, ids, plan)
    match.find_candidates(journal, MEANS, ids, plan)
    match.compare_all(journal, MEANS, Serial(), silent)
    match.decide_all(journal, ids, plan)
    report_split_articles(journal, MEANS, ids, plan, match.limits_of(plan))
    return {verdict.target: verdict.reason for verdict in journal.verdicts()}


def test_targets_that_cover_different_parts_of_a_source_are_reported_in_the_order_of_their_pages(
    journal: Journal,
) -> None:
    parts = [article(number, "en", ENGLISH[2 * i : 2 * i + 2]) for number, i in ((1, 0), (2, 2), (3, 1))]
    journal.add_prepared([article(0, "de", GERMAN), *parts])
    told = reasons(journal, ["karte", "map-2", "map-10", "map-9"])
    assert len(told) == 3
    for reason in told.values():
        assert reason.endswith(
            "map-2 and map-9 and map-10 cover different parts of one article, together with likeness 1.00; "
            "to join them, in a file for --pairs: karte, map-2 + map-9 + map-10"
        )


def test_an_order_that_names_do_not_show_is_found(journal: Journal) -> None:
    parts = [article(1, "en", ENGLISH[3:]), article(2, "en", ENGLISH[:3])]
    journal.add_prepared([article(0, "de", GERMAN), *parts])
    journal.add_prepared([article(3, "en", [("Bread is getting more expensive everywhere.", 7)])])
    ids = ["karte", "end", "start", "bread"]
    limits = match.limits_of(PLAN)._replace(similarity=0.7)
    match.find_candidates(journal, MEANS, ids, PLAN)
    match.compare_all(journal, MEANS, Serial(), silent)
    match.decide_all(journal, ids, PLAN)
    journal.add_verdicts([(1, 0, PairVerdict("end", "review", "karte", reason="too little"))])
    report_split_articles(journal, MEANS, ids, PLAN, limits)
    verdict = journal.verdict(1)
    assert verdict is not None
    assert verdict.reason.startswith("too little; ")
    assert verdict.reason.endswith("karte, start + end")


def test_a_source_in_two_files_is_reported(journal: Journal) -> None:
    sources = [article(0, "de", GERMAN[:3]), article(1, "de", GERMAN[3:])]
    journal.add_prepared([*sources, article(2, "en", ENGLISH)])
    assert reasons(journal, ["karte-1", "karte-2", "map"])["map"].endswith("karte-1 + karte-2, map")


def test_two_whole_translations_and_a_text_on_something_else_are_no_parts(journal: Journal) -> None:
    journal.add_prepared([article(0, "de", GERMAN), article(1, "en", ENGLISH), article(2, "en", ENGLISH[:5])])
    journal.add_prepared([article(3, "en", [("Bread is getting more expensive everywhere.", 7)])])
    told = reasons(journal, ["karte", "north", "south", "bread"])
    assert not any("different parts" in reason for reason in told.values())


def test_what_the_user_has_decided_is_not_questioned(journal: Journal) -> None:
    journal.add_prepared([article(0, "de", GERMAN), article(1, "en", ENGLISH[:3]), article(2, "en", ENGLISH[3:])])
    ids = ["karte", "map-1", "map-2"]
    apart = Plan("de", "en", encoder="use", user_pairs=UserPairs({}, (("karte", "map-1"), ("karte", "map-2"))))
    assert not any("different parts" in reason for reason in reasons(journal, ids, apart).values())


def test_files_that_the_user_joins_are_one_article(journal: Journal) -> None:
    journal.add_prepared([article(0, "de", GERMAN), article(1, "en", ENGLISH[:3]), article(2, "en", ENGLISH[3:])])
    joined = UserPairs({"map-1": ("karte", "")}, parts={"map-1": ("map-2",)})
    told = reasons(journal, ["karte", "map-1", "map-2"], Plan("de", "en", encoder="use", user_pairs=joined))
    assert told == {
        "map-1": "by the pairs file, map-1 + map-2 joined",
        "map-2": "joined to map-1 by the pairs file",
    }
    assert [verdict.decision for verdict in journal.verdicts()] == ["paired", "joined"]
    assert [round(evidence.score, 2) for _, _, evidence in journal.comparisons(1)] == [1.0]


def test_a_hint_names_the_side_that_is_split() -> None:
    assert hint(Whole((0, 1), (2,), 0.5), ["a", "b", "c"]).startswith("a and b cover different parts")
