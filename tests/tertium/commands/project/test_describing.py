"""What is kept with a project's runs: the models of its systems and the keys of its file, and what the command adds."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from tertium.commands.project.describing import described, stated
from tertium.evals.description import Description
from tertium.evals.suite.project import Project, ProjectSystem, Release

SYSTEMS = (
    ProjectSystem("base", "{set}.txt", model="opus-small"),
    ProjectSystem("new", "{set}.txt", model="opus-big"),
    ProjectSystem("old", "{set}.txt"),
)
PROJECT = Project(Path(), (), SYSTEMS, (), release=Release("new", "base"), meta={"decoder": "beam-4"})


def test_the_candidates_model_is_the_runs_and_the_others_stand_beside_it() -> None:
    description = described(PROJECT, Description(tags=("v1",), commit="abc"))
    assert (description.model, description.tags, description.commit) == ("opus-big", ("v1",), "abc")
    assert description.meta == {"model of base": "opus-small", "decoder": "beam-4"}


def test_systems_of_one_model_are_named_too() -> None:
    same = replace(PROJECT, systems=tuple(replace(system, model="opus") for system in SYSTEMS))
    assert described(same, Description()).meta == {"model of base": "opus", "model of old": "opus", "decoder": "beam-4"}


def test_what_the_command_says_holds() -> None:
    added = Description(model="opus-new", meta={"decoder": "beam-12", "steps": "9"})
    description = described(PROJECT, added)
    assert description.model == "opus-new"
    assert description.meta == {"model of base": "opus-small", "decoder": "beam-12", "steps": "9"}


def test_without_a_candidate_the_only_model_is_the_runs() -> None:
    alone = replace(PROJECT, systems=SYSTEMS[:1], release=Release(), meta={})
    assert described(alone, Description()) == Description(model="opus-small")
    two = described(replace(PROJECT, release=Release(), meta={}), Description())
    assert (two.model, two.meta) == ("", {"model of base": "opus-small", "model of new": "opus-big"})


def test_the_file_says_models_and_keys() -> None:
    assert stated(PROJECT) == {
        "meta decoder": "beam-4",
        "model of base": "opus-small",
        "model of new": "opus-big",
    }
