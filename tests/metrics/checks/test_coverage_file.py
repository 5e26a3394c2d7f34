"""The coverage that is shipped: every check of ours has languages where it was measured, and sensible counts."""

from __future__ import annotations

import pytest

from tertium.metrics.checks.base import Check
from tertium.metrics.checks.coverage import measured
from tertium.metrics.registry import classes

CHECKS = [
    name for name, make in classes().items() if issubclass(make, Check) and make.__module__.startswith("tertium.")
]


@pytest.mark.parametrize("name", sorted(set(CHECKS) - {"terms"}))
def test_every_check_without_a_glossary_was_measured_somewhere(name: str) -> None:
    assert measured(name)


@pytest.mark.parametrize("name", CHECKS)
def test_counts_are_parts_of_each_other(name: str) -> None:
    for figures in measured(name).values():
        assert figures.segments >= figures.judged >= figures.flagged >= 0
        assert all(cases >= flagged for cases, flagged in figures.damages.values())
