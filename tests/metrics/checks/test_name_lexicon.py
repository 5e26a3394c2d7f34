"""Names that the CLDR knows."""

from __future__ import annotations

import pytest

from tertium.metrics.checks.name_lexicon import calendar_names, standing


@pytest.mark.parametrize(
    ("name", "others", "languages", "expected"),
    [
        ("Germany", ["in", "deutschland"], ("en", "de"), 1),
        ("German", ["die", "deutschen"], ("en", "de"), 1),
        ("United States", ["los", "estados", "unidos"], ("en", "es"), 1),
        ("Spain", ["in", "argentinien"], ("en", "de"), -1),
        ("Behrendsen", ["in", "argentinien"], ("en", "de"), 0),
        ("Spain", ["argentinien"], ("en", "tlh"), 0),
    ],
)
def test_a_known_name_has_its_translation_in_the_other_text_or_lacks_it(
    name: str, others: list[str], languages: tuple[str, str], expected: int
) -> None:
    assert standing([name], others, languages) == expected


def test_months_and_weekdays_are_known_in_full_and_short() -> None:
    assert {"monday", "october", "oct"} <= calendar_names("en")
    assert calendar_names("tlh") == frozenset()
