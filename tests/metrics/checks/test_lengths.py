"""How long a translation is expected to be."""

from __future__ import annotations

import pytest

from tertium.metrics.checks.lengths import HEAVY, expected_ratio, is_heavy, weight


def test_han_and_kana_weigh_as_much_as_three_letters() -> None:
    assert weight("山谷 abc") == 2 * HEAVY + 4
    assert is_heavy("山谷里的农民")
    assert not is_heavy("In 京 at night")


def test_the_expected_ratio_of_two_languages_is_one_over_that_of_the_other_direction() -> None:
    assert expected_ratio("en", "de") == pytest.approx(1 / expected_ratio("de", "en"))
    assert expected_ratio("en", None) == 1
