"""An article's lines as the rules see them."""

from __future__ import annotations

from tertium.corpora.cleaning.page import KEPT, RESTORED, Line, Page
from tests.corpora.cleaning.making import BODY, HEAD, MORE


def test_the_headline_is_the_longest_line_above_the_first_sentence_however_short_that_is() -> None:
    page = Page(
        ("From Ostheim again", f"  {HEAD}", "He swam there once.", BODY, f"{HEAD} and more", MORE), (0, 1, 2, 3, 4, 5)
    )
    assert (page.headline, page.body) == (1, 2)
    assert page.sentences == {2, 3, 5}
    assert page.texts[1] == HEAD


def test_of_two_lines_the_headline_is_the_one_whose_words_the_text_takes_up() -> None:
    tagline = "All that matters between the coast and the mountains"
    assert Page((tagline, "Council closes old swimming pool", BODY, MORE), (0, 1, 2, 3)).headline == 1


def test_items_of_lists_stand_together_and_the_article_reaches_over_them() -> None:
    page = Page(
        (HEAD, BODY, "- one thing", "- another thing", "- a third one", MORE, "Contact", "Jobs"), tuple(range(8))
    )
    assert page.items == {2, 3, 4}
    assert page.span == range(1, 6)


def test_a_lead_belongs_to_the_article_though_buttons_part_it_from_the_text() -> None:
    menu = [f"Section {i}" for i in range(30)]
    lead = "The council of Ostheim closes its old pool, and nobody knows what becomes of it."
    teaser = "Talheim builds a new bridge over the river, and the whole town watches it grow."
    buttons = ["4 June 2024", "Listen", "Save", "Copy", "Print", "Larger", "Zoom", "Play"]
    lines = (*menu, "Bridge of Talheim grows", teaser, HEAD, lead, *buttons, BODY, MORE, BODY + MORE, *menu)
    page = Page(lines, tuple(range(len(lines))))
    assert page.span == range(lines.index(lead), lines.index(menu[0], 30))
    assert page.headline == lines.index(HEAD)


def test_what_a_page_says_twice_and_what_it_says_of_itself_give_themselves_away() -> None:
    service = "Enter your e-mail address and choose a password to read on."
    caption = "The pool of Ostheim is empty. Photo: Marit Olsen"
    lines = (HEAD, BODY, caption, MORE, service, BODY)
    page = Page(lines, tuple(range(6)))
    assert [set(page.captions), set(page.services), set(page.repeats)] == [{2}, {4}, {5}]
    assert {2, 4, 5} <= page.known


def test_of_a_web_page_every_sentence_that_extraction_left_is_text() -> None:
    service = "Enter your e-mail address and choose a password to read on."
    page = Page((HEAD, BODY, service, BODY), (0, 1, 2, 3), extracted=True)
    assert not page.known


def test_a_line_that_is_left_out_may_come_back_by_its_label() -> None:
    assert all(Line(1, "x", 0, label).possible and not Line(1, "x", 0, label).kept for label in RESTORED)
    assert not Line(1, "x", 0, "related").possible


def test_of_two_long_lines_the_first_is_the_headline() -> None:
    first, second = f"{HEAD}, and nobody knows why", f"{HEAD}, and nobody knows why or for how long"
    assert Page((first, second, BODY), (0, 1, 2)).headline == 0


def test_a_page_without_a_body_has_none_and_an_empty_one_no_headline() -> None:
    assert Page(("Pool",), (0,)).body == 1
    assert Page((), ()).headline is None


def test_a_line_is_kept_by_its_label() -> None:
    assert [Line(1, "x", 0, label).kept for label in KEPT] == [True] * len(KEPT)
    assert not Line(1, "x", 0, "removed").kept
