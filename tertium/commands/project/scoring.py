"""Scores one set of a project: candidate, baseline and all other systems in one run, so that they can be compared."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Final

from tertium.commands.options import column_names
from tertium.commands.project.describing import described, stated
from tertium.commands.project.digests import ABSENT, digest
from tertium.containment import contained, without_secrets
from tertium.errors import DataError, TertiumError
from tertium.evals.description import Description
from tertium.evals.evaluate import versions
from tertium.evals.suite.stages import FAILED, FILE, Stage
from tertium.evals.usage import USAGE
from tertium.files import read_json
from tertium.metrics.base import UNANSWERED, HasCard, secrets
from tertium.metrics.registry import load, origin

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from tertium.commands.project.work import Work
    from tertium.corpora.types import EvalSet
    from tertium.evals.suite.project import Project, ProjectSet, ProjectSystem
    from tertium.evals.types import Key, Run
    from tertium.executor import Executor

THE_SET: Final = "the set"
"""What a scoring depends on, beside outputs and metrics."""
SHOWN: Final = 3
"""How many systems a line names."""


def stage_of(project: Project, project_set: ProjectSet, work: Work) -> Stage:
    """Return the stage that scores a set which is built."""
    from tertium.corpora import store

    folder = work.set_folder(project_set.name)
    depends = {THE_SET: digest(folder / store.SEGMENTS) + digest(folder / store.MARKER)}
    for system in project.systems:
        place, path = (system.path(folder, project_set.name) for folder in (Path(), project.folder))
        if place and path:
            depends[place.as_posix()] = digest(path)
        if system.kind:
            depends[f"outputs of {system.name}"] = output_digest(work, project_set, system)
        depends[f"options of {system.name}"] = " ".join(f"{key}={value}" for key, value in system.options.items())
    labels = project.metrics_of(project_set, target_language(work, project_set))
    depends |= {label: signature_of(label) for label in labels}
    depends |= stated(project)
    depends["the order of systems and metrics"] = " ".join([*(system.name for system in project.systems), *labels])
    return Stage("score", project_set.name, depends | versions())


def target_language(work: Work, project_set: ProjectSet) -> str | None:
    """Return the target language of a built set."""
    from tertium.corpora import store

    header = read_json(work.set_folder(project_set.name) / store.MARKER)
    languages = header.get("languages") if isinstance(header, dict) else None
    return languages[1] if isinstance(languages, list) and len(languages) > 1 else None


def signature_of(label: str) -> str:
    """Return a metric's signature without secrets, and its card's hash; of one that can't be loaded here the reason."""
    try:
        metric = load(label)
        with contained(label, origin=partial(origin, type(metric)), secrets=secrets(metric)):
            card = metric.measured_errors() if isinstance(metric, HasCard) else None
            of_card = f"|card:{sha256(repr(card).encode()).hexdigest()}" if card is not None else ""
            return f"{without_secrets(metric.signature, secrets(metric))}{of_card}"
    except TertiumError as error:
        return f"missing: {str(error).splitlines()[0]}"


def output_digest(work: Work, project_set: ProjectSet, system: ProjectSystem) -> str:
    """Return a hash of what a system that is run wrote for a set."""
    from tertium.corpora import store

    folder = work.output_folder(project_set.name, system.name)
    return digest(folder / store.SEGMENTS) + digest(folder / store.MARKER)


def absent(project: Project, project_set: ProjectSet, work: Work, own_systems: tuple[str, ...]) -> list[ProjectSystem]:
    """Return the systems that have no outputs on a set: no file, not run, and no column in the set itself."""
    from tertium.corpora import store

    folders = {each.name: work.output_folder(project_set.name, each.name) for each in project.systems if each.kind}
    ran = {name for name, folder in folders.items() if (folder / store.MARKER).is_file()}
    paths = {system.name: system.path(project.folder, project_set.name) for system in project.systems}
    with_file = {name for name, path in paths.items() if path and path.exists()}
    return [system for system in project.systems if system.name not in ran | with_file | set(own_systems)]


def score(
    project: Project,
    project_set: ProjectSet,
    work: Work,
    tell: Callable[[str], None],
    progress: Callable[[str], None],
    executor: Executor,
    added: Description | None = None,
) -> None:
    """Score a set and write the run with the record of its stage, both in one step.

    Columns of the run that is there are kept where the outputs and the metric are the same. A metric that should have
    worked and didn't is recorded as failed, so that it alone is tried again.

    Raises:
        DataError: outputs don't fit the set, or the candidate or the baseline has none.
        UsageError: a metric is unknown.
    """
    from tertium.corpora import store as sets
    from tertium.evals import store
    from tertium.evals.columns import run_label, update
    from tertium.evals.evaluate import evaluate
    from tertium.evals.inspection import stored as inspections
    from tertium.files import whole_folder

    stage = stage_of(project, project_set, work)
    folder = work.set_folder(project_set.name)
    built = sets.load(folder)
    inspection = inspections.load(folder, built)
    data, warnings = _with_outputs(project, project_set, work, built, tell)
    labels = project.metrics_of(project_set, data.languages[1])
    if old := _run_before(stage, work):
        updated = update(old, data, labels, executor=executor, progress=progress, inspection=inspection)
        run = updated.run
        for line in _kept(updated.kept):
            tell(f"{project_set.name}: {line}")
    else:
        run = evaluate(data, labels, executor=executor, progress=progress, inspection=inspection)
    description = described(project, added or Description())
    run = replace(run, warnings=(*warnings, *run.warnings), description=description)
    for line in run.warnings:
        tell(line)
    # A model that was fetched has another signature than one that wasn't there.
    failed = {label for label in run.missing if _is_worth_another_try(run, label)}
    failed |= {skip.metric for skip in run.skips if skip.reason.startswith(UNANSWERED)}
    signatures = {label: FAILED if run_label(label) in failed else signature_of(label) for label in labels}
    stage = replace(stage, depends={**stage.depends, **signatures})
    with whole_folder(work.run_folder(project_set.name), marker=store.MARKER, overwrite=True) as folder:
        store.write_into(run, folder)
        (folder / FILE).write_text(stage.record, encoding="utf-8")


def _run_before(stage: Stage, work: Work) -> Run | None:
    """Return the run that is to be replaced, if it is of the same set and versions; its columns may be kept."""
    from tertium.evals import store

    if not {THE_SET, *versions()} <= stage.unchanged(work.run_record(stage.subject)):
        return None
    try:
        return store.load(work.run_folder(stage.subject))
    except DataError:  # damaged: nothing of it can be trusted
        return None


def _kept(keys: Sequence[Key]) -> Iterator[str]:
    """Yield which systems' counts are kept, by which metrics."""
    systems: dict[tuple[str, ...], list[str]] = {}
    for system in dict.fromkeys(key.system for key in keys):
        systems.setdefault(tuple(key.metric for key in keys if key.system == system), []).append(system)
    for labels, names in systems.items():
        shown = names if len(names) <= SHOWN else [*names[:SHOWN], f"{len(names) - SHOWN} more"]
        yield f"kept as scored before: {', '.join(shown)} by {', '.join(labels)}"


def _with_outputs(
    project: Project, project_set: ProjectSet, work: Work, data: EvalSet, tell: Callable[[str], None]
) -> tuple[EvalSet, tuple[str, ...]]:
    """Return the set with the outputs of the project's systems, those first, and warnings."""
    from tertium.corpora.outputs.attach import attach
    from tertium.corpora.outputs.delivery import read

    judged, warnings = {project.release.candidate, project.release.baseline}, list[str]()
    for system in absent(project, project_set, work, tuple(data.outputs)):
        path = system.path(project.folder, project_set.name)
        if system.name in judged:
            if system.kind:
                message = f"{system.name!r} could not be run on set {project_set.name!r}"
                raise DataError(message, hint=f"tertium check, and [systems.{system.name}]")
            if path is None:
                message = f"set {project_set.name!r} has no outputs of {system.name!r}"
                raise DataError(message, hint=f'file = "outputs/{{set}}.{{system}}.txt" in [systems.{system.name}]')
            raise DataError(f"{path} does not exist", hint=f"the outputs of {system.name!r} on {project_set.name!r}")
        reason = f": {path.name} is {ABSENT}" if path else ""
        warnings.append(f"{system.name} has no outputs on this set{reason}")
        tell(warnings[-1])
    for system in project.systems:
        path = system.path(project.folder, project_set.name)
        if system.kind:
            data = _with_translation(data, work.output_folder(project_set.name, system.name))
        elif path and path.exists():
            columns = column_names(system.options["column"].split(",") if "column" in system.options else None)
            delivery = read(path, columns, system.name)
            try:
                data, more = attach(data, {system.name: delivery}, system.options.get("alignment", "aligned"))  # type: ignore[arg-type]  # it checks the name
            except DataError as error:
                what, _, hint = str(error).partition("\n  try: ")
                raise DataError(what, hint=_in_file(hint, system.name)) from error
            warnings += [*delivery.stripped, *more]
    named = [system.name for system in project.systems if system.name in data.outputs]
    return data.with_systems([*named, *(name for name in data.outputs if name not in named)]), tuple(warnings)


def _with_translation(data: EvalSet, folder: Path) -> EvalSet:
    """Return the set with the outputs of a system that was run, what they took, and what was omitted and added."""
    from tertium.corpora import store

    if not (folder / store.MARKER).is_file():
        return data
    translation = store.load(folder)
    provenance = dict(data.provenance)
    for key in (USAGE, "realigned"):
        if key in translation.provenance:
            provenance[key] = {**provenance.get(key, {}), **translation.provenance[key]}
    return replace(data.with_outputs(translation.outputs), provenance=provenance)


def _in_file(hint: str, system: str) -> str:
    """Return a hint that names an option of `tertium score` as it stands in a project's file."""
    return hint.replace("--alignment realign", f'alignment = "realign" in [systems.{system}]')


def _is_worth_another_try(run: Run, label: str) -> bool:
    """Whether a missing metric can be loaded and the set has its texts: a service or the memory failed it."""
    try:
        needs = load(label).needs
    except TertiumError:
        return False
    return any(run.data.has(row, needs) for row in range(len(run.data)))
