"""Wilcoxon's test: its exact p by trying all signs, its approximate p that of scipy where it is installed."""

from __future__ import annotations

import math
from itertools import product

import numpy as np
import pytest

from tertium.evals.human.signed_rank import signed_rank


def test_few_differences_have_the_p_of_all_signs() -> None:
    differences = np.array([3.0, -1.0, 2.0, 5.0, -4.0, 6.0])
    observed = sum(rank for rank in (3, 2, 5, 6))
    sums = [sum(r for r, sign in zip(range(1, 7), signs, strict=True) if sign) for signs in product((0, 1), repeat=6)]
    assert signed_rank(differences) == sum(total >= observed for total in sums) / 2**6


def test_nothing_but_zeros_is_undefined() -> None:
    assert math.isnan(signed_rank(np.array([0.0, np.nan])))


def test_it_is_that_of_scipy() -> None:
    stats = pytest.importorskip("scipy.stats")
    rng = np.random.default_rng(3)
    for size in (12, 40, 70, 300):
        for digits in (0, 6):  # with zeros and ties, and without
            values = np.round(rng.normal(0.1, 1.0, size=size), digits)
            with np.errstate(all="ignore"):
                ties = digits == 0
                method = "asymptotic" if ties or size > 50 else "exact"
                theirs = stats.wilcoxon(values, alternative="greater", method=method).pvalue
            assert signed_rank(values) == pytest.approx(float(theirs), abs=1e-9)
