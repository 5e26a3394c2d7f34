"""pearmut's logs: documents of items, one annotation per item and model."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from tertium.errors import DataError
from tertium.evals.human.rated_texts import set_of
from tertium.evals.human.reading import format_of, read

if TYPE_CHECKING:
    from pathlib import Path


def entry(item_i: object, scores: dict[str, object], user: str = "u1", **item: object) -> dict[str, Any]:
    annotation = {model: value if isinstance(value, dict) else {"score": value} for model, value in scores.items()}
    tgt = dict.fromkeys(scores, "ein Satz")
    text = {"item_id": f"id{item_i}", "src": f"a sentence {item_i}", "tgt": tgt} | item
    return {"user_id": user, "item_i": item_i, "item": [text], "annotation": [annotation], "actions": []}


def log(path: Path, *entries: dict[str, Any]) -> Path:
    path.write_text("".join(json.dumps(value) + "\n" for value in entries), encoding="utf-8")
    return path


def test_all_models_of_an_item_are_rated_and_spans_end_inclusively(tmp_path: Path) -> None:
    spans = [
        {"start_i": 4, "end_i": 7, "severity": "minor", "category": None},
        {"start_i": 8, "end_i": 8, "severity": "major", "category": None},
    ]
    file = log(tmp_path / "log.jsonl", entry(0, {"A": {"score": 70, "error_spans": spans}, "B": 90}))
    data = set_of(file)
    ratings = read(file, data)
    assert format_of(file) == "pearmut"
    assert [(rating.system, rating.score, rating.rater) for rating in ratings.rows] == [
        ("A", 70, "u1"),
        ("B", 90, "u1"),
    ]
    found = [(span.start, span.end, span.label) for span in ratings.rows[0].spans]
    assert found == [(4, 8, "error"), (8, 8, "omission")]
    assert data.outputs == {"A": ("ein Satz",), "B": ("ein Satz",)}


def test_the_last_entry_of_a_document_counts_and_tutorials_are_counted(tmp_path: Path) -> None:
    file = log(
        tmp_path / "log.jsonl",
        entry("welcome_0", {"A": 1}),
        entry(0, {"A": 10}),
        entry(0, {"A": 20}),
        entry(0, {"A": 60}, user="u2"),
        entry(1, {"A": 50}, validation={"A": {}}),
    )
    ratings = read(file, set_of(file))
    assert [rating.score for rating in ratings.rows] == [20, 60]
    assert set(ratings.warnings) == {
        "skipped 1 earlier entry of a document",
        "skipped 1 welcome, goodbye or random document",
        "skipped 1 tutorial or attention check",
    }


def test_without_scores_errors_are_weighed(tmp_path: Path) -> None:
    span = {"start_i": 0, "end_i": 2, "severity": "major", "category": "Accuracy/Mistranslation"}
    file = log(tmp_path / "log.jsonl", entry(0, {"A": {"score": None, "error_spans": [span]}, "B": {"score": None}}))
    ratings = read(file, set_of(file))
    assert ([rating.score for rating in ratings.rows], ratings.higher_is_better) == ([5, 0], False)


def test_items_that_are_no_segments_and_other_forms_are_errors(tmp_path: Path) -> None:
    known = set_of(log(tmp_path / "a.jsonl", entry(0, {"A": 1})))
    with pytest.raises(DataError, match="'id7' is no segment"):
        read(log(tmp_path / "b.jsonl", entry(7, {"A": 1})), known)
    broken = entry(0, {"A": 1}) | {"annotation": [[]]}
    with pytest.raises(DataError, match="another form"):
        read(log(tmp_path / "c.jsonl", broken), known)
    (tmp_path / "d.jsonl").write_text(json.dumps(entry(0, {"A": 1})) + "\n{\n", encoding="utf-8")
    with pytest.raises(DataError, match="line 2 is no JSON"):
        read(tmp_path / "d.jsonl", known)


def test_places_count_an_emoji_as_two_characters_as_a_browser_does(tmp_path: Path) -> None:
    spans = [{"start_i": 3, "end_i": 5, "severity": "minor"}, {"start_i": 6, "end_i": 6, "severity": "major"}]
    file = log(
        tmp_path / "log.jsonl", entry(0, {"A": {"score": 70, "error_spans": spans}}, tgt={"A": "\U0001f600 abc"})
    )
    found = [(span.start, span.end, span.label) for span in read(file, set_of(file)).rows[0].spans]
    assert found == [(2, 5, "error"), (5, 5, "omission")]


def test_a_reset_takes_back_what_the_rater_did_before(tmp_path: Path) -> None:
    reset = {"user_id": "u1", "annotation": "__RESET__"}
    file = log(
        tmp_path / "log.jsonl", reset, entry(0, {"A": 1}), entry(0, {"A": 2}, user="u2"), reset, entry(1, {"A": 3})
    )
    assert format_of(file) == "pearmut"
    ratings = read(file, set_of(file))
    assert [(rating.rater, rating.score) for rating in ratings.rows] == [("u2", 2), ("u1", 3)]
    assert ratings.warnings == ("skipped 1 entry taken back by a reset",)


def test_failed_checks_and_pre_filled_spans_are_told(tmp_path: Path) -> None:
    check = entry(1, {"A": 90}, validation={"A": {"score": [0, 33]}}) | {"validations": [False]}
    file = log(tmp_path / "log.jsonl", entry(0, {"A": 10}, prefilled="numbers"), check, entry("goodbye_0", {"A": 1}))
    ratings = read(file, set_of(file))
    assert [rating.score for rating in ratings.rows] == [10]
    assert ratings.rule.endswith("|prefilled:numbers")
    assert "u1 failed 1 of 1 check" in ratings.warnings
    assert "raters saw spans of numbers before they rated: theirs are not independent of it" in ratings.warnings


def test_documents_that_the_items_name_are_those_of_all_raters(tmp_path: Path) -> None:
    first, second = entry(0, {"A": 1}, doc_id="d1"), entry(0, {"A": 2}, user="u2", item_id="b", doc_id="d2")
    assert [document.id for document in set_of(log(tmp_path / "log.jsonl", first, second)).documents] == ["d1", "d2"]


def test_an_output_that_a_rater_skipped_is_told_and_has_no_score(tmp_path: Path) -> None:
    file = log(tmp_path / "log.jsonl", entry(0, {"A": 10, "B": {"score": None}}), entry(1, {"A": 20, "B": 30}))
    ratings = read(file, set_of(file))
    assert [row.score for row in ratings.rows] == pytest.approx([10, float("nan"), 20, 30], nan_ok=True)
    assert ratings.warnings == ("1 rating without a score, left out",)


@pytest.mark.parametrize("score", [float("inf"), float("nan"), True, "much", [5]])
def test_a_score_that_is_no_number_is_refused_with_its_line(tmp_path: Path, score: object) -> None:
    file = log(tmp_path / "log.jsonl", entry(0, {"A": 10}), entry(1, {"A": score}))
    with pytest.raises(DataError, match="line 2: its items or annotations have another form"):
        read(file, set_of(file))


def test_sliders_instead_of_a_score_count_by_their_mean(tmp_path: Path) -> None:
    sliders: dict[str, Any] = {"score": None, "sliders": {"Fluency": 3, "Adequacy": 4}, "error_spans": []}
    file = log(tmp_path / "log.jsonl", entry(0, {"A": sliders}))
    ratings = read(file, set_of(file))
    assert [(rating.score, ratings.name, ratings.higher_is_better) for rating in ratings.rows] == [
        (3.5, "pearmut", True)
    ]
    assert ratings.rule.startswith("mean of Fluency, Adequacy|")


def test_items_that_a_rater_may_skip_have_no_rating(tmp_path: Path) -> None:
    skipped = entry(1, {"A": 5}) | {"annotation": [None]}
    file = log(tmp_path / "log.jsonl", entry(0, {"A": 10}), skipped)
    ratings = read(file, set_of(file))
    assert ([rating.score for rating in ratings.rows], ratings.warnings) == (
        [10],
        ("skipped 1 item that the rater left out",),
    )


def test_documents_of_one_number_with_other_items_are_others(tmp_path: Path) -> None:
    campaign, other = entry(0, {"A": 10}), entry(0, {"A": 30}, item_id="of another campaign", src="another sentence")
    dynamic = entry(0, {"B": 50})
    file = log(tmp_path / "log.jsonl", campaign, other, dynamic)
    ratings = read(file, set_of(file))
    assert ([rating.score for rating in ratings.rows], ratings.warnings) == ([10, 30, 50], ())


def test_a_log_that_was_cut_off_is_an_error_with_its_line(tmp_path: Path) -> None:
    file = log(tmp_path / "log.jsonl", entry(0, {"A": 10}), entry(1, {"A": 20}))
    data = set_of(file)
    file.write_text(file.read_text(encoding="utf-8")[:-30], encoding="utf-8")
    for reading in (set_of, lambda path: read(path, data)):
        with pytest.raises(DataError, match="line 2 is no JSON"):
            reading(file)
    log(file, entry(0, {"A": 10}) | {"item": [{"item_id": "id0"}]})
    with pytest.raises(DataError, match="line 1: its items have another form"):
        set_of(file)


def test_a_campaign_that_asks_for_neither_scores_nor_errors_has_no_ratings(tmp_path: Path) -> None:
    file = log(tmp_path / "log.jsonl", entry(0, {"A": {"score": None, "error_spans": [], "textfield": "better"}}))
    with pytest.raises(DataError, match="neither scores nor error spans"):
        read(file, set_of(file))
