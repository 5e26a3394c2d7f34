"""The stretch of lines in which an article stands."""

from __future__ import annotations

from tertium.corpora.cleaning.span import SHORT_PAGE, span

NONE: frozenset[int] = frozenset()


def test_the_densest_stretch_of_sentences_is_the_article() -> None:
    menu: list[float | None] = [None] * 9
    assert span([60, *menu, 150, 90, None, 180, *menu, 70], NONE, NONE) == range(10, 14)


def test_a_long_sentence_behind_a_gap_belongs_to_it_and_a_short_one_does_not() -> None:
    menu: list[float | None] = [None] * SHORT_PAGE
    assert span([*menu, 200, None, 180], NONE, NONE) == range(SHORT_PAGE, SHORT_PAGE + 3)
    assert span([*menu, 200, None, 80], NONE, NONE) == range(SHORT_PAGE, SHORT_PAGE + 1)


def test_sentences_are_long_or_short_beside_the_others_of_their_page() -> None:
    menu: list[float | None] = [None] * SHORT_PAGE
    for unit in (60, 100, 180):
        lengths = [*menu, unit, unit, None, None, unit, unit, *menu, unit / 2]
        assert span(lengths, NONE, NONE) == range(SHORT_PAGE, SHORT_PAGE + 6)


def test_sentences_alone_between_short_lines_count_less_than_those_that_stand_together() -> None:
    menu: list[float | None] = [None] * 3
    text = [100.0] * 10
    assert span([*text, *[None] * SHORT_PAGE], NONE, NONE) == range(10)
    assert span([*text, *menu, 90, *menu, 90, *[None] * SHORT_PAGE], NONE, NONE) == range(10)
    assert span([*text, *menu, 90, 90, *[None] * SHORT_PAGE], NONE, NONE) == range(15)


def test_a_list_without_bullets_does_not_part_a_short_text() -> None:
    assert span([83, None, None, None, None, None, 87], NONE, NONE) == range(7)


def test_items_of_lists_cost_nothing_and_marks_of_the_end_much() -> None:
    assert span([90, None, None, None, 50], NONE, frozenset({1, 2, 3})) == range(5)
    assert span([200, None, 95], frozenset({1}), NONE) == range(1)


def test_without_sentences_there_is_none() -> None:
    assert not span([None, None], NONE, NONE)
    assert not span([], NONE, NONE)
