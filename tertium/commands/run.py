"""`tertium run`: does what a project's file asks for and isn't done yet."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tertium.commands.gate import EXIT
from tertium.commands.options import Commit, Json, Meta, Model, Note, ProjectFile, Quiet, Tag, description_of
from tertium.commands.output import put_json, put_tables
from tertium.commands.progress import tell
from tertium.errors import PartialError, UsageError, nearest
from tertium.stdout import tolerated

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tertium.commands.project.runner import Runner
    from tertium.evals.results.suite import SuiteVerdict
    from tertium.evals.suite.project import Project, ProjectSet
    from tertium.reports.table import Table


def run(
    file: ProjectFile = Path("tertium.toml"),
    only: Annotated[
        list[str] | None, typer.Option(metavar="SET", help="Only this set of the project; may be repeated.")
    ] = None,
    workers: Annotated[
        int, typer.Option(min=0, metavar="N", help="Processes, a metric in each; 0 for one per core.")
    ] = 1,
    tag: Tag = None,
    note: Note = "",
    model: Model = "",
    meta: Meta = None,
    commit: Commit = None,
    json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Do what a project's file asks for and isn't done yet: build, score, decide, report; exit codes as of gate."""
    from tertium.commands.project.deciding import check_early, report_files
    from tertium.commands.project.runner import Runner
    from tertium.commands.project.work import work_of, writing
    from tertium.commands.score import executor_of
    from tertium.commit import current_commit
    from tertium.evals.suite.read import read

    project = read(file)
    commit = current_commit(project.folder) if commit is None else commit  # wherever the command is run
    description = description_of(tag, note, model, meta, commit)
    sets = _chosen(project, only or [], file)
    check_early(project)
    work = work_of(project)
    with writing(work, report_files(project)), executor_of(workers) as executor:
        runner = Runner(project, work, executor, quiet=quiet, added=description)
        runner.make_runs(sets)
        verdict = runner.decide()
    runner.tell_skipped()
    if (tag or note or model or meta) and not any(stage.name == "score" for stage in runner.done):
        tell("nothing was scored, and what was said of it is kept with no run", quiet=quiet)
    with tolerated():  # the exit code is the answer
        _answer(runner, sets, verdict, json=json)
    if verdict is not None:
        raise typer.Exit(EXIT[verdict.outcome])
    problems = [f"{name}: {reason}" for name, reason in runner.problems.items()]
    problems += [f"{each.name}: it lacks {part}" for each in sets for part in _parts(runner, each.name)]
    if problems:
        raise PartialError("; ".join(problems), hint=f"tertium check {file}")


def _chosen(project: Project, only: Sequence[str], file: Path) -> list[ProjectSet]:
    names = [each.name for each in project.sets]
    for name in only:
        if name not in names:
            raise UsageError(f"{file} has no set {name!r}", hint=nearest(name, names))
    return [each for each in project.sets if not only or each.name in only]


def _parts(runner: Runner, name: str) -> list[str]:
    """Return what the totals of a set's run lack: outputs, and scores of segments."""
    from tertium.commands.partial import parts_of
    from tertium.evals import store

    return [] if name in runner.reasons else parts_of(store.load(runner.work.run_folder(name)))


def _answer(runner: Runner, sets: Sequence[ProjectSet], verdict: SuiteVerdict | None, *, json: bool) -> None:
    """Write the verdict; without one, the scores of every set."""
    folders = {each.name: runner.work.run_folder(each.name) for each in sets if each.name not in runner.reasons}
    if json:
        steps = {"done": [str(stage) for stage in runner.done], "skipped": [str(stage) for stage in runner.skipped]}
        runs = {name: folder.as_posix() for name, folder in folders.items()}
        put_json("tertium.steps/1", {**steps, "problems": runner.problems, "runs": runs, "verdict": verdict})
    elif verdict is not None:
        from tertium.reports.suite import tables

        put_tables(tables(verdict), "text")
    elif folders:
        put_tables(_scores(folders), "text")


def _scores(folders: dict[str, Path]) -> list[Table]:
    from tertium.evals import store
    from tertium.reports.decisions import Decisions
    from tertium.reports.sections.set_scores import set_table

    return [set_table(store.load(folder), Decisions()) for folder in folders.values()]
