"""Which scripts put no spaces between words."""

from __future__ import annotations

import pytest

from tertium.corpora.text.scripts import (
    UNSPACED_SCRIPTS,
    has_unspaced,
    ideographs,
    is_unspaced,
    letters_of,
    script,
    scripts,
    split_by_spacing,
    starts_dense,
    starts_unspaced,
    unspaced_letters,
    weighted_letters,
)
from tests.scripts import LANGUAGES, lines

UNSPACED = {"th", "km", "my", "ja", "zh"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_script_puts_spaces_between_words_or_not(language: str) -> None:
    for text in lines(language).references:
        assert is_unspaced(text) == has_unspaced(text) == starts_unspaced(text) == (language in UNSPACED)
        assert starts_dense(text) == (language in UNSPACED | {"ko"})
        assert bool(ideographs(text)) == (language in {"ja", "zh"})
        assert not is_unspaced(f"{text[:2]} – Wikipedia, the free encyclopedia")
        assert "".join(split_by_spacing(text)) == text


def test_marks_are_no_letters() -> None:
    assert unspaced_letters("กี่ 2 กม. abc") == 3


def test_a_text_is_split_where_its_spacing_changes() -> None:
    assert split_by_spacing("2024年abcน้ำx") == ["2024", "年", "abc", "น้ำ", "x"]


def test_a_script_is_named_as_its_letters_are() -> None:
    assert [script(char) for char in "aжह中々かｱ한"] == ["LATIN", "CYRILLIC", "DEVANAGARI", *["CJK"] * 4, "HANGUL"]
    assert scripts("5 µm в Киев") == {"LATIN", "CYRILLIC"}


def test_a_letter_of_a_dense_script_weighs_as_much_as_three() -> None:
    assert [weighted_letters(text) for text in ("Ab 1.", "é中", "カー", "한글", "กี่")] == [2, 4, 6, 6, 1]


@pytest.mark.parametrize("language", sorted(UNSPACED))
def test_an_unspaced_script_is_named_with_its_languages(language: str) -> None:
    text = "".join(lines(language).references)
    script = max(UNSPACED_SCRIPTS, key=lambda name: letters_of(name, text))
    assert language in UNSPACED_SCRIPTS[script]
