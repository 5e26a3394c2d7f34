"""Words with their places, in every script."""

from __future__ import annotations

import pytest

from tertium.corpora.text import words as module
from tertium.corpora.text.graphemes import graphemes
from tertium.corpora.text.words import HANDLE, Word, runs, without_links, words
from tests.scripts import LANGUAGES, lines


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("सरकार ने हिन्दी में 3 बातें कहीं।", "सरकार|ने|हिन्दी|में|बातें|कहीं"),
        ("প্রধানমন্ত্রী বাংলায় বললেন", "প্রধানমন্ত্রী|বাংলায়|বললেন"),
        ("தமிழ் மொழி", "தமிழ்|மொழி"),
        ("เราไปตลาดน้ำ 2 ครั้ง", "เรา|ไป|ต|ลา|ด|น้ำ|ค|รั้|ง"),
        ("ស្ត្រីទៅផ្សារ", "ស្ត្រី|ទៅ|ផ្សា|រ"),
        ("မြို့သို့ သွားမည်။", "မြို့|သို့|သွား|မည်"),
        ("그는 집에 갔다.", "그는|집에|갔다"),
        ("東京タワーへ行く。", "東|京|タ|ワ|ー|へ|行|く"),
        ("我们明天见。", "我|们|明|天|见"),
        ("السَّلامُ عليكم", "السَّلامُ|عليكم"),
        ('צה"ל וצה״ל, כן', 'צה"ל|וצה״ל|כן'),
        ("می‌خواهم بروم", "می‌خواهم|بروم"),
        (
            "don't: state-of-the-art e\u0301te\u0301, 5 m² – see https://a.de/b or me@a.de",
            "don't|state-of-the-art|e\u0301te\u0301|m|see|or",
        ),
        ("Привіт, п’ять!", "Привіт|п’ять"),
    ],
)
def test_words_keep_their_marks_and_their_places(text: str, expected: str) -> None:
    found = words(text)
    assert [word.text for word in found] == expected.split("|")
    assert all(text[word.start : word.end] == word.text for word in found)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_word_begins_or_ends_within_a_grapheme(language: str) -> None:
    for text in lines(language).references:
        borders = {0}
        for grapheme in graphemes(text):
            borders.add(max(borders) + len(grapheme))
        assert {place for word in words(text) for place in (word.start, word.end)} <= borders


def test_the_fast_way_finds_the_same_words_in_all_characters_of_its_blocks() -> None:
    for code in range(0x2100):
        if not module._MARKED.search(char := chr(code)):
            text = f"a{char}b {char} x-{char}"
            assert module._RUN.findall(text) == module._PLAIN_RUN.findall(text) or char in "‿⁀⁔", hex(code)
            places = [match.span() for match in module._WORD.finditer(text)]
            assert places == [match.span() for match in module._PLAIN_WORD.finditer(text)], hex(code)


def test_links_and_handles_are_told_from_words() -> None:
    assert without_links("see www.a.de now") == "see          now"
    assert HANDLE.findall("@tertium_dev and #हिन्दी, not a@b or #1") == ["@tertium_dev", "#हिन्दी"]
    assert HANDLE.findall("@小明你好") == []
    assert runs("हिन्दी_2 ½ c'est") == ["हिन्दी_2", "½", "c", "est"]


def test_a_word_is_a_value() -> None:
    assert words("a") == [Word("a", 0, 1)]
