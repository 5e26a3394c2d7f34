"""An article split up: wrapped lines are joined, boilerplate has no sentences, and JSON holds all of it."""

from __future__ import annotations

import json

import pytest

from tertium.corpora.building.prepare import Prepared, _paragraphs, is_wrapped, prepare
from tertium.corpora.cleaning.clean import Cleaner
from tertium.corpora.cleaning.page import Line
from tertium.corpora.text.identification import Guess
from tertium.corpora.types import Article

TEXT = """Harbour ferry stops for good

The ferry between the town and the island stopped for good on Sunday evening, after forty years in all weathers.

The island has had a ferry since the war. Nobody in the town has protested against it.

Leave a Reply
"""


@pytest.fixture
def prepared() -> Prepared:
    return prepare(Article("ferry", TEXT), Cleaner(("en", "de")))


def test_wrapped_lines_of_one_paragraph_and_label_are_joined() -> None:
    lines = [
        Line(1, "The ferry stopped on", 0, "text", ""),
        Line(2, "sunday after", 0, "text", ""),
        Line(3, "40 years.", 0, "text", ""),
        Line(4, "nobody protested", 0, "text", ""),
        Line(6, "against it", 1, "text", ""),
        Line(7, "share", 1, "doubtful", "fragment"),
        Line(8, "this", -1, "text", ""),
        Line(9, "page", -1, "text", ""),
    ]
    assert _paragraphs(lines, range(8)) == [
        ("The ferry stopped on sunday after 40 years.", 0),
        ("nobody protested", 3),
        ("against it", 4),
        ("share", 5),
        ("this", 6),
        ("page", 7),
    ]


def test_a_sentence_knows_its_line(prepared: Prepared) -> None:
    row = prepared.texts.index("Nobody in the town has protested against it.")
    assert prepared.line_of(row).number == 5
    assert prepared.language == "en"


def test_a_removed_line_is_kept_with_its_rule_but_has_no_sentence(prepared: Prepared) -> None:
    assert "Leave a Reply" not in prepared.texts
    assert [line.label for line in prepared.lines if line.text == "Leave a Reply"] == ["comments"]


def test_an_article_that_says_its_language_is_not_guessed() -> None:
    assert prepare(Article("ferry", TEXT, language="de"), Cleaner(("en", "de"))).guess == Guess("de", 1.0)


def test_an_article_is_strict_json_and_back(prepared: Prepared) -> None:
    assert Prepared.from_json(json.loads(json.dumps(prepared.to_json(), allow_nan=False))) == prepared


@pytest.mark.parametrize(
    ("before", "after", "wrapped"),
    [
        ("stopped on", "sunday", True),
        ("in the year", "2024", True),
        ("It stopped.", "nobody", False),
        ("stopped on", "Sunday", False),
        ("x", "", False),
    ],
)
def test_a_line_goes_on_in_the_next_before_a_small_letter_or_a_digit(before: str, after: str, *, wrapped: bool) -> None:
    assert is_wrapped(before, after) == wrapped
