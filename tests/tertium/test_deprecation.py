"""What goes from the public API still works, and says since when, until when, and what to write."""

from __future__ import annotations

import warnings

import pytest

from tertium.deprecation import deprecated, warn_deprecated


@deprecated("tertium.doubled", since="1.4", removed="1.6", instead="tertium.twice")
def doubled(number: int) -> int:
    """Return twice the number."""
    return 2 * number


def test_a_deprecated_function_works_and_names_its_successor_at_the_callers_line() -> None:
    with pytest.warns(
        DeprecationWarning, match=r"^tertium.doubled is deprecated since 1.4 and goes in 1.6; write"
    ) as told:
        assert doubled(4) == 8
    assert told[0].filename == __file__
    assert str(told[0].message).endswith("write tertium.twice")


def test_a_deprecated_function_keeps_its_name_and_documentation() -> None:
    assert (doubled.__name__, doubled.__doc__) == ("doubled", "Return twice the number.")


def test_a_deprecated_argument_warns_at_the_line_of_the_call() -> None:
    def resample(*, draws: int | None = None) -> int | None:
        if draws is not None:
            warn_deprecated("draws", since="1.4", removed="1.6", instead="samples", stacklevel=2)
        return draws

    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always")
        assert resample(draws=3) == 3
        assert resample() is None
    assert [warning.filename for warning in told] == [__file__]
