"""What the shape of a line tells."""

from __future__ import annotations

import pytest

from tertium.corpora.cleaning.shapes import is_blurb, is_sentence, keys, may_be_headline
from tertium.corpora.text.stops import UNSTOPPED
from tests.corpora.cleaning.making import BODY, HEAD
from tests.scripts import LANGUAGES
from tests.scripts import lines as script_lines


def test_a_sentence_and_a_second_one_without_an_end_are_a_blurb_and_no_headline() -> None:
    blurb = "Read all the news from Ostheim. Choose what you are interested in"
    assert [is_blurb(text) for text in (blurb, f"{blurb}.", HEAD, "U. S. pool closes")] == [True, False, False, False]
    assert not may_be_headline(blurb)


def test_a_short_line_and_a_known_phrase_are_no_headlines() -> None:
    assert [may_be_headline(text) for text in (HEAD, "Pool", "You might also like")] == [True, False, False]
    assert [may_be_headline(text) for text in ("新大桥通车", "|---|---|", "By Tom Miller")] == [True, False, False]


def test_a_long_line_is_a_sentence_whatever_it_ends_in() -> None:
    assert is_sentence(f"{BODY[:-1]} {BODY[:-1]}")
    assert not is_sentence(BODY[:-1])


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_whole_sentence_of_any_script_is_one(language: str) -> None:
    for text in script_lines(language).references:
        assert is_sentence(f"{text} {text}" if language in UNSTOPPED else text)
        assert not is_sentence(text[:6])


def test_forms_of_a_word_have_one_key_and_scripts_without_spaces_pairs_of_characters() -> None:
    assert keys("The old bridges") & keys("A BRIDGE") == {"bridg"}
    assert keys("of a 新大桥") == {"新大", "大桥"}
