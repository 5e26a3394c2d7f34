"""Scoring of a project's set: all systems in one run, which depends on their outputs and on the metrics."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from tertium.commands.project import building, scoring
from tertium.commands.project.work import Work, work_of
from tertium.errors import DataError, MetricError
from tertium.evals import store
from tertium.evals.suite.project import ProjectSystem, Release
from tertium.evals.suite.read import read
from tertium.evals.types import Key
from tertium.executor import Serial
from tertium.metrics.neural.judge.card_file import SCHEMA
from tertium.metrics.registry import load
from tests import stub_server as stub
from tests.evals.making import card
from tests.tertium.commands import projects

if TYPE_CHECKING:
    from pathlib import Path

    from tertium.evals.suite.project import Project
    from tertium.evals.types import Run

NAME = "news-en-de"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """Return a project of one set, which is built."""
    project = read(projects.make(tmp_path, names=(NAME,)))
    building.build(project, project.sets[0], work_of(project), print, None)
    return project


def scored(project: Project, told: list[str] | None = None) -> Run:
    scoring.score(
        project, project.sets[0], work_of(project), (told if told is not None else []).append, print, Serial()
    )
    return store.load(work_of(project).run_folder(NAME))


def key(project: Project) -> str:
    return scoring.stage_of(project, project.sets[0], work_of(project)).key


def is_recorded(project: Project) -> bool:
    stage, work = scoring.stage_of(project, project.sets[0], work_of(project)), work_of(project)
    return not stage.reason(work.run_record(NAME))


def test_a_run_has_the_projects_systems_first_and_those_of_the_set(project: Project) -> None:
    projects.write(project.folder / "sets" / NAME / "systems" / "other.txt", projects.lines("de"))
    building.build(project, project.sets[0], work_of(project), print, None)
    assert scored(project).systems == ("base", "new", "other")
    assert is_recorded(project)


def test_a_file_stands_in_for_a_system_of_the_set_of_the_same_name(project: Project) -> None:
    projects.write(project.folder / "sets" / NAME / "systems" / "new.txt", projects.lines("de"))
    building.build(project, project.sets[0], work_of(project), print, None)
    assert scored(project).data.outputs["new"] == tuple(projects.lines("de", 2))
    (project.folder / "outputs" / f"{NAME}.new.txt").unlink()
    assert scored(project).data.outputs["new"] == tuple(projects.lines("de"))


def test_a_system_without_file_is_the_set_s_own(project: Project) -> None:
    projects.write(project.folder / "sets" / NAME / "systems" / "old.txt", projects.lines("de", 1))
    building.build(project, project.sets[0], work_of(project), print, None)
    release = Release("new", "old")
    assert scored(replace(project, systems=(*project.systems, ProjectSystem("old")), release=release)).systems == (
        "base",
        "new",
        "old",
    )
    nobody = replace(project, systems=(ProjectSystem("nobody"),), release=Release("nobody"))
    with pytest.raises(DataError, match=r"set 'news-en-de' has no outputs of 'nobody'\n  try: file = "):
        scored(nobody)


def test_the_key_changes_with_outputs_metrics_options_and_order(project: Project) -> None:
    keys = {key(project)}
    keys.add(key(replace(project, metrics=("length", "chrf"))))
    keys.add(key(replace(project, metrics=("chrf", "length", "bleu"))))
    keys.add(key(replace(project, systems=project.systems[::-1])))
    keys.add(
        key(
            replace(
                project, systems=(replace(project.systems[0], options={"alignment": "realign"}), project.systems[1])
            )
        )
    )
    projects.write(project.folder / "outputs" / f"{NAME}.new.txt", projects.lines("de"))
    keys.add(key(project))
    assert len(keys) == 6


def test_outputs_without_line_breaks_are_cut_as_the_system_says(project: Project) -> None:
    texts = projects.lines("de")
    projects.write(project.folder / "outputs" / f"{NAME}.new.txt", [" ".join(texts)])
    with pytest.raises(DataError, match="1 line"):
        scored(project)
    realigned = replace(project.systems[1], options={"alignment": "realign"})
    run = scored(replace(project, systems=(project.systems[0], realigned)))
    assert "new" in run.systems


def test_a_system_that_is_judged_must_have_outputs_and_another_need_not(project: Project) -> None:
    (project.folder / "outputs" / f"{NAME}.base.txt").unlink()
    told: list[str] = []
    assert scored(project, told).systems == ("new",)
    assert told[0] == f"base has no outputs on this set: {NAME}.base.txt is not there"
    with pytest.raises(DataError, match=r"base\.txt does not exist\n  try: the outputs of 'base' on 'news-en-de'"):
        scored(replace(project, release=Release("new", "base")))


def test_a_run_that_lacks_a_metric_which_should_work_is_tried_again(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise MetricError("the service is down", hint="later")

    with monkeypatch.context() as context:
        context.setattr("tertium.metrics.lexical.length.Length.bind", fail)
        assert "length" in scored(project).missing
    stage, record = scoring.stage_of(project, project.sets[0], work_of(project)), work_of(project).run_record(NAME)
    assert stage.reason(record) == "length failed before"
    told: list[str] = []
    assert scored(project, told).missing == {}
    assert told == [f"{NAME}: kept as scored before: base, new by chrf"]
    assert is_recorded(project)


def test_a_run_that_lacks_a_metric_which_cannot_work_is_done(project: Project) -> None:
    lacking = replace(project, metrics=("chrf", "comet:model=Nobody/nothing"))
    assert scoring.signature_of("chrff").startswith("missing: no metric is named")
    for reference in (project.folder / "sets" / NAME).glob("reference*"):
        reference.unlink()
    building.build(project, project.sets[0], work_of(project), print, None)
    run = scored(replace(project, metrics=("length", "chrf")))
    assert list(run.missing) == ["chrf"]
    assert is_recorded(replace(project, metrics=("length", "chrf")))
    assert "files:absent" in scoring.signature_of(lacking.metrics[1])


def test_a_missing_line_is_told_how_the_file_locates_it(project: Project) -> None:
    projects.write(project.folder / "outputs" / f"{NAME}.new.txt", projects.lines("de")[1:])
    with pytest.raises(DataError, match=r'alignment = "realign" in \[systems\.new\] locates what is missing'):
        scored(project)


def test_a_line_names_a_few_systems_and_the_number_of_the_others() -> None:
    keys = [Key(f"s{i}", label) for label in ("chrf", "bleu") for i in range(5)]
    assert list(scoring._kept([*keys, Key("t", "chrf")])) == [
        "kept as scored before: s0, s1, s2, 2 more by chrf, bleu",
        "kept as scored before: t by chrf",
    ]


def test_the_target_language_is_the_built_sets(project: Project) -> None:
    assert scoring.target_language(work_of(project), project.sets[0]) == "de"
    by_language = replace(project, metrics_by_language={"de": ("ter",), "fr": ("bleu",)})
    assert list(scored(by_language).measures) == ["chrf", "length", "ter"]


def test_places_are_those_of_the_work_folder(tmp_path: Path) -> None:
    assert Work(tmp_path).run_record("a") == tmp_path / "runs" / "a" / "stage.json"


def test_a_judge_s_card_and_what_it_did_not_answer_are_reasons_to_score_again(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("openai", reason="needs the extra openai")
    monkeypatch.setenv("TERTIUM_CACHE", str(tmp_path / "cache"))
    label, path = "judge:protocol=da,model=m", tmp_path / "card.json"
    with stub.serving(lambda *_: stub.says('{"score": 70}')) as server:

        def with_judge(**more: str) -> Project:
            settings = {"base_url": server.url, "tries": "1", **more}
            spec = f"{label},{','.join(f'{key}={value}' for key, value in settings.items())}"
            return replace(project, metrics=(spec,))

        broke, rich = with_judge(budget_requests="5"), with_judge()
        assert scored(broke).skips
        assert not is_recorded(broke), "the next run goes on"
        assert not scored(rich).skips
        assert is_recorded(rich)
        signature = load(label).signature
        path.write_text(json.dumps({"schema": SCHEMA, **card("padding"), "signature": signature}), encoding="utf-8")
        carded = with_judge(card=str(path))
        assert scored(carded).measures[label].card is not None
        assert is_recorded(carded)
        path.write_text(json.dumps({"schema": SCHEMA, **card(), "signature": signature}), encoding="utf-8")
        assert not is_recorded(carded), "it is another card"
        assert scored(carded).measures[label].card["faults"] == []  # type: ignore[index]
