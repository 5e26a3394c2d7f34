"""What a difference is made of: every division adds up to it, findings are grouped, words are put in order."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING, Any

import pytest

import tertium
from tertium.errors import UsageError
from tertium.evals.evaluate import evaluate
from tertium.evals.triage import triage
from tertium.evals.types import Key, Run
from tests.evals.making import run_of
from tests.evals.test_shares import random_run
from tests.reports.making import plain_run

if TYPE_CHECKING:
    from tertium.evals.results import Triage


@pytest.fixture(scope="module")
def run() -> Run:
    return plain_run()


@pytest.fixture(scope="module")
def made(run: Run) -> Triage:
    return triage(run, "north", metric="chrf")


def test_every_division_adds_up_to_the_difference(run: Run, made: Triage) -> None:
    (delta,) = made.deltas.values()
    values = [run.values[Key(system, "chrf")].total for system in ("south", "north")]
    assert delta == pytest.approx(values[0] - values[1])
    divisions = {by: list(parts) for by, parts in groupby(made.parts, key=lambda part: part.by)}
    lengths = [f"{text} length in characters" for text in ("source", "reference")]
    assert set(divisions) == {"document", "domain", "alignment confidence", *lengths}
    for parts in divisions.values():
        assert sum(part.share for part in parts) == pytest.approx(delta)
        assert sum(part.segments for part in parts) == len(run.data)
        assert all(part.share == pytest.approx(part.up + part.down) for part in parts)


@pytest.mark.parametrize("seed", range(4))
def test_parts_add_up_by_every_metric_on_random_outputs(seed: int) -> None:
    run = random_run(seed)
    for label in run.measures:
        made = triage(run, "old", metric=label)
        for by in {part.by for part in made.parts}:
            total = sum(part.share for part in made.parts if part.by == by)
            assert total == pytest.approx(made.deltas["new"], abs=1e-9), (label, by)


def test_findings_are_grouped_by_kind_with_the_shares_of_their_segments(run: Run) -> None:
    made = evaluate(run.data, ["chrf", "numbers", "untranslated"]).triage("north")
    kinds = {(row.metric, row.label): row for row in made.findings}
    changed = kinds["numbers", "number changed"]
    # north has 40 for 14, which south has right
    assert (changed.new, changed.fixed, changed.new_segments, changed.fixed_segments) == (0, 1, 0, 1)
    assert changed.new_share == 0
    assert changed.fixed_share > 0
    assert {row.metric for row in made.findings} == {"numbers", "untranslated"}


def test_words_and_sequences_say_what_differs(made: Triage) -> None:
    assert {row.ngram for row in made.ngrams if row.score < 0} >= {"Radfahrer mussten die Fähre"}
    assert "Brücke war 14 Tage" in {row.ngram for row in made.ngrams if row.score > 0}
    assert [row.band for row in made.bands][:2] == ["0", "1"]
    assert sum(row.reference_words for row in made.bands) == 35


def test_the_notes_say_that_rows_are_in_order_and_not_tested(made: Triage) -> None:
    assert "add up" in made.notes[0]
    assert "not tested" in made.notes[1]
    assert len(made.notes) == 2, "no word has five segments"


def test_the_frames_have_a_column_per_attribute_also_without_rows(made: Triage) -> None:
    frames = made.frames
    assert list(frames) == ["parts", "findings", "words", "bands", "ngrams"]
    assert list(frames["words"].columns) == ["system", "text", "word", "segments", "share", "excess", "z"]
    assert len(frames["words"]) == 0
    assert frames["parts"].query("by == 'domain'")["part"].tolist() == ["shops", "traffic"]
    assert "<table" in made._repr_html_()
    assert "south against north by chrf" in repr(made)


def test_a_set_without_texts_to_look_at_still_has_parts() -> None:
    run = run_of({"old": [1.0, 2.0, 3.0], "new": [2.0, 2.0, 2.0]})
    made = triage(run, "old")
    assert made.deltas == pytest.approx({"new": 0})
    assert (made.findings, made.bands, made.ngrams) == ((), (), ())
    assert {part.by for part in made.parts} == {"document", "domain"}


def test_segments_of_no_part_have_a_row_of_their_own() -> None:
    run = run_of({"old": [1.0, 2.0, 3.0], "new": [2.0, 2.0, 2.0]})
    data = replace(run.data, documents=(*run.data.documents[:2], replace(run.data.documents[2], domain=None)))
    made = triage(replace(run, data=data), "old")
    assert [(part.part, part.segments) for part in made.parts if part.by == "domain"] == [
        ("even", 1),
        ("odd", 1),
        ("", 1),
    ]


def test_a_missing_output_has_no_words_and_no_share() -> None:
    texts = {"reference": ["A cat.", "A dog."], "hypothesis": {"old": ["A", "B"], "new": ["A cat.", None]}}
    made = tertium.evaluate(texts, ["chrf"]).triage("old")
    assert sum(row.reference_words for row in made.bands) == 2
    assert sum(part.segments for part in made.parts if part.by == "document") in {0, 1}


def test_systems_and_metric_are_chosen_and_several_systems_stand_in_order() -> None:
    outputs = {name: (text, text) for name, text in {"a": "Ein Hund.", "b": "Hund", "c": "Katze"}.items()}
    texts = {"source": ["A dog.", "Dog."], "reference": ["Ein Hund.", "Hund."], "hypothesis": outputs}
    run = tertium.evaluate(texts, ["length", "chrf"])
    assert list(run.triage("b").deltas) == ["a", "c"]
    assert run.triage("b").metric == "chrf", "the first with a direction"
    assert list(run.triage("b", systems="c", metric="length").deltas) == ["c"]


def test_unknown_names_are_refused(run: Run) -> None:
    wrong: list[dict[str, Any]] = [{"baseline": "nroth"}, {"metric": "chfr"}, {"systems": ["suoth"]}, {"baseline": 7}]
    for arguments in wrong:
        with pytest.raises(UsageError, match="try:"):
            run.triage(**arguments)
    with pytest.raises(UsageError, match="nothing to compare it with"):
        run.triage("north", systems=["north"])
    with pytest.raises(UsageError, match="only 'x'"):
        tertium.evaluate({"reference": ["A"], "hypothesis": {"x": ["A"]}}, ["chrf"]).triage()
