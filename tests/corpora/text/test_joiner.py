"""What stands between two sentences."""

from __future__ import annotations

import pytest

from tertium.corpora.text.joiner import glue


@pytest.mark.parametrize(
    ("language", "between"), [("zh", ""), ("zh-TW", ""), ("ja", ""), ("ko", " "), ("de", " "), (None, " ")]
)
def test_sentences_of_a_script_without_spaces_stand_side_by_side_in_every_region(
    language: str | None, between: str
) -> None:
    assert glue(language) == between
