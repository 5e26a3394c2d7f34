"""Names of months and weekdays, from the CLDR."""

from __future__ import annotations

import pytest

from tertium.metrics.checks.calendar import months_named, names, weekdays_named


@pytest.mark.parametrize(
    ("text", "language", "months"),
    [("am 3. März", "de", {3}), ("Jan. 5", "en", {1}), ("v březnu", "cs", {3}), ("十二月", "zh", {12})],
)
def test_months_are_known_in_their_cases_and_short_forms(text: str, language: str, months: set[int]) -> None:
    assert months <= months_named(text, language)


def test_weekdays_begin_with_monday_and_are_found_in_compounds() -> None:
    assert weekdays_named("Am Sonntagmorgen", "de") == {6}
    assert weekdays_named("Sonnabend", "de") == {5}
    assert weekdays_named("on Monday", "en") == {0}


def test_an_unknown_language_has_no_names() -> None:
    assert names(None, "days") == ()
    assert names("qqq", "months") == ()
