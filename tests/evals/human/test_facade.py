"""People's ratings from Python: the same as the commands, from paths, runs and data in memory."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tertium.errors import DataError, UsageError
from tertium.evals.evaluate import evaluate
from tertium.evals.human.facade import add_ratings, human
from tertium.evals.store import save
from tertium.evals.types import Key

if TYPE_CHECKING:
    from pathlib import Path

TEXTS = {"hypothesis": {"a": ["eins", "zwei"], "b": ["uno", "due"]}, "reference": ["eins", "zwei"], "id": ["x", "y"]}


@pytest.fixture
def table(tmp_path: Path) -> Path:
    rows = [
        "system\tid\trater\tda\tz",
        "a\tx\tann\t80\t1",
        "a\ty\tbob\t60\t0",
        "B\tx\tann\t20\t-1",
        "B\ty\tbob\t40\t-2",
    ]
    path = tmp_path / "ratings.tsv"
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return path


@pytest.fixture
def mqm(tmp_path: Path) -> Path:
    title = "system\tdoc\tseg_id\trater\tsource\ttarget\tcategory\tseverity"
    rows = [
        "a\td\t1\tann\tone\t<v>eins</v>\tFluency/Spelling\tMinor",
        "a\td\t2\tann\ttwo\tzwei\tNo-error\tNo-error",
        "b\td\t1\tann\tone\t<v>uno</v>\tAccuracy/Mistranslation\tMajor",
        "b\td\t2\tann\ttwo\tdue\tNo-error\tNo-error",
    ]
    path = tmp_path / "mqm.tsv"
    path.write_text("\n".join([title, *rows]) + "\n", encoding="utf-8")
    return path


def test_systems_are_ranked_by_what_people_say_of_data_in_memory_or_a_run(table: Path, tmp_path: Path) -> None:
    by_texts = human(table, TEXTS, renamed={"B": "b"})
    assert [(item.system, item.score) for item in by_texts.systems] == [("a", 70), ("b", 30)]
    run = evaluate(TEXTS, ["chrf"])
    save(run, tmp_path / "run")
    for data in (run, tmp_path / "run", str(tmp_path / "run" / "set")):
        systems = human(table, data, renamed={"B": "b"}).systems
        assert [(item.system, item.score) for item in systems] == [("a", 70), ("b", 30)]
    lower = human(table, run, renamed={"B": "b"}, column="z", lower_is_better=True)
    assert [item.system for item in lower.systems] == ["b", "a"]
    assert human(table, run, renamed={"B": "b"}, per_rater=True).signature.count("standardised per rater") == 1


def test_a_file_with_texts_needs_no_set_and_weights_are_a_mapping(mqm: Path) -> None:
    assert [(item.system, item.score) for item in human(mqm).systems] == [("a", -0.5), ("b", -2.5)]
    heavy = human(mqm, weights={"Minor": 9, "Major": 1})
    assert [item.system for item in heavy.systems] == ["b", "a"]


def test_a_run_gets_ratings_as_a_measure_with_spans(table: Path, mqm: Path) -> None:
    run = add_ratings(evaluate(TEXTS, ["chrf"]), table, renamed={"B": "b"})
    assert run.measures["da"].is_of_people
    assert run.values[Key("a", "da")].total == 70
    both = add_ratings(run, str(mqm))
    assert both.spans[Key("b", "mqm")][0].note == "ann"
    assert list(both.measures) == ["chrf", "da", "mqm"]


def test_errors_name_the_argument(table: Path) -> None:
    wrong: list[tuple[dict[str, Any], str]] = [
        ({"file": 3}, "file can't be 3"),
        ({"renamed": ["B"]}, "renamed can't be"),
        ({"weights": {"Minor": "x"}}, "is not SEVERITY"),
        ({"lower_is_better": "no"}, "lower_is_better can't be 'no'"),
        ({"rule": "wmt99"}, "no rule 'wmt99'"),
        ({"data": 7}, "data can't be 7"),
    ]
    for arguments, message in wrong:
        with pytest.raises(UsageError, match=message):
            human(**{"file": table, "data": TEXTS, **arguments})
    with pytest.raises(DataError, match="no rated texts"):
        human(table)
    with pytest.raises(UsageError, match="run can't be"):
        add_ratings(None, table)  # type: ignore[arg-type]
