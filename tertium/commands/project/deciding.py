"""Judges the release of a project, and writes its reports."""

from __future__ import annotations

import json
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final

from tertium.commands.project import keeping
from tertium.commands.project.digests import digest
from tertium.errors import DataError, MetricError
from tertium.evals import store
from tertium.evals.suite import stored
from tertium.evals.suite.stages import Stage
from tertium.files import read_json, write_text
from tertium.metrics.registry import label_of
from tertium.version import version as own_version

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from tertium.commands.project.work import Work
    from tertium.evals.results import Comparison, History
    from tertium.evals.results.suite import SuiteVerdict
    from tertium.evals.suite.project import Project
    from tertium.evals.types import Run

REPORTS: Final = ("page", "junit", "summary", "json")


def decide_stage(project: Project, work: Work, reasons: Mapping[str, str]) -> Stage:
    """Return the stage that judges; `reasons` says of sets without a run why there is none."""
    depends = {
        f"the run of {each.name}": reasons.get(each.name) or store.manifest_of(work.run_folder(each.name))["id"]
        for each in project.sets
    }
    depends |= {f"tier of {each.name}": each.tier for each in project.sets}
    depends["rules"] = repr(project.rules)
    depends["release"] = repr(project.release)
    depends |= {f"the baseline of {name}": digest(path) for name, path in baseline_places(project).items()}
    return Stage("decide", "", depends | {"tertium": own_version()})


def decide(project: Project, work: Work, reasons: Mapping[str, str]) -> None:
    """Judge all sets, and write the verdict with the record of its stage.

    Raises:
        CompareError: a pinned baseline is stale.
        DataError: a pinned baseline isn't there.
    """
    from tertium.evals.suite.judge import judge
    from tertium.files import strict_json
    from tertium.reports.objects import json_value

    stage = decide_stage(project, work, reasons)
    runs = {each.name: store.load(work.run_folder(each.name)) for each in project.sets if each.name not in reasons}
    verdict = judge(project, runs, reasons, baselines(project))
    record = {"stage": json.loads(stage.record)}
    write_text(work.verdict, strict_json({"schema": stored.SCHEMA} | json_value(verdict) | record))


def verdict_of(work: Work) -> SuiteVerdict:
    """Return the verdict that `decide` wrote."""
    return stored.verdict_of(_object(work.verdict), str(work.verdict))


def _object(path: Path) -> dict[str, Any]:
    table = read_json(path)
    if not isinstance(table, dict):
        raise DataError(f"{path} is damaged", hint="remove it; tertium run decides again")
    return table


def check_early(project: Project) -> None:
    """Check, before long work, what would fail at its end: names of metrics, and a pinned baseline.

    Raises:
        DataError: there is no such baseline.
        UsageError: a metric, or an option of one, is unknown.
    """
    by_kind = (project.metrics_by_set, project.metrics_by_language)
    for label in dict.fromkeys([*project.metrics, *(label for by in by_kind for of in by.values() for label in of)]):
        with suppress(MetricError):  # of another distribution, and broken: it is missing then
            label_of(label)
    baseline_places(project)


def baselines(project: Project) -> dict[str, Run] | None:
    """Return the pinned baseline of each set that has one, as a run of one system; None where it isn't pinned."""
    from tertium.evals import pin
    from tertium.evals.join import single_system

    if not is_pinned(project):
        return None
    runs: dict[str, Run] = {}
    for name, path in baseline_places(project).items():
        run, system = pin.baseline(path)
        chosen = pin.choose(list(run.systems), system, str(path))
        runs[name] = single_system(run, chosen, chosen)
    return runs


def is_pinned(project: Project) -> bool:
    """Whether the baseline isn't a system of the project, but what `tertium pin` wrote."""
    baseline = project.release.baseline
    return bool(baseline) and baseline not in {system.name for system in project.systems}


def baseline_places(project: Project) -> dict[str, Path]:
    """Return the pin or the run that is the baseline of each set; a set that a folder doesn't name has none.

    Raises:
        DataError: there is no such file or folder.
    """
    if not is_pinned(project):
        return {}
    baseline = project.release.baseline
    paths = {each.name: project.folder / baseline.replace("{set}", each.name) for each in project.sets}
    if not any(path.exists() for path in paths.values()):
        hint = "release.baseline: a system of the project, or what tertium pin wrote"
        raise DataError(f"{project.folder / baseline} does not exist, and no system is named so", hint=hint)
    places = {name: _in_folder(path, name) for name, path in paths.items()}
    return {name: place for name, place in places.items() if place}


def _in_folder(path: Path, name: str) -> Path | None:
    """Return a pin or a run itself, or the one of this name in a folder."""
    if path.is_file() or (path / store.MARKER).is_file():
        return path
    return next((place for place in (path / f"{name}.toml", path / name) if place.exists()), None)


def report_stage(project: Project, work: Work) -> Stage:
    """Return the stage that writes the reports; a report that was changed or removed is written again."""
    paths = {kind: path for kind, path in _paths(project).items() if path}
    depends = {"the verdict": digest(work.verdict)}
    if project.outputs.page and (runs := keeping.kept(project)):
        depends["the history"] = ", ".join(runs)
    depends |= {f"{kind} in {place}": digest(project.folder / place) for kind, place in paths.items()}
    return Stage("report", "", depends | {"tertium": own_version()})


def report(project: Project, work: Work) -> list[Path]:
    """Write the reports that the project names, and the record of the stage last; return their files."""
    from tertium.commands.output import put

    verdict = verdict_of(work)
    paths = {kind: project.folder / place for kind, place in _paths(project).items() if place}
    evidence = _evidence(project, work, verdict) if set(paths) - {"json"} else {}
    for kind, file in paths.items():
        file.parent.mkdir(parents=True, exist_ok=True)
        history = keeping.timeline_of(project, verdict.resampling.level) if kind == "page" else None
        put(_content(kind, verdict, evidence, history), file)
    write_text(work.reports, report_stage(project, work).record)
    return list(paths.values())


def _content(
    kind: str, verdict: SuiteVerdict, evidence: Mapping[str, Comparison], history: History | None
) -> str | Iterator[str]:
    """Return the content of a report of one of the kinds in `REPORTS`."""
    from tertium.reports.objects import as_json

    if kind == "json":
        return as_json(stored.SCHEMA, verdict)
    if kind == "page":
        from tertium.reports.suite import page

        return page.render(verdict, evidence, history)
    from tertium.reports.suite import junit, summary

    return junit.render(verdict, evidence) if kind == "junit" else summary.render(verdict, evidence)


def _evidence(project: Project, work: Work, verdict: SuiteVerdict) -> dict[str, Comparison]:
    """Return what lies behind the verdict, for reports that show it."""
    from tertium.evals.suite.evidence import evidence

    folders = {each.name: work.run_folder(each.name) for each in verdict.sets if each.verdict}
    runs = {name: store.load(folder) for name, folder in folders.items()}
    return evidence(project, runs, baselines(project), verdict.resampling)


def report_files(project: Project) -> list[Path]:
    """Return the files of the reports that the project names."""
    return [project.folder / place for place in _paths(project).values() if place]


def _paths(project: Project) -> dict[str, str]:
    return {kind: getattr(project.outputs, kind) for kind in REPORTS}
