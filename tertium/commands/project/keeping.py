"""The history of a project: every run of a set is kept, so that scores can be looked at over time."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Final

from tertium.commands.project.work import remove_left
from tertium.errors import DataError, UsageError
from tertium.evals import store
from tertium.evals.suite.stages import FILE
from tertium.files import recover_all, whole_folder

if TYPE_CHECKING:
    from pathlib import Path

    from tertium.commands.project.work import Work
    from tertium.evals.results import History
    from tertium.evals.suite.project import Project

SHOWN: Final = 12
"""The latest runs of a set that a page shows: reading a run and its intervals takes about .1 s."""


def keep(project: Project, work: Work, name: str) -> Path | None:
    """Copy the run of a set into the history, and return its folder; None if it is there, or no history is asked for.

    Raises:
        UsageError: the folder can't be written.
    """
    if not project.outputs.history:
        return None
    run = work.run_folder(name)
    manifest = store.manifest_of(run)
    # Sorted by name, the runs of a set are in the order of time.
    moment = "".join(letter for letter in manifest["created"][:19] if letter.isalnum())
    place = history_folder(project) / f"{name}.{moment}.{manifest['id']}"
    if (place / store.MARKER).is_file():
        return None
    place.parent.mkdir(parents=True, exist_ok=True)
    remove_left(place.parent, f".{name}.")
    with whole_folder(place, marker=store.MARKER, overwrite=False) as folder:
        shutil.copytree(run, folder, ignore=shutil.ignore_patterns(FILE), dirs_exist_ok=True)
    return place


def kept(project: Project) -> list[str]:
    """Return the names of the runs of the history, the latest `SHOWN` of each set of the project."""
    folder = history_folder(project)
    if not project.outputs.history or not folder.is_dir():
        return []
    recover_all(folder, marker=store.MARKER)
    names = sorted(path.name for path in folder.iterdir() if (path / store.MARKER).is_file())
    sets = {each.name: [name for name in names if name.rsplit(".", 2)[0] == each.name] for each in project.sets}
    return [name for of_set in sets.values() for name in of_set[-SHOWN:]]


def timeline_of(project: Project, level: float) -> History | None:
    """Return how the release's two systems did by the metrics of its rules; None without a history of them.

    Args:
        project: with its history.
        level: of the intervals.
    """
    from tertium.evals.history import timeline

    runs = kept(project)
    metrics = list(dict.fromkeys(rule.rule.metric for rule in project.rules))
    systems = [project.release.candidate, project.release.baseline]
    try:
        return timeline(history_folder(project), metrics=metrics, systems=systems, runs=runs, level=level)
    except (DataError, UsageError):  # none of these runs has any of them
        return None


def history_folder(project: Project) -> Path:
    """Return the folder of the history."""
    return project.folder / project.outputs.history
