"""What is kept with the runs of a project: what its file says of them, and what the command adds."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tertium.evals.description import Description
    from tertium.evals.suite.project import Project, ProjectSystem


def described(project: Project, added: Description) -> Description:
    """Return the description of a run: the models of its systems, the keys of ``[meta]``, and what is added.

    Where both say something of one key, what is added holds.
    """
    return replace(added, model=added.model or _model(project), meta=_meta(project) | dict(added.meta))


def stated(project: Project) -> dict[str, str]:
    """Return what the project's file says of runs, by a name for each; a run that says otherwise is written again."""
    said = {f"meta {key}": text for key, text in project.meta.items()}
    return said | {f"model of {system.name}": system.model for system in project.systems if system.model}


def _named(project: Project) -> ProjectSystem | None:
    """Return the system whose model is the run's: the candidate; without one the only system that names a model."""
    named = [system for system in project.systems if system.model]
    candidates = [system for system in named if system.name == project.release.candidate]
    return next(iter(candidates or (named if len(named) == 1 and not project.release.candidate else [])), None)


def _model(project: Project) -> str:
    system = _named(project)
    return system.model if system else ""


def _meta(project: Project) -> dict[str, str]:
    others = [system for system in project.systems if system.model and system != _named(project)]
    return {f"model of {system.name}": system.model for system in others} | {**project.meta}
