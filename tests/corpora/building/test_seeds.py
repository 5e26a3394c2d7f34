"""The five articles of the user, as scraped: one pair, three that only look like it, and all of their boilerplate."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tertium.corpora.building.build import build
from tertium.corpora.building.plan import Plan
from tests.conftest import SHARED

if TYPE_CHECKING:
    from tertium.corpora.types import EvalSet

SEEDS = SHARED / "seeds"
ORIGINAL, TRANSLATION = "001_4ab178e434382396", "000_49aa658d4b56029f"
OTHERS = ["002_7e71425e20b02328", "003_6fd13cf7a4d444f1", "004_61b66e36177630ca"]
BOILERPLATE = {  # line numbers
    TRANSLATION: {21, 23, 25},
    ORIGINAL: {1, 23, 25, 27, 29},
    OTHERS[0]: {3, 6, 8, 28, 30, 50, 52},
    OTHERS[1]: {1, 3, 5, 26},
    OTHERS[2]: {4, 26, 28, 30},
}
pytestmark = pytest.mark.shared


@pytest.fixture(scope="module")
def data() -> EvalSet:
    return build(SEEDS, Plan("en", "de"), name="seeds")


def article(name: str) -> list[str]:
    """Return the lines of an article without those a person took for boilerplate."""
    lines = (SEEDS / f"{name}.txt").read_text(encoding="utf-8").split("\n")
    return [line for i, line in enumerate(lines, start=1) if line.strip() and i not in BOILERPLATE[name]]


def words(texts: list[str]) -> list[str]:
    return " ".join(texts).split()


def test_there_is_exactly_one_pair(data: EvalSet) -> None:
    assert [one.id for one in data.documents] == [ORIGINAL]
    assert [(one["source"], one["target"]) for one in data.provenance["pairs"]] == [(ORIGINAL, TRANSLATION)]


def test_no_word_of_the_pair_is_lost_and_none_of_the_boilerplate_left(data: EvalSet) -> None:
    assert data.sources is not None
    assert words([text or "" for text in data.sources]) == words(article(ORIGINAL))
    assert words([text or "" for text in data.outputs["web"]]) == words(article(TRANSLATION))


def test_seventeen_sentences_stand_beside_their_seventeen_translations(data: EvalSet) -> None:
    assert len(data) == 17
    assert all(data.outputs["web"]), "every sentence has a translation"
    assert data.confidence is not None
    assert min(data.confidence) > 0.5
    starts = {0: "Biden Willing", 4: "Is this not", 9: "In late January", 16: "I think they see"}
    assert all(str((data.sources or ())[row]).startswith(start) for row, start in starts.items())
    starts = {0: "Biden bereit", 4: "Ist das nicht", 9: "Ende Januar", 16: "Ich denke, sie sehen all"}
    assert all(str(data.outputs["web"][row]).startswith(start) for row, start in starts.items())


def test_the_others_are_unpaired_each_with_its_nearest_a_score_and_a_reason(data: EvalSet) -> None:
    unpaired = data.provenance["unpaired"]
    assert [one["id"] for one in unpaired] == OTHERS
    for one in unpaired:
        assert one["nearest"] == ORIGINAL
        assert 0 < one["score"] < 0.5
        assert "is needed" in one["reason"]


def test_exactly_the_boilerplate_was_removed_from_all_five(data: EvalSet) -> None:
    removed: dict[str, set[int]] = {}
    for one in data.provenance["removed"]:
        removed.setdefault(one["article"], set()).add(one["line"])
        assert one["rule"]
    assert removed == BOILERPLATE


def test_the_target_may_be_a_reference() -> None:
    data = build(SEEDS, Plan("en", "de", role="reference", called="human"), name="seeds")
    assert list(data.references) == ["human"]
    assert not data.outputs


def test_the_same_folder_gives_the_same_set(data: EvalSet) -> None:
    assert build(SEEDS, Plan("en", "de"), name="seeds") == data
