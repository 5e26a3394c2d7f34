"""A score on one part of a set."""

from __future__ import annotations

from dataclasses import FrozenInstanceError

import pytest

from tertium.evals.results.resampling import Interval
from tertium.evals.results.slice import Slice


def test_a_slice_is_a_value() -> None:
    part = Slice("domain", "news", "north", "chrf", 50.0, Interval(48.0, 52.0), 20)
    assert part == Slice("domain", "news", "north", "chrf", 50.0, Interval(48.0, 52.0), 20)
    with pytest.raises(FrozenInstanceError):
        part.score = 1.0  # type: ignore[misc]
