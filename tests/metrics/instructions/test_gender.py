"""The share of outputs that keep the gender of the source."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tertium.corpora.types import NOTHING, REFERENCES, Texts
from tertium.errors import DataError
from tertium.metrics.registry import load

if TYPE_CHECKING:
    from pathlib import Path

    from tertium.metrics.base import Counted

RIGHT = "Die Ärztin kam mit ihrer Tochter."
WRONG = "Der Arzt kam mit seiner Tochter."


def texts(ids: tuple[str, ...], references: tuple[tuple[str, ...], ...] = ()) -> Texts:
    return Texts(ids, ("",) * len(ids), references or ((),) * len(ids), ids, ("en", "de"))


def counted(spec: str, ids: tuple[str, ...], outputs: list[str]) -> Counted:
    return load(spec).bind(texts(ids))(outputs)


@pytest.fixture
def contextual(tmp_path: Path) -> str:
    path = tmp_path / "contextual.tsv"
    path.write_text(f"item\tcorrect\tflipped\n1\t{RIGHT}\t{WRONG}\n2\t{RIGHT}\t{WRONG}\n3\t{RIGHT}\t{WRONG}\n", "utf-8")
    return str(path)


@pytest.fixture
def counterfactual(tmp_path: Path) -> str:
    path = tmp_path / "counterfactual.tsv"
    path.write_text(
        f"item\tmasculine_reference\tfeminine_reference\n7\t{WRONG}\t{RIGHT}\n8\t{WRONG}\t{RIGHT}\n", "utf-8"
    )
    return str(path)


def test_a_word_of_the_wrong_reference_is_an_error_and_a_copy_of_the_source_is_not_shown(contextual: str) -> None:
    metric = load(f"gender:items={contextual}")
    answer = counted(f"gender:items={contextual}", ("1", "2", "3"), [RIGHT, "Der Arzt kam.", "The doctor came."])
    assert answer.counts.tolist() == [[1, 0, 0], [0, 1, 0], [0, 0, 1]]
    assert metric.score(answer.counts.sum(axis=0)) == pytest.approx(200 / 3)
    assert load(f"gender:items={contextual},of=decided").score(answer.counts.sum(axis=0)) == 50


def test_without_items_and_with_one_reference_it_is_refused_with_what_to_give() -> None:
    with pytest.raises(
        DataError, match="a reference in each gender, and no segment has two references\n  try: gender:items"
    ):
        load("gender").bind(texts(("1", "2"), ((RIGHT,), (RIGHT,))))


def test_a_segment_with_one_reference_among_others_is_not_scored() -> None:
    answer = load("gender").bind(texts(("1", "2"), ((RIGHT, WRONG), (RIGHT,))))([RIGHT, RIGHT])
    assert answer.unscored == {1: "no references in both genders"}


def test_items_of_no_segment_are_named_in_a_warning(contextual: str) -> None:
    answer = counted(f"gender:items={contextual}", ("1", "2"), [RIGHT, RIGHT])
    assert answer.warnings == ("1 of 3 rows of contextual.tsv are of no segment: 3",)


def test_a_warning_says_how_many_outputs_show_no_gender(contextual: str) -> None:
    answer = counted(f"gender:items={contextual}", ("1", "2", "3"), [RIGHT, "The doctor.", "The doctor came."])
    official, without = answer.warnings[0].split("; ")
    assert official == "100.0 % counts 2 of 3 outputs as right that have no gendered word of either reference"
    assert without == "without them 100.0 %, 1 of 1"
    assert not counted(f"gender:items={contextual}", ("1", "2", "3"), [RIGHT] * 3).warnings


def test_the_wrong_words_are_marked(contextual: str) -> None:
    output = "Da kam der Arzt."
    spans = counted(f"gender:items={contextual}", ("1", "2", "3"), [output, "", ""]).spans
    assert [output[span.start : span.end] for span in spans] == ["der", "Arzt"]


def test_an_item_of_both_genders_is_right_where_both_outputs_are(counterfactual: str) -> None:
    ids = ("7#masculine", "7#feminine", "8#masculine", "8#feminine")
    answer = counted(f"gender:items={counterfactual}", ids, [WRONG, RIGHT, WRONG, WRONG])
    assert answer.counts.tolist() == [[0, 0, 0], [1, 0, 0], [0, 0, 0], [0, 1, 0]]
    single = counted(f"gender:items={counterfactual},by=segment", ids, [WRONG, RIGHT, WRONG, WRONG])
    assert single.counts.tolist() == [[1, 0, 0], [1, 0, 0], [1, 0, 0], [0, 1, 0]]


def test_two_segments_an_item_may_follow_each_other_without_ids(counterfactual: str) -> None:
    answer = counted(f"gender:items={counterfactual}", ("a", "b", "c", "d"), [WRONG, RIGHT, WRONG, WRONG])
    assert answer.counts.sum(axis=0).tolist() == [1, 1, 0]
    with pytest.raises(DataError, match="2 items of two genders for 3 segments"):
        counted(f"gender:items={counterfactual}", ("a", "b", "c"), [WRONG, RIGHT, WRONG])


def test_without_items_the_second_reference_is_the_wrong_one() -> None:
    metric = load("gender")
    bound = metric.bind(texts(("a", "b"), ((RIGHT, WRONG), (RIGHT,))))
    answer = bound([WRONG, RIGHT])
    assert answer.counts.tolist() == [[0, 1, 0], [0, 0, 0]]
    assert answer.unscored == {1: "no references in both genders"}


def test_what_it_needs_follows_from_the_items(contextual: str) -> None:
    assert load(f"gender:items={contextual}").needs == NOTHING
    assert load("gender").needs == REFERENCES


def test_the_signature_has_the_hash_of_the_items(contextual: str) -> None:
    signature = load(f"gender:items={contextual}").signature
    assert contextual not in signature
    assert signature.endswith("|by:item|of:all|rules:1")
