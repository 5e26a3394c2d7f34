"""Severities have an order."""

from __future__ import annotations

from tertium.evals.results.findings import gravity


def test_the_gravest_comes_first_and_what_is_not_known_last() -> None:
    assert sorted(["odd", "minor", "critical", "major"], key=gravity) == ["critical", "major", "minor", "odd"]
