"""Numbers in digits of any script."""

from __future__ import annotations

import pytest

from tertium.corpora.text.numbers import NUMBER, digits


@pytest.mark.parametrize(
    "text", ["1,500.5", "१,५००.५", "১,৫০০.৫", "๑,๕๐๐.๕", "၁,၅၀၀.၅", "១,៥០០.៥", "١٬٥٠٠٫٥", "1.500,5"]
)
def test_a_number_is_the_same_in_any_digits(text: str) -> None:
    assert [digits(number) for number in NUMBER.findall(f"a {text}, b.")] == ["15005"]
