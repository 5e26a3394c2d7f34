"""Projects and runs of several sets, with scores that a test knows."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from tertium.evals.suite.read import parse
from tests.evals.making import MEAN, run_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tertium.evals.suite.project import Project
    from tertium.evals.types import Run

NOT_WORSE = {"kind": "non-inferior", "metric": MEAN, "margin": 1.0}


def table(sets: Mapping[str, str], rules: Sequence[Mapping[str, Any]] = (NOT_WORSE,), **release: Any) -> dict[str, Any]:
    """Return the table of a project's file: name of a set to its tier."""
    return {
        "schema": "tertium/1",
        "sets": {name: {"path": f"sets/{name}", "tier": tier} for name, tier in sets.items()},
        "systems": {name: {"file": "outputs/{set}.{system}.txt"} for name in ("new", "old")},
        "metrics": {"use": [MEAN]},
        "rule": list(rules),
        "release": {"candidate": "new", "baseline": "old", "samples": 400, **release},
    }


def project(sets: Mapping[str, str], rules: Sequence[Mapping[str, Any]] = (NOT_WORSE,), **release: Any) -> Project:
    """Return a project of these sets and rules; the systems are "new" and "old"."""
    return parse(table(sets, rules, **release), Path("project/tertium.toml"))


def scored(gain: float, *, seed: int = 0, documents: int = 20, spread: float = 1.0, language: str | None = None) -> Run:
    """Return a run where "new" is better than "old" by about so much in every document of two segments."""
    rng = np.random.default_rng(seed)
    old = rng.normal(50, 5, 2 * documents)
    new = old + gain + rng.normal(0, spread, 2 * documents)
    run = run_of({"old": old.tolist(), "new": new.tolist()}, [2] * documents)
    return replace(run, data=replace(run.data, languages=("en", language)))
