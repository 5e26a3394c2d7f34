"""Letters with their marks, folded and bare."""

from __future__ import annotations

import random
import unicodedata

import pytest

from tertium.corpora.text.letters import WORDING, bare, bare_lines, fold, without_accents, wording
from tests.scripts import LANGUAGES, lines


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Größe Łódź", "Große Łodz"),
        ("йод", "иод"),
        ("السَّلامُ أحمد", "السلام احمد"),
        ("שָׁלוֹם", "שלום"),
        ("हिन्दी", "हिन्दी"),
        ("தமிழ்", "தமிழ்"),
        ("บ้าน", "บ้าน"),
        ("ガラス", "ガラス"),
        ("한국", "한국"),
        ("ｆｕｌｌ", "full"),
        ("plain", "plain"),
    ],
)
def test_accents_go_and_what_belongs_to_a_letter_stays(text: str, plain: str) -> None:
    assert without_accents(text) == plain


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_wording_loses_spaces_and_punctuation_only(language: str) -> None:
    for text in lines(language).references:
        kept = "".join(char for char in text if not char.isspace() and char not in "।.။။၏។。、，")
        assert wording(text) == kept
        assert bare(f" «{text}» ") == bare(text) == fold(kept)
        assert len(WORDING.findall(text)) == len(kept)


def test_many_texts_are_made_bare_at_once_as_each_is_alone() -> None:
    odd = [
        "",
        "\n",
        "a\nb",
        "\u0301a",
        "e\u0301",
        "\u1100",
        "\u1161\u11a8",
        "ｶ",
        "ﾞ",
        "ﬁ…",
        "½",
        "İ",
        "\r\x85\u2028",
        "ß",
    ]
    texts = [*odd, *(text for language in LANGUAGES for text in lines(language).references)]
    assert bare_lines(texts) == [bare(text) for text in texts]
    assert bare_lines([]) == []
    assert bare_lines([""]) == [""]


def test_characters_that_others_change_are_made_bare_in_their_text() -> None:
    rng = random.Random(5)  # noqa: S311 - to be repeated, not secret
    characters = [
        *map(chr, range(0x3000)),
        *map(chr, range(0xAC00, 0xAC40)),
        *map(chr, range(0x11000, 0x12000)),
        "\ud800",
    ]
    changing = [
        char
        for char in characters
        if unicodedata.category(char)[0] == "M" or unicodedata.decomposition(char) or "\u1100" <= char < "\u1200"
    ]
    texts = [
        "".join(rng.choice(changing if rng.random() < 0.5 else characters) for _ in range(rng.randrange(5)))
        for _ in range(20_000)
    ]
    assert bare_lines(texts) == [bare(text) for text in texts]
    assert bare_lines(characters) == [bare(char) for char in characters]
