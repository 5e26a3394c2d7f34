"""Student's t is scipy's, for degrees of freedom between whole numbers too."""

from __future__ import annotations

import math

import numpy as np
import pytest
import scipy.stats

from tertium.evals.student import power, quantile, share_above

FREEDOMS = [1.0, 1.2, 1.7, 2.0, 2.5, 5.0, 7.3, 30.0, 189.0, 999.0, 1e6]


@pytest.mark.parametrize("freedom", FREEDOMS)
@pytest.mark.parametrize("share", [0.5, 0.8, 0.95, 0.975, 0.995])
def test_quantiles_are_those_of_scipy(share: float, freedom: float) -> None:
    expected = scipy.stats.t.ppf(share, freedom)
    # A tail that ends as slowly as at 1 degree is integrated to three digits, from 2 degrees on to six.
    tolerance = 4e-4 if freedom < 2 else 5e-6
    assert quantile(share, freedom) == pytest.approx(expected, rel=tolerance, abs=1e-12)
    assert quantile(1 - share, freedom) == pytest.approx(-expected, rel=tolerance, abs=1e-12)


@pytest.mark.parametrize("freedom", FREEDOMS)
@pytest.mark.parametrize("value", [-30.0, -2.0, -0.1, 0.0, 0.1, 1.0, 2.0, 6.0, 30.0])
def test_shares_are_those_of_scipy(value: float, freedom: float) -> None:
    assert share_above(value, freedom) == pytest.approx(scipy.stats.t.sf(value, freedom), rel=0.01, abs=5e-6)


def test_a_share_and_its_quantile_belong_together() -> None:
    for freedom in FREEDOMS:
        for share in (0.6, 0.95, 0.99):
            assert 1 - share_above(quantile(share, freedom), freedom) == pytest.approx(share, abs=1e-7)


def test_infinity_and_nan_have_their_shares() -> None:
    assert (share_above(math.inf, 3.0), share_above(-math.inf, 3.0)) == (0, 1)
    assert np.isnan(share_above(math.nan, 3.0))


@pytest.mark.parametrize("freedom", [1, 2, 3, 7, 40, 500])
@pytest.mark.parametrize("level", [0.9, 0.95])
def test_the_power_of_a_test_is_the_share_of_scipys_noncentral_t(freedom: int, level: float) -> None:
    effects = [0.0, 0.5, 2.0, 3.5, 6.0]
    critical = scipy.stats.t.ppf((1 + level) / 2, freedom)
    ends = [scipy.stats.nct(freedom, effect) for effect in effects]
    expected = [end.sf(critical) + end.cdf(-critical) for end in ends]
    assert power(effects, level, freedom) == pytest.approx(np.array(expected), abs=2e-3)
    assert power([math.inf], level, freedom) == pytest.approx(1)
    assert power([], level, freedom).shape == (0,)
