"""What a build found in the texts of a set is kept beside it, and taken as long as it is of these texts and rules."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from tertium import evaluate
from tertium.evals.inspection import inspect as inspecting
from tertium.evals.inspection import stored
from tertium.evals.inspection.inspect import inspect
from tertium.evals.inspection.leave_out import leave_out
from tests.evals.inspection.making import made, planted, reference, source, systems

if TYPE_CHECKING:
    from pathlib import Path

    from tertium.corpora.types import EvalSet

TEXTS = planted({1: "", 2: source(2), 5: reference(6), **{i: systems(1)["x0"][i] for i in range(20, 50)}})
DATA = made({"A": TEXTS, "B": planted({7: source(7)})})


@pytest.fixture
def unread(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make every look at the sources and references a failure."""

    def fail(data: EvalSet) -> None:
        pytest.fail(f"the texts of {data.name} are read again")

    monkeypatch.setattr(inspecting, "set_problems", fail)


def test_what_was_found_is_read_back_and_the_texts_are_not_read_again(
    tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    whole, kept, run = inspect(DATA), leave_out(DATA, ["empty"]), evaluate(DATA, ["length"])
    stored.save(whole, tmp_path)
    request.getfixturevalue("unread")
    known = stored.load(tmp_path, DATA)
    assert known is not None
    assert {problem.kind for problem in known.problems} == {"empty", "copy", "language", "number", "duplicate"}
    assert inspect(DATA, known) == whole
    assert leave_out(DATA, ["empty"], known) == kept
    assert evaluate(DATA, ["length"], inspection=known).problems == run.problems == whole.problems
    others = replace(DATA, outputs={"good": tuple(planted({}))})
    assert [problem.system for problem in inspect(others, known).problems if problem.kind == "derived"] == [
        "good",
        "good",
    ]


def test_of_other_texts_the_texts_are_read(tmp_path: Path) -> None:
    stored.save(inspect(DATA), tmp_path)
    one = DATA.with_references(["B"])
    assert stored.load(tmp_path, one) is None
    assert inspect(one, stored.load(tmp_path, DATA)) == inspect(one)
    assert stored.load(tmp_path, replace(DATA, languages=("en", "fr"))) is None


@pytest.mark.parametrize(
    "change",
    [
        {"rules": "0"},
        {"schema": "tertium.inspection/2"},
        {"fingerprint": "0"},
        {"problems": [{"kind": "empty"}]},
        {"problems": None},
    ],
)
def test_a_file_of_other_rules_or_a_damaged_one_is_no_inspection(tmp_path: Path, change: dict[str, object]) -> None:
    stored.save(inspect(DATA), tmp_path)
    path = tmp_path / stored.FILE
    content = json.loads(path.read_text(encoding="utf-8"))
    assert stored.load(tmp_path, DATA) is not None
    path.write_text(json.dumps(content | change), encoding="utf-8")
    assert stored.load(tmp_path, DATA) is None
    for text in ("", "[]", "{"):
        path.write_text(text, encoding="utf-8")
        assert stored.load(tmp_path, DATA) is None


def test_a_segment_that_the_set_lacks_is_damage_and_no_file_is_no_inspection(tmp_path: Path) -> None:
    assert stored.load(tmp_path, DATA) is None
    found = inspect(DATA)
    outside = replace(found, problems=(replace(found.problems[0], segments=(len(DATA),)),))
    stored.save(outside, tmp_path)
    assert stored.load(tmp_path, DATA) is None


def test_what_the_rules_find_is_that_of_their_version() -> None:
    """A change of what is found needs another `stored.RULES`, or stored sets keep what the old rules found."""
    problems = [(p.kind, p.column, len(p.segments), sum(p.segments)) for p in inspect(DATA).problems if p.is_of_set]
    assert stored.RULES == 1
    assert problems == [
        ("empty", "reference A", 1, 1),
        ("copy", "reference A", 1, 2),
        ("copy", "reference B", 1, 7),
        ("language", "reference A", 1, 2),
        ("language", "reference B", 1, 7),
        ("number", "reference A", 1, 5),
        ("duplicate", "reference A", 1, 6),
    ]
