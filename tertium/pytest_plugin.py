"""Plug-in of pytest: a test that fails where a translation system is worse than its pinned baseline.

::

    def test_the_new_model_is_not_worse(tertium_suite):
        sources = tertium_suite["news"].sources
        tertium_suite["news"].assert_not_worse(translate(sources), metric="chrf", margin=0.5)

`tertium_suite` is a folder of pins, `evaluation` unless the ini option `tertium_suite` names another.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tertium.evals.results import Verdict
    from tertium.evals.types import Run


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the ini option that names the suite's folder."""
    parser.addini("tertium_suite", "Folder of baselines that tertium pin wrote.", default="evaluation")


@dataclass(frozen=True, slots=True)
class PinnedSet:
    """A baseline with the set that it was scored on.

    Attributes:
        baseline: the run of the baseline.
    """

    baseline: Run

    @property
    def sources(self) -> list[str | None]:
        """The sources to translate, one per segment; DataError where the set has none."""
        from tertium.errors import DataError

        if self.baseline.data.sources is None:
            raise DataError(f"set {self.baseline.data.name!r} has no sources", hint="a set with sources")
        return list(self.baseline.data.sources)

    def assert_not_worse(self, outputs: Sequence[str | None], **rule: Any) -> Verdict:
        """Score outputs, one per segment, with the metric of the rule, and fail unless they are not worse.

        Args:
            outputs: the candidate's translations.
            rule: `metric`, `margin`, `confidence` and `differing`; see `assert_not_worse`.
        """
        from tertium.corpora.outputs.attach import attach
        from tertium.evals.evaluate import evaluate

        data = self.baseline.data.with_systems([])
        attached, _ = attach(data, {"candidate": list(outputs)})
        candidate = evaluate(attached, [rule.get("metric", "chrf")])
        return assert_not_worse(candidate, self.baseline, **rule)


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


@pytest.fixture(scope="session")
def tertium_suite(request: pytest.FixtureRequest) -> Suite:
    """Return the pinned baselines of the project."""
    return Suite(request.config.rootpath / str(request.config.getini("tertium_suite")))


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
    verdict = gate(first, second, policy.parse(values, "assert_not_worse"))
    if verdict.outcome != "pass":
        lines = [f"{verdict.outcome}: {check.rule}: {check.said}" for check in verdict.checks]
        pytest.fail("\n".join([*lines, *(doubt for check in verdict.checks for doubt in check.doubts)]), pytrace=False)
    return verdict
