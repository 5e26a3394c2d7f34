"""The coverage that is shipped: every check that is measured has languages, and sensible counts."""

from __future__ import annotations

import pytest

from benchmarks.checks import JOINED
from benchmarks.damage import DAMAGES
from tertium.metrics.checks.coverage import measured

CHECKS = sorted(set(DAMAGES) - JOINED)


@pytest.mark.parametrize("name", CHECKS)
def test_every_check_that_can_be_measured_was(name: str) -> None:
    assert measured(name)


@pytest.mark.parametrize("name", CHECKS)
def test_counts_are_parts_of_each_other(name: str) -> None:
    for figures in measured(name).values():
        assert figures.segments >= figures.judged >= figures.flagged >= 0
        assert all(cases >= flagged for cases, flagged in figures.damages.values())
