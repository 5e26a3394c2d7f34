"""Does the steps of a project that aren't done yet, in their order, and keeps in mind what was and what wasn't."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

from tertium.commands.progress import MovingLine, Progress, tell
from tertium.commands.project import building, deciding, keeping, scoring, translating
from tertium.commands.project.digests import size
from tertium.commands.project.remaining import Remaining
from tertium.errors import TertiumError, in_one_line
from tertium.evals import store
from tertium.evals.suite.stages import FILE

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from tertium.commands.project.work import Work
    from tertium.evals.description import Description
    from tertium.evals.results.suite import SuiteVerdict
    from tertium.evals.suite.project import Project, ProjectSet, ProjectSystem
    from tertium.evals.suite.stages import Stage
    from tertium.executor import Executor
    from tertium.services.budget import Budget


class Runner:
    """Does what isn't done.

    Attributes:
        done: the steps that were done.
        skipped: the steps that were up to date.
        reasons: by set, why it has no run.
        problems: by set, why it has no run, or what its run lacks.
    """

    def __init__(
        self, project: Project, work: Work, executor: Executor, *, quiet: bool, added: Description | None = None
    ) -> None:
        self.project, self.work, self.executor, self.quiet, self.added = project, work, executor, quiet, added
        self.done: list[Stage] = []
        self.skipped: list[Stage] = []
        self.reasons: dict[str, str] = {}
        self.problems: dict[str, str] = {}
        self._running = [system for system in project.systems if system.kind]
        self._budgets: dict[str, Budget] = {}
        self._tried: set[str] = set()

    def make_runs(self, sets: Sequence[ProjectSet]) -> None:
        """Build and score these sets; one that fails costs no other."""
        sizes = {each.name: size(self.project.folder / each.place) for each in sets}
        to_build = {each.name for each in sets if self._build_reason(each)}
        to_translate = [
            each
            for each in sets
            for system in self._running
            if each.name in to_build or self._translate_reason(each, system)
        ]
        changed = to_build | {each.name for each in to_translate}
        to_score = {each.name for each in sets if each.name in changed or self._score_reason(each)}
        self._remaining = Remaining(
            {
                "build": [sizes[each.name] for each in sets if each.name in to_build],
                "translate": [sizes[each.name] for each in to_translate],
                "score": [sizes[each.name] for each in sets if each.name in to_score],
            }
        )
        for each in sets:
            self._try(each, self._build)
        for each in sets:
            for system in self._running if each.name not in self.reasons else ():
                self._translate(each, system)
        for each in sets:
            if each.name not in self.reasons:
                self._try(each, self._score)

    def decide(self) -> SuiteVerdict | None:
        """Judge and write the reports; None without rules, or where a set that wasn't chosen has no current run."""
        if not self.project.rules:
            return None
        if waiting := [each.name for each in self.project.sets if not self._is_settled(each)]:
            self._tell(f"no verdict yet: {', '.join(waiting)} isn't scored; tertium run without --only")
            return None
        stage = deciding.decide_stage(self.project, self.work, self.reasons)
        if self._begins(stage, self.work.verdict):
            deciding.decide(self.project, self.work, self.reasons)
            self.done.append(stage)
        stage = deciding.report_stage(self.project, self.work)
        if deciding.report_files(self.project) and self._begins(stage, self.work.reports):
            for path in deciding.report(self.project, self.work):
                self._tell(f"{path} is written")
            self.done.append(stage)
        return deciding.verdict_of(self.work)

    def tell_skipped(self) -> None:
        """Name the steps that were up to date."""
        subjects: dict[str, list[str]] = {}
        for stage in self.skipped:
            subjects.setdefault(stage.name, []).append(stage.subject)
        named = [f"{name} {', '.join(of)}".rstrip() for name, of in subjects.items()]
        if named:
            self._tell(f"{'' if self.done else 'nothing to do; '}up to date: {'; '.join(named)}")

    def _build(self, project_set: ProjectSet) -> None:
        stage = building.stage_of(self.project, project_set)
        if self._begins(stage, self.work.set_record(project_set.name)):
            progress = None if self.quiet else Progress()
            building.build(self.project, project_set, self.work, self._tell, progress)
            self._finish(stage)
        building.forget(self.work, project_set.name)

    def _translate(self, project_set: ProjectSet, system: ProjectSystem) -> None:
        """Translate a set; a system that can't be run costs no other, and has no outputs."""
        stage = translating.stage_of(self.project, project_set, system, self.work)
        folder = self.work.output_folder(project_set.name, system.name)
        if not self._begins(stage, folder / FILE):
            return
        try:
            if system.name not in self._budgets:
                self._budgets[system.name] = translating.budget_of(self.project, system)
            budget = self._budgets[system.name]
            with MovingLine(quiet=self.quiet) as progress:
                translating.translate(self.project, project_set, system, self.work, self._tell, progress, budget)
        except TertiumError as error:
            self._tell(f"{stage}: {'; '.join(line.strip() for line in str(error).splitlines())}")
            shutil.rmtree(folder, ignore_errors=True)  # outputs of another system or set; all answers are kept
        self._tried.add(stage.subject)
        self._finish(stage)

    def _translate_reason(self, project_set: ProjectSet, system: ProjectSystem) -> str:
        stage = translating.stage_of(self.project, project_set, system, self.work)
        return stage.reason(self.work.output_folder(project_set.name, system.name) / FILE)

    def _score(self, project_set: ProjectSet) -> None:
        stage, name = scoring.stage_of(self.project, project_set, self.work), project_set.name
        if self._begins(stage, self.work.run_record(name)):
            with MovingLine(quiet=self.quiet) as progress:
                scoring.score(self.project, project_set, self.work, self._tell, progress, self.executor, self.added)
            self._finish(stage)
        if place := keeping.keep(self.project, self.work, name):
            self._tell(f"{name}: kept in the history as {place.name}")
        missing = store.manifest_of(self.work.run_folder(name))["missing"]
        if missing:
            lacks = "; ".join(f"{label} ({reason.splitlines()[0]})" for label, reason in missing.items())
            self.problems[name] = f"it lacks {lacks}"
            self._tell(f"{name}: {self.problems[name]}")

    def _begins(self, stage: Stage, record: Path) -> bool:
        """Tell why a stage is done now, or keep in mind that it is up to date."""
        if reason := stage.reason(record):
            self._tell(f"{stage}: {reason}")
            return True
        self.skipped.append(stage)
        return False

    def _finish(self, stage: Stage) -> None:
        self.done.append(stage)
        if line := self._remaining.finish(stage.name):
            self._tell(line)

    def _try(self, project_set: ProjectSet, step: Callable[[ProjectSet], None]) -> None:
        try:
            step(project_set)
        except TertiumError as error:
            # Relative to the project, so that the verdict doesn't depend on where the command is run.
            reason = in_one_line(error).replace(f"{self.project.folder}{os.sep}", "")
            self.reasons[project_set.name] = self.problems[project_set.name] = reason
            self._tell(f"{project_set.name}: {in_one_line(error)}")

    def _is_settled(self, project_set: ProjectSet) -> bool:
        """Whether a set has a run that is up to date, or a reason for none."""
        name = project_set.name
        if name in self.reasons or any(stage.name == "score" and stage.subject == name for stage in self.done):
            return True
        if self._build_reason(project_set) or self._score_reason(project_set):
            return False
        # One that failed just now would fail again.
        stages = [translating.stage_of(self.project, project_set, system, self.work) for system in self._running]
        reasons = [self._translate_reason(project_set, system) for system in self._running]
        return not any(
            reason and stage.subject not in self._tried for stage, reason in zip(stages, reasons, strict=True)
        )

    def _build_reason(self, project_set: ProjectSet) -> str:
        return building.stage_of(self.project, project_set).reason(self.work.set_record(project_set.name))

    def _score_reason(self, project_set: ProjectSet) -> str:
        stage = scoring.stage_of(self.project, project_set, self.work)
        return stage.reason(self.work.run_record(project_set.name))

    def _tell(self, line: str) -> None:
        tell(line, quiet=self.quiet)
