"""Grapheme clusters, and consonants with what stands around them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tertium.corpora.text.graphemes import clusters, graphemes
from tests.scripts import LANGUAGES, lines


def borders(parts: list[str]) -> set[int]:
    """Return where parts end."""
    ends = {0}
    for part in parts:
        ends.add(max(ends) + len(part))
    return ends


@pytest.mark.parametrize("language", LANGUAGES)
def test_clusters_are_whole_graphemes(language: str) -> None:
    for text in (*lines(language).references, *lines(language).outputs):
        assert "".join(clusters(text)) == "".join(graphemes(text)) == text
        assert borders(clusters(text)) <= borders(graphemes(text))


@given(st.text())
def test_nothing_of_any_text_is_lost(text: str) -> None:
    assert "".join(clusters(text)) == text
    assert borders(clusters(text)) <= borders(graphemes(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("เรียน", "เรี|ย|น"),
        ("น้ำใจ", "น้ำ|ใจ"),
        ("ครับ", "ค|รั|บ"),
        ("ພາສາລາວ", "ພາ|ສາ|ລາ|ວ"),
        ("ស្ត្រី", "ស្ត្រី"),
        ("မန္တလေး", "မ|န္တ|လေး"),
        ("မင်း", "မင်း"),
        ("क्षमा", "क्ष|मा"),
        ("e\u0301a", "e\u0301|a"),
        ("明天", "明|天"),
    ],
)
def test_vowels_and_marks_stand_with_their_consonant(text: str, expected: str) -> None:
    assert clusters(text) == expected.split("|")
