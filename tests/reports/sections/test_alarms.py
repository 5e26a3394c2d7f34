"""What is alarming: each kind once with its count, in at most five lines."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tertium.evals.compare import compare
from tertium.evals.results import Problem
from tertium.evals.types import Key, Measure, Skip
from tertium.metrics.base import Span
from tertium.reports.decisions import Decisions
from tertium.reports.page.render import render
from tertium.reports.sections.alarms import LINES, Alarm, alarms, alarms_table, first_alarms
from tests.evals.making import run_of
from tests.reports.making import FEW, example_standings

if TYPE_CHECKING:
    from tertium.evals.types import Run


def test_every_kind_stands_once_whatever_the_number_of_systems() -> None:
    run = run_of({f"s{i}": [1.0] * 4 for i in range(30)})
    empty = replace(run, data=replace(run.data, outputs=dict.fromkeys(run.systems, ("",) * 4)))
    (alarm,) = alarms(empty, Decisions())
    assert (alarm.kind, alarm.number, alarm.place) == ("empty output", 120, "warning-0")


def test_the_last_of_five_lines_names_the_kinds_that_have_none(run: Run) -> None:
    spans = {Key("south", f"m{i}"): (Span(0, 0, 1, "label"),) for i in range(6)}
    many = replace(run, spans=spans)
    shown, everything = first_alarms(many, Decisions()), alarms(many, Decisions())
    assert len(shown) == LINES < len(everything)
    assert shown[:-1] == everything[: LINES - 1]
    assert shown[-1].kind == f"{len(everything) - LINES + 1} more kinds"
    assert all(f"{alarm.kind} ({alarm.number})" in shown[-1].message for alarm in everything[LINES - 1 :])


def test_a_line_of_text_has_the_number_of_outputs_and_no_second_number_for_what_has_its_own() -> None:
    assert str(Alarm("empty output", "outputs of 2 systems", 3)) == "empty output: 3 outputs of 2 systems"
    assert str(Alarm("references", "10 of 20 empty in A", 10)) == "references: 10 of 20 empty in A"


def test_few_documents_come_first_and_warnings_in_free_words_last(run: Run) -> None:
    decisions = Decisions(standings=replace(example_standings(run), warnings=("only 3 documents: rough",)))
    everything = alarms(run, decisions)
    assert (everything[0].kind, everything[0].message) == ("intervals and tests", "only 3 documents: rough")
    assert everything[-1].kind == "other"


def test_a_reference_made_from_a_system_is_said_once(run: Run) -> None:
    problem = Problem("derived", "reference", "A", (0, 1), 6, "north", "north: 2 of 6 long lines are its own")
    sentence = "this rests on reference A, which seems to be made from north, a system compared here"
    doubted = replace(run, problems=(problem,))
    decisions = Decisions(standings=replace(example_standings(run), warnings=(sentence,)))
    assert [alarm.kind for alarm in alarms(doubted, decisions) if "made from north" in alarm.message] == ["references"]


def test_what_a_comparison_alone_says_stands_behind_what_texts_show(run: Run) -> None:
    comparison = replace(compare(run, baseline="south", resampling=FEW), warnings=("north by bleu: constant",))
    kinds = [alarm.kind for alarm in alarms(run, Decisions(comparison=comparison))]
    assert kinds.index("empty output") < kinds.index("comparison")


def test_what_people_marked_or_did_not_rate_is_no_alarm(run: Run) -> None:
    people = Measure("mqm", "mqm|people:", "points", higher_is_better=False, needs=())
    spans = {Key("south", "mqm"): (Span(0, 0, 1, "Fluency", note="ann"),)}
    skips = tuple(Skip(system, "mqm", run.data.ids[0], "nobody rated it") for system in run.systems)
    rated = replace(run, measures={**run.measures, "mqm": people}, spans=spans, skips=(*run.skips, *skips))
    before = [alarm.kind for alarm in alarms(replace(run, spans={}), Decisions())]
    assert [alarm.kind for alarm in alarms(rated, Decisions())] == before


def test_a_run_without_any_warning_has_no_alarm() -> None:
    assert alarms(run_of({"a": [1.0, 2.0]}), Decisions()) == []


def test_every_alarm_leads_to_a_part_of_the_page(run: Run) -> None:
    bad = replace(run, warnings=("a", "b"))
    decisions = Decisions(standings=replace(example_standings(run), warnings=("few",)))
    page = render(bad, decisions)
    places = [alarm.place for alarm in alarms(bad, decisions)]
    assert len(places) > 3
    assert [place for place in places if f'id="{place}"' not in page] == []


def test_the_table_of_a_comment_has_a_row_per_kind_with_its_count(run: Run) -> None:
    rows = alarms_table(run, Decisions()).rows
    assert [row[0] for row in rows] == [alarm.kind for alarm in alarms(run, Decisions())]
    assert ("empty output", 1, "output of south") in rows


def test_many_warnings_of_a_kind_are_one_row_of_the_table(run: Run) -> None:
    many = replace(run, warnings=tuple(f"warning {i}" for i in range(40)))
    rows = alarms_table(many, Decisions()).rows
    assert len(rows) <= LINES
    assert [row[1] for row in rows if row[0] == "other"] in ([40], [])
