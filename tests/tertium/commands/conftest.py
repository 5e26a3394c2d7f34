"""Runs to compare, rank and judge."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from tests.evals.making import run_of
from tests.tertium.commands.making import HALVES, REFERENCES, SHUFFLED, score

if TYPE_CHECKING:
    from pathlib import Path

    from tertium.evals.types import Run

POLICY = 'schema = "tertium.policy/1"\n[[rule]]\nkind = "non-inferior"\nmetric = "bleu"\nmargin = 0.5\n'
CHRF = POLICY.replace("bleu", "chrf").split("\n", 1)[1]


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder of four runs and four policies: new has the better BLEU, old and same the better chrF."""
    folder = tmp_path_factory.mktemp("gate")
    score(folder, "old", SHUFFLED)
    score(folder, "new", HALVES)
    score(folder, "same", SHUFFLED)
    score(folder, "other", HALVES, [*REFERENCES[:-1], REFERENCES[-1].replace("Stadt", "stadt")])
    (folder / "bleu.toml").write_text(POLICY, encoding="utf-8")
    (folder / "both.toml").write_text(POLICY + CHRF, encoding="utf-8")
    (folder / "more.toml").write_text(POLICY + '[[rule]]\nkind = "required"\nmetric = "comet"\n', encoding="utf-8")
    (folder / "unsure.toml").write_text(
        POLICY.replace("non-inferior", "superior").replace("0.5", "0"), encoding="utf-8"
    )
    return folder


@pytest.fixture
def run() -> Run:
    """Return a run of two systems with twelve segments."""
    rng = np.random.default_rng(2)
    return run_of({name: rng.normal(50, 5, size=12).tolist() for name in ("old", "new")})
