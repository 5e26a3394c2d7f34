"""Stages: a result is of a stage only if all that the stage depends on is the same, and the reason is told."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tertium.evals.suite.stages import FAILED, Stage

if TYPE_CHECKING:
    from pathlib import Path

DEPENDS = {"outputs/news.new.txt": "aa", "chrf": "chrf|sacrebleu:2", "tertium": "1"}
STAGE = Stage("score", "news", DEPENDS)


def recorded(tmp_path: Path, stage: Stage = STAGE) -> Path:
    path = tmp_path / "stage.json"
    path.write_text(stage.record, encoding="utf-8")
    return path


def test_a_record_of_the_same_stage_gives_no_reason_to_do_it_again(tmp_path: Path) -> None:
    assert Stage("score", "news", dict(DEPENDS)).reason(recorded(tmp_path)) == ""


def test_the_order_of_what_a_stage_depends_on_makes_no_difference(tmp_path: Path) -> None:
    assert Stage("score", "news", dict(reversed(DEPENDS.items()))).reason(recorded(tmp_path)) == ""


@pytest.mark.parametrize(
    ("depends", "reason"),
    [
        ({**DEPENDS, "chrf": "chrf|sacrebleu:3"}, "chrf changed"),
        ({**DEPENDS, "bleu": "bleu"}, "bleu is new"),
        ({"chrf": DEPENDS["chrf"], "tertium": "1"}, "outputs/news.new.txt is gone"),
        ({**DEPENDS, "bleu": "bleu", "tertium": "2"}, "bleu is new and 1 more"),
    ],
)
def test_the_reason_names_what_differs(tmp_path: Path, depends: dict[str, str], reason: str) -> None:
    assert Stage("score", "news", depends).reason(recorded(tmp_path)) == reason


def test_another_stage_or_set_has_another_key() -> None:
    keys = {STAGE.key, Stage("build", "news", DEPENDS).key, Stage("score", "talks", DEPENDS).key}
    assert len(keys) == 3


def test_without_a_record_it_is_not_done_yet(tmp_path: Path) -> None:
    assert STAGE.reason(tmp_path / "stage.json") == "not done yet"


@pytest.mark.parametrize("text", ["", "[]", "{", '{"schema": "tertium.stage/1"}', '{"schema": "x", "depends": {}}'])
def test_a_record_that_cannot_be_read_counts_as_none(tmp_path: Path, text: str) -> None:
    path = tmp_path / "stage.json"
    path.write_text(text, encoding="utf-8")
    assert STAGE.reason(path) == "not done yet"


def test_a_record_with_an_edited_key_is_done_again(tmp_path: Path) -> None:
    path = recorded(tmp_path)
    path.write_text(path.read_text(encoding="utf-8").replace(STAGE.key, "0"), encoding="utf-8")
    assert STAGE.reason(path) == "its record was damaged"


def test_a_verdict_holds_the_record_of_its_stage(tmp_path: Path) -> None:
    path = tmp_path / "verdict.json"
    path.write_text(json.dumps({"outcome": "pass", "stage": json.loads(STAGE.record)}), encoding="utf-8")
    assert STAGE.reason(path) == ""


def test_what_failed_before_is_a_reason_and_what_is_the_same_can_be_asked_for(tmp_path: Path) -> None:
    record = recorded(tmp_path, Stage("score", "news", {**DEPENDS, "chrf": FAILED}))
    assert STAGE.reason(record) == "chrf failed before"
    assert STAGE.unchanged(record) == {"outputs/news.new.txt", "tertium"}
    assert STAGE.unchanged(tmp_path / "nothing") == set()


def test_a_stage_is_named_by_its_step_and_its_set() -> None:
    assert (str(STAGE), str(Stage("decide", "", {}))) == ("score news", "decide")
