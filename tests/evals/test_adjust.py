"""Adjusted p-values agree with an independent computation, in any shape."""

from __future__ import annotations

import numpy as np
import pytest
import scipy.stats

from tertium.errors import UsageError
from tertium.evals.adjust import adjustment, bh, holm, none


def test_holm_as_worked_by_hand() -> None:
    assert holm(np.array([0.01, 0.04, 0.03, 0.005])).tolist() == pytest.approx([0.03, 0.06, 0.06, 0.02])


def test_benjamini_hochberg_agrees_with_scipy() -> None:
    p = np.random.default_rng(0).uniform(size=50) ** 3
    assert bh(p) == pytest.approx(scipy.stats.false_discovery_control(p))


def test_a_table_is_one_family_and_nan_is_no_part_of_it() -> None:
    table = np.array([[0.01, np.nan], [0.03, 0.02]])
    assert holm(table)[:, 0].tolist() == pytest.approx([0.03, 0.04])
    assert np.isnan(holm(table)[0, 1])
    assert np.isnan(bh(table)[0, 1])


def test_nothing_exceeds_one_and_none_changes_nothing() -> None:
    p = np.array([0.6, 0.9])
    assert holm(p).max() == 1
    assert none(p) is p


def test_an_unknown_adjustment_is_refused() -> None:
    with pytest.raises(UsageError, match="none, holm, bh"):
        adjustment("bonferoni")
