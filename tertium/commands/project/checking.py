"""What of a project is there, what is missing, and what its sets can detect."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tertium.commands.project import building, scoring
from tertium.commands.project.availability import obstacle
from tertium.commands.project.deciding import baseline_places, is_pinned
from tertium.commands.project.translating import system_obstacle
from tertium.commands.project.work import work_of
from tertium.corpora import store as sets
from tertium.errors import TertiumError, in_one_line
from tertium.evals import store as runs
from tertium.evals import usage
from tertium.evals.suite.detectable import detectable
from tertium.metrics.registry import label_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from tertium.commands.project.work import Work
    from tertium.corpora.types import EvalSet, Languages
    from tertium.evals.suite.project import Project, ProjectSet, ProjectSystem


@dataclass(frozen=True, slots=True)
class CheckedSet:
    """The state of a set.

    Attributes:
        name: of the set.
        tier: "must" or "should".
        texts: "there", "missing", or "by name" for a set of the hub or of sacreBLEU, which nobody looks for.
        languages: of source and target.
        built: "yes", "no", or why it is out of date.
        scored: likewise.
        segments: of the built set; None before.
        documents: likewise.
        missing_outputs: systems without outputs on it, and where those are looked for.
        is_scored: whether there is a run, be it out of date.
        notes: how articles in its languages are cleaned and aligned here.
        obstacle: why they can't be; empty where they can.
        detectable: rule to the smallest true difference that the set sees, from that run; see `detectable`.
    """

    name: str
    tier: str
    texts: str
    languages: Languages
    built: str
    scored: str
    segments: int | None
    documents: int | None
    missing_outputs: Mapping[str, str]
    is_scored: bool
    notes: tuple[str, ...]
    obstacle: str
    detectable: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class CheckedMetric:
    """A metric, the sets that it scores, and why it can't on this machine; empty where it can."""

    label: str
    sets: tuple[str, ...]
    obstacle: str


@dataclass(frozen=True, slots=True)
class Checked:
    """The state of a project.

    Attributes:
        sets: in the order of the file.
        metrics: all that some set is scored by.
        rules: in words.
        problems: what is missing, a sentence each.
    """

    sets: tuple[CheckedSet, ...]
    metrics: tuple[CheckedMetric, ...]
    rules: tuple[str, ...]
    problems: tuple[str, ...]


def checked(project: Project) -> Checked:
    """Return the state of a project; nothing is written, and nothing fetched."""
    work = work_of(project)
    states = [_state(project, each, work) for each in project.sets]
    metrics = list(_metrics(project, states))
    rules = tuple(dict.fromkeys(str(rule.rule) for rule in project.rules))
    return Checked(tuple(states), tuple(metrics), rules, tuple(_problems(project, states, metrics)))


def _state(project: Project, project_set: ProjectSet, work: Work) -> CheckedSet:
    name, origin = project_set.name, project_set.origin
    there = (project.folder / project_set.place).exists()
    texts = "by name" if origin in building.NAMED else "there" if there else "missing"
    data = _built(work, name)
    reason = building.stage_of(project, project_set).reason(work.set_record(name)) if there or data else ""
    has_run = (work.run_folder(name) / runs.MARKER).is_file()
    scored = "no"
    if has_run:
        why = scoring.stage_of(project, project_set, work).reason(work.run_record(name)) if data else "no set"
        scored = f"out of date: {why}" if why else "yes"
    notes, language_obstacle = _languages_here(project, project_set)
    absent = scoring.absent(project, project_set, work, tuple(data.outputs) if data else ())
    # What the set brings along is known when it is built, and what is run comes with the run.
    absent = [system for system in absent if system.file or (data is not None and not system.kind)]
    return CheckedSet(
        name=name,
        tier=project_set.tier,
        texts=texts,
        languages=data.languages if data else _languages(project_set),
        built="no" if data is None else f"out of date: {reason}" if reason else "yes",
        scored=scored,
        segments=len(data) if data else None,
        documents=len(data.documents) if data else None,
        missing_outputs={system.name: _place(project, system, name) for system in absent},
        is_scored=has_run,
        notes=notes,
        obstacle=language_obstacle,
        detectable=_detectable(project, project_set, work) if has_run else {},
    )


def _place(project: Project, system: ProjectSystem, set_name: str) -> str:
    """Return where outputs that are missing belong."""
    path = system.path(project.folder, set_name)
    return path.as_posix() if path else f"a column system.{system.name} of the set"


def _languages_here(project: Project, project_set: ProjectSet) -> tuple[tuple[str, ...], str]:
    """Return notes on the languages of articles on this machine, and why they can't be used."""
    try:
        return tuple(building.language_notes(project, project_set)), ""
    except TertiumError as error:
        return (), in_one_line(error)


def _languages(project_set: ProjectSet) -> Languages:
    source, target = project_set.languages or (None, None)
    return source, target


def _built(work: Work, name: str) -> EvalSet | None:
    """Return a built set; None where there is none, or a damaged one, which is built again."""
    if not (work.set_folder(name) / sets.MARKER).is_file():
        return None
    try:
        return sets.load(work.set_folder(name))
    except TertiumError:
        return None


def _detectable(project: Project, project_set: ProjectSet, work: Work) -> dict[str, float]:
    try:
        run = runs.load(work.run_folder(project_set.name))
    except TertiumError:
        return {}
    return {str(rule): detectable(run, rule, project.release) for rule in project.rules_of(project_set)}


def _metrics(project: Project, states: Sequence[CheckedSet]) -> Iterator[CheckedMetric]:
    sets_of: dict[str, list[CheckedSet]] = {}
    for each, state in zip(project.sets, states, strict=True):
        for label in project.metrics_of(each, state.languages[1]):
            sets_of.setdefault(label, []).append(state)
    for label, of_label in sets_of.items():
        obstacles = dict.fromkeys(obstacle(label, languages) for languages in {state.languages for state in of_label})
        yield CheckedMetric(label, tuple(state.name for state in of_label), "; ".join(filter(None, obstacles)))


def _label(spec: str) -> str:
    """Return the label that a run gives a metric; of an unknown one what the file says."""
    try:
        return label_of(spec)
    except TertiumError:
        return spec


def _problems(project: Project, states: Sequence[CheckedSet], metrics: Sequence[CheckedMetric]) -> Iterator[str]:
    for each, state in zip(project.sets, states, strict=True):
        if state.texts == "missing":
            yield f"{state.name}: {project.folder / each.place} does not exist"
        if state.obstacle:
            yield f"{state.name}: {state.obstacle}"
        yield from (f"{state.name}: no outputs of {name}, {path}" for name, path in state.missing_outputs.items())
        measured = usage.NAMES if any(system.kind for system in project.systems) else ()
        for rule in project.rules_of(each):
            if rule.metric not in measured and rule.metric not in [
                _label(spec) for spec in project.metrics_of(each, state.languages[1])
            ]:
                yield f"{state.name}: the rule {str(rule)!r} needs {rule.metric}, which isn't among its metrics"
    obstacles = {system.name: system_obstacle(project, system) for system in project.systems if system.kind}
    yield from (f"{name}: {reason}" for name, reason in obstacles.items() if reason)
    yield from (f"{metric.label}: {metric.obstacle}" for metric in metrics if metric.obstacle)
    try:
        places = baseline_places(project)
    except TertiumError as error:
        yield str(error).splitlines()[0]
        return
    for each in project.sets:
        if is_pinned(project) and each.name not in places and project.rules_of(each):
            yield f"{each.name}: no pinned baseline in {project.release.baseline}"
