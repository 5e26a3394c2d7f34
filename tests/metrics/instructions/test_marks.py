"""Marks of structure."""

from __future__ import annotations

import pytest

from tertium.metrics.instructions.marks import marks, nesting


def keys(text: str) -> list[str]:
    return [mark.key for mark in marks(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hello {name}, {{count}} of ${total} or {0}", ["{name}", "{{count}}", "${total}", "{0}"]),
        ("%s has %d files, %(size)s, %.2f", ["%1$s", "%2$d", "%(size)s", "%3$f"]),
        ("#PRS_ORG# and __COUNT__", ["#PRS_ORG#", "__COUNT__"]),
        ("%2$d of %1$s", ["%2$d", "%1$s"]),
        ("{count, plural, one {# file} other {# files}}", ["{count,plural,"]),
        ("100% sure, 5 %, 50% de", []),
        ('<b>A</b> <br> <ph id="1"/>', ["<b>", "</b>", "<br/>", "<ph id=1/>"]),
        ('<img src="a.png" alt="a dog">', ["<img src=a.png/>"]),
        ("1 < 2 and 3 > 2", []),
        ("ein <Basislager> am Berg", []),
        ("<seg>ein</seg> <x1/>", ["<seg>", "</seg>", "<x1/>"]),
        ("# Title\n\n- one\n- two\n\n1. first", ["# heading", "list item", "list item", "numbered list item"]),
        ("Press `Ctrl+C` in [the menu](https://a.example)", ["code `Ctrl+C`", "link (https://a.example)"]),
        ("This is **bold** and 2 ** 3", ["bold"]),
        ("- A dash begins a line.", []),
        ("Plain words, nothing else.", []),
    ],
)
def test_marks_of_a_text(text: str, expected: list[str]) -> None:
    assert keys(text) == expected


def test_what_stands_in_code_is_part_of_it() -> None:
    assert keys("```\nprint(`{x}`)\n**a**\n```") == ["code block ```\nprint(`{x}`)\n**a**\n```"]


def test_positions_point_at_the_mark() -> None:
    text = "Hi {name}, `x`"
    assert [text[mark.start : mark.end] for mark in marks(text)] == ["{name}", "`x`"]


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("<b><i>a</i></b>", []),
        ("<b><i>a</b></i>", ["<i>", "</i>"]),
        ("</b>a<b>", ["</b>", "<b>"]),
        ("<br>a<img src=x>", []),
        ("<p>a", ["<p>"]),
    ],
)
def test_nesting(text: str, wrong: list[str]) -> None:
    assert [mark.key for mark in nesting(text)] == wrong


def test_a_long_text_is_read_in_time() -> None:
    assert marks("<a " * 20_000) == []
    assert marks("{" * 20_000) == []
    assert marks("** a" * 5_000) is not None
