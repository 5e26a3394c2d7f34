"""Runs the systems of a project that can be run, on one set: outputs, with what they took, as a set of their own."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tertium.commands.project.digests import digest
from tertium.commands.project.scoring import THE_SET
from tertium.commands.translate import estimate_words, spent_words
from tertium.errors import TertiumError
from tertium.evals.suite.stages import FAILED, FILE, Stage
from tertium.evals.systems import base
from tertium.evals.systems.base import Task
from tertium.evals.systems.registry import make
from tertium.services.journal import Journal
from tertium.version import version

if TYPE_CHECKING:
    from collections.abc import Callable

    from tertium.commands.project.work import Work
    from tertium.evals.suite.project import Project, ProjectSet, ProjectSystem
    from tertium.evals.systems.base import System
    from tertium.services.budget import Budget

SIGNATURE = "the system"
"""What a translation depends on, beside the set."""


def system_of(project: Project, system: ProjectSystem) -> System:
    """Return the system that a project's file describes.

    Raises:
        UsageError: an option is wrong.
    """
    return make(system.kind, system.arguments, f"systems.{system.name}", project.folder)


def system_obstacle(project: Project, system: ProjectSystem) -> str:
    """Return why a system can't be run on this machine; empty where it can. Nothing is asked."""
    try:
        runner = system_of(project, system)
        runner.estimate([], Task(("de", "en")))
        _ = runner.signature
        budget_of(project, system)
    except TertiumError as error:
        return "; ".join(line.strip() for line in str(error).splitlines())
    return ""


def stage_of(project: Project, project_set: ProjectSet, system: ProjectSystem, work: Work) -> Stage:
    """Return the stage that translates a set which is built."""
    from tertium.corpora import store

    folder = work.set_folder(project_set.name)
    try:
        signature = system_of(project, system).signature
    except TertiumError as error:
        signature = f"missing: {str(error).splitlines()[0]}"
    depends = {THE_SET: digest(folder / store.SEGMENTS) + digest(folder / store.MARKER), SIGNATURE: signature}
    return Stage("translate", f"{project_set.name} by {system.name}", {**depends, "tertium": version()})


def budget_of(project: Project, system: ProjectSystem) -> Budget:
    """Return what a system may spend in this process.

    Raises:
        UsageError: the system can't be made, or a limit in money lacks prices.
    """
    spending = project.spending
    return base.budget_of(system_of(project, system), spending.money, spending.tokens, spending.requests)


def translate(
    project: Project,
    project_set: ProjectSet,
    system: ProjectSystem,
    work: Work,
    tell: Callable[[str], None],
    progress: Callable[[str], None],
    budget: Budget,
) -> None:
    """Translate a set and write the outputs with the record of the stage, both in one step.

    Where segments failed, the record says so, and the next run asks for them again.

    Raises:
        DataError: the set has no sources.
        UsageError: the system can't be run here.
    """
    from tertium.corpora import store
    from tertium.evals.systems.translate import items_of, shown_failures, translated
    from tertium.files import whole_folder

    data = store.load(work.set_folder(project_set.name)).in_memory()
    runner, stage = system_of(project, system), stage_of(project, project_set, system, work)
    name = f"{project_set.name} by {system.name}"
    with Journal.opened(work.answers(system.name), tell) as journal:
        task = Task(data.languages, journal, budget, project.spending.concurrency, progress, tell)
        tell(f"{name}: {estimate_words(runner.estimate(items_of(data, runner)[1], task))}")
        translation = translated(replace(data, outputs={}, provenance={}), system.name, runner, task)
    for line in translation.warnings:
        tell(line)
    if translation.failures:
        tell(f"{project_set.name}: {shown_failures(translation.failures, system.name, len(data))}")
        stage = replace(stage, depends={**stage.depends, SIGNATURE: FAILED})
    tell(f"{system.name}: {spent_words(budget)}")
    with whole_folder(work.output_folder(project_set.name, system.name), marker=store.MARKER, overwrite=True) as folder:
        store.write_into(translation.data, folder)
        (folder / FILE).write_text(stage.record, encoding="utf-8")
