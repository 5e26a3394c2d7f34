"""Plug-in of pytest: a test that fails where a translation system is worse than its pinned baseline.

::

    def test_the_new_model_is_not_worse(tertium_suite):
        sources = tertium_suite["news"].sources
        tertium_suite["news"].assert_not_worse(translate(sources), metric="chrf", margin=0.5)

`tertium_suite` is a folder of pins, `evaluation` unless the ini option `tertium_suite` names another; or a
tertium.toml, by its path or its folder, whose rules then hold, for one set or for all:

::

    def test_the_release(tertium_suite):
        tertium_suite.assert_passes({name: translate(each.sources) for name, each in tertium_suite.items()})
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tertium.evals.policy import Policy
    from tertium.evals.results import Verdict
    from tertium.evals.results.suite import SuiteVerdict
    from tertium.evals.types import Run


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the ini option that names the suite's folder."""
    parser.addini(
        "tertium_suite", "Folder of baselines that tertium pin wrote, or a tertium.toml.", default="evaluation"
    )


@dataclass(frozen=True, slots=True)
class PinnedSet:
    """A baseline with the set that it was scored on.

    Attributes:
        baseline: the run of the baseline.
        policy: the rules of a project that hold for the set; None where the test says its own.
    """

    baseline: Run
    policy: Policy | None = None

    @property
    def sources(self) -> list[str | None]:
        """The sources to translate, one per segment; DataError where the set has none."""
        from tertium.errors import DataError

        if self.baseline.data.sources is None:
            raise DataError(f"set {self.baseline.data.name!r} has no sources", hint="a set with sources")
        return list(self.baseline.data.sources)

    def assert_not_worse(self, outputs: Sequence[str | None], **rule: Any) -> Verdict:
        """Score outputs, one per segment, and fail unless they are not worse, or keep the rules of the project.

        Args:
            outputs: the candidate's translations.
            rule: `metric`, `margin`, `confidence` and `differing`; see `assert_not_worse`. Without any of them the
                rules of the project hold, if there is one.
        """
        __tracebackhide__ = True
        if self.policy is None or rule:
            return assert_not_worse(self.scored(outputs, [rule.get("metric", "chrf")]), self.baseline, **rule)
        from tertium.evals.gate import gate

        metrics = dict.fromkeys(each.metric for each in self.policy.rules)
        return _passed(gate(self.scored(outputs, [*metrics]), self.baseline, self.policy))

    def scored(self, outputs: Sequence[str | None], metrics: Sequence[str], system: str = "candidate") -> Run:
        """Return the run of these outputs on the baseline's set."""
        from tertium.corpora.outputs.attach import attach
        from tertium.evals.evaluate import evaluate

        attached, _ = attach(self.baseline.data.with_systems([]), {system: list(outputs)})
        return evaluate(attached, metrics)


class Suite(Mapping[str, PinnedSet]):
    """The pinned sets of a folder, by the names of their folders; each is read when it is asked for."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __getitem__(self, name: str) -> PinnedSet:
        from tertium.evals import store

        if name not in list(self):
            raise KeyError(f"{name!r} is no pinned baseline in {self.folder}: {', '.join(self) or 'there is none'}")
        return PinnedSet(store.load(self.folder / name))

    def __iter__(self) -> Iterator[str]:
        from tertium.evals.runs import runs_in

        return iter([path.name for path in runs_in(self.folder)] if self.folder.is_dir() else [])

    def __len__(self) -> int:
        return len(list(iter(self)))


class ProjectSuite(Mapping[str, PinnedSet]):
    """The sets of a tertium.toml with the baseline that its release names, and its rules.

    A pinned baseline holds its sets. One that is a system of the project is that of the runs that `tertium run` wrote.
    """

    def __init__(self, file: Path) -> None:
        from tertium.evals.suite.read import read

        self.project = read(file)

    def __getitem__(self, name: str) -> PinnedSet:
        from tertium.errors import DataError
        from tertium.evals.policy import Policy

        if name not in list(self):
            raise KeyError(f"{name!r} is no set of {self.project.folder}: {', '.join(self)}")
        baseline = self._baselines.get(name)
        if baseline is None:
            hint = f"tertium run {self.project.folder}, or a baseline that tertium pin wrote"
            raise DataError(f"set {name!r} has no baseline", hint=hint)
        rules = next(self.project.rules_of(each) for each in self.project.sets if each.name == name)
        release = self.project.release
        return PinnedSet(baseline, Policy(rules, release.confidence, release.differing) if rules else None)

    def __iter__(self) -> Iterator[str]:
        return (each.name for each in self.project.sets)

    def __len__(self) -> int:
        return len(self.project.sets)

    def assert_passes(self, outputs: Mapping[str, Sequence[str | None]]) -> SuiteVerdict:
        """Score outputs by name of the set, and fail unless the suite passes, in which a set without any is missing."""
        __tracebackhide__ = True  # the failure is the caller's line
        from tertium.evals.suite.judge import judge
        from tertium.reports.suite.matrix import answer, in_words, readings

        sets = {each.name: each for each in self.project.sets}
        if unknown := [name for name in outputs if name not in sets]:
            raise KeyError(f"{unknown[0]!r} is no set of {self.project.folder}: {', '.join(self)}")
        runs = {
            name: self[name].scored(
                texts,
                self.project.metrics_of(sets[name], self[name].baseline.data.languages[1]),
                self.project.release.candidate,
            )
            for name, texts in outputs.items()
        }
        verdict = judge(self.project, runs, baselines=self._baselines)
        if verdict.outcome != "pass":
            cells = [
                f"{row.name}: {rule}: {in_words(cell)}"
                for row in verdict.sets
                for rule, cell in row.cells.items()
                if cell.outcome != "pass"
            ]
            missing = [f"{row.name}: {row.outcome}: {row.reason}" for row in verdict.sets if row.reason]
            pytest.fail("\n".join([answer(verdict), *cells, *missing, *readings(verdict)]), pytrace=False)
        return verdict

    @cached_property
    def _baselines(self) -> dict[str, Run]:
        """The baseline of each set that has one, as a run of one system."""
        from tertium.commands.project.deciding import baselines
        from tertium.commands.project.work import work_of
        from tertium.evals import store
        from tertium.evals.join import single_system

        pinned, release = baselines(self.project), self.project.release
        if pinned is not None:
            return pinned
        folders = {each.name: work_of(self.project).run_folder(each.name) for each in self.project.sets}
        runs = {name: store.load(folder) for name, folder in folders.items() if folder.exists()}
        return {
            name: single_system(run, release.baseline, release.baseline)
            for name, run in runs.items()
            if release.baseline in run.systems
        }


@pytest.fixture(scope="session")
def tertium_suite(request: pytest.FixtureRequest) -> Suite | ProjectSuite:
    """Return the pinned baselines of the project, or the sets of its tertium.toml."""
    from tertium.evals.suite.project import FILE

    place = request.config.rootpath / str(request.config.getini("tertium_suite"))
    return ProjectSuite(place) if place.suffix == ".toml" or (place / FILE).is_file() else Suite(place)


def assert_not_worse(  # noqa: PLR0913 - a rule's parts, by name
    candidate: Run | Path | str,
    baseline: Run | Path | str,
    *,
    metric: str = "chrf",
    margin: float = 0.5,
    confidence: float = 0.95,
    differing: int = 10,
) -> Verdict:
    """Fail the test unless a run is not worse than a baseline by more than the margin; return the verdict.

    Args:
        candidate: a run or its folder.
        baseline: a run, its folder, or what `tertium pin` wrote.
        metric: label of the metric.
        margin: in the metric's unit.
        confidence: of the one-sided bound.
        differing: documents that must differ from the baseline before a candidate passes; see docs/decisions.md.
    """
    __tracebackhide__ = True  # the failure is the caller's line
    from tertium.evals import policy, store
    from tertium.evals.gate import gate

    rule = {"kind": "non-inferior", "metric": metric, "margin": margin}
    values = {"schema": policy.SCHEMA, "confidence": confidence, "differing": differing, "rule": [rule]}
    first, second = (store.load(run) if isinstance(run, (str, Path)) else run for run in (candidate, baseline))
    return _passed(gate(first, second, policy.parse(values, "assert_not_worse")))


def _passed(verdict: Verdict) -> Verdict:
    """Return a verdict that passes; fail the test with the reasons of any other."""
    __tracebackhide__ = True
    if verdict.outcome != "pass":
        lines = [f"{verdict.outcome}: {check.rule}: {check.said}" for check in verdict.checks]
        pytest.fail("\n".join([*lines, *(doubt for check in verdict.checks for doubt in check.doubts)]), pytrace=False)
    return verdict
